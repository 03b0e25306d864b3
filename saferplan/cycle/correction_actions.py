"""Writes of corrections: an editor's text for publication beside the partner's own, and what the partner says to it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from saferplan.accounts.errors import NotAllowed
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Correction, Period, Update
from saferplan.cycle.rules import PeriodState, UpdateState
from saferplan.cycle.update_actions import add_event, lock_update
from saferplan.cycle.update_queries import Asked, list_handovers, state_of, who_is
from saferplan.cycle.update_rights import Actor, Who
from saferplan.cycle.update_states import UNPUBLISHED
from saferplan.cycle.update_text import is_same_text


@transaction.atomic
def correct_update(*, period: Period, asked: Asked, text: str, reason: str, by: Actor, now: datetime) -> Correction:
    """Shorten or correct an approved position for publication. It takes the place of a correction before it."""
    update, who = _approved(period, asked, by, now)
    _check_editor(who)
    text = text.replace("\r\n", "\n").strip()
    if not text or not reason.strip():
        raise BadUpdate("Write the text for publication, and why it differs from the partner's.")
    if is_same_text(text, update.position):
        raise BadUpdate("This is the partner's own text: change it, or withdraw the correction.")
    _standing(update).update(withdrawn_at=now)
    correction = Correction.objects.create(
        update=update, revision=update.revision, text=text, reason=reason.strip(), by=by.username, at=now
    )
    add_event(update, "correct", reason, by, now)
    return correction


@transaction.atomic
def withdraw_correction(*, period: Period, asked: Asked, by: Actor, now: datetime) -> None:
    """Back to the partner's own text."""
    update, who = _approved(period, asked, by, now)
    _check_editor(who)
    if not _standing(update).update(withdrawn_at=now):
        raise BadUpdate("There is no correction to withdraw.")
    add_event(update, "uncorrect", "", by, now)


@transaction.atomic
def object_to_correction(*, period: Period, asked: Asked, words: str, by: Actor, now: datetime) -> None:
    """Say no to a correction, and why: until it is settled, reports use the partner's own text."""
    update, who = _approved(period, asked, by, now)
    _check_partner(who)
    if not words.strip():
        raise BadUpdate("Say what is wrong with the corrected text.")
    found = _standing(update).update(
        objection=words.strip(), objected_by=by.username, objected_at=now, settled_at=None, settled_by=""
    )
    if not found:
        raise BadUpdate("There is no correction to object to.")
    add_event(update, "object", words, by, now)


@transaction.atomic
def agree_to_correction(*, period: Period, asked: Asked, by: Actor, now: datetime) -> None:
    """Accept a correction; an objection to it is settled."""
    update, who = _approved(period, asked, by, now)
    _check_partner(who)
    if not _standing(update).update(settled_by=by.username, settled_at=now):
        raise BadUpdate("There is no correction to agree to.")
    add_event(update, "agree", "", by, now)


def _approved(period: Period, asked: Asked, by: Actor, now: datetime) -> tuple[Update, frozenset[Who]]:
    update = lock_update(period=period, asked=asked, now=now)
    if update.state != UpdateState.APPROVED:
        raise BadUpdate("Only an approved update is corrected for publication.")
    state: PeriodState = state_of(period)
    if state not in UNPUBLISHED:
        raise BadUpdate(f"The period is {state.value}, so its texts stay as they are.")
    return update, who_is(by, asked, list_handovers(update))


def _standing(update: Update) -> QuerySet[Correction]:
    """The correction that stands, if any, to be changed."""
    return Correction.objects.filter(update=update, withdrawn_at=None)


def _check_editor(who: frozenset[Who]) -> None:
    if Who.EDITOR not in who:
        raise NotAllowed("Texts are corrected for publication by editors only.")


def _check_partner(who: frozenset[Who]) -> None:
    if not who & {Who.LEAD, Who.HELPER}:
        raise NotAllowed("This update is for others to speak for.")
