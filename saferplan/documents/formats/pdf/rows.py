"""Where the rows of a table without rules begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from saferplan.documents.formats.pdf.ink import Fill, Rule
from saferplan.documents.formats.pdf.lines import Line
from saferplan.documents.formats.pdf.paragraphs import CODE

SIGN = re.compile(
    r"(green|amber|red|blue|gr[ae]y|complete[d]?|[gar]|[^\w\s]+|on target|off target|satisfactory|improving|same|"
    r"worsening|better|worse|stable|no change)$",
    re.IGNORECASE,
)
ANCHORED = 0.6


def row_edges(
    lines: Sequence[Line], edges: Sequence[float], fills: Sequence[Fill], rules: Sequence[Rule]
) -> list[float]:
    """The y of each boundary between two rows, from top to bottom."""
    lines = sorted(lines, key=lambda line: line.bottom)
    if len(lines) < 2:
        return []
    top, bottom = lines[0].top, lines[-1].bottom
    ruled = sorted(rule.at for rule in rules if top + 2 < rule.at < bottom - 2)
    if len(ruled) > 1:
        return ruled
    painted = _painted(edges, fills, top, bottom)
    if len(painted) > 1:
        return sorted({*painted, *ruled})
    starts = _starts(lines, edges)
    hints = sorted({*ruled, *(y for fill in fills for y in (fill.top, fill.bottom) if top < y < bottom)})
    found = [_boundary(lines, a, b, hints) for a, b in zip(starts, starts[1:], strict=False)]
    return sorted({*found, *ruled})


def _painted(edges: Sequence[float], fills: Sequence[Fill], top: float, bottom: float) -> list[float]:
    """The edges of the fills that cover most of one column: each cell of it is painted."""
    for left, right in zip(edges, edges[1:], strict=False):
        inside = [f for f in fills if left <= f.middle[0] < right and f.top < bottom and f.bottom > top]
        inside = [f for f in inside if f.width <= 1.5 * (right - left) + 12]
        ys = sorted({round(y, 1) for fill in inside for y in (fill.top, fill.bottom)})
        tops = [y for i, y in enumerate(ys) if not i or y - ys[i - 1] > 3]
        covered = sum(f.height for f in {(round(f.top), round(f.bottom)): f for f in inside}.values())
        if len(tops) > 2 and covered > 0.6 * (bottom - top):
            return [y for y in tops if top + 2 < y < bottom - 2]
    return []


def _starts(lines: Sequence[Line], edges: Sequence[float]) -> list[int]:
    """The lines at which a row begins; the first line always does."""
    columns = [
        [index for index, line in enumerate(lines) if any(left <= w.middle[0] < right for w in line.words)]
        for left, right in zip(edges, edges[1:], strict=False)
    ]
    pairs = list(zip(edges, edges[1:], strict=False))
    for test in (CODE, SIGN):
        for (left, right), held in zip(pairs, columns, strict=True):
            hits = [index for index in held if test.match(_text(lines[index], left, right, first=test is CODE))]
            body = [index for index in held if hits and index >= hits[0]]
            if len(hits) > 1 and (test is CODE and left == edges[0] or len(hits) >= ANCHORED * len(body)):
                return sorted({0, *hits})
    steps = [b.bottom - a.bottom for a, b in zip(lines, lines[1:], strict=False)]
    pitch = min(steps)
    wide = [index + 1 for index, step in enumerate(steps) if step > 1.3 * pitch]
    if wide and len(wide) >= len(lines) / 8:
        return [0, *wide]
    sparse = min((held for held in columns if len(held) > 1), key=len, default=[])
    return sorted({0, *sparse})


def _text(line: Line, left: float, right: float, *, first: bool) -> str:
    words = [word.text for word in line.words if left <= word.middle[0] < right]
    return words[0] if first else " ".join(words)


def _boundary(lines: Sequence[Line], start: int, following: int, hints: Sequence[float]) -> float:
    """Between two lines that begin rows: at a rule or fill edge, else at the widest gap, else above the second."""
    upper, lower = lines[start], lines[following]
    for y in reversed(hints):
        if upper.top + 2 < y < lower.bottom - 2:
            return y
    between = lines[start : following + 1]
    gaps = [(b.top - a.bottom, a, b) for a, b in zip(between, between[1:], strict=False)]
    widest = max(gap for gap, _, _ in gaps)
    usual = min(gap for gap, _, _ in gaps)
    a, b = next((a, b) for gap, a, b in reversed(gaps) if gap == widest) if widest > usual + 2 else between[-2:]
    return (a.bottom + b.top) / 2
