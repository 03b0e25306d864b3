"""What a measure says of a period: its figure there, and what was wanted of it."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from saferplan.common.dated import DatedValue
from saferplan.common.periods import Span
from saferplan.measures.readings import reading_of
from saferplan.measures.rules import Aggregation, Unit
from saferplan.measures.series import Dated, MeasureFacts, Series, ValueRow, make_series
from saferplan.measures.targets import TargetFact
from saferplan.report.outcomes import Polarity, TargetBasis, outcome_light
from saferplan.report.tree import Light

NOW = datetime(2026, 1, 5, tzinfo=UTC)
QUARTER = Span(date(2025, 7, 1), date(2025, 9, 30))
APRIL = date(2025, 4, 1)


def month(number: int, value: str | None = None, parts: tuple[str, str] | None = None) -> ValueRow:
    ends = date(2025, number, calendar.monthrange(2025, number)[1])
    numerator, denominator = (Decimal(each) for each in parts) if parts else (None, None)
    return ValueRow(
        ends.replace(day=1),
        ends,
        Decimal(value) if value is not None else None,
        numerator,
        denominator,
        "" if value is not None or parts else "awaiting data",
        "",
        "A. Analyst",
        NOW,
    )


def series(*rows: ValueRow, target: str = "", start: date = APRIL, **facts: object) -> Series:
    targets = [DatedValue(start, NOW, TargetFact(value=Fraction(target)))] if target else []
    measure = MeasureFacts(id=1, uid="u", code="c", name="Vehicle crime", **facts)  # type: ignore[arg-type]
    return make_series(measure, rows, Dated(targets=targets), as_at=NOW, audience=None)


def test_a_sum_of_three_months_is_set_against_three_targets() -> None:
    rule, reading = reading_of(series(month(7, "20"), month(8, "22"), month(9, "21"), target="20"), QUARTER)
    assert (reading.value, reading.target) == (63, 60)
    assert outcome_light(rule, reading).light is Light.AMBER


def test_a_hole_makes_no_figure() -> None:
    _rule, reading = reading_of(series(month(7, "20"), month(8), month(9, "21"), target="20"), QUARTER)
    assert reading.value is None


def test_zero_is_a_figure() -> None:
    rule, reading = reading_of(series(month(7, "0"), month(8, "0"), month(9, "0"), target="1"), QUARTER)
    assert reading.value == 0
    assert outcome_light(rule, reading).light is Light.GREEN


def test_a_percentage_comes_from_its_parts() -> None:
    rows = (month(7, parts=("3.14", "17")), month(8, parts=("47.11", "4711")), month(9, parts=("0", "0")))
    known = series(
        *rows[:2], month(9, parts=("0", "1")), target="2", unit=Unit.PERCENTAGE, per=100, polarity=Polarity.HIGHER
    )
    _rule, reading = reading_of(known, QUARTER)
    assert reading.value == Fraction("50.25") / 4729 * 100
    assert reading.target == 2


@pytest.mark.parametrize(("aggregation", "value"), [(Aggregation.LATEST, 30), (Aggregation.MEAN, 20)])
def test_other_ways_of_adding_up_keep_the_target(aggregation: Aggregation, value: int) -> None:
    known = series(month(7, "10"), month(8, "20"), month(9, "30"), target="25", aggregation=aggregation)
    _rule, reading = reading_of(known, QUARTER)
    assert (reading.value, reading.target) == (value, 25)


def test_a_cumulative_target_is_for_the_year_that_begins_with_it() -> None:
    rows = [month(number, "100") for number in range(4, 10)]
    known = series(*rows, target="1200", target_basis=TargetBasis.CUMULATIVE, polarity=Polarity.HIGHER)
    rule, reading = reading_of(known, QUARTER)
    assert (reading.value, reading.target, reading.done, reading.of) == (600, 1200, 6, 12)
    assert outcome_light(rule, reading).light is Light.GREEN
    short = series(*rows[1:], target="1200", target_basis=TargetBasis.CUMULATIVE)
    assert reading_of(short, QUARTER)[1].value is None


def test_without_a_target_there_is_only_the_figure() -> None:
    rule, reading = reading_of(series(month(7, "1"), month(8, "1"), month(9, "1")), QUARTER)
    assert (reading.value, reading.target) == (3, None)
    assert outcome_light(rule, reading).light is Light.NONE
