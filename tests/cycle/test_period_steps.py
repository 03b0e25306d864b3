"""Steps counted back from a meeting, by tables: their days, their instants, what moves and what is odd."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from saferplan.common.periods import Frequency, Span
from saferplan.cycle.period_dates import DateProblem, date_problems, next_key
from saferplan.cycle.rules import StepKind
from saferplan.cycle.steps import (
    STEP_WORDS,
    USUAL_STEPS,
    Odd,
    Oddity,
    Offset,
    StepFact,
    due_at,
    instant,
    oddities,
    offset_words,
    recount,
)

MEETS = date(2026, 6, 18)  # a Thursday
NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
RETURN, POLICE, DIRECTOR, LEGAL, PAPERS, PUBLISH = USUAL_STEPS


def test_the_usual_steps_of_a_summer_meeting() -> None:
    """25 May is a holiday; London is an hour ahead of UTC."""
    assert [due_at(MEETS, step) for step in USUAL_STEPS] == [
        datetime(2026, 5, 20, 16, 0, tzinfo=UTC),
        datetime(2026, 5, 28, 16, 0, tzinfo=UTC),
        datetime(2026, 6, 2, 16, 0, tzinfo=UTC),
        datetime(2026, 6, 4, 16, 0, tzinfo=UTC),
        datetime(2026, 6, 9, 9, 0, tzinfo=UTC),
        datetime(2026, 6, 10, 16, 0, tzinfo=UTC),
    ]


def test_across_the_change_of_the_clock() -> None:
    """For a meeting of 5 November 2026 partners return in summer time, papers go out in winter time."""
    meets = date(2026, 11, 5)
    assert due_at(meets, RETURN) == datetime(2026, 10, 8, 16, 0, tzinfo=UTC)
    assert due_at(meets, PAPERS) == datetime(2026, 10, 27, 10, 0, tzinfo=UTC)
    assert instant(date(2026, 10, 25), time(0, 30)) == datetime(2026, 10, 24, 23, 30, tzinfo=UTC)


def test_over_christmas() -> None:
    assert due_at(date(2027, 1, 7), PUBLISH) == datetime(2026, 12, 29, 17, 0, tzinfo=UTC)


def test_a_meeting_without_a_day_has_no_due_steps() -> None:
    assert due_at(None, RETURN) is None


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        (RETURN, "20 working days before"),
        (PUBLISH, "5 clear working days before"),
        (Offset(StepKind.OTHER, 1, time(9)), "1 working day before"),
    ],
)
def test_offsets_in_words(offset: Offset, words: str) -> None:
    assert offset_words(offset) == words


def test_own_words_come_first() -> None:
    assert RETURN.words == STEP_WORDS[StepKind.PARTNER_RETURN]
    assert Offset(StepKind.OTHER, 3, time(9), name="Chair reads it").words == "Chair reads it"
    assert set(STEP_WORDS) == set(StepKind)


def fact(pk: int, offset: Offset, due: datetime | None = None, **options: bool) -> StepFact:
    return StepFact(pk, offset, due or due_at(MEETS, offset), **options)


def test_steps_move_with_their_meeting_unless_set_by_hand_or_done() -> None:
    by_hand = fact(2, POLICE, datetime(2026, 5, 27, 11, 0, tzinfo=UTC), is_by_hand=True)
    done = fact(3, DIRECTOR, is_done=True)
    moved, stayed = recount([fact(1, RETURN), by_hand, done, fact(4, PAPERS)], date(2026, 6, 25))
    assert moved == {1: datetime(2026, 5, 28, 16, 0, tzinfo=UTC), 4: datetime(2026, 6, 16, 9, 0, tzinfo=UTC)}
    assert stayed == (by_hand, done)


def test_steps_lose_their_dates_with_their_meeting_s() -> None:
    moved, _ = recount([fact(1, RETURN)], None)
    assert moved == {1: None}


def test_the_usual_steps_have_nothing_odd() -> None:
    steps = [fact(number, offset) for number, offset in enumerate(USUAL_STEPS)]
    assert oddities(steps, MEETS, NOW) == ()


def test_a_step_after_the_one_that_follows_it() -> None:
    late_police = fact(2, POLICE, datetime(2026, 6, 3, 16, 0, tzinfo=UTC), is_by_hand=True)
    director, legal = fact(3, DIRECTOR), fact(4, LEGAL)
    found = oddities([late_police, director, legal], MEETS, NOW)
    assert found == (Odd(Oddity.AFTER_NEXT, late_police, director),)
    assert oddities([fact(2, POLICE, due_at(MEETS, DIRECTOR)), director], MEETS, NOW) == (), "the same instant is fine"


def test_a_step_after_its_meeting() -> None:
    step = fact(1, PAPERS, datetime(2026, 6, 19, 9, 0, tzinfo=UTC), is_by_hand=True)
    assert oddities([step, fact(2, PUBLISH)], MEETS, NOW) == (Odd(Oddity.AFTER_MEETING, step),)


def test_a_step_in_the_past_unless_it_is_done() -> None:
    on_the_day = datetime(2026, 5, 20, 20, 0, tzinfo=UTC)
    next_day = datetime(2026, 5, 21, 8, 0, tzinfo=UTC)
    step = fact(1, RETURN)
    assert oddities([step], MEETS, on_the_day) == ()
    assert oddities([step], MEETS, next_day) == (Odd(Oddity.IN_THE_PAST, step),)
    assert oddities([fact(1, RETURN, is_done=True)], MEETS, next_day) == ()


def test_own_steps_have_no_place_in_the_order() -> None:
    own = fact(9, Offset(StepKind.OTHER, 1, time(9)))
    assert oddities([own, fact(1, RETURN)], MEETS, NOW) == ()


@pytest.mark.parametrize(
    ("key", "frequency", "after"),
    [
        ("2026-09", Frequency.QUARTER, "2026-12"),
        ("2026-12", Frequency.QUARTER, "2027-03"),
        ("2026-12", Frequency.MONTH, "2027-01"),
        ("2026-03", Frequency.YEAR, "2027-03"),
        ("2026-11", Frequency.MONTH, "2026-12"),
    ],
)
def test_the_next_period(key: str, frequency: Frequency, after: str) -> None:
    assert next_key(key, frequency) == after


SPAN = Span(date(2026, 7, 1), date(2026, 9, 30))
TODAY = date(2026, 10, 20)


@pytest.mark.parametrize(
    ("work_to", "figures_to", "found"),
    [
        (None, None, ()),
        (date(2026, 10, 31), date(2026, 9, 30), ()),
        (date(2026, 7, 1), date(2026, 7, 1), ()),
        (date(2026, 6, 30), None, (DateProblem.WORK_BEFORE_START,)),
        (None, date(2026, 6, 30), (DateProblem.FIGURES_BEFORE_START,)),
        (None, TODAY, ()),
        (None, date(2026, 10, 21), (DateProblem.FIGURES_AHEAD,)),
        (date(2025, 9, 1), date(2027, 9, 1), (DateProblem.WORK_BEFORE_START, DateProblem.FIGURES_AHEAD)),
    ],
)
def test_dates_that_cannot_be(work_to: date | None, figures_to: date | None, found: tuple[DateProblem, ...]) -> None:
    assert date_problems(SPAN, work_to=work_to, figures_to=figures_to, today=TODAY) == found
