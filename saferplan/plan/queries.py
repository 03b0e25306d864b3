"""Reads of a plan: its outline in a version, its cards, and the owners and criteria in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from saferplan.accounts.models import Partnership
from saferplan.plan.models import ActivityVersion, CardTarget, CardVersion, Criteria, Owner, Plan, PriorityVersion
from saferplan.report import tree


@dataclass(frozen=True, slots=True)
class PriorityLine:
    id: int
    number: int
    title: str
    objective: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    id: int
    priority_id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The priorities and activities of one plan version, in order."""

    priorities: tuple[PriorityLine, ...]
    activities: tuple[ActivityLine, ...]


@dataclass(frozen=True, slots=True)
class CardLine:
    """`targets` are (activity id, the card's own wording or "") in order."""

    id: int
    priority_id: int
    aim: str
    is_hidden: bool
    targets: tuple[tuple[int, str], ...]


def list_plans(partnership: Partnership) -> Sequence[Plan]:
    return list(Plan.objects.filter(partnership=partnership))


def load_outlines(partnership: Partnership, version_ids: Collection[int]) -> Mapping[int, Outline]:
    """The outline of each plan version. Two queries, however many versions."""
    priorities: dict[int, list[PriorityLine]] = defaultdict(list)
    for p in PriorityVersion.objects.filter(version__in=version_ids, version__plan__partnership=partnership):
        priorities[p.version_id].append(PriorityLine(p.priority_id, p.number, p.title, p.objective))
    activities: dict[int, list[ActivityLine]] = defaultdict(list)
    fields = ("version_id", "activity_id", "priority_id", "code", "title")
    rows = ActivityVersion.objects.filter(version__in=version_ids, version__plan__partnership=partnership)
    for version, activity, priority, code, title in rows.values_list(*fields):
        activities[version].append(ActivityLine(activity, priority, code, title))
    return {v: Outline(tuple(priorities[v]), tuple(activities[v])) for v in version_ids}


def load_cards(partnership: Partnership, version_id: int) -> tuple[CardLine, ...]:
    """The cards of a plan version, hidden ones too, in order. Two queries."""
    targets: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for card, activity, wording in CardTarget.objects.filter(card_version__version=version_id).values_list(
        "card_version_id", "activity_id", "wording"
    ):
        targets[card].append((activity, wording))
    cards = CardVersion.objects.filter(version=version_id, version__plan__partnership=partnership)
    return tuple(
        CardLine(c.card_id, c.priority_id, c.aim, c.is_hidden, tuple(targets[c.pk])) for c in cards.order_by("order")
    )


def owners_in_force(card_ids: Collection[int], *, on: date, as_at: datetime) -> Mapping[int, tuple[str, ...]]:
    """Each card's owners, in the report's words, in force on a day as known at an instant. One query."""
    rows = (
        Owner.objects.filter(
            ownership__card__in=card_ids, ownership__effective_from__lte=on, ownership__recorded_at__lte=as_at
        )
        .order_by("ownership__effective_from", "ownership__recorded_at", "ownership_id", "order")
        .values_list("ownership__card_id", "ownership_id", "words")
    )
    latest: dict[int, tuple[int, list[str]]] = {}
    for card, ownership, words in rows:
        if card not in latest or latest[card][0] != ownership:
            latest[card] = (ownership, [])
        latest[card][1].append(words)
    return {card: tuple(words) for card, (_, words) in latest.items()}


def criteria_in_force(card_ids: Collection[int], *, on: date, as_at: datetime) -> Mapping[int, tree.Criteria]:
    """Each card's criteria in force on a day as known at an instant. One query."""
    rows = Criteria.objects.filter(card__in=card_ids, effective_from__lte=on, recorded_at__lte=as_at)
    ordered = rows.order_by("effective_from", "recorded_at", "id").values_list(
        "card_id", "green", "amber", "red", "complete"
    )
    return {
        card: tree.Criteria(green=green, amber=amber, red=red, complete=complete)
        for card, green, amber, red, complete in ordered
    }
