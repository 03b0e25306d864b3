"""Markdown: headings, pipe tables, lists, emphasis; and what is written is read back."""

from __future__ import annotations

import pytest

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.markdown.read import read_source
from saferplan.documents.formats.markdown.write import write
from saferplan.documents.formats.reading import UnreadableFile
from saferplan.documents.formats.source import Marker, Paragraph, Table
from tests.documents.formats.samples import SAMPLE


def paragraphs(text: str) -> list[Paragraph]:
    return [item for item in read_source(text).items if isinstance(item, Paragraph)]


def test_headings_and_emphasis() -> None:
    title, bold, mixed = paragraphs("# The *big* report\n\n**All of it**\n\n**Owner:** Jo *and* Al\n")
    assert (title.text, title.heading, title.place.line) == ("The big report", 1, 1)
    assert (bold.bold, bold.strong_lead) == (True, "All of it")
    assert (mixed.bold, mixed.strong_lead, mixed.markdown) == (False, "Owner:", "**Owner:** Jo *and* Al")


def test_lists_with_two_levels() -> None:
    found = paragraphs("- one\n  - under\n- two\n\n3. three\n4. four\n")
    assert [(p.text, p.marker, p.depth, p.number) for p in found] == [
        ("one", Marker.BULLET, 0, ""),
        ("under", Marker.BULLET, 1, ""),
        ("two", Marker.BULLET, 0, ""),
        ("three", Marker.NUMBER, 0, "3."),
        ("four", Marker.NUMBER, 0, "4."),
    ]


def test_tables_with_breaks_and_escaped_bars() -> None:
    (table,) = read_source("Intro\n\n| Ref | Text |\n| --- | --- |\n| 1.1 | one<br>two \\| three |\n").tables()
    assert isinstance(table, Table)
    assert table.rows[0].repeats_as_header
    cell = table.rows[1].at(1)
    assert cell is not None
    assert [p.text for p in cell.paragraphs] == ["one", "two | three"]
    assert (table.rows[1].place.row, table.rows[1].place.line) == (2, 5)


def test_a_line_of_who_and_when_stands_by_itself() -> None:
    found = paragraphs("- Order lamps  \n  Who: Jo; by: 30 May 2026\n- Wait  \n  and see\n")
    assert [p.text for p in found] == ["Order lamps", "Who: Jo; by: 30 May 2026", "Wait and see"]


def test_html_is_text_and_nothing_is_lost() -> None:
    found = paragraphs("a <b>c</b>\n\n```\ncode *x*\n```\n")
    assert found[0].text == "a <b>c</b>"
    assert found[1].markdown == r"code \*x\*"


def test_what_is_written_is_read_back() -> None:
    reading = interpret(read_source(write(SAMPLE)))
    assert reading.tree == SAMPLE
    assert (reading.unplaced, reading.notices) == (0, ())


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\x00\x01" * 99])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^This file .*\.$"):
        read_source(data)


def test_what_is_nested_too_deeply_is_refused_and_not_lost() -> None:
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        read_source("> " * 5000 + "x")
    (found,) = paragraphs("> " * 40 + "x")
    assert found.text == "x"
