"""Every move of an update: from which state, while the period is in which, by whom. The whole table."""

from __future__ import annotations

from itertools import product

import pytest

from saferplan.accounts.errors import NotAllowed
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.rules import PeriodState, UpdateState
from saferplan.cycle.update_rights import Who
from saferplan.cycle.update_states import (
    MOVES,
    Move,
    can_move,
    check_move,
    check_writable,
    is_writable,
    moves,
)

PERIODS = ["planned", "open", "review", "ready", "published", "closed"]
BY_WORD = dict(zip(PERIODS, PeriodState, strict=True))

# From, move, to; then who may, and while the period is in which states.
TABLE = """
draft     submit    submitted  lead      open review
draft     submit    submitted  editor    open review
returned  submit    submitted  lead      open review
returned  submit    submitted  editor    open review
submitted reopen    draft      lead      open
submitted reopen    draft      editor    open
submitted approve   approved   reviewer  open review
submitted approve   approved   editor    open review
submitted return    returned   reviewer  open review
submitted return    returned   editor    open review
approved  withdraw  withdrawn  lead      open review
approved  withdraw  withdrawn  reviewer  open review ready
approved  withdraw  withdrawn  editor    open review ready
withdrawn rewrite   draft      lead      open review
withdrawn rewrite   draft      editor    open review
"""
ALLOWED: dict[tuple[str, str, str, str], str] = {
    (state, move, who, period): after
    for state, move, after, who, *periods in (line.split() for line in TABLE.split("\n") if line)
    for period in periods
}
EVERY = list(product(UpdateState, Move, Who, PERIODS))


def test_the_table_names_every_move() -> None:
    assert {move for _, move, _, _ in ALLOWED} == {move.value for move in MOVES} == {move.value for move in Move}


def test_each_move_is_as_the_table_says() -> None:
    assert len(EVERY) == 5 * 6 * 4 * 6
    for state, move, who, word in EVERY:
        period = BY_WORD[word]
        after = ALLOWED.get((state.value, move.value, who.value, word))
        assert can_move(move, state, period, frozenset({who})) is (after is not None), (state, move, who, word)
        if after is not None:
            assert check_move(move, state, period, frozenset({who}), words="why") == after
        else:
            with pytest.raises((BadUpdate, NotAllowed)):
                check_move(move, state, period, frozenset({who}), words="why")


def test_nobody_may_do_nothing() -> None:
    for state, move, _, word in EVERY:
        assert not can_move(move, state, BY_WORD[word], frozenset())
        with pytest.raises(NotAllowed):
            check_move(move, state, BY_WORD[word], frozenset(), words="why")


def test_whoever_is_several_may_what_each_may() -> None:
    for state, period in product(UpdateState, PeriodState):
        both = moves(state, period, frozenset({Who.LEAD, Who.REVIEWER}))
        assert both == moves(state, period, frozenset({Who.LEAD})) | moves(state, period, frozenset({Who.REVIEWER}))


@pytest.mark.parametrize("move", [Move.RETURN, Move.WITHDRAW])
def test_some_moves_want_words(move: Move) -> None:
    state = next(iter(MOVES[move].before))
    with pytest.raises(BadUpdate, match="Say why"):
        check_move(move, state, PeriodState.OPEN, frozenset({Who.EDITOR}), words=" \n")


@pytest.mark.parametrize(
    ("move", "state", "period", "says"),
    [
        (Move.REOPEN, UpdateState.SUBMITTED, PeriodState.IN_REVIEW, "The review has begun"),
        (Move.APPROVE, UpdateState.DRAFT, PeriodState.OPEN, "a draft, so it cannot be approved"),
        (Move.SUBMIT, UpdateState.SUBMITTED, PeriodState.OPEN, "with the reviewer, so it cannot be submitted"),
        (Move.SUBMIT, UpdateState.DRAFT, PeriodState.CLOSED, "The period is closed"),
        (Move.WITHDRAW, UpdateState.APPROVED, PeriodState.PUBLISHED, "ready for the board"),
    ],
)
def test_a_refusal_says_why(move: Move, state: UpdateState, period: PeriodState, says: str) -> None:
    with pytest.raises(BadUpdate, match=says):
        check_move(move, state, period, frozenset(Who), words="x")


def test_what_can_be_written_into() -> None:
    writable = {(state, period) for state, period in product(UpdateState, PeriodState) if is_writable(state, period)}
    assert writable == {
        (state, period)
        for state in (UpdateState.DRAFT, UpdateState.RETURNED)
        for period in (PeriodState.OPEN, PeriodState.IN_REVIEW)
    }
    for state, period, who in product(UpdateState, PeriodState, Who):
        if (state, period) in writable and who is not Who.REVIEWER:
            check_writable(state, period, frozenset({who}))
        else:
            with pytest.raises((BadUpdate, NotAllowed)):
                check_writable(state, period, frozenset({who}))
