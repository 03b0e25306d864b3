"""What was written for periods: the approved texts with their steps, and what is under way. One query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Case, DateField, F, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Correction, Period, Update
from saferplan.cycle.rules import UpdateState
from saferplan.cycle.update_text import CorrectionFact, text_in_force
from saferplan.report import tree
from saferplan.report.light_facts import UpdateFact


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """An approved update. `position` is the text for publication, `original` the partner's own.

    `steps` are (activity id or None, the step). `source` names the email or call that an editor recorded it from.
    """

    lead: str
    position: str
    original: str
    source: str
    recorded_at: datetime
    steps: tuple[tuple[int | None, tree.NextStep], ...]

    def next_steps(self) -> tuple[tree.NextStep, ...]:
        return tuple(step for _, step in self.steps)


@dataclass(frozen=True, slots=True)
class Written:
    """By (period id, card id): approved updates, and those that are not approved."""

    approved: Mapping[tuple[int, int], UpdateLine] = field(default_factory=dict)
    pending: Mapping[tuple[int, int], UpdateFact] = field(default_factory=dict)


UPDATE = ("period_id", "card_id", "state", "lead", "position", "source", "recorded_at", "submitted_at", "decided_at")
TEXT, DAY, NUMBER = TextField(), DateField(), BigIntegerField()


def load_written(
    partnership: Partnership, texts_of: Collection[int], periods: Sequence[Period], as_at: datetime
) -> Written:
    """The updates of some periods with their texts, and which of `periods` have one that is not approved. One query.

    A row for each step and each correction; as known at an instant.
    """
    known = {"period__partnership": partnership, "recorded_at__lte": as_at}
    mine = {**known, "period__in": texts_of}
    steps = Update.objects.filter(**mine).order_by().annotate(kind=Value("step", output_field=TEXT))
    rows = steps.values_list(
        *("kind", *UPDATE, "next_steps__order", "next_steps__id", "next_steps__activity_id"),
        *("next_steps__text", "next_steps__who", "next_steps__due", "next_steps__due_words"),
    )
    return _written(rows.union(_corrections(mine, as_at), _unapproved(known, periods, texts_of), all=True))


def _unapproved(
    known: Mapping[str, object], periods: Sequence[Period], texts_of: Collection[int]
) -> QuerySet[Update, tuple[object, ...]]:
    """Updates without approval of periods whose texts are not read, in the shape of the steps."""
    return (
        Update.objects.filter(**known, period__in=[period.pk for period in periods])
        .exclude(period__in=texts_of)
        .exclude(state=UpdateState.APPROVED)
        .order_by()
        .annotate(
            kind=Value("unapproved", output_field=TEXT),
            nothing=Value("", output_field=TEXT),
            zero=Value(0, output_field=NUMBER),
            no_text=Cast(Value(None), TEXT),
            no_day=Cast(Value(None), DAY),
            no_activity=Cast(Value(None), NUMBER),
        )
        .values_list(
            *("kind", "period_id", "card_id", "state", "nothing", "nothing", "nothing"),
            *("recorded_at", "submitted_at", "decided_at", "zero", "id", "no_activity"),
            *("no_text", "nothing", "no_day", "nothing"),
        )
    )


def _corrections(mine: Mapping[str, object], as_at: datetime) -> QuerySet[Correction, tuple[object, ...]]:
    """Corrections of what was approved, in the shape of steps; two columns say whether it was objected to, settled."""
    return (
        Correction.objects.filter(**{f"update__{name}": value for name, value in mine.items()}, at__lte=as_at)
        .filter(revision=F("update__revision"), withdrawn_at__isnull=True)
        .order_by()
        .annotate(
            kind=Value("correction", output_field=TEXT),
            no_day=Cast(Value(None), DAY),
            no_activity=Cast(Value(None), NUMBER),
            objected=Case(When(objected_at__isnull=False, then=Value("yes")), default=Value(""), output_field=TEXT),
            settled=Case(When(settled_at__isnull=False, then=Value("yes")), default=Value(""), output_field=TEXT),
        )
        .values_list(
            *("kind", *(f"update__{name}" for name in UPDATE), "revision", "id", "no_activity"),
            *("text", "objected", "no_day", "settled"),
        )
    )


def _written(rows: Iterable[tuple[Any, ...]]) -> Written:
    steps: dict[tuple[int, int], list[tuple[int | None, tree.NextStep]]] = defaultdict(list)
    corrections: dict[tuple[int, int], list[CorrectionFact]] = defaultdict(list)
    heads: dict[tuple[int, int], tuple[Any, ...]] = {}
    for kind, period, card, *head, _order, _id, activity, text, who, due, due_words in sorted(rows, key=_in_order):
        heads[period, card] = tuple(head)
        if kind == "correction":
            corrections[period, card].append(CorrectionFact(text=text, objected=bool(who), settled=bool(due_words)))
        elif text is not None:
            when = due_words or (due.isoformat() if due else "")
            steps[period, card].append((activity, tree.NextStep(text=text, who=who, due=when)))
    approved, pending = {}, {}
    for key, (state, lead, position, source, recorded_at, submitted_at, decided_at) in heads.items():
        if state == UpdateState.APPROVED:
            shown = text_in_force(position, corrections[key])
            approved[key] = UpdateLine(lead, shown, position, source, recorded_at, tuple(steps[key]))
        else:
            at = {UpdateState.SUBMITTED: submitted_at, UpdateState.RETURNED: decided_at}.get(UpdateState(state))
            pending[key] = UpdateFact(state, at or recorded_at)
    return Written(approved, pending)


def _in_order(row: tuple[Any, ...]) -> tuple[int, int]:
    order, pk = row[10:12]
    return (order or 0, pk or 0)
