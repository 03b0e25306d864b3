"""Writes of updates by those who return them: save, submit, take back, withdraw, write again.

Each save names the revision that it was based on. Where somebody else saved meanwhile nothing is overwritten: the
later text is kept beside (parked), and whoever wrote it settles what becomes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from saferplan.accounts.actions import record
from saferplan.accounts.chain import text_hash
from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import Agency, Person
from saferplan.cycle.actions import state_light
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Correction, NextStep, Period, Revision, Update, UpdateEvent, UpdateLight
from saferplan.cycle.rules import LightSource, UpdateState
from saferplan.cycle.update_checks import Unfinished, problems_of
from saferplan.cycle.update_contents import Contents
from saferplan.cycle.update_queries import (
    Asked,
    list_handovers,
    load_contents,
    load_last_time,
    state_of,
    who_is,
)
from saferplan.cycle.update_rights import Actor, Who, is_for_agency, may_choose_lights, may_write
from saferplan.cycle.update_states import Move, check_move, check_writable
from saferplan.plan.models import Activity, CardVersion
from saferplan.report.tree import Light

NO_SOURCE = "Name the email or the call that this update comes from."
_SUBMITTED = ("author", "source", "state", "submitted_at", "decided_by", "decided_at")
CHANGED = "Somebody changed this update after you opened it: look at it again."


@dataclass(frozen=True, slots=True)
class Saved:
    """The update after a save; `parked` where somebody else had saved meanwhile, and this text stands beside."""

    update: Update
    parked: Revision | None = None


@transaction.atomic
def save_update(
    *, period: Period, asked: Asked, contents: Contents, base: int, source: str = "", by: Actor, now: datetime
) -> Saved:
    """Save a draft. NotAllowed or BadUpdate where it is not theirs to write, or not now."""
    update = lock_update(period=period, asked=asked, now=now)
    who = who_is(by, asked, list_handovers(update))
    check_writable(UpdateState(update.state), state_of(period), who)
    current = load_contents(update)
    contents = _as_may_be(contents, current, asked, who)
    if source.strip() and is_for_agency(who) and source.strip() != update.source:
        update.source = source.strip()
        update.save(update_fields=["source"])
    if contents == current:
        return Saved(update)
    is_parked = update.revision != base
    revision = _add_revision(update, contents, base, is_parked, by, now)
    if is_parked:
        return Saved(update, revision)
    _write(update, contents, revision.number, now)
    return Saved(update)


@transaction.atomic
def park_update(
    *, period: Period, asked: Asked, contents: Contents, base: int, by: Actor, now: datetime
) -> Revision | None:
    """Keep what somebody wrote while a colleague sent the update in. None where it is the same as what was sent."""
    update, who = _opened(period, asked, by, now)
    if not may_write(who):
        raise NotAllowed("This update is for others to write.")
    current = load_contents(update)
    contents = _as_may_be(contents, current, asked, who)
    return None if contents == current else _add_revision(update, contents, base, True, by, now)


def _add_revision(update: Update, contents: Contents, base: int, is_parked: bool, by: Actor, now: datetime) -> Revision:
    number = (update.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
    details = {"revision": number, "position": text_hash(contents.position), "parked": is_parked}
    note(update, "update.save", details, by, now)
    return Revision.objects.create(
        update=update,
        number=number,
        base=base,
        is_parked=is_parked,
        position=contents.position,
        no_change_reason=contents.no_change_reason,
        lights=contents.lights_as_json(),
        steps=contents.steps_as_json(),
        by=by.username,
        at=now,
    )


def lock_update(*, period: Period, asked: Asked, now: datetime) -> Update:
    """The row of the update, made where there is none, and locked until the transaction ends.

    BadUpdate for a card that the period's plan does not have, another partnership's above all.
    """
    if not CardVersion.objects.filter(version=period.plan_version_id, card=asked.card).exists():
        raise BadUpdate("This card is not in the plan of the period.")
    defaults = {**_lead(asked), "recorded_at": now}
    Update.objects.get_or_create(period=period, card_id=asked.card, defaults=defaults)
    update = Update.objects.select_for_update().get(period=period, card_id=asked.card)
    update.period = period
    return update


def _lead(asked: Asked) -> dict[str, str | int | None]:
    lead = asked.lead
    return {"lead": (lead.words if lead else "")[:200], "lead_person_id": lead.person if lead else None}


def _as_may_be(contents: Contents, current: Contents, asked: Asked, who: frozenset[Who]) -> Contents:
    """Lights of the card's own activities only, and those that stand where somebody may not choose them."""
    codes = asked.codes
    lights = contents.lights if may_choose_lights(who) else current.lights
    return replace(
        contents,
        position=contents.position.replace("\r\n", "\n").strip(),
        no_change_reason=contents.no_change_reason.strip(),
        lights={activity: light for activity, light in lights.items() if activity in codes and light is not Light.NONE},
        steps=tuple(step if step.activity in codes else replace(step, activity=None) for step in contents.steps),
    )


