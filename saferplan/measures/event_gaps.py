"""Rare events one by one: the days between them on a T chart, which gaps stand out, and the same as JSON and CSV. Pure.

A break begins anew: the gap that spans it is of neither side. Of fewer than 13 events nothing is said.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from saferplan.charts.figures import figure
from saferplan.common.dates import date_words
from saferplan.measures.rare_events import GapLimits, time_limits
from saferplan.measures.refused import RefusedSeries
from saferplan.measures.spc import FEWEST, Kind
from saferplan.measures.spc_report import CSV_COLUMNS, safe_text
from saferplan.measures.spc_table import NamedSeries
from saferplan.measures.verdict import Answer
from saferplan.report.derivations import Sentence, in_words
from saferplan.report.outcomes import Polarity

RULES = "t-chart/1"
ONE_DAY = timedelta(days=1)
_RARER = {Polarity.LOWER: Kind.IMPROVEMENT, Polarity.HIGHER: Kind.CONCERN, Polarity.NEITHER: Kind.HIGH}
_OFTENER = {Polarity.LOWER: Kind.CONCERN, Polarity.HIGHER: Kind.IMPROVEMENT, Polarity.NEITHER: Kind.LOW}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOptions:
    """`good` is which way is better for the number of events. `until` is the day up to which they were recorded."""

    good: Polarity = Polarity.LOWER
    breaks: tuple[datetime, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The days before an event, from the one before it. `rule` is empty where the gap is usual."""

    label: str
    days: float
    group: int
    kind: Kind
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapGroup:
    """A stretch between breaks; the limits are None where there are too few events."""

    events: int
    limits: GapLimits | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """`since` are the days from the last event to the day up to which events were recorded; `open` what they are."""

    by: str | None
    last: str
    until: str
    gaps: tuple[Gap, ...]
    groups: tuple[GapGroup, ...]
    since: float | None
    open: Kind

    @property
    def answer(self) -> Answer:
        if self.groups[-1].limits is None:
            return Answer.TOO_FEW
        return Answer.SIGNAL if self.kind is not Kind.COMMON else Answer.USUAL

    @property
    def kind(self) -> Kind:
        """Of the gap that is still open where it is too long; else of the last gap."""
        if self.open is not Kind.COMMON:
            return self.open
        own = [gap.kind for gap in self.gaps if gap.group == len(self.groups) - 1]
        return own[-1] if own else Kind.COMMON

    @property
    def sentences(self) -> str:
        return in_words(_sentences(self))


def report_on_events(series: NamedSeries, options: EventOptions) -> EventReport:
    """Raises RefusedSeries where the events end after the day up to which they were recorded."""
    events = sorted(zip(series.dates, series.labels, strict=True))
    last = events[-1]
    if options.until is not None and last[0] >= options.until + ONE_DAY:
        text = "the event of {day} is after {until}, up to which events were recorded."
        raise RefusedSeries("until", text, day=last[1], until=f"{options.until:%Y-%m-%d}")
    starts = sorted(options.breaks)
    parts = [[event for event in events if _part(event[0], starts) == place] for place in range(len(starts) + 1)]
    if not all(parts):
        day = starts[max(0, next(place for place, part in enumerate(parts) if not part) - 1)]
        text = "there is no event on one side of the break {day}: leave it out."
        raise RefusedSeries("break", text, day=f"{day:%Y-%m-%d}")
    groups = tuple(_group(part) for part in parts)
    gaps = tuple(
        _gap(before[0], event, place, groups[place].limits, options.good)
        for place, part in enumerate(parts)
        for before, event in zip(part, part[1:], strict=False)
    )
    since = None if options.until is None else _days(last[0], options.until + ONE_DAY)
    limits = groups[-1].limits
    too_long = since is not None and limits is not None and limits.is_rarer(since)
    return EventReport(
        by=series.by,
        last=last[1],
        until=f"{options.until:%Y-%m-%d}" if options.until else "",
        gaps=gaps,
        groups=groups,
        since=since,
        open=_RARER[options.good] if too_long else Kind.COMMON,
    )


def _part(day: datetime, starts: list[datetime]) -> int:
    return sum(start <= day for start in starts)


def _days(before: datetime, after: datetime) -> float:
    return (after - before) / ONE_DAY


def _group(part: list[tuple[datetime, str]]) -> GapGroup:
    days = [_days(before, after) for (before, _), (after, _) in zip(part, part[1:], strict=False)]
    return GapGroup(events=len(part), limits=time_limits(days) if len(part) >= FEWEST else None)


def _gap(before: datetime, event: tuple[datetime, str], group: int, limits: GapLimits | None, good: Polarity) -> Gap:
    days = _days(before, event[0])
    kind, rule = Kind.COMMON, ""
    if limits is not None and limits.is_rarer(days):
        kind, rule = _RARER[good], "outside-above"
    elif limits is not None and days < limits.lower:
        kind, rule = _OFTENER[good], "outside-below"
    return Gap(label=event[1], days=days, group=group, kind=kind, rule=rule)


def _sentences(report: EventReport) -> list[Sentence]:
    group = report.groups[-1]
    if group.limits is None:
        few = "Too few events ({n}) to say what is usual: it takes {fewest}."
        return [(few, {"n": group.events, "fewest": FEWEST})]
    usual = "From one event to the next {mean} days are typical, and up to {upper} are usual."
    found: list[Sentence] = [(usual, {"mean": figure(group.limits.mean), "upper": figure(group.limits.upper)})]
    if report.since is not None:
        params = {
            "since": figure(report.since),
            "last": date_words(report.last[:10]),
            "until": date_words(report.until),
        }
        if report.open is not Kind.COMMON:
            found.append(("The {since} days without an event up to {until} are more: they have become rarer.", params))
        else:
            found.append(("The {since} days without an event up to {until} are no more than usual.", params))
    marked = [gap for gap in report.gaps if gap.kind is not Kind.COMMON and gap.group == len(report.groups) - 1]
    for gap in marked[-1:]:
        words = "The {days} days before the event of {day} are {more} is usual."
        more = "more than" if gap.rule == "outside-above" else "fewer than"
        found.append((words, {"days": figure(gap.days), "day": date_words(gap.label[:10]), "more": more}))
    if not marked and report.since is None:
        found.append(("No gap stands out.", {}))
    return found


def as_json(reports: Iterable[EventReport]) -> str:
    return json.dumps([_as_data(each) for each in reports], ensure_ascii=False, indent=1)


def _as_data(report: EventReport) -> dict[str, object]:
    return {
        "by": report.by,
        "groups": [
            {"n": each.events, "mean": limits.mean, "lpl": limits.lower, "upl": limits.upper}
            if (limits := each.limits)
            else {"n": each.events, "mean": None, "lpl": None, "upl": None}
            for each in report.groups
        ],
        "points": [
            {"x": gap.label, "y": gap.days, "group": gap.group, "kind": gap.kind, "rule": gap.rule or None}
            for gap in report.gaps
        ],
        "verdict": {
            "answer": report.answer,
            "kind": report.kind,
            "since": report.since,
            "sentence": report.sentences,
            "rules": RULES,
        },
    }


def as_csv(reports: Iterable[EventReport]) -> str:
    """One row a gap, with the limits of its group; `y` are days."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for report in reports:
        for gap in report.gaps:
            limits = report.groups[gap.group].limits
            told = (limits.mean, limits.lower, limits.upper) if limits else ("", "", "")
            writer.writerow((safe_text(report.by or ""), gap.label, gap.days, gap.group, gap.kind, gap.rule, *told))
    return text.getvalue()
