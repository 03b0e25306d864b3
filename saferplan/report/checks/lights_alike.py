"""All lights the same."""

from __future__ import annotations

from saferplan.report.checks.passages import spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.tree import Light

_FEWEST = 4


def find(subject: Subject) -> Finding | None:
    lights = [
        (f"activity:{activity.code}", activity.light)
        for _, activity in subject.report.activities()
        if activity.light not in (Light.NONE, Light.COMPLETE, Light.DEFERRED)
    ]
    if len(lights) < _FEWEST or len({light for _, light in lights}) > 1:
        return None
    light = lights[0][1].value
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="All {count} activities are {light}.",
        advice="Check the criteria: lights that never differ do not tell readers where to look.",
        params={"count": len(lights), "light": light},
        spots=tuple(spot(subject, key, light) for key, light in lights),
    )


RULE = Rule(
    code="lights-alike",
    name="All lights are alike",
    why="A page of one colour tells no reader what needs attention.",
    example="All 24 activities of the report are green.",
    find=find,
)
