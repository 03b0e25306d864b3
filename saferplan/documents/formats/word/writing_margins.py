"""Headers and footers: the classification on each page, whose report it is, and the number of the page."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from saferplan.documents.formats.word import writing_pieces as pieces


def write_ours(document: Any, classification: str, left: str, numbers: str) -> None:
    section = document.sections[0]
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    for element in (pieces.run(left), pieces.tab(), *pieces.page_numbers(numbers)):
        footer._p.append(element)
    if classification:
        header = section.header.paragraphs[0]
        header.style = document.styles["Header"]
        header._p.append(pieces.run(classification))


def write_into(document: Any, classification: str, left: str, numbers: str) -> None:
    """A template's own stay. The classification goes above them; the number of the page where there is no footer."""
    section = document.sections[0]
    first = section.different_first_page_header_footer
    both = document.settings.odd_and_even_pages_header_footer
    if classification:
        headers = [section.header]
        headers += [section.first_page_header] if first else []
        headers += [section.even_page_header] if both else []
        for header in headers:
            _put_on_top(header, classification, document.styles["Header"].style_id)
    if section.footer.is_linked_to_previous or not _says_something(section.footer):
        footer = section.footer.paragraphs[0]
        footer.style = document.styles["Footer"]
        for element in (pieces.run(f"{left} | " if left else ""), *pieces.page_numbers(numbers)):
            footer._p.append(element)


def _put_on_top(header: Any, text: str, style: str) -> None:
    header.is_linked_to_previous = False
    made = pieces.paragraph("Header", pieces.run(text, bold=True))
    look = made.find(qn("w:pPr"))
    look.find(qn("w:pStyle")).set(qn("w:val"), style)
    look.append(pieces.element("w:jc", {"w:val": "center"}))
    header._element.insert(0, made)


def _says_something(footer: Any) -> bool:
    seen = ("w:t", "w:fldSimple", "w:instrText", "w:drawing", "w:pict")
    return any(each.tag != qn("w:t") or (each.text or "").strip() for each in footer._element.iter(*map(qn, seen)))
