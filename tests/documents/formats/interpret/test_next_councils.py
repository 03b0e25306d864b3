"""Lessons from a second set of invented councils' files, one a test."""

from __future__ import annotations

from dataclasses import replace

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.source import Item, Part
from saferplan.report.tree import Light, NextStep, Report, Trend

from .making import heading, note, p, source, table

ONE = table(["Ref", "Activity", "RAG"], ["1.1", "Light the paths", "Green"])


def _read(*items: Item) -> Report:
    reading = interpret(source(*items))
    assert [notice.message for notice in reading.notices] == []
    return reading.tree


def test_a_code_is_said_without_the_word_action() -> None:
    tree = _read(
        heading("Priority 1: Safe streets"),
        table(
            ["Action number", "What will we do?", "How are we doing?", "RAG"],
            ["Action 1.1", "Light the paths", "Done", "Green"],
        ),
    )
    assert [(a.code, a.position) for _, a in tree.activities()] == [("1.1", "Done")]


def test_objectives_under_other_labels() -> None:
    for label in ("Desired outcome", "What we want to achieve", "Strategic objective", "What do we want to achieve?"):
        tree = _read(heading("Priority 1: Safe streets"), p(f"{label}: Fewer falls"), ONE)
        assert tree.priorities[0].objective == "Fewer falls"


def test_a_column_of_outcomes_beside_the_priorities() -> None:
    tree = _read(
        table(
            ["Priority", "Outcome", "Ref", "Action", "RAG"],
            ["1. Safe streets", "Fewer falls", "1.1", "Light the paths", "Green"],
            ["^", "^", "1.2", "Clear the ice", "Amber"],
            ["2. Safe homes", "Fewer fires", "2.1", "Fit alarms", "Red"],
        )
    )
    assert [each.objective for each in tree.priorities] == ["Fewer falls", "Fewer fires"]


def test_the_lead_of_a_priority_is_no_card() -> None:
    reading = interpret(
        source(heading("Priority 1: Safe streets"), p("Lead: Chief Inspector"), p("Objective: Fewer falls"), ONE)
    )
    assert reading.tree.cards == ()
    assert reading.tree.priorities[0].objective == "Fewer falls"
    assert [notice.text for notice in reading.notices] == ["Lead: Chief Inspector"]


def test_owner_and_date_of_a_step_in_one_cell() -> None:
    for cell in (
        "Licensing manager, 10 July 2024",
        "Licensing manager\n10 July 2024",
        "Licensing manager – 10/07/2024",
    ):
        tree = _read(
            heading("Priority 1: Safe streets"),
            table(
                ["Ref", "Action", "Lead", "RAG", "Next step", "Owner and date"],
                ["1.1", "Light the paths", "Highways", "Green", "Report to Cabinet", cell],
            ),
        )
        (activity,) = tree.priorities[0].activities
        assert activity.owners == ("Highways",)
        assert activity.next_steps == (NextStep(text="Report to Cabinet", who="Licensing manager", due="2024-07-10"),)


def test_who_before_what_next_owns_the_activity() -> None:
    rows = (
        ["Status", "Who", "What", "Ref", "What next"],
        ["Green", "Highways", "Light the paths", "1.1", "Test lamps"],
    )
    (activity,) = _read(heading("Priority 1: Safe streets"), table(*rows)).priorities[0].activities
    assert (activity.owners, activity.next_steps) == (("Highways",), (NextStep(text="Test lamps"),))


def test_the_years_of_a_plan_as_councils_write_them() -> None:
    for line in (
        "Plan period: 1 April 2023 – 31 March 2026",
        "Strategy period: April 2023 to March 2026",
        "Partnership Plan 2023/24 to 2025/26",
        "Progress report on the Community Safety Strategy 2023 to 2026",
        "Subject: Community Safety Plan 2023-26: year end performance",
    ):
        tree = _read(heading("Tarn Community Safety Partnership", 1), p(line), heading("Priority 1: Safe streets"), ONE)
        assert (tree.plan.starts, tree.plan.ends, tree.date) == ("2023-04", "2026-03", ""), line


def test_a_draft_version_with_its_date_and_a_date_of_issue() -> None:
    name = heading("Tarn Community Safety Partnership", 1)
    for line, version, date in (
        ("Draft v0.4, 22 January 2025", "0.4", "2025-01-22"),
        ("Issued 12.03.2025", "", "2025-03-12"),
    ):
        tree = _read(name, p(line), heading("Priority 1: Safe streets"), ONE)
        assert (tree.version, tree.date) == (version, date)


def test_version_and_date_that_only_headers_say() -> None:
    tree = _read(
        heading("Performance Dashboard", 1),
        p("Safer Wexmoor Partnership"),
        note("Safer Wexmoor Partnership Performance Dashboard Version 1.3", Part.HEADER),
        note("March 2025 Page 1", Part.FOOTER),
        heading("Priority 1: Safe streets"),
        ONE,
    )
    assert (tree.version, tree.date) == ("1.3", "2025-03")


def test_a_partnership_called_safer_and_a_place() -> None:
    tree = _read(
        heading("Safer Aldercombe", 1),
        p("Community Safety Partnership Action Plan 2024/25"),
        heading("Priority 1: Safe streets"),
        ONE,
    )
    assert tree.partnership.name == "Safer Aldercombe"


