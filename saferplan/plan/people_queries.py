"""Reads of what a person is named for in the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saferplan.accounts.models import Partnership, Person
from saferplan.plan.models import ActivityVersion, CardVersion, Owner, Ownership, PlanVersion


@dataclass(frozen=True, slots=True)
class Named:
    """An activity whose owners name the person today."""

    code: str
    title: str


def list_named(partnership: Partnership, person: Person) -> Sequence[Named]:
    """By the owners recorded last, in the plan as it stands. A fixed number of queries."""
    version = PlanVersion.objects.filter(plan__partnership=partnership).order_by("effective_from", "number").last()
    if version is None:
        return ()
    latest: dict[int, int] = {}
    rows = Ownership.objects.filter(card__partnership=partnership).order_by("effective_from", "recorded_at", "id")
    for pk, card in rows.values_list("id", "card_id"):
        latest[card] = pk
    naming = set(
        Owner.objects.filter(person=person, ownership__in=latest.values()).values_list("ownership_id", flat=True)
    )
    cards = [card for card, ownership in latest.items() if ownership in naming]
    sheets = CardVersion.objects.filter(version=version, card__in=cards)
    activities = ActivityVersion.objects.filter(version=version, activity__targets__card_version__in=sheets)
    return [Named(code, title) for code, title in activities.order_by("order").values_list("code", "title").distinct()]
