"""The states of a period as a page of the documentation, made from their one table. Pure."""

from __future__ import annotations

from saferplan.accounts.rules import RIGHTS, Right, may
from saferplan.cycle.period_states import (
    STATE_MEANS,
    STATE_WORDS,
    TRANSITIONS,
    Counts,
    Reason,
    Transition,
    is_for_board,
    reasons_against,
)
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.steps import USUAL_STEPS, offset_words

# Counts that make every guard speak.
_EVERYTHING = Counts(
    begun=2, missing=2, submitted=2, returned=2, objections=2, without_owner=2, unpassed=2, meetings_ahead=2
)


def reference_page() -> str:
    """States, moves and usual steps, as Markdown."""
    return "\n".join([*_head(), *_states(), *_diagram(), *_moves(), *_steps()]) + "\n"


def _head() -> list[str]:
    return [
        "# The states of a period",
        "",
        "A period moves from planned to closed as partners return their updates and a reviewer approves them. This",
        "page is made from the one table of moves (`saferplan/cycle/period_states.py`).",
        "",
    ]


def _states() -> list[str]:
    rows = [
        f"| {STATE_WORDS[state]} | {STATE_MEANS[state]} | {'yes' if is_for_board(state) else 'no'} |"
        for state in PeriodState
    ]
    return ["| state | what it means | the board sees it |", "|---|---|---|", *rows, ""]


def _diagram() -> list[str]:
    names = {state: state.value.replace(" ", "_") for state in PeriodState}
    named = [f'    state "{STATE_WORDS[state]}" as {names[state]}' for state in PeriodState]
    moves = [f"    {names[each.before]} --> {names[each.after]}: {each.verb}" for each in TRANSITIONS]
    ends = [
        f"    [*] --> {names[PeriodState.PLANNED]}: Plan the next period",
        f"    [*] --> {names[PeriodState.READY]}: Bring in a report",
    ]
    return ["```mermaid", "stateDiagram-v2", *named, *ends, *moves, "```", ""]


def _moves() -> list[str]:
    head = [
        "What stands against a move is said before it is made: what *holds* it must be put right first, what *warns*",
        "can be confirmed.",
        "",
        "| from | to | button | who | what holds it or warns |",
        "|---|---|---|---|---|",
    ]
    return [*head, *(_move(each) for each in TRANSITIONS), ""]


def _move(each: Transition) -> str:
    said = [_reason(reason) for reason in reasons_against(each, _EVERYTHING)]
    said += [f"asks: {each.asks}"] if each.asks else []
    words = "<br>".join(said)
    before, after = STATE_WORDS[each.before], STATE_WORDS[each.after]
    return f"| {before} | {after} | {each.verb} | {_who(each.right)} | {words} |"


def _reason(reason: Reason) -> str:
    words = reason.many.replace("%(count)d", "some")
    return f"{'holds' if reason.is_block else 'warns'}: {words[0].upper()}{words[1:]}"


def _who(right: Right) -> str:
    return ", ".join(role.value for role in RIGHTS if may(role, right))


def _steps() -> list[str]:
    rows = [f"| {each.words} | {offset_words(each)} | {each.time:%H:%M} |" for each in USUAL_STEPS]
    return [
        "## The usual steps before a meeting",
        "",
        "Counted back in working days of England and Wales. Of clear days neither the day of the step nor that of the",
        "meeting counts. Each partnership changes them as it likes; the next meeting of the same group takes over the",
        "changed ones.",
        "",
        *["| step | when | at |", "|---|---|---|"],
        *rows,
    ]
