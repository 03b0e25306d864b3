"""Values as somebody gives them: whether they fit their measure, and what they change. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from saferplan.common.periods import Frequency, is_span
from saferplan.measures.rules import FROM_PARTS, Missing, Unit

# What the databases keep exactly.
MOST_DIGITS = 15
DECIMALS = 6
# A balance may be below nothing, and so may a change in per cent; a count, a rate or a number of days may not.
MAY_BE_NEGATIVE = frozenset({Unit.MONEY, Unit.SCORE, Unit.PERCENTAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewValue:
    """What is known of a period: a value, two parts, or why there is neither."""

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
    before = (known.value, known.numerator, known.denominator, known.missing)
    same = before == (given.value, given.numerator, given.denominator, given.missing or "")
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
    numbers = [each for each in (given.value, given.numerator, given.denominator) if each is not None]
    if not numbers:
        return None if given.missing else Misfit.NOTHING
    if given.denominator is not None and given.denominator < 0:
        return Misfit.NEGATIVE
    return Misfit.BOTH if given.missing else (_shape(given, unit) or _numbers(numbers, unit))


def _shape(given: NewValue, unit: Unit) -> Misfit | None:
    parts = (given.numerator, given.denominator)
    if unit in FROM_PARTS:
        return Misfit.NEEDS_PARTS if given.value is not None or None in parts else None
    return Misfit.NEEDS_VALUE if given.value is None or any(part is not None for part in parts) else None


def _numbers(numbers: Iterable[Decimal], unit: Unit) -> Misfit | None:
    for number in numbers:
        if not number.is_finite():
            return Misfit.NOT_A_NUMBER
        if number != round(number, DECIMALS) or len(number.normalize().as_tuple().digits) > MOST_DIGITS:
            return Misfit.TOO_LONG
        if abs(number) >= 10**14:
            return Misfit.TOO_LONG
        if number < 0 and unit not in MAY_BE_NEGATIVE:
            return Misfit.NEGATIVE
    return None
