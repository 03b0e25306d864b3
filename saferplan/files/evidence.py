"""The gate for evidence: which files may stand beside an update. Each is what its name says, and holds no trap."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from saferplan.files.archives import EXCEL, WORD, check_package
from saferplan.files.errors import RefusedFile
from saferplan.files.gate import check_not_empty_or_too_big, is_text, old_office, shown_name
from saferplan.files.process import run_limited

ACCEPTED = "PDF, Word (.docx), Excel (.xlsx), .csv, .txt, .png and .jpg files can be attached"
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    ending: str
    media_type: str
    words: str


PDF = EvidenceKind(".pdf", "application/pdf", "a PDF")
DOCX = EvidenceKind(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a Word file")
XLSX = EvidenceKind(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "an Excel workbook")
CSV = EvidenceKind(".csv", "text/csv", "a table as text")
TEXT = EvidenceKind(".txt", "text/plain", "plain text")
PNG = EvidenceKind(".png", "image/png", "a PNG picture")
JPEG = EvidenceKind(".jpg", "image/jpeg", "a JPEG picture")

ENDINGS = {kind.ending: kind for kind in (PDF, DOCX, XLSX, CSV, TEXT, PNG, JPEG)} | {".jpeg": JPEG}
LOOKS = {PDF: "look_into_pdf", PNG: "look_at_picture", JPEG: "look_at_picture", CSV: "look_into_table"}
_ADVICE = {
    ".doc": "is an old Word file: save it as .docx or PDF and try again",
    ".xls": "is an old Excel workbook: save it as .xlsx or PDF and try again",
    ".docm": "is a Word file that can hold macros: save it as a plain .docx and try again",
    ".xlsm": "is a workbook that can hold macros: save it as a plain .xlsx and try again",
    ".xlsb": "is a binary workbook: save it as .xlsx and try again",
    ".heic": "is a picture that not everybody can open: save it as .jpg and try again",
    ".zip": "is a zip archive: take the files out of it and choose those",
    ".msg": "is an email: save it as a PDF and try again",
    ".eml": "is an email: save it as a PDF and try again",
}
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def check_evidence(name: str, data: bytes) -> EvidenceKind:
    """What kind of file this is, from its ending and its content, which must agree.

    RefusedFile says what to do; ParserFailed comes from the limited process in which files are parsed.
    """
    shown = shown_name(name)
    check_not_empty_or_too_big(shown, data)
    ending = PurePath(shown).suffix.lower()
    refusal = old_office(shown, data)
    if refusal:
        raise RefusedFile(refusal)
    kind = ENDINGS.get(ending)
    if kind is None:
        advice = _ADVICE.get(ending)
        raise RefusedFile(f"{shown} {advice}." if advice else f"{shown} cannot be attached: {ACCEPTED}.")
    _check_content(shown, kind, data)
    return kind


def _check_content(shown: str, kind: EvidenceKind, data: bytes) -> None:
    found = _content(data)
    if found != _looks(kind):
        raise RefusedFile(f"{shown} ends in {kind.ending} but does not hold {kind.words}: choose the right file.")
    if kind is DOCX:
        check_package(shown, data, WORD)
    elif kind is XLSX:
        check_package(shown, data, EXCEL)
    elif kind in LOOKS:
        problem = run_limited(f"saferplan.files.looking:{LOOKS[kind]}", data, [kind.ending], seconds=SECONDS).decode()
        if problem:
            raise RefusedFile(f"{shown} {problem}.")


def _looks(kind: EvidenceKind) -> str:
    return {DOCX: "zip", XLSX: "zip", CSV: "text", TEXT: "text"}.get(kind, kind.ending)


def _content(data: bytes) -> str:
    for start, found in ((_PNG, PNG.ending), (_JPEG, JPEG.ending), (b"%PDF-", PDF.ending), (b"PK\x03\x04", "zip")):
        if data.startswith(start):
            return found
    return "text" if is_text(data) else "other"
