"""The words, letters, signs and colours that councils use for a light or a direction of travel.

A word beats a letter or a sign, and both beat a colour; where they disagree the caller is told. Nothing here looks
at where a text stands: that is for the caller, who asks only about a cell or a line that should hold a light.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from saferplan.report.tree import Light, Trend

LIGHT_WORDS: Mapping[str, Light] = {
    **dict.fromkeys(
        ("green", "on track", "on target", "on schedule", "on course", "satisfactory", "progressing well"), Light.GREEN
    ),
    **dict.fromkeys(
        (
            *("amber", "yellow", "orange", "some slippage", "slippage", "slipping", "close monitoring", "at risk"),
            *("minor slippage", "some concerns", "partially on track", "slightly off target", "slightly off track"),
            *("behind schedule", "minor delays", "minor delay"),
        ),
        Light.AMBER,
    ),
    **dict.fromkeys(
        (
            *("red", "off target", "off track", "requires action", "action required", "significant slippage"),
            *("major slippage", "critical", "not on track", "not on target", "significantly off track"),
        ),
        Light.RED,
    ),
    **dict.fromkeys(
        ("complete", "completed", "achieved", "blue", "delivered", "done", "finished", "fully complete"), Light.COMPLETE
    ),
    **dict.fromkeys(("deferred", "on hold", "paused", "postponed", "suspended"), Light.DEFERRED),
    **dict.fromkeys(
        (
            *(
                "none",
                "grey",
                "gray",
                "no data",
                "not stated",
                "awaiting information",
                "awaiting data",
                "awaiting update",
            ),
            *("na", "n a", "not applicable", "tbc", "tba", "no update", "nothing stated", "not due", "not yet due"),
            *("no rating", "not rated", "white", "no light", "not measured"),
        ),
        Light.NONE,
    ),
}
LIGHT_LETTERS: Mapping[str, Light] = {"R": Light.RED, "A": Light.AMBER, "G": Light.GREEN, "B": Light.COMPLETE}
LIGHT_SIGNS: Mapping[str, Light] = {
    **dict.fromkeys("🟢💚🟩", Light.GREEN),
    **dict.fromkeys("🟠🟡🧡💛🟧🟨", Light.AMBER),
    **dict.fromkeys("🔴🟥", Light.RED),
    **dict.fromkeys("🔵🟦", Light.COMPLETE),
    **dict.fromkeys("⚪", Light.NONE),
}
COLOUR_WORDS = ("green", "amber", "yellow", "orange", "red", "blue", "grey", "gray")
TREND_WORDS: Mapping[str, Trend] = {
    **dict.fromkeys(
        ("improving", "improved", "improvement", "better", "getting better", "up", "upward", "upwards", "positive"),
        Trend.IMPROVING,
    ),
    **dict.fromkeys(
        (
            *("same", "the same", "no change", "unchanged", "stable", "static", "steady", "maintained", "level"),
            *("constant", "flat", "stable positive", "stable negative", "not changed", "sideways", "no movement"),
            *("staying the same", "about the same"),
        ),
        Trend.SAME,
    ),
    **dict.fromkeys(
        (
            *("worsening", "worse", "worsened", "getting worse", "deteriorating", "deteriorated", "declining", "down"),
            *("downward", "downwards", "negative", "deterioration"),
        ),
        Trend.WORSENING,
    ),
    **dict.fromkeys(("none", "na", "n a", "not applicable", "no data", "not stated", "new", "tbc"), Trend.NONE),
}
UP, LEVEL, DOWN = "up", "level", "down"
_WINGDINGS = 0xF000
ARROWS: Mapping[str, str] = {
    **dict.fromkeys("↑⬆⇧▲△🔼⇑🡅🡑🢁🡹🠉⏶⮝🔺˄", UP),
    **dict.fromkeys("↗⬈➚🡕🡵🡽⇗⤴", UP),
    **dict.fromkeys("→➡⇨⬄↔⬌⇔►▶▷⮕🡆🡒🡺🢂⟶⟷➔➜➞➙⇒🠊⏵◄◀⬅←⇄⇆⇌", LEVEL),
    **dict.fromkeys("↓⬇⇩▼▽🔽⇓🡇🡓🢃🡻🠋⏷⮟🔻˅", DOWN),
    **dict.fromkeys("↘⬊➘🡖🡶🡾⇘⤵", DOWN),
    # Wingdings arrows as Word keeps them: the character's code in the private use area.
    **{chr(_WINGDINGS + code): UP for code in (0xE1, 0xE4, 0xE9, 0xEC, 0xF1)},
    **{chr(_WINGDINGS + code): LEVEL for code in (0xDF, 0xE0, 0xE7, 0xE8, 0xEF, 0xF0, 0xF3)},
    **{chr(_WINGDINGS + code): DOWN for code in (0xE2, 0xE6, 0xEA, 0xEE, 0xF2)},
    # Wingdings 3: the arrows and triangles in common use.
    **{chr(_WINGDINGS + code): UP for code in (0x23, 0x68, 0x70, 0x72)},
    **{chr(_WINGDINGS + code): LEVEL for code in (0x22, 0x66, 0x67, 0x74, 0x75)},
    **{chr(_WINGDINGS + code): DOWN for code in (0x24, 0x69, 0x71, 0x73)},
}
ARROW_TREND: Mapping[str, Trend] = {UP: Trend.IMPROVING, LEVEL: Trend.SAME, DOWN: Trend.WORSENING}
SHAPES = frozenset("●○◐◑◒◓◌■□▪▫◆◇★☆⬤⭘⚫◯⬛⬜🔘" + chr(_WINGDINGS + 0x6C) + chr(_WINGDINGS + 0x6E))
_DASHES = frozenset("-–—_.")
_INVISIBLE = re.compile("[\u200b-\u200f\ufe00-\ufe0f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Key:
    """What the file's own key says where it differs from common use. `arrows` is by up, level and down."""

    lights: Mapping[str, Light] = field(default_factory=dict)
    arrows: Mapping[str, Trend] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one text says. `light` and `trend` are None where it says nothing of them; `rest` was not understood.

    `clash` names two meanings in one text ("Green/Amber"); then neither is taken.
    """

    light: Light | None = None
    trend: Trend | None = None
    rest: str = ""
    clash: bool = False
    words: bool = False


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The letters and digits of a text in lower case, single blanks between words."""
    return " ".join(re.findall(r"[^\W_]+", _INVISIBLE.sub("", text).lower()))


