"""How values are written beside marks and axes."""

from __future__ import annotations

import math
from typing import TypeGuard

BEFORE = ("£", "$", "€")
AFTER = ("%",)
MINUS = "\N{MINUS SIGN}"
LARGE = ((1e9, "bn"), (1e6, "m"))
# From here on a value is written as a power of ten.
HUGE = 1e15


def is_known(value: float | None) -> TypeGuard[float]:
    return value is not None and math.isfinite(value)


def with_unit(text: str, unit: str) -> str:
    if unit in AFTER:
        return text + unit
    if unit in BEFORE:
        return MINUS + unit + text[1:] if text.startswith(MINUS) else unit + text
    return text


def unit_words(unit: str) -> str:
    """The unit where it is a word for the head of the chart, not a sign beside each value."""
    return "" if unit in AFTER or unit in BEFORE else unit


def figure(value: float, *, unit: str = "", decimals: int | None = None) -> str:
    """A value in full: 1,234, 12.5, 0.25. Whole numbers have no decimals unless they are asked for."""
    size = abs(value)
    if size >= HUGE or 0 < size < 1e-4:
        text = f"{value:.2e}"
    else:
        if decimals is None:
            decimals = 0 if value == int(value) or size >= 100 else 1 if size >= 1 else 2
        text = f"{value:z,.{decimals}f}"
    if text.startswith("-"):
        text = MINUS + text[1:]
    return with_unit(text, unit)


def tick_figure(value: float, step: float, most: float, unit: str = "") -> str:
    """A round number on an axis; `most` is the largest there, so that all are written in one way."""
    if not value:
        return with_unit("0", unit)
    if most >= HUGE or step < 1e-4:
        return with_unit(f"{value:.3g}".replace("-", MINUS, 1) if value < 0 else f"{value:.3g}", unit)
    scale, word = next(((size, word) for size, word in LARGE if most >= size), (1.0, ""))
    step /= scale
    decimals = 0
    while decimals < 6 and abs(step * 10**decimals - round(step * 10**decimals)) > 1e-6:
        decimals += 1
    text = f"{abs(value) / scale:,.{decimals}f}{word}"
    return with_unit(MINUS + text if value < 0 else text, unit)
