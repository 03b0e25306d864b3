"""The words at the right of a chart (latest value, target, average), and a value beside a point inside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saferplan.charts.layout import Box, Label, fits, middle_baseline, nearest_free
from saferplan.charts.lettering import shorten, text_width
from saferplan.charts.plot import Plot
from saferplan.charts.svg import SIZE

SIDE_GAP = 8.0
VALUE_SIZE = 14.0
LINE_HEIGHT = 14.0
# An average whose words cannot stand beside its line is left to the table.
FURTHEST_AVERAGE = 9.0
WIDE = 480
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SideWords:
    """Words for one height at the right; `must` stays however far it has to move."""

    texts: tuple[str, ...]
    value: float
    must: bool = False
    bold: bool = False

    @property
    def size(self) -> float:
        return VALUE_SIZE if self.bold else SIZE

    @property
    def width(self) -> float:
        return max(text_width(text, self.size, self.bold) for text in self.texts)


def named_value(word: str, text: str, width: int) -> tuple[str, ...]:
    """One line where the chart is wide, else two."""
    return (f"{word} {text}",) if width >= WIDE else (word, text)


def place_side(words: Sequence[SideWords], plot: Plot, right: float) -> list[Label]:
    """Down the right side, the first given the place that they want, the others the nearest that is free."""
    taken: list[Box] = []
    labels: list[Label] = []
    left = plot.right + SIDE_GAP
    for each in words:
        high = (LINE_HEIGHT if not each.bold else VALUE_SIZE) * len(each.texts) + 1
        wanted = plot.y(each.value) - high / 2
        top = nearest_free(wanted, high, taken, plot.top - 6, plot.bottom + 5)
        if top is None or (not each.must and abs(top - wanted) > FURTHEST_AVERAGE):
            continue
        taken.append(Box(left, top, right, top + high))
        for turn, text in enumerate(each.texts):
            shown = shorten(text, right - left, each.size, each.bold)
            baseline = middle_baseline(top + high / len(each.texts) * (turn + 0.5), each.size)
            labels.append(Label(shown, left, baseline, size=each.size, bold=each.bold))
    return [label for label in labels if label.text]


def place_beside(
    text: str, at: Place, *, runs: Iterable[Sequence[Place]], taken: Sequence[Box], across: Iterable[float], frame: Box
) -> Label | None:
    """A value beside a point: never on the line, a mark or a word; off the lines `across` the chart where it can be."""
    x, y = at
    segments = [pair for run in runs for pair in zip(run, run[1:], strict=False)]
    heights = list(across)
    best: tuple[int, Label] | None = None
    for away in (SIDE_GAP, 2 * SIDE_GAP):
        for label in (
            Label(text, x + away, middle_baseline(y, VALUE_SIZE), size=VALUE_SIZE, bold=True),
            Label(text, x, y - away, "middle", VALUE_SIZE, True),
            Label(text, x, y + away + VALUE_SIZE * 0.76, "middle", VALUE_SIZE, True),
            Label(text, x + away, y - away, "start", VALUE_SIZE, True),
            Label(text, x - away, y - away, "end", VALUE_SIZE, True),
            Label(text, x + away, y + away + VALUE_SIZE * 0.76, "start", VALUE_SIZE, True),
            Label(text, x - away, y + away + VALUE_SIZE * 0.76, "end", VALUE_SIZE, True),
        ):
            box = label.box
            if not fits(box, taken, frame, 1.5) or any(box.is_crossed(start, end) for start, end in segments):
                continue
            crossed = sum(box.top - 1 < height < box.bottom + 1 for height in heights)
            if not crossed:
                return label
            if best is None or crossed < best[0]:
                best = crossed, label
    return best[1] if best else None