def whole_word(words: str) -> str:
    """A word that a narrow column broke: "deteriora ting". Only for looking up among known words."""
    return words.replace(" ", "") if words.count(" ") <= 2 else words


def arrow_in(text: str) -> str | None:
    """`up`, `level` or `down` if the text holds one kind of arrow, else None."""
    kinds = {ARROWS[char] for char in text if char in ARROWS}
    return kinds.pop() if len(kinds) == 1 else None


def is_blank(text: str) -> bool:
    """No letter, digit, arrow or sign with a meaning: blanks, dashes and dots at most."""
    return all(char.isspace() or char in _DASHES for char in _INVISIBLE.sub("", text))


def read_light(text: str, key: Key | None = None) -> Seen:
    """The light that a text states, in words, as a letter or as a coloured sign."""
    return _read_light(text, key) if key and key.lights else _light_in_common(text)


@lru_cache(maxsize=8192)
def _light_in_common(text: str) -> Seen:
    return _read_light(text, Key())


def _read_light(text: str, key: Key) -> Seen:
    text = _INVISIBLE.sub("", text)
    signs = {LIGHT_SIGNS[char] for char in text if char in LIGHT_SIGNS}
    bare = "".join(" " if char in LIGHT_SIGNS or char in SHAPES or char in ARROWS else char for char in text).strip()
    if is_blank(bare):
        if len(signs) > 1:
            return Seen(clash=True, rest=text.strip())
        return Seen(light=signs.pop() if signs else None)
    seen = _light_of_words(bare, key)
    if seen.light is not None and signs and signs != {seen.light}:
        return Seen(light=seen.light, rest=seen.rest, clash=True, words=True)
    if seen.light is None and not seen.clash and len(signs) == 1:
        return Seen(light=signs.pop(), rest=bare, words=True)
    return seen


def _light_of_words(text: str, key: Key) -> Seen:
    whole = _one_light(text, key)
    if whole is not None:
        return Seen(light=whole, words=True)
    parts = [part for part in re.split(r"[-–—/:,;()\[\]\n|]+|\s{2,}", text) if not is_blank(part)]
    lights = [_one_light(part, key) for part in parts]
    found = {light for light in lights if light is not None}
    rest = " ".join(part.strip() for part, light in zip(parts, lights, strict=True) if light is None)
    if not found:
        named = {LIGHT_WORDS[word] for word in plain(text).split() if word in COLOUR_WORDS}
        first = plain(text).split()[:1]
        if len(named) == 1 and first and first[0] in COLOUR_WORDS:
            return Seen(light=named.pop(), rest=text.strip(), words=True)
        return Seen(rest=text.strip(), clash=len(named) > 1, words=True)
    if len(found) > 1:
        return Seen(rest=text.strip(), clash=True, words=True)
    return Seen(light=found.pop(), rest=rest, words=True)


