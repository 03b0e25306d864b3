"""The past does not move: the report of an earlier period is the same bytes after whatever is done later."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from saferplan.common.periods import Frequency
from saferplan.cycle.actions import state_light
from saferplan.cycle.light_actions import adopt_rule, override_light
from saferplan.cycle.models import Period, Update
from saferplan.cycle.period_actions import open_period
from saferplan.cycle.reports import build_report
from saferplan.cycle.review_actions import approve_update
from saferplan.cycle.rules import LightKind, LightSource, PeriodState
from saferplan.cycle.update_actions import save_update, submit_update, withdraw_update
from saferplan.plan.actions import OwnerLine, create_changed_version, restate_criteria, set_criteria, set_owners
from saferplan.plan.models import Activity, Card, Priority
from saferplan.plan.rules import Drop, Retitle, RuleKind
from saferplan.report.schema import canonical_json
from saferplan.report.tree import Criteria, Light
from tests.cycle.returning import NOW, TODAY, Town

KNOWN = NOW + timedelta(days=1)
YEARS_LATER = NOW + timedelta(days=900)
OTHER = Criteria(green="Everything", amber="Nothing", red="Less")
NEXT_QUARTER = date(2027, 1, 1)


@pytest.fixture
def told(town: Town) -> Town:
    """The open period has a rule, an update on its card, and a set light."""
    plan = town.period.plan_version.plan
    for kind, method in ((RuleKind.ROLL_UP, "worst"), (RuleKind.HEADLINE, "worse")):
        adopt_rule(
            plan=plan,
            kind=kind,
            method=method,
            params={},
            effective_from=date(2026, 10, 1),
            adopted="Board",
            by="eve",
            now=NOW,
        )
    approve(town, Light.AMBER, NOW)
    override_light(
        period=town.period,
        subject=Activity.objects.order_by("id")[2],
        kind=LightKind.DELIVERY,
        light=Light.RED,
        reason="The grant was withdrawn.",
        until=town.period.ends,
        by="eve",
        now=NOW,
    )
    town.set_state(PeriodState.CLOSED)
    return town


def approve(town: Town, light: Light, now: datetime) -> None:
    contents = town.contents(town.two, light)
    base = Update.objects.filter(period=town.period, card=town.two.card).values_list("revision", flat=True).first()
    saved = save_update(period=town.period, asked=town.two, contents=contents, base=base or 0, by=town.ann, now=now)
    number = saved.update.revision
    submit_update(period=town.period, asked=town.two, revision=number, by=town.ann, now=now, today=TODAY)
    approve_update(period=town.period, asked=town.two, revision=number, by=town.dev, now=now)


def report(period: Period, as_at: datetime) -> bytes:
    fresh = Period.objects.select_related("plan_version__plan", "partnership").get(pk=period.pk)
    return canonical_json(build_report(fresh.partnership, fresh, as_at=as_at))


def do_all_that_comes_later(town: Town) -> Period:
    """Criteria and owners from a later day, names, a plan without a line, another rule, a quarter that is all red."""
    then = NOW + timedelta(days=100)
    plan = town.period.plan_version.plan
    hidden, shown = (Card.objects.get(pk=each.card) for each in (town.one, town.two))
    for card in (hidden, shown):
        set_criteria(card=card, criteria=OTHER, effective_from=NEXT_QUARTER, by="eve", now=then)
        set_owners(card=card, owners=[OwnerLine(words="Nobody")], effective_from=NEXT_QUARTER, by="eve", now=then)
    for agency in town.agencies.values():
        agency.name += " (renamed)"
        agency.save()
    for person in town.people.values():
        person.name, person.left_on = "Somebody Else", NEXT_QUARTER
        person.save()
    first, second, third = Activity.objects.order_by("id")
    version = create_changed_version(
        before=town.period.plan_version,
        changes=[Drop(activity=third.uid), Retitle(activity=second.uid, title="Something else")],
        effective_from=NEXT_QUARTER,
        by="eve",
        now=then,
    )
    following = open_period(
        partnership=town.partnership,
        key="2027-03",
        frequency=Frequency.QUARTER,
        plan_version=version,
        by="eve",
        now=then,
    )
    for kind, method in ((RuleKind.ROLL_UP, "judgement"), (RuleKind.HEADLINE, "none")):
        adopt_rule(
            plan=plan,
            kind=kind,
            method=method,
            params={},
            effective_from=NEXT_QUARTER,
            adopted="Board",
            by="eve",
            now=then,
        )
    for subject in (first, second, shown, Priority.objects.get()):
        state_light(period=following, subject=subject, light=Light.RED, source=LightSource.IMPORT, by="eve", now=then)
    return following


def test_what_comes_later_leaves_earlier_reports_alone(told: Town) -> None:
    before = [report(each, KNOWN) for each in (told.before, told.period)]
    following = do_all_that_comes_later(told)
    assert [report(each, YEARS_LATER) for each in (told.before, told.period)] == before
    # It is there, in the period that it is about.
    text = report(following, YEARS_LATER).decode()
    assert all(words in text for words in ("Something else", "Nobody", "Everything", '"red"'))
    assert "Activity 1.1c" not in text


def test_what_is_put_right_later_stands_in_the_report_as_known_later_only(told: Town) -> None:
    """Criteria set back into the past: the report as it was known at the time is still to be had."""
    before = report(told.period, KNOWN)
    card = Card.objects.get(pk=told.two.card)
    day, then = date(2026, 4, 1), NOW + timedelta(days=100)
    restate_criteria(card=card, criteria=OTHER, effective_from=day, reason="Misprinted", by="eve", now=then)
    assert report(told.period, KNOWN) == before
    assert b"Everything" in report(told.period, YEARS_LATER)


def test_what_is_withdrawn_and_approved_again_counts_once(town: Town) -> None:
    approve(town, Light.AMBER, NOW)
    first = build_report(town.partnership, town.period, as_at=NOW)
    withdraw_update(period=town.period, asked=town.two, why="Wrong figures", by=town.dev, now=NOW + timedelta(hours=1))
    gone = build_report(town.partnership, town.period, as_at=NOW + timedelta(hours=1))
    Update.objects.filter(card=town.two.card, period=town.period).update(state="draft")
    approve(town, Light.GREEN, NOW + timedelta(hours=2))
    again = build_report(town.partnership, town.period, as_at=NOW + timedelta(hours=2))
    found = [each.priorities[0].activities[0] for each in (first, gone, again)]
    assert [each.light for each in found] == [Light.AMBER, Light.NONE, Light.GREEN]
    assert found[1].why.sentence.startswith("No update: it was withdrawn on 14 December 2026. Wrong figures.")
    assert build_report(town.partnership, town.period, as_at=NOW).priorities[0].activities[0].light is Light.AMBER


def test_eight_quarters_after_it_a_withdrawn_update_is_not_the_last_that_came_in(town: Town) -> None:
    approve(town, Light.AMBER, NOW)
    withdraw_update(period=town.period, asked=town.two, why="Wrong", by=town.dev, now=NOW + timedelta(hours=1))
    for number in range(1, 10):
        key = f"{2027 + (number - 1) // 4}-{(number - 1) % 4 * 3 + 3:02}"
        last = open_period(
            partnership=town.partnership,
            key=key,
            frequency=Frequency.QUARTER,
            plan_version=town.period.plan_version,
            by="eve",
            now=NOW,
        )
    sentence = build_report(town.partnership, last, as_at=YEARS_LATER).priorities[0].activities[0].why.sentence
    assert sentence == "No update has come in. The last one was for the period to 30 September 2026, 30 months before."
