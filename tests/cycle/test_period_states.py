"""The moves of a period by a truth table: every pair of states and every role, and what each guard says of counts."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import pytest

from saferplan.accounts.rules import Role
from saferplan.cycle.period_states import (
    STATE_MEANS,
    STATE_WORDS,
    TRANSITIONS,
    Counts,
    find_transition,
    is_for_board,
    may_move,
    reasons_against,
    takes_updates,
    transitions_for,
    unconfirmed,
)
from saferplan.cycle.rules import PeriodState

P, W, R, Y, B, C = PeriodState
MOVES = {
    (P, W): "Open it for updates",
    (W, P): "Put it back to planned",
    (W, R): "Start the review",
    (R, W): "Send it back to partners",
    (R, Y): "Mark it ready for the board",
    (Y, R): "Reopen the review",
    (Y, B): "Publish it",
    (B, R): "Reopen it to correct it",
    (B, C): "Close it",
    (C, B): "Reopen it",
}
EDITORS = (Role.EDITOR, Role.ADMINISTRATOR)
FINE = Counts(cards=3, return_dates=1)


@pytest.mark.parametrize(("before", "after"), list(product(PeriodState, PeriodState)))
@pytest.mark.parametrize("role", [None, *Role])
def test_who_may_move_what(before: PeriodState, after: PeriodState, role: Role | None) -> None:
    transition = find_transition(before, after)
    assert (transition.verb if transition else None) == MOVES.get((before, after))
    assert may_move(role, before, after) is ((before, after) in MOVES and role in EDITORS)


def test_each_move_stands_once_and_each_verb_once_a_state() -> None:
    pairs = [(each.before, each.after) for each in TRANSITIONS]
    assert len(pairs) == len(set(pairs)) == len(MOVES)
    assert len({(each.before, each.verb) for each in TRANSITIONS}) == len(TRANSITIONS)


def test_the_way_on_comes_first_and_is_for_editors_only() -> None:
    assert [each.after for each in transitions_for(Role.EDITOR, R)] == [Y, W]
    assert [each.after for each in transitions_for(Role.EDITOR, C)] == [B]
    assert [each.is_back for each in transitions_for(Role.EDITOR, Y)] == [False, True]
    for role in set(Role) - set(EDITORS):
        assert transitions_for(role, R) == ()


@pytest.mark.parametrize(
    ("state", "board", "updates"),
    [(P, False, False), (W, False, True), (R, False, True), (Y, True, False), (B, True, False), (C, True, False)],
)
def test_what_a_state_lets_through(state: PeriodState, board: bool, updates: bool) -> None:
    assert is_for_board(state) is board
    assert takes_updates(state) is updates
    assert STATE_WORDS[state]
    assert STATE_MEANS[state].endswith(".")


def against(before: PeriodState, after: PeriodState, counts: Counts) -> list[tuple[str, bool]]:
    transition = find_transition(before, after)
    assert transition is not None
    return [(reason.code, reason.is_block) for reason in reasons_against(transition, counts)]


@pytest.mark.parametrize(("before", "after"), MOVES)
def test_nothing_stands_against_a_move_when_all_is_fine(before: PeriodState, after: PeriodState) -> None:
    assert against(before, after, FINE) == []


@pytest.mark.parametrize(
    ("before", "after", "counts", "said"),
    [
        (P, W, Counts(return_dates=1), [("no-cards", False)]),
        (P, W, Counts(cards=3), [("no-return-date", False)]),
        (P, W, Counts(cards=3, return_dates=2, without_owner=1), [("no-owner", False)]),
        (W, P, Counts(cards=3, begun=1), [("has-begun", True)]),
        (W, R, Counts(cards=3, missing=2), [("not-in", False)]),
        (R, W, Counts(cards=3, missing=2, submitted=1, objections=1), []),
        (R, Y, Counts(cards=3, missing=1), [("no-update", False)]),
        (R, Y, Counts(cards=3, submitted=1), [("undecided", False)]),
        (R, Y, Counts(cards=3, returned=1), [("returned", False)]),
        (R, Y, Counts(cards=3, objections=1), [("objection", True)]),
        (
            *(R, Y, Counts(cards=9, missing=1, submitted=1, returned=1, objections=1)),
            [("objection", True), ("undecided", False), ("returned", False), ("no-update", False)],
        ),
        (Y, R, Counts(cards=3, objections=1), []),
        (Y, B, Counts(cards=3, objections=2), [("objection", True)]),
        (Y, B, Counts(cards=3, unpassed=1), [("not-cleared", False)]),
        (Y, B, Counts(cards=3, missing=3), []),
        (B, C, Counts(cards=3, meetings_ahead=1), [("meeting-ahead", False)]),
        (C, B, Counts(cards=3, meetings_ahead=1, objections=1), []),
    ],
)
def test_what_stands_against_a_move(
    before: PeriodState, after: PeriodState, counts: Counts, said: list[tuple[str, bool]]
) -> None:
    assert against(before, after, counts) == said


def test_reasons_count_in_words() -> None:
    ready = find_transition(R, Y)
    assert ready is not None
    one, many = (reasons_against(ready, Counts(submitted=number))[0].words for number in (1, 4))
    assert one.startswith("1 update was sent in")
    assert many.startswith("4 updates were sent in")


@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda each: each.verb)
def test_every_sentence_can_be_said(transition: object) -> None:
    """With every count at 1 and at 7: no guard fails, and no number is left out where it is spoken of."""
    for number in (1, 7):
        counts = Counts(**{field.name: number for field in fields(Counts)})
        for reason in reasons_against(transition, counts):  # type: ignore[arg-type]
            assert "%" not in reason.words
            assert str(number) in reason.words
            assert reason.words.endswith(".")


def test_a_warning_wants_a_yes_to_exactly_what_it_says() -> None:
    ready, publish, back = find_transition(R, Y), find_transition(Y, B), find_transition(R, W)
    assert ready is not None
    assert publish is not None
    assert back is not None
    reasons = reasons_against(ready, Counts(submitted=1, missing=1))
    assert unconfirmed(ready, reasons, ())
    assert unconfirmed(ready, reasons, {"undecided"})
    assert not unconfirmed(ready, reasons, {"undecided", "no-update", "asks"})
    assert unconfirmed(publish, (), ()), "publishing always asks"
    assert not unconfirmed(publish, (), {"asks"})
    assert not unconfirmed(back, (), ())
