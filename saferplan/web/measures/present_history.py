"""What was decided about a measure over time: targets, baselines, breaks, exclusions and releases, latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from saferplan.common.dates import date_words
from saferplan.measures.baselines import BaselineFact
from saferplan.measures.period_names import period_name
from saferplan.measures.releases import ReleaseFact
from saferplan.measures.rules import BaselineKind, ReleaseLevel, TargetShape
from saferplan.measures.series import Series
from saferplan.measures.showing import written
from saferplan.measures.targets import TargetFact

RELEASED = {
    ReleaseLevel.PROVISIONAL: lambda: _("Taken back to provisional, %(first)s to %(last)s"),
    ReleaseLevel.BOARD: lambda: _("Cleared for the board, %(first)s to %(last)s"),
    ReleaseLevel.PUBLIC: lambda: _("Cleared for the public, %(first)s to %(last)s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`at` is when it was recorded, `what` of which kind it is, `text` what it says."""

    at: datetime
    what: str
    text: str
    reason: str
    by: str


def present_events(series: Series) -> tuple[Event, ...]:
    found = [*_targets(series), *_baselines(series), *_breaks(series), *_exclusions(series), *_releases(series)]
    return tuple(sorted(found, key=lambda event: event.at, reverse=True))


def _targets(series: Series) -> Iterator[Event]:
    for row in series.dated.targets:
        fact = row.value
        yield Event(
            at=row.recorded_at,
            what=_("Target"),
            text=_target_words(series, fact, row.effective_from),
            reason=fact.reason,
            by=fact.by,
        )


def _target_words(series: Series, fact: TargetFact, day: date) -> str:
    if fact.value is None:
        return _("No target from %(day)s") % {"day": _day(day)}
    value = written(series.measure, fact.value)
    tolerance = f"{float(fact.tolerance * 100):g}%"
    params = {"value": value, "day": _day(day), "tolerance": tolerance}
    if fact.shape is TargetShape.LINE:
        return _("%(value)s, to be reached in a straight line by %(day)s; within %(tolerance)s is nearly met") % params
    return _("%(value)s from %(day)s; within %(tolerance)s is nearly met") % params


def _baselines(series: Series) -> Iterator[Event]:
    for row in series.dated.baselines:
        fact = row.value
        yield Event(
            at=row.recorded_at,
            what=_("Baseline"),
            text=_baseline_words(series, fact, row.effective_from),
            reason=fact.reason,
            by=fact.by,
        )


def _baseline_words(series: Series, fact: BaselineFact, day: date) -> str:
    if fact.kind is BaselineKind.NONE:
        return _("None from %(day)s") % {"day": _day(day)}
    if fact.kind is BaselineKind.PERIOD and fact.starts and fact.ends:
        params = {"first": _day(fact.starts), "last": _day(fact.ends), "day": _day(day)}
        return _("The average from %(first)s to %(last)s, from %(day)s on") % params
    value = written(series.measure, fact.value) if fact.value is not None else ""
    return _("%(value)s from %(day)s") % {"value": value, "day": _day(day)}


def _breaks(series: Series) -> Iterator[Event]:
    for each in series.dated.breaks:
        text = _("Recording changed on %(day)s") % {"day": _day(each.day)}
        yield Event(at=each.recorded_at, what=_("Break"), text=text, reason=each.reason, by=each.by)


def _exclusions(series: Series) -> Iterator[Event]:
    name = period_name(series.measure.frequency, _)
    for each in series.dated.exclusions:
        text = _("%(period)s is left out of ranges and sums") % {"period": name(each.ends)}
        yield Event(at=each.recorded_at, what=_("Left out"), text=text, reason=each.reason, by=each.by)


def _releases(series: Series) -> Iterator[Event]:
    for each in series.dated.releases:
        yield Event(at=each.at, what=_("Release"), text=_release_words(each), reason=each.caveat, by=each.by)


def _release_words(release: ReleaseFact) -> str:
    words = RELEASED[release.level]() % {"first": _day(release.starts), "last": _day(release.ends)}
    if release.embargo_until:
        words += _("; for the public from %(day)s") % {"day": _day(release.embargo_until.date())}
    return words


def _day(day: date) -> str:
    return date_words(day.isoformat(), _)
