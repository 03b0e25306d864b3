"""The light and the trend of a row, a card or a line: words first, then signs, then colour; every doubt is said."""

from __future__ import annotations

import re

from saferplan.documents.formats.interpret.codes import Heading
from saferplan.documents.formats.interpret.draft import Status
from saferplan.documents.formats.interpret.views import CellView, Ledger, RowView
from saferplan.documents.formats.interpret.vocabulary import (
    ARROWS,
    LIGHT_SIGNS,
    SHAPES,
    Key,
    Seen,
    is_blank,
    light_of_colour,
    plain,
    read_both,
    read_light,
    read_trend,
)
from saferplan.report.places import Place
from saferplan.report.tree import Light, Trend

# What our own reports say where nothing was stated: no words to keep.
_SILENT_LIGHTS = ("no update", "none", "na", "n a")
_PLAIN_TRENDS = {Trend.SAME: ("no change", "same"), Trend.NONE: ("not stated", "none", "na", "n a")}


def light_cell(cell: CellView, row: RowView | None, key: Key, ledger: Ledger, place: Place) -> Status:
    """The light of a cell, by its text, else by its colour or the shape in it; with a trend if it shows one."""
    text = cell.words
    seen = read_both(text, key) if text else Seen()
    colour = _colour(cell, row, has_words=bool(text))
    status = Status()
    if seen.trend is not None:
        status.trend = seen.trend
    if seen.clash:
        ledger.doubt("two-lights", "This text says two things. No light was taken where they differ.", text, place)
    if seen.light is not None:
        status.light = seen.light
        status.light_stated = "" if seen.trend is not None and not seen.rest else light_words(text, seen.light)
        if colour is not None and colour is not seen.light and not _agree(colour, seen.light):
            message = f"The word says {seen.light.value} and the colour says {colour.value}. The word was taken."
            ledger.doubt("word-and-colour", message, text, place)
        if seen.rest and not _leads(text, seen.light, key):
            ledger.doubt(
                "part-of-light", "Only the light was understood of this text. The words are kept.", text, place
            )
        return status
    if colour is not None:
        status.light = colour
        if seen.rest and not seen.clash:
            status.light_stated = text
            ledger.doubt("unknown-light", "The words were not understood, so the colour was taken.", text, place)
        return status
    if text and seen.trend is None and not is_blank(text):
        status.light_stated = text
        ledger.doubt("unknown-light", "No light is known by these words. They are kept, without a light.", text, place)
    return status


def _leads(text: str, light: Light, key: Key) -> bool:
    """Whether the light's word comes first and a sign divides it from an explanation: "AMBER – behind"."""
    return read_light(re.split(r"\s[-–—]\s|[:,;(\n]", text, maxsplit=1)[0], key).light is light


def _agree(colour: Light, word: Light) -> bool:
    return colour is Light.NONE or (word is Light.NONE and colour is Light.NONE)


def _colour(cell: CellView, row: RowView | None, *, has_words: bool) -> Light | None:
    """The light of a cell's colour. A colour that runs through the row is a band, unless it is a traffic light's."""
    for colour in (cell.shape_fill, cell.behind):
        if colour and light_of_colour(colour) is not None:
            return light_of_colour(colour)
    light = light_of_colour(cell.fill) if cell.fill else None
    if light is None:
        return None
    others = [other.fill.lower() for other in row.cells if other is not cell and not other.merged_up] if row else []
    banded = bool(others) and cell.fill.lower() in others
    if banded and (has_words or light in (Light.NONE, Light.COMPLETE)):
        return None
    return light


def light_words(text: str, light: Light) -> str:
    """The source's own words for a light; empty where they are only its name."""
    words = " ".join("".join(" " if char in SHAPES or char in LIGHT_SIGNS else char for char in text).split())
    known = (light.value, *(_SILENT_LIGHTS if light is Light.NONE else ()))
    return "" if plain(words) in known or not plain(words) else words


