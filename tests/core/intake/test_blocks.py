"""Reading a long table by blocks of columns gives what reading it row by row gives."""

import random

import pytest

from tracker.core.errors import InvalidError
from tracker.core.intake import Blocks, blocks, read_table


def by_rows(data: bytes, *, max_rows: int = 1000):
    sheet = read_table(data, "file.csv", max_rows=max_rows)
    rows = {row.number: dict(zip(sheet.header, row.cells, strict=True)) for row in sheet.rows}
    return rows, list(sheet.problems)


def by_blocks(data: bytes, *, max_rows: int = 1000):
    source = Blocks(data, "file.csv", max_rows=max_rows)
    rows = {}
    for block in source:
        for place, number in enumerate(block.numbers):
            rows[number] = {name: cells[place] for name, cells in block.columns.items()}
    return rows, source.problems


FILES = [
    b"team,value\na,1\nb,2\n",
    b"sep=;\nteam;value\na;1\n\n ;\nb;2\n",
    b'team,value\n"a\nb",1\nc,2\n',
    b"team,value\na\nb,2,\nc,3,x\nd,4\n",
    "team,value\nZo\u0065\u0308,1\n".encode(),
    b"team\tvalue\r\na\t1\r\n",
    b"\n\nteam,value\na,1\n",
    "team;value\nCaf\u00e9;1\n".encode("windows-1252"),
]


@pytest.mark.parametrize("data", FILES)
@pytest.mark.parametrize("size", [1, 2, 10_000])
def test_blocks_hold_the_same_rows_numbers_and_problems(data, size, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", size)
    assert by_blocks(data) == by_rows(data)


REFUSED = [
    b"",
    b"team,value\n",
    b"team,value\na,1\nb,=1+1\n",
    b"team,value\na,1\nb," + b"x" * 10_001 + b"\n",
    b"team,value\na,1\n" + b"x" * 3_000_000 + b"\n",
    b"team,value\n" + b"," * 101 + b"x\n",
    b"team,team\n1,2\n",
    b"team,value\n" + b"a,1\n" * 1001,
    b"team,value\n\x00,1\n",
    b"PK\x03\x04 no workbook",
    b"\xd0\xcf\x11\xe0 old office",
]


@pytest.mark.parametrize("data", REFUSED)
@pytest.mark.parametrize("size", [2, 10_000])
def test_blocks_refuse_what_rows_refuse_with_the_same_row(data, size, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", size)
    with pytest.raises(InvalidError) as first:
        by_rows(data)
    with pytest.raises(InvalidError) as second:
        by_blocks(data)
    assert second.value.code == first.value.code
    if first.value.code != "rows-many":
        assert second.value.facts == first.value.facts


def test_random_tables_read_the_same_both_ways(monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", 7)
    source = random.Random(4)  # noqa: S311 - test data
    for _ in range(200):
        lines = ["team,value,comment"]
        for _row in range(source.randrange(1, 30)):
            cells = source.choices(["", "a", ' "b" ', '"c,d"', '"e\nf"', " ", "é"], k=source.randrange(5))
            lines.append(",".join(cells))
        data = "\n".join(lines).encode()
        try:
            expected = by_rows(data)
        except InvalidError as error:
            with pytest.raises(InvalidError, match=error.code):
                by_blocks(data)
        else:
            assert by_blocks(data) == expected
