"""What a return must hold before it can be submitted. Pure: no database, no clock.

A problem names the field that it is about, as a form has it, and says what to do, in an English template with
parameters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from saferplan.cycle.update_contents import NEEDS_STEP, Contents, StepLine
from saferplan.cycle.update_text import is_same_text
from saferplan.report.tree import Light

NO_LIGHT = "Choose how the work is going."
NO_LIGHT_OF = "Choose how {code} is going."
NO_POSITION = "Write where things stand."
SAME_TEXT = (
    "This is word for word what was written last time. Say what is new, or tick that nothing has changed and say why."
)
NO_REASON = "Say why nothing has changed."
NO_STEP = "The work is slipping or off track: write what will be done next, by whom and by when."
NO_STEP_OF = "{code} is slipping or off track: write what will be done next, by whom and by when."
NO_TEXT = "Say what will be done."
NO_WHO = "Say who will do it."
NO_DUE = "Give the day by which it will be done."
PAST_DUE = "This day has passed: give a new one, or empty the step if it is done."
NO_DAY = "Write the date as day/month/year."
TEMPLATES = (
    *(NO_LIGHT, NO_LIGHT_OF, NO_POSITION, SAME_TEXT, NO_REASON, NO_STEP, NO_STEP_OF),
    *(NO_TEXT, NO_WHO, NO_DUE, PAST_DUE, NO_DAY),
)


@dataclass(frozen=True, slots=True)
class Problem:
    about: str
    template: str
    params: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.params)


class Unfinished(Exception):
    """A return that cannot be submitted yet, with what is missing."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


def problems_of(contents: Contents, *, activities: Mapping[int, str], before: str, today: date) -> tuple[Problem, ...]:
    """What keeps a return from being submitted, in the order of the form. `activities` are codes by id.

    `before` is the position as it stood last time, empty where there is none.
    """
    return (
        *_lights(contents, activities),
        *_position(contents, before),
        *_steps(contents, activities, today),
    )


def _lights(contents: Contents, activities: Mapping[int, str]) -> Iterator[Problem]:
    for activity, code in activities.items():
        if contents.lights.get(activity, Light.NONE) is Light.NONE:
            template = NO_LIGHT_OF if len(activities) > 1 else NO_LIGHT
            yield Problem(f"light-{activity}", template, {"code": code} if len(activities) > 1 else {})


def _position(contents: Contents, before: str) -> Iterator[Problem]:
    if not contents.position.strip():
        yield Problem("position", NO_POSITION)
    elif before and is_same_text(contents.position, before) and not contents.no_change_reason.strip():
        yield Problem("position", SAME_TEXT)


def _steps(contents: Contents, activities: Mapping[int, str], today: date) -> Iterator[Problem]:
    told: set[int] = set()
    for at, step in enumerate(contents.steps):
        if not step.text.strip():
            yield Problem(f"step-{at}-text", NO_TEXT)
        if step.due is not None and step.due < today:
            yield Problem(f"step-{at}-due", PAST_DUE)
            told.add(at)
    for activity, code in activities.items():
        if contents.lights.get(activity) not in NEEDS_STEP:
            continue
        own = [(at, step) for at, step in enumerate(contents.steps) if step.activity in (activity, None)]
        if any(_is_whole(step) for _, step in own):
            continue
        yield from _what_is_missing(own, told, len(contents.steps), code if len(activities) > 1 else "")


def _is_whole(step: StepLine) -> bool:
    return bool(step.text.strip() and step.who.strip() and step.due)


def _what_is_missing(steps: Sequence[tuple[int, StepLine]], told: set[int], free: int, code: str) -> Iterator[Problem]:
    """Of the first step that lacks something, what it lacks; where there is none at all, that one is wanted."""
    if not steps:
        yield Problem(f"step-{free}-text", NO_STEP_OF if code else NO_STEP, {"code": code} if code else {})
        return
    at, step = steps[0]
    if at in told:
        return
    told.add(at)
    if not step.who.strip():
        yield Problem(f"step-{at}-who", NO_WHO)
    if step.due is None:
        yield Problem(f"step-{at}-due", NO_DAY if step.due_words else NO_DUE)
