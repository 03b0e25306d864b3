"""Drawings for files that cannot hold them as such: an SVG as PNG, drawn by the same program that sets our PDF."""

from __future__ import annotations

from pathlib import Path

import typst

from saferplan.charts.svg import FONT

HERE = Path(__file__).resolve().parent
PAGE = HERE / "drawing.typ"
FONTS = HERE / "fonts"
# Ours, which come with the package: what is drawn is the same on every machine. A name with a number wants quotes.
OWN_FONT = "'Source Sans 3'"
SHARP = 160.0


def in_own_letters(svg: str) -> str:
    """The drawing with its words in our font."""
    return svg.replace(FONT, OWN_FONT)


def png_of(svg: str, width: int) -> bytes:
    """The drawing as PNG, twice as sharp as a screen; the same drawing always gives the same bytes."""
    made = typst.compile(
        PAGE,
        format="png",
        ppi=SHARP,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"svg": in_own_letters(svg), "width": str(width)},
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no picture")
    return made
