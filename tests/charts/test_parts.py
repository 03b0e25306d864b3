"""Colours, letters, numbers, axes and boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.charts import colours
from saferplan.charts.break_words import place_breaks
from saferplan.charts.figures import figure, tick_figure
from saferplan.charts.layout import Box, Label, nearest_free
from saferplan.charts.lettering import ELLIPSIS, letter_width, shorten, text_width
from saferplan.charts.scale import month_words, value_axis
from saferplan.charts.svg import escape, number, picture
from tests.charts.geometry import read


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["LINE", "BLUE", "ORANGE", "PURPLE", "SLATE", "TINT"])
@pytest.mark.parametrize("ground", ["#ffffff", "#000000"])
def test_marks_stand_out_from_white_and_black(name: str, ground: str) -> None:
    assert contrast(getattr(colours, name), ground) >= 3


def test_quiet_text_can_be_read_on_white_on_black_and_on_the_band() -> None:
    def mixed(front: int, ground: int) -> str:
        part = round(front * colours.QUIET_OPACITY + ground * (1 - colours.QUIET_OPACITY))
        return f"#{part:02x}{part:02x}{part:02x}"

    assert colours.INK == "currentColor"
    assert contrast(mixed(12, 255), "#ffffff") >= 4.5
    assert contrast(mixed(255, 0), "#000000") >= 4.5
    band = f"#{''.join(f'{round(int(colours.TINT[p : p + 2], 16) * 0.11 + 255 * 0.89):02x}' for p in (1, 3, 5))}"
    assert contrast("#0b0c0c", band) >= 4.5


def test_no_mark_is_red_or_green() -> None:
    for name in ("BLUE", "ORANGE", "PURPLE"):
        red, green, blue = (int(getattr(colours, name)[place : place + 2], 16) for place in (1, 3, 5))
        assert not (green > red and green > blue)
        assert not (red > 2.5 * green and red > 2.5 * blue)


@pytest.mark.parametrize(
    ("text", "size", "bold", "wide"),
    [("", 12, False, 0), ("0123456789", 1000, False, 5560), ("Wi", 1000, False, 1166), ("Wi", 1000, True, 1222)],
)
def test_widths_are_those_of_helvetica(text: str, size: float, bold: bool, wide: float) -> None:
    assert text_width(text, size, bold) == pytest.approx(wide * 1.04)


def test_letters_with_accents_are_as_wide_as_without_and_unknown_ones_are_wide() -> None:
    assert letter_width("é") == letter_width("e")
    assert letter_width("語") == 1000
    assert letter_width("£") == 556


@given(st.text(max_size=40), st.floats(0, 300))
def test_a_shortened_text_fits_and_begins_like_the_text(text: str, room: float) -> None:
    short = shorten(text, room, 12)
    assert text_width(short, 12) <= room + 0.01
    assert short == text or short == "" or text.startswith(short.removesuffix(ELLIPSIS))


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (0.0, "", None, "0"),
        (1234.0, "", None, "1,234"),
        (12.34, "", None, "12.3"),
        (0.256, "", None, "0.26"),
        (123.4, "", None, "123"),
        (50.25, "%", 2, "50.25%"),
        (-3.0, "", None, "\N{MINUS SIGN}3"),
        (-0.001, "", 1, "0.0"),
        (-1500.0, "£", None, "\N{MINUS SIGN}£1,500"),
        (7.0, "offences", None, "7"),
        (1e15, "", None, "1.00e+15"),
    ],
)
def test_values_are_written_in_full(value: float, unit: str, decimals: int | None, text: str) -> None:
    assert figure(value, unit=unit, decimals=decimals) == text


@pytest.mark.parametrize(
    ("value", "step", "most", "unit", "text"),
    [
        (0, 50, 100, "%", "0%"),
        (1500, 500, 2000, "", "1,500"),
        (1.5, 0.5, 2, "", "1.5"),
        (2, 0.5, 2, "", "2.0"),
        (2500000, 500000, 3000000, "£", "£2.5m"),
        (2e9, 1e9, 3e9, "", "2bn"),
        (-20, 10, 20, "", "\N{MINUS SIGN}20"),
    ],
)
def test_ticks_are_written_in_one_way(value: float, step: float, most: float, unit: str, text: str) -> None:
    assert tick_figure(value, step, most, unit) == text


@pytest.mark.parametrize(
    ("values", "zero", "low", "ticks"),
    [
        ([3, 118], False, 0, (0, 50, 100)),
        ([47, 92], False, 0, (0, 25, 50, 75)),
        ([80, 95], False, 75, (75, 80, 85, 90, 95)),
        ([81, 95], False, 80, (80, 85, 90, 95)),
        ([81, 95], True, 0, (0, 25, 50, 75)),
        ([-4, 8], False, -5, (-5, 0, 5)),
        ([0, 0], False, 0, (0, 1)),
        ([1, 2], False, 0, (0, 1, 2)),
        ([0.2, 0.9], False, 0, (0, 0.5)),
        ([], False, 0, (0, 1)),
    ],
)
def test_ticks_are_round_and_few(values: list[float], zero: bool, low: float, ticks: tuple[float, ...]) -> None:
    axis = value_axis(values, zero=zero)
    assert axis.low == low
    assert axis.ticks == pytest.approx(ticks)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=8), st.booleans())
def test_an_axis_holds_its_values_and_has_few_ticks(values: list[float], zero: bool) -> None:
    axis = value_axis(values, zero=zero)
    drawn = [min(max(value, -1e300), 1e300) for value in values]
    slack = 1e-6 * max(1e-200, *(abs(value) for value in drawn))
    assert axis.low <= min(drawn) + slack
    assert axis.high >= max(drawn) - slack
    assert 2 <= len(axis.ticks) <= 8
    assert list(axis.ticks) == sorted(set(axis.ticks))
    if zero:
        assert axis.shows_zero


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2018-09", "Sep 2018"),
        ("2018-09-27", "27 Sep 2018"),
        ("2018", "2018"),
        ("2018-13", "2018-13"),
        (" a\nb ", "a b"),
    ],
)
def test_months_in_words(label: str, words: str) -> None:
    assert month_words(label, str) == words


def test_a_line_through_a_box_is_found_and_one_beside_it_is_not() -> None:
    box = Box(10, 10, 20, 20)
    assert box.is_crossed((0, 0), (30, 30))
    assert box.is_crossed((15, 0), (15, 30))
    assert box.is_crossed((12, 12), (13, 13))
    assert not box.is_crossed((0, 0), (9, 30))
    assert not box.is_crossed((0, 15), (9, 15))
    assert not box.is_crossed((0, 25), (30, 22))


def test_boxes_of_labels_follow_their_anchor() -> None:
    wide = Label("Target", 100, 50).width
    assert Label("Target", 100, 50).box.left == 100
    assert Label("Target", 100, 50, "end").box.right == pytest.approx(100)
    assert Label("Target", 100, 50, "middle").box.left == pytest.approx(100 - wide / 2)


@pytest.mark.parametrize(
    ("wanted", "taken", "top"),
    [
        (50, [], 50),
        (50, [(45, 60)], 60),
        (44, [(45, 60)], 35),
        (-5, [], 0),
        (95, [], 90),
        (50, [(0, 100)], None),
    ],
)
def test_the_nearest_free_stretch(wanted: float, taken: list[tuple[float, float]], top: float | None) -> None:
    boxes = [Box(0, first, 10, last) for first, last in taken]
    assert nearest_free(wanted, 10, boxes, 0, 100) == top


def test_words_of_breaks_stand_in_one_row_where_they_fit() -> None:
    apart = place_breaks([(50, "new system"), (300, "moved")], 30, 600)
    assert [(line.row, line.shown) for line in apart] == [(0, "new system"), (0, "moved")]
    close = place_breaks([(50, "new system"), (70, "recording changed")], 30, 320)
    assert {line.row for line in close} == {0, 1}
    assert [line.shown for line in close] == ["new system", "recording changed"]
    late = place_breaks([(280, "new system"), (300, "recording changed")], 30, 320)
    assert [line.shown for line in late] == ["new system", "recording changed"]
    assert all(line.is_left for line in late)


def test_texts_are_escaped_and_lose_what_no_picture_can_hold() -> None:
    assert escape('a<b>&"c"\x00\x0b\ud800') == "a&lt;b&gt;&amp;&quot;c&quot;"
    svg = picture([], title="<script>\x01", description="]]>&", width=10, height=10)
    assert [each.text for each in read(svg).root] == ["<script>", "]]>&"]


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (1.25, "1.2"), (-0.04, "0"), (10.06, "10.1"), (100, "100")])
def test_coordinates_are_short(value: float, text: str) -> None:
    assert number(value) == text
