"""Figures typed in on the grid of a supplier and period: recorded like a file of one, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from saferplan.accounts.actions import lock_chain
from saferplan.accounts.models import Partnership
from saferplan.common.dates import local_day
from saferplan.measures.actions import Recorded, load_known
from saferplan.measures.errors import BadMeasure
from saferplan.measures.loading.changes import find_changes
from saferplan.measures.loading.grid import Checked
from saferplan.measures.loading.mapping import SourceReading
from saferplan.measures.loading.shapes import Fact, Reading
from saferplan.measures.loading_actions import Preview, apply_load
from saferplan.measures.series import Series

SOURCE = "Typed in"


@transaction.atomic
def record_typed(
    *, partnership: Partnership, rows: Sequence[tuple[Series, Checked]], by: str, now: datetime
) -> Recorded:
    """Add what the rows give. BadMeasure where one of them has a problem; a blank row says nothing."""
    if any(checked.problem for _series, checked in rows):
        raise BadMeasure("Some figures cannot be read, so nothing was saved.")
    lock_chain(partnership)
    facts = [
        Fact(series.measure, checked.given, place, 0)
        for place, (series, checked) in enumerate(rows, 1)
        if checked.given is not None
    ]
    latest = load_known({fact.given.measure_id for fact in facts})
    shown = Preview(reading=Reading(sheet=""), changes=find_changes(facts, latest, today=local_day(now)))
    _load, done = apply_load(
        partnership=partnership,
        shown=shown,
        source=SourceReading(),
        source_name=SOURCE,
        file_name="",
        sha256="",
        by=by,
        now=now,
    )
    return done
