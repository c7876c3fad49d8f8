"""XLSX: read where it is harmless, refused where it could hurt."""

import io
import random
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from tracker.core.errors import InvalidError
from tracker.core.intake import read_table

MOMENT = datetime(2026, 9, 16, 10, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones


def workbook(*rows, formats=None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, shape in (formats or {}).items():
        book.active[place].number_format = shape
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(data, *, extra=None, replace=None, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, (replace or {}).get(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return target.getvalue()


def read(data, *, max_rows=100, **limits):
    return read_table(data, "a.xlsx", max_rows=max_rows, **limits)


def code_of(data, **limits):
    with pytest.raises(InvalidError) as refused:
        read(data, **limits)
    return refused.value


def test_texts_numbers_days_and_yes_become_text():
    sheet = read(
        workbook(
            ("name", "count", "share", "day", "moment", "lead", "number"),
            (" Zoë ", 7, 0.00001, date(2026, 9, 16), MOMENT, True, 42),
            (None, 8.0, 7.25, None, None, False, None),
            formats={"G2": "00000"},
        )
    )
    assert [row.cells for row in sheet.rows] == [
        ("Zoë", "7", "0.00001", "2026-09-16", "2026-09-16 10:30:00", "yes", "00042"),
        ("", "8", "7.25", "", "", "no", ""),
    ]


def test_rows_keep_the_numbers_of_the_sheet():
    book = Workbook()
    book.active["A2"], book.active["A5"] = "name", "Zoë"
    target = io.BytesIO()
    book.save(target)
    sheet = read(target.getvalue())
    assert (sheet.header, sheet.rows[0].number) == (("name",), 5)


@pytest.mark.parametrize(
    ("cell", "code"), [("=1+1", "formula-cell"), ("=HYPERLINK(1)", "formula-cell"), ("#REF!", "cell-error")]
)
def test_formulas_and_errors_are_refused_with_their_place(cell, code):
    error = code_of(workbook(("a", "b"), ("x", "y"), ("x", cell)))
    assert (error.code, error.facts["row"], error.facts["column"]) == (code, 3, "B")


def test_an_empty_workbook_is_refused():
    assert code_of(workbook()).code == "file-empty"


def test_a_header_alone_is_refused():
    assert code_of(workbook(("a", "b"))).code == "rows-none"


def test_too_many_rows_and_columns_are_refused():
    assert code_of(workbook(("a",), ("1",), ("2",)), max_rows=1).code == "rows-many"
    assert code_of(workbook(("a", "b", "c"), (1, 2, 3)), max_columns=2).code == "columns-many"


@pytest.mark.parametrize("data", [b"PK\x03\x04 not really", b"name,team\nx,y\n"])
def test_what_only_calls_itself_xlsx_is_refused(data):
    assert code_of(data).code == "xlsx-broken"


def test_an_older_or_locked_workbook_is_named_as_such():
    assert code_of(b"\xd0\xcf\x11\xe0 old").code == "xls-old"


def test_an_archive_that_is_no_workbook_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert code_of(target.getvalue()).code == "xlsx-broken"


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"xl/vbaProject.bin": b"x"}, "xlsx-macros"),
        ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "xlsx-links"),
        ({f"xl/media/{i}": b"" for i in range(200)}, "xlsx-swollen"),
        ({"xl/bomb.xml": b"0" * 5_000_000}, "xlsx-swollen"),
    ],
)
def test_macros_links_and_bombs_are_refused_unopened(extra, code):
    assert code_of(repacked(workbook(("a",), ("1",)), extra=extra)).code == code


def test_more_than_fifty_megabytes_inside_are_refused():
    data = repacked(
        workbook(("a",), ("1",)), extra={"xl/big.xml": bytes(51_000_000)}, method=zipfile.ZIP_STORED
    )
    assert code_of(data).code == "xlsx-swollen"


def test_an_archive_that_lies_about_its_sizes_is_refused():
    data = workbook(("a",), ("1",))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
        real = entry.file_size
    lied = data.replace(real.to_bytes(4, "little"), (real - 40).to_bytes(4, "little"))
    assert code_of(lied).code == "xlsx-broken"


def test_entities_that_multiply_are_refused():
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    data = repacked(workbook(("a",), ("1",)), replace={"xl/worksheets/sheet1.xml": laughs.encode()})
    assert code_of(data).code == "xlsx-broken"


def test_a_row_that_claims_to_stand_far_below_ends_the_reading():
    far = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
        '<row r="999999999"><c r="A999999999" t="inlineStr"><is><t>b</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    data = repacked(workbook(("a",), ("1",)), replace={"xl/worksheets/sheet1.xml": far.encode()})
    assert code_of(data).code == "rows-many"


def test_damaged_files_are_refused_and_never_break_the_reader():
    data = workbook(("a", "b"), ("x", 1.5), ("y", date(2026, 1, 2)))
    chance = random.Random(7)  # noqa: S311 - the same damage every time
    refusals = set()
    for _ in range(150):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 20)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        try:
            read(bytes(damaged))
        except InvalidError as error:
            refusals.add(error.code)
    assert "xlsx-broken" in refusals
