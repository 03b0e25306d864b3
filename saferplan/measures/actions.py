"""Writes of measures and their values. Values are only added: a revision is another row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Model

from saferplan.accounts.actions import lock_chain, record
from saferplan.accounts.models import Agency, Partnership
from saferplan.common.periods import Frequency
from saferplan.measures.errors import BadMeasure
from saferplan.measures.loading.table import Tell
from saferplan.measures.models import DataLoad, Measure, MeasureValue
from saferplan.measures.part_rules import check_part
from saferplan.measures.recording import MISFIT_WORDS, Effect, KnownValue, NewValue, effect_of, misfit_of
from saferplan.measures.rules import (
    FROM_PARTS,
    Aggregation,
    Sensitivity,
    SmallNumbers,
    Unit,
)
from saferplan.measures.small_numbers import LEAST_LIMIT, suits
from saferplan.measures.value_rows import write_values
from saferplan.report.outcomes import Polarity, TargetBasis

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Addresses of pages beside a measure's own.
RESERVED = frozenset(
    {"new", "register", "load", "release", "glance", "requests", "mappings", "paste", "grid"} | {"groups"}
)
MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureText:
    """What a measure is, as an editor writes it. Without a rule for small numbers it gets the one that suits it."""

    code: str
    name: str
    definition: str = ""
    unit: Unit = Unit.COUNT
    unit_words: str = ""
    per: int = 1
    per_words: str = ""
    decimals: int = 0
    polarity: Polarity = Polarity.LOWER
    frequency: Frequency = Frequency.MONTH
    aggregation: Aggregation = Aggregation.SUM
    target_basis: TargetBasis = TargetBasis.EACH_PERIOD
    supplier: Agency | None = None
    geography: str = ""
    source: str = ""
    is_proxy_for: str = ""
    caveat: str = ""
    sensitivity: Sensitivity = Sensitivity.OPEN
    small_numbers: SmallNumbers | None = None
    threshold: int = 0
    part_of: Measure | None = None
    title: str = ""


@transaction.atomic
def define_measure(*, partnership: Partnership, text: MeasureText, by: str, now: datetime) -> Measure:
    """A new measure, after the others. BadMeasure where it does not hold together or the code is taken."""
    _check_text(text, partnership)
    check_part(text, None)
    if Measure.objects.filter(partnership=partnership, code=text.code).exists():
        raise BadMeasure(f"There is a measure {text.code} already.")
    last = Measure.objects.filter(partnership=partnership).aggregate(last=Max("order"))["last"] or 0
    measure = Measure.objects.create(partnership=partnership, order=last + 1, **_columns(text))
    note(measure, "measure.define", {"code": text.code, "unit": text.unit.value}, by, now)
    return measure


@transaction.atomic
def change_measure(*, measure: Measure, text: MeasureText, by: str, now: datetime) -> Sequence[str]:
    """Say otherwise what a measure is. Returns the names of what changed; writes nothing where nothing did.

    BadMeasure where values that are there would come to mean something else.
    """
    _check_text(text, measure.partnership)
    check_part(text, measure)
    columns = _columns(text)
    changed = sorted(name for name, value in columns.items() if getattr(measure, name) != value)
    if not changed:
        return []
    taken = Measure.objects.filter(partnership=measure.partnership, code=text.code).exclude(pk=measure.pk)
    if taken.exists():
        raise BadMeasure(f"There is a measure {text.code} already.")
    if MeasureValue.objects.filter(measure=measure).exists():
        if (Unit(measure.unit) in FROM_PARTS) != (text.unit in FROM_PARTS):
            raise BadMeasure("There are values already: they would have to be of two parts, or of one. Make a new one.")
        if measure.frequency != text.frequency:
            raise BadMeasure("There are values already, for each " + measure.frequency + ". Make a new measure.")
    for name in changed:
        setattr(measure, name, columns[name])
    measure.save(update_fields=changed)
    note(measure, "measure.change", {"fields": [name.removesuffix("_id") for name in changed]}, by, now)
    return changed


@transaction.atomic
def retire_measure(*, measure: Measure, on: date, by: str, now: datetime) -> None:
    """From a day on nobody is asked for it; its values stay."""
    if measure.retired_on is not None:
        raise BadMeasure(f"{measure.name} was retired on {measure.retired_on:%d %B %Y}.")
    measure.retired_on = on
    measure.save(update_fields=["retired_on"])
    note(measure, "measure.retire", {"on": on.isoformat()}, by, now)


@transaction.atomic
def revive_measure(*, measure: Measure, by: str, now: datetime) -> None:
    """Ask for it again."""
    measure.retired_on = None
    measure.save(update_fields=["retired_on"])
    note(measure, "measure.revive", {}, by, now)


def _check_text(text: MeasureText, partnership: Partnership) -> None:
    if not CODE.fullmatch(text.code) or len(text.code) > 60:
        raise BadMeasure("A code is small letters, digits and single hyphens, such as burglary-homes.")
    if text.code in RESERVED:
        raise BadMeasure(f"The code {text.code} is the address of a page. Choose another.")
    if not text.name.strip():
        raise BadMeasure("A measure needs a name.")
    if text.supplier is not None and text.supplier.partnership_id != partnership.pk:
        raise BadMeasure(f"{text.supplier} does not belong to this partnership.")
    if text.per < 1 or not 0 <= text.decimals <= MOST_DECIMALS:
        raise BadMeasure("A rate is told for one or more, with at most six decimals.")
    if text.unit in FROM_PARTS and text.target_basis is TargetBasis.CUMULATIVE:
        raise BadMeasure("Rates and percentages do not add up over a year: their target is for each period.")
    if text.small_numbers is SmallNumbers.THRESHOLD and text.threshold < LEAST_LIMIT:
        raise BadMeasure(f"Say below which number values are kept back: {LEAST_LIMIT} or more.")
    if text.part_of is not None and text.part_of.partnership_id != partnership.pk:
        raise BadMeasure(f"{text.part_of} does not belong to this partnership.")


def _columns(text: MeasureText) -> dict[str, object]:
    """As the table has them: a percentage is always told for a hundred, and only rates are told for a number."""
    found: dict[str, object] = {}
    for field in fields(text):
        value = getattr(text, field.name)
        found[field.name] = value.strip() if type(value) is str else value
    for name in ("supplier", "part_of"):
        row = found.pop(name)
        found[name + "_id"] = row.pk if isinstance(row, Model) else None
    found["small_numbers"] = text.small_numbers or suits(text.unit, text.unit_words, text.sensitivity)
    if text.unit is not Unit.RATE:
        found["per"] = 100 if text.unit is Unit.PERCENTAGE else 1
        found["per_words"] = ""
    return found


@dataclass(frozen=True, slots=True)
class Recorded:
    new: int = 0
    revised: int = 0
    unchanged: int = 0


@transaction.atomic
def record_values(
    *,
    partnership: Partnership,
    values: Sequence[NewValue],
    load: DataLoad | None = None,
    by: str,
    now: datetime,
    tell: Tell | None = None,
) -> Recorded:
    """Add what is known now, all or nothing; what is known already is not written again.

    BadMeasure for the first value that does not fit. A revised value is provisional again until it is released.
    `tell` hears how many of the rows are written.
    """
    # Two at once would both find the other's values missing.
    lock_chain(partnership)
    wanted = {value.measure_id for value in values}
    measures = Measure.objects.filter(partnership=partnership).in_bulk(wanted)
    known = load_known(measures)
    _check_values(values, measures, known)
    counts = dict.fromkeys(Effect, 0)
    rows = []
    for given in values:
        effect = effect_of(given, known.get(given.key))
        counts[effect] += 1
        if effect is not Effect.UNCHANGED:
            rows.append(given)
    write_values(rows, load_id=load.pk if load else None, by=by, now=now, tell=tell)
    recorded = Recorded(counts[Effect.NEW], counts[Effect.REVISED], counts[Effect.UNCHANGED])
    if rows:
        touched = sorted({row.measure_id for row in rows})
        details = {"measures": len(touched), "load": load.pk if load else None, **asdict(recorded)}
        subject = f"measure:{touched[0]}" if len(touched) == 1 else "measures"
        record(partnership=partnership, by=by, action="measure.values", subject=subject, details=details, at=now)
    return recorded


Known = Mapping[tuple[int, date], KnownValue]


def load_known(measures: Collection[int]) -> Known:
    """What each period's latest row says. One query."""
    rows = MeasureValue.objects.filter(measure__in=measures).order_by("recorded_at", "id")
    # The latest of each comes last, so that it stays.
    return {
        (measure, ends): KnownValue._make(row)
        for measure, ends, *row in rows.values_list("measure_id", "ends", *KnownValue._fields).iterator()
    }


