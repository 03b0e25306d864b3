"""Why lights are what they are: read from our own documents, and never taken for anything else."""

from __future__ import annotations

import pytest

from saferplan.documents.formats.interpret import interpret
from saferplan.report.tree import Light

from .making import heading, p, source, table

SAID = "Amber: 1 of 3 activities is amber."
ACTIVITIES = table(
    ["Activity", "Light"],
    ["1.1. Light the paths", "Green"],
    ["1.2. Mend the gate", "Amber"],
    ["1.3. Walk the dogs", "Green"],
)


def whys(*rows: list[str], label: str = "Why this light"):
    return interpret(
        source(
            heading("Priority 1: Safe streets"), ACTIVITIES, table(["Activities", label], *rows), p("Fin", bold=True)
        )
    )


def test_codes_and_ranges_name_the_activities_of_a_reason() -> None:
    reading = whys(["1.1 to 1.3", "Green: as agreed."])
    assert [a.why.sentence for _, a in reading.tree.activities()] == ["Green: as agreed."] * 3
    reading = whys(["1.1, 1.3", "Green: so."], ["1.2", SAID])
    assert [a.why.sentence for _, a in reading.tree.activities()] == ["Green: so.", SAID, "Green: so."]
    assert [a.light for _, a in reading.tree.activities()] == [Light.GREEN, Light.AMBER, Light.GREEN]
    assert [notice.text for notice in reading.notices] == ["Fin"]


def test_results_have_reasons_of_their_own() -> None:
    reading = whys(["1.2", SAID], label="Why this results light")
    assert [a.results_why.sentence for _, a in reading.tree.activities()] == ["", SAID, ""]
    assert not any(a.why.sentence for _, a in reading.tree.activities())


@pytest.mark.parametrize("codes", ["1.1, 9.9", "1.1 to 9.9", "1.3 to 1.1", "all of them", "1.1 and 1.2"])
def test_a_reason_of_nobody_known_stays_a_notice(codes: str) -> None:
    reading = whys([codes, SAID])
    assert not any(a.why.sentence for _, a in reading.tree.activities())
    assert {codes, SAID} <= {notice.text for notice in reading.notices}


def test_the_reasons_of_a_priority_are_not_part_of_its_title() -> None:
    overview = table(
        ["Priority", "Overall", "Work", "Results", "Trend"],
        [f"1. Safe streets\nWhy this work light: {SAID}", "Red", "Amber", "Red", "Worsening"],
        ["2. Homes", "Green", "Green", "No light", "No change"],
        ["Why this overall light: Green: so. Why this results light: No light: no figure."],
    )
    reading = interpret(source(overview, heading("Priority 1: Safe streets"), ACTIVITIES))
    first, second = reading.tree.priorities
    assert (first.title, first.why.sentence) == ("Safe streets", SAID)
    assert (first.headline, first.light, first.results) == (Light.RED, Light.AMBER, Light.RED)
    assert (second.title, second.light, second.results) == ("Homes", Light.GREEN, Light.NONE)
    assert (second.headline_why.sentence, second.results_why.sentence) == ("Green: so.", "No light: no figure.")
    assert reading.unplaced == 0


def test_a_card_says_why() -> None:
    card = table(["Target", "1.2. Mend the gate"], ["Light", "Amber"], ["Why this light", SAID], ["Position", "Bent."])
    reading = interpret(source(heading("Priority 1: Safe streets"), ACTIVITIES, card))
    assert [(c.light, c.why.sentence, c.position) for c in reading.tree.cards] == [(Light.AMBER, SAID, "Bent.")]
    assert reading.notices == ()


def test_other_councils_columns_called_work_or_overall_are_no_lights_of_ours() -> None:
    rows = table(["Ref", "Work", "Overall RAG"], ["1.1", "Light the paths", "Green"])
    reading = interpret(source(heading("Priority 1: Safe streets"), rows))
    (activity,) = reading.tree.priorities[0].activities
    assert (activity.title, activity.light, activity.results) == ("Light the paths", Light.GREEN, Light.NONE)
    unknown = table(["Activity", "RAG", "Results"], ["1.1. Light the paths", "Green", "Red"])
    (activity,) = interpret(source(heading("Priority 1: Safe streets"), unknown)).tree.priorities[0].activities
    assert (activity.light, activity.results) == (Light.GREEN, Light.NONE)


def test_the_lines_of_rules_are_understood() -> None:
    reading = interpret(
        source(
            table(["Priority", "Light", "Trend"], ["1. Safe streets", "Green", "No change"]),
            p("Rule in force: Rule 2, from 1 April 2026, adopted by the Strategy Group"),
            p("Rule for overall lights: Rule 1, from 1 April 2026, adopted by the board"),
            p("Lights without a reason: As the loaded report states them."),
            heading("Priority 1: Safe streets"),
            ACTIVITIES,
        )
    )
    assert reading.notices == ()
    assert reading.tree.rollup_rule == ""
