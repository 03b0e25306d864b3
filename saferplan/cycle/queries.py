"""Reads of periods and what was stated in them. Every read is scoped to a partnership."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import DecisionAsked, Meeting, NextStep, Period, StatedLight, Update
from saferplan.cycle.rules import Frequency, UpdateState, label_of
from saferplan.plan.queries import Outline
from saferplan.report import tree
from saferplan.report.lights import Facts, PeriodFact, StatedFact
from saferplan.report.tree import Light, Trend

STATED_FIELDS = (
    *("period_id", "kind", "light", "trend", "reason", "recorded_at", "until"),
    *("priority_id", "activity_id", "card_id"),
)


def list_periods(partnership: Partnership) -> Sequence[Period]:
    """All periods, oldest first, each with its plan version and plan."""
    return list(
        Period.objects.filter(partnership=partnership).select_related("plan_version__plan").order_by("ends", "id")
    )


def label(period: Period) -> str:
    return label_of(period.key, Frequency(period.frequency))


def load_facts(
    partnership: Partnership, periods: Sequence[Period], outlines: Mapping[int, Outline], *, as_at: datetime
) -> Facts:
    """What lights are derived from, for periods oldest first. One query; no narrative."""
    keys = {period.pk: period.key for period in periods}
    rows = StatedLight.objects.filter(period__in=keys, period__partnership=partnership, recorded_at__lte=as_at)
    stated = [
        StatedFact(_subject(*ids), keys[period], kind, Light(light), Trend(trend), reason, recorded_at, until)
        for period, kind, light, trend, reason, recorded_at, until, *ids in rows.order_by(
            "recorded_at", "id"
        ).values_list(*STATED_FIELDS)
    ]
    return Facts(
        periods=tuple(PeriodFact(period.key, period.ends) for period in periods),
        subjects={period.key: _subjects(outlines[period.plan_version_id]) for period in periods},
        stated=stated,
    )


def _subject(priority: object, activity: object, card: object) -> str:
    if priority is not None:
        return f"priority:{priority}"
    return f"activity:{activity}" if activity is not None else f"card:{card}"


def _subjects(outline: Outline) -> tuple[str, ...]:
    return tuple(f"priority:{p.id}" for p in outline.priorities) + tuple(f"activity:{a.id}" for a in outline.activities)


def load_meetings(partnership: Partnership, period: Period) -> Sequence[Meeting]:
    return list(Meeting.objects.filter(period=period, period__partnership=partnership))


def load_decisions(partnership: Partnership, period: Period) -> Sequence[DecisionAsked]:
    return list(DecisionAsked.objects.filter(period=period, period__partnership=partnership).select_related("activity"))


def load_updates(partnership: Partnership, period: Period, *, as_at: datetime) -> Mapping[int, Update]:
    """The approved updates of a period by card, each with its next steps. Two queries."""
    updates = Update.objects.filter(
        period=period, period__partnership=partnership, state=UpdateState.APPROVED, recorded_at__lte=as_at
    ).prefetch_related("next_steps")
    return {update.card_id: update for update in updates}


def load_stated(
    partnership: Partnership, period: Period, *, as_at: datetime, kinds: Collection[str] = ("delivery", "outcome")
) -> Mapping[tuple[str, str], StatedLight]:
    """The latest light stated for each subject (`card:7`) and kind in a period. One query."""
    rows = StatedLight.objects.filter(
        period=period, period__partnership=partnership, kind__in=kinds, recorded_at__lte=as_at
    ).order_by("recorded_at", "id")
    return {(_subject(row.priority_id, row.activity_id, row.card_id), row.kind): row for row in rows}


def next_steps_of(update: Update, *, activity_id: int | None = None) -> tuple[tree.NextStep, ...]:
    """An update's next steps as the tree has them; for one activity if given."""
    steps: Sequence[NextStep] = list(update.next_steps.all())
    return tuple(
        tree.NextStep(text=step.text, who=step.who, due=step.due_words or (step.due.isoformat() if step.due else ""))
        for step in steps
        if activity_id is None or step.activity_id in (None, activity_id)
    )