def test_words_that_a_narrow_column_broke() -> None:
    tree = _read(
        heading("Priority 1: Safe streets"),
        table(["Re f", "Action", "RA G", "Directi on"], ["1.1", "Light the paths", "Comple ted", "Deteriora ting"]),
    )
    (activity,) = tree.priorities[0].activities
    assert (activity.code, activity.light, activity.trend) == ("1.1", Light.COMPLETE, Trend.WORSENING)


def test_a_name_set_in_two_lines() -> None:
    for first, second in (
        ("Ashcombe and Leigh", "Community Safety Partnership"),
        ("Penhallow Community", "Safety Partnership"),
    ):
        tree = _read(
            p(first, size=24.0),
            p(second, size=24.0),
            p("Performance report", size=16.0),
            heading("Priority 1: Safe streets"),
            ONE,
        )
        assert tree.partnership.name == f"{first} {second}"
        assert tree.partnership.motto == ""


def test_one_heading_over_two_columns() -> None:
    over = replace(table(["Activity", "", "Owner", "Status", ""]), columns=5)
    cells = (
        replace(over.rows[0].cells[0], span=2),
        over.rows[0].cells[2],
        replace(over.rows[0].cells[3], span=2),
    )
    below = table(
        ["1.1", "Light the paths", "Highways", "Green", "↑"], ["1.2", "Clear the ice", "Highways", "Red", "↓"]
    )
    tree = _read(
        heading("Priority 1: Safe streets"),
        replace(over, rows=(replace(over.rows[0], cells=cells), *below.rows)),
    )
    assert [(a.code, a.title, a.trend) for _, a in tree.activities()] == [
        ("1.1", "Light the paths", Trend.IMPROVING),
        ("1.2", "Clear the ice", Trend.WORSENING),
    ]


def test_the_latest_quarter_with_a_text_is_the_position() -> None:
    reading = interpret(
        source(
            heading("Priority 1: Safe streets"),
            table(
                ["Ref", "Action", "Q1 update", "Q2 update", "Q3 update", "RAG"],
                ["1.1", "Light the paths", "Begun", "Half of the lamps work", "", "Green"],
            ),
        )
    )
    assert [a.position for _, a in reading.tree.activities()] == ["Half of the lamps work"]
    assert "Begun" in [notice.text for notice in reading.notices]


def test_a_column_of_percentages_hides_no_header() -> None:
    reading = interpret(
        source(
            heading("Priority 1: Safe streets"),
            table(
                ["Ref", "Action", "Start date", "Lead agency", "% complete", "RAG", "Comments / mitigation"],
                ["1.1", "Light the paths", "01/04/2024", "Highways", "75%", "Green", "On schedule"],
            ),
        )
    )
    (activity,) = reading.tree.priorities[0].activities
    assert (activity.owners, activity.position, activity.light) == (("Highways",), "On schedule", Light.GREEN)
    assert {"01/04/2024", "75%"} <= {notice.text for notice in reading.notices}


def test_a_typed_list_of_contents_names_no_priority() -> None:
    tree = _read(
        heading("Performance Dashboard", 1),
        p("Version 1.0 (final) – 17th February 2025"),
        p("Contents", bold=True),
        p("Priority 1: Safe streets 3"),
        p("Priority 2: Safe homes 4"),
        heading("Priority 1: Safe streets"),
        ONE,
    )
    assert [each.title for each in tree.priorities] == ["Safe streets"]
    assert (tree.version, tree.date) == ("1.0", "2025-02-17")


def test_facts_of_a_priority_beside_rows_that_are_not_known() -> None:
    reading = interpret(
        source(
            heading("Priority 1: Safe streets"),
            table(
                ["Priority lead", "Chief Inspector"],
                ["Objective", "Fewer falls"],
                ["Overall RAG", "Amber"],
                ["Direction of travel", "Stable"],
                ["Key achievements", "Ten lamps were mended."],
            ),
            ONE,
        )
    )
    (priority,) = reading.tree.priorities
    assert (priority.objective, priority.light, priority.trend) == ("Fewer falls", Light.AMBER, Trend.SAME)
    assert reading.tree.cards == ()
    assert {"Chief Inspector", "Ten lamps were mended."} <= {notice.text for notice in reading.notices}


def test_a_numbered_level_between_priority_and_activities() -> None:
    for row in ("Objective 1.2: Early help", "1.2 Early help"):
        reading = interpret(
            source(
                heading("Priority 1: Safe streets"),
                table(["Ref", "Action", "RAG"], [row], ["1.2.1", "Light the paths", "Green"], ["1.2.2", "Ice", "Red"]),
            )
        )
        assert [a.code for _, a in reading.tree.activities()] == ["1.2.1", "1.2.2"]
        assert reading.tree.priorities[0].objective == ""
        assert [notice.code for notice in reading.notices] == ["level-between"]


def test_the_rest_of_a_sentence_is_no_heading() -> None:
    reading = interpret(
        source(
            heading("Priority 1: Safe streets"),
            table(["Ref", "Action", "RAG"], ["1.1", "Light the", "Green"], ["paths"], ["1.2", "Clear the ice", "Red"]),
            p("and squares", bold=True),
            table(["Ref", "Action", "RAG"], ["1.3", "Mend the lamps", "Green"]),
        )
    )
    assert [each.title for each in reading.tree.priorities] == ["Safe streets"]
    assert [a.code for _, a in reading.tree.activities()] == ["1.1", "1.2", "1.3"]
    assert {"paths", "and squares"} <= {notice.text for notice in reading.notices}
