"""A run chart: values and their median, where there are too few of them for a usual range."""

from __future__ import annotations

from collections.abc import Sequence

from saferplan.charts.over_time import Manner, draw_over_time
from saferplan.charts.points import Band, Setting, plain_points
from saferplan.charts.words import MEDIAN, Translate


def run_chart(
    *,
    title: str,
    description: str,
    points: Sequence[tuple[str, float | None]],
    median: float | None,
    target: float | None = None,
    breaks: Sequence[tuple[int, str]] = (),
    unit: str = "",
    decimals: int | None = None,
    zero: bool = False,
    width: int = 640,
    height: int = 260,
    prefix: str = "",
    translate: Translate = str,
) -> str:
    """The median is of what follows the last break, and is drawn there only."""
    setting = Setting(
        title=title,
        description=description,
        target=target,
        breaks=breaks,
        unit=unit,
        decimals=decimals,
        zero=zero,
        width=width,
        height=height,
        prefix=prefix,
        translate=translate,
    )
    last = len(points) - 1
    first = max((place for place, _words in breaks if 0 < place <= last), default=0)
    bands = [Band(first=first, last=last, mean=median)]
    return draw_over_time(setting, plain_points(points), bands, Manner(centre=MEDIAN, is_centre_solid=True))
