"""The demo: invented, complete, loaded through the import, and the same when loaded again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from saferplan.accounts.audit import verify_chain
from saferplan.accounts.models import Agency, AuditEvent, Membership, Partnership, Person, User
from saferplan.accounts.rules import Role
from saferplan.cycle.models import DecisionAsked, Meeting, MeetingStep, NextStep, Period, StatedLight, Update
from saferplan.cycle.reports import build_report
from saferplan.documents.demo import QUARTERS, demo_accounts, demo_report, let_demo_accounts_see, load_demo
from saferplan.measures.models import Measure, MeasureValue, Release
from saferplan.measures.queries import list_measures, load_requests, load_series
from saferplan.measures.register import register_rows
from saferplan.measures.rules import ReleaseLevel
from saferplan.plan.models import Activity, Card, Criteria, Owner, PlanVersion, Priority
from saferplan.report.checks import run_checks
from saferplan.report.findings import Subject
from saferplan.report.tree import Gap, Light, Report, Trend
from tests.documents.importing import as_stated, new_partnership

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TABLES = (
    *(Partnership, Agency, Person, Priority, Activity, Card, PlanVersion, Owner, Criteria),
    *(Period, Meeting, Update, StatedLight, NextStep, DecisionAsked, AuditEvent),
    *(Measure, MeasureValue, Release),
)


def counts() -> dict[str, int]:
    return {table.__name__: table.objects.count() for table in TABLES}


def test_it_loads_twice_with_equal_counts(db: None) -> None:
    steps: list[str] = []
    partnership = load_demo(now=NOW, progress=steps.append)
    first = counts()
    assert load_demo(now=NOW) == partnership
    assert counts() == first
    assert len(steps) == len(QUARTERS) + 1
    assert partnership.is_invented
    assert "invented" in partnership.name
    assert verify_chain(partnership.pk) == []
    assert (first["Priority"], first["Activity"], first["Period"], first["PlanVersion"]) == (6, 31, 9, 2)
    assert first["Agency"] >= 6


def test_every_quarter_comes_back_as_it_was_told(db: None) -> None:
    partnership = load_demo(now=NOW)
    for key in QUARTERS:
        period = Period.objects.select_related("plan_version__plan").get(partnership=partnership, key=key)
        told, found = demo_report(key), as_stated(build_report(partnership, period, as_at=NOW))
        if key == QUARTERS[-1]:
            assert found.rollup_rule.startswith("A card or priority is amber when at least one in four")
            told, found = without_parents_lights(told), without_parents_lights(found)
        assert found == told


def without_parents_lights(report: Report) -> Report:
    """From the last quarter on the demo's rule makes the lights of cards and priorities, and its measures results."""
    return replace(
        report,
        rollup_rule="",
        priorities=tuple(
            replace(p, light=Light.NONE, trend=Trend.NONE, results=Light.NONE, results_text="")
            for p in report.priorities
        ),
        cards=tuple(replace(card, light=Light.NONE) for card in report.cards),
    )


def test_the_last_quarter_goes_by_the_boards_rule(db: None) -> None:
    partnership = load_demo(now=NOW)
    period = Period.objects.select_related("plan_version__plan").get(partnership=partnership, key=QUARTERS[-1])
    priorities = {p.number: p for p in build_report(partnership, period, as_at=NOW).priorities}
    assert (priorities[2].light, priorities[2].why.stated) == (Light.AMBER, Light.GREEN)
    assert "1 of the 4 activities that reported is amber" in priorities[2].why.sentence
    assert (priorities[5].why.basis, priorities[5].light) == ("override", Light.AMBER)
    assert priorities[1].why.rule == "Rule 1, from 1 July 2026, adopted by the Community Safety Board, 16 July 2026"


