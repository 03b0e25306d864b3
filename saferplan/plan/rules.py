"""What a plan version says, and how one version becomes the next. Pure: no database, no clock.

Priorities, activities and cards are named by the uid that they keep for life.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar
from uuid import UUID, uuid4

from saferplan.plan.errors import BadPlan


class RuleKind(StrEnum):
    """A rule makes a card's or priority's light of its activities' (roll-up), or one light of work and results."""

    ROLL_UP = "roll-up"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityText:
    uid: UUID
    number: int
    title: str
    objective: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityText:
    uid: UUID
    priority: UUID
    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetText:
    """`uid` is the activity; None where no activity has the `code` that the card names."""

    uid: UUID | None
    code: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    uid: UUID
    priority: UUID
    aim: str = ""
    is_hidden: bool = False
    targets: tuple[TargetText, ...] = ()

    def activities(self) -> frozenset[UUID]:
        return frozenset(target.uid for target in self.targets if target.uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """All that one version of a plan says, in its order."""

    priorities: tuple[PriorityText, ...] = ()
    activities: tuple[ActivityText, ...] = ()
    cards: tuple[CardText, ...] = ()

    def activity(self, uid: UUID) -> ActivityText:
        return _found(self.activities, uid, "activity")

    def with_code(self, code: str) -> ActivityText:
        """The activity of that code. BadPlan if there is none."""
        for activity in self.activities:
            if activity.code == code:
                return activity
        raise BadPlan(f"The plan has no activity {code}.")

    def card_of(self, activity: UUID) -> CardText | None:
        """The card that carries an activity's own return: its hidden card, or else the first that is about it."""
        about = [card for card in self.cards if activity in card.activities()]
        return next((card for card in about if card.is_hidden), about[0] if about else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retitle:
    activity: UUID
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumber:
    activity: UUID
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """To another priority, usually with another code."""

    activity: UUID
    priority: UUID
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """A new activity, after the last of its priority, with a hidden card for its returns."""

    priority: UUID
    code: str
    title: str
    uid: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Take an activity out of the plan. A card that is about nothing else goes with it."""

    activity: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePriority:
    priority: UUID
    number: int
    title: str
    objective: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPriority:
    number: int
    title: str
    objective: str = ""
    uid: UUID = field(default_factory=uuid4)


_Line = TypeVar("_Line", PriorityText, ActivityText)
_Value = TypeVar("_Value", int, str)

Change = Retitle | Renumber | Move | Add | Drop | ChangePriority | AddPriority


def change_plan(text: PlanText, changes: Iterable[Change]) -> PlanText:
    """The plan after the changes, in turn; renumbering can swap codes. BadPlan if it does not hold together."""
    for change in changes:
        text = _change(text, change)
    check_plan(text)
    return text


def check_plan(text: PlanText) -> None:
    """BadPlan if a code or number stands twice, or something has no place."""
    problems = plan_problems(text)
    if problems:
        raise BadPlan(" ".join(problems))


def plan_problems(text: PlanText) -> list[str]:
    """Why the plan does not hold together, a sentence each."""
    problems = [
        f"Priority {number} stands twice in the plan." for number in _doubled(p.number for p in text.priorities)
    ]
    problems += [f"The code {code} stands twice in the plan." for code in _doubled(a.code for a in text.activities)]
    problems += [f"An activity has no code: {a.title[:80]!r}." for a in text.activities if not a.code]
    known = {priority.uid for priority in text.priorities}
    problems += [f"Activity {a.code} belongs to no priority." for a in text.activities if a.priority not in known]
    return problems


def _change(text: PlanText, change: Change) -> PlanText:
    match change:
        case Retitle():
            return _put(text, replace(text.activity(change.activity), title=change.title))
        case Renumber():
            return _put(text, replace(text.activity(change.activity), code=change.code))
        case Move():
            return _move(text, change)
        case Add():
            return _add(text, change)
        case Drop():
            return _drop(text, text.activity(change.activity).uid)
        case ChangePriority():
            _found(text.priorities, change.priority, "priority")
            new = PriorityText(
                uid=change.priority, number=change.number, title=change.title, objective=change.objective
            )
            return replace(text, priorities=tuple(new if p.uid == new.uid else p for p in text.priorities))
        case AddPriority():
            line = PriorityText(uid=change.uid, number=change.number, title=change.title, objective=change.objective)
            return replace(text, priorities=(*text.priorities, line))


def _put(text: PlanText, activity: ActivityText) -> PlanText:
    return replace(text, activities=tuple(activity if a.uid == activity.uid else a for a in text.activities))


def _move(text: PlanText, change: Move) -> PlanText:
    _found(text.priorities, change.priority, "priority")
    moved = replace(text.activity(change.activity), priority=change.priority, code=change.code)
    others = [a for a in text.activities if a.uid != change.activity]
    cards = tuple(
        replace(card, priority=change.priority) if card.activities() == {change.activity} else card
        for card in text.cards
    )
    return replace(text, activities=_after_its_priority(text, others, moved), cards=cards)


def _add(text: PlanText, change: Add) -> PlanText:
    _found(text.priorities, change.priority, "priority")
    line = ActivityText(uid=change.uid, priority=change.priority, code=change.code, title=change.title)
    card = CardText(uid=uuid4(), priority=change.priority, is_hidden=True, targets=(TargetText(uid=change.uid),))
    return replace(text, activities=_after_its_priority(text, text.activities, line), cards=(*text.cards, card))


def _drop(text: PlanText, uid: UUID) -> PlanText:
    cards = []
    for card in text.cards:
        kept = tuple(target for target in card.targets if target.uid != uid)
        if kept or not card.targets:
            cards.append(replace(card, targets=kept))
    return replace(text, activities=tuple(a for a in text.activities if a.uid != uid), cards=tuple(cards))


def _after_its_priority(text: PlanText, lines: Sequence[ActivityText], new: ActivityText) -> tuple[ActivityText, ...]:
    order = {priority.uid: index for index, priority in enumerate(text.priorities)}
    return tuple(sorted((*lines, new), key=lambda line: order[line.priority]))


def _found(lines: Iterable[_Line], uid: UUID, what: str) -> _Line:
    for line in lines:
        if line.uid == uid:
            return line
    raise BadPlan(f"The plan has no such {what}.")


def _doubled(values: Iterable[_Value]) -> list[_Value]:
    return [value for value, count in Counter(values).items() if count > 1]
