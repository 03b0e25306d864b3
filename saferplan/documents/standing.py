"""What stands in the database before an import, read once and in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from saferplan.accounts.models import AuditHead, Partnership
from saferplan.cycle.models import Meeting, NextStep, Period, StatedLight, Update
from saferplan.cycle.rules import LightSource
from saferplan.plan.gathering import DatedCriteria, DatedOwners, load_criteria, load_owners
from saferplan.plan.models import Plan, PlanVersion
from saferplan.plan.rules import PlanText
from saferplan.plan.versions import Keys, load_texts
from saferplan.report import tree


@dataclass(frozen=True, slots=True, kw_only=True)
class LightValue:
    light: str = "none"
    trend: str = "none"
    light_words: str = ""
    trend_words: str = ""
    reason: str = ""


NO_LIGHT = LightValue()
LightKey = tuple[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateValue:
    position: str = ""
    next_steps: tuple[tree.NextStep, ...] = ()


NO_UPDATE = UpdateValue()
OwnerRows = Mapping[UUID, Sequence[DatedOwners]]
CriteriaRows = Mapping[UUID, Sequence[DatedCriteria]]
Rows = TypeVar("Rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`latest` and `imported` are the period's latest lights, by subject and kind: of all, and of imports alone."""

    partnership: Partnership
    basis: str
    plans: Sequence[Plan]
    versions: Sequence[PlanVersion]
    texts: Mapping[int, PlanText]
    keys: Keys
    periods: Sequence[Period]
    owners: OwnerRows
    criteria: CriteriaRows
    period: Period | None
    meeting: Meeting | None = None
    latest: Mapping[LightKey, LightValue] = field(default_factory=dict)
    imported: Mapping[LightKey, LightValue] = field(default_factory=dict)
    updates: Mapping[UUID, UpdateValue] = field(default_factory=dict)

    def later_spans(self, ends: date) -> list[tuple[date, date]]:
        """The first and last days of the periods that end after a day, in order."""
        return [(period.starts, period.ends) for period in self.periods if period.ends > ends]


def load_standing(partnership: Partnership, key: str, frequency: str) -> Standing:
    """All that an import of a period is compared with."""
    versions = list(PlanVersion.objects.filter(plan__partnership=partnership).order_by("effective_from", "number"))
    texts, keys = load_texts(partnership, [version.pk for version in versions]) if versions else ({}, Keys())
    cards = list(keys.cards.values())
    periods = list(Period.objects.filter(partnership=partnership).order_by("ends", "id"))
    period = next((each for each in periods if (each.key, each.frequency) == (key, frequency)), None)
    latest, imported = _load_lights(period) if period else ({}, {})
    head = AuditHead.objects.filter(partnership=partnership).first()
    return Standing(
        partnership=partnership,
        basis=head.hash if head else "",
        plans=list(Plan.objects.filter(partnership=partnership)),
        versions=versions,
        texts=texts,
        keys=keys,
        periods=periods,
        owners=_by_uid(load_owners(partnership, cards), keys.cards) if cards else {},
        criteria=_by_uid(load_criteria(partnership, cards), keys.cards) if cards else {},
        period=period,
        meeting=Meeting.objects.filter(period=period).order_by("id").first() if period else None,
        latest=latest,
        imported=imported,
        updates=_load_updates(period) if period else {},
    )


def _by_uid(rows: Mapping[int, Rows], ids: Mapping[UUID, int]) -> dict[UUID, Rows]:
    return {uid: rows[key] for uid, key in ids.items() if key in rows}


def _load_lights(period: Period) -> tuple[dict[LightKey, LightValue], dict[LightKey, LightValue]]:
    fields = (
        *("priority__uid", "activity__uid", "card__uid", "kind", "source"),
        *("light", "trend", "light_words", "trend_words", "reason"),
    )
    latest: dict[LightKey, LightValue] = {}
    imported: dict[LightKey, LightValue] = {}
    rows = StatedLight.objects.filter(period=period).order_by("recorded_at", "id")
    for priority, activity, card, kind, source, light, trend, light_words, trend_words, reason in rows.values_list(
        *fields
    ):
        value = LightValue(light=light, trend=trend, light_words=light_words, trend_words=trend_words, reason=reason)
        key = (priority or activity or card, kind)
        latest[key] = value
        if source == LightSource.IMPORT:
            imported[key] = value
    return latest, imported


def _load_updates(period: Period) -> dict[UUID, UpdateValue]:
    steps: dict[int, list[tree.NextStep]] = defaultdict(list)
    rows = NextStep.objects.filter(update__period=period).order_by("update", "order", "id")
    for update, text, who, due, due_words in rows.values_list("update_id", "text", "who", "due", "due_words"):
        steps[update].append(tree.NextStep(text=text, who=who, due=due_words or (due.isoformat() if due else "")))
    updates = Update.objects.filter(period=period).values_list("id", "card__uid", "position")
    return {card: UpdateValue(position=position, next_steps=tuple(steps[update])) for update, card, position in updates}
