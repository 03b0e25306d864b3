"""Writes of releases: a supplier clears its whole return at once, takes a clearance back, or sets a standing rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from saferplan.accounts.actions import lock_chain
from saferplan.accounts.chain import text_hash
from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import Agency
from saferplan.measures.actions import note
from saferplan.measures.errors import BadMeasure
from saferplan.measures.models import Measure, Release
from saferplan.measures.queries import load_return
from saferplan.measures.returns import BAR_WORDS, Bar, Releaser, bars_to
from saferplan.measures.rules import ReleaseLevel, StandingRelease

CHANGED = "The figures changed after you looked at them: look at what would be released again."


@transaction.atomic
def release_return(
    *,
    agency: Agency,
    starts: date,
    ends: date,
    level: ReleaseLevel,
    seen: str,
    caveat: str = "",
    embargo_until: datetime | None = None,
    by: Releaser,
    now: datetime,
) -> Sequence[Release]:
    """Clear all that an agency's measures tell of some days, as it was looked at (`seen` of the return).

    NotAllowed for somebody who may not; BadMeasure where there is nothing, or it changed since.
    """
    lock_chain(agency.partnership)
    if level is ReleaseLevel.PROVISIONAL:
        raise BadMeasure("Say for whom the figures are released: the board, or the public.")
    if embargo_until is not None and (level is not ReleaseLevel.PUBLIC or embargo_until <= now):
        raise BadMeasure("Only what is released to the public can wait, and only for a time to come.")
    whole = load_return(agency, starts=starts, ends=ends, level=level, as_at=now)
    for bar, measure in bars_to(whole, agency.pk, by):
        words = BAR_WORDS[bar].format(agency=agency.name, measure=measure)
        raise (NotAllowed if bar in (Bar.NOT_THEIRS, Bar.OWN_FIGURES) else BadMeasure)(words)
    if whole.seen != seen:
        raise BadMeasure(CHANGED)
    measures = Measure.objects.select_related("partnership").in_bulk([line.measure.id for line in whole.lines])
    return [
        _release(
            measures[line.measure.id],
            starts=starts,
            ends=ends,
            level=line.level,
            embargo_until=embargo_until if line.level is ReleaseLevel.PUBLIC else None,
            caveat=caveat,
            by=by,
            now=now,
        )
        for line in whole.lines
    ]


def _release(
    measure: Measure,
    *,
    starts: date,
    ends: date,
    level: ReleaseLevel,
    embargo_until: datetime | None,
    caveat: str,
    by: Releaser,
    now: datetime,
) -> Release:
    row = Release.objects.create(
        measure=measure,
        starts=starts,
        ends=ends,
        level=level.value,
        embargo_until=embargo_until,
        caveat=caveat.strip(),
        clearance=by.clearance[:300],
        by=by.username,
        at=now,
    )
    details = {"row": row.pk, "level": level.value, "from": starts.isoformat(), "to": ends.isoformat()}
    if by.has_email:
        details["clearance"] = text_hash(by.clearance)
    note(measure, "measure.release", details, by.username, now)
    return row


@transaction.atomic
def take_back(*, measure: Measure, starts: date, ends: date, reason: str, by: Releaser, now: datetime) -> Release:
    """Figures are provisional again. An editor or somebody of the supplier may, with a reason; what was published is
    published."""
    if not by.may_edit and measure.supplier_id not in by.agencies:
        raise NotAllowed("Only somebody of the supplier, or an editor, can take a release back.")
    if not reason.strip():
        raise BadMeasure("Write why the release is taken back.")
    if ends < starts:
        raise BadMeasure(BAR_WORDS[Bar.NO_DAYS])
    row = Release.objects.create(
        measure=measure,
        starts=starts,
        ends=ends,
        level=ReleaseLevel.PROVISIONAL.value,
        caveat=reason.strip(),
        by=by.username,
        at=now,
    )
    details = {"row": row.pk, "from": starts.isoformat(), "to": ends.isoformat(), "reason": text_hash(reason.strip())}
    note(measure, "measure.take-back", details, by.username, now)
    return row


@transaction.atomic
def set_standing_release(
    *, measure: Measure, standing: StandingRelease, reason: str, by: Releaser, now: datetime
) -> None:
    """What holds for all values of a measure, from now on: published elsewhere already, or never beyond the board.

    NotAllowed for all but editors, since nobody looks at what comes later. BadMeasure without who said so, or where.
    """
    if not by.may_edit:
        raise NotAllowed("Only an editor can set a standing rule.")
    if standing is not StandingRelease.NONE and not reason.strip():
        raise BadMeasure("Write where the figures are published, or who said that they are for the board only.")
    measure.standing_release, measure.standing_since = standing.value, now
    measure.standing_reason = reason.strip()[:300]
    measure.save(update_fields=["standing_release", "standing_since", "standing_reason"])
    details: dict[str, object] = {"standing": standing.value}
    if reason.strip():
        details["reason"] = text_hash(measure.standing_reason)
    note(measure, "measure.standing-release", details, by.username, now)
