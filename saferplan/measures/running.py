"""Running totals in public: what happened between two of them is a count as well. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from saferplan.measures.public_past import Recorded
from saferplan.measures.small_numbers import Rule


def hidden_running(states: Sequence[Mapping[date, Recorded | None]], rule: Rule) -> frozenset[date]:
    """The periods whose running total is not shown, by what the public saw at one time after another.

    A figure comes to be shown only where it, and what lies between it and its neighbours that are shown, is not small;
    else it never is, for it would tell a small count of then. A figure less than the one before begins a new year.
    """
    shown: dict[date, Fraction] = {}
    hidden: set[date] = set()
    for state in states:
        for day, row in sorted(state.items(), key=lambda each: each[0]):
            if day in hidden or row is None or row.value is None:
                continue
            value = Fraction(row.value)
            if shown.get(day) == value:
                continue
            shown.pop(day, None)
            if _fits(day, value, shown, hidden, rule):
                shown[day] = value
            else:
                hidden.add(day)
    return frozenset(hidden)


def _fits(day: date, value: Fraction, shown: Mapping[date, Fraction], hidden: set[date], rule: Rule) -> bool:
    before = max((each for each in shown if each < day), default=None)
    after = min((each for each in shown if each > day), default=None)
    if rule.is_small(value):
        return False
    if before is not None and not _apart(shown[before], value, _any_between(hidden, before, day), rule):
        return False
    return after is None or _apart(value, shown[after], _any_between(hidden, day, after), rule)


def _any_between(hidden: set[date], first: date, last: date) -> bool:
    return any(first < each < last for each in hidden)


def _apart(first: Fraction, second: Fraction, has_hidden: bool, rule: Rule) -> bool:
    """Without a difference, whatever is hidden between the two would be the same too."""
    if second == first:
        return not has_hidden
    return second < first or not rule.is_small(second - first)
