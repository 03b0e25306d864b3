"""The states of a period, and the one table of how it moves between them. Pure: no database, no clock.

A guard looks at plain counts and says what stands against a move: a block holds it, a warning wants a yes.
Words are English here and translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from saferplan.accounts.rules import Right, Role, may
from saferplan.cycle.rules import PeriodState

PLANNED, OPEN, IN_REVIEW = PeriodState.PLANNED, PeriodState.OPEN, PeriodState.IN_REVIEW
READY, PUBLISHED, CLOSED = PeriodState.READY, PeriodState.PUBLISHED, PeriodState.CLOSED

STATE_WORDS: Mapping[PeriodState, str] = {
    PLANNED: "Planned",
    OPEN: "Open for updates",
    IN_REVIEW: "In review",
    READY: "Ready for the board",
    PUBLISHED: "Published",
    CLOSED: "Closed",
}
STATE_MEANS: Mapping[PeriodState, str] = {
    PLANNED: "The dates can be set. Partners are not asked for anything yet.",
    OPEN: "Partners write their updates and send them in.",
    IN_REVIEW: "Updates are read, sent back or approved. Partners can no longer take back what they sent.",
    READY: "Board members see this dashboard.",
    PUBLISHED: "The report has gone out, and stays as it is.",
    CLOSED: "The meetings have had it, and the work on this period is over.",
}


def is_for_board(state: PeriodState) -> bool:
    """Whether board members see a period in this state."""
    return state in (READY, PUBLISHED, CLOSED)


def takes_updates(state: PeriodState) -> bool:
    """Whether partners may still write and send their updates."""
    return state in (OPEN, IN_REVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What guards look at. `missing` updates are those that nobody has sent in: not begun, drafts, withdrawn.

    `unpassed` are the clearance steps before publication that nobody has marked done.
    """

    cards: int = 0
    begun: int = 0
    missing: int = 0
    submitted: int = 0
    returned: int = 0
    objections: int = 0
    without_owner: int = 0
    return_dates: int = 0
    unpassed: int = 0
    meetings_ahead: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands against a move, in words for one and for many. A warning can be confirmed, a block cannot."""

    code: str
    count: int
    one: str
    many: str
    is_block: bool = False

    @property
    def words(self) -> str:
        return (self.one if self.count == 1 else self.many) % {"count": self.count}


Guard = Callable[[Counts], Reason | None]


def _warn(code: str, count: Callable[[Counts], int], one: str, many: str = "", *, is_block: bool = False) -> Guard:
    def guard(counts: Counts) -> Reason | None:
        found = count(counts)
        return Reason(code, found, one, many or one, is_block) if found > 0 else None

    return guard


def _block(code: str, count: Callable[[Counts], int], one: str, many: str = "") -> Guard:
    return _warn(code, count, one, many, is_block=True)


NO_CARDS = _warn(
    "no-cards",
    lambda c: int(c.cards == 0),
    "The plan has nothing yet that an update could be asked for.",
)
NO_RETURN_DATE = _warn(
    "no-return-date",
    lambda c: int(c.return_dates == 0),
    "No day is set by which partners return their updates, so nobody can be late. Give a meeting its date first.",
)
NO_OWNER = _warn(
    "no-owner",
    lambda c: c.without_owner,
    "%(count)d update has nobody known here who leads it, so no partner can send it in.",
    "%(count)d updates have nobody known here who leads them, so no partner can send them in.",
)
HAS_BEGUN = _block(
    "has-begun",
    lambda c: c.begun,
    "Somebody has begun to write %(count)d update, so the period cannot go back to planned.",
    "People have begun to write %(count)d updates, so the period cannot go back to planned.",
)
NOT_IN = _warn(
    "not-in",
    lambda c: c.missing,
    "%(count)d update has not come in. Its partner can still send it while you review.",
    "%(count)d updates have not come in. Their partners can still send them while you review.",
)
NO_UPDATE = _warn(
    "no-update",
    lambda c: c.missing,
    "%(count)d update has not come in. The board will read “No update” for it.",
    "%(count)d updates have not come in. The board will read “No update” for them.",
)
UNDECIDED = _warn(
    "undecided",
    lambda c: c.submitted,
    "%(count)d update was sent in and nobody has approved it. The board will read “No update” for it.",
    "%(count)d updates were sent in and nobody has approved them. The board will read “No update” for them.",
)
RETURNED = _warn(
    "returned",
    lambda c: c.returned,
    "%(count)d update was sent back and has not come in again. The board will read “No update” for it.",
    "%(count)d updates were sent back and have not come in again. The board will read “No update” for them.",
)
OBJECTION = _block(
    "objection",
    lambda c: c.objections,
    "A partner objects to %(count)d correction of their text. Settle it first, or take the correction back.",
    "Partners object to %(count)d corrections of their texts. Settle them first, or take the corrections back.",
)
NOT_CLEARED = _warn(
    "not-cleared",
    lambda c: c.unpassed,
    "%(count)d step before publication is not marked done.",
    "%(count)d steps before publication are not marked done.",
)
MEETING_AHEAD = _warn(
    "meeting-ahead",
    lambda c: c.meetings_ahead,
    "%(count)d meeting has not had this report yet.",
    "%(count)d meetings have not had this report yet.",
)


@dataclass(frozen=True, slots=True)
class Transition:
    """A move, its verb for a button, and the sentence that says it was done. `asks` wants a yes in any case."""

    before: PeriodState
    after: PeriodState
    verb: str
    done: str
    guards: tuple[Guard, ...] = ()
    asks: str = ""
    right: Right = Right.EDIT

    @property
    def is_back(self) -> bool:
        order = list(PeriodState)
        return order.index(self.after) < order.index(self.before)


TRANSITIONS = (
    Transition(
        *(PLANNED, OPEN, "Open it for updates", "Partners can now write their updates."),
        guards=(NO_CARDS, NO_RETURN_DATE, NO_OWNER),
    ),
    Transition(*(OPEN, PLANNED, "Put it back to planned", "Partners are not asked for updates yet."), (HAS_BEGUN,)),
    Transition(*(OPEN, IN_REVIEW, "Start the review", "The review has started."), (NOT_IN,)),
    Transition(*(IN_REVIEW, OPEN, "Send it back to partners", "Partners can write and take back updates again.")),
    Transition(
        *(IN_REVIEW, READY, "Mark it ready for the board", "Board members now see this dashboard."),
        guards=(OBJECTION, UNDECIDED, RETURNED, NO_UPDATE),
    ),
    Transition(
        *(READY, IN_REVIEW, "Reopen the review", "The review is open again, and board members no longer see it."),
    ),
    Transition(
        *(READY, PUBLISHED, "Publish it", "The period is published."),
        guards=(OBJECTION, NOT_CLEARED),
        asks="What is published stays as it is for ever. What is wrong then is put right by a new number.",
    ),
    Transition(
        *(PUBLISHED, IN_REVIEW, "Reopen it to correct it", "The review is open again."),
        asks="What was published stays as it is. To put it right, publish the period again: it gets the next number.",
    ),
    Transition(
        *(PUBLISHED, CLOSED, "Close it", "The period is closed."),
        guards=(MEETING_AHEAD,),
    ),
    Transition(*(CLOSED, PUBLISHED, "Reopen it", "The period is published, and no longer closed.")),
)
_BY_STATES = {(each.before, each.after): each for each in TRANSITIONS}


def find_transition(before: PeriodState, after: PeriodState) -> Transition | None:
    return _BY_STATES.get((before, after))


def transitions_for(role: Role | None, state: PeriodState) -> tuple[Transition, ...]:
    """The moves out of a state that a role may make; the way on comes first."""
    mine = [each for each in TRANSITIONS if each.before is state and may(role, each.right)]
    return tuple(sorted(mine, key=lambda each: each.is_back))


def may_move(role: Role | None, before: PeriodState, after: PeriodState) -> bool:
    transition = find_transition(before, after)
    return transition is not None and may(role, transition.right)


def reasons_against(transition: Transition, counts: Counts) -> tuple[Reason, ...]:
    """What stands against a move now; blocks first."""
    found = [reason for guard in transition.guards if (reason := guard(counts)) is not None]
    return tuple(sorted(found, key=lambda reason: not reason.is_block))


def unconfirmed(transition: Transition, reasons: Collection[Reason], confirmed: Collection[str]) -> bool:
    """Whether somebody must still say yes: to a warning, or because the move asks in any case."""
    wanted = {reason.code for reason in reasons} | ({"asks"} if transition.asks else set())
    return not wanted <= set(confirmed)


class NoSuchMove(Exception):
    """The table has no move between these two states."""

    def __init__(self, before: PeriodState, after: PeriodState) -> None:
        super().__init__(f"A period cannot go from {before} to {after}.")


class PeriodMoved(Exception):
    """Somebody else has moved the period meanwhile; `state` is where it is now."""

    def __init__(self, state: PeriodState) -> None:
        super().__init__(f"Somebody else has moved this period meanwhile. It is now: {STATE_WORDS[state]}.")
        self.state = state


class PeriodHeld(Exception):
    """What stands against a move: blocks, or warnings that nobody has confirmed."""

    def __init__(self, transition: Transition, reasons: tuple[Reason, ...]) -> None:
        super().__init__(" ".join([transition.asks, *(reason.words for reason in reasons)]).strip())
        self.transition, self.reasons = transition, reasons

    @property
    def is_blocked(self) -> bool:
        return any(reason.is_block for reason in self.reasons)
