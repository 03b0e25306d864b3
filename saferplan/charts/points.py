"""What charts over time are given, and the same as the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Required, TypedDict

from saferplan.charts.figures import figure, is_known
from saferplan.charts.marks import Kind
from saferplan.charts.words import KINDS, NO_FIGURE, Translate
from saferplan.common.dates import date_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SpcPoint:
    """`label` is a date (`2018-09`) or any text. A value that is not known is None. A point with a note is marked.

    `mark` is drawn at the foot in place of a value that is kept back.
    """

    label: str
    value: float | None
    kind: Kind = "common"
    note: str = ""
    group: int = 0
    is_latest: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The mean and usual range from the first to the last point of a group; None where there is none to show."""

    first: int
    last: int
    mean: float | None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every chart over time is told. `prefix` begins its ids: give one where the same picture stands twice."""

    title: str
    description: str
    target: float | None = None
    breaks: Sequence[tuple[int, str]] = ()
    unit: str = ""
    decimals: int | None = None
    zero: bool = False
    width: int = 640
    height: int = 260
    key: bool = False
    prefix: str = ""
    translate: Translate = str


class Told(TypedDict, total=False):
    """The same as whoever asks for a chart names it."""

    title: Required[str]
    description: Required[str]
    target: float | None
    breaks: Sequence[tuple[int, str]]
    unit: str
    decimals: int | None
    zero: bool
    width: int
    height: int
    key: bool
    prefix: str
    translate: Translate


def plain_points(points: Sequence[tuple[str, float | None]]) -> list[SpcPoint]:
    return [SpcPoint(label=label, value=value) for label, value in points]


def table_rows(
    points: Sequence[SpcPoint],
    *,
    unit: str = "",
    decimals: int | None = None,
    translate: Callable[[str], str] = str,
) -> list[tuple[str, str, str, str]]:
    """A row for each point: when, value, whether it stands out, note. The text alternative that stands with a chart."""
    return [
        (
            date_words(point.label, translate),
            _written(point, unit, decimals, translate),
            translate(KINDS[point.kind]) if is_known(point.value) else "",
            point.note,
        )
        for point in points
    ]


def _written(point: SpcPoint, unit: str, decimals: int | None, translate: Callable[[str], str]) -> str:
    if is_known(point.value):
        return figure(point.value, unit=unit, decimals=decimals)
    return point.mark or translate(NO_FIGURE)
