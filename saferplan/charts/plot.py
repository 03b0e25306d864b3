"""The field of a chart over time: where a point of some place and value lies, and what is left around it for words."""

from __future__ import annotations

from dataclasses import dataclass, field

from saferplan.charts.scale import ValueAxis, bounded

# What stays free between the edge of the field and its first and last point.
EDGE = 12.0


@dataclass(frozen=True, slots=True)
class Plot:
    """`start` is the place of the first point, `step` the way to the next; a single point has the whole field."""

    left: float
    top: float
    right: float
    bottom: float
    count: int
    axis: ValueAxis
    start: float = field(init=False)
    step: float = field(init=False)
    _size: float = field(init=False)
    _low: float = field(init=False)
    _span: float = field(init=False)

    def __post_init__(self) -> None:
        wide = self.right - self.left
        edge = min(EDGE, wide / (2 * max(self.count, 1)))
        object.__setattr__(self, "start", self.left + (edge if self.count > 1 else wide / 2))
        object.__setattr__(self, "step", (wide - 2 * edge) / (self.count - 1) if self.count > 1 else wide)
        # Divided before they are subtracted: the span of the largest numbers is not a number.
        size = max(abs(self.axis.low), abs(self.axis.high))
        object.__setattr__(self, "_size", size)
        object.__setattr__(self, "_low", self.axis.low / size)
        object.__setattr__(self, "_span", (self.axis.high / size - self.axis.low / size) / (self.bottom - self.top))

    def x(self, place: float) -> float:
        return self.start + place * self.step

    def y(self, value: float) -> float:
        return self.bottom - (bounded(value) / self._size - self._low) / self._span

    def stretch(self, first: int, last: int) -> tuple[float, float]:
        """From half a step before a point to half a step after another, inside the field."""
        return max(self.left, self.x(first - 0.5)), min(self.right, self.x(last + 0.5))
