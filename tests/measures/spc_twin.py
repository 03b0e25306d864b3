"""The rules of the reference once more, slow and obvious: one point after the other, in fractions and lists."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Value = float | None


def mean(values: Sequence[Value]) -> Value:
    known = [Fraction(value) for value in values if value is not None]
    return float(sum(known) / len(known)) if known else None


def limits(values: Sequence[Value], fix_first: int | None, screening: bool) -> tuple[Value, Value, Value, Value, Value]:
    """Mean, lower, upper, near lower, near upper."""
    base = values[:fix_first]
    centre = mean(base)
    ranges = [abs(b - a) if a is not None and b is not None else None for a, b in zip(base, base[1:], strict=False)]
    spread = mean(ranges)
    if screening and spread is not None:
        kept = [each for each in ranges if each is not None and each < 3.267 * spread]
        spread = mean(kept)
    if centre is None or spread is None:
        return centre, None, None, None, None
    near = 2 * (2.66 / 3)
    return (
        centre,
        centre - 2.66 * spread,
        centre + 2.66 * spread,
        centre - near * spread,
        centre + near * spread,
    )


def labels(values: Sequence[Value], fix_first: int | None = None, screening: bool = True) -> list[str]:
    """The label of each point of one group."""
    centre, lower, upper, near_lower, near_upper = limits(values, fix_first, screening)
    sides = [0 if y is None or centre is None else (y > centre) - (y < centre) for y in values]
    outside = [y is not None and upper is not None and lower is not None and (y > upper or y < lower) for y in values]
    close = [
        y is not None
        and near_upper is not None
        and near_lower is not None
        and not out
        and (y > near_upper or y < near_lower)
        for y, out in zip(values, outside, strict=True)
    ]
    travel = travels(values)
    shift = windows(sides, 7, lambda own: set(own) in ({1}, {-1}))
    pairs = windows(
        list(zip(sides, close, strict=True)),
        3,
        lambda own: {s for s, _ in own} in ({1}, {-1}) and sum(c for _, c in own) >= 2,
    )
    found = []
    for place in range(len(values)):
        end = "above" if sides[place] > 0 else "below"
        if outside[place]:
            found.append(f"outside-{end}")
        elif travel[place]:
            found.append(f"trend-{travel[place]}")
        elif pairs[place] and close[place]:
            found.append(f"two-in-three-{end}")
        elif shift[place]:
            found.append(f"shift-{end}")
        else:
            found.append("")
    return found


def windows(items: Sequence[object], size: int, holds) -> list[bool]:  # type: ignore[no-untyped-def]
    inside = [False] * len(items)
    for first in range(len(items) - size + 1):
        if holds(items[first : first + size]):
            inside[first : first + size] = [True] * size
    return inside


def travels(values: Sequence[Value]) -> list[str]:
    def moves(own: Sequence[Value]) -> bool:
        pairs = list(zip(own, own[1:], strict=False))
        if any(a is None or b is None for a, b in pairs):
            return False
        return all(a < b for a, b in pairs) or all(a > b for a, b in pairs)  # type: ignore[operator]

    part = windows(values, 7, moves)
    found = []
    for place, here in enumerate(part):
        if not here:
            found.append("")
            continue
        goes_on = place + 1 < len(values) and part[place + 1]
        before, after = (values[place], values[place + 1]) if goes_on else (values[place - 1], values[place])
        found.append("up" if before < after else "down")  # type: ignore[operator]
    return found
