"""Truth tables of the words, letters, signs and colours of lights and trends."""

from __future__ import annotations

import pytest

from saferplan.documents.formats.interpret.vocabulary import (
    DOWN,
    UP,
    Key,
    light_of_colour,
    read_both,
    read_light,
    read_trend,
)
from saferplan.report.tree import Light, Trend

G, A, R, C, D, N = Light.GREEN, Light.AMBER, Light.RED, Light.COMPLETE, Light.DEFERRED, Light.NONE
BETTER, SAME, WORSE = Trend.IMPROVING, Trend.SAME, Trend.WORSENING


@pytest.mark.parametrize(
    ("text", "light"),
    [
        *(("GREEN", G), ("Green", G), ("green.", G), ("On track", G), ("ON TARGET", G), ("Satisfactory", G), ("G", G)),
        *(("AMBER", A), ("Some slippage", A), ("close monitoring", A), ("At risk", A), ("a", A), ("Yellow", A)),
        *(("RED", R), ("Off target", R), ("Requires action", R), ("off-track", R), ("R", R)),
        *(("Complete", C), ("COMPLETED", C), ("achieved", C), ("Blue", C), ("B", C)),
        *(("Deferred", D), ("On hold", D)),
        *(("No data", N), ("Awaiting information", N), ("grey", N), ("n/a", N), ("No update", N)),
        *(("🟢", G), ("🟠", A), ("🟡", A), ("🔴", R), ("🔵", C), ("⚪", N)),
        *(("● Green", G), ("◐ Amber", A), ("G (Green)", G), ("RAG: Amber", A), ("Status – Red", R)),
    ],
)
def test_lights_that_texts_state(text: str, light: Light) -> None:
    seen = read_light(text)
    assert seen.light is light
    assert not seen.clash


@pytest.mark.parametrize("text", ["", "-", "●", "▲", "Purple", "Not yet started", "C", "Evergreen", "Redcar"])
def test_texts_that_state_no_light(text: str) -> None:
    assert read_light(text).light is None


@pytest.mark.parametrize("text", ["Green/Amber", "Amber to Green", "🟢🔴", "Red – complete"])
def test_two_lights_in_one_text_give_neither(text: str) -> None:
    seen = read_light(text)
    assert seen.light is None
    assert seen.clash


def test_a_word_beats_the_sign_beside_it_and_the_clash_is_kept() -> None:
    seen = read_light("🔴 Amber")
    assert seen.light is A
    assert seen.clash


def test_what_follows_a_light_is_kept() -> None:
    seen = read_light("Amber – waiting for a contract")
    assert (seen.light, seen.rest) == (A, "waiting for a contract")


@pytest.mark.parametrize(
    ("colour", "light"),
    [
        *(("#00b050", G), ("#92d050", G), ("#c6efce", G), ("#e2efda", G), ("#0b5137", G)),
        *(("#ffc000", A), ("#ffff00", A), ("#ed7d31", A), ("#ffeb9c", A), ("#fce4d6", A)),
        *(("#ff0000", R), ("#c00000", R), ("#ffc7ce", R), ("#94191d", R)),
        *(("#0070c0", C), ("#5b9bd5", C), ("#bdd7ee", C)),
        *(("#a6a6a6", N), ("#7f7f7f", N), ("#bfbfbf", N)),
        *(("#ffffff", None), ("#f2f2f2", None), ("#000000", None), ("#7030a0", None), ("", None), ("green", None)),
    ],
)
def test_colours(colour: str, light: Light | None) -> None:
    assert light_of_colour(colour) is light


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        *(("↑", BETTER), ("⬆", BETTER), ("↗", BETTER), ("▲", BETTER), ("⇧", BETTER), ("⬆️", BETTER)),
        *(("→", SAME), ("➡", SAME), ("↔", SAME), ("⇨", SAME), ("►", SAME), ("◄►", SAME), ("➔", SAME)),
        *(("↓", WORSE), ("⬇", WORSE), ("↘", WORSE), ("▼", WORSE), ("⇩", WORSE)),
        *(
            ("\uf0e9", BETTER),
            ("\uf0e8", SAME),
            ("\uf0e0", SAME),
            ("\uf0ea", WORSE),
            ("\uf0ec", BETTER),
            ("\uf0ee", WORSE),
        ),
        *(("Improving", BETTER), ("better", BETTER), ("Up", BETTER), ("▲ Better", BETTER)),
        *(("No change", SAME), ("stable", SAME), ("Static", SAME), ("Maintained", SAME), ("Stable negative", SAME)),
        *(("Worsening", WORSE), ("Deteriorating", WORSE), ("getting worse", WORSE), ("down", WORSE)),
        *(("n/a", Trend.NONE), ("Not stated", Trend.NONE)),
    ],
)
def test_trends_that_texts_state(text: str, trend: Trend) -> None:
    assert read_trend(text).trend is trend


@pytest.mark.parametrize("text", ["", "-", "●", "Increasing", "Quarter 2"])
def test_texts_that_state_no_trend(text: str) -> None:
    assert read_trend(text).trend is None


def test_words_beat_an_arrow_that_says_otherwise() -> None:
    seen = read_trend("↓ Improving")
    assert seen.trend is BETTER
    assert seen.clash


def test_the_files_own_key_redefines_arrows_and_names() -> None:
    key = Key(lights={"delayed": R}, arrows={UP: WORSE, DOWN: BETTER})
    assert read_trend("↑", key).trend is WORSE
    assert read_trend("▼", key).trend is BETTER
    assert read_light("Delayed", key).light is R
    assert read_light("Delayed").light is None


@pytest.mark.parametrize(
    ("text", "light", "trend"),
    [("G ↑", G, BETTER), ("Amber ➡", A, SAME), ("R (worsening)", R, WORSE), ("Green", G, None), ("↔", None, SAME)],
)
def test_a_light_and_a_trend_in_one_cell(text: str, light: Light | None, trend: Trend | None) -> None:
    seen = read_both(text)
    assert (seen.light, seen.trend) == (light, trend)
