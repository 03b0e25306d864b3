"""The words of a report as people read it. English here; `translate` turns each into another language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from saferplan.report.derived import Basis
from saferplan.report.readable import line
from saferplan.report.tree import Light, Trend

Translate = Callable[[str], str]

LIGHTS = {
    Light.GREEN: "Green",
    Light.AMBER: "Amber",
    Light.RED: "Red",
    Light.COMPLETE: "Complete",
    Light.DEFERRED: "Deferred",
    Light.NONE: "No update",
}

# How the dashboard says where the work stands.
WORK = {
    Light.GREEN: "On track",
    Light.AMBER: "Slipping",
    Light.RED: "Off track",
    Light.COMPLETE: "Complete",
    Light.DEFERRED: "Deferred",
    Light.NONE: "No update",
}

LIGHT_MEANINGS = {
    Light.GREEN: "Going as the criteria for green say it should.",
    Light.AMBER: "Meets the criteria for amber: there is something to watch or put right.",
    Light.RED: "Meets the criteria for red: it needs action.",
    Light.COMPLETE: "The work is finished.",
    Light.DEFERRED: "The work has been put off, or is not due yet.",
    Light.NONE: "Nothing was stated. This is neither good nor bad news.",
}

# What is said instead where no light could be made of others or of figures: nobody failed to send an update.
SILENCES = {
    Basis.ROLLED_UP: "No light",
    Basis.NO_RULE: "No light",
    Basis.NO_JUDGEMENT: "No light",
    Basis.MEASURED: "No light",
    Basis.BOTH: "No light",
    Basis.NOT_MEASURED: "Not measured",
}

SILENCE_MEANINGS = {
    "No light": "None was stated, or too little came in to make one. This is neither good nor bad news.",
    "Not measured": "No figure shows yet whether the work makes a difference.",
}

TRENDS = {
    Trend.IMPROVING: "Improving",
    Trend.SAME: "No change",
    Trend.WORSENING: "Worsening",
    Trend.NONE: "Not stated",
}

TREND_MEANINGS = {
    Trend.IMPROVING: "Better than at the last report.",
    Trend.SAME: "The same as at the last report.",
    Trend.WORSENING: "Worse than at the last report.",
    Trend.NONE: "No direction was given.",
}

# Shapes that say the same as the colours. Unicode, for formats that cannot draw.
LIGHT_SIGNS = {
    Light.GREEN: "\N{WHITE CIRCLE}",
    Light.AMBER: "\N{CIRCLE WITH LEFT HALF BLACK}",
    Light.RED: "\N{BLACK CIRCLE}",
    Light.COMPLETE: "\N{BLACK SQUARE}",
    Light.DEFERRED: "\N{WHITE DIAMOND}",
    Light.NONE: "\N{DOTTED CIRCLE}",
}

TREND_SIGNS = {
    Trend.IMPROVING: "\N{NORTH EAST ARROW}",
    Trend.SAME: "\N{RIGHTWARDS ARROW}",
    Trend.WORSENING: "\N{SOUTH EAST ARROW}",
    Trend.NONE: "",
}


# What a mark and a figure are where small numbers are kept from the public.
SMALL_LEFT_OUT = "Small counts, and those that would tell them, are shown as *"
SMALL_ROUNDED = "Counts of 1 to 7, and those that would tell them, are shown as *; others are rounded to the nearest 5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The colours of a light, `#rrggbb`: the word and outline, and the tint behind them. At least 7 to 1."""

    ink: str
    fill: str


LOOKS = {
    Light.GREEN: Look(ink="#0b5137", fill="#dcefe4"),
    Light.AMBER: Look(ink="#6b3d00", fill="#fde8c4"),
    Light.RED: Look(ink="#ffffff", fill="#94191d"),
    Light.COMPLETE: Look(ink="#1d3f66", fill="#dde8f4"),
    Light.DEFERRED: Look(ink="#30363c", fill="#e8eaec"),
    Light.NONE: Look(ink="#42494f", fill="#ffffff"),
}


def light_word(light: Light, stated: str = "", translate: Translate = str, basis: str = "") -> str:
    """The word beside a light: the report's own where it has one (`Satisfactory`), else Green, Amber, Red.

    `basis` is that of its derivation: without a light, what could not be made or measured is not called an update.
    """
    plain = LIGHTS[light]
    if light is Light.NONE and basis in SILENCES:
        plain = SILENCES[Basis(basis)]
    own = line(stated)
    is_a_word = sum(each.isalpha() for each in own) > 2 and len(own) <= 40
    if not is_a_word or own.casefold() in {plain.casefold(), light.value}:
        return translate(plain)
    return own[0].upper() + own[1:].lower() if own.isupper() else own


def trend_word(trend: Trend, translate: Translate = str) -> str:
    return translate(TRENDS[trend])
