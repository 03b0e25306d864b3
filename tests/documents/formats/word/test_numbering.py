"""The numbers that Word's own lists show."""

from __future__ import annotations

import pytest

from saferplan.documents.formats.source import Marker
from saferplan.documents.formats.word.numbering import shown_number
from tests.documents.formats.word.packages import p, paragraphs, read, style, styles


def level(index: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


LEVELS = (
    level(0, "decimal", "Priority %1:")
    + level(1, "decimal", "%1.%2")
    + level(2, "lowerLetter", "%1.%2%3.")
    + level(3, "bullet", "\uf0b7")
)
NUMBERING = (
    f'<w:numbering NAMESPACES><w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num></w:numbering>"
)


def listed(text: str, depth: int, key: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>')


def test_levels_count_restart_and_show_their_labels() -> None:
    body = [listed("a", 0), listed("b", 1), listed("c", 2), listed("d", 2), listed("e", 1), listed("f", 2)]
    body += [listed("g", 3), listed("h", 0), listed("i", 1), listed("j", 0, 2), listed("k", 0, 2)]
    found = paragraphs(read("".join(body), numbering=NUMBERING))
    assert [x.number for x in found] == [
        "Priority 1:", "1.1", "1.1a.", "1.1b.", "1.2", "1.2a.", "", "Priority 2:", "2.1", "Priority 5:", "Priority 6:",
    ]  # fmt: skip
    assert [x.depth for x in found] == [0, 1, 2, 2, 1, 2, 3, 0, 1, 0, 0]
    assert found[6].marker is Marker.BULLET
    assert found[0].text == "a"


def test_lists_of_styles() -> None:
    numbering = (
        '<w:numbering NAMESPACES><w:abstractNum w:abstractNumId="7">'
        + level(0, "decimal", "%1.", '<w:pStyle w:val="H1"/>')
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>')
        + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    tied = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    made = styles(style("H1", inside=tied), style("H2", inside=tied))
    body = "".join(p("x", f'<w:pStyle w:val="{key}"/>') for key in ("H1", "H2", "H2", "H1"))
    off = p("y", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    found = paragraphs(read(body + off, styles=made, numbering=numbering))
    assert [x.number for x in found] == ["1.", "1.1", "1.2", "2.", ""]


def test_an_item_with_a_line_break_is_labelled_once() -> None:
    body = p("<w:r><w:t>One</w:t><w:br/><w:t>more</w:t></w:r>", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    found = paragraphs(read(body + listed("Two", 0), numbering=NUMBERING))
    assert [(x.text, x.number) for x in found] == [("One", "Priority 1:"), ("more", ""), ("Two", "Priority 2:")]


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (4, "decimal", "4"), (4, "decimalZero", "04"), (28, "lowerLetter", "bb"), (3, "upperLetter", "C"),
        (14, "lowerRoman", "xiv"), (1999, "upperRoman", "MCMXCIX"), (11, "ordinal", "11th"), (22, "ordinal", "22nd"),
        (0, "lowerLetter", "0"), (3, "none", ""), (3, "unheard-of", "3"),
    ],
)  # fmt: skip
def test_forms_of_numbers(count: int, form: str, text: str) -> None:
    assert shown_number(count, form) == text