def test_the_last_quarters_results_come_from_measures_and_agree_with_what_was_told(db: None) -> None:
    partnership = load_demo(now=NOW)
    period = Period.objects.select_related("plan_version__plan").get(partnership=partnership, key=QUARTERS[-1])
    report = build_report(partnership, period, as_at=NOW)
    told = {each.number: each.results for each in demo_report(QUARTERS[-1]).priorities}
    found = {each.number: each for each in report.priorities}
    assert {number: each.results for number, each in found.items()} == told
    assert {found[number].results_why.basis for number in (1, 3, 4)} == {"measured"}
    homes = report.activity("6.1e")
    assert homes is not None
    assert homes.results is Light.AMBER
    fires = report.activity("4.1d")
    assert fires is not None
    assert fires.results is Light.NONE, "its owner has not accepted the measure"


def test_the_measures_have_what_a_partnership_meets(db: None) -> None:
    """Sums as the reports tell them, a break, a hole, a zero to doubt, small numbers, late and unreleased figures."""
    partnership = load_demo(now=NOW)
    measures = {each.code: each for each in list_measures(partnership)}
    audiences = (None, ReleaseLevel.BOARD, ReleaseLevel.PUBLIC)
    seen = {
        audience: {
            each.measure.code: each
            for each in load_series(partnership, measures.values(), as_at=NOW, audience=audience).values()
        }
        for audience in audiences
    }
    every = seen[None]
    sums = [
        sum(point.value or 0 for point in every[code].points[-12:]) for code in ("violence-at-night", "vehicle-crime")
    ]
    assert sums == [291, 612]
    assert sum(point.value or 0 for point in every["deliberate-fires"].points[-12:]) == 83
    calls = {f"{point.ends:%Y-%m}": point for point in every["nuisance-calls"].points}
    assert calls["2025-05"].value == 0
    assert calls["2025-12"].missing is not None
    assert [each.day for each in every["hate-crime"].dated.breaks] == [date(2025, 4, 1)]
    assert every["motorcycle-theft"].points == ()
    latest = [each["vehicle-crime"].data_to for each in seen.values()]
    assert latest == [date(2026, 9, 30), date(2026, 9, 30), date(2026, 6, 30)]
    assert len(seen[ReleaseLevel.BOARD]["vehicle-crime"].waiting) == 2
    assert seen[ReleaseLevel.PUBLIC]["knife-injuries"].data_to is None
    gaps = register_rows(
        every.values(), load_requests(partnership, as_at=NOW), today=NOW.date(), until=date(2026, 9, 30)
    )
    assert {row.gap for row in gaps} == set(Gap)


def test_the_periods_are_where_a_partnership_would_have_them(db: None) -> None:
    """The latest quarter is reviewed, the next is open; two groups meet on each, with steps counted back."""
    partnership = load_demo(now=NOW)
    states = dict(Period.objects.filter(partnership=partnership).order_by("key").values_list("key", "state"))
    assert list(states) == [*QUARTERS, "2026-12"]
    assert list(states.values()) == [*["closed"] * 6, "published", "in review", "open"]
    for key in ("2026-09", "2026-12"):
        meetings = Meeting.objects.filter(period__partnership=partnership, period__key=key).order_by("date")
        assert [meeting.steps.count() for meeting in meetings] == [6, 6]
    done = MeetingStep.objects.filter(done_at__isnull=False)
    assert {step.kind for step in done} == {"partner return", "police clearance"}
    returns = MeetingStep.objects.filter(meeting__period__key="2026-12", kind="partner return").order_by("due_at")
    assert returns[0].due_at == datetime(2027, 1, 14, 17, 0, tzinfo=UTC)
    assert Period.objects.get(partnership=partnership, key="2026-12").version == ""


def test_owners_are_people_of_the_agencies(db: None) -> None:
    partnership = load_demo(now=NOW)
    assert not Owner.objects.filter(ownership__card__partnership=partnership, agency=None).exists()


