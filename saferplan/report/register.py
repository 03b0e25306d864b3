"""What of the register of missing figures the public reads: that figures are missing, never who owes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from saferplan.report.tree import Gap, MissingFigure

_TO_COME = (Gap.LATE, Gap.AWAITING, Gap.PROVISIONAL)


def in_order(rows: Iterable[MissingFigure]) -> tuple[MissingFigure, ...]:
    """The most pressing first; of the same kind what was due first, then by name."""
    order = list(Gap)
    return tuple(
        sorted(rows, key=lambda each: (order.index(each.gap), each.due_on or "9", each.name, each.code, each.starts))
    )


def for_public(rows: Iterable[MissingFigure], codes: Collection[str]) -> tuple[MissingFigure, ...]:
    """The rows of the measures that the public sees. What is late or held back is only still to come.

    Who supplies, who was asked, when, and the reasons given are the partnership's own.
    """
    kept = [
        MissingFigure(
            code=each.code,
            name=each.name,
            gap=Gap.AWAITING if each.gap in _TO_COME else each.gap,
            starts=each.starts,
            ends=each.ends,
        )
        for each in rows
        if each.code in codes
    ]
    return in_order(_joined(kept))


def _joined(rows: Iterable[MissingFigure]) -> Iterable[MissingFigure]:
    """One row for each measure and kind, from the first month to the last: how it splits tells what was late."""
    found: dict[tuple[str, Gap], MissingFigure] = {}
    for each in rows:
        before = found.get((each.code, each.gap))
        if before is None:
            found[each.code, each.gap] = each
        elif before.starts and each.starts:
            starts, ends = min(before.starts, each.starts), max(before.ends, each.ends)
            found[each.code, each.gap] = replace(before, starts=starts, ends=ends)
        else:
            found[each.code, each.gap] = replace(before, starts="", ends="")
    return found.values()
