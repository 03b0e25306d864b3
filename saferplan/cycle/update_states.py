"""The states of an update: one table of moves, with who may make them and while the period is in which state. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from saferplan.accounts.errors import NotAllowed
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.rules import PeriodState, UpdateState
from saferplan.cycle.update_rights import Who

OPEN = frozenset({PeriodState.OPEN})
RUNNING = OPEN | {PeriodState.IN_REVIEW}
UNPUBLISHED = RUNNING | {PeriodState.READY}

# What can be written into, while the period runs.
WRITABLE = frozenset({UpdateState.DRAFT, UpdateState.RETURNED})


class Move(StrEnum):
    SUBMIT = "submit"
    REOPEN = "reopen"
    APPROVE = "approve"
    RETURN = "return"
    WITHDRAW = "withdraw"
    REWRITE = "rewrite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """From which states to which, who may, and in which states of the period each of them may."""

    before: frozenset[UpdateState]
    after: UpdateState
    who: Mapping[Who, frozenset[PeriodState]]
    needs_words: bool = False


MOVES: Mapping[Move, Rule] = {
    Move.SUBMIT: Rule(before=WRITABLE, after=UpdateState.SUBMITTED, who={Who.LEAD: RUNNING, Who.EDITOR: RUNNING}),
    Move.REOPEN: Rule(
        before=frozenset({UpdateState.SUBMITTED}),
        after=UpdateState.DRAFT,
        who={Who.LEAD: OPEN, Who.EDITOR: OPEN},
    ),
    Move.APPROVE: Rule(
        before=frozenset({UpdateState.SUBMITTED}),
        after=UpdateState.APPROVED,
        who={Who.REVIEWER: RUNNING, Who.EDITOR: RUNNING},
    ),
    Move.RETURN: Rule(
        before=frozenset({UpdateState.SUBMITTED}),
        after=UpdateState.RETURNED,
        who={Who.REVIEWER: RUNNING, Who.EDITOR: RUNNING},
        needs_words=True,
    ),
    Move.WITHDRAW: Rule(
        before=frozenset({UpdateState.APPROVED}),
        after=UpdateState.WITHDRAWN,
        who={Who.LEAD: RUNNING, Who.REVIEWER: UNPUBLISHED, Who.EDITOR: UNPUBLISHED},
        needs_words=True,
    ),
    Move.REWRITE: Rule(
        before=frozenset({UpdateState.WITHDRAWN}),
        after=UpdateState.DRAFT,
        who={Who.LEAD: RUNNING, Who.EDITOR: RUNNING},
    ),
}

_VERBS: Mapping[Move, str] = {
    Move.SUBMIT: "submitted",
    Move.REOPEN: "taken back",
    Move.APPROVE: "approved",
    Move.RETURN: "returned",
    Move.WITHDRAW: "withdrawn",
    Move.REWRITE: "written again",
}
_TOO_LATE: Mapping[Move, str] = {
    Move.REOPEN: "The review has begun, so this update cannot be taken back: ask the reviewer to return it.",
    Move.WITHDRAW: "The report is ready for the board, so this update cannot be withdrawn: ask the editor.",
}


def can_move(move: Move, state: UpdateState, period: PeriodState, who: frozenset[Who]) -> bool:
    rule = MOVES[move]
    return state in rule.before and any(period in rule.who.get(each, ()) for each in who)


def moves(state: UpdateState, period: PeriodState, who: frozenset[Who]) -> frozenset[Move]:
    """All that may be done now."""
    return frozenset(move for move in Move if can_move(move, state, period, who))


def check_move(
    move: Move, state: UpdateState, period: PeriodState, who: frozenset[Who], *, words: str = ""
) -> UpdateState:
    """The state after the move. NotAllowed or BadUpdate, with the reason in words, where it cannot be made."""
    rule = MOVES[move]
    if not who & frozenset(rule.who):
        raise NotAllowed(f"This update can be {_VERBS[move]} by others only.")
    if state not in rule.before:
        raise BadUpdate(f"This update is {_state_words(state)}, so it cannot be {_VERBS[move]}.")
    if not can_move(move, state, period, who):
        raise BadUpdate(_TOO_LATE.get(move, f"The period is {period.value}, so nothing can be {_VERBS[move]} in it."))
    if rule.needs_words and not words.strip():
        raise BadUpdate("Say why, so that the others know what to do.")
    return rule.after


def check_writable(state: UpdateState, period: PeriodState, who: frozenset[Who]) -> None:
    """NotAllowed or BadUpdate unless the update can be written into."""
    if not who & {Who.LEAD, Who.HELPER, Who.EDITOR}:
        raise NotAllowed("This update is for others to write.")
    if period not in RUNNING:
        raise BadUpdate(f"The period is {period.value}, so nothing can be written in it.")
    if state not in WRITABLE:
        raise BadUpdate(f"This update is {_state_words(state)}, so it cannot be changed.")


def _state_words(state: UpdateState) -> str:
    return {UpdateState.DRAFT: "a draft", UpdateState.SUBMITTED: "with the reviewer"}.get(state, state.value)


def is_writable(state: UpdateState, period: PeriodState) -> bool:
    return state in WRITABLE and period in RUNNING
