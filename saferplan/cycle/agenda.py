"""What a period goes to: its meetings, when partners' updates are due for them, and the decisions asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import BigIntegerField, DateTimeField, IntegerField, Min, Q, TextField, Value
from django.db.models.functions import Cast

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import DecisionAsked, Meeting
from saferplan.cycle.rules import StepKind


@dataclass(frozen=True, slots=True)
class MeetingLine:
    body: str
    date: date | None
    item: str
    purpose: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    ask: str
    owner: str
    due: date | None
    activity_id: int | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """By period: its first meeting, when updates are due (the earliest of its meetings counts), and decisions."""

    meetings: Mapping[int, MeetingLine] = field(default_factory=dict)
    due: Mapping[int, datetime] = field(default_factory=dict)
    decisions: Mapping[int, tuple[DecisionLine, ...]] = field(default_factory=dict)


def load_agenda(partnership: Partnership, periods: Collection[int]) -> Agenda:
    """One query: a row for each meeting and each decision."""
    mine = {"period__in": periods, "period__partnership": partnership}
    text = TextField()
    meetings = (
        Meeting.objects.filter(**mine)
        .order_by()
        .annotate(
            kind=Value("meeting", output_field=text),
            place=Value(0, output_field=IntegerField()),
            nobody=Cast(Value(None), BigIntegerField()),
            returned=Min("steps__due_at", filter=Q(steps__kind=StepKind.PARTNER_RETURN)),
        )
    )
    decisions = (
        DecisionAsked.objects.filter(**mine)
        .order_by()
        .annotate(
            kind=Value("decision", output_field=text),
            nothing=Value("", output_field=text),
            never=Cast(Value(None), DateTimeField()),
        )
    )
    rows = meetings.values_list(
        "kind", "period_id", "place", "id", "date", "body", "item", "purpose", "nobody", "returned"
    ).union(
        decisions.values_list(
            "kind", "period_id", "order", "id", "due", "ask", "owner", "nothing", "activity_id", "never"
        ),
        all=True,
    )
    found: dict[int, MeetingLine] = {}
    due: dict[int, datetime] = {}
    asked: dict[int, list[DecisionLine]] = defaultdict(list)
    for kind, period, _place, _id, day, text_1, text_2, text_3, activity, instant in sorted(rows, key=_in_order):
        if kind == "decision":
            asked[period].append(DecisionLine(text_1, text_2, day, activity))
            continue
        found.setdefault(period, MeetingLine(text_1, day, text_2, text_3))
        if instant is not None:
            due[period] = min(instant, due.get(period, instant))
    return Agenda(found, due, {period: tuple(lines) for period, lines in asked.items()})


def _in_order(row: tuple[str, int, int, int, date | None, *tuple[object, ...]]) -> tuple[object, ...]:
    """Meetings by day, those without one last; decisions in their own order."""
    kind, _period, place, pk, day, *_rest = row
    return (place, (day or date.max) if kind == "meeting" else date.min, pk)
