from __future__ import annotations

from datetime import date

import pytest

from saferplan.common.periods import Frequency, Span, label_of, span_of


@pytest.mark.parametrize(
    ("key", "frequency", "starts", "ends", "label"),
    [
        ("2018-09", "quarter", date(2018, 7, 1), date(2018, 9, 30), "July to September 2018"),
        ("2018-01", "quarter", date(2017, 11, 1), date(2018, 1, 31), "November 2017 to January 2018"),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2019-03", "year", date(2018, 4, 1), date(2019, 3, 31), "April 2018 to March 2019"),
        ("2018-12", "year", date(2018, 1, 1), date(2018, 12, 31), "January to December 2018"),
    ],
)
def test_a_period_is_named_by_its_last_month(key: str, frequency: str, starts: date, ends: date, label: str) -> None:
    assert span_of(key, Frequency(frequency)) == Span(starts, ends)
    assert label_of(key, Frequency(frequency)) == label


@pytest.mark.parametrize("key", ["2018", "2018-13", "2018-00", "September 2018", "", "2018-9"])
def test_other_names_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match="last month"):
        span_of(key, Frequency.QUARTER)