def _check_values(values: Iterable[NewValue], measures: Mapping[int, Measure], known: Known) -> None:
    kinds = {pk: (Unit(measure.unit), Frequency(measure.frequency)) for pk, measure in measures.items()}
    year_ends = {measure: ends.month for measure, ends in known}
    seen: set[tuple[int, date]] = set()
    for given in values:
        kind = kinds.get(given.measure_id)
        if kind is None:
            raise BadMeasure("A value is for a measure that this partnership does not have.")
        unit, frequency = kind
        month = year_ends.setdefault(given.measure_id, given.ends.month)
        misfit = misfit_of(given, unit, frequency, year_ends=month)
        if misfit:
            words = MISFIT_WORDS[misfit].format(frequency=frequency.value)
            raise BadMeasure(f"{_where(measures[given.measure_id], given)}: {words}.")
        key = given.key
        if key in seen:
            raise BadMeasure(f"{_where(measures[given.measure_id], given)}: there are two values for it.")
        seen.add(key)


def _where(measure: Measure, given: NewValue) -> str:
    return f"{measure.name}, {given.starts:%d/%m/%Y} to {given.ends:%d/%m/%Y}"


def note(measure: Measure, action: str, details: Mapping[str, object], by: str, now: datetime) -> None:
    """A line of the audit trail about a measure."""
    subject = f"measure:{measure.pk}"
    record(partnership=measure.partnership, by=by, action=action, subject=subject, details=dict(details), at=now)
