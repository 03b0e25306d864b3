"""A line the height of a sentence. It has no axis, so it always stands beside its number."""

from __future__ import annotations

from collections.abc import Sequence

from saferplan.charts import marks
from saferplan.charts.colours import LINE
from saferplan.charts.figures import is_known
from saferplan.charts.marks import Kind
from saferplan.charts.scale import bounded
from saferplan.charts.svg import line, number, picture

PAD = 5.0
RADIUS = 3.0


def sparkline(
    title: str,
    values: Sequence[float | None],
    kinds: Sequence[Kind] = (),
    *,
    width: int = 120,
    height: int = 28,
    prefix: str = "",
) -> str:
    """`kinds` marks points as in the chart; the last value is marked always. A missing value is a gap."""
    known = [bounded(value) for value in values if is_known(value)]
    if not known:
        base = line(PAD, height / 2, width - PAD, height / 2, colour=LINE, dashes="2 3")
        return picture([base], title=title, width=width, height=height, prefix=prefix)
    low, high = min(known), max(known)
    size = max(abs(low), abs(high)) or 1.0
    span = high / size - low / size
    step = (width - 2 * PAD) / max(len(values) - 1, 1)
    runs: list[list[tuple[float, float]]] = []
    by_kind: dict[str, list[tuple[float, float]]] = {kind: [] for kind in marks.DRAW}
    last = max(place for place, value in enumerate(values) if is_known(value))
    is_joined = False
    for place, value in enumerate(values):
        if not is_known(value):
            is_joined = False
            continue
        share = (bounded(value) / size - low / size) / span if span > 1e-12 else 0.5
        at = PAD + place * step, height - PAD - share * (height - 2 * PAD)
        if not is_joined:
            runs.append([])
        runs[-1].append(at)
        is_joined = True
        kind = kinds[place] if place < len(kinds) else "common"
        if kind != "common" or place == last:
            by_kind[kind].append(at)
    path = "".join(_path(run) for run in runs)
    signal = max(1.7, min(RADIUS, step * 0.5))
    drawn = [marks.DRAW[kind](places, 2.4 if kind == "common" else signal) for kind, places in by_kind.items()]
    stroke = f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="1.3" stroke-linecap="round"/>'
    return picture([stroke, *drawn], title=title, width=width, height=height, prefix=prefix)


def _path(run: Sequence[tuple[float, float]]) -> str:
    """A value between two gaps is a dot: a line of no length with round ends."""
    if len(run) == 1:
        return f"M{number(run[0][0])} {number(run[0][1])}h.1"
    return "M" + "L".join([f"{number(x)} {number(y)}" for x, y in run])
