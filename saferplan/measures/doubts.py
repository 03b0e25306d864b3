"""Values that make a series say more than it knows: a zero between large values, and a spike that makes a run. Pure."""

from __future__ import annotations

from collections.abc import Collection
from statistics import median

from saferplan.measures.rule_sets import RUN, Rule
from saferplan.measures.spc import Group, Spc, compute

_LARGE = 10
_MOST_SPIKES = 2


def without(spc: Spc, places: Collection[int]) -> Spc:
    """The same series with gaps at these places."""
    if not places:
        return spc
    values = [None if place in places else point.y for place, point in enumerate(spc.points)]
    return compute([point.x for point in spc.points], values, spc.options)


def suspect_zeros(spc: Spc) -> frozenset[int]:
    """Places of zeros that are more likely missing: between large values, and below what is usual without them.

    Many zeros are no accident: up to one in ten, and one more, can be suspect.
    """
    found: set[int] = set()
    for group in spc.groups:
        found |= _zeros_between(spc, group)
    if not found:
        return frozenset()
    rest = {group.number: group for group in without(spc, found).groups}
    lowest = {number: group.lpl for number, group in rest.items()}
    return frozenset(place for place in found if _is_below(lowest[spc.points[place].group]))


def _is_below(lower: float | None) -> bool:
    return lower is None or lower > 0


def _zeros_between(spc: Spc, group: Group) -> set[int]:
    known = [(place, y) for place in range(group.first, group.last) if (y := spc.points[place].y) is not None]
    zeros = {place for place, y in known if y == 0}
    others = [y for _place, y in known if y != 0]
    if not zeros or len(others) < 3 or min(others) < 0 or len(zeros) > len(known) // 10 + 1:
        return set()
    middle = median(others)
    if middle < _LARGE:
        return set()
    found = set()
    for zero in zeros:
        before = next((y for place, y in reversed(known) if place < zero and y), None)
        after = next((y for place, y in known if place > zero and y), None)
        if all(y is None or y >= middle / 2 for y in (before, after)):
            found.add(zero)
    return found


def spike_and_run(spc: Spc, group: Group) -> tuple[frozenset[int], frozenset[int]]:
    """One or two extreme points of a group, and the points that look unusual only because of them.

    An extreme point moves the mean. Where a run of seven or more vanishes without it, the run says nothing by itself.
    """
    places = range(group.first, group.last)
    spikes = frozenset(place for place in places if spc.points[place].outside)
    flagged = [place for place in places if spc.points[place].rule in (Rule.SHIFT, Rule.TWO_IN_THREE)]
    if not 1 <= len(spikes) <= _MOST_SPIKES or len(flagged) < RUN:
        return frozenset(), frozenset()
    again = without(spc, spikes)
    made = frozenset(place for place in flagged if again.points[place].rule is None)
    return (spikes, made) if len(made) >= RUN else (frozenset(), frozenset())
