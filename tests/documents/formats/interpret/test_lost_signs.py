"""Signs that the file does not name are no text of the report."""

from __future__ import annotations

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.text.read import read_source
from saferplan.report.tree import Light

TEXT = (
    "Priority 1: Safer streets \ufffd\n\n"
    "Ref\tActivity\tRAG\tProgress\n"
    "1.1\tWalk the streets\t\ufffd\tDone \ufffd twice\n"
    "1.2\tLight the park\tAmber\t\ufffd\n"
)


def test_lost_signs_are_notices_and_never_titles_or_positions() -> None:
    reading = interpret(read_source(TEXT))
    (priority,) = reading.tree.priorities
    assert priority.title == "Safer streets"
    assert [a.light for a in priority.activities] == [Light.NONE, Light.AMBER]
    assert [a.position for a in priority.activities] == ["Done twice", ""]
    assert [notice.code for notice in reading.notices].count("lost-sign") == 4
    assert reading.unplaced == 2
