"""Applying an import plan: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from saferplan.accounts.actions import lock_chain, record
from saferplan.accounts.chain import text_hash
from saferplan.cycle.models import Meeting, NextStep, Period, StatedLight, Update
from saferplan.cycle.rules import LightSource, PeriodState, UpdateState
from saferplan.documents.errors import ImportOutOfDate, ImportRefused
from saferplan.documents.import_facts import MeetingValue, day_of
from saferplan.documents.import_plan import ImportPlan, plan_again
from saferplan.documents.import_work import Work
from saferplan.documents.overtaken import replace_written
from saferplan.documents.owner_ties import OwnerTies
from saferplan.plan.models import Criteria, Owner, Ownership, Plan, PlanVersion
from saferplan.plan.versions import Keys, write_version
from saferplan.report.schema import canonical_json


@transaction.atomic
def apply_import(import_plan: ImportPlan, *, by: str, now: datetime) -> Period:
    """Write what the plan shows, and return the period. A plan without changes writes nothing at all.

    ImportRefused while it has problems or open questions; ImportOutOfDate if the partnership's data has changed
    since, so that the changes would be others than those shown.
    """
    import_plan.check_ready()
    _lock_updates(import_plan)
    head = lock_chain(import_plan.partnership)
    work, is_empty = _still_right(import_plan, head.hash)
    if is_empty and work.standing.period is not None:
        return work.standing.period
    keys = work.standing.keys.copy()
    _name_partnership(work)
    version = _plan_version(work, keys)
    period = _period(work, version)
    _write_meeting(work, period)
    _write_owners(work, keys, now)
    _write_criteria(work, keys, now)
    _write_updates(work, period, keys, by, now)
    _write_lights(work, period, keys, by, now)
    record(
        partnership=import_plan.partnership,
        by=by,
        action="report.import",
        subject=f"period:{period.pk}",
        details={
            "key": period.key,
            "plan_version": version.pk,
            "report": text_hash(canonical_json(import_plan.report).decode()),
            "lights": len(work.lights),
            "owners": len(work.owners),
            "criteria": len(work.criteria),
            "updates": len(work.updates),
            "replaced": sum(each.is_replaced for each in work.overtaken),
            "kept": sum(not each.is_replaced for each in work.overtaken),
        },
        at=now,
    )
    return period


def _lock_updates(import_plan: ImportPlan) -> None:
    """In the order in which whoever writes an update locks: first its row, then the audit chain."""
    rows = Update.objects.filter(period__partnership=import_plan.partnership, period__key=import_plan.period_key)
    list(rows.select_for_update(of=("self",)).order_by("id").values_list("id"))


def _still_right(import_plan: ImportPlan, basis: str) -> tuple[Work, bool]:
    """The work of the plan and whether it is empty, worked out anew if anything was written since.

    Every action moves the audit chain on, so its last hash tells.
    """
    if import_plan.work is None:
        raise ImportRefused("The report cannot be imported: its changes were not worked out.")
    if import_plan.work.standing.basis == basis:
        return import_plan.work, import_plan.is_empty
    again = plan_again(import_plan)
    same = again.changes == import_plan.changes and again.overtaken == import_plan.overtaken
    if again.work is None or not (again.is_empty or same):
        raise ImportOutOfDate("Somebody changed the plan or its reports meanwhile. Look at the changes again.")
    again.check_ready()
    return again.work, again.is_empty


def _name_partnership(work: Work) -> None:
    partnership = work.standing.partnership
    if work.name or work.motto:
        partnership.name, partnership.motto = work.name or partnership.name, work.motto or partnership.motto
        partnership.save(update_fields=["name", "motto"])


def _plan_version(work: Work, keys: Keys) -> PlanVersion:
    partnership = work.standing.partnership
    starts, ends = work.plan_dates
    plan = work.plan
    if plan is None:
        plan = Plan.objects.create(partnership=partnership, title=work.plan_title, starts=starts, ends=ends)
    elif (plan.starts, plan.ends) != (starts, ends):
        plan.starts, plan.ends = starts, ends
        plan.save(update_fields=["starts", "ends"])
    plan.partnership = partnership
    if work.version is not None:
        return work.version
    return write_version(
        plan=plan,
        text=work.read.text,
        effective_from=work.span.starts,
        note=f"From the report for {work.key}",
        keys=keys,
    )


def _period(work: Work, version: PlanVersion) -> Period:
    period = work.standing.period or Period(
        partnership=work.standing.partnership,
        key=work.key,
        frequency=work.frequency.value,
        starts=work.span.starts,
        ends=work.span.ends,
        state=PeriodState.READY.value,
    )
    period.plan_version = version
    for name, value in asdict(work.cover).items():
        setattr(period, name, value)
    period.save()
    return period


def _write_meeting(work: Work, period: Period) -> None:
    meeting = work.standing.meeting
    if meeting is None and work.meeting == MeetingValue():
        return
    meeting = meeting or Meeting(period=period)
    for name, value in asdict(work.meeting).items():
        setattr(meeting, name, value)
    meeting.save()


def _write_owners(work: Work, keys: Keys, now: datetime) -> None:
    if not work.owners:
        return
    added = [(keys.cards[card], row) for card, rows in work.owners.items() for row in rows]
    ownerships = Ownership.objects.bulk_create(
        Ownership(card_id=card, effective_from=row.effective_from, recorded_at=now) for card, row in added
    )
    ties = OwnerTies.of(work.standing.partnership)
    Owner.objects.bulk_create(
        Owner(
            ownership=ownership,
            words=words,
            agency_id=ties.agency(words),
            person_id=ties.person(words),
            is_accountable=len(row.value) == 1,
            order=order,
        )
        for ownership, (_, row) in zip(ownerships, added, strict=True)
        for order, words in enumerate(row.value)
    )


def _write_criteria(work: Work, keys: Keys, now: datetime) -> None:
    Criteria.objects.bulk_create(
        Criteria(
            card_id=keys.cards[card],
            effective_from=row.effective_from,
            recorded_at=now,
            reason=f"As stated in the report for {work.key}",
            **{name: getattr(row.value, name) for name in ("green", "amber", "red", "complete")},
        )
        for card, rows in work.criteria.items()
        for row in rows
    )


def _write_updates(work: Work, period: Period, keys: Keys, by: str, now: datetime) -> None:
    replaced = {each.card for each in work.overtaken if each.is_replaced}
    written = Update.objects.bulk_create(
        [
            Update(
                period=period,
                card_id=keys.cards[card],
                state=UpdateState.APPROVED.value,
                position=value.position,
                recorded_at=now,
            )
            for card, value in work.updates.items()
            if card not in replaced
        ],
        update_conflicts=True,
        unique_fields=["period", "card"],
        update_fields=["state", "position", "recorded_at"],
    )
    rows = {update.card_id: update.pk for update in written}
    alone = _alone(work, keys)
    for card in replaced:
        update = Update.objects.get(period=period, card_id=keys.cards[card])
        replace_written(update, work.updates[card], alone.get(card), by=by, now=now)
        rows[update.card_id] = update.pk
    if any(card in work.standing.updates for card in work.updates):
        NextStep.objects.filter(update__in=rows.values()).delete()
    _write_steps(work, rows, keys)


def _alone(work: Work, keys: Keys) -> Mapping[UUID, int]:
    """The activity of each card that has no other."""
    return {card: keys.activities[work.read.activities[code]] for code, card in work.read.own.items()}


def _write_steps(work: Work, rows: Mapping[int, int], keys: Keys) -> None:
    alone = _alone(work, keys)
    steps: Sequence[NextStep] = [
        NextStep(
            update_id=rows[keys.cards[card]],
            activity_id=alone.get(card),
            text=step.text,
            who=step.who,
            due=day_of(step.due),
            due_words="" if day_of(step.due) else step.due,
            order=order,
        )
        for card, value in work.updates.items()
        for order, step in enumerate(value.next_steps)
    ]
    NextStep.objects.bulk_create(steps)


def _write_lights(work: Work, period: Period, keys: Keys, by: str, now: datetime) -> None:
    StatedLight.objects.bulk_create(
        StatedLight(
            period=period,
            priority_id=keys.priorities.get(uid),
            activity_id=keys.activities.get(uid),
            card_id=keys.cards.get(uid),
            kind=kind,
            source=LightSource.IMPORT.value,
            by=by,
            recorded_at=now,
            **asdict(value),
        )
        for (uid, kind), value in work.lights.items()
    )
