"""The chart with a usual range: sound, its texts apart, honest, and the same every time."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplan.charts.colours import BLUE, ORANGE, PURPLE
from saferplan.charts.points import Band, SpcPoint, table_rows
from saferplan.charts.spc import spc_chart
from tests.charts.geometry import Drawing, check_sound, check_texts, overlap, subpaths, value_line
from tests.charts.series import KINDS, month, random_chart


def points(*values: float | None, **more: object) -> list[SpcPoint]:
    return [SpcPoint(label=month(place), value=value) for place, value in enumerate(values)]


def chart(values: list[SpcPoint], **more: object) -> str:
    return spc_chart(**{"title": "Burglary", "description": "By month.", "points": values, **more})  # type: ignore[arg-type]


def dashed(drawing: Drawing, dashes: str) -> list[list[tuple[float, float]]]:
    return [
        run
        for path in drawing.named("path")
        if path.get("stroke-dasharray") == dashes
        for run in subpaths(path.get("d", "").replace("L", " "))
    ]


@pytest.mark.parametrize("first", range(0, 3000, 250))
def test_texts_never_overlap_in_thousands_of_random_charts(first: int) -> None:
    for seed in range(first, first + 250):
        check_texts(spc_chart(**random_chart(seed)))


any_value = st.one_of(st.none(), st.floats(), st.integers(-10, 10).map(float))
any_text = st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(
    values=st.lists(st.tuples(any_text, any_value, st.sampled_from(KINDS), any_text), max_size=40),
    words=any_text,
    target=any_value,
    break_at=st.integers(-2, 45),
    mean=any_value,
    limit=any_value,
    width=st.integers(-5, 700),
    height=st.integers(-5, 400),
)
def test_whatever_comes_in_a_sound_chart_comes_out(
    values: list[tuple[str, float | None, str, str]],
    words: str,
    target: float | None,
    break_at: int,
    mean: float | None,
    limit: float | None,
    width: int,
    height: int,
) -> None:
    made = [SpcPoint(label=label, value=value, kind=kind, note=note) for label, value, kind, note in values]  # type: ignore[arg-type]
    svg = spc_chart(
        title=words,
        description=words,
        points=made,
        bands=[Band(first=0, last=len(made) - 1, mean=mean, lower=limit, upper=mean)],
        target=target,
        breaks=[(break_at, words)],
        unit=words,
        width=width,
        height=height,
        key=True,
    )
    check_sound(svg)
    assert "None" not in re.sub(r"<(title|desc|text)[^>]*>[^<]*", "", svg)


@pytest.mark.parametrize(
    "values",
    [
        [],
        [None, None, None],
        [math.nan, math.inf, -math.inf],
        [5.0],
        [0.0] * 12,
        [7.0] * 36,
        [-3.0, -9.0, -4.0],
        [-5.0, 5.0, 0.0],
        [1e300, -1e300, 1e308],
        [1e-310, 2e-310],
        [1e15, 1e15 + 0.25],
        [0.0001, 0.0002, 0.00015],
        [float(place % 40) for place in range(190)],
        [1234567.0, 2345678.0],
        [None, 4.0, None, 5.0, None],
    ],
)
@pytest.mark.parametrize("width", [320, 640])
def test_extremes(values: list[float | None], width: int) -> None:
    drawing = check_texts(chart(points(*values), width=width))
    assert drawing.width == width
    known = [value for value in values if value is not None and math.isfinite(value)]
    assert ("No figures yet" in drawing.words()) == (not known)


def test_long_texts_are_cut_and_kept_in_full_where_they_are_read_aloud() -> None:
    long = "A very long name of a thing " * 20
    svg = chart(
        [SpcPoint(label=long, value=value) for value in (1.0, 2.0, 3.0)],
        title=long,
        description=long,
        unit=long,
        breaks=[(1, long)],
        width=320,
    )
    drawing = check_texts(svg)
    titles = [title.text for title in drawing.named("title")]
    assert titles[0] == long
    assert long.strip() in titles[1:]
    assert any(text.text.endswith("\N{HORIZONTAL ELLIPSIS}") for text in drawing.texts)


def test_the_last_value_is_said_once_and_strong() -> None:
    drawing = check_texts(chart(points(10, 14, 12), bands=[Band(first=0, last=2, mean=12, lower=8, upper=16)]))
    assert [text.text for text in drawing.texts if text.is_bold] == ["12"]


def test_the_last_known_value_is_said_where_later_ones_are_missing() -> None:
    drawing = check_texts(chart(points(10, 14, 11, None, None)))
    assert [text.text for text in drawing.texts if text.is_bold] == ["11"]
    assert len(drawing.root.findall(".//*[@stroke-width='1.3']")) == 1


def test_a_latest_point_of_ones_own_choice_is_said() -> None:
    given = [*points(10, 14), SpcPoint(label=month(2), value=17, is_latest=True), SpcPoint(label=month(3), value=12)]
    assert [text.text for text in check_texts(chart(given)).texts if text.is_bold] == ["17"]


def test_a_missing_value_is_a_gap_and_never_zero() -> None:
    drawing = check_texts(chart(points(10, 12, None, 11, 13)))
    assert [len(run) for run in value_line(drawing)] == [2, 2]


def test_no_line_crosses_a_break_or_the_end_of_a_group() -> None:
    values = [SpcPoint(label=month(place), value=10 + place % 3, group=place // 4) for place in range(8)]
    assert [len(run) for run in value_line(check_texts(chart(values)))] == [4, 4]
    broken = check_texts(chart(points(*range(1, 9)), breaks=[(3, "new system")]))
    assert [len(run) for run in value_line(broken)] == [3, 5]
    assert "new system" in broken.words()


def test_breaks_outside_the_series_are_not_drawn() -> None:
    assert chart(points(1, 2, 3), breaks=[(0, "x"), (3, "y"), (-1, "z")]) == chart(points(1, 2, 3))


def test_an_axis_that_starts_elsewhere_says_so() -> None:
    assert "Scale starts at 89%" in check_texts(chart(points(90, 95, 92), unit="%")).words()
    from_zero = check_texts(chart(points(90, 95, 92), unit="%", zero=True))
    assert "0%" in from_zero.words()
    assert not [word for word in from_zero.words() if "cale" in word]
    assert "Scale ends at \N{MINUS SIGN}90" in check_texts(chart(points(-90, -95, -92))).words()


def test_counts_start_at_zero_and_limits_below_it_are_cut() -> None:
    drawing = check_texts(chart(points(3, 9, 4), bands=[Band(first=0, last=2, mean=5, lower=-6, upper=16)]))
    words = drawing.words()
    assert "0" in words
    assert not any(word.startswith("\N{MINUS SIGN}") for word in words)


def test_a_target_is_dashed_and_named() -> None:
    drawing = check_texts(chart(points(3, 9, 4), target=6))
    assert "Target 6" in drawing.words()
    assert len(dashed(drawing, "7 4")) == 1
    assert {"Target", "6"} <= set(check_texts(chart(points(3, 9, 4), target=6, width=320)).words())


def test_a_mean_without_a_range_is_dotted() -> None:
    few = check_texts(chart(points(3, 9, 4), bands=[Band(first=0, last=2, mean=5.5)]))
    enough = check_texts(chart(points(3, 9, 4), bands=[Band(first=0, last=2, mean=5.5, lower=1, upper=10)]))
    assert len(dashed(few, "1.5 3")) == 1
    assert dashed(enough, "1.5 3") == []
    assert "Average 5.5" in few.words()


def test_each_kind_has_its_own_shape_and_colour() -> None:
    def only(kind: str) -> Drawing:
        return check_texts(chart([SpcPoint(label="a", value=1, kind=kind), *points(5)]))  # type: ignore[arg-type]

    shapes = {}
    for kind in ("common", "improvement", "concern", "high", "low"):
        drawing = only(kind)
        discs = [g for g in drawing.named("g") if g.get("fill") == BLUE]
        filled = [path for path in drawing.named("path") if path.get("fill") in (ORANGE, PURPLE)]
        shapes[kind] = (len(discs), *(re.sub(r"^M[\d. ]+", "", path.get("d", "")) for path in filled))
    assert len(set(shapes.values())) == 5
    assert shapes["improvement"] == (1,)


def test_a_point_with_a_note_is_marked() -> None:
    plain = check_texts(chart(points(1, 2, 3)))
    noted = check_texts(chart([*points(1, 2), SpcPoint(label=month(2), value=3, note="Counted <twice>")]))
    assert len(list(noted.named("circle"))) == len(list(plain.named("circle"))) + 1
    assert "Counted <twice>" in [title.text for title in noted.named("title")]


def test_three_close_breaks_all_keep_their_words() -> None:
    svg = chart(
        points(*[10 + place % 4 for place in range(36)]),
        breaks=[(20, "new system"), (22, "recording changed"), (24, "moved to the region")],
        width=320,
    )
    words = check_texts(svg).words()
    assert {"new system", "recording changed", "moved to the region"} <= set(words)


def test_the_key_names_only_what_is_there() -> None:
    given = [*points(3, None), SpcPoint(label=month(2), value=9, kind="concern")]
    svg = chart(given, bands=[Band(first=0, last=2, mean=5, lower=1, upper=8)], key=True, width=320)
    words = check_texts(svg).words()
    assert {"As usual", "Worse than usual", "Usual range", "No figure"} <= set(words)
    assert "Better than usual" not in words


def test_forty_charts_on_a_page_share_no_id_and_are_small() -> None:
    charts = []
    for number in range(40):
        values = [float((place * 7 + number) % 23 + 20) for place in range(36)]
        bands = [Band(first=0, last=35, mean=30, lower=12, upper=50)]
        charts.append(chart(points(*values), title=f"Measure {number}", bands=bands, target=25, breaks=[(20, "moved")]))
    ids = re.findall(r'\bid="([^"]+)"', "".join(charts))
    assert len(ids) == len(set(ids)) == 80
    assert max(len(each) for each in charts) < 6000


def test_equal_input_gives_equal_output_and_a_prefix_tells_two_apart() -> None:
    assert chart(points(1, 2, 3)) == chart(points(1, 2, 3))
    assert 'id="measure-1-t"' in chart(points(1, 2, 3), prefix="measure-1")
    assert 'id="a--b--t"' in chart(points(1, 2, 3), prefix='a">b"')


def test_words_are_translated() -> None:
    svg = chart(points(90, 95, 92), target=93, translate=lambda text: f"<{text}>")
    words = check_texts(svg).words()
    assert "<Target> 93" in words
    assert "<Mar> 2009" in words


def test_the_table_says_what_the_chart_shows() -> None:
    given = [
        SpcPoint(label="2018-08", value=1234, kind="concern", note="Provisional"),
        SpcPoint(label="2018-09", value=None),
        SpcPoint(label="week 3", value=0, kind="common"),
    ]
    assert table_rows(given, unit="£") == [
        ("August 2018", "£1,234", "worse than usual", "Provisional"),
        ("September 2018", "No figure", "", ""),
        ("week 3", "£0", "as usual", ""),
    ]


def test_the_label_of_the_last_value_keeps_off_the_last_point() -> None:
    for seed in range(300):
        drawing = check_texts(spc_chart(**random_chart(seed)))
        runs = value_line(drawing)
        if runs:
            x, y = max(run[-1] for run in runs)
            for text in drawing.texts:
                assert not overlap(text.box, (x - 2, y - 2, x + 2, y + 2))
