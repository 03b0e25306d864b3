"""Read a Word document (.docx) as a `Source`."""

from __future__ import annotations

from lxml import etree

from saferplan.documents.formats.reading import UnreadableFile
from saferplan.documents.formats.source import Item, Paragraph, Part, Source
from saferplan.documents.formats.word import colours
from saferplan.documents.formats.word.blocks import PartReader, Shared
from saferplan.documents.formats.word.inline import InlineReader
from saferplan.documents.formats.word.numbering import Numbering
from saferplan.documents.formats.word.package import DAMAGED, Element, Package, R, Relation, W
from saferplan.documents.formats.word.pictures import Pictures
from saferplan.documents.formats.word.styles import Styles

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
_NOTE_PARTS = (("footnotes", Part.FOOTNOTE), ("endnotes", Part.FOOTNOTE), ("comments", Part.COMMENT))
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")

OLD_WORD = "This is an old Word file (.doc): open it in Word, save it as .docx and try again."
PROTECTED = "This Word file is protected by a password: open it in Word, remove the password, save it and try again."
MACROS = "This Word file contains macros, which are not accepted: save it as a plain .docx and try again."
NOT_WORD = "This is not a Word document, whatever its name says: check that you chose the right file."


def read_source(data: bytes) -> Source:
    """The content of a .docx file. Raises UnreadableFile, with a sentence for the user, when it cannot be read."""
    if data.startswith(_OLE):
        raise UnreadableFile(PROTECTED if _ENCRYPTED_MARK in data else OLD_WORD)
    if not data.startswith(b"PK"):
        raise UnreadableFile(NOT_WORD)
    package = Package(data)
    if package.has("word/vbaProject.bin"):
        raise UnreadableFile(MACROS)
    try:
        return _read(package)
    except UnreadableFile:
        raise
    except (etree.LxmlError, RecursionError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UnreadableFile(DAMAGED) from error


def _read(package: Package) -> Source:
    main = package.main_part()
    root = package.part(main)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        raise UnreadableFile(NOT_WORD)
    relations = package.relations(main)
    by_kind = {relation.kind: relation for relation in relations.values() if not relation.external}
    theme = colours.read_theme(_linked(package, by_kind, "theme"))
    shared = Shared(
        styles=Styles(_linked(package, by_kind, "styles"), theme),
        theme=theme,
        numbering=Numbering(_linked(package, by_kind, "numbering")),
    )
    for kind, part in _NOTE_PARTS:
        _collect_notes(_linked(package, by_kind, kind), kind, part, shared)
    items = _reader(package, root, relations, shared).read(body, Part.BODY)
    for part in (Part.HEADER, Part.FOOTER):
        items += _page_edges(package, root, relations, shared, part)
    title, author = _properties(package)
    return Source(items=tuple(items), title=title, author=author)


def _linked(package: Package, by_kind: dict[str, Relation], kind: str) -> Element | None:
    relation = by_kind.get(kind)
    return None if relation is None else package.optional_part(relation.target)


def _reader(package: Package, root: Element, relations: dict[str, Relation], shared: Shared) -> PartReader:
    marks = [mark.get(W + "fldCharType") for mark in root.iter(W + "fldChar")]
    inline = InlineReader(
        shared.styles, shared.theme, relations, fields_close=marks.count("begin") == marks.count("end")
    )
    return PartReader(shared, inline, Pictures(package, relations))


def _collect_notes(root: Element | None, kind: str, part: Part, shared: Shared) -> None:
    if root is None:
        return
    for note in root:
        if isinstance(note.tag, str) and note.get(W + "type") not in _SEPARATORS:
            key = note.get(W + "id", "")
            shared.notes[(part, f"endnote {key}" if kind == "endnotes" else key)] = note


def _page_edges(
    package: Package, root: Element, relations: dict[str, Relation], shared: Shared, part: Part
) -> list[Item]:
    """The headers or footers of all sections, each text once."""
    items: list[Item] = []
    seen: set[object] = set()
    for reference in root.iter(f"{W}{part.value}Reference"):
        relation = relations.get(reference.get(R + "id", ""))
        if relation is None or relation.external or relation.target in seen:
            continue
        seen.add(relation.target)
        edge = package.optional_part(relation.target)
        if edge is None:
            continue
        for item in _reader(package, edge, package.relations(relation.target), shared).read(edge, part):
            words = item.text if isinstance(item, Paragraph) else tuple(row.texts for row in item.rows)
            if words not in seen:
                seen.add(words)
                items.append(item)
    return items


def _properties(package: Package) -> tuple[str, str]:
    """The title and author that the file's own properties state."""
    found = {"title": "", "creator": ""}
    target = next((r.target for r in package.relations("").values() if r.kind == "core-properties"), "")
    root = package.optional_part(target or "docProps/core.xml")
    for element in () if root is None else root:
        name = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
        if name in found:
            found[name] = " ".join((element.text or "").split())
    return found["title"], found["creator"]
