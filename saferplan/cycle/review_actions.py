"""Writes of reviewers: return an update with a comment, or approve it. Approval never takes the author's place."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saferplan.cycle.actions import state_light
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Period, Revision, Update, UpdateEvent
from saferplan.cycle.rules import LightSource, UpdateState
from saferplan.cycle.update_actions import CHANGED, add_event, lock_update
from saferplan.cycle.update_contents import Contents
from saferplan.cycle.update_queries import Asked, list_handovers, load_contents, state_of, who_is
from saferplan.cycle.update_rights import Actor, Who
from saferplan.cycle.update_states import Move, check_move
from saferplan.plan.models import Activity
from saferplan.report.tree import Light

OWN_WORK = "You wrote this update, so somebody else must approve it."


@transaction.atomic
def approve_update(*, period: Period, asked: Asked, revision: int, by: Actor, now: datetime) -> Update:
    """Let an update count: its lights are stated, in its author's name. `revision` is the one that was looked at."""
    update, who = _looked_at(period, asked, revision, by, now)
    after = check_move(Move.APPROVE, UpdateState(update.state), state_of(period), who)
    if not may_approve(update, by, who):
        raise BadUpdate(OWN_WORK)
    _decide(update, after, by, now)
    add_event(update, Move.APPROVE, "", by, now)
    _state_lights(period, asked, update, load_contents(update), by, now)
    return update


@transaction.atomic
def return_update(*, period: Period, asked: Asked, revision: int, comment: str, by: Actor, now: datetime) -> Update:
    """Send an update back to whoever wrote it, saying what is wanted."""
    update, who = _looked_at(period, asked, revision, by, now)
    after = check_move(Move.RETURN, UpdateState(update.state), state_of(period), who, words=comment)
    _decide(update, after, by, now)
    add_event(update, Move.RETURN, comment, by, now)
    return update


def may_approve(update: Update, by: Actor, who: frozenset[Who]) -> bool:
    """Nobody approves what they wrote, but an editor who recorded it for an agency, naming where it comes from."""
    submitted_by = (
        UpdateEvent.objects.filter(update=update, action=Move.SUBMIT)
        .order_by("-at", "-id")
        .values_list("by", flat=True)
        .first()
    )
    if Who.EDITOR in who:
        return submitted_by != by.username or bool(update.source)
    wrote = Revision.objects.filter(update=update, is_parked=False, by=by.username).exists()
    return submitted_by != by.username and not wrote


def _looked_at(period: Period, asked: Asked, revision: int, by: Actor, now: datetime) -> tuple[Update, frozenset[Who]]:
    update = lock_update(period=period, asked=asked, now=now)
    if update.revision != revision:
        raise BadUpdate(CHANGED)
    return update, who_is(by, asked, list_handovers(update))


def _decide(update: Update, after: UpdateState, by: Actor, now: datetime) -> None:
    update.state, update.decided_by, update.decided_at, update.recorded_at = after.value, by.username, now, now
    update.save(update_fields=["state", "decided_by", "decided_at", "recorded_at"])


def _state_lights(period: Period, asked: Asked, update: Update, contents: Contents, by: Actor, now: datetime) -> None:
    for activity in Activity.objects.filter(pk__in=list(asked.codes), partnership=period.partnership).order_by("id"):
        state_light(
            period=period,
            subject=activity,
            light=contents.lights.get(activity.pk, Light.NONE),
            source=LightSource.UPDATE,
            reason=contents.no_change_reason,
            by=update.author,
            approved_by=by.name[:150],
            now=now,
        )
