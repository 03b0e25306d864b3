"""The report while it is being read: the same facts as the tree, still open for more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from saferplan.documents.formats.source import Paragraph
from saferplan.report.places import Place
from saferplan.report.tree import Criteria, Light, NextStep, Trend

# Which source of a priority's title is believed before which.
UNTITLED, FROM_CARD, FROM_SECTION, FROM_OVERVIEW = range(4)


@dataclass(slots=True)
class Status:
    """A light and a trend as stated."""

    light: Light = Light.NONE
    trend: Trend = Trend.NONE
    light_stated: str = ""
    trend_stated: str = ""


@dataclass(eq=False, slots=True)
class ActivityDraft:
    code: str
    title: str
    status: Status = field(default_factory=Status)
    owners: list[str] = field(default_factory=list)
    criteria: Criteria = field(default_factory=Criteria)
    position: list[Paragraph] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)
    place: Place = field(default_factory=Place)
    from_card: bool = False
    why: str = ""
    results: Light = Light.NONE
    results_why: str = ""


@dataclass(eq=False, slots=True)
class PriorityDraft:
    number: int
    title: str = ""
    title_from: int = UNTITLED
    objective: str = ""
    status: Status = field(default_factory=Status)
    stated: bool = False
    results: Light = Light.NONE
    results_text: str = ""
    headline: Light = Light.NONE
    why: str = ""
    results_why: str = ""
    headline_why: str = ""
    activities: list[ActivityDraft] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class CardDraft:
    priority: PriorityDraft | None
    targets: list[tuple[str, str]] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    aim: str = ""
    criteria: Criteria = field(default_factory=Criteria)
    status: Status = field(default_factory=Status)
    has_light: bool = False
    why: str = ""
    position: list[Paragraph] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)
    whos: list[Paragraph] = field(default_factory=list)
    dues: list[Paragraph] = field(default_factory=list)
    place: Place = field(default_factory=Place)
    details_of: str | None = None


@dataclass(slots=True)
class Draft:
    """`cover` holds the fields of the report's front by name (`date`, `plan.title`)."""

    cover: dict[str, str] = field(default_factory=dict)
    priorities: list[PriorityDraft] = field(default_factory=list)
    cards: list[CardDraft] = field(default_factory=list)
    criteria: Criteria = field(default_factory=Criteria)

    def numbered(self, number: int) -> PriorityDraft | None:
        return next((p for p in self.priorities if p.number == number), None)

    def titled(self, title: str) -> PriorityDraft | None:
        wanted = alike(title)
        return next((p for p in self.priorities if wanted and alike(p.title) == wanted), None)

    def next_number(self) -> int:
        return max((p.number for p in self.priorities), default=0) + 1

    def activity(self, code: str) -> ActivityDraft | None:
        return next((a for p in self.priorities for a in p.activities if a.code == code), None)

    def activities_titled(self, title: str) -> Sequence[ActivityDraft]:
        wanted = alike(title)
        return [a for p in self.priorities for a in p.activities if wanted and alike(a.title) == wanted]


@lru_cache(maxsize=8192)
def alike(text: str) -> str:
    """A text for comparing: letters and digits in lower case."""
    return "".join(char for char in text.lower() if char.isalnum())
