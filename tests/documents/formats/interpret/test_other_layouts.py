"""More ways in which councils lay out the same facts, one lesson a test."""

from __future__ import annotations

import pytest

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.source import Cell, Part
from saferplan.report.tree import Criteria, Light, NextStep, Trend

from .making import filled, heading, note, p, source, table

ONE = table(["Ref", "Activity", "RAG"], ["1.1", "Light the paths", "Green"])
GREEN, AMBER, RED = "#00b050", "#ffc000", "#ff0000"


def test_targets_that_are_codes_alone() -> None:
    reading = interpret(
        source(
            heading("Priority 2: Safe nights"),
            table(
                ["Ref", "Activity", "RAG"],
                ["2.1.1", "Train door staff", "Green"],
                ["2.1.2", "Marshal the taxi rank", "Amber"],
                ["2.1.3a", "Renew the scheme", "Green"],
            ),
            table(["Activities", "2.1.1 / 2.1.2, 2.1.3a"], ["Owner", "Licensing team"], ["Aim", "A safe way home"]),
        )
    )
    assert [card.targets for card in reading.tree.cards] == [("2.1.1", "2.1.2", "2.1.3a")]
    assert reading.notices == ()


def test_criteria_of_a_card_in_rows_of_their_own() -> None:
    labelled = table(
        ["Activity", "1.1 Light the paths"],
        ["Aim", "Nobody walks in the dark"],
        ["Green means", "All lamps work"],
        ["Amber means", "Nine in ten lamps work"],
        ["Red means", "Fewer work"],
        ["Position", "All lamps were tested."],
    )
    coloured = table(
        ["Activity", "1.1 Light the paths"],
        ["Aim", "Nobody walks in the dark"],
        [filled(GREEN), "All lamps work"],
        [filled(AMBER), "Nine in ten lamps work"],
        [filled(RED), "Fewer work"],
        ["Position", "All lamps were tested."],
    )
    for layout in (labelled, coloured):
        reading = interpret(source(heading("Priority 1: Safe streets"), ONE, layout))
        (card,) = reading.tree.cards
        assert card.criteria == Criteria(green="All lamps work", amber="Nine in ten lamps work", red="Fewer work")
        assert (card.aim, card.position) == ("Nobody walks in the dark", "All lamps were tested.")
        assert reading.unplaced == 0


def test_a_header_row_of_previous_and_current_takes_the_current_light() -> None:
    top = [
        Cell(column=0, paragraphs=(p("Ref"),)),
        Cell(column=1, paragraphs=(p("Activity"),)),
        Cell(column=2, span=2, paragraphs=(p("RAG"),)),
    ]
    made = table(["", "", "", ""], ["^", "^", "Previous", "Current"], ["1.1", "Light the paths", "Red", "Green"])
    rows = (type(made.rows[0])(cells=tuple(top)), *made.rows[1:])
    reading = interpret(source(heading("Priority 1: Safe streets"), type(made)(rows=rows, columns=4)))
    assert [a.light for _, a in reading.tree.activities()] == [Light.GREEN]
    assert [notice.code for notice in reading.notices] == ["earlier-light"]


def test_a_tick_under_red_amber_or_green() -> None:
    reading = interpret(
        source(
            heading("Priority 1: Safe streets"),
            table(
                ["Ref", "Activity", "Red", "Amber", "Green"],
                ["1.1", "Light the paths", "", "", "✓"],
                ["1.2", "Cut the hedges", "X", "", ""],
                ["1.3", "Sweep the square", "", "", ""],
            ),
        )
    )
    assert [a.light for _, a in reading.tree.activities()] == [Light.GREEN, Light.RED, Light.NONE]
    assert reading.unplaced == 0


