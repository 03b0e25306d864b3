"""An import: what is shown, that all of it survives, that it is done whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings

from saferplan.accounts.actions import add_agency, add_person, record
from saferplan.accounts.audit import verify_chain
from saferplan.accounts.models import AuditEvent, Partnership
from saferplan.common.periods import Frequency
from saferplan.cycle.actions import state_light
from saferplan.cycle.models import NextStep, Period, StatedLight, Update
from saferplan.cycle.rules import LightSource
from saferplan.documents import actions as documents_actions
from saferplan.documents.actions import apply_import
from saferplan.documents.errors import ImportOutOfDate, ImportRefused
from saferplan.documents.import_plan import plan_import
from saferplan.plan.models import Activity, Card, CardVersion, Criteria, Owner, Ownership, Plan, PlanVersion, Priority
from saferplan.report import tree
from saferplan.report.tree import Light, Trend
from tests.documents.importing import (
    NOW,
    activity,
    as_stated,
    for_quarter,
    load,
    new_partnership,
    small_report,
    stored,
    with_activities,
    with_activity,
)
from tests.report.strategies import reports

TABLES = (
    *(Plan, PlanVersion, Priority, Activity, Card, CardVersion, Ownership, Owner, Criteria),
    *(Period, StatedLight, Update, NextStep, AuditEvent),
)


@pytest.fixture
def partnership(db: None) -> Partnership:
    return new_partnership()


def counts() -> dict[str, int]:
    return {table.__name__: table.objects.count() for table in TABLES}


def lines(partnership: Partnership, report: tree.Report, key: str = "2025-03") -> list[str]:
    return [f"{c.kind} | {c.what} | {c.detail}" for c in plan_import(partnership, report, key).changes]


def test_two_periods_never_end_with_the_same_month(partnership: Partnership) -> None:
    """A month beside a quarter: their addresses and their lights would be taken for each other's."""
    load(partnership, small_report(), "2025-03")
    plan = plan_import(partnership, small_report(), "2025-03", frequency=Frequency.MONTH)
    assert plan.problems == (
        "There is a report for January to March 2025 already, and two cannot end with the same month. "
        "Choose the same length for this one, or another month.",
    )
    with pytest.raises(ImportRefused):
        apply_import(plan, by="tester", now=NOW)


def test_what_a_first_import_shows(partnership: Partnership) -> None:
    assert lines(partnership, small_report()) == [
        "partnership | motto | set to “Together”",
        "plan | Plan 2024-27 | new, with 2 priorities, 4 activities, 1 card",
        "period | January to March 2025 | new, with the new version of the plan",
        "light | lights for work | 3 amber, 1 red, 1 green, 1 none",
        "light | lights for results | 1 red",
        "owners | 2 activities and cards | set for the first time",
        "criteria | 2 activities and cards | set for the first time",
        "update | 2 positions | with 4 next steps",
    ]


def test_all_of_the_report_survives(partnership: Partnership) -> None:
    report = small_report()
    period = load(partnership, report)
    assert stored(partnership) == report
    assert (period.key, period.frequency, period.state) == ("2025-03", "quarter", "ready")
    assert (period.starts.isoformat(), period.ends.isoformat()) == ("2025-01-01", "2025-03-31")
    assert verify_chain(partnership.pk) == []


def test_the_same_report_again_changes_nothing(partnership: Partnership) -> None:
    load(partnership, small_report())
    before = counts()
    again = plan_import(partnership, small_report(), "2025-03")
    assert again.is_empty
    assert again.changes == ()
    apply_import(again, by="tester", now=NOW)
    assert counts() == before


def test_a_plan_applied_twice_changes_nothing_more(partnership: Partnership) -> None:
    shown = plan_import(partnership, small_report(), "2025-03")
    first = apply_import(shown, by="tester", now=NOW)
    before = counts()
    assert apply_import(shown, by="tester", now=NOW) == first
    assert counts() == before


def test_planning_writes_nothing(partnership: Partnership) -> None:
    before = counts()
    plan_import(partnership, small_report(), "2025-03")
    assert counts() == before


