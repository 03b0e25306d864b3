"""Words, badge, range and points of thousands of series say the same: none of them denies another."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from saferplan.charts.colours import BLUE, ORANGE, PURPLE
from saferplan.measures.series import Series
from saferplan.measures.showing import Shown, show
from saferplan.measures.spc import FEWEST
from saferplan.measures.verdict import Answer, Why
from saferplan.report.measure_pictures import chart_of
from saferplan.report.outcomes import Polarity
from saferplan.report.tree import Measure, Point, UsualRange
from tests.measures.shown import series

MANY = 3000
KINDS = ("improvement", "concern", "high", "low")
SIGNS = {"improvement": BLUE, "concern": ORANGE}


def random_series(number: int) -> Series:
    """Steady, drifting, stepping, rare, constant, with spikes, gaps, zeros and breaks; each as its number has it."""
    luck = random.Random(number)
    size = luck.choice((1, 8, 12, 13, 14, 20, 24, 36, 48, 60))
    middle, spread = luck.choice(((30, 4), (300, 25), (0.6, 0.7), (8, 0), (12.5, 1.5)))
    drift, step = luck.choice((0, 0, 0, 0.4)), luck.choice((0, 0, 0, 3 * spread))
    values: list[float | None] = []
    for place in range(size):
        value = luck.gauss(middle, spread) + drift * place * spread / 8 + (step if place > size * 2 / 3 else 0)
        values.append(max(0, round(value, 0 if middle < 1 else luck.choice((0, 0, 1)))))
    for _ in range(luck.choice((0, 0, 1, 2))):
        values[luck.randrange(size)] = luck.choice((None, 0, middle * 4))
    breaks = [luck.randrange(1, size)] if size > 2 and luck.random() < 0.3 else []
    if all(value is None for value in values):
        values[0] = 1
    return series(values, breaks=breaks, polarity=luck.choice(list(Polarity)), decimals=luck.choice((0, 1)))


def all_shown() -> Iterator[tuple[int, Shown]]:
    for number in range(MANY):
        yield number, show(random_series(number))


def disagreements(shown: Shown) -> Iterator[str]:
    figure, verdict = shown.figure, shown.verdict
    if verdict is None:
        yield "no verdict"
        return
    told = [point for point in figure.points[: len(verdict.points)]]
    last, part = told[-1], figure.ranges[-1]
    words = f"{figure.title}. {figure.sentence}"
    is_gap = verdict.why is Why.LONG_GAP
    if (figure.signal in KINDS) != (verdict.answer is Answer.SIGNAL or is_gap):
        yield "the badge tells a signal and the verdict does not, or the other way round"
    if not is_gap and (figure.signal if figure.signal in KINDS else "common") != last.kind:
        yield "the badge is not the kind of the latest point"
    if ("which is worse" in figure.title) != (figure.signal == "concern" and not is_gap):
        yield "the title and the badge do not both say worse"
    if ("which is better" in figure.title) != (figure.signal == "improvement" and not is_gap):
        yield "the title and the badge do not both say better"
    if verdict.answer is Answer.USUAL and not _is_within(last, part):
        yield "a value outside its range is called usual"
    if ("within the usual range" in words) != (verdict.answer is Answer.USUAL):
        yield "the words speak of the usual range and the verdict does not, or the other way round"
    if "above the usual range" in words and not _is_above(last, part):
        yield "a value is called above a range that it is not above"
    if "below the usual range" in words and not _is_below(last, part):
        yield "a value is called below a range that it is not below"
    yield from _ranges_and_points(figure, told)
    if ("up from" in figure.title or "down from" in figure.title) and not figure.comparison:
        yield "the title compares and nothing says with what"
    if figure.title.endswith("usual range") and "range" in figure.title and ":" not in figure.title:
        yield "the range is the title alone"


def _ranges_and_points(figure: Measure, told: list[Point]) -> Iterator[str]:
    if [each.first for each in figure.ranges] != [0, *(each.at for each in figure.breaks if each.at < len(told))]:
        yield "the ranges do not begin where recording changed"
    for each in figure.ranges:
        own = told[each.first : each.last + 1]
        known = [point for point in own if point.value]
        if len(known) < FEWEST and (each.lower or any(point.kind != "common" for point in own)):
            yield "too few points have a range or a signal"
        outside = [point for point in known if each.upper and not _is_within(point, each)]
        if any(point.kind == "common" and not point.note for point in outside):
            yield "a point outside the range is drawn as usual"


def _is_within(point: Point, part: UsualRange) -> bool:
    return not _is_above(point, part) and not _is_below(point, part)


def _is_above(point: Point, part: UsualRange) -> bool:
    return bool(part.upper) and float(point.value) > float(part.upper) + 1e-6


def _is_below(point: Point, part: UsualRange) -> bool:
    return bool(part.lower) and float(point.value) < float(part.lower) - 1e-6


@pytest.mark.slow
def test_words_badge_range_and_points_agree() -> None:
    seen: dict[str, int] = {}
    for number, shown in all_shown():
        found = list(disagreements(shown))
        assert not found, (number, found, shown.figure.title, shown.figure.sentence)
        seen[shown.figure.signal] = seen.get(shown.figure.signal, 0) + 1
    answers = {Answer.USUAL, Answer.TOO_FEW, Answer.NOT_COMPUTED, Answer.RARE, Answer.UNSURE}
    assert {*KINDS, *(each.value for each in answers)} <= set(seen), seen


@pytest.mark.slow
def test_the_chart_marks_what_the_points_say() -> None:
    for number in range(0, MANY, 10):
        figure = show(random_series(number)).figure
        svg = chart_of(figure)
        for kind, colour in (*SIGNS.items(), ("high", PURPLE)):
            is_marked = any(point.kind == kind or (kind == "high" and point.kind == "low") for point in figure.points)
            assert (f'fill="{colour}"' in svg) == is_marked, (number, kind)
