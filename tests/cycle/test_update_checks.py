"""What keeps a return from being submitted."""

from __future__ import annotations

from datetime import date

import pytest

from saferplan.cycle.update_checks import TEMPLATES, problems_of
from saferplan.cycle.update_contents import Contents, StepLine
from saferplan.report.tree import Light

TODAY = date(2026, 12, 1)
LATER, EARLIER = date(2027, 1, 15), date(2026, 11, 30)
ONE = {1: "1.1a"}
TWO = {1: "1.1a", 2: "1.1b"}
GREEN, AMBER, RED, COMPLETE, DEFERRED = Light.GREEN, Light.AMBER, Light.RED, Light.COMPLETE, Light.DEFERRED


def step(
    who: str = "Ann", due: date | None = LATER, text: str = "Do it", activity: int | None = None, words: str = ""
) -> StepLine:
    return StepLine(text=text, who=who, due=due, activity=activity, due_words=words)


def fields(contents: Contents, activities: dict[int, str] = ONE, before: str = "") -> list[str]:
    problems = problems_of(contents, activities=activities, before=before, today=TODAY)
    assert all(problem.template in TEMPLATES for problem in problems)
    assert all("{" not in str(problem) for problem in problems)
    return [problem.about for problem in problems]


@pytest.mark.parametrize(
    ("light", "steps", "expected"),
    [
        (GREEN, (), []),
        (COMPLETE, (), []),
        (DEFERRED, (), []),
        (None, (), ["light-1"]),
        (Light.NONE, (), ["light-1"]),
        (AMBER, (), ["step-0-text"]),
        (RED, (), ["step-0-text"]),
        (AMBER, (step(),), []),
        (RED, (step(activity=1),), []),
        (AMBER, (step(who=""),), ["step-0-who"]),
        (AMBER, (step(who="", due=None),), ["step-0-who", "step-0-due"]),
        (AMBER, (step(due=None, words="when funded"),), ["step-0-due"]),
        # One whole step is enough.
        (RED, (step(who=""), step()), []),
        # A step of an activity that the card does not have does not count.
        (RED, (step(activity=9),), ["step-1-text"]),
        # Work that is going well may have loose ends, but no step without words or in the past.
        (GREEN, (step(who="", due=None),), []),
        (GREEN, (step(text=" "),), ["step-0-text"]),
        (GREEN, (step(due=EARLIER),), ["step-0-due"]),
        (AMBER, (step(due=EARLIER),), ["step-0-due"]),
        (AMBER, (step(due=TODAY),), []),
    ],
)
def test_lights_and_steps(light: Light | None, steps: tuple[StepLine, ...], expected: list[str]) -> None:
    lights = {} if light is None else {1: light}
    assert fields(Contents(position="Fine.", lights=lights, steps=steps)) == expected


@pytest.mark.parametrize(
    ("lights", "steps", "expected"),
    [
        ({1: GREEN, 2: GREEN}, (), []),
        ({1: GREEN}, (), ["light-2"]),
        ({}, (), ["light-1", "light-2"]),
        ({1: AMBER, 2: GREEN}, (step(activity=1),), []),
        ({1: AMBER, 2: GREEN}, (step(activity=2),), ["step-1-text"]),
        ({1: AMBER, 2: RED}, (step(activity=1),), ["step-1-text"]),
        ({1: AMBER, 2: RED}, (step(activity=1), step(activity=2)), []),
        # A step for all of them is one for each.
        ({1: AMBER, 2: RED}, (step(),), []),
        # What a shared step lacks is told once.
        ({1: AMBER, 2: RED}, (step(who=""),), ["step-0-who"]),
    ],
)
def test_several_activities(lights: dict[int, Light], steps: tuple[StepLine, ...], expected: list[str]) -> None:
    assert fields(Contents(position="Fine.", lights=lights, steps=steps), TWO) == expected


@pytest.mark.parametrize(
    ("position", "reason", "before", "expected"),
    [
        ("New.", "", "Old.", []),
        ("New.", "", "", []),
        ("", "", "Old.", ["position"]),
        (" \n", "It stands still.", "Old.", ["position"]),
        ("Old.", "", "Old.", ["position"]),
        ("  Old\n words. ", "", "Old words.", ["position"]),
        ("Old.", "The post is still empty.", "Old.", []),
        ("Old.", "  ", "Old.", ["position"]),
        ("New.", "Hardly anything changed.", "Old.", []),
    ],
)
def test_the_same_text_wants_a_reason(position: str, reason: str, before: str, expected: list[str]) -> None:
    contents = Contents(position=position, no_change_reason=reason, lights={1: GREEN})
    assert fields(contents, before=before) == expected


def test_problems_name_the_activity_where_there_are_several() -> None:
    contents = Contents(position="Fine.", lights={1: AMBER})
    told = [str(problem) for problem in problems_of(contents, activities=TWO, before="", today=TODAY)]
    assert told == [
        "Choose how 1.1b is going.",
        "1.1a is slipping or off track: write what will be done next, by whom and by when.",
    ]