@pytest.mark.parametrize("step", ["_write_owners", "_write_updates", "_write_lights", "record"])
def test_a_failure_in_the_middle_leaves_nothing(
    partnership: Partnership, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts()
    shown = plan_import(partnership, small_report(), "2025-03")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("The power went.")

    with monkeypatch.context() as broken:
        broken.setattr(documents_actions, step, fail)
        with pytest.raises(RuntimeError):
            apply_import(shown, by="tester", now=NOW)
    assert counts() == before
    apply_import(shown, by="tester", now=NOW)
    assert stored(partnership) == small_report()


def test_the_audit_line_has_counts_and_no_text(partnership: Partnership) -> None:
    load(partnership, small_report())
    event = AuditEvent.objects.get(partnership_id=partnership.pk, action="report.import")
    assert event.details["key"] == "2025-03"
    assert event.details["lights"] == 7
    assert "harbour" not in str(event.details)


def test_a_corrected_report_states_only_what_differs(partnership: Partnership) -> None:
    load(partnership, small_report())
    corrected = with_activity(small_report(concern="The path is dark."), "2.1a", light=Light.RED, trend=Trend.WORSENING)
    corrected = with_activity(corrected, "1.1b", position="The lamps have come.", next_steps=())
    assert lines(partnership, corrected) == [
        "cover | the concern | was “The harbour path is still dark.”, now “The path is dark.”",
        "light | 2.1a | the light was “green, same”, now “red, worsening”",
        "update | 1.1b | position or next steps changed",
    ]
    before = StatedLight.objects.count()
    load(partnership, corrected, now=NOW + timedelta(days=1))
    assert StatedLight.objects.count() == before + 1
    assert stored(partnership) == corrected
    assert PlanVersion.objects.count() == 1


def test_a_light_no_longer_stated_is_stated_as_none(partnership: Partnership) -> None:
    load(partnership, small_report())
    silent = with_activity(small_report(), "2.1a", light=Light.NONE, trend=Trend.NONE)
    load(partnership, silent, now=NOW + timedelta(days=1))
    assert stored(partnership) == silent
    assert plan_import(partnership, silent, "2025-03").is_empty


def test_an_override_is_not_undone_by_importing_again(partnership: Partnership) -> None:
    period = load(partnership, small_report())
    subject = Activity.objects.get(versions__code="2.1a")
    state_light(
        period=period,
        subject=subject,
        light=Light.RED,
        source=LightSource.OVERRIDE,
        reason="The board saw it otherwise.",
        by="tester",
        now=NOW + timedelta(days=1),
    )
    assert plan_import(partnership, small_report(), "2025-03").is_empty


def test_criteria_and_owners_get_a_dated_row_only_when_they_change(partnership: Partnership) -> None:
    load(partnership, small_report())
    load(partnership, for_quarter(small_report(), "2025-06"), "2025-06")
    assert (Criteria.objects.count(), Ownership.objects.count()) == (2, 2)
    changed = with_activity(
        for_quarter(small_report(), "2025-09"),
        "1.1b",
        owners=(),
        criteria=tree.Criteria(green="On time", amber="A week late", red="Later"),
    )
    assert [line for line in lines(partnership, changed, "2025-09") if line.startswith(("owners", "criteria"))] == [
        "owners | 1.1b | were “Highways Manager”, now “nobody”",
        "criteria | 1.1b | amber was “A month late”, now “A week late”",
    ]
    load(partnership, changed, "2025-09")
    assert (Criteria.objects.count(), Ownership.objects.count()) == (3, 3)
    assert Criteria.objects.latest("id").effective_from.isoformat() == "2025-07-01"
    assert stored(partnership, "2025-09").priorities == changed.priorities
    assert stored(partnership, "2025-06").priorities == small_report().priorities


def test_a_report_in_between_leaves_the_later_one_as_it_was(partnership: Partnership) -> None:
    load(partnership, small_report())
    load(partnership, for_quarter(small_report(), "2025-09"), "2025-09")
    between = with_activity(
        for_quarter(small_report(), "2025-06"), "1.1b", owners=("Somebody else",), criteria=tree.Criteria(green="Any")
    )
    load(partnership, between, "2025-06")
    assert stored(partnership, "2025-06").priorities == between.priorities
    assert stored(partnership, "2025-09").priorities == small_report().priorities
    assert stored(partnership, "2025-03") == small_report()


def test_owners_are_tied_to_the_agencies_and_people_that_they_name(partnership: Partnership) -> None:
    council = add_agency(partnership=partnership, name="Brackwater Council", short_name="Council", by="t", now=NOW)
    police = add_agency(partnership=partnership, name="Harbour Police", by="t", now=NOW)
    ada = add_person(partnership=partnership, name="Ada", job="Highways Manager", agency=council, by="t", now=NOW)
    load(partnership, small_report())
    owners = {owner.words: owner for owner in Owner.objects.all()}
    assert (owners["Highways Manager"].person, owners["Highways Manager"].agency) == (ada, council)
    assert owners["Harbour Police"].agency == police
    assert owners["Night Time Lead"].agency is None
    assert owners["Highways Manager"].is_accountable
    assert not owners["Night Time Lead"].is_accountable


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (with_activities(small_report(), 2, [activity("2.1a", "One"), activity("2.1a", "Two")]), "2.1a stands twice"),
        (with_activities(small_report(), 2, [activity("", "Without a code")]), "has no code"),
        (with_activities(small_report(), 2, [activity("x" * 41, "Long")]), "longer than 40"),
        (replace(small_report(), priorities=small_report().priorities[:1] * 2), "priority 1 stands twice"),
        (replace(small_report(), cards=(tree.Card(priority=7),)), "priority 7, which the report does not have"),
        (replace(small_report(), cards=(tree.Card(priority=1, targets=("1.1a", "1.1a")),)), "same activity twice"),
        (small_report(period=tree.Period(work_to="the end of March")), "is not a day"),
        (small_report(period=tree.Period(figures_to="2025-02-30")), "is not a day"),
        (small_report(meeting=tree.Meeting(date="soon")), "is not a day"),
        (small_report(plan=tree.Plan(title="P", starts="2024")), "is not a month"),
        (small_report(plan=tree.Plan(title="P", starts="2024-04", ends="2023-03")), "ends before it starts"),
        (small_report(plan=tree.Plan(title="P" * 301)), "longer than 300"),
        (small_report(date="September 2025"), "is not a day or month"),
        (small_report(concern="a\x00b"), "no text can have"),
    ],
)
def test_a_faulty_report_is_refused_with_the_reason(partnership: Partnership, report: tree.Report, words: str) -> None:
    before = counts()
    shown = plan_import(partnership, report, "2025-03")
    assert any(words in problem for problem in shown.problems), shown.problems
    with pytest.raises(ImportRefused, match="cannot be imported"):
        apply_import(shown, by="tester", now=NOW)
    assert counts() == before


