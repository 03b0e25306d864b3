"""Lights over lights: what a stated rule gives, and what plainly disagrees without one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from saferplan.report.lights import tally
from saferplan.report.rollup import RANK
from saferplan.report.tree import Light

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


def worst(lights: Iterable[Light]) -> Light:
    return max(lights, key=RANK.__getitem__)
