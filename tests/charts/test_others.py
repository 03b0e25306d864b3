"""Run and rolling charts, bars, strips of lights, sparklines: sound, texts apart, honest."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest

from saferplan.charts.bars import Bar, bars
from saferplan.charts.lights import LOOKS, SHAPES, light_sign, lights_strip
from saferplan.charts.marks import DRAW, mark_sign
from saferplan.charts.rolling import marked_places, rolling_chart
from saferplan.charts.run import run_chart
from saferplan.charts.sparkline import sparkline
from saferplan.report.labels import LOOKS as REPORT_LOOKS
from saferplan.report.tree import Light
from saferplan.web.signs import SHAPES as WEB_SHAPES
from tests.charts.geometry import Drawing, check_sound, check_texts, read, subpaths
from tests.charts.series import month

NAMES = (
    "City of London",
    "B",
    "A partnership with a name that goes on for longer than a chart is wide",
    "Ellesmere Port",
)
LIGHTS = (*LOOKS, "unknown")


def rolling(values: list[float | None], **more: object) -> str:
    points = [(month(place), value) for place, value in enumerate(values)]
    return rolling_chart(**{"title": "Burglary, 12 months", "description": "d", "points": points, **more})  # type: ignore[arg-type]


def strong(drawing: Drawing) -> list[str]:
    return [text.text for text in drawing.texts if text.is_bold]


def test_a_rolling_chart_says_the_latest_and_what_it_is_compared_with() -> None:
    drawing = check_texts(rolling([200.0 + place * 3 for place in range(25)]))
    assert sorted(strong(drawing)) == ["236", "272"]
    assert len(list(drawing.named("circle"))) == 2


@pytest.mark.parametrize(
    ("values", "compare", "breaks", "marked"),
    [
        ([1.0] * 13, 12, (), (0, 12)),
        ([1.0] * 12, 12, (), (11,)),
        ([1.0] * 13 + [None], 12, (), (0, 12)),
        ([None] + [1.0] * 12, 12, (), (12,)),
        ([1.0] * 13, 12, ((5, "moved"),), (12,)),
        ([1.0] * 13, 12, ((0, "moved"),), (0, 12)),
        ([1.0] * 13, 12, ((12, "moved"),), (12,)),
        ([1.0] * 13, 0, (), (12,)),
        ([None], 12, (), ()),
        ([], 12, (), ()),
    ],
)
def test_nothing_is_compared_across_a_break_or_with_nothing(
    values: list[float | None], compare: int, breaks: tuple[tuple[int, str], ...], marked: tuple[int, ...]
) -> None:
    assert marked_places(values, compare, breaks) == marked


def test_the_median_of_a_run_chart_is_drawn_from_the_last_break_on() -> None:
    points = [(month(place), float(10 + place % 3)) for place in range(12)]
    svg = run_chart(title="t", description="d", points=points, median=11.0, breaks=[(6, "moved")])
    drawing = check_texts(svg)
    assert "Median 11" in drawing.words()
    level = next(text for text in drawing.texts if text.text == "Median 11")
    middle = (level.top + level.bottom) / 2
    lines = [run for path in drawing.named("path") for run in subpaths(path.get("d", "").replace("L", " "))]
    flat = [run for run in lines if len(run) == 2 and run[0][1] == run[1][1] and abs(run[0][1] - middle) < 3]
    assert [run[0][0] > drawing.width / 3 for run in flat] == [True]


def test_run_and_rolling_charts_of_random_series_keep_their_texts_apart() -> None:
    for seed in range(400):
        rng = random.Random(seed)
        values = [None if rng.random() < 0.1 else rng.gauss(50, 20) for _ in range(rng.choice((1, 5, 14, 36, 90)))]
        breaks = [(rng.randrange(1, 40), "recording changed")] if rng.random() < 0.4 else []
        width = rng.choice((290, 320, 640))
        check_texts(rolling(values, breaks=breaks, width=width, height=200, unit="%", target=rng.choice((None, 60))))
        points = [(month(place), value) for place, value in enumerate(values)]
        median = rng.choice((None, 50.0))
        check_texts(run_chart(title="t", description="d", points=points, median=median, breaks=breaks, width=width))


def rectangles(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    names = ("x", "y", "width", "height")
    found = [[float(each.get(name, "")) for name in names] for each in drawing.named("rect")]
    return [(x, y, x + wide, y + high) for x, y, wide, high in found]


def test_bars_start_at_zero_and_are_as_long_as_their_values() -> None:
    drawing = check_texts(
        bars(title="t", description="d", bars=[Bar(label=n, value=v) for n, v in zip("abc", (10, 20, 40), strict=True)])
    )
    found = rectangles(drawing)
    assert len({left for left, *_rest in found}) == 1
    wide = [right - left for left, _top, right, _bottom in found]
    assert wide[1] == pytest.approx(2 * wide[0], abs=0.3)
    assert wide[2] == pytest.approx(4 * wide[0], abs=0.3)


def test_bars_below_zero_go_the_other_way() -> None:
    down, up = rectangles(
        check_texts(bars(title="t", description="d", bars=[Bar(label="a", value=-5), Bar(label="b", value=5)]))
    )
    assert down[2] == pytest.approx(up[0], abs=0.1)
    assert down[0] < up[0]


def test_ones_own_bar_differs_in_more_than_colour_and_a_missing_one_is_words() -> None:
    given = [Bar(label="Ours", value=4, is_own=True), Bar(label="Theirs", value=9), Bar(label="Late", value=None)]
    drawing = check_texts(bars(title="t", description="d", bars=given, reference=("Median", 6.5)))
    assert strong(drawing) == ["Ours", "4"]
    assert [each.get("fill-opacity") for each in drawing.named("rect")] == [None, ".22"]
    assert {"No figure", "Median 6.5"} <= set(drawing.words())


def test_random_bars_keep_their_texts_apart_and_off_the_bars() -> None:
    for seed in range(400):
        rng = random.Random(seed)
        given = [
            Bar(
                label=rng.choice(NAMES),
                value=rng.choice((None, 0.0, rng.gauss(0, 1) * 10 ** rng.randrange(7), rng.random())),
                note=rng.choice(("", "", "provisional", "a note that is much longer than there is room for " * 3)),
                is_own=rng.random() < 0.2,
            )
            for _ in range(rng.choice((0, 1, 3, 9, 20)))
        ]
        reference = rng.choice((None, ("Median of the group", rng.gauss(0, 100))))
        unit = rng.choice(("", "%", "£", "per 1,000 people"))
        width = rng.choice((200, 290, 320, 640))
        drawing = check_texts(bars(title="t", description="d", bars=given, unit=unit, reference=reference, width=width))
        found = rectangles(drawing)
        assert not [
            text
            for text in drawing.texts
            for left, top, right, bottom in found
            if text.left < right and left < text.right and text.top < bottom and top < text.bottom
        ]
        assert all(one[3] < other[1] for one, other in pairwise(found))


@pytest.mark.parametrize("count", [0, 1, 2, 8, 12, 40])
@pytest.mark.parametrize("width", [200, 320, 640])
def test_a_strip_of_lights_has_a_shape_and_a_letter_for_each(count: int, width: int) -> None:
    cells = [(month(place * 3 + 2), LIGHTS[place % len(LIGHTS)]) for place in range(count)]
    drawing = check_texts(lights_strip("Work over time", cells, width=width))
    assert drawing.width <= width
    assert len(strong(drawing)) == count
    assert len(list(drawing.named("rect"))) == count
    if count == 12:
        assert strong(drawing) == [*"GARCD", "\N{EN DASH}", "\N{EN DASH}", *"GARCD"]


def test_lights_look_as_they_do_in_reports_and_on_pages() -> None:
    assert {light.value: (look.ink, look.fill) for light, look in REPORT_LOOKS.items()} == LOOKS
    assert {light.value: shape for light, shape in WEB_SHAPES.items()} == SHAPES
    assert set(LOOKS) == {light.value for light in Light}


def test_signs_are_hidden_from_screen_readers_and_differ() -> None:
    signs = [*(mark_sign(kind) for kind in DRAW), *(light_sign(light) for light in LOOKS)]
    assert len(set(signs)) == len(signs)
    for each in signs:
        assert read(each).root.get("aria-hidden") == "true"


@pytest.mark.parametrize(
    ("values", "runs"),
    [
        ([1.0, 2.0, 3.0], [3]),
        ([1.0, None, 3.0, 4.0], [1, 2]),
        ([2.0, 2.0], [2]),
        ([1e308, -1e308, 0.0], [3]),
        ([5.0], [1]),
    ],
)
def test_a_sparkline_has_gaps_and_stays_in_its_frame(values: list[float | None], runs: list[int]) -> None:
    drawing = check_sound(sparkline("Robbery", values, ["common"] * len(values)))
    path = next(path for path in drawing.named("path") if path.get("stroke-linecap") == "round")
    found = subpaths(path.get("d", ""))
    assert [len(run) for run in found] == runs
    assert all(0 < x < 120 and 0 < y < 28 for run in found for x, y in run)


def test_a_sparkline_without_figures_is_a_dashed_line() -> None:
    for values in ([], [None, None]):
        assert "stroke-dasharray" in sparkline("Robbery", values, [])
    assert "stroke-dasharray" not in sparkline("Robbery", [1.0, 2.0], [])


def test_a_sparkline_marks_what_stands_out_and_is_tiny() -> None:
    svg = sparkline("Robbery", [float(place % 5) for place in range(36)], ["common"] * 30 + ["improvement"] * 6)
    assert len(list(check_sound(svg).named("circle"))) == 6
    assert len(svg) < 1500
    assert re.search(r'width="120" height="28"', svg)
