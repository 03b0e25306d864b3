"""What an update says, as one value: its position, lights and next steps. Pure: no database, no clock."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from saferplan.report.tree import Light

# Signs that are not seen: controls, and those that turn the direction of all that follows.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
NEEDS_STEP = frozenset({Light.AMBER, Light.RED})


def tidy(text: str) -> str:
    """A text as it was typed, without what nobody can see in it."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """What, who, by when. `due_words` keeps what is no day; `activity` is None for all activities of the card."""

    text: str
    who: str = ""
    due: date | None = None
    due_words: str = ""
    activity: int | None = None

    def as_json(self) -> dict[str, Any]:
        due = self.due.isoformat() if self.due else ""
        return {
            "text": self.text,
            "who": self.who,
            "due": due,
            "due_words": self.due_words,
            "activity": self.activity,
        }

    @staticmethod
    def from_json(row: Mapping[str, Any]) -> StepLine:
        due = date.fromisoformat(row["due"]) if row["due"] else None
        return StepLine(text=row["text"], who=row["who"], due=due, due_words=row["due_words"], activity=row["activity"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All that somebody writes in an update. `no_change_reason` is why nothing has changed since last time."""

    position: str = ""
    no_change_reason: str = ""
    lights: Mapping[int, Light] = field(default_factory=dict)
    steps: tuple[StepLine, ...] = ()

    def lights_as_json(self) -> dict[str, str]:
        return {str(activity): light.value for activity, light in sorted(self.lights.items())}

    def steps_as_json(self) -> list[dict[str, Any]]:
        return [step.as_json() for step in self.steps]

    @staticmethod
    def from_json(
        *, position: str, no_change_reason: str, lights: Mapping[str, str], steps: list[dict[str, Any]]
    ) -> Contents:
        return Contents(
            position=position,
            no_change_reason=no_change_reason,
            lights={int(activity): Light(light) for activity, light in lights.items()},
            steps=tuple(StepLine.from_json(row) for row in steps),
        )