def _write(update: Update, contents: Contents, number: int, now: datetime) -> None:
    before = update.revision
    update.position, update.no_change_reason = contents.position, contents.no_change_reason
    update.revision, update.recorded_at = number, now
    written = Update.objects.filter(pk=update.pk, revision=before).update(
        position=update.position, no_change_reason=update.no_change_reason, revision=number, recorded_at=now
    )
    if not written:
        raise BadUpdate(CHANGED)
    UpdateLight.objects.filter(update=update).delete()
    UpdateLight.objects.bulk_create(
        UpdateLight(update=update, activity_id=activity, light=light.value)
        for activity, light in contents.lights.items()
    )
    NextStep.objects.filter(update=update).delete()
    NextStep.objects.bulk_create(
        NextStep(
            update=update,
            activity_id=step.activity,
            text=step.text,
            who=step.who,
            due=step.due,
            due_words=step.due_words,
            order=order,
        )
        for order, step in enumerate(contents.steps)
    )


@transaction.atomic
def submit_update(*, period: Period, asked: Asked, revision: int, by: Actor, now: datetime, today: date) -> Update:
    """Send a saved update in for review. Unfinished, with what is missing, where it does not hold all it must."""
    update, who = _opened(period, asked, by, now)
    after = check_move(Move.SUBMIT, UpdateState(update.state), state_of(period), who)
    if update.revision != revision:
        raise BadUpdate(CHANGED)
    if is_for_agency(who) and not update.source:
        raise BadUpdate(NO_SOURCE)
    before = load_last_time(period.partnership, period, asked, now=now).position
    problems = problems_of(load_contents(update), activities=asked.codes, before=before, today=today)
    if problems:
        raise Unfinished(problems)
    update.author = _author(asked, who, by)
    # Owners may have changed since somebody began to write.
    for name, value in _lead(asked).items():
        setattr(update, name, value)
    if not is_for_agency(who):
        update.source = ""
    update.state, update.submitted_at = after.value, now
    update.decided_by, update.decided_at = "", None
    update.save(update_fields=[*_SUBMITTED, "lead", "lead_person"])
    add_event(update, Move.SUBMIT, "", by, now)
    return update


def _author(asked: Asked, who: frozenset[Who], by: Actor) -> str:
    return (f"{by.name}, for {agency_words(asked)}" if is_for_agency(who) else by.name)[:150]


def agency_words(asked: Asked) -> str:
    """Whom an editor writes for: the lead's agency, else the lead in the report's words."""
    lead = asked.lead
    if lead is None:
        return "the partnership"
    agency = Agency.objects.filter(pk=lead.agency).first() if lead.agency else None
    if agency is None and lead.person:
        person = Person.objects.select_related("agency").get(pk=lead.person)
        agency = person.agency
    return agency.name if agency else lead.words


@transaction.atomic
def reopen_update(*, period: Period, asked: Asked, by: Actor, now: datetime) -> Update:
    """Take back what was sent in, until the review begins."""
    return _move(Move.REOPEN, period, asked, "", by, now)


@transaction.atomic
def rewrite_update(*, period: Period, asked: Asked, by: Actor, now: datetime) -> Update:
    """Write what was withdrawn again."""
    return _move(Move.REWRITE, period, asked, "", by, now)


@transaction.atomic
def withdraw_update(*, period: Period, asked: Asked, why: str, by: Actor, now: datetime) -> Update:
    """Take back an approved update: from now on its activities have no update, and its correction goes with it."""
    update = _move(Move.WITHDRAW, period, asked, why, by, now)
    Correction.objects.filter(update=update, withdrawn_at=None).update(withdrawn_at=now)
    for activity in Activity.objects.filter(pk__in=list(asked.codes), partnership=period.partnership).order_by("id"):
        state_light(
            period=period,
            subject=activity,
            light=Light.NONE,
            source=LightSource.UPDATE,
            reason=why.strip(),
            by=by.name,
            now=now,
        )
    return update


@transaction.atomic
def settle_parked(*, period: Period, asked: Asked, number: int, by: Actor, now: datetime) -> None:
    """The text that was parked is merged, or set aside. It stays among the revisions."""
    update, who = _opened(period, asked, by, now)
    if not may_write(who):
        raise NotAllowed("This update is for others to write.")
    rows = Revision.objects.filter(update=update, number=number, is_parked=True, by=by.username, settled_at=None)
    if rows.update(settled_at=now):
        note(update, "update.settle", {"revision": number}, by, now)


def _opened(period: Period, asked: Asked, by: Actor, now: datetime) -> tuple[Update, frozenset[Who]]:
    update = lock_update(period=period, asked=asked, now=now)
    return update, who_is(by, asked, list_handovers(update))


def _move(move: Move, period: Period, asked: Asked, words: str, by: Actor, now: datetime) -> Update:
    update, who = _opened(period, asked, by, now)
    after = check_move(move, UpdateState(update.state), state_of(period), who, words=words)
    update.state, update.recorded_at = after.value, now
    update.save(update_fields=["state", "recorded_at"])
    add_event(update, move, words, by, now)
    return update


def add_event(update: Update, move: str, comment: str, by: Actor, now: datetime) -> None:
    """What was done, for the history of the update, and its line in the audit trail."""
    action = str(move)
    UpdateEvent.objects.create(
        update=update, action=action, revision=update.revision, comment=comment.strip(), by=by.username, at=now
    )
    details: dict[str, object] = {"revision": update.revision, "state": update.state}
    if comment.strip():
        details["comment"] = text_hash(comment.strip())
    note(update, f"update.{action}", details, by, now)


def note(update: Update, action: str, details: Mapping[str, object], by: Actor, now: datetime) -> None:
    """A line in the audit trail."""
    about = {"period": update.period_id, "card": update.card_id, **details}
    partnership = update.period.partnership
    record(partnership=partnership, by=by.username, action=action, subject=f"update:{update.pk}", details=about, at=now)
