"""What the words of a report mean: only those that stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from saferplan.report import labels
from saferplan.report.block_kinds import Cell, LightMark, Line, TrendMark
from saferplan.report.block_lights import Shown
from saferplan.report.derived import Basis
from saferplan.report.labels import Translate
from saferplan.report.readable import reason
from saferplan.report.tree import Activity, Card, Light, Priority, Report, Trend

_ALWAYS = (Light.GREEN, Light.AMBER, Light.RED)


def key_rows(report: Report, shown: Shown, say: Translate) -> list[tuple[Cell, ...]]:
    """A row for each word: the light or the trend, and what it means."""
    used = set(_used(report, shown))
    plain: set[Light] = set(_ALWAYS)
    silences: set[str] = set()
    own: dict[Light, set[str]] = {}
    for light, stated, basis in used:
        word = labels.light_word(light, stated, say, basis)
        silent = labels.SILENCES.get(Basis(basis)) if basis and light is Light.NONE else None
        if silent is not None and word == say(silent):
            silences.add(silent)
            continue
        plain.add(light)
        if word != say(labels.LIGHTS[light]):
            own.setdefault(light, set()).add(word)
    rows = [(_mark(light, say(labels.LIGHTS[light])), _text(say(labels.LIGHT_MEANINGS[light]))) for light in _in(plain)]
    rows += [
        (_mark(Light.NONE, say(word)), _text(say(meaning)))
        for word, meaning in labels.SILENCE_MEANINGS.items()
        if word in silences
    ]
    for light in _in(set(own)):
        meaning = say("This report's word for {light}.").format(light=say(labels.LIGHTS[light]).lower())
        rows += [(_mark(light, word), _text(meaning)) for word in sorted(own[light])]
    return rows + [_trend(trend, say) for trend in _trends(report, shown)]


def _used(report: Report, shown: Shown) -> Iterator[tuple[Light, str, str]]:
    """Each light as it is shown: with the source's words and what it follows from."""
    everything: list[Priority | Card | Activity] = [*report.priorities, *report.cards]
    for subject in everything + [each for _, each in report.activities()]:
        yield subject.light, subject.light_stated, subject.why.basis
    for priority in report.priorities:
        if shown.results:
            yield priority.results, "", priority.results_why.basis
        if shown.headline:
            yield priority.headline, "", priority.headline_why.basis
    for _, activity in report.activities():
        if activity.results is not Light.NONE or reason(activity.results_why):
            yield activity.results, "", activity.results_why.basis


def _in(lights: set[Light]) -> list[Light]:
    return [light for light in Light if light in lights]


def _trends(report: Report, shown: Shown) -> list[Trend]:
    used = {each.trend for each in report.priorities}
    if shown.activity_trends:
        used |= {each.trend for _, each in report.activities()}
    return [trend for trend in Trend if trend is not Trend.NONE or trend in used]


def _trend(trend: Trend, say: Translate) -> tuple[Cell, ...]:
    return (TrendMark(trend=trend, word=labels.trend_word(trend, say)),), _text(say(labels.TREND_MEANINGS[trend]))


def _mark(light: Light, word: str) -> Cell:
    return (LightMark(light=light, word=word),)


def _text(text: str) -> Cell:
    return (Line(text=text),)
