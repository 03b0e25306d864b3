"""What a check says of a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from saferplan.report.places import Place
from saferplan.report.tree import Report


class Level(StrEnum):
    """How much a finding matters, most first."""

    FIX = "fix before publishing"
    ASK = "ask the owner"
    CONSIDER = "consider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place that a finding is about. `key` is a key of `Reading.places`, `quote` the words meant."""

    key: str
    quote: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding a rule, listing its places. `message` and `advice` are English templates for `params`."""

    code: str
    level: Level
    message: str
    advice: str
    params: Mapping[str, object] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.message).format(**self.params)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a check looks at: the report, the one before it if known, and where things stood in the file."""

    report: Report
    older: Report | None = None
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A check. `find` returns None when the report has nothing of the kind."""

    code: str
    name: str
    why: str
    example: str
    find: Callable[[Subject], Finding | None]
