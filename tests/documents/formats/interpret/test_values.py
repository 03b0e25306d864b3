"""Owners, criteria, next steps, dates, years and codes out of cells."""

from __future__ import annotations

import pytest

from saferplan.documents.formats.interpret.codes import (
    Heading,
    is_code,
    objective_of,
    priority_heading,
    split_code,
    split_codes,
    split_objective,
)
from saferplan.documents.formats.interpret.columns import About, about, settle
from saferplan.documents.formats.interpret.dates import find_dates, read_date, read_years
from saferplan.documents.formats.interpret.positions import position_of
from saferplan.documents.formats.interpret.values import criteria_of, owners_of, step_of, steps_of
from saferplan.documents.formats.source import Marker, Paragraph
from saferplan.report.tree import Criteria, NextStep

from .making import p


@pytest.mark.parametrize(
    ("lines", "owners"),
    [
        (["Police, Wardens, Night teams."], ("Police", "Wardens", "Night teams")),
        (["Head of Housing and Neighbourhoods"], ("Head of Housing and Neighbourhoods",)),
        (["Parks & Play"], ("Parks & Play",)),
        (["Police / Fire"], ("Police", "Fire")),
        (["Head of Parks, Play and Trees; Police"], ("Head of Parks, Play and Trees", "Police")),
        (["Night Team", "Harbour Trust"], ("Night Team", "Harbour Trust")),
        (["Support on call 24/7"], ("Support on call 24/7",)),
        (["-"], ()),
    ],
)
def test_owners(lines: list[str], owners: tuple[str, ...]) -> None:
    assert owners_of(lines) == owners


@pytest.mark.parametrize(
    "lines",
    [
        ["GREEN: All lit. AMBER: Some dark. RED: None lit"],
        ["Green - All lit", "Amber - Some dark", "Red - None lit"],
        ["Green = All lit; Amber = Some dark; Red = None lit."],
        ["Green", "All lit", "Amber", "Some dark", "Red", "None lit"],
        ["G: All lit", "A: Some dark", "R: None lit"],
        ["SATISFACTORY", "All lit", "CLOSE MONITORING", "Some dark", "REQUIRES ACTION", "None lit"],
    ],
)
def test_criteria(lines: list[str]) -> None:
    assert criteria_of(lines) == (Criteria(green="All lit", amber="Some dark", red="None lit"), "")


def test_words_before_the_first_light_are_the_rest() -> None:
    criteria, rest = criteria_of(["Judged each month. GREEN: All lit"])
    assert (criteria.green, rest) == ("All lit", "Judged each month.")


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("Order lamps – Jo Marsh – 30/11/18", NextStep(text="Order lamps", who="Jo Marsh", due="2018-11-30")),
        ("Order lamps (Jo Marsh, 30 November 2018)", NextStep(text="Order lamps", who="Jo Marsh", due="2018-11-30")),
        ("Order lamps (Jo Marsh, by Nov 2018).", NextStep(text="Order lamps", who="Jo Marsh", due="2018-11")),
        ("Order lamps. Who: Jo Marsh; by: Q3", NextStep(text="Order lamps.", who="Jo Marsh", due="Q3")),
        ("Order well-lit lamps - 1 May 2019", NextStep(text="Order well-lit lamps", due="2019-05-01")),
        ("Order lamps (see annex)", NextStep(text="Order lamps (see annex)")),
        ("Order lamps by 30 November 2018", NextStep(text="Order lamps by 30 November 2018")),
        ("Lamps – phase one – planning", NextStep(text="Lamps – phase one – planning")),
    ],
)
def test_next_steps_in_one_line(line: str, step: NextStep) -> None:
    assert step_of(line) == step


def test_a_line_of_who_and_when_belongs_to_the_step_above() -> None:
    steps = steps_of([p("Order lamps"), p("Who: Jo Marsh; by: 30 November 2018"), p("Tell the board")])
    assert steps == [NextStep(text="Order lamps", who="Jo Marsh", due="2018-11-30"), NextStep(text="Tell the board")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        *(("30/11/18", "2018-11-30"), ("30 Nov 2018", "2018-11-30"), ("30th November 2018", "2018-11-30")),
        *(
            ("November 2018", "2018-11"),
            ("Sept 18", "2018-09"),
            ("end of March 2019", "2019-03"),
            ("2019-02", "2019-02"),
        ),
        *(("Friday 7 September 2018", "2018-09-07"), ("27.09.2018", "2018-09-27"), ("2018-09-27", "2018-09-27")),
        *(("31/02/2018", None), ("Q3", None), ("soon", None), ("13/13/2018", None), ("may", None)),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert read_date(text) == date


def test_dates_inside_a_text() -> None:
    assert find_dates("Agreed on 1 May 2019, due by September 2019.") == ["2019-05-01", "2019-09"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        *(("Harbour Plan 2017-18", ("2017-04", "2018-03")), ("Plan 2017–2020", ("2017-04", "2020-03"))),
        *(("Plan 2022/25", ("2022-04", "2025-03")), ("Plan 2021 to 2024", ("2021-04", "2024-03"))),
        *(("January 2019 to June 2020", ("2019-01", "2020-06")), ("Plan 2018", ("", "")), ("2018-09", ("", ""))),
    ],
)
def test_plan_years(text: str, years: tuple[str, str]) -> None:
    assert read_years(text) == years


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        *(("1.1.1a. Lit routes", "1.1.1a", "Lit routes"), ("1.1.1a - Lit routes", "1.1.1a", "Lit routes")),
        *(("A3 Lit routes", "A3", "Lit routes"), ("P1.2: Lit routes", "P1.2", "Lit routes"), ("2a) Lit", "2a", "Lit")),
        *(("4. Lit routes", "4", "Lit routes"), ("1(b) Lit", "1(b)", "Lit"), ("1-2 Lit", "1-2", "Lit")),
        *(("Action 3.1 – Lit", "3.1", "Lit"), ("CS-01: Lit", "CS-01", "Lit")),
    ],
)
def test_codes_in_front_of_titles(text: str, code: str, title: str) -> None:
    assert split_code(text) == (code, title)


