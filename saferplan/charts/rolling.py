"""A rolling sum or rate, such as 12 months: the latest marked, and beside it what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence

from saferplan.charts.figures import is_known
from saferplan.charts.over_time import Manner, draw_over_time
from saferplan.charts.points import Setting, plain_points
from saferplan.charts.words import Translate


def rolling_chart(
    *,
    title: str,
    description: str,
    points: Sequence[tuple[str, float | None]],
    compare: int = 12,
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
    """The latest is compared with the one `compare` points before it, unless a break lies between."""
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
    manner = Manner(centre="", marked=marked_places([value for _label, value in points], compare, breaks))
    return draw_over_time(setting, plain_points(points), (), manner)


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
