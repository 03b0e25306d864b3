"""Statistics of many series against the least that any control chart needs: a mean and mean differences in NumPy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from saferplan.measures.spc import Options, compute, compute_many
from saferplan.measures.verdict import judge
from saferplan.report.outcomes import Polarity
from tests.bench.timing import Ratio, in_turns

SERIES, POINTS = 5_000, 190


def bench_statistics() -> Iterator[Ratio]:
    values = np.random.default_rng(2018).poisson(30, (SERIES, POINTS)).astype(np.float64)
    options = Options(good=Polarity.LOWER)

    def plain() -> object:
        return values.mean(axis=1), np.abs(np.diff(values, axis=1)).mean(axis=1)

    first = in_turns(
        f"Limits and signals of {SERIES:,} series of {POINTS} points",
        lambda: compute_many(values, options),
        "NumPy takes their means and mean differences",
        plain,
    )
    note = f"{first.milliseconds:.0f} ms for {SERIES * POINTS:,} points"
    yield Ratio(first.name, first.alternative, first.milliseconds, first.alternative_milliseconds, note)
    days = [date(2010, 1, 1) + timedelta(days=place) for place in range(120)]
    rows = [[float(value) for value in row] for row in values[:40, :120]]

    def verdicts() -> object:
        return [judge(compute(days, row, options)) for row in rows]

    name = "Verdicts on 40 series of 120 points, one by one"
    yield in_turns(name, verdicts, "the same limits in one batch", lambda: compute_many(values[:40, :120], options))
