"""The lights that were stated, as facts, and when each subject had one before. One query for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    F,
    Field,
    Max,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period, StatedLight
from saferplan.report.light_facts import LightKind, LightSource, StatedFact
from saferplan.report.tree import Light, Trend

FIELDS = (
    *("id", "period_key", "period_ends", "kind", "light", "trend", "reason", "recorded_at", "until"),
    *("source", "by", "approved_by", "light_words", "trend_words", "priority_id", "activity_id", "card_id"),
)
_EMPTY: Mapping[str, Field[object, object]] = {
    **dict.fromkeys(("reason", "by", "approved_by", "light_words", "trend_words"), TextField()),
    **dict.fromkeys(("priority_id", "card_id"), BigIntegerField()),
    "recorded_at": DateTimeField(),
    "until": DateField(),
}
LIGHTS = {light.value: light for light in Light}
TRENDS = {trend.value: trend for trend in Trend}


@dataclass(frozen=True, slots=True)
class Words:
    """A light in the words of the report that it was loaded from."""

    light: str
    trend: str


@dataclass(frozen=True, slots=True)
class Stated:
    """`words` are by the fact's id, where the source had its own; `last` is the last day of an earlier period."""

    facts: tuple[StatedFact, ...]
    words: Mapping[int, Words]
    last: Mapping[str, date]


def load_stated(partnership: Partnership, periods: Sequence[Period], as_at: datetime) -> Stated:
    """Every light stated in the periods, and overrides that reach into them. One query.

    With them the end of the last period before these in which each activity had a light.
    """
    if not periods:
        return Stated((), {}, {})
    starts = min(period.ends for period in periods)
    mine = StatedLight.objects.filter(period__partnership=partnership, recorded_at__lte=as_at).order_by()
    rows = _stated(mine, periods, starts).union(_last(mine, starts), all=True)
    facts: list[StatedFact] = []
    words: dict[int, Words] = {}
    last: dict[str, date] = {}
    for pk, key, ends, kind, light, trend, reason, at, until, source, by, approver, lit, moved, *ids in rows:
        if pk == 0:
            last[subject_of(*ids)] = ends
            continue
        facts.append(
            StatedFact(
                *(subject_of(*ids), key, kind, LIGHTS[light], TRENDS[trend], reason, at),
                *(until, source, by, approver, ends, pk),
            )
        )
        if lit or moved:
            words[pk] = Words(lit, moved)
    return Stated(tuple(facts), words, last)


def _stated(
    mine: QuerySet[StatedLight], periods: Sequence[Period], starts: date
) -> QuerySet[StatedLight, tuple[Any, ...]]:
    here = Q(period__in=periods)
    reaching = Q(source=LightSource.OVERRIDE, until__gte=starts, period__ends__lt=starts)
    named = mine.annotate(period_key=F("period__key"), period_ends=F("period__ends"))
    return named.filter(here | reaching).values_list(*FIELDS)


def _last(mine: QuerySet[StatedLight], starts: date) -> QuerySet[StatedLight, tuple[Any, ...]]:
    """A row for each activity, in the shape of the others: id 0, and the end of its last period with a light.

    What was stated last of a period counts, so that what was withdrawn does not. Rows are only ever added: the last
    is that of the highest id.
    """
    told = mine.filter(period__ends__lt=starts, activity__isnull=False, kind=LightKind.DELIVERY)
    told = told.exclude(source=LightSource.OVERRIDE)
    stated_last = told.values("activity_id", "period_id").annotate(last=Max("id")).values("last")
    lit = StatedLight.objects.filter(id__in=stated_last).order_by().exclude(light=Light.NONE)
    grouped = lit.values("activity_id").annotate(
        zero=Value(0, output_field=BigIntegerField()),
        **{f"no_{name}": Cast(Value(None), field) for name, field in _EMPTY.items()},
        **{f"no_{name}": Value("", output_field=CharField()) for name in ("period_key", "kind", "light", "trend")},
        no_source=Value("", output_field=CharField()),
        latest=Max("period__ends"),
    )
    own = {"id": "zero", "period_ends": "latest", "activity_id": "activity_id"}
    return grouped.values_list(*(own.get(name, f"no_{name}") for name in FIELDS))


def subject_of(priority: int | None, activity: int | None, card: int | None) -> str:
    if priority is not None:
        return f"priority:{priority}"
    return f"activity:{activity}" if activity is not None else f"card:{card}"
