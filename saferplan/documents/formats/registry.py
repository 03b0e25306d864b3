"""The one table of formats: how a kind of file is read, and how a report is written as one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saferplan.documents.formats.child import load, unpack
from saferplan.documents.formats.reading import Reading, UnreadableFile
from saferplan.files.errors import ParserFailed, RefusedFile
from saferplan.files.gate import MOST_BYTES, FileKind, check_upload, shown_name
from saferplan.files.process import run_limited
from saferplan.report.tree import Report

_CHILD = "saferplan.documents.formats.child:read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """`read` and `write` name functions, loaded when first used; "" where a format is only written or only read.

    `read` takes bytes and gives a `Source` (for JSON: a `Reading`); `write` takes a `Report` and options, and gives
    bytes. `ending` is what a written file gets.
    """

    name: str
    label: str
    ending: str
    media_type: str
    kind: FileKind | None = None
    read: str = ""
    write: str = ""


_HERE = "saferplan.documents.formats."
FORMATS: tuple[Format, ...] = (
    Format(
        name="docx",
        label="Word",
        ending=".docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        kind=FileKind.DOCX,
        read=_HERE + "word.read:read_source",
        write=_HERE + "word.write:write",
    ),
    Format(
        name="pdf",
        label="PDF",
        ending=".pdf",
        media_type="application/pdf",
        kind=FileKind.PDF,
        read=_HERE + "pdf.read:read_source",
        write=_HERE + "pdf.write:write",
    ),
    Format(
        name="pptx",
        label="Slides",
        ending=".pptx",
        media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        write=_HERE + "slides.write:write",
    ),
    Format(
        name="xlsx",
        label="Spreadsheet",
        ending=".xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=_HERE + "workbook.write:write",
    ),
    Format(
        name="csv",
        label="CSV",
        ending=".csv",
        media_type="text/csv; charset=utf-8",
        write=_HERE + "csv_table.write:write",
    ),
    Format(
        name="text",
        label="Text",
        ending=".txt",
        media_type="text/plain; charset=utf-8",
        kind=FileKind.TEXT,
        read=_HERE + "text.read:read_source",
    ),
    Format(
        name="markdown",
        label="Markdown",
        ending=".md",
        media_type="text/markdown; charset=utf-8",
        kind=FileKind.MARKDOWN,
        read=_HERE + "markdown.read:read_source",
        write=_HERE + "markdown.write:write",
    ),
    Format(
        name="html",
        label="Web page",
        ending=".html",
        media_type="text/html; charset=utf-8",
        write=_HERE + "html.write:write",
    ),
    Format(
        name="json",
        label="JSON",
        ending=".json",
        media_type="application/json",
        kind=FileKind.JSON,
        read=_HERE + "tree_json:read",
        write=_HERE + "tree_json:write",
    ),
)


def format_named(name: str) -> Format:
    """The format with this name. Raises KeyError."""
    for each in FORMATS:
        if each.name == name:
            return each
    raise KeyError(name)


def format_of_kind(kind: FileKind) -> Format:
    return next(each for each in FORMATS if each.kind is kind)


def write_report(report: Report, name: str, **options: Any) -> bytes:
    """The report as a file of the named format. Raises KeyError for a name that no writer has."""
    chosen = format_named(name)
    if not chosen.write:
        raise KeyError(name)
    written: bytes = load(chosen.write)(report, **options)
    return written


def read_file(path: Path) -> Reading:
    """What a file says. Raises UnreadableFile, with one sentence for the user, when it cannot be read."""
    try:
        if path.is_dir():
            raise UnreadableFile(f"{shown_name(path.name)} is a folder: choose a file.")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFile(f"There is no file {path}.") from None
    except PermissionError:
        raise UnreadableFile(f"You are not allowed to read {path}.") from None
    except (OSError, ValueError):
        raise UnreadableFile(f"{path} cannot be opened.") from None
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Reading:
    """What an uploaded file says. Raises UnreadableFile, with one sentence for the user, when it cannot be read."""
    try:
        kind = check_upload(name, data)
        answer = run_limited(_CHILD, data, [format_of_kind(kind).read])
    except RefusedFile as error:
        raise UnreadableFile(str(error)) from None
    except ParserFailed as error:
        raise UnreadableFile(str(error).replace("The file", shown_name(name), 1)) from None
    try:
        return unpack(answer)
    except UnreadableFile as error:
        raise UnreadableFile(f"{shown_name(name)}: {error}") from None
