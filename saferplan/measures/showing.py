"""A measure as it is shown: words, badge, range and points, all of one result, so that none says what another denies.

Pure. Pages, documents and exports take `Shown.figure`, a part of the report tree; nothing is worked out after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from saferplan.charts.figures import figure
from saferplan.common.dates import local_day
from saferplan.measures.comparing import Comparison, NotCompared, Refusal, Way, compare, comparison_words
from saferplan.measures.headline import Titled, headline_words
from saferplan.measures.period_names import period_name
from saferplan.measures.readings import adding_of
from saferplan.measures.rules import Unit
from saferplan.measures.series import MeasureFacts, Point, PointState, Series
from saferplan.measures.shown_points import breaks_of, mark_of, no_value_words, number_text, shown_points, shown_ranges
from saferplan.measures.small_numbers import NO_RULE
from saferplan.measures.spc import Options, compute
from saferplan.measures.verdict import Answer, Verdict, judge
from saferplan.measures.verdict_words import explain, warnings
from saferplan.measures.waiting import quiet_line, release_words, small_words, waiting_sentences, waiting_title
from saferplan.report import tree
from saferplan.report.derivations import Sentence, in_words
from saferplan.report.labels import Translate
from saferplan.report.outcomes import TargetBasis

_SIGNS = {Unit.PERCENTAGE: "%", Unit.MONEY: "£"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A series, what is said of it, and the same as a figure of a report. `verdict` is None without any value."""

    series: Series
    verdict: Verdict | None
    compared: Comparison | Refusal | None
    figure: tree.Measure

    @property
    def is_measured(self) -> bool:
        return self.verdict is not None


def show(series: Series, translate: Translate = str) -> Shown:
    """What is shown of a series as it was known at its instant, to its audience."""
    told = told_points(series)
    if not told:
        return Shown(series=series, verdict=None, compared=None, figure=_without_values(series, translate))
    verdict = _verdict(series, told)
    compared = _compared(series, told, verdict)
    return Shown(
        series=series, verdict=verdict, compared=compared, figure=_figure(series, verdict, compared, translate)
    )


def told_points(series: Series) -> tuple[Point, ...]:
    """The points up to the last with a value: what is still to come is said, and decides nothing."""
    last = max((place for place, point in enumerate(series.points) if point.value is not None), default=-1)
    return series.points[: last + 1]


def unit_of(measure: MeasureFacts) -> str:
    """`%` or `£` beside each value, else the words of what is counted."""
    if measure.unit in _SIGNS:
        return _SIGNS[measure.unit]
    if measure.unit is Unit.RATE:
        return " ".join(part for part in (measure.unit_words, f"per {measure.per:,}") if part)
    return measure.unit_words or ("days" if measure.unit is Unit.DAYS else "")


def written(measure: MeasureFacts, value: Fraction | float) -> str:
    """A value as it stands beside marks and in sentences: `1,234`, `12.5%`, `£1,200`."""
    return figure(float(value), unit=unit_of(measure), decimals=measure.decimals)


def target_of(series: Series, day: date) -> float | None:
    """What each value is to reach on a day; None where the target is for a sum that builds up over the year."""
    if series.measure.target_basis is TargetBasis.CUMULATIVE:
        return None
    target = series.target_on(day)
    return None if target is None else float(target.value)


def _verdict(series: Series, told: Sequence[Point]) -> Verdict:
    dates = [point.ends for point in told]
    values = [None if point.value is None else float(point.value) for point in told]
    options = Options(
        good=series.measure.polarity,
        target=target_of(series, dates[-1]),
        breaks=tuple(dates[place] for place, _words in breaks_of(series, told)),
    )
    return judge(compute(dates, values, options), [point.ends for point in told if point.is_excluded])


def _compared(series: Series, told: Sequence[Point], verdict: Verdict) -> Comparison | Refusal:
    """The 12 months against the 12 before. A zero that may be a missing value is none in a sum."""
    doubted = frozenset(told[place].ends for place in verdict.suspects)
    return compare(told, Way.ROLLING_YEAR, adding_of(series, doubted))


