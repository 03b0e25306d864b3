"""Lights over lights: how they came about, what a stated rule gives, and what plainly disagrees without one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from saferplan.report.derivations import why as why_in_words
from saferplan.report.derived import Basis, Derived
from saferplan.report.lights import tally
from saferplan.report.rollup import RANK
from saferplan.report.tree import Derivation, Light

_WORST = re.compile(
    r"\b(worst|lowest|poorest|any (?:activity|card|red|amber|one)|all (?:its |of its |the )?\w+ (?:are|is) green)", re.I
)
_MOST = re.compile(r"\b(most|majority|more than half|commonest|most common)\b", re.I)


def rated(lights: Iterable[Light]) -> list[Light]:
    """Only the lights that can be set against each other; complete counts as green."""
    return [Light.GREEN if light is Light.COMPLETE else light for light in lights if light in RANK]


def by_rule(rule: str, lights: Sequence[Light]) -> tuple[Light, ...] | None:
    """The lights that a stated rule allows; None where its words are not understood."""
    if _WORST.search(rule):
        return (worst(lights),)
    if _MOST.search(rule):
        counts = tally(lights)
        most = max(counts.values())
        return tuple(light for light, count in counts.items() if count == most)
    return None


def accounted(light: Light, why: Derivation) -> bool | None:
    """Whether a report of our own accounts for a light; None where the report does not say how it came about.

    The rule's own light does, and so does one that somebody set or judged with a reason. A judgement without one is
    held against what the plan's rule gives.
    """
    if why.basis in (Basis.ROLLED_UP, Basis.OVERRIDE):
        return True
    if why.basis != Basis.JUDGEMENT:
        return None
    given = rated([why.computed])
    return _has_reason(light, why) or not given or rated([light]) == given


def _has_reason(light: Light, why: Derivation) -> bool:
    """Whether the sentence says more than it would without a reason."""
    bare = Derived(light=light, basis=Basis.JUDGEMENT, computed=why.computed, computed_basis=Basis.ROLLED_UP)
    plain = why_in_words(bare).split()
    return bool(why.sentence) and why.sentence.split()[: len(plain)] != plain


def worst(lights: Iterable[Light]) -> Light:
    return max(lights, key=RANK.__getitem__)
