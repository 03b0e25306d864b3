"""The gate: what a file is, and whether it is safe to hand to a reader. Nothing is parsed before it has passed."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from saferplan.files.archives import TEMPLATE, WORD, check_package
from saferplan.files.errors import RefusedFile

MOST_BYTES = 10_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class FileKind(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"


ENDINGS: dict[str, FileKind] = {
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".tsv": FileKind.TEXT,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".docx": FileKind.DOCX,
    ".pdf": FileKind.PDF,
    ".json": FileKind.JSON,
}
ACCEPTED = "Word (.docx), PDF, text (.txt) and Markdown (.md) files can be read"

_ADVICE = {
    ".doc": "is an old Word file: open it in Word, save it as .docx and try again",
    ".docm": "is a Word file that can hold macros: save it as a plain .docx and try again",
    ".dotm": "is a Word template that can hold macros: save it as a plain .docx and try again",
    ".dotx": "is a Word template: save it as a .docx document and try again",
    ".odt": "is an OpenDocument text: save it as .docx and try again",
    ".rtf": "is a rich text file: open it in Word, save it as .docx and try again",
    ".xls": "is an old Excel workbook: copy the report into a Word file, or save it as a PDF, and try again",
    ".xlsx": "is an Excel workbook: copy the report into a Word file, or save it as a PDF, and try again",
    ".ppt": "is an old PowerPoint file: save it as a PDF and try again",
    ".pptx": "is a PowerPoint file: save it as a PDF and try again",
    ".zip": "is a zip archive: take the report out of it and choose that file",
}
_CONTENTS = (
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "rich text (.rtf)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)


def check_upload(name: str, data: bytes) -> FileKind:
    """What kind of file this is, from its ending and its content, which must agree. Raises RefusedFile."""
    shown = shown_name(name)
    check_not_empty_or_too_big(shown, data)
    ending = PurePath(name).suffix.lower()
    refusal = old_office(shown, data)
    if refusal:
        raise RefusedFile(refusal)
    kind = ENDINGS.get(ending)
    if kind is None:
        advice = _ADVICE.get(ending)
        raise RefusedFile(f"{shown} {advice}." if advice else f"{shown} cannot be read: {ACCEPTED}.")
    _check_content(shown, ending, kind, data)
    if kind is FileKind.DOCX:
        check_package(shown, data, WORD)
    return kind


def check_template(name: str, data: bytes) -> None:
    """Whether a Word document may be what reports are written into. Raises RefusedFile."""
    if check_upload(name, data) is not FileKind.DOCX:
        raise RefusedFile(f"{shown_name(name)} is not a Word document: choose a .docx file.")
    check_package(shown_name(name), data, TEMPLATE)


def check_not_empty_or_too_big(shown: str, data: bytes) -> None:
    if not data.strip():
        raise RefusedFile(f"{shown} is empty: check that you chose the right file.")
    if len(data) > MOST_BYTES:
        raise RefusedFile(
            f"{shown} is too big ({len(data) / 1_000_000:.1f} MB): "
            f"the most is {MOST_BYTES // 1_000_000} MB, so make its pictures smaller or take them out and try again."
        )


def shown_name(name: str) -> str:
    """A file's name as it is safe to print: its last part, no control characters, not endless."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(c for c in last if c.isprintable()).strip() or "The file"
    return clean if len(clean) <= 80 else clean[:60] + "…" + clean[-15:]


def old_office(shown: str, data: bytes) -> str:
    """What to do with an Office file of the old kind, or one with a password; empty for any other file."""
    if not data.startswith(_OLE):
        return ""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"{shown} is protected by a password: open it, remove the password, save it and try again."
    if "WordDocument".encode("utf-16-le") in data:
        return f"{shown} is an old Word file: open it in Word, save it as .docx and try again."
    return f"{shown} is an old Office file: open it, save it in today's format (.docx) or as a PDF and try again."


def _check_content(shown: str, ending: str, kind: FileKind, data: bytes) -> None:
    found = _content(data)
    if found is kind or (found is FileKind.TEXT and kind in (FileKind.TEXT, FileKind.MARKDOWN, FileKind.JSON)):
        return
    if found is FileKind.PDF:
        what, then = "a PDF", "rename it to end in .pdf, or choose the right file"
    elif found is FileKind.DOCX:
        what, then = "a zip archive or an Office document", "choose the right file, or save it again in Word"
    elif found is FileKind.TEXT:
        what, then = "plain text", f"choose the right file, or save it again as {ending}"
    else:
        what, then = found, "choose the right file"
    raise RefusedFile(f"{shown} ends in {ending} but holds {what}: {then}.")


def is_text(data: bytes) -> bool:
    return _content(data) is FileKind.TEXT


def _content(data: bytes) -> FileKind | str:
    """What the bytes look like, whatever the name says: a kind, or words for another thing."""
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.DOCX
    for start, words in _CONTENTS:
        if data.startswith(start):
            return words
    if not data.startswith(_BYTE_ORDER_MARKS) and b"\0" in data:
        return "something that is not text"
    return FileKind.TEXT
