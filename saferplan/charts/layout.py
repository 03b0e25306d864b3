"""Where texts go, so that none lies on another, on a point, on a line or outside the frame. Pure geometry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from saferplan.charts.colours import INK, QUIET_OPACITY
from saferplan.charts.lettering import text_width
from saferplan.charts.svg import SIZE, escape, number

ASCENT, DESCENT = 0.76, 0.24
GAP = 3.0


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, gap: float = 0) -> bool:
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def is_inside(self, other: Box) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def is_crossed(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether the straight line between two places touches the box."""
        (x1, y1), (x2, y2) = start, end
        enter, leave = 0.0, 1.0
        for origin, travel, low, high in ((x1, x2 - x1, self.left, self.right), (y1, y2 - y1, self.top, self.bottom)):
            if not travel:
                if not low <= origin <= high:
                    return False
                continue
            first, second = sorted(((low - origin) / travel, (high - origin) / travel))
            enter, leave = max(enter, first), min(leave, second)
        return enter <= leave


@dataclass(frozen=True, slots=True)
class Label:
    """A text at its baseline."""

    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"] = "start"
    size: float = SIZE
    bold: bool = False

    @property
    def width(self) -> float:
        return text_width(self.text, self.size, self.bold)

    @property
    def box(self) -> Box:
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        left = self.x - self.width * share
        return Box(left, self.y - self.size * ASCENT, left + self.width, self.y + self.size * DESCENT)


def middle_baseline(y: float, size: float = SIZE) -> float:
    """The baseline of a text whose box has its middle at `y`."""
    return y + size * (ASCENT - DESCENT) / 2


def fits(box: Box, taken: Iterable[Box], frame: Box, gap: float = GAP) -> bool:
    return box.is_inside(frame) and not any(box.overlaps(each, gap) for each in taken)


def nearest_free(wanted: float, height: float, taken: Sequence[Box], top: float, bottom: float) -> float | None:
    """The top of a free stretch of a column that is nearest to the one wanted. None where the column is full."""
    places = [wanted, top, bottom - height]
    places += [box.top - height for box in taken] + [box.bottom for box in taken]
    free = [
        place
        for place in places
        if place >= top - 0.01
        and place + height <= bottom + 0.01
        and all(place + height <= box.top + 0.01 or place >= box.bottom - 0.01 for box in taken)
    ]
    return min(free, key=lambda place: (abs(place - wanted), place), default=None)


def _style(label: Label) -> tuple[bool, float]:
    return label.bold, label.size


def write_labels(labels: Sequence[Label]) -> str:
    """Texts grouped by their look, so that each says only where it stands. What is not bold is quiet."""
    written = []
    for (bold, size), group in groupby(sorted(labels, key=_style), key=_style):
        texts = []
        for label in group:
            anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
            texts.append(f'<text x="{number(label.x)}" y="{number(label.y)}"{anchor}>{escape(label.text)}</text>')
        weight = ' font-weight="bold"' if bold else f' fill-opacity="{QUIET_OPACITY:g}"'
        large = f' font-size="{size:g}"' if size != SIZE else ""
        written.append(f'<g fill="{INK}"{weight}{large}>{"".join(texts)}</g>')
    return "".join(written)
