"""What a comparison of two reports holds. Matches under another code are proposals: a person confirms them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from saferplan.report.tree import Light


class Kind(StrEnum):
    PRIORITY = "priority"
    ACTIVITY = "activity"
    CARD = "card"


class LightStep(StrEnum):
    """From one light to the next; `new` and `gone` are from and to nothing stated."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEW = "new"
    GONE = "gone"
    OTHER = "not comparable"


class TextStep(StrEnum):
    """What became of a position."""

    NONE = "none"
    ADDED = "added"
    REMOVED = "removed"
    UNCHANGED = "unchanged"
    NEARLY = "nearly unchanged"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of the tree, such as `title` or `criteria.green`, in words before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A priority, activity or card of one report. `key` is a key of `Reading.places`, `name` a code or the like."""

    kind: Kind
    key: str
    name: str
    title: str
    light: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """One item in both reports. `proposed` if it was found by title only; `similarity` of the titles, 0 to 1."""

    older: Item
    newer: Item
    proposed: bool
    similarity: float
    light: LightStep
    position: TextStep
    changes: tuple[FieldChange, ...] = ()

    @property
    def renumbered(self) -> bool:
        return self.older.kind is not Kind.CARD and self.older.name != self.newer.name

    @property
    def retitled(self) -> bool:
        return any(change.field == "title" for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Priorities, then activities, then cards, in the order of the newer report; `removed` in that of the older."""

    cover: tuple[FieldChange, ...] = ()
    added: tuple[Item, ...] = ()
    removed: tuple[Item, ...] = ()
    matched: tuple[Matched, ...] = ()

    def steps(self, step: LightStep, kind: Kind | None = None) -> tuple[Matched, ...]:
        """The matched items whose light took this step."""
        return tuple(each for each in self.matched if each.light is step and kind in (None, each.newer.kind))

    def is_same(self) -> bool:
        """Whether the reports say the same in every field that people see."""
        quiet = (TextStep.NONE, TextStep.UNCHANGED)
        return not (self.cover or self.added or self.removed) and all(
            each.light is LightStep.SAME and each.position in quiet and not each.changes and not each.renumbered
            for each in self.matched
        )
