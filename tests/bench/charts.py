"""One chart and forty of them against matplotlib, which draws the same lines, marks and words as SVG."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from saferplan.charts.points import Band, SpcPoint
from saferplan.charts.spc import spc_chart
from tests.bench.timing import Ratio, in_turns

MONTHS = 36


def _values(turn: int) -> list[float]:
    return [float((place * 17 + turn * 5) % 41 + 60) for place in range(MONTHS)]


def _ours(values: Sequence[float]) -> str:
    points = [
        SpcPoint(
            label=f"{2016 + place // 12}-{place % 12 + 1:02d}",
            value=value,
            kind="concern" if value > 95 else "common",
            group=place // 21,
        )
        for place, value in enumerate(values)
    ]
    bands = [
        Band(first=0, last=20, mean=80, lower=50, upper=110),
        Band(first=21, last=MONTHS - 1, mean=82, lower=52, upper=112),
    ]
    breaks = [(21, "recording changed")]
    return spc_chart(title="Violence", description="By month.", points=points, bands=bands, target=75, breaks=breaks)


def _theirs(values: Sequence[float]) -> str:
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 2.6))
    axes = figure.subplots()
    for first, last, mean, lower, upper in ((0, 20, 80, 50, 110), (21, MONTHS - 1, 82, 52, 112)):
        places = range(first, last + 1)
        axes.fill_between(places, lower, upper, alpha=0.1)
        axes.plot(places, [mean] * len(places), linewidth=1)
        axes.plot(places, values[first : last + 1], marker="o", markersize=4)
    high = [place for place, value in enumerate(values) if value > 95]
    axes.plot(high, [values[place] for place in high], "D", markersize=5)
    axes.axhline(75, linestyle="--")
    axes.axvline(20.5, linestyle=":")
    axes.annotate("recording changed", (20.5, 112))
    axes.annotate(f"{values[-1]:g}", (MONTHS - 1, values[-1]))
    axes.set_xticks([0, 12, 24, 35], ["Jan 2016", "Jan 2017", "Jan 2018", "Dec 2018"])
    axes.set_ylim(bottom=0)
    page = io.StringIO()
    FigureCanvasSVG(figure).print_svg(page)
    return page.getvalue()


def bench_charts() -> Iterator[Ratio]:
    one = _values(0)
    note = f"{len(_ours(one)) / 1000:.1f} kB against {len(_theirs(one)) / 1000:.0f} kB"
    name = f"One chart of {MONTHS} months as SVG"
    first = in_turns(name, lambda: _ours(one), "matplotlib draws the same", lambda: _theirs(one), rounds=15)
    note += f"; {first.milliseconds:.2f} ms"
    yield Ratio(first.name, first.alternative, first.milliseconds, first.alternative_milliseconds, note)
    forty = [_values(turn) for turn in range(40)]
    yield in_turns(
        f"40 charts of {MONTHS} months as SVG",
        lambda: [_ours(values) for values in forty],
        "matplotlib draws the same",
        lambda: [_theirs(values) for values in forty],
        rounds=3,
    )
