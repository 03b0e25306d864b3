"""Series as known and as cleared: revisions, holes, parts, small numbers, what awaits release."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from saferplan.common.periods import Frequency
from saferplan.measures.releases import ReleaseFact
from saferplan.measures.rules import Missing, ReleaseLevel, SmallNumbers, StandingRelease, Unit
from saferplan.measures.series import ExclusionFact, Point, PointState, Series
from tests.measures.values import AS_AT, RECORDED, facts, known, month, series

BOARD, PUBLIC = ReleaseLevel.BOARD, ReleaseLevel.PUBLIC
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def released(level: ReleaseLevel, at: datetime, caveat: str = "") -> ReleaseFact:
    return ReleaseFact(starts=YEAR[0], ends=YEAR[1], level=level, at=at, caveat=caveat)


def one(told: Series) -> Point:
    (point,) = told.points
    return point


def test_zero_is_a_value_and_missing_is_not() -> None:
    told = series([month("2026-07", 0), month("2026-08", missing=Missing.AWAITING)])
    assert [(point.state, point.value) for point in told.points] == [
        (PointState.VALUE, Decimal(0)),
        (PointState.MISSING, None),
    ]
    assert told.points[1].missing is Missing.AWAITING
    assert told.data_to == date(2026, 7, 31)


def test_the_latest_of_several_rows_counts_and_says_how_many_came_before() -> None:
    rows = [month("2026-07", 5), month("2026-07", 6, at=RECORDED + timedelta(days=1))]
    point = one(series(rows))
    assert (point.value, point.revisions) == (6, 1)


def test_periods_between_others_of_which_nothing_was_recorded_are_awaited() -> None:
    told = series([month("2025-11", 1), month("2026-02", 2)])
    assert [f"{point.ends:%Y-%m}" for point in told.points] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert told.points[1].missing is Missing.AWAITING
    assert told.points[1].recorded_at is None


def test_quarters_and_years_have_holes_of_their_own_length() -> None:
    quarters = [known(date(2026, 1, 1), date(2026, 3, 31), 1), known(date(2026, 7, 1), date(2026, 9, 30), 2)]
    told = series(quarters, facts=facts(frequency=Frequency.QUARTER))
    assert [(point.starts, point.ends) for point in told.points][1] == (date(2026, 4, 1), date(2026, 6, 30))
    years = [known(date(2023, 4, 1), date(2024, 3, 31), 1), known(date(2025, 4, 1), date(2026, 3, 31), 2)]
    told = series(years, facts=facts(frequency=Frequency.YEAR))
    assert [point.ends for point in told.points] == [date(2024, 3, 31), date(2025, 3, 31), date(2026, 3, 31)]


def test_a_percentage_is_made_of_its_parts_and_not_capped() -> None:
    share = facts(unit=Unit.PERCENTAGE, per=100)
    point = one(series([month("2026-07", parts=(3, 2))], facts=share))
    assert point.value == 150
    assert point.ratio == (Fraction(3), Fraction(2))


def test_a_rate_of_nothing_is_no_value() -> None:
    point = one(series([month("2026-07", parts=(0, 0))], facts=facts(unit=Unit.RATE, per=1000)))
    assert (point.state, point.missing, point.value) == (PointState.MISSING, Missing.NOT_APPLICABLE, None)


def test_before_its_release_a_value_is_not_carried_along() -> None:
    point = one(series([month("2026-07", 5, note="Ann Smith's case")], audience=BOARD))
    assert point.state is PointState.NOT_RELEASED
    assert (point.value, point.note, point.by) == (None, "", "")
    assert point.waits_since == RECORDED


@pytest.mark.parametrize(
    ("audience", "value", "waits"),
    [(None, 6, None), (BOARD, 5, RECORDED + timedelta(days=9)), (PUBLIC, None, RECORDED)],
)
def test_after_a_revision_the_audience_keeps_what_was_cleared(
    audience: ReleaseLevel | None, value: int | None, waits: datetime | None
) -> None:
    rows = [month("2026-07", 5), month("2026-07", 6, at=RECORDED + timedelta(days=9))]
    told = series(rows, releases=[released(BOARD, RECORDED + timedelta(days=5))], audience=audience)
    assert (one(told).value, one(told).waits_since) == (value, waits)
    assert told.waiting == (told.points if waits else ())


def test_that_there_is_no_value_needs_no_release() -> None:
    rows = [month("2026-07", 5), month("2026-07", missing=Missing.SUPPRESSED, at=RECORDED + timedelta(days=9))]
    told = series(rows, releases=[released(PUBLIC, RECORDED)], audience=PUBLIC)
    assert one(told).missing is Missing.SUPPRESSED


def test_a_figure_says_how_far_it_is_cleared_and_with_which_caution() -> None:
    rows = [month("2026-07", 5), month("2026-08", 6, at=AS_AT)]
    told = series(
        rows,
        facts=facts(caveat="Recorded crime only."),
        releases=[released(PUBLIC, RECORDED, "May change."), released(BOARD, AS_AT)],
    )
    assert [point.level for point in told.points] == [PUBLIC, BOARD]
    assert told.level is BOARD
    assert told.caveats == ("Recorded crime only.", "May change.")
    assert told.recorded_at == AS_AT


def test_published_elsewhere_means_for_everybody() -> None:
    told = series([month("2026-07", 5)], facts=facts(standing=StandingRelease.ALREADY_PUBLISHED), audience=PUBLIC)
    assert one(told).value == 5


def test_a_figure_left_out_is_marked() -> None:
    left_out = ExclusionFact(date(2026, 7, 31), "Cut off.", "ann", RECORDED)
    told = series([month("2026-07", 5), month("2026-08", 6)], exclusions=[left_out])
    assert [point.is_excluded for point in told.points] == [True, False]


@pytest.mark.parametrize(
    ("rule", "value", "public"),
    [
        (SmallNumbers.NONE, 1, Decimal(1)),
        (SmallNumbers.THRESHOLD, 0, Decimal(0)),
        (SmallNumbers.THRESHOLD, 1, None),
        (SmallNumbers.THRESHOLD, 4, None),
        (SmallNumbers.THRESHOLD, 5, Decimal(5)),
        (SmallNumbers.ROUND, 0, Decimal(0)),
        (SmallNumbers.ROUND, 1, None),
        (SmallNumbers.ROUND, 7, None),
        (SmallNumbers.ROUND, 8, Decimal(10)),
        (SmallNumbers.ROUND, 12, Decimal(10)),
        (SmallNumbers.ROUND, 13, Decimal(15)),
    ],
)
def test_small_numbers_are_kept_from_the_public_only(rule: SmallNumbers, value: int, public: Decimal | None) -> None:
    kept = facts(small_numbers=rule, threshold=5, standing=StandingRelease.ALREADY_PUBLISHED)
    rows = [month("2026-07", value, note="Ann Smith")]
    point = one(series(rows, facts=kept, audience=PUBLIC))
    assert point.value == public
    assert point.state is (PointState.SMALL if public is None else PointState.VALUE)
    assert point.note == ("Ann Smith" if rule is SmallNumbers.NONE else "")
    assert one(series(rows, facts=kept, audience=BOARD)).value == value


def test_a_rate_of_few_is_a_small_number_too() -> None:
    kept = facts(
        unit=Unit.PERCENTAGE,
        per=100,
        small_numbers=SmallNumbers.THRESHOLD,
        threshold=5,
        standing=StandingRelease.ALREADY_PUBLISHED,
    )
    for parts, state in (((2, 40), PointState.SMALL), ((3, 4), PointState.SMALL), ((20, 40), PointState.VALUE)):
        point = one(series([month("2026-07", parts=parts)], facts=kept, audience=PUBLIC))
        assert point.state is state
        assert (point.numerator is None) == (state is PointState.SMALL)


def test_a_series_up_to_a_day_ends_with_the_last_whole_period() -> None:
    told = series([month("2026-07", 5), month("2026-08", 6)])
    assert [point.value for point in told.up_to(date(2026, 8, 30)).points] == [5]
    assert told.up_to(date(2026, 8, 31)) == told


def test_a_series_of_nothing() -> None:
    told = series([])
    assert (told.latest, told.data_to, told.recorded_at, told.level) == (None, None, None, None)


def test_an_embargo_holds_until_its_instant() -> None:
    until = datetime(2026, 9, 20, 8, 30, tzinfo=UTC)
    held = ReleaseFact(starts=YEAR[0], ends=YEAR[1], level=PUBLIC, at=RECORDED, embargo_until=until)
    rows = [month("2026-07", 5)]
    for at, value in ((until - timedelta(seconds=1), None), (until, 5)):
        assert one(series(rows, releases=[held], audience=PUBLIC, as_at=at)).value == value
        board = one(series(rows, releases=[held], audience=BOARD, as_at=at))
        assert (board.value, board.embargo_until) == (5, until)
