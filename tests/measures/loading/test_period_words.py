"""Which period a cell names, however partners write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.common.periods import Frequency, Span, span_of
from saferplan.measures.loading.period_words import PeriodReader, frequencies_of
from saferplan.measures.loading.said import Said
from saferplan.measures.loading.table import Cell, Mark, Special

MONTH, QUARTER, YEAR = Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "2018-09",
            "2018/09",
            "2018/9",
            "2018 09",
            "201809",
            201809,
            "09/2018",
            "9/2018",
            "Sep-18",
            "Sep 18",
            "Sep18",
        ),
        *("Sept 2018", "September 2018", "SEPTEMBER 2018", "Sep. 2018", "2018 Sep", "Sep 2018/19", "Sep '18"),
        *("01/09/2018", "1/9/18", "30.09.2018", "2018-09-01", "2018-09-30T00:00:00", "01/09/2018 00:00"),
        *("1 September 2018", "1st Sep 2018", "30-Sep-18", 43344, "43344", 43344.0, Special(Mark.DATE, "2018-09-17")),
        "September\u00a02018",
    ],
)
def test_months(cell: Cell) -> None:
    assert PeriodReader(MONTH).read(cell) == span_of("2018-09", MONTH)


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        *(("Q2 2018/19", "2018-09"), ("2018/19 Q2", "2018-09"), ("Q2 2018-19", "2018-09"), ("Q4 2018/19", "2019-03")),
        *(("Quarter 2, 2018/19", "2018-09"), ("Q2 18/19", "2018-09"), ("q2 fy2018/19", "2018-09")),
        *(("Q2 2018", "2018-06"), ("2018 Q2", "2018-06"), ("2018Q2", "2018-06"), ("Q4 2018", "2018-12")),
        *(("Jul-Sep 2018", "2018-09"), ("July to September 2018", "2018-09"), ("Jul \N{EN DASH} Sep 18", "2018-09")),
        *(("Nov 2018 - Jan 2019", ""), ("Sep 2018", "2018-09"), ("01/07/2018", "2018-09"), ("30/09/2018", "2018-09")),
        *(("Aug 2018", ""), ("15/09/2018", ""), ("Q2 2018/20", ""), ("Q5 2018", ""), ("2018/19", "")),
    ],
)
def test_quarters(cell: Cell, key: str) -> None:
    found = PeriodReader(QUARTER).read(cell)
    assert found == span_of(key, QUARTER) if key else isinstance(found, Said)


def test_a_source_may_count_its_quarters_and_years_from_april() -> None:
    assert PeriodReader(QUARTER, starts_in_april=True).read("Q2 2018") == span_of("2018-09", QUARTER)
    assert PeriodReader(YEAR, starts_in_april=True).read("2018") == span_of("2019-03", YEAR)


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        *(("2018/19", "2019-03"), ("2018-19", "2019-03"), ("2018-2019", "2019-03"), ("FY18/19", "2019-03")),
        *(("2011/12", "2012-03"), ("2018", "2018-12"), (2018, "2018-12"), ("calendar year 2018", "2018-12")),
        *(
            ("Apr 2018 - Mar 2019", "2019-03"),
            ("year to March 2019", "2019-03"),
            ("year ending 31 March 2019", "2019-03"),
        ),
        *(("2019-03", "2019-03"), ("31/03/2019", "2019-03"), ("2018/20", ""), ("Q2 2018/19", "")),
    ],
)
def test_years(cell: Cell, key: str) -> None:
    found = PeriodReader(YEAR).read(cell)
    assert found == span_of(key, YEAR) if key else isinstance(found, Said)


def test_2011_12_is_a_month_to_those_who_keep_months() -> None:
    assert PeriodReader(MONTH).read("2011/12") == span_of("2011-12", MONTH)


def test_serial_numbers_follow_the_workbook_s_own_first_day() -> None:
    assert PeriodReader(MONTH).read(41610) == span_of("2013-12", MONTH)
    assert PeriodReader(MONTH, uses_1904=True).read(41610 - 1462) == span_of("2013-12", MONTH)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("12/13/2018", "day first"),
        ("31/02/2018", "day first"),
        ("hello", "no month"),
        (None, "no month"),
        (True, "no month"),
        (12, "no month"),
        ("2018", "is a year, but the measure is kept by month"),
        ("Q1 2018", "is a quarter, but the measure is kept by month"),
        (Special(Mark.ERROR, "#REF!"), "no month"),
        (Special(Mark.DATE, "1890-01-01"), "too far away"),
    ],
)
def test_what_is_no_month_is_refused_with_its_reason(cell: Cell, why: str) -> None:
    found = PeriodReader(MONTH).read(cell)
    assert isinstance(found, Said)
    assert why in str(found)


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.none()))
def test_any_cell_is_a_whole_period_or_refused(cell: Cell) -> None:
    for frequency in Frequency:
        found = PeriodReader(frequency).read(cell)
        assert isinstance(found, Said) or found == span_of(f"{found.ends:%Y-%m}", frequency)


@given(st.integers(1950, 2099), st.integers(1, 12), st.sampled_from(["%Y-%m", "%b %Y", "%B %Y", "%m/%Y", "%d/%m/%Y"]))
def test_every_usual_way_to_write_a_month_comes_back(year: int, month: int, way: str) -> None:
    key = f"{year}-{month:02}"
    span = span_of(key, MONTH)
    assert PeriodReader(MONTH).read(span.starts.strftime(way)) == span


def test_a_bare_number_names_a_period_only_where_it_can_hardly_be_a_figure() -> None:
    assert frequencies_of(43345) == frozenset()
    assert MONTH in frequencies_of(43344)
    assert frequencies_of("1950") == frozenset()
    assert frequencies_of(2018) == frozenset({YEAR})
    assert isinstance(PeriodReader(MONTH).read(43345), Span)
