"""Where figures come from, how far they reach, who cleared them, and what is still awaited. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from saferplan.common.dates import date_words, local_day
from saferplan.measures.period_names import period_name
from saferplan.measures.rules import LEVELS, Missing, ReleaseLevel, StandingRelease
from saferplan.measures.series import Point, PointState, Series
from saferplan.measures.small_numbers import NO_RULE
from saferplan.measures.verdict_words import Name
from saferplan.report.derivations import Sentence, in_words
from saferplan.report.labels import SMALL_LEFT_OUT, SMALL_ROUNDED, Translate

_RELEASES = {
    ReleaseLevel.PROVISIONAL: "Provisional",
    ReleaseLevel.BOARD: "Cleared for the board",
    ReleaseLevel.PUBLIC: "Cleared for the public",
}


def quiet_line(series: Series, translate: Translate = str) -> str:
    """`City Police. Data to 31 August 2018. Cleared for the board. As known on 3 October 2018.`"""
    measure, data_to = series.measure, series.data_to
    where = measure.source or measure.supplier or translate("No source is recorded")
    parts = [where.rstrip(".")]
    if measure.source and measure.supplier and measure.supplier not in measure.source:
        parts[0] += translate(", from {supplier}").format(supplier=measure.supplier)
    if data_to:
        parts.append(translate("Data to {day}").format(day=_day(data_to, translate)))
    else:
        parts.append(translate("No data yet"))
    if release := release_words(series, translate):
        parts.append(release)
    parts.append(translate("As known on {day}").format(day=_day(local_day(series.as_at), translate)))
    if small := small_words(series, translate):
        parts.append(small)
    return ". ".join(parts) + "."


def small_words(series: Series, translate: Translate = str) -> str:
    """What the mark is, and that figures are rounded; empty where all are exact."""
    if series.small == NO_RULE:
        return ""
    if not series.small.is_rounding:
        return translate(SMALL_LEFT_OUT)
    return translate(SMALL_ROUNDED)


def release_words(series: Series, translate: Translate = str) -> str:
    """For whom what is shown is cleared; where only the newest values are not, from when on."""
    level = series.level
    if level is None:
        return ""
    if series.measure.standing is StandingRelease.ALREADY_PUBLISHED:
        return translate("Already published")
    told = [point for point in series.points if point.value is not None]
    least = [point for point in told if point.level is level]
    rest = max((point.level for point in told if point.level is not level), key=LEVELS.index, default=level)
    if rest is level:
        return translate(_RELEASES[level])
    words = translate("{release}; {least} from {period}")
    name = period_name(series.measure.frequency, translate)
    lower = translate(_RELEASES[level])
    return words.format(
        release=translate(_RELEASES[rest]), least=lower[:1].lower() + lower[1:], period=name(least[0].ends)
    )


def waiting_title(series: Series, translate: Translate = str) -> str:
    """What a chart without any value is called."""
    params: dict[str, object] = {"name": series.measure.name}
    held = _held(series.points)
    if held:
        return in_words([("{name}: " + _await(series), params | _since(series, held))], translate)
    if any(point.missing is Missing.AWAITING for point in series.points):
        return in_words([("{name}: awaiting data", params)], translate)
    if any(point.state is PointState.SMALL for point in series.points):
        return in_words([("{name}: counts too small to show", params)], translate)
    if any(point.state is PointState.WAITS for point in series.points):
        return in_words([("{name}: awaiting the other parts of its total", params)], translate)
    return in_words([("{name}: no figures yet", params)], translate)


def waiting_sentences(series: Series) -> list[Sentence]:
    """What is not there yet: values that nobody cleared, newer ones than are shown, and periods without a value."""
    name = period_name(series.measure.frequency)
    held = _held(series.points)
    found: list[Sentence] = []
    if held:
        text = "{periods} " + ("is " if len(held) == 1 else "are ") + _await(series) + "."
        found.append((text, {"periods": _periods(held, name)} | _since(series, held)))
    newer = [point for point in series.points if point.value is not None and point.waits_since]
    if newer:
        text = "A newer figure for {periods} is " + _await(series) + "."
        found.append((text, {"periods": _periods(newer, name)} | _since(series, newer)))
    for state, words in _NOT_SHOWN.items():
        kept = _ending(series.points, state)
        if kept:
            found.append((words, {"periods": _periods(kept, name)}))
    late = _trailing(series.points)
    if late:
        text = "There is no figure yet for {periods}."
        found.append((text, {"periods": _periods(late, name)}))
    if not found and series.latest is None:
        found.append(("No figure has come in yet.", {}))
    return found


_NOT_SHOWN = {
    PointState.SMALL: "Of {periods} nothing is shown: small counts are kept back.",
    PointState.WAITS: "Of {periods} nothing is shown until all parts of the total are released.",
}


def _ending(points: Sequence[Point], state: PointState) -> list[Point]:
    """The periods after the last value that are kept back for one reason."""
    last = max((place for place, point in enumerate(points) if point.value is not None), default=-1)
    return [point for point in points[last + 1 :] if point.state is state]


def _await(series: Series) -> str:
    return "awaiting release by {supplier} since {day}" if series.measure.supplier else "awaiting release since {day}"


def _held(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if point.state is PointState.NOT_RELEASED]


def _trailing(points: Sequence[Point]) -> list[Point]:
    """The periods after the last value of which somebody said that the figure is still to come."""
    found: list[Point] = []
    for point in reversed(points):
        if point.value is not None:
            break
        if point.missing is Missing.AWAITING:
            found.insert(0, point)
    return found


def _since(series: Series, points: Sequence[Point]) -> dict[str, object]:
    first = min(point.waits_since for point in points if point.waits_since)
    return {"supplier": series.measure.supplier, "day": local_day(first)}


def _periods(points: Sequence[Point], name: Name) -> str:
    first, last = name(points[0].ends), name(points[-1].ends)
    return first if len(points) == 1 else f"{first} to {last}" if len(points) > 2 else f"{first} and {last}"


def _day(day: date, translate: Translate) -> str:
    return date_words(day.isoformat(), translate)
