"""The chart of a measure whose usual range is known: limits, breaks, target, and what stands out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from saferplan.charts.figures import is_known
from saferplan.charts.over_time import Manner, draw_over_time
from saferplan.charts.points import Band, Setting, SpcPoint, Told
from saferplan.charts.words import AVERAGE, KEPT_BACK, KINDS, NO_FIGURE, USUAL_RANGE, Translate


def spc_chart(*, points: Sequence[SpcPoint], bands: Sequence[Band] = (), **told: Unpack[Told]) -> str:
    """`breaks` are (the first point after it, what it was). `key` adds a key below, for a chart that stands alone."""
    setting = Setting(**told)
    manner = Manner(centre=AVERAGE, key=lambda: key_entries(points, bands, setting.translate))
    return draw_over_time(setting, points, bands, manner)


def key_entries(points: Sequence[SpcPoint], bands: Sequence[Band], translate: Translate) -> list[tuple[str, str]]:
    """Kinds of marks that are in the chart, with their words."""
    shown = {point.kind for point in points if is_known(point.value)}
    entries: list[tuple[str, str]] = [(kind, translate(words)) for kind, words in KINDS.items() if kind in shown]
    if any(band.lower is not None and band.upper is not None for band in bands):
        entries.append(("range", translate(USUAL_RANGE)))
    gaps = {bool(point.mark) for point in points if not is_known(point.value)}
    if shown and True in gaps:
        entries.append(("kept", translate(KEPT_BACK)))
    if shown and False in gaps:
        entries.append(("missing", translate(NO_FIGURE)))
    return [(kind, words[:1].upper() + words[1:]) for kind, words in entries]