def _one_light(text: str, key: Key) -> Light | None:
    words = plain(text)
    if words in key.lights:
        return key.lights[words]
    if words in LIGHT_WORDS:
        return LIGHT_WORDS[words]
    if (joined := whole_word(words)) in LIGHT_WORDS:
        return LIGHT_WORDS[joined]
    letter = words.upper()
    if len(letter) == 1 and letter in LIGHT_LETTERS:
        return LIGHT_LETTERS[letter]
    for lead in ("status", "rag", "brag", "rated", "rating", "now", "overall", "currently"):
        if words.startswith(lead + " "):
            return _one_light(words[len(lead) :], key)
    return None


def read_trend(text: str, key: Key | None = None) -> Seen:
    """The direction of travel that a text states, in words or as an arrow. Words beat arrows."""
    return _read_trend(text, key) if key and key.arrows else _trend_in_common(text)


@lru_cache(maxsize=8192)
def _trend_in_common(text: str) -> Seen:
    return _read_trend(text, Key())


def _read_trend(text: str, key: Key) -> Seen:
    text = _INVISIBLE.sub("", text)
    arrows = {ARROWS[char] for char in text if char in ARROWS}
    meant = {key.arrows.get(arrow, ARROW_TREND[arrow]) for arrow in arrows}
    bare = "".join(" " if char in ARROWS or char in SHAPES else char for char in text).strip()
    if is_blank(bare):
        if len(meant) > 1:
            return Seen(clash=True, rest=text.strip())
        return Seen(trend=meant.pop() if meant else None)
    word = TREND_WORDS.get(plain(bare)) or TREND_WORDS.get(whole_word(plain(bare)))
    if word is not None and plain(bare) in ("up", "down"):
        word = key.arrows.get(plain(bare), word)
    if word is not None:
        return Seen(trend=word, clash=bool(meant) and meant != {word}, words=True)
    parts = [part for part in re.split(r"[-–—/:,;()\[\]\n|]+|\s{2,}", bare) if not is_blank(part)]
    found = {TREND_WORDS[plain(part)] for part in parts if plain(part) in TREND_WORDS}
    rest = " ".join(part.strip() for part in parts if plain(part) not in TREND_WORDS)
    if len(found) == 1:
        return Seen(trend=found.pop(), rest=rest, words=True)
    if len(meant) == 1 and not found:
        return Seen(trend=meant.pop(), rest=bare, words=True)
    return Seen(rest=text.strip(), clash=len(found) > 1 or len(meant) > 1, words=True)


def read_both(text: str, key: Key | None = None) -> Seen:
    """A light and a trend that share one cell: "G ↑", "Amber (improving)"."""
    light = read_light(text, key)
    arrow = any(char in ARROWS for char in text)
    if light.light is not None and not light.rest:
        trend = read_trend("".join(char for char in text if char in ARROWS), key) if arrow else Seen()
        return Seen(light=light.light, trend=trend.trend, clash=light.clash or trend.clash, words=light.words)
    if light.light is not None:
        trend = read_trend(light.rest + "".join(char for char in text if char in ARROWS), key)
        rest = trend.rest if trend.trend is not None else light.rest
        return Seen(light=light.light, trend=trend.trend, rest=rest, clash=light.clash or trend.clash, words=True)
    trend = read_trend(text, key)
    if not trend.rest and not light.clash:
        return trend
    return Seen(rest=text.strip(), clash=light.clash or trend.clash, words=True)


def light_of_colour(colour: str) -> Light | None:
    """The light that a fill colour `#rrggbb` stands for; None for white, pale grey, black and other hues.

    Grey is `none`: the usual sign for "no data". Tints count: a pale green cell is green.
    """
    match = re.fullmatch(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", colour.strip())
    if not match:
        return None
    red, green, blue = (int(part, 16) / 255 for part in match.groups())
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if lightness > 0.965 or lightness < 0.1:
        return None
    if saturation < 0.12 or max(red, green, blue) - min(red, green, blue) < 0.035:
        return Light.NONE if 0.3 < lightness < 0.88 else None
    degrees = hue * 360
    if degrees < 17 or degrees >= 340:
        return Light.RED
    if degrees < 67:
        return Light.AMBER
    if degrees < 172:
        return Light.GREEN
    if 180 <= degrees < 262:
        return Light.COMPLETE
    return None
