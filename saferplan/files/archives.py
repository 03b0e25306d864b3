"""Whether a .docx or .xlsx, which is a zip archive of XML parts, is safe to open."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import NoReturn
from xml.etree.ElementTree import ParseError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from saferplan.files.errors import RefusedFile

MOST_ENTRIES = 2_000
MOST_UNPACKED = 50_000_000
MOST_RATIO = 100
MOST_RELATIONS = 2_000_000
_RATIO_FROM = 1_000_000
_CHUNK = 1 << 16
_CENTRAL_RECORD = b"PK\x01\x02"

_FORBIDDEN_XML = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1")
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_MACRO_NAME = re.compile(r"(?i)(^|/)vba(project\.bin|data\.xml)$")
_ACTIVE_NAME = re.compile(r"(?i)(^|/)(activex/|embeddings/[^/]*\.(bin|exe|js|vbs|bat|cmd|ps1|hta|lnk|scr)$)")
# An address on another machine. A template on the author's own disk is only a name to us, and very common.
_REMOTE = re.compile(r"(?i)\s*(?!file:)[a-z][a-z0-9+.-]+:|\s*(file:)?[/\\]{2}(?![/\\][a-z]:|[/\\])|\s*file:///[/\\]{2}")
_HARMLESS_LINKS = ("hyperlink",)
_KINDS = (
    (b"wordprocessingml", "a Word document"),
    (b"spreadsheetml", "an Excel workbook"),
    (b"presentationml", "a PowerPoint file"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of document: its words, its program, its ending, its main part, and parts that it may not have.

    `local_links` are the kinds of relation that may name a place on the author's own disk.
    """

    words: str
    program: str
    ending: str
    main: re.Pattern[bytes]
    refused: re.Pattern[str] | None = None
    local_links: tuple[str, ...] = ("attachedTemplate", "image")


WORD = Office("a Word document", "Word", ".docx", re.compile(rb"wordprocessingml\.(?:document|template)\.main\+xml"))
# What every report is written into must name nothing outside itself.
TEMPLATE = replace(WORD, local_links=())
# Links to other workbooks and programs, queries to databases, and macros of the oldest kind.
EXCEL = Office(
    "an Excel workbook",
    "Excel",
    ".xlsx",
    re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml"),
    re.compile(r"(?i)^xl/(?:externallinks|macrosheets|querytables)/|^xl/connections\.xml$"),
)


def check_package(shown: str, data: bytes, office: Office) -> None:
    """Raises RefusedFile unless the archive is such a document without traps. `shown` is its name for messages."""
    if data.count(_CENTRAL_RECORD) > MOST_ENTRIES:
        _bomb(shown, office)
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(shown, entries, office)
            _check_parts(shown, archive, entries, office)
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise RefusedFile(
            f"{shown} is damaged and cannot be opened: open it in {office.program}, save it again and try once more."
        ) from error


def _bomb(shown: str, office: Office) -> NoReturn:
    raise RefusedFile(
        f"{shown} unpacks to far more than a report holds: save it again in {office.program} and try once more."
    )


def _check_entries(shown: str, entries: list[ZipInfo], office: Office) -> None:
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_UNPACKED:
        _bomb(shown, office)
    names = [entry.filename.replace("\\", "/").lower() for entry in entries]
    outside = any(n.startswith("/") or ":" in n.split("/")[0] or ".." in n.split("/") for n in names)
    if outside or len(set(names)) != len(names):
        raise RefusedFile(
            f"{shown} is not built like {office.words}: save it again in {office.program} and try once more."
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise RefusedFile(f"{shown} is protected by a password: remove the password, save it and try again.")
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise RefusedFile(f"{shown} is packed in an unusual way: save it again in {office.program} and try once more.")
    if "[content_types].xml" not in names:
        what = "an OpenDocument file" if "mimetype" in names else "a zip archive"
        raise RefusedFile(
            f"{shown} is {what} and not {office.words}: save it as {office.ending} in {office.program} and try again."
        )
    if any(_MACRO_NAME.search(name) for name in names):
        _macros(shown, office)
    if office.refused and any(office.refused.search(name) for name in names):
        raise RefusedFile(
            f"{shown} is tied to other files or programs, which is not accepted: copy its values into a new workbook."
        )
    if any(_ACTIVE_NAME.search(name) for name in names):
        _embedded(shown)


def _macros(shown: str, office: Office) -> NoReturn:
    raise RefusedFile(
        f"{shown} contains macros, which are not accepted: save it as a plain {office.ending} and try again."
    )


def _embedded(shown: str) -> NoReturn:
    raise RefusedFile(
        f"{shown} has another program's object inside, which is not accepted: "
        "replace it with a picture or a table and try again."
    )


def _check_parts(shown: str, archive: ZipFile, entries: list[ZipInfo], office: Office) -> None:
    room = MOST_UNPACKED
    for entry in entries:
        content = b"".join(_unpacked(shown, archive, entry, room, office))
        room -= len(content)
        name = entry.filename.lower()
        if name.endswith((".xml", ".rels", ".vml")) or content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")[:1] == b"<":
            _check_xml(shown, content, office)
        if name == "[content_types].xml":
            _check_types(shown, content, office)
        elif name.endswith(".rels"):
            _check_relations(shown, content, office)


def _unpacked(shown: str, archive: ZipFile, entry: ZipInfo, room: int, office: Office) -> Iterator[bytes]:
    """The chunks of an entry, counted as they come: what the archive says of its sizes may be a lie."""
    count = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            count += len(chunk)
            if count > room or (count > _RATIO_FROM and count > MOST_RATIO * max(entry.compress_size, 1)):
                _bomb(shown, office)
            yield chunk


def _check_xml(shown: str, content: bytes, office: Office) -> None:
    flat = content.replace(b"\0", b"") if b"\0" in content else content
    encoding = _ENCODING.match(flat.lstrip(b"\xef\xbb\xbf\xff\xfe"))
    unusual = encoding is not None and encoding.group(1).strip().lower() not in _ENCODINGS
    if unusual or _FORBIDDEN_XML.search(flat):
        raise RefusedFile(
            f"{shown} holds declarations that {office.words} never needs: "
            f"save it again in {office.program} and try once more."
        )


def _check_types(shown: str, content: bytes, office: Office) -> None:
    flat = content.replace(b"\0", b"")
    if _MACRO_TYPE.search(flat):
        _macros(shown, office)
    if not office.main.search(flat):
        found = [words for mark, words in _KINDS if mark in flat and words != office.words]
        what = f"is {found[-1]} and not {office.words}" if found else f"is not {office.words}"
        raise RefusedFile(f"{shown} {what}: choose the right file, or save it as {office.ending} in {office.program}.")


def _check_relations(shown: str, content: bytes, office: Office) -> None:
    if len(content) > MOST_RELATIONS:
        _bomb(shown, office)
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadZipFile("a damaged list of relations") from error
    for relation in root:
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        target = relation.get("Target", "")
        if kind in ("vbaProject", "wordVbaData"):
            _macros(shown, office)
        if kind in ("oleObject", "control", "activeXControlBinary"):
            _embedded(shown)
        if relation.get("TargetMode") != "External" or kind in _HARMLESS_LINKS:
            continue
        if kind not in office.local_links or _REMOTE.match(target):
            what = "a template" if kind == "attachedTemplate" else "content"
            raise RefusedFile(
                f"{shown} fetches {what} from another place when it is opened, which is not accepted: "
                "put the content itself into the document, save it and try again."
            )
