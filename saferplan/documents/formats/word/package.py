"""The parts of a .docx file: a zip of XML parts joined by relationships."""

from __future__ import annotations

import posixpath
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from saferplan.documents.formats.reading import UnreadableFile

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VAL = W + "val"

# "Strict" files say the same under other names; the reader knows one set.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)

DAMAGED = "This Word file is damaged and cannot be read: open it in Word, save it again and try once more."


@dataclass(frozen=True, slots=True)
class Relation:
    kind: str
    target: str
    external: bool


class Package:
    """A .docx file in memory. Raises UnreadableFile when the zip or a part of it is damaged."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableFile(DAMAGED) from error
        self._names = {name.lstrip("/").lower(): name for name in self._zip.namelist()}

    def has(self, name: str) -> bool:
        return name.lower() in self._names

    def content(self, name: str) -> bytes | None:
        """The bytes of a part, or None if there is no such part."""
        stored = self._names.get(name.lower())
        if stored is None:
            return None
        try:
            return self._zip.read(stored)
        except (BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
            raise UnreadableFile(DAMAGED) from error

    def part(self, name: str) -> Element | None:
        """The root element of an XML part, or None if there is no such part."""
        content = self.content(name)
        if content is None:
            return None
        if b"purl.oclc.org/ooxml" in content:
            for strict, usual in _STRICT:
                content = content.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFile(DAMAGED) from error

    def optional_part(self, name: str) -> Element | None:
        """A part that the text can be read without: None when it is missing or damaged."""
        try:
            return self.part(name)
        except UnreadableFile:
            return None

    def relations(self, name: str) -> dict[str, Relation]:
        """The relationships of a part ("" for the whole file), by id; targets are part names."""
        folder, file = posixpath.split(name)
        root = self.optional_part(posixpath.join(folder, "_rels", file + ".rels"))
        found: dict[str, Relation] = {}
        if root is None:
            return found
        for element in root:
            target, key = element.get("Target", ""), element.get("Id", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[key] = Relation(element.get("Type", "").rsplit("/", 1)[-1], target, external)
        return found

    def main_part(self) -> str:
        """The name of the part that holds the document's text."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external:
                return relation.target
        return "word/document.xml"


def value(element: Element | None, tag: str, attribute: str = VAL) -> str | None:
    """The attribute of a child of `element`: None without the child, "" without the attribute."""
    if element is None:
        return None
    child = element.find(W + tag)
    return None if child is None else child.get(attribute, "")


def is_on(text: str | None) -> bool | None:
    """A Word on/off property: None when it is not there, and on unless it says otherwise."""
    return None if text is None else text.lower() not in ("0", "false", "off", "none")


def number(text: str | None, default: int = 0) -> int:
    """A whole number in an attribute; damaged ones are the default."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
