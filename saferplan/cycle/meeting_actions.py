"""Writes of a period's meetings and of the steps before them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from saferplan.accounts.actions import record
from saferplan.accounts.models import Partnership
from saferplan.cycle.meeting_queries import fact_of, offset_of, offsets_of_last, steps_of
from saferplan.cycle.models import Meeting, MeetingStep, Period
from saferplan.cycle.rules import StepKind
from saferplan.cycle.steps import USUAL_STEPS, Offset, due_at, recount


@dataclass(frozen=True, slots=True)
class MeetingSet:
    """A meeting as it was set. `moved` steps were counted anew, `stayed` kept their date though the meeting moved."""

    meeting: Meeting
    moved: tuple[MeetingStep, ...]
    stayed: tuple[MeetingStep, ...]


@transaction.atomic
def set_meeting(
    *,
    period: Period,
    body: str,
    date: date | None,
    item: str = "",
    purpose: str = "",
    meeting: Meeting | None = None,
    by: str,
    now: datetime,
) -> MeetingSet:
    """Add a meeting that the period's report goes to, or change `meeting`; its steps move with its day."""
    if meeting is not None and meeting.period_id != period.pk:
        raise ValueError("The meeting belongs to another period.")
    has_moved = meeting is not None and meeting.date != date
    meeting = meeting or Meeting(period=period)
    meeting.body, meeting.date, meeting.item, meeting.purpose = body, date, item, purpose
    meeting.save()
    moved, stayed = _recount(meeting) if has_moved else ((), ())
    details = {
        "meeting": meeting.pk,
        "date": date.isoformat() if date else None,
        "moved": [step.pk for step in moved],
        "stayed": [step.pk for step in stayed],
    }
    _record(period, "period.meeting", details, by, now)
    return MeetingSet(meeting, moved, stayed)


def _recount(meeting: Meeting) -> tuple[tuple[MeetingStep, ...], tuple[MeetingStep, ...]]:
    steps = {step.pk: step for step in steps_of(meeting)}
    due, stayed = recount(map(fact_of, steps.values()), meeting.date)
    moved = []
    for pk, at in due.items():
        if steps[pk].due_at != at:
            steps[pk].due_at = at
            moved.append(steps[pk])
    MeetingStep.objects.bulk_update(moved, ["due_at"])
    return tuple(moved), tuple(steps[fact.id] for fact in stayed)


@transaction.atomic
def add_meeting(
    *, period: Period, body: str, date: date | None, item: str = "", purpose: str = "", by: str, now: datetime
) -> tuple[Meeting, Meeting | None]:
    """A meeting with its steps, and the meeting of the same group whose steps they are (None: the usual ones)."""
    done = set_meeting(period=period, body=body, date=date, item=item, purpose=purpose, by=by, now=now)
    return done.meeting, add_usual_steps(meeting=done.meeting, by=by, now=now)


@transaction.atomic
def remove_meeting(*, meeting: Meeting, by: str, now: datetime) -> None:
    """Take a meeting out, with its steps."""
    details = {"meeting": meeting.pk, "steps": meeting.steps.count()}
    _record(meeting.period, "period.meeting-removed", details, by, now)
    meeting.delete()


@transaction.atomic
def add_usual_steps(*, meeting: Meeting, by: str, now: datetime) -> Meeting | None:
    """The steps that a meeting of the same group had last, else the usual ones; those that it has already stay.

    Returns the meeting whose steps were taken over, None for the usual ones.
    """
    offsets, source = offsets_of_last(meeting)
    _add(meeting, offsets or USUAL_STEPS, by, now)
    return source


def _add(meeting: Meeting, offsets: Iterable[Offset], by: str, now: datetime) -> None:
    has = {(step.kind, step.name) for step in steps_of(meeting)}
    new = [each for each in offsets if (each.kind.value, each.name) not in has]
    first = _next_order(meeting)
    rows = [_row(meeting, offset, first + place) for place, offset in enumerate(new)]
    MeetingStep.objects.bulk_create(rows)
    kinds = [offset.kind.value for offset in new]
    _record(meeting.period, "period.steps", {"meeting": meeting.pk, "added": kinds}, by, now)


def _row(meeting: Meeting, offset: Offset, order: int) -> MeetingStep:
    return MeetingStep(
        meeting=meeting,
        kind=offset.kind.value,
        name=offset.name,
        working_days=offset.working_days,
        clear=offset.clear,
        time=offset.time,
        due_at=due_at(meeting.date, offset),
        order=order,
    )


def _next_order(meeting: Meeting) -> int:
    last = MeetingStep.objects.filter(meeting=meeting).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def carry_meetings(*, source: Period, period: Period, by: str, now: datetime) -> Sequence[Meeting]:
    """The groups that met on a period, for the next one: without their days, with their steps."""
    seen: set[str] = set()
    made = []
    for old in Meeting.objects.filter(period=source):
        if not old.body or old.body.casefold() in seen:
            continue
        seen.add(old.body.casefold())
        made.append(add_meeting(period=period, body=old.body, date=None, purpose=old.purpose, by=by, now=now)[0])
    return made


@transaction.atomic
def set_step(
    *,
    meeting: Meeting,
    offset: Offset,
    by_hand: datetime | None = None,
    step: MeetingStep | None = None,
    by: str,
    now: datetime,
) -> MeetingStep:
    """Add a step of the partnership's own, or change `step`: counted back, or at its own instant (`by_hand`)."""
    if step is not None and step.meeting_id != meeting.pk:
        raise ValueError("The step belongs to another meeting.")
    step = step or MeetingStep(meeting=meeting, kind=StepKind.OTHER.value, order=_next_order(meeting))
    step.name, step.working_days, step.clear, step.time = offset.name, offset.working_days, offset.clear, offset.time
    step.is_by_hand = by_hand is not None
    step.due_at = by_hand or due_at(meeting.date, offset)
    step.save()
    details = {"step": step.pk, "due": step.due_at.isoformat() if step.due_at else None, "by_hand": step.is_by_hand}
    _record(meeting.period, "period.step", details, by, now)
    return step


@transaction.atomic
def remove_step(*, step: MeetingStep, by: str, now: datetime) -> None:
    _record(step.meeting.period, "period.step-removed", {"step": step.pk, "kind": step.kind}, by, now)
    step.delete()


@transaction.atomic
def mark_step(*, step: MeetingStep, is_done: bool, by: str, now: datetime) -> None:
    """Done, by whom and when; or not done after all: then it is counted from its meeting again."""
    step.done_at, step.done_by = (now, by) if is_done else (None, "")
    if not is_done and not step.is_by_hand:
        step.due_at = due_at(step.meeting.date, offset_of(step))
    step.save(update_fields=["done_at", "done_by", "due_at"])
    _record(step.meeting.period, "period.step-done", {"step": step.pk, "done": is_done}, by, now)


def _record(period: Period, action: str, details: Mapping[str, object], by: str, now: datetime) -> None:
    partnership: Partnership = period.partnership
    record(partnership=partnership, by=by, action=action, subject=f"period:{period.pk}", details=dict(details), at=now)
