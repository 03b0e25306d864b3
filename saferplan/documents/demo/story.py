"""How the demo's story is told: for each priority, card and activity what was said in each quarter. Plain data."""

from __future__ import annotations

from dataclasses import dataclass

from saferplan.report.tree import Criteria, Light, NextStep, Trend

QUARTERS = ("2024-12", "2025-03", "2025-06", "2025-09", "2025-12", "2026-03", "2026-06", "2026-09")
# The plan was changed from this quarter on.
CHANGED = "2025-12"

_LIGHTS = {
    "g": Light.GREEN,
    "a": Light.AMBER,
    "r": Light.RED,
    "c": Light.COMPLETE,
    "d": Light.DEFERRED,
    " ": Light.NONE,
}
_TRENDS = {"+": Trend.IMPROVING, "=": Trend.SAME, "-": Trend.WORSENING, " ": Trend.NONE}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in a quarter. No text and no light: the partner sent nothing."""

    light: Light
    trend: Trend
    text: str
    steps: tuple[NextStep, ...] = ()


def q(light: str, text: str, *steps: NextStep) -> Said:
    """`light` is two letters: g a r c d or blank, then + = - or blank for the trend."""
    return Said(_LIGHTS[light[0]], _TRENDS[light[1]], text, steps)


def s(text: str, who: str, due: str) -> NextStep:
    return NextStep(text=text, who=who, due=due)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityStory:
    """`said` has one entry for each quarter that the activity is in; its returns stand here or on a card.

    `lights` are given instead where the activity's return is on a card. `codes` and `titles` may change with the plan.
    """

    code: str
    title: str
    priority: int
    owner: str = ""
    criteria: Criteria = Criteria()
    said: tuple[Said, ...] = ()
    lights: tuple[str, ...] = ()
    first: str = QUARTERS[0]
    last: str = QUARTERS[-1]
    new_code: str = ""
    new_title: str = ""
    new_priority: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStory:
    targets: tuple[str, ...]
    owner: str
    aim: str
    criteria: Criteria
    said: tuple[Said, ...]
    new_criteria: Criteria | None = None
    new_from: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityStory:
    """`lights` are two letters for each quarter. `results` are lights with sentences, or empty: not measured."""

    number: int
    title: str
    objective: str
    lights: tuple[str, ...]
    card: CardStory
    activities: tuple[ActivityStory, ...]
    results: tuple[tuple[str, str], ...] = ()


def criteria(green: str, amber: str, red: str) -> Criteria:
    return Criteria(green=green, amber=amber, red=red)
