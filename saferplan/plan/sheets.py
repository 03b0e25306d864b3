"""What plan versions say: priorities, activities and cards with their targets. One query for all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, BooleanField, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from saferplan.accounts.models import Partnership
from saferplan.plan.models import ActivityVersion, CardVersion, PriorityVersion


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
class Target:
    """An activity that a card is about, or only a `code` that no activity has; `wording` is the card's own."""

    activity_id: int | None
    code: str
    wording: str


@dataclass(frozen=True, slots=True)
class CardSheet:
    """A card in a plan version, with its targets in order."""

    id: int
    priority_id: int
    aim: str
    is_hidden: bool
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class PlanSheets:
    """By plan version: the outline, and the cards in order, hidden ones too."""

    outlines: Mapping[int, Outline]
    cards: Mapping[int, tuple[CardSheet, ...]]


# Each row: what it is, its version and places, what it names, its texts; of a card, a row for each target.
_HEAD = ("kind", "version_id", "order")
_NO_TARGET = ("none_id", "none_place", "none_activity")


def load_plan_sheets(partnership: Partnership, version_ids: Collection[int]) -> PlanSheets:
    """What each of the plan versions says. One query, however many there are."""
    mine = {"version__in": version_ids, "version__plan__partnership": partnership}
    rows = _priorities(mine).union(_activities(mine), _cards(mine), all=True)
    return _sheets(version_ids, sorted(rows, key=_in_order))


def _priorities(mine: Mapping[str, object]) -> QuerySet[PriorityVersion, tuple[Any, ...]]:
    rows = PriorityVersion.objects.filter(**mine).order_by().annotate(kind=_text("priority"), code=_text(""), **_none())
    return rows.values_list(
        *(*_HEAD, "number", "priority_id", "priority_id", "code", "title", "objective", "hidden", *_NO_TARGET)
    )


def _activities(mine: Mapping[str, object]) -> QuerySet[ActivityVersion, tuple[Any, ...]]:
    rows = ActivityVersion.objects.filter(**mine).order_by().annotate(kind=_text("activity"), no=_text(""), **_none())
    return rows.values_list(*(*_HEAD, "id", "activity_id", "priority_id", "code", "title", "no", "hidden", *_NO_TARGET))


def _cards(mine: Mapping[str, object]) -> QuerySet[CardVersion, tuple[Any, ...]]:
    return (
        CardVersion.objects.filter(**mine)
        .order_by()
        .annotate(kind=_text("card"))
        .values_list(
            *(*_HEAD, "id", "card_id", "priority_id", "targets__code", "targets__wording", "aim", "is_hidden"),
            *("targets__id", "targets__order", "targets__activity_id"),
        )
    )


def _text(words: str) -> Value:
    return Value(words, output_field=TextField())


def _none() -> Mapping[str, Any]:
    number = BigIntegerField()
    return {
        "hidden": Value(False, output_field=BooleanField()),
        "none_id": Cast(Value(None), number),
        "none_place": Cast(Value(None), IntegerField()),
        "none_activity": Cast(Value(None), number),
    }


def _in_order(row: tuple[Any, ...]) -> tuple[int, ...]:
    _kind, _version, order, place, *_rest, target, target_place, _activity = row
    return (order, place, target_place or 0, target or 0)


def _sheets(version_ids: Collection[int], rows: Iterable[tuple[Any, ...]]) -> PlanSheets:
    priorities: dict[int, list[PriorityLine]] = defaultdict(list)
    activities: dict[int, list[ActivityLine]] = defaultdict(list)
    heads: dict[int, tuple[int, int, int, str, bool]] = {}
    targets: dict[int, list[Target]] = defaultdict(list)
    for kind, version, _order, place, own, priority, code, title, text, hidden, target, _place, activity in rows:
        if kind == "priority":
            priorities[version].append(PriorityLine(own, place, title, text))
        elif kind == "activity":
            activities[version].append(ActivityLine(own, priority, code, title))
        else:
            heads[place] = (version, own, priority, text, bool(hidden))
            if target is not None:
                targets[place].append(Target(activity, code, title))
    cards: dict[int, list[CardSheet]] = defaultdict(list)
    for place, (version, card, priority, aim, is_hidden) in heads.items():
        cards[version].append(CardSheet(card, priority, aim, is_hidden, tuple(targets[place])))
    return PlanSheets(
        outlines={v: Outline(tuple(priorities[v]), tuple(activities[v])) for v in version_ids},
        cards={version: tuple(sheets) for version, sheets in cards.items()},
    )
