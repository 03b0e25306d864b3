"""A measure's page as its template needs it: chart, table, definition, and all that was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saferplan.charts.marks import DRAW
from saferplan.common.dates import date_words
from saferplan.measures.baselines import baseline_figure
from saferplan.measures.comparing import Refusal, Way, compare, comparison_words
from saferplan.measures.period_names import period_name
from saferplan.measures.readings import adding_of
from saferplan.measures.rules import BaselineKind, ReleaseLevel, Unit
from saferplan.measures.series import MeasureFacts, Point
from saferplan.measures.showing import Shown, told_points, unit_of, written
from saferplan.measures.shown_points import mark_of
from saferplan.measures.verdict import Answer
from saferplan.report.derivations import in_words
from saferplan.report.outcomes import Polarity
from saferplan.report.tree import Measure
from saferplan.web.badges import SIGNALS, Badge, badge_of
from saferplan.web.figures import NARROW, WIDE, draw
from saferplan.web.measures.present_history import Event, present_events

LEVELS = {
    ReleaseLevel.PROVISIONAL: lambda: _("Provisional"),
    ReleaseLevel.BOARD: lambda: _("Cleared for the board"),
    ReleaseLevel.PUBLIC: lambda: _("Cleared for the public"),
}
POLARITIES = {
    Polarity.LOWER: lambda: _("Lower is better"),
    Polarity.HIGHER: lambda: _("Higher is better"),
    Polarity.NEITHER: lambda: _("Neither more nor less is better by itself"),
}
WAYS = (Way.QUARTER, Way.YEAR_TO_DATE, Way.ROLLING_YEAR, Way.SAME_LAST_YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A value in the table; `parts` are what a rate or percentage is made of."""

    period: str
    value: str
    parts: str
    notes: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePage:
    figure: Measure
    badge: Badge
    wide: SafeString
    narrow: SafeString
    marks: tuple[Badge, ...]
    has_range: bool
    comparisons: tuple[str, ...]
    facts: tuple[Fact, ...]
    baseline: str
    events: tuple[Event, ...]
    rows: tuple[Row, ...]
    is_retired: date | None


def present_measure(shown: Shown) -> MeasurePage:
    measure = shown.series.measure
    return MeasurePage(
        figure=shown.figure,
        badge=badge_of(shown.figure.signal),
        wide=draw(shown.figure, WIDE, "wide"),
        narrow=draw(shown.figure, NARROW, "narrow"),
        marks=_marks(shown.figure),
        has_range=any(each.upper for each in shown.figure.ranges),
        comparisons=_comparisons(shown),
        facts=_facts(shown),
        baseline=_baseline(shown),
        events=present_events(shown.series),
        rows=tuple(reversed(_rows(shown))),
        is_retired=measure.retired_on,
    )


def _marks(figure: Measure) -> tuple[Badge, ...]:
    """The marks that the chart has, in the order of the key."""
    kinds = {point.kind for point in figure.points if point.value}
    codes = [Answer.USUAL.value if kind == "common" else kind for kind in DRAW if kind in kinds]
    return tuple(badge_of(code) for code in codes)


def _comparisons(shown: Shown) -> tuple[str, ...]:
    """Each way of comparing in one sentence that names both periods, or why it is not compared; each once."""
    told, measure = told_points(shown.series), shown.series.measure
    if shown.verdict is None:
        return ()
    doubted = frozenset(told[place].ends for place in shown.verdict.suspects)
    found = []
    for way in WAYS:
        compared = compare(told, way, adding_of(shown.series, doubted))
        if isinstance(compared, Refusal):
            found.append(in_words([compared.sentence], _))
        else:
            words = comparison_words(compared, unit=unit_of(measure), decimals=measure.decimals)
            found.append(in_words([words], _))
    return tuple(dict.fromkeys(found))


