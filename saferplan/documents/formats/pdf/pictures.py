"""Small pictures of a light: the colour that most of one has."""

from __future__ import annotations

from collections import Counter
from typing import Any

from saferplan.documents.formats.pdf.ink import SMALL_SHAPE, Box, Fill, Page

LEAST_SIZE = 4.0
MOST_POINTS = 4_000_000  # a larger page is not drawn
COLOURED = 48  # least distance of the strongest from the weakest channel
LEAST_SHARE = 0.2
SCALE = 2


def add_pictures(ink: Page, page: Any) -> None:
    """Adds the page's small pictures that have one colour to its shapes."""
    small = [p for p in ink.pictures if min(p.width, p.height) >= LEAST_SIZE and max(p.width, p.height) <= SMALL_SHAPE]
    if not small or ink.width * ink.height > MOST_POINTS:
        return
    drawn = page.to_image(resolution=72 * SCALE).original.convert("RGB")
    for box in small:
        colour = _main_colour(drawn.crop(_pixels(box, drawn.size)))
        if colour:
            ink.shapes.append(Fill(box.x0, box.top, box.x1, box.bottom, colour))


def _pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    x0, top = max(int(box.x0 * SCALE), 0), max(int(box.top * SCALE), 0)
    x1, bottom = min(int(box.x1 * SCALE) + 1, size[0]), min(int(box.bottom * SCALE) + 1, size[1])
    return x0, top, max(x1, x0 + 1), max(bottom, top + 1)


def _main_colour(picture: Any) -> str:
    counts: Counter[tuple[int, int, int]] = Counter(picture.get_flattened_data())
    colour, count = max(
        ((c, n) for c, n in counts.items() if max(c) - min(c) >= COLOURED), key=lambda pair: pair[1], default=(None, 0)
    )
    if colour is None or count < LEAST_SHARE * picture.width * picture.height:
        return ""
    return "#{:02x}{:02x}{:02x}".format(*colour)
