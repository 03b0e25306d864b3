"""What a report is written into: an empty document of ours, or a council's own with its look and without its text."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from lxml import etree

from saferplan.documents.formats.word.writing_styles import add_missing_styles, has_numbers, set_up_styles
from saferplan.files.errors import RefusedFile
from saferplan.files.gate import check_template

MARK = "[report]"
_WIDE = 9638
# Less room than this for text, in twentieths of a point, and no table can be read.
_LEAST_WIDE = 4000
_NAME = "The template.docx"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Parts that belong to a document as a whole. Others stay only where something that stays needs them.
_STRUCTURE = {"styles", "settings", "fontTable", "theme", "webSettings", "numbering", "footnotes", "endnotes"}
_FETCHING = re.compile(r"\b(?:INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK|IMPORT|DATABASE)\b", re.IGNORECASE)
# Settings that would keep people from working on the report, or that belong to the template's own text.
_SETTINGS = ("documentProtection", "writeProtection", "mailMerge", "attachedTemplate", "formsDesign", "docVars")


@dataclass(frozen=True, slots=True)
class Frame:
    """`before` is the element that the report stands before; `wide` the room for it, in twentieths of a point.

    `styles` are the ids of styles to use instead of ours; `listed` the styles that bring their own bullets.
    """

    document: Any
    before: Any
    wide: int = _WIDE
    styles: Mapping[str, str] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()
    is_ours: bool = True


def our_frame(language: str) -> Frame:
    document = Document()
    set_up_styles(document, language)
    _set_page(document.sections[0])
    return Frame(document, document.element.body[-1])


def _set_page(section: Any) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)


def frame_of(template: bytes, language: str) -> Frame:
    """A council's document without its text. Raises RefusedFile, in one sentence, where it cannot be used."""
    check_template(_NAME, template)
    try:
        document = Document(io.BytesIO(template))
        before = _cleared(document)
        _let_go(document)
        styles = add_missing_styles(document, language)
    except (KeyError, ValueError, AttributeError, TypeError, OpcError, etree.LxmlError) as error:
        raise RefusedFile(
            "The template cannot be used: open it in Word, save it again as a .docx and try once more."
        ) from error
    _check_fields(document)
    section = document.sections[0]
    if None in (section.page_width, section.page_height, section.left_margin, section.right_margin):
        _set_page(section)
    margins = section.left_margin + section.right_margin + (section.gutter or 0)
    wide = Emu(section.page_width - margins).twips
    if wide < _LEAST_WIDE:
        raise RefusedFile("The template leaves less than 7 cm between its margins: make them smaller and try again.")
    names = {each.style_id: each for each in document.styles}
    lists = {name for name in ("ListBullet", "ListBullet2") if has_numbers(names[styles[name]])}
    return Frame(document, before, wide, styles, frozenset(lists), is_ours=False)


def _cleared(document: Any) -> Any:
    """Takes the text out, but for the pictures above it. Returns the section's end, before which the report goes."""
    body = document.element.body
    if body is None or body.find(qn("w:sectPr")) is None:
        raise ValueError("a document without a page")
    children = list(body)
    mark = next((place for place, each in enumerate(children) if _is_mark(each)), None)
    start, section = _section(children, mark or 0)
    kept = [_picture_alone(each) for each in _above(children[start:mark], marked=mark is not None)]
    for child in children:
        body.remove(child)
    body.extend([*(each for each in kept if each is not None), section])
    return section


def _is_mark(child: Any) -> bool:
    if child.tag == qn("w:tbl"):
        return False
    return any(
        "".join(each.text or "" for each in paragraph.iter(qn("w:t"))).strip().casefold() == MARK
        for paragraph in child.iter(qn("w:p"))
    )


def _section(children: list[Any], place: int) -> tuple[int, Any]:
    """Where the section of a place begins, and its page, with the headers that it takes from those before it."""
    inherited: dict[tuple[str, str], Any] = {}
    start = 0
    for number, child in enumerate(children):
        page = child if child.tag == qn("w:sectPr") else child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if page is None:
            continue
        for each in page.iterchildren(qn("w:headerReference"), qn("w:footerReference")):
            inherited[each.tag, each.get(qn("w:type"), "default")] = each
        if number >= place:
            break
        start = number + 1
    made = copy.deepcopy(page)
    for each in made.findall(qn("w:headerReference")) + made.findall(qn("w:footerReference")):
        made.remove(each)
    for each in reversed(list(inherited.values())):
        made.insert(0, copy.deepcopy(each))
    return start, made


def _above(children: list[Any], *, marked: bool) -> list[Any]:
    """What may hold the logo: all above a marked place, or what stands before any text."""
    found = []
    for child in children:
        if not marked and (child.tag != qn("w:p") or any((each.text or "").strip() for each in child.iter(qn("w:t")))):
            break
        found.append(child)
    return found


def _picture_alone(child: Any) -> Any:
    """A paragraph with its pictures and nothing else; None where it has none."""
    if child.tag != qn("w:p"):
        return None
    for each in list(child):
        has_picture = each.find(f".//{qn('a:blip')}") is not None or each.find(".//{*}imagedata") is not None
        if each.tag == qn("w:pPr"):
            for page in each.findall(qn("w:sectPr")):
                each.remove(page)
        elif not has_picture or each.find(f".//{qn('w:t')}") is not None:
            child.remove(each)
    return child if any(each.tag != qn("w:pPr") for each in child) else None


def _let_go(document: Any) -> None:
    """Nothing of the text that was taken out stays in the file, unseen."""
    part = document.part
    needed = {value for each in part.element.iter() for name, value in each.attrib.items() if name.startswith(_RELATED)}
    for key, relation in list(part.rels.items()):
        kind = relation.reltype.rsplit("/", 1)[-1]
        if key not in needed and kind not in _STRUCTURE:
            del part.rels[key]
        elif kind in ("footnotes", "endnotes") and not relation.is_external:
            _without_notes(relation.target_part)
    for key, relation in list(part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del part.package.rels[key]
    settings = document.settings.element
    for name in _SETTINGS:
        for each in settings.findall(qn(f"w:{name}")):
            settings.remove(each)


def _without_notes(part: Any) -> None:
    """Of notes only the lines that set them off stay: the settings of a document name those."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = part.element if hasattr(part, "element") else etree.fromstring(part.blob, parser)
    for note in list(root):
        if note.get(qn("w:type")) in (None, "normal"):
            root.remove(note)
    if not hasattr(part, "element"):
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _check_fields(document: Any) -> None:
    """Raises RefusedFile for fields that fetch something when the report is opened."""
    for part in document.part.package.iter_parts():
        root = getattr(part, "element", None)
        if root is None or not hasattr(root, "iter"):
            continue
        said = [each.get(qn("w:instr"), "") for each in root.iter(qn("w:fldSimple"))]
        said.append("".join(each.text or "" for each in root.iter(qn("w:instrText"))))
        found = next((match for text in said if (match := _FETCHING.search(text))), None)
        if found:
            raise RefusedFile(
                f"The template has a field ({found[0].upper()}) that fetches something when the report is opened: "
                "put the content itself in its place and try again."
            )
