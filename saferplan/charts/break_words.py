"""The words of breaks in recording, above the field: in one row where they fit, else as steps down or up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saferplan.charts.layout import GAP, Label
from saferplan.charts.lettering import shorten, text_width
from saferplan.charts.svg import SIZE, one_line

ROW = 15.0
MOST_ROWS = 3
OFF_THE_LINE = 5.0


@dataclass(frozen=True, slots=True)
class BreakLine:
    """Where a break lies, the row that its line starts from, and its words as far as there is room for them."""

    x: float
    row: int
    words: str
    shown: str
    is_left: bool = False

    def label(self, top: float) -> Label | None:
        if not self.shown:
            return None
        x = self.x - OFF_THE_LINE if self.is_left else self.x + OFF_THE_LINE
        return Label(self.shown, x, top + self.row * ROW + SIZE * 0.85, "end" if self.is_left else "start")


def place_breaks(breaks: Sequence[tuple[float, str]], left: float, right: float) -> list[BreakLine]:
    """Of the ways to set the words, the one that shows most of them; of equal ones that with fewest rows."""
    ordered = sorted((x, one_line(words)) for x, words in breaks)
    ways = [_in_one_row(ordered, left, right)]
    if 1 < len(ordered) <= MOST_ROWS:
        ways += [_down(ordered, right), _up(ordered, left)]
    return max(ways, key=lambda way: sum([min(len(line.shown), len(line.words)) for line in way]))


def row_count(lines: Sequence[BreakLine]) -> int:
    return max((line.row + 1 for line in lines), default=0)


def _in_one_row(breaks: Sequence[tuple[float, str]], left: float, right: float) -> list[BreakLine]:
    lines: list[BreakLine] = []
    taken = left
    for place, (x, words) in enumerate(breaks):
        until = breaks[place + 1][0] - OFF_THE_LINE if place + 1 < len(breaks) else right
        before, after = x - OFF_THE_LINE - taken, until - x - OFF_THE_LINE
        is_left = after < text_width(words, SIZE) and before > after
        shown = shorten(words, before if is_left else after, SIZE)
        lines.append(BreakLine(x, 0, words, shown, is_left))
        taken = x + OFF_THE_LINE + (0 if is_left or not shown else text_width(shown, SIZE) + GAP)
    return lines


def _down(breaks: Sequence[tuple[float, str]], right: float) -> list[BreakLine]:
    """Each a row lower than the one before it, its words to the right, over the tops of those that follow."""
    return [
        BreakLine(x, row, words, shorten(words, right - x - OFF_THE_LINE, SIZE))
        for row, (x, words) in enumerate(breaks)
    ]


def _up(breaks: Sequence[tuple[float, str]], left: float) -> list[BreakLine]:
    last = len(breaks) - 1
    return [
        BreakLine(x, last - place, words, shorten(words, x - OFF_THE_LINE - left, SIZE), is_left=True)
        for place, (x, words) in enumerate(breaks)
    ]
