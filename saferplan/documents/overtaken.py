"""What partners wrote themselves in a period that a report is imported over. It stays, unless somebody says otherwise.

An update that an import wrote is no partner's: another import of the same period may write it again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from saferplan.cycle.models import Correction, Period, Revision, Update, UpdateEvent, UpdateLight
from saferplan.cycle.rules import UpdateState
from saferplan.cycle.update_contents import Contents, StepLine
from saferplan.documents.import_facts import day_of
from saferplan.documents.standing import NO_UPDATE, UpdateValue

# The event of an update whose text an import replaced.
REPLACED = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The update that partners wrote for a card: which of its revisions stands, by whom and when, and how far it is."""

    revision: int
    state: UpdateState
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """A partner's update of which the report says otherwise. It is written over only where `is_replaced`."""

    card: UUID
    about: str
    written: Written
    is_replaced: bool = False


def load_written(period: Period) -> Mapping[UUID, Written]:
    """By card, the updates of a period whose text was written here. One query."""
    current = Revision.objects.filter(update=OuterRef("pk"), number=OuterRef("revision"), is_parked=False)
    imported = UpdateEvent.objects.filter(update=OuterRef("pk"), revision=OuterRef("revision"), action=REPLACED)
    rows = (
        Update.objects.filter(period=period, revision__gt=0)
        .annotate(
            wrote=Subquery(current.values("by")[:1]),
            at=Subquery(current.values("at")[:1]),
            replaced=Subquery(imported.values("id")[:1]),
        )
        .filter(replaced=None)
    )
    fields = ("card__uid", "revision", "state", "author", "wrote", "at", "recorded_at")
    return {
        card: Written(revision=revision, state=UpdateState(state), by=author or wrote or "", at=at or recorded_at)
        for card, revision, state, author, wrote, at, recorded_at in rows.values_list(*fields)
    }


def find_overtaken(
    updates: Mapping[UUID, UpdateValue],
    written: Mapping[UUID, Written],
    about: Mapping[UUID, str],
    replaced: Collection[UUID],
) -> tuple[Overtaken, ...]:
    """Those of the updates to write that partners wrote. A report that says nothing of one takes nothing away."""
    return tuple(
        Overtaken(card=card, about=about[card], written=written[card], is_replaced=card in replaced)
        for card, value in updates.items()
        if card in written and value != NO_UPDATE
    )


def without_kept(
    updates: Mapping[UUID, UpdateValue], written: Mapping[UUID, Written], overtaken: Collection[Overtaken]
) -> dict[UUID, UpdateValue]:
    """The updates that are written: all but the partners' that stay."""
    replaced = {each.card for each in overtaken if each.is_replaced}
    return {card: value for card, value in updates.items() if card not in written or card in replaced}


def replace_written(update: Update, value: UpdateValue, activity: int | None, *, by: str, now: datetime) -> None:
    """Set the report's text in the place of the partner's, as a revision after theirs: theirs stays as it was."""
    base = update.revision
    last = Revision.objects.filter(update=update).order_by("-number").values_list("number", flat=True).first()
    steps = tuple(
        StepLine(
            text=step.text,
            who=step.who,
            due=day_of(step.due),
            due_words="" if day_of(step.due) else step.due,
            activity=activity,
        )
        for step in value.next_steps
    )
    update.revision, update.state, update.position = (last or 0) + 1, UpdateState.APPROVED.value, value.position
    update.no_change_reason, update.author, update.source = "", "", ""
    update.decided_by, update.decided_at, update.recorded_at = by, now, now
    update.save()
    Revision.objects.create(
        update=update,
        number=update.revision,
        base=base,
        position=value.position,
        steps=Contents(steps=steps).steps_as_json(),
        by=by,
        at=now,
    )
    UpdateEvent.objects.create(update=update, action=REPLACED, revision=update.revision, by=by, at=now)
    # Both were of the partner's text, which is no longer the one that counts.
    UpdateLight.objects.filter(update=update).delete()
    Correction.objects.filter(update=update, withdrawn_at=None).update(withdrawn_at=now)