def trend_words(text: str, trend: Trend) -> str:
    """The source's own words for a trend; empty for an arrow and where they are only its name."""
    words = " ".join(text.split())
    known = (trend.value, *_PLAIN_TRENDS.get(trend, ()))
    return "" if plain(words) in known or not plain(words) else words


def trend_cell(cell: CellView, key: Key, ledger: Ledger, place: Place) -> tuple[Trend, str]:
    """The trend of a cell, and its own words."""
    text = cell.words
    if not text:
        return Trend.NONE, ""
    return trend_text(text, key, ledger, place)


def trend_text(text: str, key: Key, ledger: Ledger, place: Place) -> tuple[Trend, str]:
    seen = read_trend(text, key)
    if seen.clash:
        ledger.doubt("two-trends", "The words and the arrow differ. The words were taken, if any.", text, place)
    if seen.trend is None:
        if not is_blank(text):
            ledger.doubt("unknown-trend", "No direction is known by these words. They are kept.", text, place)
            return Trend.NONE, " ".join(text.split())
        return Trend.NONE, ""
    if seen.rest:
        ledger.doubt(
            "part-of-trend", "Only the direction was understood of this text. The words are kept.", text, place
        )
    return seen.trend, trend_words(text, seen.trend) if seen.words else ""


def light_text(text: str, key: Key, ledger: Ledger, place: Place) -> Status:
    """The light of a line of text."""
    seen = read_light(text, key)
    if seen.light is None:
        ledger.doubt("unknown-light", "No light is known by these words. They are kept, without a light.", text, place)
        return Status(light_stated=" ".join(text.split()))
    if seen.rest:
        ledger.doubt("part-of-light", "Only the light was understood of this text. The words are kept.", text, place)
    return Status(light=seen.light, light_stated=light_words(text, seen.light))


_LIGHT_AT_END = re.compile(
    r"^(?P<title>.*\S)\s*(?:[–—:|]|\s-|\s(?=\(|\[)|[.;,]?\s(?:overall|status|b?rag|rating|"
    r"current status)(?: status| rating)?\s*[:–—-])\s*"
    r"[(\[]?(?P<light>[A-Za-z][A-Za-z ]{2,24})[)\]]?$",
    re.I,
)


_LABEL_AT_END = re.compile(
    r"(?<=\S)[\s.;,(\[–—-]+(?:(?:overall|current|b?rag)\s+)*(?:status|b?rag|rating|overall)\s*$", re.I
)


_SIGNS_AT_END = re.compile(rf"[\s{re.escape(''.join([*LIGHT_SIGNS, *ARROWS]))}\ufe0f]+$")


def split_signs(heading: Heading, key: Key) -> tuple[Heading, Status]:
    """A heading that ends in coloured signs or arrows without them; and the light and trend that they say."""
    match = _SIGNS_AT_END.search(heading.title)
    if match is None or not match[0].strip():
        return heading, Status()
    light = read_light("".join(char for char in match[0] if char in LIGHT_SIGNS), key)
    trend = read_trend("".join(char for char in match[0] if char in ARROWS), key)
    title = heading.title[: match.start()].strip(" –—-:;,(")
    found = Status(light=light.light or Light.NONE, trend=trend.trend or Trend.NONE)
    return Heading(heading.number, title, heading.objective), found


def split_light(heading: Heading, key: Key) -> tuple[Heading, str]:
    """A heading that ends in its light, "Violence – AMBER" or "Violence (Overall: Green)", without it; and the light.

    Only a light's own words count; a title such as "Violence: on the street" stays whole.
    """
    match = _LIGHT_AT_END.match(heading.title)
    if match is None:
        return heading, ""
    seen = read_light(match["light"], key)
    if seen.light is None or seen.rest or plain(match["light"]) in ("none", "done", "critical", "delivered"):
        return heading, ""
    title = _LABEL_AT_END.sub("", match["title"].strip(" –—-:;,"))
    return Heading(heading.number, title.strip(" –—-:;,("), heading.objective), match["light"]
