"""How small numbers are kept from the public: what of a count is shown, and what else must then not be. Pure.

A rule looks at numbers alone; `families` and `running` apply it to totals with their parts and to running totals.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from saferplan.measures.rules import FROM_PARTS, Sensitivity, SmallNumbers, Unit

STAR = "*"
# Of a limit of two only ones would be left out: whoever sees the mark would know the number.
LEAST_LIMIT = 3
SMALLEST_ROUNDED = 8
STEP = 5
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Rule:
    """`limit` is the smallest count that is shown; counts below it, but for zero, are not."""

    kind: SmallNumbers = SmallNumbers.NONE
    limit: int = 0

    @property
    def is_rounding(self) -> bool:
        return self.kind is SmallNumbers.ROUND

    def is_small(self, count: Decimal | Fraction) -> bool:
        return self.kind is not SmallNumbers.NONE and 0 < abs(Fraction(count)) < self.limit

    def shown(self, count: Decimal) -> Decimal | None:
        """None where the count is small."""
        if self.is_small(count):
            return None
        return Decimal(nearest(count)) if self.is_rounding else count


NO_RULE = Rule()
ROUNDING = Rule(SmallNumbers.ROUND, SMALLEST_ROUNDED)


def rule_of(kind: SmallNumbers, threshold: int) -> Rule:
    """The rule that a measure's columns mean. A limit that would keep nothing back is read as the least that does."""
    if kind is SmallNumbers.ROUND:
        return ROUNDING
    return Rule(kind, max(threshold, LEAST_LIMIT)) if kind is SmallNumbers.THRESHOLD else NO_RULE


def strictest(rules: Iterable[Rule]) -> Rule:
    """The one rule that a total and its parts are held to: none of them may show what another keeps back."""
    found = tuple(rules)
    limit = max((each.limit for each in found), default=0)
    if limit > SMALLEST_ROUNDED or not any(each.is_rounding for each in found):
        return Rule(SmallNumbers.THRESHOLD, limit) if limit else NO_RULE
    return ROUNDING


def nearest(count: Decimal | Fraction | int) -> int:
    """To the nearest five; a half, which only a count that is no whole number has, goes to the even one."""
    return STEP * round(Fraction(count) / STEP)


def hidden_parts(counts: Mapping[K, Fraction], rule: Rule) -> tuple[frozenset[K], bool]:
    """Which parts of a total with exact figures are not shown, and whether the total is not either.

    The small ones; and as long as all that are hidden are equal, so that the total would tell them, the smallest of
    the others too. Hidden parts are then no two alike for sure: any of them could have the number of any other, with
    the same figures published. Where no part is left, the total goes.
    """
    cut = Fraction(rule.limit)
    while True:
        hidden = frozenset(part for part, count in counts.items() if 0 < abs(count) < cut)
        if not hidden or len({counts[part] for part in hidden}) > 1:
            return hidden, False
        more = [abs(count) for part, count in counts.items() if count and part not in hidden]
        if not more:
            return hidden, True
        cut = min(more) + Fraction(1, 10**6)


def rounded_total(total: Fraction, counts: Collection[Fraction]) -> int | None:
    """A total as it is shown beside rounded parts: rounded by itself, unless that alone would tell small parts.

    Twelve parts of one are shown as twelve marks; their total, 12, as 10, would mean 8 to 12, and marks are at least
    one each. Such a total is rounded the other way. None where it is small itself.
    """
    low, high = _bounds(total)
    parts = [_bounds(count) for count in counts if count]
    if any(ROUNDING.is_small(count) for count in counts):
        if high == sum(least for least, _most in parts):
            return nearest(high + 1)
        if low == sum(most for _least, most in parts):
            return nearest(low - 1)
    return None if ROUNDING.is_small(total) else nearest(total)


def _bounds(count: Fraction) -> tuple[int, int]:
    """Between which whole numbers a count lies, as far as its rounded figure tells."""
    if not count:
        return 0, 0
    if ROUNDING.is_small(count):
        return 1, SMALLEST_ROUNDED - 1
    return nearest(count) - STEP // 2, nearest(count) + STEP // 2


def shown_ratio(rule: Rule, unit: Unit, numerator: Decimal, denominator: Decimal) -> tuple[Decimal, Decimal] | None:
    """The two parts of a rate as far as they are shown: of few, or of nearly all of a share, nothing is."""
    above, below = rule.shown(numerator), rule.shown(denominator)
    if above is None or below is None:
        return None
    is_nearly_all = unit is Unit.PERCENTAGE and rule.is_small(denominator - numerator)
    return None if is_nearly_all and not rule.is_rounding else (above, below)


_PEOPLE = re.compile(
    r"\b(?:people|persons?|victims?|survivors?|offenders?|suspects?|cases?|referrals?|child(?:ren)?|adults?|residents?"
    r"|patients?|clients?|pupils?|students?|users?|tenants?|households?|famil(?:y|ies)|deaths?|arrests?|wom[ae]n|m[ae]n"
    r"|girls?|boys?|casualties|casualty)\b",
    re.IGNORECASE,
)


def suits(unit: Unit, unit_words: str, sensitivity: Sensitivity) -> SmallNumbers:
    """The rule that a measure gets where nobody chose one: rounding, where it counts people."""
    counts = unit is Unit.COUNT or unit in FROM_PARTS
    about_people = sensitivity is Sensitivity.PERSON or (counts and _PEOPLE.search(unit_words))
    return SmallNumbers.ROUND if about_people else SmallNumbers.NONE
