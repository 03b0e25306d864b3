"""Writes of hand-overs: a colleague is given an update, or one activity of it, to write; and gives it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import Person
from saferplan.accounts.people_queries import role_of
from saferplan.accounts.permissions import can
from saferplan.accounts.rules import Right
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import HandOver, Period, Update
from saferplan.cycle.rules import UpdateState
from saferplan.cycle.update_actions import add_event, lock_update
from saferplan.cycle.update_queries import Asked, list_handovers, state_of, who_is
from saferplan.cycle.update_rights import Actor, Who
from saferplan.cycle.update_states import is_writable


@transaction.atomic
def hand_over(
    *,
    period: Period,
    asked: Asked,
    person: Person,
    activity: int | None = None,
    words: str = "",
    by: Actor,
    now: datetime,
) -> HandOver:
    """Give a colleague everything (`activity` None) or one activity to write. Whoever had it may still write too."""
    update = lock_update(period=period, asked=asked, now=now)
    handovers = list_handovers(update)
    if not who_is(by, asked, handovers) & {Who.LEAD, Who.EDITOR}:
        raise NotAllowed("Only whoever leads an update can hand it over.")
    _check_open(update, period)
    if person.partnership_id != period.partnership_id or person.left_on is not None:
        raise BadUpdate("Choose somebody of this partnership.")
    if not may_be_handed(person):
        raise BadUpdate(f"{person.name} may only read here: their role has to be contributor first.")
    # One activity of one is everything.
    activity = activity if activity in asked.codes and len(asked.activities) > 1 else None
    if any(each.person_id == person.pk and each.activity_id in (None, activity) for each in handovers):
        raise BadUpdate(f"{person.name} has this already.")
    handed = HandOver.objects.create(
        update=update, activity_id=activity, person=person, note=words.strip(), by=by.username, at=now
    )
    add_event(update, "hand over", words, by, now)
    return handed


def may_be_handed(person: Person) -> bool:
    """Whoever cannot sign in yet may be invited; whoever signs in needs a role that writes."""
    if person.user_id is None:
        return True
    role = role_of(person)
    return role is not None and can(role, Right.CONTRIBUTE)


@transaction.atomic
def hand_back(*, period: Period, asked: Asked, handover: int, by: Actor, now: datetime) -> HandOver:
    """End a hand-over: by whoever was handed it, or by whoever leads the update."""
    update = lock_update(period=period, asked=asked, now=now)
    handovers = list_handovers(update)
    found = next((each for each in handovers if each.pk == handover), None)
    if found is None:
        raise BadUpdate("This was handed back already.")
    is_theirs = found.person_id == by.person
    if not is_theirs and not who_is(by, asked, handovers) & {Who.LEAD, Who.EDITOR}:
        raise NotAllowed("Only whoever leads an update can end this.")
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    add_event(update, "hand back", "", by, now)
    return found


def _check_open(update: Update, period: Period) -> None:
    if not is_writable(UpdateState(update.state), state_of(period)):
        raise BadUpdate("This update can no longer be written, so it cannot be handed over.")
