"""What loading would change, against what is known: new, revised, unchanged, and blanks that change nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec

from saferplan.measures.loading.shapes import Fact
from saferplan.measures.recording import Effect, KnownValue, NewValue, effect_of

Latest = Mapping[tuple[int, date], KnownValue]


class Change(msgspec.Struct, frozen=True, gc=False):
    """`old` is None where nothing was known."""

    fact: Fact
    old: KnownValue | None


@dataclass
class Changes:
    """`kept` counts blanks where a figure is known: a blank never takes one away. `ahead` counts blanks of periods
    that are not over."""

    new: list[Change] = field(default_factory=list)
    revised: list[Change] = field(default_factory=list)
    unchanged: int = 0
    kept: int = 0
    ahead: int = 0

    @property
    def to_record(self) -> list[Change]:
        return [*self.new, *self.revised]

    @property
    def counts(self) -> dict[str, int]:
        return {"new": len(self.new), "revised": len(self.revised), "unchanged": self.unchanged}


def find_changes(facts: Iterable[Fact], latest: Latest, *, today: date) -> Changes:
    found = Changes()
    for fact in facts:
        given = fact.given
        old = latest.get(given.key)
        if old is None:
            if fact.is_blank and given.ends >= today:
                found.ahead += 1
            else:
                found.new.append(Change(fact, None))
        elif effect_of(given, old) is Effect.UNCHANGED:
            found.unchanged += 1
        elif fact.is_blank:
            found.kept += 1
        else:
            found.revised.append(Change(fact, old))
    return found


def known_words(known: KnownValue | NewValue | None) -> str:
    """A figure as it is told: the value, its two parts, or why it is missing."""
    if known is None:
        return ""
    if known.value is not None:
        return f"{known.value.normalize():,f}"
    if known.numerator is not None and known.denominator is not None:
        return f"{known.numerator.normalize():,f} of {known.denominator.normalize():,f}"
    return str(known.missing)
