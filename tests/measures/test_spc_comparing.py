"""Stretches of time against each other: what they come to, how they are named, and what is not compared."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplan.common.periods import Frequency, Span, next_span, span_of
from saferplan.measures.comparing import (
    Adding,
    Comparison,
    NotCompared,
    Refusal,
    Way,
    compare,
    compare_spans,
    comparison_words,
    span_words,
    total,
)
from saferplan.measures.rules import Aggregation
from saferplan.report.derivations import in_words

MONTHLY = Adding(frequency=Frequency.MONTH)


@dataclass(frozen=True)
class Told:
    starts: date
    ends: date
    ratio: tuple[Fraction, Fraction] | None
    is_excluded: bool = False


def series(first: str, values: list[int | None], frequency: Frequency = Frequency.MONTH) -> list[Told]:
    span, made = span_of(first, frequency), []
    for value in values:
        made.append(Told(span.starts, span.ends, None if value is None else (Fraction(value), Fraction(1))))
        span = next_span(span.ends, frequency)
    return made


TWO_YEARS = series("2016-09", list(range(1, 25)))


def outcome(found: Comparison | Refusal) -> tuple[str, str, Fraction, Fraction]:
    assert isinstance(found, Comparison), found
    return span_words(found.current), span_words(found.before), found.value, found.was


def refusal(found: Comparison | Refusal) -> tuple[NotCompared, str]:
    assert isinstance(found, Refusal), found
    return found.code, in_words([found.sentence])


@pytest.mark.parametrize(
    ("way", "current", "before", "value", "was"),
    [
        (Way.QUARTER, "April to June 2018", "January to March 2018", 20 + 21 + 22, 17 + 18 + 19),
        (Way.YEAR_TO_DATE, "April to August 2018", "April to August 2017", sum(range(20, 25)), sum(range(8, 13))),
        (
            Way.ROLLING_YEAR,
            "12 months to August 2018",
            "12 months to August 2017",
            sum(range(13, 25)),
            sum(range(1, 13)),
        ),
        (Way.SAME_LAST_YEAR, "August 2018", "August 2017", 24, 12),
    ],
)
def test_each_way_names_both_stretches(way: Way, current: str, before: str, value: int, was: int) -> None:
    assert outcome(compare(TWO_YEARS, way, MONTHLY)) == (current, before, value, was)
    words = in_words([comparison_words(compare(TWO_YEARS, way, MONTHLY))])  # type: ignore[arg-type]
    assert words == f"{current}: {value}, up from {was} in {before}."


def test_quarters_and_years() -> None:
    quarters = series("2016-09", [5, 6, 7, 8, 9, 10, 11, 12], Frequency.QUARTER)
    adding = Adding(frequency=Frequency.QUARTER)
    assert outcome(compare(quarters, Way.QUARTER, adding))[2:] == (12, 11)
    assert outcome(compare(quarters, Way.SAME_LAST_YEAR, adding))[:2] == ("April to June 2018", "April to June 2017")
    assert outcome(compare(quarters, Way.ROLLING_YEAR, adding))[2:] == (9 + 10 + 11 + 12, 5 + 6 + 7 + 8)
    years = series("2017-03", [40, 50], Frequency.YEAR)
    adding = Adding(frequency=Frequency.YEAR)
    assert outcome(compare(years, Way.YEAR_TO_DATE, adding))[2:] == (50, 40)
    assert refusal(compare(years, Way.QUARTER, adding))[0] is NotCompared.TOO_COARSE


def parts(*pairs: tuple[str, str]) -> list[Told]:
    made = series("2018-01", [0] * len(pairs))
    return [
        replace(told, ratio=(Fraction(Decimal(above)), Fraction(Decimal(below))))
        for told, (above, below) in zip(made, pairs, strict=True)
    ]


def test_percentages_come_from_their_parts() -> None:
    points = parts(("3.14", "17"), ("47.11", "4711"))
    adding = Adding(frequency=Frequency.MONTH, aggregation=Aggregation.MEAN, has_parts=True)
    both = Span(date(2018, 1, 1), date(2018, 2, 28))
    assert total(points, both, adding) == Fraction("50.25") / 4728
    assert total(points, both, replace(adding, per=100, aggregation=Aggregation.SUM)) == Fraction("5025") / 4728


def test_over_a_hundred_per_cent_is_not_capped() -> None:
    adding = Adding(frequency=Frequency.MONTH, has_parts=True, per=100)
    assert total(parts(("30", "20")), Span(date(2018, 1, 1), date(2018, 1, 31)), adding) == 150


def test_a_rate_of_nothing_cannot_be_told() -> None:
    adding = Adding(frequency=Frequency.MONTH, has_parts=True)
    found = total(parts(("0", "0")), Span(date(2018, 1, 1), date(2018, 1, 31)), adding)
    assert isinstance(found, Refusal)
    assert found.code is NotCompared.NO_FIGURES


@pytest.mark.parametrize(
    ("aggregation", "value"), [(Aggregation.SUM, 222), (Aggregation.MEAN, Fraction(37, 2)), (Aggregation.LATEST, 24)]
)
def test_aggregations(aggregation: Aggregation, value: Fraction) -> None:
    adding = Adding(frequency=Frequency.MONTH, aggregation=aggregation)
    assert outcome(compare(TWO_YEARS, Way.ROLLING_YEAR, adding))[2] == value


@pytest.mark.parametrize(
    ("day", "is_crossed"),
    [
        (date(2016, 9, 1), False),
        (date(2016, 9, 2), True),
        (date(2017, 9, 1), True),
        (date(2018, 8, 31), True),
        (date(2018, 9, 1), False),
    ],
)
def test_no_comparison_crosses_a_break(day: date, is_crossed: bool) -> None:
    found = compare(TWO_YEARS, Way.ROLLING_YEAR, replace(MONTHLY, breaks=(day,)))
    assert isinstance(found, Refusal) is is_crossed
    if is_crossed:
        code, words = refusal(found)
        assert code is NotCompared.BREAK
        assert f"recording changed in {calendar.month_name[day.month]} {day.year}" in words
        assert "12 months to August 2018 and 12 months to August 2017" in words
        assert isinstance(found, Refusal)
        assert found.value == 222


def test_missing_months_make_a_stretch_incomplete() -> None:
    holed = [replace(told, ratio=None) if told.ends == date(2018, 3, 31) else told for told in TWO_YEARS]
    code, words = refusal(compare(holed, Way.ROLLING_YEAR, MONTHLY))
    assert (code, words) == (
        NotCompared.INCOMPLETE,
        "12 months to August 2018 is incomplete: there is no certain figure for March 2018.",
    )
    assert isinstance(compare(holed, Way.SAME_LAST_YEAR, MONTHLY), Comparison)
    gone = [told for told in TWO_YEARS if told.ends.year != 2017]
    assert "September 2017 and 3 other months" in refusal(compare(gone, Way.ROLLING_YEAR, MONTHLY))[1]


def test_a_doubted_or_excluded_value_is_not_added_up() -> None:
    doubted = replace(MONTHLY, doubted=frozenset([date(2017, 5, 31)]))
    code, words = refusal(compare(TWO_YEARS, Way.ROLLING_YEAR, doubted))
    assert (code, "May 2017" in words) == (NotCompared.INCOMPLETE, True)
    excluded = [replace(told, is_excluded=told.ends == date(2018, 5, 31)) for told in TWO_YEARS]
    assert "May 2018" in refusal(compare(excluded, Way.ROLLING_YEAR, MONTHLY))[1]


def test_unequal_lengths_short_series_and_none() -> None:
    unequal = compare_spans(
        TWO_YEARS, span_of("2018-06", Frequency.QUARTER), span_of("2017-06", Frequency.MONTH), MONTHLY
    )
    assert refusal(unequal)[0] is NotCompared.UNEQUAL
    code, words = refusal(compare(TWO_YEARS[5:], Way.ROLLING_YEAR, MONTHLY))
    assert (code, "the figures begin in February 2017" in words) == (NotCompared.TOO_SHORT, True)
    assert refusal(compare([], Way.ROLLING_YEAR, MONTHLY))[0] is NotCompared.NO_FIGURES


def test_words_for_less_and_the_same() -> None:
    down = compare(series("2016-09", [*[2] * 12, *[1] * 12]), Way.ROLLING_YEAR, MONTHLY)
    same = compare(series("2016-09", [2] * 24), Way.ROLLING_YEAR, MONTHLY)
    assert isinstance(down, Comparison)
    assert isinstance(same, Comparison)
    assert "12, down from 24" in in_words([comparison_words(down)])
    assert in_words([comparison_words(same, unit="%")]).endswith("24%, the same as in 12 months to August 2017.")
    assert (down.change, down.difference) == (Fraction(-1, 2), -12)
    assert compare_from_nothing().change is None


def compare_from_nothing() -> Comparison:
    found = compare(series("2016-09", [*[0] * 12, *[1] * 12]), Way.ROLLING_YEAR, MONTHLY)
    assert isinstance(found, Comparison)
    return found


@settings(max_examples=200, deadline=None)
@given(
    values=st.lists(st.one_of(st.integers(0, 9), st.none()), min_size=1, max_size=40),
    way=st.sampled_from(Way),
    aggregation=st.sampled_from(Aggregation),
)
def test_what_is_compared_is_whole_and_equally_long(
    values: list[int | None], way: Way, aggregation: Aggregation
) -> None:
    points = series("2016-01", values)
    found = compare(points, way, Adding(frequency=Frequency.MONTH, aggregation=aggregation))
    if isinstance(found, Refusal):
        assert "{" not in in_words([found.sentence])
        return
    lengths = [
        (span.ends.year - span.starts.year) * 12 + span.ends.month - span.starts.month
        for span in (found.current, found.before)
    ]
    assert lengths[0] == lengths[1]
    assert found.before.ends < found.current.starts
    for span, value in ((found.current, found.value), (found.before, found.was)):
        own = [told.ratio[0] for told in points if told.ratio and span.starts <= told.starts and told.ends <= span.ends]
        if aggregation is Aggregation.SUM:
            assert (len(own), value) == (lengths[0] + 1, sum(own))
