"""The fast statistics against a slow and obvious twin, and batches against one series at a time."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplan.measures.exact import exact_mean
from saferplan.measures.rule_sets import PRECEDENCE
from saferplan.measures.spc import Kind, Options, compute, compute_many, kinds
from saferplan.report.outcomes import Polarity
from tests.measures import spc_twin

START = date(2018, 1, 1)
counts = st.integers(0, 12).map(float)
tenths = st.integers(0, 60).map(lambda number: number / 10)
walks = st.lists(st.integers(-2, 3), min_size=1, max_size=40).map(lambda steps: [float(s) for s in np.cumsum(steps)])
lists = st.one_of(
    st.lists(st.one_of(counts, st.none()), min_size=1, max_size=40),
    st.lists(tenths, min_size=1, max_size=40),
    walks,
)


def days(count: int) -> list[date]:
    return [START + timedelta(days=place) for place in range(count)]


@settings(max_examples=400, deadline=None)
@given(values=lists, fix_first=st.sampled_from([None, 12, 15]), screening=st.booleans())
def test_labels_and_limits_are_those_of_the_twin(
    values: list[float | None], fix_first: int | None, screening: bool
) -> None:
    options = Options(good=Polarity.HIGHER, fix_first=fix_first, screening=screening)
    found = compute(days(len(values)), values, options)
    group = found.groups[0]
    got = (group.mean, group.lpl, group.upl, group.near_lpl, group.near_upl)
    assert got == spc_twin.limits(values, fix_first, screening)
    assert [point.label for point in found.points] == spc_twin.labels(values, fix_first, screening)


@settings(max_examples=100, deadline=None)
@given(values=st.lists(st.one_of(counts, st.none()), min_size=3, max_size=60), data=st.data())
def test_each_part_is_a_series_of_its_own(values: list[float | None], data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(1, len(values) - 1), max_size=3)))
    dates = days(len(values))
    breaks = tuple(dates[place] for place in places)
    found = compute(dates, values, Options(good=Polarity.LOWER, breaks=breaks))
    edges = [0, *places, len(values)]
    apart = [label for a, b in zip(edges, edges[1:], strict=False) for label in spc_twin.labels(values[a:b])]
    assert [point.label for point in found.points] == apart
    assert [(group.first, group.last) for group in found.groups] == list(zip(edges, edges[1:], strict=False))


@settings(max_examples=60, deadline=None)
@given(values=lists, seed=st.integers(0, 2**32 - 1))
def test_order_of_rows_and_better_or_worse(values: list[float | None], seed: int) -> None:
    dates = days(len(values))
    order = np.random.default_rng(seed).permutation(len(values))
    higher = compute(dates, values, Options(good=Polarity.HIGHER))
    mixed = compute([dates[p] for p in order], [values[p] for p in order], Options(good=Polarity.HIGHER))
    assert mixed == higher
    lower = compute(dates, values, Options(good=Polarity.LOWER))
    neither = compute(dates, values, Options(good=Polarity.NEITHER))
    swap = {Kind.IMPROVEMENT: Kind.CONCERN, Kind.CONCERN: Kind.IMPROVEMENT, Kind.COMMON: Kind.COMMON}
    plain = {Kind.IMPROVEMENT: Kind.HIGH, Kind.CONCERN: Kind.LOW, Kind.COMMON: Kind.COMMON}
    assert [point.kind for point in lower.points] == [swap[point.kind] for point in higher.points]
    assert [point.kind for point in neither.points] == [plain[point.kind] for point in higher.points]


@pytest.mark.parametrize("series", [1, 23, 24, 300])
def test_a_batch_says_the_same_as_each_series_alone(series: int) -> None:
    random = np.random.default_rng(series)
    values = random.poisson(9, (series, 90)).astype(float) / 10
    values[random.random(values.shape) < 0.02] = np.nan
    options = Options(good=Polarity.LOWER)
    blocks = compute_many(values, options, starts=[30])
    assert [(block.first, block.last) for block in blocks] == [(0, 30), (30, 90)]
    dates = days(90)
    for place in range(0, series, 7):
        row = [None if np.isnan(value) else float(value) for value in values[place]]
        alone = compute(dates, row, Options(good=Polarity.LOWER, breaks=(dates[30],)))
        assert [each.upl for each in alone.groups] == [block.limits.upper[place] for block in blocks]
        rules = [PRECEDENCE[code] for block in blocks for code in block.signals.rule[:, place]]
        assert [point.rule for point in alone.points] == rules
        ways = [way for block in blocks for way in kinds(block.signals, Polarity.LOWER)[:, place]]
        expected = {Kind.IMPROVEMENT: 1, Kind.CONCERN: -1, Kind.COMMON: 0}
        assert [expected[point.kind] for point in alone.points] == ways


@settings(max_examples=200, deadline=None)
@given(
    values=st.lists(st.integers(-(10**9), 10**9).map(lambda n: n / 1000), min_size=1, max_size=30),
    copies=st.sampled_from([1, 40]),
)
def test_means_are_rounded_once(values: list[float], copies: int) -> None:
    column = np.repeat(np.array(values)[:, np.newaxis], copies, axis=1)
    wanted = float(sum(Fraction(value) for value in values) / len(values))
    assert exact_mean(column, np.ones(column.shape, bool)).tolist() == [wanted] * copies


@pytest.mark.parametrize("value", [0.1, 0.7, 1 / 3, 1e15 + 0.3, -2.3])
def test_equal_values_are_on_their_mean(value: float) -> None:
    found = compute(days(15), [value] * 15, Options(good=Polarity.LOWER))
    assert {(point.side, point.rule) for point in found.points} == {(0, None)}
