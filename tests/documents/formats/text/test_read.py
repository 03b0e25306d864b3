"""Plain text with tabs: lines, tables, bullets, leftover tags, encodings."""

from __future__ import annotations

import pytest

from saferplan.documents.formats.reading import UnreadableFile
from saferplan.documents.formats.source import Marker, Paragraph, Source, Table
from saferplan.documents.formats.text.read import read_source


def paragraphs(source: Source) -> list[Paragraph]:
    return [item for item in source.items if isinstance(item, Paragraph)]


def test_lines_with_tabs_are_a_table_and_other_lines_are_paragraphs() -> None:
    source = read_source("Harbour report\n\nCode\tLight\n1.1\tGREEN\n\nThe end\nA\tB\n")
    first, table, last, second = source.items
    assert isinstance(first, Paragraph)
    assert isinstance(table, Table)
    assert isinstance(last, Paragraph)
    assert isinstance(second, Table)
    assert [row.texts for row in table.rows] == [("Code", "Light"), ("1.1", "GREEN")]
    assert (table.columns, table.place.table, table.rows[1].place.line) == (2, 1, 4)
    assert (last.text, last.place.line) == ("The end", 6)
    assert second.place.table == 2


def test_empty_cells_keep_their_columns() -> None:
    (table,) = read_source("Objective; calm\t\t\n1.1\t\tup").tables()
    assert table.columns == 3
    assert table.rows[0].texts == ("Objective; calm", "", "")
    assert table.rows[1].at(2) is not None


def test_bullets_and_their_depth() -> None:
    found = paragraphs(read_source("• one\n- two\n   - under two\n\t• under too\n* three\nNo - bullet"))
    assert [(p.text, p.marker, p.depth) for p in found] == [
        ("one", Marker.BULLET, 0),
        ("two", Marker.BULLET, 0),
        ("under two", Marker.BULLET, 1),
        ("under too", Marker.BULLET, 1),
        ("three", Marker.BULLET, 0),
        ("No - bullet", Marker.NONE, 0),
    ]


def test_leftover_tags_become_structure() -> None:
    (table,) = read_source(
        "<p>Aims;</p> <ol style='x'> 1. <i>be kind</i> <ul> • One &amp; all. • Two <5 <br> Three\t"
    ).tables()
    cell = table.rows[0].cells[0]
    assert [(p.text, p.marker) for p in cell.paragraphs] == [
        ("Aims;", Marker.BULLET),
        ("1. be kind", Marker.BULLET),
        ("One & all.", Marker.BULLET),
        ("Two <5", Marker.BULLET),
        ("Three", Marker.BULLET),
    ]


def test_tags_inside_a_line_leave_its_words_together() -> None:
    (found,) = paragraphs(read_source("give ' <i>due regard</i> ' to <b>all</b>"))
    assert found.text == "give ' due regard ' to all"


def test_signs_that_are_no_tags_stay() -> None:
    (found,) = paragraphs(read_source("under <8 cases & rising, R&D; a<b"))
    assert found.text == "under <8 cases & rising, R&D; a<b"


def test_marks_of_markdown_are_plain_text_here() -> None:
    (found,) = paragraphs(read_source("5 * 3 is *not* bold"))
    assert found.markdown == r"5 \* 3 is \*not\* bold"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    (found,) = paragraphs(read_source("The City’s cafés – open".encode(encoding)))
    assert found.text == "The City’s cafés – open"


def test_pages_are_counted_by_form_feeds() -> None:
    source = read_source("One\n\fTwo\fThree")
    assert [(p.text, p.place.page) for p in paragraphs(source)] == [("One", 1), ("Two", 2), ("Three", 3)]
    assert source.pages == 3


@pytest.mark.parametrize("data", [b"", b" \r\n ", b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n" + bytes(range(9)) * 9])
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^This file .*\.$"):
        read_source(data)


def test_a_text_far_larger_than_a_report_is_refused_at_once() -> None:
    with pytest.raises(UnreadableFile, match="far larger than a report"):
        read_source("1.1a\tWalk\tGREEN\n" * 20_002)
