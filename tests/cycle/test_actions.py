"""Writes of the reporting cycle, and what the database refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from saferplan.accounts.actions import create_partnership
from saferplan.accounts.models import Partnership
from saferplan.common.periods import Frequency
from saferplan.cycle.actions import ask_decision, state_light
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import DecisionAsked, Period, StatedLight, Update
from saferplan.cycle.period_actions import open_period
from saferplan.cycle.rules import LightKind, LightSource
from saferplan.plan.actions import create_plan
from saferplan.plan.models import Activity, Card, PlanVersion, Priority
from saferplan.report.tree import Light, Trend

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def partnership(db: None) -> Partnership:
    return create_partnership(slug="brackwater", name="Brackwater", by="tester", now=NOW)


@pytest.fixture
def version(partnership: Partnership) -> PlanVersion:
    plan = create_plan(partnership=partnership, title="Plan", by="tester", now=NOW)
    return PlanVersion.objects.create(plan=plan, number=1, effective_from=date(2024, 4, 1))


@pytest.fixture
def period(partnership: Partnership, version: PlanVersion) -> Period:
    return open_period(
        partnership=partnership, key="2026-03", frequency=Frequency.QUARTER, plan_version=version, by="tester", now=NOW
    )


@pytest.fixture
def card(partnership: Partnership) -> Card:
    return Card.objects.create(partnership=partnership)


def test_a_light_is_added_and_never_overwritten(period: Period, partnership: Partnership) -> None:
    activity = Activity.objects.create(partnership=partnership)
    for light, day in ((Light.GREEN, 0), (Light.RED, 1)):
        state_light(
            period=period,
            subject=activity,
            light=light,
            trend=Trend.SAME,
            source=LightSource.UPDATE,
            by="ada",
            now=NOW + timedelta(days=day),
        )
    assert [row.light for row in StatedLight.objects.all()] == ["green", "red"]


def test_lights_that_do_not_fit_are_refused(period: Period, partnership: Partnership) -> None:
    activity = Activity.objects.create(partnership=partnership)
    said = {"period": period, "light": Light.RED, "by": "ada", "now": NOW}
    with pytest.raises(BadUpdate, match="Only a priority"):
        state_light(subject=activity, kind=LightKind.OUTCOME, source=LightSource.UPDATE, **said)  # type: ignore[arg-type]
    with pytest.raises(BadUpdate, match="reason"):
        state_light(subject=activity, source=LightSource.OVERRIDE, **said)  # type: ignore[arg-type]
    other = create_partnership(slug="other", name="Other", by="tester", now=NOW)
    foreign = Activity.objects.create(partnership=other)
    with pytest.raises(BadUpdate, match="another partnership"):
        state_light(subject=foreign, source=LightSource.UPDATE, **said)  # type: ignore[arg-type]
    with pytest.raises(BadUpdate, match="another partnership"):
        ask_decision(period=period, ask="x", activity=foreign, by="ada", now=NOW)
    assert not StatedLight.objects.exists()


def test_decisions_stand_in_the_order_asked(period: Period) -> None:
    for ask in ("First", "Second"):
        ask_decision(period=period, ask=ask, owner="Ada", due=date(2026, 6, 1), by="tester", now=NOW)
    assert [(d.ask, d.order) for d in DecisionAsked.objects.all()] == [("First", 0), ("Second", 1)]


def test_constraints_refuse(period: Period, card: Card, partnership: Partnership) -> None:
    activity, priority = (
        Activity.objects.create(partnership=partnership),
        Priority.objects.create(partnership=partnership),
    )
    Update.objects.create(period=period, card=card, recorded_at=NOW)
    good = {"period": period, "light": "red", "source": "import", "by": "x", "recorded_at": NOW}
    days = {"starts": period.starts, "ends": period.ends, "plan_version": period.plan_version}

    def light(**more: object) -> Callable[[], object]:
        return lambda: StatedLight.objects.create(**(good | more))

    def new_period(**more: object) -> Callable[[], object]:
        return lambda: Period.objects.create(partnership=partnership, **(days | more))

    refused = [
        light(),
        light(activity=activity, card=card),
        light(activity=activity, kind="outcome"),
        light(card=card, kind="outcome"),
        light(activity=activity, light="purple"),
        light(activity=activity, trend="sideways"),
        light(activity=activity, kind="other"),
        light(activity=activity, source="rumour"),
        new_period(key="2026-03"),
        new_period(key="2026-06", frequency="week"),
        new_period(key="2026-06", state="lost"),
        new_period(key="2026-06", ends=date(2025, 12, 31)),
        lambda: Update.objects.create(period=period, card=card, recorded_at=NOW),
        lambda: Update.objects.create(
            period=period, card=Card.objects.create(partnership=partnership), recorded_at=NOW, state="odd"
        ),
    ]
    for write in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    light(priority=priority, kind="outcome")()
