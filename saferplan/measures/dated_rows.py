"""Reads of all that is said of measures besides their values, in one query: a union of five tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, DateTimeField, DecimalField, Field, QuerySet, TextField, Value
from django.db.models.functions import Cast

from saferplan.common.dated import DatedValue
from saferplan.measures.baselines import BaselineFact
from saferplan.measures.models import Baseline, Exclusion, Release, SeriesBreak, Target
from saferplan.measures.releases import ReleaseFact
from saferplan.measures.rules import BaselineKind, ReleaseLevel, TargetShape
from saferplan.measures.series import BreakFact, Dated, ExclusionFact
from saferplan.measures.targets import TargetFact

# The columns of the union; a table without one of them says nothing in it.
COLUMNS: Mapping[str, Field[Any, Any]] = {
    "day": DateField(),
    "known_at": DateTimeField(),
    "word": CharField(),
    "amount": DecimalField(max_digits=20, decimal_places=6),
    "share": DecimalField(max_digits=6, decimal_places=4),
    "first": DateField(),
    "last": DateField(),
    "text": TextField(),
    "who": CharField(),
    "asked": CharField(),
    "asked_day": DateField(),
    "due_day": DateField(),
    "until": DateTimeField(),
}


class _Row(NamedTuple):
    kind: str
    id: int
    measure: int
    day: date
    known_at: datetime
    word: str
    amount: Decimal | None
    share: Decimal | None
    first: date | None
    last: date | None
    text: str
    who: str
    asked: str
    asked_day: date | None
    due_day: date | None
    until: datetime | None


def load_dated(measures: Collection[int], as_at: datetime) -> Mapping[int, Dated]:
    """Baselines, targets, breaks, exclusions and releases that were said by an instant, by measure: ended ones too."""
    mine = {"measure__in": measures}
    recorded = {**mine, "recorded_at__lte": as_at}
    rows = _columns(
        Baseline.objects.filter(**recorded),
        "baseline",
        {
            **{"day": "effective_from", "known_at": "recorded_at", "word": "kind", "amount": "value"},
            **{"first": "starts", "last": "ends", "text": "reason", "who": "by"},
            **{"asked": "asked_of", "asked_day": "asked_on", "due_day": "due_on"},
        },
    ).union(
        _columns(
            Target.objects.filter(**recorded),
            "target",
            {
                **{"day": "effective_from", "known_at": "recorded_at", "word": "shape", "amount": "value"},
                **{"share": "tolerance", "text": "reason", "who": "by"},
            },
        ),
        _columns(
            SeriesBreak.objects.filter(**recorded),
            "break",
            {"day": "day", "known_at": "recorded_at", "text": "reason", "who": "by", "until": "withdrawn_at"},
        ),
        _columns(
            Exclusion.objects.filter(**recorded),
            "exclusion",
            {"day": "ends", "known_at": "recorded_at", "text": "reason", "who": "by", "until": "lifted_at"},
        ),
        _columns(
            Release.objects.filter(**mine, at__lte=as_at),
            "release",
            {
                **{"day": "starts", "last": "ends", "known_at": "at", "word": "level", "text": "caveat"},
                **{"who": "by", "asked": "clearance", "until": "embargo_until"},
            },
        ),
        all=True,
    )
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in sorted(map(_Row._make, rows), key=lambda row: (row.measure, row.known_at, row.id)):
        found[row.measure].append(row)
    return {measure: _dated(said) for measure, said in found.items()}


def _columns(rows: QuerySet[Any], kind: str, names: Mapping[str, str]) -> QuerySet[Any, Any]:
    """The rows of one table in the columns of the union."""
    # Of a table's own columns only one name would be taken twice.
    columns = [names.get(column, f"no_{column}") for column in COLUMNS]
    nothing = {
        f"no_{column}": Cast(Value(None), output_field=field)
        for column, field in COLUMNS.items()
        if column not in names
    }
    told = rows.order_by().annotate(of_kind=Value(kind, output_field=CharField()), **nothing)
    return told.values_list("of_kind", "id", "measure_id", *columns)


def _dated(rows: list[_Row]) -> Dated:
    by_kind: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    return Dated(
        baselines=tuple(DatedValue(row.day, row.known_at, _baseline(row)) for row in by_kind["baseline"]),
        targets=tuple(DatedValue(row.day, row.known_at, _target(row)) for row in by_kind["target"]),
        breaks=tuple(BreakFact(*_marked(row)) for row in sorted(by_kind["break"], key=_day)),
        exclusions=tuple(ExclusionFact(*_marked(row)) for row in sorted(by_kind["exclusion"], key=_day)),
        releases=tuple(_release(row) for row in by_kind["release"]),
    )


def _day(row: _Row) -> date:
    return row.day


def _marked(row: _Row) -> tuple[date, str, str, datetime, datetime | None]:
    return row.day, row.text, row.who, row.known_at, row.until


def _baseline(row: _Row) -> BaselineFact:
    return BaselineFact(
        kind=BaselineKind(row.word),
        value=None if row.amount is None else Fraction(row.amount),
        starts=row.first,
        ends=row.last,
        reason=row.text,
        asked_of=row.asked,
        asked_on=row.asked_day,
        due_on=row.due_day,
        by=row.who,
    )


def _target(row: _Row) -> TargetFact:
    assert row.share is not None
    return TargetFact(
        value=None if row.amount is None else Fraction(row.amount),
        shape=TargetShape(row.word),
        tolerance=Fraction(row.share),
        reason=row.text,
        by=row.who,
    )


def _release(row: _Row) -> ReleaseFact:
    assert row.last is not None
    return ReleaseFact(
        starts=row.day,
        ends=row.last,
        level=ReleaseLevel(row.word),
        at=row.known_at,
        by=row.who,
        embargo_until=row.until,
        caveat=row.text,
        clearance=row.asked,
    )
