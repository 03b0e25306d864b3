"""Who may see a value at an instant: releases, revisions after them, embargoes, standing rules, taking back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from saferplan.measures.releases import ReleaseFact, clearance_of
from saferplan.measures.returns import Bar, Releaser, Return, bars_to, make_return
from saferplan.measures.rules import ReleaseLevel, Sensitivity, SmallNumbers, StandingRelease
from tests.measures.values import facts, known, series

JULY, AUGUST = (date(2026, 7, 1), date(2026, 7, 31)), (date(2026, 8, 1), date(2026, 8, 31))
RECORDED = datetime(2026, 8, 10, 9, tzinfo=UTC)
LATER = RECORDED + timedelta(days=30)
PROVISIONAL, BOARD, PUBLIC = ReleaseLevel.PROVISIONAL, ReleaseLevel.BOARD, ReleaseLevel.PUBLIC


def release(
    level: ReleaseLevel,
    *,
    after: int = 1,
    days: tuple[date, date] = JULY,
    embargo_until: datetime | None = None,
) -> ReleaseFact:
    at = RECORDED + timedelta(days=after)
    return ReleaseFact(starts=days[0], ends=days[1], level=level, at=at, embargo_until=embargo_until)


@pytest.mark.parametrize(
    ("releases", "level"),
    [
        ([], PROVISIONAL),
        ([release(BOARD)], BOARD),
        ([release(PUBLIC)], PUBLIC),
        ([release(BOARD), release(PUBLIC, after=2)], PUBLIC),
        # The board's clearance takes nothing from the public's.
        ([release(PUBLIC), release(BOARD, after=2)], PUBLIC),
        # Taken back, and cleared again.
        ([release(PUBLIC), release(PROVISIONAL, after=2)], PROVISIONAL),
        ([release(PUBLIC), release(PROVISIONAL, after=2), release(BOARD, after=3)], BOARD),
        # Before the value was recorded: a revision is provisional again.
        ([release(PUBLIC, after=-1)], PROVISIONAL),
        # At the same instant: it was known.
        ([release(PUBLIC, after=0)], PUBLIC),
        # Not yet made at the instant that is looked from.
        ([release(PUBLIC, after=31)], PROVISIONAL),
        # Of other days, and of a span that holds only a part of the period.
        ([release(PUBLIC, days=AUGUST)], PROVISIONAL),
        ([release(PUBLIC, days=(date(2026, 7, 2), date(2026, 8, 31)))], PROVISIONAL),
        ([release(PUBLIC, days=(date(2026, 7, 1), date(2026, 8, 31)))], PUBLIC),
        # An embargo: the board's until it ends.
        ([release(PUBLIC, embargo_until=LATER + timedelta(seconds=1))], BOARD),
        ([release(PUBLIC, embargo_until=LATER)], PUBLIC),
    ],
)
def test_how_far_a_value_is_cleared(releases: list[ReleaseFact], level: ReleaseLevel) -> None:
    found = clearance_of(*JULY, RECORDED, standing=StandingRelease.NONE, releases=releases, at=LATER)
    assert found.level is level


@pytest.mark.parametrize(
    ("standing", "releases", "level"),
    [
        (StandingRelease.ALREADY_PUBLISHED, [], PUBLIC),
        (StandingRelease.ALREADY_PUBLISHED, [release(PROVISIONAL)], PUBLIC),
        (StandingRelease.BOARD_ONLY, [], BOARD),
        (StandingRelease.BOARD_ONLY, [release(PUBLIC)], BOARD),
        (StandingRelease.BOARD_ONLY, [release(PUBLIC), release(PROVISIONAL, after=2)], BOARD),
    ],
)
def test_a_standing_rule_holds_without_a_release_and_against_one(
    standing: StandingRelease, releases: list[ReleaseFact], level: ReleaseLevel
) -> None:
    assert clearance_of(*JULY, RECORDED, standing=standing, releases=releases, at=LATER).level is level


# A return: burglary of July and August, July cleared for the board already.
def whole(level: ReleaseLevel = BOARD, **changed: object) -> Return:
    rows = [known(*JULY, 5, by="ann"), known(*AUGUST, 7, by="bob")]
    told = series(rows, facts=facts(**changed), releases=[release(BOARD, after=20)], as_at=LATER)
    return make_return([told], JULY[0], AUGUST[1], level)


def test_a_return_clears_what_is_not_cleared_yet() -> None:
    assert [point.ends for point in whole(BOARD).lines[0].cleared] == [AUGUST[1]]
    assert [point.ends for point in whole(PUBLIC).lines[0].cleared] == [JULY[1], AUGUST[1]]


def test_what_is_only_for_the_board_goes_no_further() -> None:
    assert whole(PUBLIC, standing=StandingRelease.BOARD_ONLY).lines == ()


@pytest.mark.parametrize(
    ("releaser", "bars"),
    [
        (Releaser(username="ann", agencies={1}), []),
        (Releaser(username="cat", agencies={1, 2}), []),
        # Bob recorded August.
        (Releaser(username="bob", agencies={1}), [Bar.OWN_FIGURES]),
        (Releaser(username="dev", agencies={2}), [Bar.NOT_THEIRS]),
        (Releaser(username="dev"), [Bar.NOT_THEIRS]),
        (Releaser(username="eve", may_edit=True), [Bar.NO_EMAIL]),
        (Releaser(username="eve", may_edit=True, named="Ann", email=" "), [Bar.NO_EMAIL]),
        (Releaser(username="eve", may_edit=True, named="Ann", email="3 October"), []),
        (Releaser(username="bob", agencies={1}, may_edit=True), [Bar.NO_EMAIL]),
        (Releaser(username="bob", agencies={1}, may_edit=True, named="Ann", email="3 October"), []),
        # The email of somebody who may not record it counts for nothing.
        (Releaser(username="dev", named="Ann", email="3 October"), [Bar.NOT_THEIRS]),
    ],
)
def test_who_may_release_a_return(releaser: Releaser, bars: list[Bar]) -> None:
    assert [bar for bar, _measure in bars_to(whole(BOARD), 1, releaser)] == bars


def test_nothing_to_release_and_days_the_wrong_way_round() -> None:
    ann = Releaser(username="ann", agencies={1})
    nothing = make_return([], JULY[0], AUGUST[1], BOARD)
    assert [bar for bar, _measure in bars_to(nothing, 1, ann)] == [Bar.NOTHING]
    turned = make_return([], AUGUST[1], JULY[0], BOARD)
    assert [bar for bar, _measure in bars_to(turned, 1, ann)] == [Bar.NO_DAYS]


def test_figures_about_persons_need_a_rule_before_they_are_public() -> None:
    ann = Releaser(username="cat", agencies={1})
    persons = {"sensitivity": Sensitivity.PERSON}
    assert bars_to(whole(BOARD, **persons), 1, ann) == []
    assert bars_to(whole(PUBLIC, **persons), 1, ann) == [(Bar.PERSONS, "Burglary")]
    kept = persons | {"small_numbers": SmallNumbers.THRESHOLD, "threshold": 5}
    assert bars_to(whole(PUBLIC, **kept), 1, ann) == []


def test_other_figures_are_another_return() -> None:
    first = whole(BOARD)
    assert first.seen == whole(BOARD).seen
    assert first.seen != whole(PUBLIC).seen
    told = series([known(*AUGUST, 8, by="bob")], as_at=LATER)
    assert first.seen != make_return([told], JULY[0], AUGUST[1], BOARD).seen