@pytest.mark.parametrize(
    "text", ["4x street stands", "24 hour help", "2018 review", "30 November", "2nd visit", "Lit routes"]
)
def test_titles_without_a_code(text: str) -> None:
    assert split_code(text) is None


@pytest.mark.parametrize(
    ("text", "yes"), [("3.1.1e", True), ("A3", True), ("2a", True), ("Lit", False), ("x" * 30, False)]
)
def test_codes_alone(text: str, yes: bool) -> None:
    assert is_code(text) is yes


def test_targets_run_together_are_divided_but_mentioned_codes_are_not() -> None:
    assert split_codes("1.1a. One 1.1b. two more 1.1c. Three") == [
        ("1.1a", "One"),
        ("1.1b", "two more"),
        ("1.1c", "Three"),
    ]
    assert split_codes("1.1a. One, with 3.4b. in mind") == [("1.1a", "One, with 3.4b. in mind")]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Priority 2: Violence", Heading(2, "Violence")),
        ("KPA 3 – Theft", Heading(3, "Theft")),
        ("Theme One – Theft", Heading(1, "Theft")),
        ("PRIORITY IV Theft", Heading(4, "Theft")),
        ("KPA 1: Theft Objective; To cut theft", Heading(1, "Theft", "To cut theft")),
        ("Prioritise theft", None),
        ("Objective setting", None),
    ],
)
def test_headings_of_priorities(text: str, heading: Heading | None) -> None:
    assert priority_heading(text) == heading


def test_objectives() -> None:
    assert objective_of("Rationale; likely areas of harm.") == "likely areas of harm."
    assert objective_of("Objective To cut theft") == "To cut theft"
    assert objective_of("Objectives were met") is None
    assert split_objective("Theft Objective we will cut it") == ("Theft", "we will cut it")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        *(("Ref", About.CODE), ("Action", About.TITLE), ("Lead officer", About.OWNER), ("RAG", About.LIGHT)),
        *(("Traffic Light Colour", About.LIGHT), ("DoT", About.TREND), ("Direction of travel", About.TREND)),
        *(
            ("Progress to date", About.POSITION),
            ("Next steps", About.STEP),
            ("By whom", About.WHO),
            ("By when", About.DUE),
        ),
        *(("TRAFFIC LIGHT CRITERIA", About.CRITERIA), ("AIM/RATIONALE", About.AIM), ("TARGET OWNER", About.OWNER)),
        *(("Previous RAG", About.EARLIER), ("Weather", None), ("3.1.1e Lit routes", None), ("Green", None)),
    ],
)
def test_what_headings_are_about(words: str, kind: About | None) -> None:
    assert about(words) is kind


def test_one_column_is_the_activity() -> None:
    assert settle(["Target", "Owner", "Progress", "Actions", "RAG"]) == {
        0: About.TITLE,
        1: About.OWNER,
        2: About.POSITION,
        3: About.STEP,
        4: About.LIGHT,
    }
    assert settle(["Action", "By whom", "Status"]) == {0: About.TITLE, 1: About.OWNER, 2: About.LIGHT}


def test_positions_keep_two_levels_and_emphasis() -> None:
    paragraphs = [
        Paragraph(text="Now", markdown="**Now**"),
        Paragraph(text="One", marker=Marker.BULLET),
        Paragraph(text="Under", marker=Marker.BULLET, depth=1),
        Paragraph(text="Deeper", marker=Marker.BULLET, depth=2),
        Paragraph(text="Two", marker=Marker.BULLET),
        Paragraph(text="First", marker=Marker.NUMBER, number="1."),
        Paragraph(text="Second", marker=Marker.NUMBER, number="2."),
    ]
    assert position_of(paragraphs) == "**Now**\n\n- One\n  - Under\n  - Deeper\n- Two\n\n1. First\n2. Second"


def test_positions_unpack_lists_typed_into_one_line() -> None:
    assert position_of([p("Done: • one • two")]) == "Done:\n\n- one\n- two"
    assert position_of([p("1. one 2. two")]) == "1. one\n2. two"
    assert position_of([p("• Aims:"), p("• 1. one 2. two"), p("• End")]) == "- Aims:\n  1. one\n  2. two\n- End"
    assert position_of([p("1. one"), p("2. two")]) == "1. one\n2. two"
    assert position_of([p("3. of the rules * is odd")]) == "3\\. of the rules \\* is odd"