def test_a_backslash_is_no_bad_character(partnership: Partnership) -> None:
    assert not plan_import(partnership, small_report(concern=r"the share \\x00 and \x00"), "2025-03").problems


def test_a_bad_period_key_is_a_problem(partnership: Partnership) -> None:
    assert "2018-09" in plan_import(partnership, small_report(), "2025-13").problems[0]


def test_a_plan_out_of_date_is_refused(partnership: Partnership) -> None:
    shown = plan_import(partnership, small_report(), "2025-03")
    load(partnership, for_quarter(small_report(), "2025-06"), "2025-06")
    with pytest.raises(ImportOutOfDate):
        apply_import(shown, by="tester", now=NOW)


def test_another_write_that_changes_nothing_here_does_no_harm(partnership: Partnership) -> None:
    shown = plan_import(partnership, small_report(), "2025-03")
    record(partnership=partnership, by="t", action="other", subject="s", details={}, at=NOW)
    apply_import(shown, by="tester", now=NOW)
    assert stored(partnership) == small_report()


def test_notes_say_what_is_odd_and_change_nothing(partnership: Partnership) -> None:
    notes = plan_import(partnership, small_report(partnership=tree.Partnership(name="Elsewhere")), "2025-06").notes
    assert len(notes) == 3
    assert "Elsewhere" in notes[0]
    assert "2025-03" in notes[1]
    assert "9.9z" in notes[2]


def test_queries_do_not_grow_with_the_report(partnership: Partnership) -> None:
    big = with_activities(
        small_report(), 2, [activity(f"2.1{n}", f"Work number {n} of many", owners=(f"Owner {n}",)) for n in range(40)]
    )
    small_count, big_count = [], []
    for slug, report, found in (("small", small_report(), small_count), ("big", big, big_count)):
        other = new_partnership(slug)
        for key in ("2025-03", "2025-06"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                load(other, for_quarter(report, key), key)
            found.append(len(queries))
    assert max(big_count) <= 50
    assert [b - s for b, s in zip(big_count, small_count, strict=True)] == pytest.approx([0, 0], abs=3)


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(report=reports())
def test_any_report_survives(db: None, report: tree.Report) -> None:
    partnership = new_partnership(f"p-{Partnership.objects.count()}")
    Partnership.objects.filter(pk=partnership.pk).update(name=report.partnership.name, motto=report.partnership.motto)
    partnership.refresh_from_db()
    shown = plan_import(partnership, report, "2025-03")
    assert not shown.problems
    apply_import(shown, by="tester", now=NOW)
    label = report.period.label or "January to March 2025"
    # What a correction changed belongs to a publication, which a live period is not.
    expected = replace(report, period=replace(report.period, key="2025-03", label=label), changes="")
    assert stored(partnership) == as_stated(expected)
    assert plan_import(partnership, report, "2025-03").is_empty
