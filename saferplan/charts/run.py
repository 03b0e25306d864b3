"""A run chart: values and their median, where there are too few of them for a usual range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from saferplan.charts.over_time import Manner, draw_over_time
from saferplan.charts.points import Band, Setting, Told, plain_points
from saferplan.charts.words import MEDIAN


def run_chart(*, points: Sequence[tuple[str, float | None]], median: float | None, **told: Unpack[Told]) -> str:
    """The median is of what follows the last break, and is drawn there only."""
    setting = Setting(**told)
    last = len(points) - 1
    first = max((place for place, _words in setting.breaks if 0 < place <= last), default=0)
    bands = [Band(first=first, last=last, mean=median)]
    return draw_over_time(setting, plain_points(points), bands, Manner(centre=MEDIAN, is_centre_solid=True))
