"""CSV as it arrives from real machines, and what is refused, naming row and column."""

import pytest

from tracker.core.errors import InvalidError
from tracker.core.intake import read_table

PLAIN = "name,team\nZoë,shop\nÅsa,office\n"


def read(data, *, max_rows=100, **limits):
    return read_table(
        data if isinstance(data, bytes) else data.encode(), "a.csv", max_rows=max_rows, **limits
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_the_same_table_is_read_in_four_encodings(encoding):
    sheet = read(PLAIN.encode(encoding))
    assert sheet.header == ("name", "team")
    assert [row.cells for row in sheet.rows] == [("Zoë", "shop"), ("Åsa", "office")]
    assert sheet.encoding in {encoding, "utf-16"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_told_by_the_first_line(separator):
    sheet = read(PLAIN.replace(",", separator))
    assert (sheet.separator, sheet.header) == (separator, ("name", "team"))


def test_a_separator_inside_quotes_does_not_count():
    assert read('"a,b,c";d\n1;2\n').header == ("a,b,c", "d")


def test_a_line_that_names_the_separator_is_no_header():
    sheet = read("sep=;\nname;team\nZoë;shop\n")
    assert sheet.header == ("name", "team")
    assert sheet.rows[0].number == 3


def test_rows_keep_the_numbers_of_the_file_across_blank_lines_and_line_breaks_in_quotes():
    sheet = read('a,b\n\n"one\ntwo",x\n,\ny,z\n')
    assert [(row.number, row.cells) for row in sheet.rows] == [(3, ("one\ntwo", "x")), (5, ("y", "z"))]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_endings_of_all_systems_are_read(ending):
    assert [row.cells for row in read(ending.join(["a,b", "1,2", "3,4"])).rows] == [("1", "2"), ("3", "4")]


def test_short_rows_are_filled_and_blanks_around_text_go():
    assert read("a,b,c\n 1 , 2\n").rows[0].cells == ("1", "2", "")


def test_letters_are_brought_to_one_form():
    assert read("name\nZoe\u0308\n").rows[0].cells == ("Zoë",)


def test_a_cell_beyond_the_header_is_a_problem_with_its_row():
    sheet = read("a,b\n1,2\n1,2,3\n")
    assert [(p.row, p.column, p.code, p.value) for p in sheet.problems] == [(3, "C", "cells-many", "3")]


@pytest.mark.parametrize(
    ("data", "code", "facts"),
    [
        (b"", "file-empty", {}),
        (b" \r\n\t\n", "file-empty", {}),
        (b"\xef\xbb\xbf", "file-empty", {}),
        (b",,\n,\n", "file-empty", {}),
        (b"a,b\n", "rows-none", {}),
        ("a,b\nZoë,1\n".encode() + b"Zo\xeb,2\n", "encoding", {"row": 3}),
        (b"a,b\nx\x00y,1\n", "not-text", {"row": 2, "value": "U+0000"}),
        (b"\xff\xfea\x00,\x00b\x00\n\x00\x00\xd8x", "encoding", {"row": 2}),
        (b"a,b\nx\x81,1\n", "encoding", {"row": 2}),
        (b"a,A\n1,2\n", "column-twice", {"row": 1, "column": "B", "value": "A"}),
        (b"a,b\n1,2\n3,=1+1\n", "formula-cell", {"row": 3, "column": "b", "value": "=1+1"}),
        (b'a,b\n1,2\n"=cmd|x",2\n', "formula-cell", {"row": 3, "column": "a"}),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place(data, code, facts):
    with pytest.raises(InvalidError) as refused:
        read(data)
    assert refused.value.code == code
    assert facts.items() <= refused.value.facts.items()


def test_a_smile_is_no_formula():
    assert read("a\n=) well helped\n").rows[0].cells == ("=) well helped",)


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_line_of_ten_megabytes_is_refused_with_its_column(quote):
    data = f"a,b\n1,2\nx,{quote}{'y' * 10_000_000}{quote}\n"
    with pytest.raises(InvalidError) as refused:
        read(data)
    assert refused.value.code == "field-long"
    assert (refused.value.facts["row"], refused.value.facts["column"]) == (3, "B")
    assert len(str(refused.value.facts["value"])) <= 40


def test_a_quote_that_never_ends_does_not_swallow_the_file():
    data = "a,b\n" + 'x,"y\n' + "1,2\n" * 60_000
    with pytest.raises(InvalidError) as refused:
        read(data, max_rows=100_000)
    assert (refused.value.code, refused.value.facts["row"]) == ("field-long", 2)


def test_a_field_over_several_lines_counts_as_one():
    data = 'a,b\nx,"' + "y\n" * 6_000 + '"\n'
    with pytest.raises(InvalidError) as refused:
        read(data)
    facts = refused.value.facts
    assert (refused.value.code, facts["row"], facts["column"]) == ("field-long", 2, "b")


def test_ten_megabytes_of_separators_are_too_many_columns():
    with pytest.raises(InvalidError) as refused:
        read("a,b\n" + "," * 10_000_000 + "1\n")
    assert refused.value.code in {"columns-many", "field-long"}


def test_too_many_columns_in_a_row_are_refused():
    with pytest.raises(InvalidError) as refused:
        read("a\n" + "1," * 101 + "\n" + ",".join("1" * 102) + "\n")
    assert (refused.value.code, refused.value.facts["limit"]) == ("columns-many", 100)


def test_too_many_columns_in_the_header_are_refused():
    with pytest.raises(InvalidError) as refused:
        read(",".join(f"c{i}" for i in range(101)) + "\n1\n")
    assert refused.value.code == "columns-many"


def test_too_many_rows_are_refused():
    with pytest.raises(InvalidError) as refused:
        read("a\n" + "1\n" * 4, max_rows=3)
    assert (refused.value.code, refused.value.facts) == ("rows-many", {"row": 5, "limit": 3})


def test_a_long_line_of_short_fields_is_read():
    cells = [f"{i:0>500}" for i in range(60)]
    sheet = read(",".join(f"c{i}" for i in range(60)) + "\n" + ",".join(cells) + "\n")
    assert sheet.rows[0].cells == tuple(cells)


def test_a_table_of_a_hundred_thousand_rows_is_read_whole():
    assert len(read("a,b\n" + "1,2\n" * 100_000, max_rows=100_000).rows) == 100_000
