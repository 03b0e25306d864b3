"""Opens a file of figures: through the gate, then read in the limited process. Raises RefusedFile or ParserFailed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

import msgspec

from saferplan.files.archives import EXCEL, check_package
from saferplan.files.errors import RefusedFile
from saferplan.files.gate import MOST_BYTES, is_text, old_office, shown_name
from saferplan.files.process import MEMORY, SECONDS, run_limited
from saferplan.measures.loading.table import Book

ACCEPTED = "figures are read from Excel workbooks (.xlsx) and tables as text (.csv, .tsv, .txt)"
PASTED = "What you pasted"
_PACKAGE = "saferplan.measures.loading."
_TEXT = _PACKAGE + "reading_text:read_text"
_WORKBOOK = _PACKAGE + "reading_workbook:read_workbook"
_READERS = {".csv": _TEXT, ".tsv": _TEXT, ".txt": _TEXT, ".xlsx": _WORKBOOK}
_ADVICE = {
    ".xls": "is an Excel file of the old kind: open it in Excel, save it as .xlsx or CSV UTF-8, and try again",
    ".xlsm": "is a workbook that can hold macros: save it as a plain .xlsx and try again",
    ".xlsb": "is a binary workbook: save it as .xlsx and try again",
    ".xltx": "is a template for workbooks: save it as .xlsx and try again",
    ".ods": "is an OpenDocument spreadsheet: save it as .xlsx or CSV and try again",
    ".numbers": "is a Numbers file: export it as .xlsx or CSV and try again",
    ".pdf": "is a PDF, whose figures cannot be read safely: ask for the spreadsheet that it was made from",
    ".docx": "is a Word file: copy its table and paste it here instead",
    ".zip": "is a zip archive: take the files out of it and choose one",
    ".gz": "is a compressed file: unpack it and choose the table in it",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold."""

    megabytes: int = MOST_BYTES // 1_000_000
    cells: int = 400_000
    seconds: float = SECONDS
    memory: int = MEMORY


IN_BROWSER = Limits()
# Whoever runs the command runs the machine.
ON_COMMAND = Limits(megabytes=60, cells=4_000_000, seconds=300, memory=2_000_000_000)


def open_book(name: str, data: bytes, limits: Limits = IN_BROWSER) -> Book:
    """The sheets of a file. `name` decides how it is read, and its content must agree."""
    shown = shown_name(name)
    if not data.strip():
        raise RefusedFile(f"{shown} is empty: check that you chose the right file.")
    if len(data) > limits.megabytes * 1_000_000:
        raise RefusedFile(
            f"{shown} is too big ({len(data) / 1_000_000:.1f} MB): the most is {limits.megabytes} MB. Split it by year "
            "or by measure, or have it loaded with the command `saferplan measures import`."
        )
    ending = PurePath(shown).suffix.lower()
    reader = _READERS.get(ending)
    if reader is None:
        advice = _ADVICE.get(ending)
        raise RefusedFile(f"{shown} {advice}." if advice else f"{shown} cannot be read: {ACCEPTED}.")
    _check_content(shown, ending, reader, data)
    return _run(shown, reader, data, limits)


def open_pasted(text: str, limits: Limits = IN_BROWSER) -> Book:
    """The table that somebody copied from a spreadsheet."""
    if not text.strip():
        raise RefusedFile(f"{PASTED} is empty: copy the cells of your table, with their headings.")
    return _run(PASTED, _TEXT, text.encode(), limits)


def _check_content(shown: str, ending: str, reader: str, data: bytes) -> None:
    if reader == _WORKBOOK:
        refusal = old_office(shown, data)
        if refusal:
            raise RefusedFile(refusal.replace("(.docx) or as a PDF", "(.xlsx)"))
        if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            raise RefusedFile(f"{shown} ends in .xlsx but is no Excel workbook: choose the right file.")
        check_package(shown, data, EXCEL)
    elif not is_text(data) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedFile(f"{shown} ends in {ending} but does not hold text: choose the right file.")


def _run(shown: str, reader: str, data: bytes, limits: Limits) -> Book:
    result = run_limited(reader, data, [str(limits.cells)], seconds=limits.seconds, memory=limits.memory)
    book = msgspec.msgpack.decode(result, type=Book)
    if book.problem:
        raise RefusedFile(f"{shown} {book.problem}.")
    if all(sheet.is_empty for sheet in book.sheets):
        also = f" Its hidden sheets are not read: {', '.join(book.hidden)}." if book.hidden else ""
        raise RefusedFile(f"{shown} has no cells with anything in them: check that you chose the right file.{also}")
    return book
