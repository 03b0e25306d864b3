"""The dated steps before a meeting: when they fall, and what is odd about them. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from saferplan.common.dates import LONDON, local_day
from saferplan.cycle.rules import StepKind
from saferplan.cycle.working_days import clear_days_before, working_days_before

STEP_WORDS: Mapping[StepKind, str] = {
    StepKind.PARTNER_RETURN: "Partners return their updates",
    StepKind.POLICE_CLEARANCE: "Police clear their figures",
    StepKind.DIRECTOR: "The director agrees the report",
    StepKind.LEGAL_AND_FINANCE: "Legal and finance have commented",
    StepKind.FINAL_PAPERS: "Final papers go to the clerk",
    StepKind.PUBLICATION: "The papers are published",
    StepKind.OTHER: "Another step",
}
# What a report must have passed before it goes out.
CLEARANCES = frozenset({StepKind.POLICE_CLEARANCE, StepKind.DIRECTOR, StepKind.LEGAL_AND_FINANCE})
_ORDER = list(StepKind)


@dataclass(frozen=True, slots=True)
class Offset:
    """How a step is counted back from its meeting. `name` is the partnership's own word for it."""

    kind: StepKind
    working_days: int
    time: time
    clear: bool = False
    name: str = ""

    @property
    def words(self) -> str:
        return self.name or STEP_WORDS[self.kind]


FIVE = time(17, 0)
USUAL_STEPS = (
    Offset(StepKind.PARTNER_RETURN, 20, FIVE),
    Offset(StepKind.POLICE_CLEARANCE, 15, FIVE),
    Offset(StepKind.DIRECTOR, 12, FIVE),
    Offset(StepKind.LEGAL_AND_FINANCE, 10, FIVE),
    Offset(StepKind.FINAL_PAPERS, 7, time(10, 0)),
    Offset(StepKind.PUBLICATION, 5, FIVE, clear=True),
)


def offset_words(offset: Offset) -> str:
    unit = "clear working day" if offset.clear else "working day"
    return f"{offset.working_days} {unit}{'' if offset.working_days == 1 else 's'} before"


def instant(day: date, at: time) -> datetime:
    """A day and a time of day in London as an instant in UTC."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def due_at(meets: date | None, offset: Offset) -> datetime | None:
    """When a step falls, counted back from the day of its meeting; None while the meeting has no day."""
    if meets is None:
        return None
    count = clear_days_before if offset.clear else working_days_before
    return instant(count(meets, offset.working_days), offset.time)


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step as it stands. A step that was done, or dated by hand, does not move with its meeting."""

    id: int
    offset: Offset
    due: datetime | None
    is_by_hand: bool = False
    is_done: bool = False

    @property
    def stays(self) -> bool:
        return self.is_by_hand or self.is_done


def recount(
    steps: Iterable[StepFact], meets: date | None
) -> tuple[Mapping[int, datetime | None], tuple[StepFact, ...]]:
    """The new instants by step for a meeting's day, and the steps whose date stayed though others moved."""
    every = tuple(steps)
    moved = {step.id: due_at(meets, step.offset) for step in every if not step.stays}
    return moved, tuple(step for step in every if step.stays)


class Oddity(StrEnum):
    """What may be wrong with the date of a step."""

    AFTER_MEETING = "after the meeting"
    AFTER_NEXT = "after the next step"
    IN_THE_PAST = "in the past"


@dataclass(frozen=True, slots=True)
class Odd:
    """`other` is the step that should come later."""

    oddity: Oddity
    step: StepFact
    other: StepFact | None = None


def oddities(steps: Sequence[StepFact], meets: date | None, now: datetime) -> tuple[Odd, ...]:
    """What to warn of, step by step. Steps of the partnership's own have no order among the others."""
    found: list[Odd] = []
    for step in steps:
        if step.due is None or step.is_done:
            continue
        if meets is not None and local_day(step.due) > meets:
            found.append(Odd(Oddity.AFTER_MEETING, step))
        elif (other := _overtaken(step, steps)) is not None:
            found.append(Odd(Oddity.AFTER_NEXT, step, other))
        if local_day(step.due) < local_day(now):
            found.append(Odd(Oddity.IN_THE_PAST, step))
    return tuple(found)


def _overtaken(step: StepFact, steps: Sequence[StepFact]) -> StepFact | None:
    """The first step that must come after this one and yet falls before it."""
    if step.offset.kind is StepKind.OTHER or step.due is None:
        return None
    later = [
        other
        for other in steps
        if other.due is not None
        and other.offset.kind is not StepKind.OTHER
        and _ORDER.index(other.offset.kind) > _ORDER.index(step.offset.kind)
        and other.due < step.due
    ]
    return min(later, key=lambda other: _ORDER.index(other.offset.kind), default=None)
