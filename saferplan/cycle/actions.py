"""Writes of the reporting cycle: stated lights, decisions asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.chain import text_hash
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import DecisionAsked, Period, StatedLight
from saferplan.cycle.rules import LightKind, LightSource
from saferplan.plan.models import Activity, Card, Priority
from saferplan.report.tree import Light, Trend


@transaction.atomic
def state_light(
    *,
    period: Period,
    subject: Priority | Activity | Card,
    light: Light,
    trend: Trend = Trend.NONE,
    kind: LightKind = LightKind.DELIVERY,
    source: LightSource,
    reason: str = "",
    until: date | None = None,
    approved_by: str = "",
    by: str,
    now: datetime,
) -> StatedLight:
    """A light as somebody states it. It stands beside those stated before and counts instead of them."""
    if subject.partnership_id != period.partnership_id:
        raise BadUpdate("The light is about another partnership.")
    if kind is LightKind.OUTCOME and not isinstance(subject, Priority):
        raise BadUpdate("Only a priority has a light for results.")
    if source in (LightSource.JUDGEMENT, LightSource.OVERRIDE) and not reason.strip():
        raise BadUpdate("A light that is set by judgement needs a reason.")
    row = StatedLight.objects.create(
        period=period,
        priority=subject if isinstance(subject, Priority) else None,
        activity=subject if isinstance(subject, Activity) else None,
        card=subject if isinstance(subject, Card) else None,
        kind=kind.value,
        light=light.value,
        trend=trend.value,
        source=source.value,
        reason=reason,
        until=until,
        by=by,
        approved_by=approved_by,
        recorded_at=now,
    )
    details = {
        "about": f"{type(subject).__name__.lower()}:{subject.pk}",
        "kind": kind.value,
        "light": light.value,
        "trend": trend.value,
        "source": source.value,
    }
    _record(period, "light.state", details, by, now)
    return row


@transaction.atomic
def ask_decision(
    *,
    period: Period,
    ask: str,
    owner: str = "",
    due: date | None = None,
    activity: Activity | None = None,
    by: str,
    now: datetime,
) -> DecisionAsked:
    """What the board is asked to decide at this period's meeting; after those asked for already."""
    if activity is not None and activity.partnership_id != period.partnership_id:
        raise BadUpdate("The activity belongs to another partnership.")
    order = DecisionAsked.objects.filter(period=period).count()
    asked = DecisionAsked.objects.create(period=period, ask=ask, owner=owner, due=due, activity=activity, order=order)
    details = {"decision": asked.pk, "ask": text_hash(ask), "activity": activity.pk if activity else None}
    _record(period, "decision.ask", details, by, now)
    return asked


def _record(period: Period, action: str, details: Mapping[str, object], by: str, now: datetime) -> None:
    subject = f"period:{period.pk}"
    record(partnership=period.partnership, by=by, action=action, subject=subject, details=dict(details), at=now)
