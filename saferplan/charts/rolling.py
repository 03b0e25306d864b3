"""A rolling sum or rate, such as 12 months: the latest marked, and beside it what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from saferplan.charts.figures import is_known
from saferplan.charts.over_time import Manner, draw_over_time
from saferplan.charts.points import Setting, Told, plain_points


def rolling_chart(*, points: Sequence[tuple[str, float | None]], compare: int = 12, **told: Unpack[Told]) -> str:
    """The latest is compared with the one `compare` points before it, unless a break lies between."""
    setting = Setting(**told)
    marked = marked_places([value for _label, value in points], compare, setting.breaks)
    return draw_over_time(setting, plain_points(points), (), Manner(centre="", marked=marked))


def marked_places(
    values: Sequence[float | None], compare: int, breaks: Sequence[tuple[int, str]] = ()
) -> tuple[int, ...]:
    """The latest, and the one it may be compared with."""
    latest = next((place for place in range(len(values) - 1, -1, -1) if is_known(values[place])), None)
    if latest is None:
        return ()
    before = latest - compare
    is_broken = any(before < place <= latest for place, _words in breaks)
    if compare < 1 or before < 0 or is_broken or not is_known(values[before]):
        return (latest,)
    return before, latest
