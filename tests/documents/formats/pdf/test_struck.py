"""Tracked deletions that a PDF still shows, and signs of Wingdings whose font was missing."""

from __future__ import annotations

from saferplan.documents.formats.source import Paragraph
from tests.documents.formats.pdf.samples import read, tables, texts


def _lines(body: str) -> list[str]:
    return [item.text for item in read(body).items if isinstance(item, Paragraph)]


def test_coloured_text_struck_through_is_deleted() -> None:
    body = (
        "Version #text(fill: blue)[#strike(offset: -0.25em)[0.6]]#text(fill: blue)[#underline(offset: 2pt)[0.7]], June"
    )
    assert _lines(body) == ["Version 0.7, June"]


def test_black_text_struck_through_stays() -> None:
    assert _lines("Close the #strike(offset: -0.25em)[old] subway") == ["Close the old subway"]


def test_coloured_text_underlined_or_between_rules_stays() -> None:
    assert _lines("Now #text(fill: red)[#underline[Red]]") == ["Now Red"]
    source = read("#table(columns: (60pt, 60pt), [A1], text(fill: red)[Red], [A2], text(fill: green)[Green])")
    (table,) = tables(source)
    assert texts(table.rows) == [("A1", "Red"), ("A2", "Green")]


def test_a_letter_alone_in_a_cell_is_the_wingdings_sign_it_was() -> None:
    source = read(
        """#table(columns: (60pt, 60pt, 60pt), [A1], text(fill: red)[l], [é],
        [A2], text(fill: green)[l], [ê], [A3], [l], [café é])"""
    )
    (table,) = tables(source)
    assert texts(table.rows) == [("A1", "●", "⬆"), ("A2", "●", "⬇"), ("A3", "l", "café é")]
    assert [row.cells[1].shape_fill for row in table.rows] == ["#ff4136", "#2ecc40", ""]