def test_columns_without_headings_beside_headed_ones() -> None:
    reading = interpret(
        source(
            table(
                ["", "", "", "RAG", "Trend"],
                ["Priority 1", "", "Safe streets", "Amber", "Worse"],
                ["", "1.1", "Light all of the paths", "Green", "Better"],
                ["", "1.2", "Cut back the hedges", "Red", "Same"],
            )
        )
    )
    (priority,) = reading.tree.priorities
    assert (priority.number, priority.title, priority.light, priority.trend) == (
        1,
        "Safe streets",
        Light.AMBER,
        Trend.WORSENING,
    )
    assert [(a.code, a.title) for a in priority.activities] == [
        ("1.1", "Light all of the paths"),
        ("1.2", "Cut back the hedges"),
    ]
    assert reading.unplaced == 0


def test_a_box_of_a_priority_above_its_table() -> None:
    reading = interpret(
        source(
            table(["KPA 1", "Safe streets", Cell(column=0, paragraphs=(p("●"),), shape_fill=AMBER), "⬇"]),
            ONE,
        )
    )
    (priority,) = reading.tree.priorities
    assert (priority.title, priority.light, priority.trend) == ("Safe streets", Light.AMBER, Trend.WORSENING)
    assert [a.code for a in priority.activities] == ["1.1"]
    assert reading.unplaced == 0


def test_the_row_called_overall_is_the_priority() -> None:
    rows = table(
        ["Code", "Activity", "Light", "Trend"],
        ["", "Overall: Safe streets", "Amber", "→"],
        ["1.1", "Light the paths", "Green", "↑"],
    )
    reading = interpret(source(heading("1 Safe streets"), rows))
    (priority,) = reading.tree.priorities
    assert (priority.title, priority.light, priority.trend) == ("Safe streets", Light.AMBER, Trend.SAME)
    assert [a.code for a in priority.activities] == ["1.1"]


def test_the_line_between_a_priority_and_its_table_is_its_objective_and_that_is_said() -> None:
    reading = interpret(source(heading("Priority 1: Safe streets"), p("Everybody gets home safely"), ONE))
    assert reading.tree.priorities[0].objective == "Everybody gets home safely"
    assert [notice.code for notice in reading.notices] == ["objective-unlabelled"]
    counted = interpret(source(heading("Priority 1: Safe streets"), p("In May 14 lamps were mended"), ONE))
    assert counted.tree.priorities[0].objective == ""
    assert counted.unplaced == 1


def test_none_is_no_next_step() -> None:
    rows = table(
        ["#", "Action", "Progress rating", "Direction of travel (DOT)", "Actions planned"],
        ["1.1", "Light the paths", "Green – on track", "Same", "None"],
        ["1.2", "Cut the hedges", "Amber – late", "Worse", "Hire a team (Jo Lee, May 2026)"],
    )
    reading = interpret(source(heading("Priority 1: Safe streets"), rows))
    first, second = (a for _, a in reading.tree.activities())
    assert (first.code, first.light, first.trend, first.next_steps) == ("1.1", Light.GREEN, Trend.SAME, ())
    assert second.next_steps == (NextStep(text="Hire a team", who="Jo Lee", due="2026-05"),)


@pytest.mark.parametrize(
    "lines",
    [
        ("Version 4.0, October 2022. Report author: Moira Oak", "Oakdale Safety Plan 2021-24"),
        ("Oakdale Safety Plan 2021-24; version 4.0; October 2022; author Moira Oak",),
        ("Reporting against: Oakdale Safety Plan 2021-24", "October 2022 (version 4.0)", "Compiled by Moira Oak"),
        ("This report follows the Oakdale Safety Plan 2021-24.", "Ver. 4.0", "October 2022", "Author: Moira Oak"),
    ],
)
def test_fronts(lines: tuple[str, ...]) -> None:
    front = [heading("Oakdale Together: Quarterly dashboard", 1), *map(p, lines)]
    reading = interpret(source(*front, heading("Priority 1: Safe streets"), ONE))
    tree = reading.tree
    assert (tree.partnership.name, tree.title) == ("Oakdale Together", "Quarterly dashboard")
    assert (tree.plan.title, tree.plan.starts, tree.plan.ends) == ("Oakdale Safety Plan 2021-24", "2021-04", "2024-03")
    assert (tree.version, tree.date, tree.author) == ("4.0", "2022-10", "Moira Oak")
    assert reading.unplaced == 0