def test_the_accounts_can_sign_in_with_new_passwords_each_time(db: None) -> None:
    partnership = load_demo(now=NOW)
    first = {account.email: account.password for account in demo_accounts(partnership, now=NOW)}
    second = {account.email: account for account in demo_accounts(partnership, now=NOW)}
    assert User.objects.count() == len(second) == 8
    request = RequestFactory().get("/")
    for email, account in second.items():
        assert authenticate(request, username=email, password=account.password) is not None
        assert authenticate(request, username=email, password=first[email]) is None
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role)
    other = new_partnership("other")
    let_demo_accounts_see(other, now=NOW)
    assert Membership.objects.filter(partnership=other).count() == 8
    assert Person.objects.filter(partnership=other, user__isnull=False).count() == 8


def test_contributors_are_of_agencies_that_own_cards(db: None) -> None:
    partnership = load_demo(now=NOW)
    before = counts()["Person"]
    demo_accounts(partnership, now=NOW)
    demo_accounts(partnership, now=NOW)
    assert counts()["Person"] == before + 5, "those who were contacts are not doubled"
    contributors = Person.objects.filter(user__memberships__role="contributor")
    assert contributors.count() == 3
    for person in contributors:
        assert Owner.objects.filter(person=person, ownership__card__partnership=partnership).exists(), person.name
        assert person.agency is not None


def lights(code: str) -> list[Light]:
    found = (demo_report(key).activity(code) for key in QUARTERS)
    return [activity.light for activity in found if activity]


def test_the_story_has_what_a_board_meets() -> None:
    """A red that recovers, one that gets worse three times, late partners, finished and put off work."""
    marshals = lights("1.1a")
    assert Light.RED in marshals
    assert marshals[-1] is Light.GREEN
    assert lights("3.1c")[-3:] == [Light.GREEN, Light.AMBER, Light.RED]
    every = [a for key in QUARTERS for _, a in demo_report(key).activities()]
    assert {activity.light for activity in every} == set(Light)
    silent = [a for _, a in demo_report(QUARTERS[-1]).activities() if a.light is Light.NONE]
    assert len(silent) >= 2
    assert all(not activity.position for activity in silent)
    assert demo_report("2025-12").cards[3].criteria != demo_report("2026-03").cards[3].criteria
    assert {len(list(demo_report(key).activities())) for key in QUARTERS} == {30}
    measured = [p for p in demo_report(QUARTERS[-1]).priorities if p.results is not Light.NONE]
    assert len(measured) == 3


@pytest.mark.parametrize("key", QUARTERS)
def test_each_amber_and_red_has_a_step_with_a_person_and_a_date(key: str) -> None:
    report = demo_report(key)
    told = [(a.code, a.light, a.next_steps) for _, a in report.activities() if not report.cards_of(a.code)]
    told += [(card.targets[0], card.light, card.next_steps) for card in report.cards]
    for code, light, steps in told:
        if light in (Light.AMBER, Light.RED):
            assert steps, code
            assert all(step.text and step.who and len(step.due) == 10 for step in steps), code


def test_the_latest_report_has_the_findings_that_were_left_in_and_nothing_to_fix() -> None:
    older, report = demo_report(QUARTERS[-2]), demo_report(QUARTERS[-1])
    findings = {finding.code: finding for finding in run_checks(Subject(report=report, older=older))}
    assert "priority-light" in findings
    assert not [code for code, finding in findings.items() if finding.level.value == "fix before publishing"]
    assert len(findings) <= 4


def test_the_decision_of_the_day_is_asked(db: None) -> None:
    partnership = load_demo(now=NOW)
    period = Period.objects.get(partnership=partnership, key="2026-09")
    asked = list(DecisionAsked.objects.filter(period=period))
    assert 1 <= len(asked) <= 5
    assert all(decision.owner and decision.due for decision in asked)
    assert period.state == "in review"
    assert Criteria.objects.exclude(reason__startswith="As stated").count() == 1
