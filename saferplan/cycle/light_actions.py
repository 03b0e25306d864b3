"""Lights that the partnership states itself: judgements and overrides; and the rules that it adopts for lights."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from saferplan.common.periods import Frequency, span_of
from saferplan.cycle.actions import state_light
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Period, StatedLight
from saferplan.cycle.period_dates import next_key
from saferplan.cycle.rules import LightKind, LightSource, PeriodState
from saferplan.plan.actions import adopt_light_rule
from saferplan.plan.models import Activity, Card, LightRule, Plan, Priority
from saferplan.plan.rules import RuleKind
from saferplan.report.rollup import BadRule
from saferplan.report.tree import Light

FIXED = (PeriodState.PUBLISHED, PeriodState.CLOSED)
LONGEST_OVERRIDE = 4


def override_ends(period: Period) -> list[date]:
    """The days on which an override made in a period may end: that of the period itself, and of the next ones."""
    frequency, key, ends = Frequency(period.frequency), period.key, []
    for _each in range(LONGEST_OVERRIDE):
        ends.append(span_of(key, frequency).ends)
        key = next_key(key, frequency)
    return ends


@transaction.atomic
def override_light(
    *,
    period: Period,
    subject: Priority | Activity | Card,
    kind: LightKind,
    light: Light,
    reason: str,
    until: date,
    by: str,
    now: datetime,
) -> StatedLight:
    """A light in place of the computed one, from a period up to the one that ends on `until`, then it lapses.

    BadUpdate without a reason, for no light, for an end that is no period's, and in a period that is published.
    """
    _check_open(period)
    if light is Light.NONE:
        raise BadUpdate("An override states a light. To end one, lift it.")
    if until not in override_ends(period):
        raise BadUpdate("An override ends with this period or one of the next three.")
    return state_light(
        period=period,
        subject=subject,
        kind=kind,
        light=light,
        source=LightSource.OVERRIDE,
        reason=reason.strip(),
        until=until,
        by=by,
        now=now,
    )


@transaction.atomic
def lift_override(
    *,
    period: Period,
    subject: Priority | Activity | Card,
    kind: LightKind,
    until: date,
    reason: str,
    by: str,
    now: datetime,
) -> StatedLight:
    """End an override from this period on; what it made of the periods before stays. `until` is where it would end."""
    _check_open(period)
    return state_light(
        period=period,
        subject=subject,
        kind=kind,
        light=Light.NONE,
        source=LightSource.OVERRIDE,
        reason=reason.strip(),
        until=max(until, period.ends),
        by=by,
        now=now,
    )


@transaction.atomic
def judge_light(
    *,
    period: Period,
    subject: Priority | Card,
    kind: LightKind,
    light: Light,
    reason: str,
    by: str,
    now: datetime,
) -> StatedLight:
    """The partnership's judgement of a card or priority in a period, with its reason."""
    _check_open(period)
    return state_light(
        period=period,
        subject=subject,
        kind=kind,
        light=light,
        source=LightSource.JUDGEMENT,
        reason=reason.strip(),
        by=by,
        now=now,
    )


def _check_open(period: Period) -> None:
    if PeriodState(period.state) in FIXED:
        raise BadUpdate("This period is published: its lights stay as they were. State it in the next period.")


@transaction.atomic
def adopt_rule(
    *,
    plan: Plan,
    kind: RuleKind,
    method: str,
    params: Mapping[str, object],
    effective_from: date,
    adopted: str,
    reason: str = "",
    by: str,
    now: datetime,
) -> LightRule:
    """A rule for the plan's lights from a day on. BadRule where it cannot be.

    A rule that reaches back into a published period is a restatement, which wants a reason.
    """
    published = Period.objects.filter(
        plan_version__plan=plan, state__in=[state.value for state in FIXED], ends__gte=effective_from
    )
    if not reason.strip() and published.exists():
        raise BadRule("This reaches back into a published period. Write why, or let it count from a later day.")
    return adopt_light_rule(
        plan=plan,
        kind=kind,
        method=method,
        params=params,
        effective_from=effective_from,
        adopted=adopted,
        reason=reason,
        by=by,
        now=now,
    )
