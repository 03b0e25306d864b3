"""Plan versions as rows of the tables: read as `PlanText`, and written from it. The caller records the audit line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Max

from saferplan.accounts.models import Partnership
from saferplan.plan.models import (
    Activity,
    ActivityVersion,
    Card,
    CardTarget,
    CardVersion,
    Plan,
    PlanVersion,
    Priority,
    PriorityVersion,
)
from saferplan.plan.rules import ActivityText, CardText, PlanText, PriorityText, TargetText, check_plan


@dataclass(frozen=True, slots=True)
class Keys:
    """The primary keys of a partnership's priorities, activities and cards, by uid."""

    priorities: dict[UUID, int] = field(default_factory=dict)
    activities: dict[UUID, int] = field(default_factory=dict)
    cards: dict[UUID, int] = field(default_factory=dict)

    def copy(self) -> Keys:
        return Keys(dict(self.priorities), dict(self.activities), dict(self.cards))


def load_texts(partnership: Partnership, version_ids: Collection[int]) -> tuple[Mapping[int, PlanText], Keys]:
    """What each version says, and the keys of all that they name. Four queries, however many versions."""
    keys = Keys()
    mine = {"version__in": version_ids, "version__plan__partnership": partnership}
    priorities: dict[int, list[PriorityText]] = defaultdict(list)
    fields = ("version_id", "priority_id", "priority__uid", "number", "title", "objective")
    for version, key, uid, number, title, objective in (
        PriorityVersion.objects.filter(**mine).order_by("order", "number").values_list(*fields)
    ):
        keys.priorities[uid] = key
        priorities[version].append(PriorityText(uid=uid, number=number, title=title, objective=objective))
    activities: dict[int, list[ActivityText]] = defaultdict(list)
    columns = ("version_id", "activity_id", "activity__uid", "priority__uid", "code", "title")
    for version, key, uid, priority, code, title in (
        ActivityVersion.objects.filter(**mine).order_by("order", "id").values_list(*columns)
    ):
        keys.activities[uid] = key
        activities[version].append(ActivityText(uid=uid, priority=priority, code=code, title=title))
    cards = _load_cards(mine, keys)
    texts = {
        version: PlanText(
            priorities=tuple(priorities[version]), activities=tuple(activities[version]), cards=tuple(cards[version])
        )
        for version in version_ids
    }
    return texts, keys


def _load_cards(mine: Mapping[str, object], keys: Keys) -> Mapping[int, list[CardText]]:
    targets: dict[int, list[TargetText]] = defaultdict(list)
    rows = CardTarget.objects.filter(**{f"card_version__{name}": value for name, value in mine.items()})
    fields = ("card_version_id", "activity__uid", "code", "wording")
    for row, uid, code, wording in rows.order_by("order", "id").values_list(*fields):
        targets[row].append(TargetText(uid=uid, code=code, wording=wording))
    cards: dict[int, list[CardText]] = defaultdict(list)
    columns = ("id", "version_id", "card_id", "card__uid", "priority__uid", "aim", "is_hidden")
    for row, version, key, uid, priority, aim, is_hidden in (
        CardVersion.objects.filter(**mine).order_by("order", "id").values_list(*columns)
    ):
        keys.cards[uid] = key
        cards[version].append(
            CardText(uid=uid, priority=priority, aim=aim, is_hidden=is_hidden, targets=tuple(targets[row]))
        )
    return cards


def write_version(*, plan: Plan, text: PlanText, effective_from: date, note: str, keys: Keys) -> PlanVersion:
    """The text as the plan's next version. New identities get rows, and their keys are added to `keys`."""
    check_plan(text)
    _write_identities(plan.partnership, text, keys)
    last = PlanVersion.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    version = PlanVersion.objects.create(plan=plan, number=last + 1, effective_from=effective_from, note=note)
    PriorityVersion.objects.bulk_create(
        PriorityVersion(
            version=version,
            priority_id=keys.priorities[line.uid],
            number=line.number,
            title=line.title,
            objective=line.objective,
            order=order,
        )
        for order, line in enumerate(text.priorities)
    )
    ActivityVersion.objects.bulk_create(
        ActivityVersion(
            version=version,
            activity_id=keys.activities[line.uid],
            priority_id=keys.priorities[line.priority],
            code=line.code,
            title=line.title,
            order=order,
        )
        for order, line in enumerate(text.activities)
    )
    _write_cards(version, text.cards, keys)
    return version


def _write_identities(partnership: Partnership, text: PlanText, keys: Keys) -> None:
    new_priorities = [line.uid for line in text.priorities if line.uid not in keys.priorities]
    new_activities = [line.uid for line in text.activities if line.uid not in keys.activities]
    new_cards = [line.uid for line in text.cards if line.uid not in keys.cards]
    for priority in Priority.objects.bulk_create(Priority(partnership=partnership, uid=uid) for uid in new_priorities):
        keys.priorities[priority.uid] = priority.pk
    for activity in Activity.objects.bulk_create(Activity(partnership=partnership, uid=uid) for uid in new_activities):
        keys.activities[activity.uid] = activity.pk
    for card in Card.objects.bulk_create(Card(partnership=partnership, uid=uid) for uid in new_cards):
        keys.cards[card.uid] = card.pk


def _write_cards(version: PlanVersion, cards: Iterable[CardText], keys: Keys) -> None:
    cards = tuple(cards)
    rows = CardVersion.objects.bulk_create(
        CardVersion(
            version=version,
            card_id=keys.cards[line.uid],
            priority_id=keys.priorities[line.priority],
            aim=line.aim,
            is_hidden=line.is_hidden,
            order=order,
        )
        for order, line in enumerate(cards)
    )
    CardTarget.objects.bulk_create(
        CardTarget(
            card_version=row,
            activity_id=keys.activities[target.uid] if target.uid else None,
            code="" if target.uid else target.code,
            wording=target.wording,
            order=order,
        )
        for row, line in zip(rows, cards, strict=True)
        for order, target in enumerate(line.targets)
    )
