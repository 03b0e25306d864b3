"""Lines are counted, and text divided, without losing any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.documents.formats.slides.fitting import clipped, height_of, line_starts, split, width_of
from saferplan.documents.formats.slides.parts import Para, Span


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, 1),
        ("one", 100, 1),
        ("one two three four five six", 100, 2),
        ("W" * 30, 100, 4),
        ("short " + "W" * 30, 100, 5),
        ("日本語" * 6, 100, 3),
    ],
)
def test_lines(text: str, width: float, lines: int) -> None:
    assert len(line_starts(text, width=width, size=12)) == lines


def test_bold_is_wider_and_signs_that_nobody_knows_are_wide() -> None:
    assert width_of("Mill", bold=True) > width_of("Mill")
    assert width_of("\N{CIRCLE WITH LEFT HALF BLACK}") > width_of("M")
    assert width_of("é") >= width_of("e")


def test_what_is_cut_shows_that_there_is_more() -> None:
    text = "The wardens visited the estate in each week of the quarter"
    assert clipped(text, width=1000, size=12, lines=1) == text
    short = clipped(text, width=120, size=12, lines=1)
    assert short.endswith("…")
    assert text.startswith(short[:-1])
    assert len(line_starts(short, width=120, size=12)) == 1


def test_a_heading_goes_with_what_follows() -> None:
    paras = [
        Para(spans=(Span("Before"),)),
        Para(spans=(Span("Heading"),), keep=True),
        Para(spans=(Span("Long text. " * 40),)),
    ]
    fits, rest = split(paras, 300, 12, 45)
    assert [each.text for each in fits] == ["Before"]
    assert rest[0].text == "Heading"


def test_what_goes_on_has_no_second_bullet_but_stands_as_far_in() -> None:
    para = Para(spans=(Span("Long text. " * 40),), mark="•")
    (first,), (second,) = split([para], 300, 12, 60)
    assert (first.mark, first.level, second.mark, second.level) == ("•", 0, "", 1)


@given(
    texts=st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=5),
    width=st.floats(20, 400),
    height=st.floats(0, 300),
)
def test_nothing_is_lost_where_text_is_divided(texts: list[str], width: float, height: float) -> None:
    paras = [Para(spans=(Span(text[:7], bold=True), Span(text[7:]))) for text in texts]
    fits, rest = split(paras, width, 12, height)
    assert "".join(each.text for each in (*fits, *rest)) == "".join(texts)
    assert height_of(fits, width, 12) <= height + 0.02 or not fits