def _figure(series: Series, verdict: Verdict, compared: Comparison | Refusal, translate: Translate) -> tree.Measure:
    measure = series.measure
    name = period_name(measure.frequency, translate)
    made = "".join(_said(headline_words(_titled(measure), verdict, compared, name), translate))
    sentences = [*explain(verdict, name), *warnings(verdict, name), *_without_small(series, verdict)]
    sentences += waiting_sentences(series)
    if isinstance(compared, Refusal) and not _is_said(compared, verdict):
        sentences.append(compared.sentence)
    said = _said(sentences, translate)
    latest = series.latest
    own_title = title_of(series)
    assert latest is not None
    assert latest.value is not None
    return replace(
        _known_of(series, translate),
        title=own_title or made,
        # A title of somebody's own may grow old: what the figures say now stands below it.
        sentence=" ".join([*([made + "."] if own_title else []), *said]),
        signal=signal_of(verdict),
        latest=f"{written(measure, float(latest.value))} ({name(latest.ends)})",
        comparison=_compared_words(measure, compared, translate),
        target=number_text(verdict.target),
        points=shown_points(series, verdict, translate),
        ranges=shown_ranges(verdict),
        breaks=tuple(tree.Break(at=place, reason=words) for place, words in breaks_of(series, series.points)),
    )


def _without_small(series: Series, verdict: Verdict) -> list[Sentence]:
    own = series.points[verdict.part.first : verdict.part.last]
    if verdict.part.mean is None or not any(point.state is PointState.SMALL for point in own):
        return []
    return [("The average and any usual range are made without the small counts.", {})]


def title_of(series: Series) -> str:
    """The title of somebody's own: none where small numbers are kept back, for it may hold one."""
    return series.measure.title if series.small == NO_RULE else ""


def _is_said(refusal: Refusal, verdict: Verdict) -> bool:
    """Whether the title says already why the 12 months are not compared."""
    return refusal.code is NotCompared.BREAK or verdict.answer is Answer.TOO_FEW


def signal_of(verdict: Verdict) -> str:
    """The code of the badge: the kind of the latest point where it tells one, else the answer."""
    return verdict.kind.value if verdict.kind.value != "common" else verdict.answer.value


def _titled(measure: MeasureFacts) -> Titled:
    return Titled(measure.name, measure.frequency, unit_of(measure), measure.decimals)


def _said(sentences: Sequence[Sentence], translate: Translate) -> list[str]:
    return [in_words([each], translate) for each in sentences]


def _compared_words(measure: MeasureFacts, compared: Comparison | Refusal, translate: Translate) -> str:
    if isinstance(compared, Refusal):
        return ""
    return in_words([comparison_words(compared, unit=unit_of(measure), decimals=measure.decimals)], translate)


def _without_values(series: Series, translate: Translate) -> tree.Measure:
    """What is shown of a measure before its first value: who is to release it, or that there is none."""
    return replace(
        _known_of(series, translate),
        title=title_of(series) or waiting_title(series, translate),
        sentence=" ".join(_said(waiting_sentences(series), translate)),
        signal=Answer.NO_VALUE.value,
        points=tuple(
            tree.Point(label=f"{point.ends:%Y-%m}", note=no_value_words(point, translate), mark=mark_of(point))
            for point in series.points
        ),
    )


def _known_of(series: Series, translate: Translate) -> tree.Measure:
    """What a measure is, how far it reaches and for whom it is cleared."""
    measure, data_to = series.measure, series.data_to
    return tree.Measure(
        code=measure.code,
        name=measure.name,
        unit=unit_of(measure),
        decimals=measure.decimals,
        source=measure.source or measure.supplier,
        data_to=data_to.isoformat() if data_to else "",
        release=release_words(series, translate),
        known_on=local_day(series.as_at).isoformat(),
        caveat=" ".join(series.caveats),
        quiet=quiet_line(series, translate),
        small_numbers=small_words(series, translate),
    )
