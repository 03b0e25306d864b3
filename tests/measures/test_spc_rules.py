"""The rules by tables: which points of a series are signals and why. Numbers were obtained from the reference."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from saferplan.measures.refused import RefusedSeries
from saferplan.measures.rule_sets import MAKING_DATA_COUNT, RULE_SETS
from saferplan.measures.spc import Assurance, Kind, Options, Spc, compute
from saferplan.report.outcomes import Polarity

H, L, N = Polarity.HIGHER, Polarity.LOWER, Polarity.NEITHER
START = date(2020, 1, 2)
STEADY = [9.0, 11.0] * 10
PAIR, OUT, RUN = "two-in-three-above", "outside-above", "shift-above"


def days(count: int) -> list[date]:
    return [START + timedelta(days=place) for place in range(count)]


def spc(values: list[float | None], good: Polarity = H, **options: object) -> Spc:
    return compute(days(len(values)), values, Options(good=good, **options))  # type: ignore[arg-type]


def tail(*values: float, good: Polarity = H) -> list[str]:
    """The labels of what follows 20 steady points with a mean of 10 and limits of 4.68 and 15.32."""
    found = spc([*STEADY, *values], good, fix_first=20)
    assert (found.groups[0].mean, found.groups[0].lpl, found.groups[0].upl) == pytest.approx((10, 4.68, 15.32))
    return [point.label for point in found.points[20:]]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ((14, 14, 14), [PAIR, PAIR, PAIR]),
        ((14, 10.5, 14), [PAIR, "", PAIR]),
        ((14, 9.5, 14), ["", "", ""]),
        ((14, 10, 14), ["", "", ""]),
        ((14, 6, 14), ["", "", ""]),
        ((14, 14), [PAIR, PAIR]),
        ((6, 6), ["", ""]),
        ((40, 40, 14), [OUT, OUT, ""]),
        ((40, 14, 14), [OUT, PAIR, PAIR]),
        ((14, 40, 14), [PAIR, OUT, PAIR]),
        ((13.6, 13.6), [PAIR, PAIR]),
        ((13.5, 13.5), ["", ""]),
        ((15.32,), [""]),
        ((15.3201,), [OUT]),
    ],
)
def test_near_and_outside_the_limits(values: tuple[float, ...], labels: list[str]) -> None:
    assert tail(*values) == labels


def test_a_run_of_seven_is_flagged_from_its_first_point() -> None:
    found = spc([*STEADY, *[10.5] * 6], fix_first=20)
    assert [point.label for point in found.points[18:]] == ["", *[RUN] * 7]
    assert tail(9, *[10.5] * 6) == [""] * 7
    assert tail(10.5, 10.5, 10.5, 10, 10.5, 10.5, 10.5) == [""] * 7


@pytest.mark.parametrize(("good", "kind"), [(L, Kind.IMPROVEMENT), (H, Kind.CONCERN), (N, Kind.LOW)])
def test_a_trend_is_judged_by_its_travel_and_not_by_its_side(good: Polarity, kind: Kind) -> None:
    found = spc([*STEADY, *(15 - place / 2 for place in range(7))], good, fix_first=20)
    assert {point.label for point in found.points[20:]} == {"trend-down"}
    assert {point.kind for point in found.points[20:]} == {kind}
    assert found.points[19].label == "shift-above"
    assert found.groups[0].variation is kind


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([1, 2, 3, 4, 5, 6, 6, 7, 8, 9], set()),
        ([5, 4, 3, 2, 1, 0], set()),
        ([1, 2, 3, 4, 5, 6, 7], {"trend-up"}),
        ([1, 2, 3, None, 4, 5, 6, 7], set()),
    ],
)
def test_a_trend_needs_seven_points_without_tie_or_gap(values: list[float | None], labels: set[str]) -> None:
    found = spc(values, fix_first=12)
    assert {point.label for point in found.points if point.label.startswith("trend")} == labels


def test_where_trends_meet_the_later_counts() -> None:
    labels = tail(*[10 + place / 4 for place in range(7)], *[11.25 - place / 4 for place in range(6)])
    assert labels == ["trend-up"] * 6 + ["trend-down"] * 7


def test_nothing_links_the_parts_of_a_series() -> None:
    values: list[float | None] = [*STEADY[:12], *[10.5] * 3, *[30.5] * 4, *[29.0, 31.0] * 6]
    found = spc(values, breaks=(days(16)[15],))
    assert [(group.number, group.n) for group in found.groups] == [(0, 15), (1, 16)]
    assert [point.label for point in found.points[12:15]] == ["", "", ""]


def test_a_break_at_the_first_date_parts_nothing() -> None:
    found = spc([*STEADY], breaks=(START,))
    assert [(group.number, group.n) for group in found.groups] == [(1, 20)]


SCREENED: list[float | None] = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
NIST: list[float | None] = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
WHEELER: list[float | None] = [
    *(19, 27, 20, 16, 18, 25, 22, 24, 17, 25, 15, 17, 20, 22, 19, 16, 22, 19, 25, 22, 18, 20, 16, 17, 20, 15, 27),
    *(25, 17, 19, 28),
]


@pytest.mark.parametrize(("screening", "lower", "upper"), [(True, -0.715556, 4.604444), (False, -3.062614, 6.951503)])
def test_the_largest_moves_are_screened_once(screening: bool, lower: float, upper: float) -> None:
    group = spc(SCREENED, screening=screening).groups[0]
    assert (group.mean, group.lpl, group.upl) == pytest.approx((1.944444, lower, upper), abs=1e-6)


def test_textbooks() -> None:
    """NIST's flow rates, whose limits use 3/1.128, and Wheeler's inventory."""
    nist = spc(NIST, screening=False).groups[0]
    assert nist.mean is not None
    assert nist.upl is not None
    assert nist.mean == pytest.approx(50.81)
    spread = (nist.upl - nist.mean) / 2.66
    assert spread == pytest.approx(1.8778, abs=1e-4)
    assert (nist.mean - spread * 3 / 1.128, nist.mean + spread * 3 / 1.128) == pytest.approx(
        (45.8159, 55.8041), abs=1e-3
    )
    wheeler = spc(WHEELER, screening=False).groups[0]
    assert (wheeler.mean, wheeler.upl) == pytest.approx((20.39, 32.89), abs=5e-3)


@pytest.mark.parametrize(
    ("target", "good", "assurance"),
    [
        (20, H, Assurance.FAIL),
        (20, L, Assurance.PASS),
        (2, H, Assurance.PASS),
        (2, L, Assurance.FAIL),
        (10, H, Assurance.INCONSISTENT),
        (15.32, H, Assurance.INCONSISTENT),
        (4.68, L, Assurance.INCONSISTENT),
        (15.3200001, H, Assurance.FAIL),
        (20, N, None),
        (None, H, None),
    ],
)
def test_assurance(target: float | None, good: Polarity, assurance: Assurance | None) -> None:
    assert spc([*STEADY], good, target=target).groups[0].assurance is assurance


def test_only_the_last_part_has_assurance() -> None:
    found = spc([*STEADY], target=20, breaks=(days(12)[10],))
    assert [group.assurance for group in found.groups] == [None, Assurance.FAIL]


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([5.0] * 15, (5, None, None)),
        ([5.0], (5, None, None)),
        ([None, None], (None, None, None)),
        ([5.0, 7.0], (6, 0.68, 11.32)),
        ([*[5.0] * 14, 9.0], (79 / 15, 79 / 15, 79 / 15)),
    ],
)
def test_edges_as_the_reference_has_them(values: list[float | None], limits: tuple[float | None, ...]) -> None:
    group = spc(values).groups[0]
    assert (group.mean, group.lpl, group.upl) == tuple(each if each is None else pytest.approx(each) for each in limits)


REFUSED: list[tuple[str, list[date], list[float | None], dict[str, object], str]] = [
    ("duplicate", [START, START], [1, 2], {}, "Rows 1 and 2"),
    ("text", days(2), [1, "x"], {}, "Row 2 holds 'x'"),  # type: ignore[list-item]
    ("text", days(2), [1, True], {}, "Row 2 holds True"),
    ("infinite", days(2), [float("inf"), 1], {}, "Row 1"),
    ("infinite", days(2), [1, 1e200], {}, "Row 2"),
    ("fixed", days(2), [1, 2], {"fix_first": 11}, "12 points or more, not on 11"),
    ("break", days(2), [1, 2], {"breaks": (date(2019, 1, 1),)}, "2019-01-01 is not among the dates"),
    ("unequal", days(3), [1, 2], {}, "3 dates and 2 values"),
    ("empty", [], [], {}, "no figure"),
    ("target", days(2), [1, 2], {"target": float("nan")}, "target"),
]


@pytest.mark.parametrize(("code", "dates", "values", "options", "words"), REFUSED)
def test_what_is_refused_says_where(
    code: str, dates: list[date], values: list[float | None], options: dict[str, object], words: str
) -> None:
    with pytest.raises(RefusedSeries) as caught:
        compute(dates, values, Options(good=H, **options))  # type: ignore[arg-type]
    assert caught.value.code == code
    assert words in str(caught.value)
    assert caught.value.template.format(**caught.value.params) == str(caught.value)


def test_rule_sets_are_named_and_versioned() -> None:
    assert RULE_SETS[MAKING_DATA_COUNT.key] is MAKING_DATA_COUNT
    assert MAKING_DATA_COUNT.key == "making-data-count/1"
    assert Options(good=H).rules is MAKING_DATA_COUNT
