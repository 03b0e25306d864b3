"""Loads of figures: a file is read, what it would change is shown, and it is applied whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from saferplan.accounts.actions import lock_chain, record
from saferplan.accounts.models import Partnership
from saferplan.files.store import Store
from saferplan.measures.actions import Recorded, load_known, record_values
from saferplan.measures.errors import BadMeasure
from saferplan.measures.loading.changes import Changes, find_changes
from saferplan.measures.loading.choosing import choose_sheet
from saferplan.measures.loading.mapping import SourceReading
from saferplan.measures.loading.said import Said
from saferplan.measures.loading.shapes import Reading
from saferplan.measures.loading.table import Book, Tell
from saferplan.measures.models import DataLoad, SourceMapping
from saferplan.measures.queries import list_measures, load_measure_facts
from saferplan.measures.series import MeasureFacts

NOT_WHOLE = "{count} cannot be read, so nothing was loaded. Correct the table and try again."
NOT_ANSWERED = "Some names are not known yet, so nothing was loaded. Say what they are first."


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a file says and what it would change; `changes` is empty where something stands in the way."""

    reading: Reading
    changes: Changes
    notes: Sequence[Said] = ()

    @property
    def problem(self) -> str:
        """Why it cannot be applied; empty where it can."""
        if self.reading.problem:
            return str(self.reading.problem)
        if self.reading.questions:
            return NOT_ANSWERED
        count = self.reading.count_refused
        return NOT_WHOLE.format(count="1 cell" if count == 1 else f"{count:,} cells") if count else ""


def pending_store(partnership: Partnership) -> Store:
    """Files that were sent and not applied yet; each goes once it is applied or taken back."""
    return Store(settings.DATA_DIR / "figures" / str(partnership.pk))


def loadable_measures(
    partnership: Partnership, suppliers: Collection[int] | None = None, *, as_at: datetime
) -> Sequence[MeasureFacts]:
    """The measures whose figures somebody may give: all, or those of the agencies that they act for."""
    mine = [each.pk for each in list_measures(partnership) if suppliers is None or each.supplier_id in suppliers]
    return tuple(load_measure_facts(partnership, mine, as_at=as_at).values())


def preview(
    book: Book, source: SourceReading, measures: Sequence[MeasureFacts], *, today: date, tell: Tell | None = None
) -> Preview:
    """Reads a sheet of the book and sets it against what is known. Writes nothing.

    `tell` hears how many of the rows are read.
    """
    reading, notes = choose_sheet(book, source, measures, tell)
    if reading.problem or reading.questions or reading.refused:
        return Preview(reading=reading, changes=Changes(), notes=notes)
    latest = load_known({fact.given.measure_id for fact in reading.facts})
    return Preview(reading=reading, changes=find_changes(reading.facts, latest, today=today), notes=notes)


@transaction.atomic
def apply_load(
    *,
    partnership: Partnership,
    shown: Preview,
    source: SourceReading,
    source_name: str,
    file_name: str,
    sha256: str,
    by: str,
    now: datetime,
    tell: Tell | None = None,
) -> tuple[DataLoad | None, Recorded]:
    """Record all that a preview showed, or nothing. None for the load where nothing would change.

    BadMeasure where the preview has cells that cannot be read, or where somebody recorded other values meanwhile.
    """
    if shown.problem:
        raise BadMeasure(shown.problem)
    changes = shown.changes
    if not changes.to_record:
        return None, Recorded(unchanged=changes.unchanged)
    lock_chain(partnership)
    latest = load_known({change.fact.given.measure_id for change in changes.to_record})
    if any(latest.get(change.fact.given.key) != change.old for change in changes.to_record):
        raise BadMeasure("Somebody recorded other figures meanwhile, so nothing was loaded. Look at the changes again.")
    load = DataLoad.objects.create(
        partnership=partnership,
        source=source_name[:200],
        file_name=file_name[:200],
        sha256=sha256,
        mapping=source.to_json(),
        counts={**changes.counts, "blank": changes.kept + changes.ahead},
        by=by,
        at=now,
    )
    given = [change.fact.given for change in changes.to_record]
    done = record_values(partnership=partnership, values=given, load=load, by=by, now=now, tell=tell)
    details = {"sha256": sha256, **changes.counts}
    record(partnership=partnership, by=by, action="figures.load", subject=f"load:{load.pk}", details=details, at=now)
    return load, replace(done, unchanged=done.unchanged + changes.unchanged)


@transaction.atomic
def keep_mapping(*, partnership: Partnership, name: str, source: SourceReading, by: str, now: datetime) -> None:
    """Keep how a source is read for its next file. Nothing is written where it is kept like that already."""
    kept = source.to_json()
    before = SourceMapping.objects.filter(partnership=partnership, name=name).first()
    if before is not None and before.mapping == kept:
        return
    mapping, _is_new = SourceMapping.objects.update_or_create(
        partnership=partnership, name=name[:200], defaults={"mapping": kept, "recorded_at": now}
    )
    record(partnership=partnership, by=by, action="mapping.keep", subject=f"mapping:{mapping.pk}", details={}, at=now)


def find_mapping(partnership: Partnership, name: str) -> SourceReading | None:
    found = SourceMapping.objects.filter(partnership=partnership, name=name).first()
    return SourceReading.from_json(found.mapping) if found else None


def list_mapping_names(partnership: Partnership) -> Sequence[str]:
    return list(SourceMapping.objects.filter(partnership=partnership).values_list("name", flat=True))


def list_loads(partnership: Partnership, most: int = 20) -> Sequence[DataLoad]:
    """The latest loads, newest first."""
    return list(DataLoad.objects.filter(partnership=partnership)[:most])


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
