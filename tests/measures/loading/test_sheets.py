"""The files that are let in, and what is read of them: the reference spreadsheets behave as their README says."""

from __future__ import annotations

import gzip
import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import numbers
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from saferplan.files.errors import ParserFailed, RefusedFile
from saferplan.measures.loading.reading_text import read_directly
from saferplan.measures.loading.sheets import Limits, open_book, open_pasted
from saferplan.measures.loading.table import Book, Cell, Mark, Special, column_letters, place_of
from tests.inputs import shared_path
from tests.measures.loading.tables import CELLS, csv_book, saved, workbook, xlsx_book

ERROR = Special(Mark.ERROR, "#VALUE!")


def reference(name: str) -> Book:
    path = shared_path(f"inputs/spreadsheets/{name}")
    return open_book(path.name, path.read_bytes())


def cells(book: Book, sheet: int = 0) -> list[list[Cell]]:
    return [row.cells for row in book.sheets[sheet].rows]


@pytest.mark.inputs
def test_the_reference_workbooks() -> None:
    assert cells(reference("data.xlsx")) == [
        ["name", "age", "nationality"],
        ["Pawel", 27, "Polish"],
        ["Max", 35, "Italian"],
    ]
    dates = [Special(Mark.DATE, "2013-12-03T13:30:00")], [Special(Mark.DATE, "2013-12-04T00:00:00")]
    assert cells(reference("dates.xlsx"))[1:] == [*dates]
    empty = cells(reference("empty_cell_and_row.xlsx"))
    assert empty == [["Next cell is none", None, "Previous cell is none"], [], ["The above row", "is full", "of nones"]]
    assert [row[3] for row in cells(reference("error.xlsx"))[1:]] == [ERROR, ERROR]
    assert [sheet.name for sheet in reference("multiple_sheets.xlsx").sheets] == ["First", "Second"]


@pytest.mark.inputs
@pytest.mark.parametrize(("name", "advice"), [("bad-characters.csv", r"UTF-8.*row 2"), ("xlsfile.xls", r"as \.xlsx")])
def test_the_reference_files_that_are_refused(name: str, advice: str) -> None:
    with pytest.raises(RefusedFile, match=advice):
        reference(name)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end(end: str) -> None:
    text = end.join(["month,note", '2018-09,"two\nlines"', "", "# not this", "2018-10,x"]) + end
    sheet = csv_book(text).sheets[0]
    rows = [["month", "note"], ["2018-09", "two\nlines"], ["2018-10", "x"]]
    assert [row.cells for row in sheet.rows] == rows
    assert [row.number for row in sheet.rows] == [1, 2, 5]
    assert sheet.notes == ["1 line beginning with # left out."]


def test_a_quoted_line_is_no_comment_and_an_error_is_none_either() -> None:
    book = csv_book('a,b\n"x\n# inside",1\n#N/A,2\n')
    assert cells(book)[1:] == [["x\n# inside", "1"], [Special(Mark.ERROR, "#N/A"), "2"]]


@pytest.mark.parametrize(("sign", "name"), [(",", "csv"), (";", "csv"), ("\t", "tsv")])
def test_the_sign_between_cells_is_found(sign: str, name: str) -> None:
    text = f'"a, b; c"{sign}x{sign}y\n1{sign}2{sign}3\n'
    assert cells(open_book(f"t.{name}", text.encode())) == [["a, b; c", "x", "y"], ["1", "2", "3"]]
    assert cells(csv_book("sep=;\na;b\n")) == [["a", "b"]]


def test_what_is_pasted_is_read_like_a_file() -> None:
    assert cells(open_pasted("month\tburglary\nSep-18\t5\n")) == [["month", "burglary"], ["Sep-18", "5"]]
    with pytest.raises(RefusedFile, match="headings"):
        open_pasted(" \n ")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.csv", b" \n", "is empty"),
        ("a.exe", b"MZ\x90", "cannot be read"),
        ("a.csv", b"MZ\x90\x00", "does not hold text"),
        ("a.xlsm", b"PK\x03\x04", "macros"),
        ("a.ods", b"PK\x03\x04", "OpenDocument"),
        ("a.xlsx", b"a,b", "no Excel workbook"),
        ("a.csv", "a,b".encode("utf-16"), "CSV UTF-8"),
        ("a.csv", b"a,b\n\xe9,1", "row 2"),
        ("a.csv.gz", gzip.compress(b"0" * 100_000_000, 1), "compressed"),
        ("a.xlsx", b"PK\x03\x04" + b"0" * 50, "damaged"),
        ("a.csv", b'a,b\n"' + b"x" * 1_100_000 + b'",1\n', "quotation marks"),
        ("a.csv", b",".join([b"x"] * 3000), "columns"),
    ],
)
def test_files_that_are_refused_say_what_to_do(name: str, data: bytes, says: str) -> None:
    with pytest.raises(RefusedFile, match=says) as refused:
        open_book(name, data)
    assert re.fullmatch(r"a\.\S+ [^\n]+\.", str(refused.value))


