"""Writes of periods: planned, opened, moved from state to state; their covers and dates."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, fields, replace
from datetime import date, datetime

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.models import Partnership
from saferplan.accounts.permissions import check_right
from saferplan.accounts.rules import Role
from saferplan.common.periods import Frequency, span_of
from saferplan.cycle.meeting_actions import carry_meetings
from saferplan.cycle.models import Period
from saferplan.cycle.period_queries import latest_period_of, load_counts
from saferplan.cycle.period_states import (
    Counts,
    NoSuchMove,
    PeriodHeld,
    PeriodMoved,
    Transition,
    find_transition,
    reasons_against,
    unconfirmed,
)
from saferplan.cycle.rules import Cover, PeriodState
from saferplan.plan.models import PlanVersion

# What the next report's cover takes over from the last one.
CARRIED = ("title", "author", "classification", "rollup_rule")


@transaction.atomic
def open_period(
    *,
    partnership: Partnership,
    key: str,
    frequency: Frequency,
    plan_version: PlanVersion,
    state: PeriodState = PeriodState.OPEN,
    by: str,
    now: datetime,
) -> Period:
    """A reporting period. ValueError for a bad key or another partnership's plan; IntegrityError if there is one."""
    if plan_version.plan.partnership_id != partnership.pk:
        raise ValueError("The plan belongs to another partnership.")
    span = span_of(key, frequency)
    period = Period.objects.create(
        partnership=partnership,
        key=key,
        frequency=frequency.value,
        starts=span.starts,
        ends=span.ends,
        state=state.value,
        plan_version=plan_version,
    )
    details = {"key": key, "frequency": frequency.value, "plan_version": plan_version.pk, "state": state.value}
    _record(period, "period.open", details, by, now)
    return period


@transaction.atomic
def plan_next_period(
    *, partnership: Partnership, key: str, frequency: Frequency, with_meetings: bool = True, by: str, now: datetime
) -> Period:
    """A planned period on the latest one's plan, with its cover and, without their days, its meetings.

    Owners are dated, so they hold on. ValueError, in words for the user, where there is nothing to go on from or a
    period of that name is there already.
    """
    latest = latest_period_of(partnership)
    if latest is None:
        raise ValueError("There is no period to go on from yet: bring in your last report first.")
    if Period.objects.filter(partnership=partnership, key=key).exists():
        raise ValueError("There is a period that ends with this month already.")
    period = open_period(
        partnership=partnership,
        key=key,
        frequency=frequency,
        plan_version=latest.plan_version,
        state=PeriodState.PLANNED,
        by=by,
        now=now,
    )
    carried = Cover(**{name: getattr(latest, name) for name in CARRIED})
    set_cover(period=period, cover=carried, by=by, now=now)
    if with_meetings:
        carry_meetings(source=latest, period=period, by=by, now=now)
    return period


@transaction.atomic
def move_period(
    *,
    period: Period,
    to: PeriodState,
    role: Role,
    seen: PeriodState | None = None,
    confirmed: Collection[str] = (),
    by: str,
    now: datetime,
) -> Transition:
    """Move a period to another state, and change the object given too.

    `seen` is the state that somebody decided on, `confirmed` the codes of what they said yes to. PeriodMoved where
    somebody else was quicker, NoSuchMove, NotAllowed, or PeriodHeld with what stands against it.
    """
    before = seen or PeriodState(period.state)
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if locked.state != before:
        raise PeriodMoved(PeriodState(locked.state))
    transition = find_transition(before, to)
    if transition is None:
        raise NoSuchMove(before, to)
    check_right(role, transition.right)
    counts = load_counts(period.partnership, locked, now=now)
    _check(transition, counts, confirmed)
    # The row is locked where the database can; elsewhere this condition lets only one of two through.
    if not Period.objects.filter(pk=period.pk, state=before.value).update(state=to.value):
        raise PeriodMoved(PeriodState(Period.objects.values_list("state", flat=True).get(pk=period.pk)))
    period.state = to.value
    if to is PeriodState.PUBLISHED and locked.published_at is None:
        period.published_at = now
        period.save(update_fields=["published_at"])
    details = {"from": before.value, "to": to.value, "confirmed": sorted(confirmed)}
    _record(period, "period.state", details, by, now)
    return transition


@transaction.atomic
def close_earlier(*, period: Period, by: str, now: datetime) -> None:
    """A period whose report was published before it was brought in here is over; its figures stay as known now."""
    before = period.state
    period.state = PeriodState.CLOSED.value
    period.save(update_fields=["state"])
    _record(period, "period.state", {"from": before, "to": period.state, "confirmed": []}, by, now)


def _check(transition: Transition, counts: Counts, confirmed: Collection[str]) -> None:
    reasons = reasons_against(transition, counts)
    if any(reason.is_block for reason in reasons) or unconfirmed(transition, reasons, confirmed):
        raise PeriodHeld(transition, reasons)


@transaction.atomic
def set_cover(*, period: Period, cover: Cover, by: str, now: datetime) -> None:
    """What the cover says, all of it. The chain keeps the names of what changed."""
    changed = [field.name for field in fields(Cover) if getattr(period, field.name) != getattr(cover, field.name)]
    for name, value in asdict(cover).items():
        setattr(period, name, value)
    period.save(update_fields=list(asdict(cover)))
    _record(period, "period.cover", {"changed": changed}, by, now)


@transaction.atomic
def set_dates(*, period: Period, work_to: date | None, figures_to: date | None, by: str, now: datetime) -> None:
    """The cut-off for work, and the day up to which the figures reach."""
    set_cover(period=period, cover=replace(cover_of(period), work_to=work_to, figures_to=figures_to), by=by, now=now)


def cover_of(period: Period) -> Cover:
    return Cover(**{field.name: getattr(period, field.name) for field in fields(Cover)})


def _record(period: Period, action: str, details: Mapping[str, object], by: str, now: datetime) -> None:
    subject = f"period:{period.pk}"
    record(partnership=period.partnership, by=by, action=action, subject=subject, details=dict(details), at=now)