def test_what_only_the_footer_says() -> None:
    footer = note("v0.7 | June 2019 | Not for onward sharing", Part.FOOTER)
    reading = interpret(source(heading("Quarterly dashboard", 1), heading("Priority 1: Safe streets"), ONE, footer))
    assert (reading.tree.version, reading.tree.date) == ("0.7", "2019-06")
    assert [notice.code for notice in reading.notices] == ["page-footer"]


def test_columns_of_quarters_give_the_last_light() -> None:
    rows = table(
        ["Ref", "What we will do", "Q1", "Q2", "Q3", "Q4", "Commentary"],
        ["1.1", "Light the paths", "A", "G", "", "", "All lamps work."],
        ["1.2", "Cut the hedges", "R", "R", "", "", "Not begun."],
    )
    reading = interpret(source(heading("Priority 1: Safe streets"), rows))
    assert [(a.code, a.light, a.position) for _, a in reading.tree.activities()] == [
        ("1.1", Light.GREEN, "All lamps work."),
        ("1.2", Light.RED, "Not begun."),
    ]
    assert [notice.text for notice in reading.notices] == ["A"]


def test_signs_at_the_end_of_a_heading_and_in_a_column_called_progress() -> None:
    rows = table(
        ["Progress", "Trend", "Task", "Ref no"],
        ["🟢", "⬆️", "Light the paths", "1.1"],
        ["🔴", "⬇️", "Cut the hedges", "1.2"],
    )
    reading = interpret(source(heading("Priority 1. Safe streets 🟡 ⬇️"), rows))
    (priority,) = reading.tree.priorities
    assert (priority.title, priority.light, priority.trend) == ("Safe streets", Light.AMBER, Trend.WORSENING)
    assert [(a.light, a.trend) for a in priority.activities] == [
        (Light.GREEN, Trend.IMPROVING),
        (Light.RED, Trend.WORSENING),
    ]
    assert reading.notices == ()


def test_two_labels_in_one_line_under_a_priority() -> None:
    line = p("Overall RAG: Amber Direction of travel: Worsening")
    reading = interpret(source(heading("Priority 1: Safe streets"), line, ONE))
    (priority,) = reading.tree.priorities
    assert (priority.light, priority.trend) == (Light.AMBER, Trend.WORSENING)


def test_a_card_of_labels_with_their_values_and_criteria_side_by_side() -> None:
    card = table(
        ["Activity: 1.1 Light the paths"],
        ["Owner: Head of Parks", "RAG rating: AMBER"],
        ["Aim: Nobody walks in the dark"],
        ["Green", "Amber", "Red"],
        ["All lamps work", "Nine in ten work", "Fewer work"],
        ["Current position"],
        ["All lamps were tested."],
        columns=3,
    )
    reading = interpret(source(heading("Priority 1: Safe streets"), ONE, card))
    (found,) = reading.tree.cards
    assert (found.targets, found.owners, found.light) == (("1.1",), ("Head of Parks",), Light.AMBER)
    assert found.criteria == Criteria(green="All lamps work", amber="Nine in ten work", red="Fewer work")
    assert (found.aim, found.position) == ("Nobody walks in the dark", "All lamps were tested.")
    assert reading.unplaced == 0


def test_a_next_step_with_who_and_when_behind_a_dash() -> None:
    rows = table(
        ["Ref", "Action", "RAG", "Next steps"],
        ["1.1", "Light the paths", "Red", "Order lamps – Head of Parks, 31 July 2026"],
    )
    reading = interpret(source(heading("Priority 1: Safe streets"), rows))
    ((_, activity),) = reading.tree.activities()
    assert activity.next_steps == (NextStep(text="Order lamps", who="Head of Parks", due="2026-07-31"),)
