"""Values as somebody gives them: whether they fit their measure, and what they change. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import msgspec

from saferplan.common.periods import Frequency, is_span
from saferplan.measures.rules import FROM_PARTS, Missing, Unit

# What the databases keep exactly.
MOST_DIGITS = 15
DECIMALS = 6
LARGEST = 10**14
_WHOLE = Decimal(1)
# A balance may be below nothing, and so may a change in per cent; a count, a rate or a number of days may not.
MAY_BE_NEGATIVE = frozenset({Unit.MONEY, Unit.SCORE, Unit.PERCENTAGE})


class NewValue(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is known of a period: a value, two parts, or why there is neither. A load makes a million of them."""

    measure_id: int
    starts: date
    ends: date
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: Missing | None = None
    note: str = ""

    @property
    def key(self) -> tuple[int, date]:
        return self.measure_id, self.ends


class KnownValue(NamedTuple):
    """The latest row of a period."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    missing: str
    note: str


class Effect(StrEnum):
    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


def effect_of(given: NewValue, known: KnownValue | None) -> Effect:
    """A note alone is a change only where one is given that was not there."""
    if known is None:
        return Effect.NEW
    same = (
        known.value == given.value
        and known.missing == (given.missing or "")
        and known.numerator == given.numerator
        and known.denominator == given.denominator
    )
    return Effect.UNCHANGED if same and given.note in ("", known.note) else Effect.REVISED


class Misfit(StrEnum):
    """Why a value does not fit its measure; `MISFIT_WORDS` says it."""

    NOT_A_PERIOD = "not a period"
    OTHER_YEAR = "other year"
    NOTHING = "nothing"
    BOTH = "both"
    NEEDS_PARTS = "needs parts"
    NEEDS_VALUE = "needs value"
    NOT_A_NUMBER = "not a number"
    TOO_LONG = "too long"
    NEGATIVE = "negative"


MISFIT_WORDS: Mapping[Misfit, str] = {
    Misfit.NOT_A_PERIOD: "the days are not a whole {frequency}",
    Misfit.OTHER_YEAR: "its years end in another month",
    Misfit.NOTHING: "there is neither a value nor why it is missing",
    Misfit.BOTH: "there is both a value and why it is missing",
    Misfit.NEEDS_PARTS: "it needs two parts, what is counted and out of how many",
    Misfit.NEEDS_VALUE: "it takes one value, not two parts",
    Misfit.NOT_A_NUMBER: "that is no finite number",
    Misfit.TOO_LONG: "the number has more digits than can be kept",
    Misfit.NEGATIVE: "the number is below zero",
}


def misfit_of(given: NewValue, unit: Unit, frequency: Frequency, *, year_ends: int | None = None) -> Misfit | None:
    """None where the value fits. `year_ends` is the month in which the measure's years end, where one is known."""
    if not is_span(given.starts, given.ends, frequency):
        return Misfit.NOT_A_PERIOD
    if frequency is Frequency.YEAR and year_ends not in (None, given.ends.month):
        return Misfit.OTHER_YEAR
    if _is_whole_alone(given) and unit not in FROM_PARTS:
        return None
    numbers = [each for each in (given.value, given.numerator, given.denominator) if each is not None]
    if not numbers:
        return None if given.missing else Misfit.NOTHING
    if given.denominator is not None and given.denominator < 0:
        return Misfit.NEGATIVE
    return Misfit.BOTH if given.missing else (_shape(given, unit) or _numbers(numbers, unit))


def _is_whole_alone(given: NewValue) -> bool:
    """A whole number, and nothing else: most figures are, and need no closer look."""
    return (
        given.value is not None
        and given.numerator is None
        and given.denominator is None
        and given.missing is None
        and is_plain(given.value)
    )


def _shape(given: NewValue, unit: Unit) -> Misfit | None:
    parts = (given.numerator, given.denominator)
    if unit in FROM_PARTS:
        return Misfit.NEEDS_PARTS if given.value is not None or None in parts else None
    return Misfit.NEEDS_VALUE if given.value is None or any(part is not None for part in parts) else None


def is_plain(number: Decimal) -> bool:
    """Whether it is a whole number that any measure can have."""
    return number.same_quantum(_WHOLE) and 0 <= number < LARGEST


def _numbers(numbers: Iterable[Decimal], unit: Unit) -> Misfit | None:
    for number in numbers:
        if is_plain(number):
            continue
        if not number.is_finite():
            return Misfit.NOT_A_NUMBER
        if number != round(number, DECIMALS) or len(number.normalize().as_tuple().digits) > MOST_DIGITS:
            return Misfit.TOO_LONG
        if abs(number) >= LARGEST:
            return Misfit.TOO_LONG
        if number < 0 and unit not in MAY_BE_NEGATIVE:
            return Misfit.NEGATIVE
    return None