def repacked(data: bytes, name: str, change: object) -> bytes:
    """The package with one part changed, or with another part beside it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {each: old.read(each) for each in old.namelist()}
        parts[name] = change(parts.get(name, b"")) if callable(change) else change  # type: ignore[assignment]
        for each, content in parts.items():
            new.writestr(each, content)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = saved(workbook([["month", "burglary"], ["2018-09", 5]]))


def test_hostile_workbooks_are_refused() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    bomb = b"<worksheet>" + b" " * 60_000_000
    for name, change, says in (
        (SHEET, lambda old: entity + old, "never needs"),
        (SHEET, lambda _old: bomb, "unpacks to far more"),
        ("xl/vbaProject.bin", b"x", "macros"),
        ("xl/externalLinks/externalLink1.xml", b"<x/>", "tied to other files"),
        (SHEET, lambda old: old[:200], "cannot be opened as a workbook|damaged"),
    ):
        with pytest.raises(RefusedFile, match=says):
            open_book("a.xlsx", repacked(PLAIN, name, change))


@pytest.mark.slow
def test_a_million_blank_rows_are_passed_over_and_their_numbers_kept() -> None:
    blank = b"".join(b'<row r="%d"/>' % number for number in range(3, 1_000_001))
    last = b'<row r="1000001"><c r="B1000001"><v>7</v></c></row></sheetData>'
    data = repacked(PLAIN, SHEET, lambda old: old.replace(b"</sheetData>", blank + last))
    [sheet] = open_book("a.xlsx", data).sheets
    assert [row.number for row in sheet.rows] == [1, 2, 1_000_001]
    assert sheet.rows[-1].cells == [None, 7]


def test_a_file_may_lie_about_its_size() -> None:
    lie = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', zip_part(PLAIN))
    assert cells(open_book("a.xlsx", repacked(PLAIN, SHEET, lie))) == [["month", "burglary"], ["2018-09", 5]]
    far = zip_part(PLAIN).replace(b"</sheetData>", b'<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>')
    with pytest.raises(RefusedFile, match="beyond column BXX in row 3"):
        open_book("a.xlsx", repacked(PLAIN, SHEET, far))
    deep = zip_part(PLAIN).replace(
        b"</sheetData>", b'<row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(RefusedFile, match="1,048,576 rows"):
        open_book("a.xlsx", repacked(PLAIN, SHEET, deep))


def zip_part(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(SHEET)


def test_the_most_cells_are_bounded() -> None:
    assert "more than 5 cells" in read_directly(b"1,2,3\n4,5,6\n", 5).problem
    with pytest.raises(RefusedFile, match="saferplan measures import"):
        open_book("a.xlsx", PLAIN, Limits(cells=3))
    with pytest.raises(RefusedFile, match="too big"):
        open_book("a.csv", b"1,2\n" * 300_000, Limits(megabytes=1))
    with pytest.raises(ParserFailed, match="too long"):
        open_book("a.xlsx", PLAIN, Limits(seconds=0.01))


def test_formulas_give_the_values_that_were_saved_with_them_or_are_marked() -> None:
    book = workbook([["a", "b"], [1, "=A2*2"], [2, None]])
    data = saved(book)
    assert cells(open_book("a.xlsx", data))[1] == [1, Special(Mark.FORMULA)]
    kept = repacked(
        data, SHEET, lambda old: re.sub(rb"<f>A2\*2</f><v ?/>|<f>A2\*2</f><v></v>", b"<f>A2*2</f><v>2</v>", old)
    )
    assert cells(open_book("a.xlsx", kept))[1] == [1, 2]


def test_cells_keep_their_kinds() -> None:
    book = workbook([[True, 0.45, 0.5, 3.0, " ", "x" * 3000, "#N/A"]])
    sheet = book.active
    assert sheet is not None
    sheet["B1"].number_format = numbers.FORMAT_PERCENTAGE
    sheet["C1"].number_format = '0.0" %"'
    sheet["G1"].data_type = "e"
    [row] = cells(xlsx_book(book))
    assert row[:5] == [True, Special(Mark.PERCENT, "0.45"), 0.5, 3, None]
    assert isinstance(row[3], int)
    assert row[5:] == [Special(Mark.LONG, "x" * 100), Special(Mark.ERROR, "#N/A")]


def test_hidden_sheets_are_named_and_not_read_and_hidden_rows_are_told() -> None:
    book = workbook([["month", "burglary"], ["2018-09", 5]])
    book.create_sheet("Old").append(["month", 1])
    book["Old"].sheet_state = "hidden"
    book.create_sheet("Older").sheet_state = "veryHidden"
    book["Figures"].row_dimensions[2].hidden = True
    book["Figures"].column_dimensions["B"].hidden = True
    read = xlsx_book(book)
    assert [sheet.name for sheet in read.sheets] == ["Figures"]
    assert read.hidden == ["Old", "Older"]
    assert read.sheets[0].notes == ["1 hidden row was read as well.", "It has hidden columns, which were read as well."]
    only = Workbook()
    only.create_sheet("Secret").append([1])
    only["Secret"].sheet_state = "hidden"
    with pytest.raises(RefusedFile, match="hidden sheets are not read: Secret"):
        open_book("a.xlsx", saved(only))


def test_dates_of_1904_are_told_as_days_and_serials_keep_the_calendar() -> None:
    book = workbook([["month"], [40148], [40148]])
    book.epoch = CALENDAR_MAC_1904
    sheet = book["Figures"]
    sheet["A2"].number_format = "DD/MM/YYYY"
    read = xlsx_book(book)
    assert read.sheets[0].uses_1904
    assert cells(read)[1:] == [[Special(Mark.DATE, "2013-12-02T00:00:00")], [40148]]


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_places_are_named_as_spreadsheets_name_them(column: int, letters: str) -> None:
    assert column_letters(column) == letters
    assert place_of(7, column) == f"{letters}7"


def test_a_mark_of_the_byte_order_is_no_text() -> None:
    assert read_directly(b"\xef\xbb\xbfa,b\n", CELLS).sheets[0].rows[0].cells == ["a", "b"]
