"""Titles by rule."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplan.common.dates import date_words
from saferplan.common.periods import Frequency, next_span, span_of
from saferplan.measures.comparing import Adding, Way, compare
from saferplan.measures.headline import Titled, headline_words
from saferplan.measures.spc import Options, compute
from saferplan.measures.verdict import Answer, judge
from saferplan.report.derivations import in_words
from saferplan.report.outcomes import Polarity
from tests.measures.test_spc_comparing import Told

# Burglary in the City of London, September 2016 to August 2018, by data.police.uk.
BURGLARY = [24, 32, 24, 18, 17, 21, 30, 21, 20, 11, 13, 30, 27, 20, 31, 23, 37, 28, 36, 26, 24, 31, 26, 42]


def month(day: date) -> str:
    return date_words(f"{day:%Y-%m}")


def title(values: list[float | None], *, breaks: tuple[date, ...] = (), name: str = "Burglary", unit: str = "") -> str:
    return told(values, breaks=breaks, name=name, unit=unit)[0]


def told(
    values: list[float | None], *, breaks: tuple[date, ...] = (), name: str = "Burglary", unit: str = ""
) -> tuple[str, Answer]:
    span, points = span_of("2016-09", Frequency.MONTH), []
    for value in values:
        points.append(Told(span.starts, span.ends, None if value is None else (Fraction(value), Fraction(1))))
        span = next_span(span.ends, Frequency.MONTH)
    ends = [point.ends for point in points]
    starts = tuple(end for end in ends if end.replace(day=1) in breaks)
    verdict = judge(compute(ends, values, Options(good=Polarity.LOWER, breaks=starts)))
    doubted = frozenset(verdict.points[place].x for place in verdict.suspects)
    adding = Adding(frequency=Frequency.MONTH, breaks=breaks, doubted=doubted)
    compared = compare(points, Way.ROLLING_YEAR, adding)
    sentences = headline_words(Titled(name=name, unit=unit), verdict, compared, month)
    return "".join(in_words([sentence]) for sentence in sentences), verdict.answer


def test_the_title_of_the_reference_report() -> None:
    assert title([float(n) for n in BURGLARY]) == (
        "Burglary: 351 in 12 months, up from 261; no single month stands out"
    )


STEADY: list[float | None] = [9.0, 11.0] * 12


@pytest.mark.parametrize(
    ("values", "end"),
    [
        (STEADY, "120 in 12 months, the same as before; no single month stands out"),
        ([*STEADY[:-1], 40.0], "; August 2018 is unusually high, which is worse"),
        ([*STEADY[:-1], 0.5], "; August 2018 is unusually low, which is better"),
        ([*STEADY[:-3], 40.0, 10.0, 10.0], "; June 2018 stood out"),
        (
            [*STEADY[:8], *[10.0] * 8, *(9 + place / 2 for place in range(8))],
            "; rising 8 months in a row, which is worse",
        ),
        ([*STEADY[:12], *[30.0] * 12], "; August 2018 is unusually high, which is worse"),
        (STEADY[:12], "Burglary: 120 in 12 months; too few points for a usual range"),
        (STEADY[:9], "Burglary: 9 in May 2017; too few points for a usual range"),
        ([5.0] * 24, "60 in 12 months, the same as before; too little variation for a usual range"),
        ([0.0, 0.0, 1.0] * 8, "4 in 12 months, the same as before; too rare for a usual range"),
        ([*STEADY[:-1], None], "9 in July 2018; no figure for August 2018"),
        ([None] * 3, "Burglary: no figures yet"),
    ],
)
def test_titles(values: list[float | None], end: str) -> None:
    assert title(values).endswith(end)


def test_nothing_is_compared_across_a_change_in_recording() -> None:
    words = title(STEADY, breaks=(date(2017, 10, 1),))
    assert words.startswith("Burglary: 120 in 12 months, not compared across the change of October 2017; ")
    assert "up" not in words
    assert "down" not in words


def test_a_suspect_zero_is_neither_compared_nor_an_improvement() -> None:
    asb: list[float | None] = [154, 167, 166, 156, 128, 145, 178, 152, 0, 151, 139, 168, *[140, 150] * 6]
    assert title(asb, name="ASB").startswith("ASB: 1,740 in 12 months; ")
    assert title([*asb[:8], *asb[9:], 0], name="ASB").endswith("; the zero for August 2018 may be a missing figure")


values_lists = st.lists(st.one_of(st.integers(0, 3), st.integers(0, 40), st.none()), min_size=1, max_size=40)


@settings(max_examples=300, deadline=None)
@given(values=values_lists)
def test_no_title_says_usual_alone_and_all_end_as_the_verdict(values: list[int | None]) -> None:
    words, answer = told([None if value is None else float(value) for value in values])
    assert words.startswith("Burglary: ")
    assert "{" not in words
    assert "usual range" not in words or answer in (Answer.TOO_FEW, Answer.NOT_COMPUTED, Answer.RARE)
    says_signal = "which is" in words
    assert says_signal is (answer is Answer.SIGNAL)
    assert ("no single month stands out" in words) <= (answer is Answer.USUAL)
