"""The figures of the demo's measures, month by month from April 2023. Invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from saferplan.common.periods import Frequency, Span, span_of

FIRST = 2023 * 12 + 3
# How the months of a quarter differ from its mean, over and over; the third is what is left of the quarter.
_UNEVEN = ((1, -2), (-3, 2), (2, 1), (0, -1), (-2, 3), (3, -1), (-1, -2), (1, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What is known of a month: a value, or two parts."""

    span: Span
    value: int | None = None
    parts: tuple[int, int] | None = None

    @property
    def ends(self) -> date:
        return self.span.ends


def _span(place: int) -> Span:
    """The month at a place, counted from April 2023."""
    at = FIRST + place
    return span_of(f"{at // 12:04}-{at % 12 + 1:02}", Frequency.MONTH)


def of_quarters(quarters: Sequence[int]) -> tuple[Month, ...]:
    """Months that add up to each quarter."""
    return of_months([value for place, quarter in enumerate(quarters) for value in _months(place, quarter)])


def _months(place: int, quarter: int) -> Iterator[int]:
    first, second = (quarter // 3 + extra for extra in _UNEVEN[place % len(_UNEVEN)])
    yield from (first, second, quarter - first - second)


def of_months(values: Sequence[int | None]) -> tuple[Month, ...]:
    """None is a month of which nothing was recorded at all."""
    return tuple(Month(span=_span(place), value=value) for place, value in enumerate(values) if value is not None)


def of_shares(quarters: Sequence[tuple[int, int]]) -> tuple[Month, ...]:
    """Months whose parts give each quarter's percentage of about so many in a month."""
    found = []
    for place, (percent, about) in enumerate(quarters):
        below = [about + extra for extra in (*_UNEVEN[place % len(_UNEVEN)], 0)]
        above = _shared(round(Fraction(percent * sum(below), 100)), below)
        found += [Month(span=_span(place * 3 + month), parts=(above[month], below[month])) for month in range(3)]
    return tuple(found)


def _shared(total: int, below: Sequence[int]) -> list[int]:
    first, second = (total * part // sum(below) for part in below[:2])
    return [first, second, total - first - second]


def decimals(month: Month) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The value and the two parts as they are recorded."""
    value = None if month.value is None else Decimal(month.value)
    above, below = (Decimal(part) for part in month.parts) if month.parts else (None, None)
    return value, above, below


# Sums of twelve months as the reports tell them: 305 in 2023-24, 347 to September 2025, 291 to September 2026.
VIOLENCE = of_quarters((76, 75, 76, 78, 81, 77, 82, 82, 90, 93, 79, 64, 73, 75))
# 540 in 2023-24, 521 to September 2025, 612 to September 2026.
VEHICLES = of_quarters((136, 134, 137, 133, 136, 130, 135, 128, 124, 134, 152, 146, 146, 168))
# 40% in 2023-24, then as the reports tell each quarter.
REPEATS = of_shares(
    (
        *((40, 112), (40, 124), (41, 104), (39, 98), (40, 118), (41, 127), (41, 103)),
        *((41, 96), (40, 115), (39, 131), (40, 101), (40, 97), (36, 109), (33, 122)),
    )
)
# 68% in 2023-24; 92% in the first quarter of 2026, 82% and 83% since the hostel is closed.
HOMES = of_shares(
    (
        *((66, 17), (69, 19), (68, 18), (69, 16), (72, 18), (75, 17), (79, 19)),
        *((82, 18), (86, 16), (91, 18), (91, 17), (92, 19), (82, 18), (83, 17)),
    )
)
# From April 2025 on, officers mark hate crime when it is first reported: more of it is found.
HATE_CRIME = of_months(
    [
        *(11, 9, 14, 12, 10, 13, 8, 11, 9, 12, 10, 13, 12, 11, 15, 13, 10, 12, 9, 11, 10, 12, 13, 11),
        *(18, 21, 19, 23, 20, 17, 22, 19, 18, 21, 20, 22, 19, 18, 23, 21, 20, 19),
    ]
)
# The file of May 2025 was cut off; of December 2025 nothing came.
NUISANCE = of_months(
    [
        *(188, 214, 231, 246, 252, 208, 191, 176, 159, 162, 158, 181, 193, 219, 228, 251, 249, 213),
        *(187, 172, 163, 155, 161, 177, 196, 0, 236, 255, 247, 210, 184, 170, None, 149, 152, 171, 179, 201),
        *(216, 232, 229, 194),
    ]
)
KNIVES = of_months(
    [
        *(2, 0, 1, 3, 2, 1, 0, 1, 2, 0, 1, 1, 3, 2, 0, 1, 4, 1, 0, 2, 1, 1, 0, 2),
        *(1, 3, 2, 1, 0, 1, 2, 0, 1, 0, 1, 2, 1, 0, 2, 1, 0, 1),
    ]
)
# 117 in 2023-24, 83 to September 2026.
FIRES = of_quarters((33, 36, 28, 20, 32, 34, 26, 19, 29, 30, 22, 15, 23, 23))