def _facts(shown: Shown) -> tuple[Fact, ...]:
    measure = shown.series.measure
    parts = [
        (_("Definition"), measure.definition),
        (_("Stands for"), measure.is_proxy_for),
        (_("Counted in"), _unit(measure)),
        (_("What is better"), POLARITIES[measure.polarity]()),
        (
            _("How often"),
            {"month": _("Every month"), "quarter": _("Every quarter"), "year": _("Every year")}[measure.frequency],
        ),
        (_("Where"), measure.geography),
        (_("Source"), measure.source),
        (_("Supplied by"), measure.supplier),
    ]
    return tuple(Fact(label, text) for label, text in parts if text)


def _unit(measure: MeasureFacts) -> str:
    if measure.unit is Unit.PERCENTAGE:
        return _("per cent of %(what)s") % {"what": measure.unit_words} if measure.unit_words else _("per cent")
    return _("pounds") if measure.unit is Unit.MONEY else unit_of(measure)


def _baseline(shown: Shown) -> str:
    """The baseline in force, or why there is none, who was asked, and when it is due."""
    series = shown.series
    day = series.data_to or series.as_at.date()
    baseline = series.baseline_on(day)
    if baseline is None:
        return _("No baseline is recorded, and no reason for having none.")
    if baseline.kind is BaselineKind.NONE:
        return _no_baseline(baseline.reason, baseline.asked_of, baseline.asked_on, baseline.due_on)
    found = baseline_figure(baseline, series.points, per=series.measure.per)
    if found.value is None:
        return _("A baseline is set, but no figure of its period is shown here.")
    value = written(series.measure, found.value)
    if baseline.starts and baseline.ends:
        words = _("%(value)s on average from %(first)s to %(last)s.")
        return words % {"value": value, "first": _day(baseline.starts), "last": _day(baseline.ends)}
    return _("%(value)s.") % {"value": value}


def _no_baseline(reason: str, asked_of: str, asked_on: date | None, due_on: date | None) -> str:
    parts = [_("None yet: %(reason)s.") % {"reason": reason.rstrip(".")}]
    if asked_of and asked_on:
        parts.append(_("Asked of %(who)s on %(day)s.") % {"who": asked_of, "day": _day(asked_on)})
    elif asked_of:
        parts.append(_("Asked of %(who)s.") % {"who": asked_of})
    if due_on:
        parts.append(_("Due on %(day)s.") % {"day": _day(due_on)})
    return " ".join(parts)


def _rows(shown: Shown) -> list[Row]:
    series, figure = shown.series, shown.figure
    name = period_name(series.measure.frequency, _)
    drawn = zip(series.points, figure.points, strict=True)
    return [
        Row(
            period=name(point.ends),
            value=written(series.measure, float(point.value))
            if point.value is not None
            else mark_of(point) or "\N{EN DASH}",
            parts=_parts(point),
            notes=_notes(point, drawn_point.kind, drawn_point.note),
            is_known=point.value is not None,
        )
        for point, drawn_point in drawn
    ]


def _parts(point: Point) -> str:
    if point.numerator is None or point.denominator is None:
        return ""
    words = _("%(part)s of %(whole)s")
    return words % {"part": f"{point.numerator.normalize():,f}", "whole": f"{point.denominator.normalize():,f}"}


def _notes(point: Point, kind: str, note: str) -> str:
    """What is to be known of a value: whether it stands out, whether it is released, whether it was revised."""
    parts = [str(SIGNALS[kind])] if kind in SIGNALS else []
    if note:
        parts.append(note)
    if point.value is not None and point.level is ReleaseLevel.PROVISIONAL:
        parts.append(_("Provisional"))
    if point.embargo_until:
        parts.append(_("Public from %(day)s") % {"day": date_format(point.embargo_until, "j F Y")})
    if point.waits_since and point.value is not None:
        parts.append(
            _("A newer figure awaits release since %(day)s") % {"day": date_format(point.waits_since, "j F Y")}
        )
    if point.revisions:
        count = ngettext("Revised once", "Revised %(count)d times", point.revisions)
        parts.append(count % {"count": point.revisions})
    return ". ".join(parts) + ("." if parts else "")


def _day(day: date) -> str:
    return date_words(day.isoformat(), _)
