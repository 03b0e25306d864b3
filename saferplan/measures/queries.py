"""Reads of measures. However many measures and periods there are, their series take three queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from django.db.models import Q, QuerySet

from saferplan.accounts.models import Agency, Partnership
from saferplan.common.periods import Frequency
from saferplan.measures.dated_rows import load_dated
from saferplan.measures.kin import Known, make_all
from saferplan.measures.models import DataRequest, Exclusion, Measure, MeasureValue, SeriesBreak
from saferplan.measures.register import RequestFact
from saferplan.measures.releases import ReleaseFact
from saferplan.measures.returns import Return, make_return
from saferplan.measures.rules import (
    Aggregation,
    ReleaseLevel,
    Sensitivity,
    SmallNumbers,
    StandingRelease,
    Unit,
)
from saferplan.measures.series import Dated, MeasureFacts, Series, ValueRow, known_by
from saferplan.report.outcomes import Polarity, TargetBasis


def list_measures(partnership: Partnership, *, with_retired: bool = False) -> Sequence[Measure]:
    return list(_measures(partnership, with_retired=with_retired))


def find_measure(partnership: Partnership, code: str) -> Measure | None:
    return _measures(partnership, with_retired=True).filter(code=code).first()


def list_supplied(partnership: Partnership, agency: Agency) -> Sequence[Measure]:
    """The measures whose figures an agency supplies."""
    return list(_measures(partnership, with_retired=False).filter(supplier=agency))


def _measures(partnership: Partnership, *, with_retired: bool) -> QuerySet[Measure]:
    rows = Measure.objects.filter(partnership=partnership).select_related("supplier", "partnership")
    return rows if with_retired else rows.filter(retired_on=None)


def load_series(
    partnership: Partnership,
    measures: Iterable[Measure | int],
    *,
    as_at: datetime,
    audience: ReleaseLevel | None = None,
    pretend: Mapping[int, ReleaseFact] = MappingProxyType({}),
) -> Mapping[int, Series]:
    """What was known of measures at an instant, as far as an audience may see it, by the measure's id. Three queries.

    `audience` is None for those who work with the figures before they are released. `pretend` are releases that are
    only thought of, by measure: what an audience would see if they were made.
    """
    ids = [each if isinstance(each, int) else each.pk for each in measures]
    facts = load_measure_facts(partnership, ids, as_at=as_at)
    return series_of(facts, as_at=as_at, audience=audience, pretend=pretend)


def series_of(
    facts: Mapping[int, MeasureFacts],
    *,
    as_at: datetime,
    audience: ReleaseLevel | None = None,
    pretend: Mapping[int, ReleaseFact] = MappingProxyType({}),
) -> Mapping[int, Series]:
    """The same for measures that are known already. Two queries."""
    return series_at(facts, [as_at], audience=audience, pretend=pretend)[as_at]


def series_at(
    facts: Mapping[int, MeasureFacts],
    instants: Collection[datetime],
    *,
    audience: ReleaseLevel | None = None,
    pretend: Mapping[int, ReleaseFact] = MappingProxyType({}),
) -> Mapping[datetime, Mapping[int, Series]]:
    """The same as known at each of some instants. Two queries, however many instants there are.

    For the public one more, for totals and their parts: what is shown of one hangs on the others.
    """
    if not instants:
        return {}
    everyone = load_families(facts, as_at=max(instants)) if audience is ReleaseLevel.PUBLIC else facts
    values = _load_values(everyone, max(instants))
    dated = load_dated(everyone, max(instants))
    found = {}
    for instant in instants:
        known = {
            pk: Known(
                fact,
                [row for row in values.get(pk, ()) if row.recorded_at <= instant],
                _with_release(known_by(dated.get(pk, NOTHING_SAID), instant), pretend.get(pk)),
            )
            for pk, fact in everyone.items()
        }
        found[instant] = make_all(facts, known, as_at=instant, audience=audience)
    return found


def load_families(facts: Mapping[int, MeasureFacts], *, as_at: datetime) -> Mapping[int, MeasureFacts]:
    """The measures, and those that they are parts of, or that are parts with them or of them. One query."""
    totals = {fact.part_of_id for fact in facts.values() if fact.part_of_id} | set(facts)
    rows = Measure.objects.filter(Q(pk__in=totals) | Q(part_of__in=totals)).exclude(pk__in=facts)
    return {**facts, **{row["id"]: facts_of(as_at, **row) for row in rows.values(*FACT_FIELDS)}}


NOTHING_SAID = Dated()


def _with_release(dated: Dated, release: ReleaseFact | None) -> Dated:
    return replace(dated, releases=(*dated.releases, release)) if release else dated


def load_return(agency: Agency, *, starts: date, ends: date, level: ReleaseLevel, as_at: datetime) -> Return:
    """What releasing all that an agency supplied of some days would clear. Four queries."""
    partnership = agency.partnership
    series = load_series(partnership, list_supplied(partnership, agency), as_at=as_at)
    return make_return(series.values(), starts, ends, level)


FACT_FIELDS = (
    *("id", "uid", "code", "name", "definition", "unit", "unit_words", "per", "decimals", "polarity", "frequency"),
    *("aggregation", "target_basis", "supplier_id", "supplier__name", "geography", "source", "is_proxy_for", "caveat"),
    *("sensitivity", "small_numbers", "threshold", "standing_release", "standing_since", "title"),
    *("part_of_id", "retired_on"),
)


def load_measure_facts(
    partnership: Partnership, ids: Collection[int], *, as_at: datetime | None = None
) -> Mapping[int, MeasureFacts]:
    """What the measures are, in their order, with the standing rule that held at an instant, or now. One query."""
    rows = Measure.objects.filter(partnership=partnership, pk__in=ids).values(*FACT_FIELDS)
    return {row["id"]: facts_of(as_at, **row) for row in rows}


def current_facts(partnership: Partnership, *, as_at: datetime) -> Mapping[int, MeasureFacts]:
    """What the measures are that are not retired, with the standing rule that held at an instant. One query."""
    rows = Measure.objects.filter(partnership=partnership, retired_on=None).values(*FACT_FIELDS)
    return {row["id"]: facts_of(as_at, **row) for row in rows}


def facts_of(
    as_at: datetime | None,
    *,
    uid: object,
    unit: str,
    polarity: str,
    frequency: str,
    aggregation: str,
    target_basis: str,
    supplier__name: str | None,
    sensitivity: str,
    small_numbers: str,
    standing_release: str,
    standing_since: datetime | None,
    **plain: object,
) -> MeasureFacts:
    """What a measure is, from the columns `FACT_FIELDS`."""
    holds = standing_since is None or as_at is None or standing_since <= as_at
    return MeasureFacts(
        uid=str(uid),
        unit=Unit(unit),
        polarity=Polarity(polarity),
        frequency=Frequency(frequency),
        aggregation=Aggregation(aggregation),
        target_basis=TargetBasis(target_basis),
        supplier=supplier__name or "",
        sensitivity=Sensitivity(sensitivity),
        small_numbers=SmallNumbers(small_numbers),
        standing=StandingRelease(standing_release) if holds else StandingRelease.NONE,
        **plain,  # type: ignore[arg-type]
    )


def _load_values(ids: Collection[int], as_at: datetime) -> Mapping[int, Sequence[ValueRow]]:
    """What was recorded by an instant, by measure, in the order of the periods and of their recording. One query."""
    rows = MeasureValue.objects.filter(measure__in=ids, recorded_at__lte=as_at)
    found = rows.order_by("measure_id", "ends", "recorded_at", "id").values_list("measure_id", *ValueRow._fields)
    return {pk: [ValueRow._make(row[1:]) for row in mine] for pk, mine in groupby(found.iterator(), key=itemgetter(0))}


def load_requests(partnership: Partnership, *, as_at: datetime) -> Mapping[int, Sequence[RequestFact]]:
    """The figures that were asked for by an instant, by measure, the latest first. One query."""
    rows = DataRequest.objects.filter(partnership=partnership, recorded_at__lte=as_at, measures__isnull=False)
    found: dict[int, list[RequestFact]] = defaultdict(list)
    for measure, *told in rows.order_by("-asked_on", "-id").values_list("measures__id", *RequestFact._fields):
        found[measure].append(RequestFact._make(told))
    return found


def list_breaks(measure: Measure) -> Sequence[SeriesBreak]:
    """Those that hold, the latest first."""
    return list(SeriesBreak.objects.filter(measure=measure, withdrawn_at=None).order_by("-day"))


def find_break(measure: Measure, pk: int) -> SeriesBreak | None:
    rows = SeriesBreak.objects.filter(measure=measure, withdrawn_at=None, pk=pk)
    return rows.select_related("measure__partnership").first()


def list_exclusions(measure: Measure) -> Sequence[Exclusion]:
    """Those that hold, the latest first."""
    return list(Exclusion.objects.filter(measure=measure, lifted_at=None).order_by("-ends"))


def find_exclusion(measure: Measure, pk: int) -> Exclusion | None:
    rows = Exclusion.objects.filter(measure=measure, lifted_at=None, pk=pk)
    return rows.select_related("measure__partnership").first()
