"""Reads of a period's meetings and their steps. Every read is scoped to a partnership, or to an object of one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Meeting, MeetingStep, Period
from saferplan.cycle.rules import StepKind
from saferplan.cycle.steps import Offset, StepFact


def list_meetings(partnership: Partnership, period: Period) -> Sequence[Meeting]:
    """A period's meetings with their steps, those without a day last. Two queries."""
    rows = Meeting.objects.filter(period=period, period__partnership=partnership).prefetch_related(
        Prefetch("steps", MeetingStep.objects.order_by("order", "id"))
    )
    return sorted(rows, key=lambda meeting: (meeting.date is None, str(meeting.date), meeting.pk))


def find_meeting(partnership: Partnership, period: Period, pk: int) -> Meeting | None:
    return (
        Meeting.objects.filter(pk=pk, period=period, period__partnership=partnership)
        .select_related("period__partnership")
        .first()
    )


def find_step(partnership: Partnership, period: Period, pk: int) -> MeetingStep | None:
    return (
        MeetingStep.objects.filter(pk=pk, meeting__period=period, meeting__period__partnership=partnership)
        .select_related("meeting__period__partnership")
        .first()
    )


def steps_of(meeting: Meeting) -> Sequence[MeetingStep]:
    return list(MeetingStep.objects.filter(meeting=meeting).order_by("order", "id"))


def offset_of(step: MeetingStep) -> Offset:
    return Offset(StepKind(step.kind), step.working_days, step.time, clear=step.clear, name=step.name)


def fact_of(step: MeetingStep) -> StepFact:
    return StepFact(step.pk, offset_of(step), step.due_at, is_by_hand=step.is_by_hand, is_done=step.done_at is not None)


def offsets_of_last(meeting: Meeting) -> tuple[tuple[Offset, ...], Meeting | None]:
    """How the steps of the last meeting of the same group were counted, and that meeting; nothing without one."""
    partnership = meeting.period.partnership_id
    others = Meeting.objects.filter(period__partnership=partnership, body__iexact=meeting.body, steps__isnull=False)
    last = others.exclude(pk=meeting.pk).order_by("-period__ends", "-date", "-pk").first()
    return (tuple(map(offset_of, steps_of(last))), last) if last else ((), None)
