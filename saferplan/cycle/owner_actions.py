"""Writes of who owns the updates of a period: from its first day on, so that earlier periods keep their owners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from saferplan.accounts.models import Partnership
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.light_actions import FIXED
from saferplan.cycle.models import Period
from saferplan.cycle.update_queries import state_of
from saferplan.plan.actions import OwnerLine, set_owners, tie_owners
from saferplan.plan.models import Card, CardVersion, Ownership


@transaction.atomic
def set_period_owners(
    *, period: Period, owners: Mapping[int, Sequence[OwnerLine]], by: str, now: datetime
) -> Sequence[int]:
    """Who owns these cards from the period on; the first of each leads. The ids of the cards that were changed.

    BadUpdate for a published period, and for a card that its plan does not have.
    """
    if state_of(period) in FIXED:
        raise BadUpdate("This period is published: its owners stay as they were. Change them in the next period.")
    versions = CardVersion.objects.filter(version=period.plan_version_id, card__in=list(owners))
    cards = {card.pk: card for card in Card.objects.filter(versions__in=versions, partnership=period.partnership_id)}
    if set(cards) != set(owners):
        raise BadUpdate("This card is not in the plan of the period.")
    for key, lines in owners.items():
        set_owners(card=cards[key], owners=lines, effective_from=_from(period, cards[key]), by=by, now=now)
    return list(cards)


def _from(period: Period, card: Card) -> date:
    """The period's first day, or a later day within it from which the card has had other owners."""
    rows = Ownership.objects.filter(card=card, effective_from__lte=period.ends)
    last: date | None = rows.aggregate(last=Max("effective_from"))["last"]
    return max(last, period.starts) if last else period.starts


@transaction.atomic
def tie_names(*, partnership: Partnership, names: Mapping[str, OwnerLine], by: str, now: datetime) -> None:
    """Say whom these words of the reports mean. What a report said is not changed."""
    for words, meant in names.items():
        tie_owners(partnership=partnership, words=words, agency=meant.agency, person=meant.person, by=by, now=now)
