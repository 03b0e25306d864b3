"""Tables without a full set of rules: columns found by the white space that runs down between them.

Fills and loose horizontal rules help where there are any: they say where a row or a column ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from saferplan.documents.formats.pdf.ink import Fill, Rule
from saferplan.documents.formats.pdf.lines import Line, make_line, segments

PIECE_GAP = 0.62  # of the letter size: a blank in running text is narrower
START_GAP = 0.8
LEAST_GUTTER = 0.45
FARTHEST = 3.4  # lines further apart than this many letter sizes are not one table
LEAST_ROWS = 3


@dataclass(slots=True)
class Run:
    """Consecutive lines that share gutters. `full` are the lines that cross them all (heading rows)."""

    lines: list[Line] = field(default_factory=list)
    full: list[Line] = field(default_factory=list)
    covered: list[tuple[float, float]] = field(default_factory=list)

    @property
    def gaps(self) -> list[tuple[float, float]]:
        """Its gutters, from left to right."""
        return _gaps(self.covered, self.lines[0].size)

    @property
    def columns(self) -> list[float]:
        """The edges of its columns."""
        return [self.covered[0][0] - 1, *((a + b) / 2 for a, b in self.gaps), self.covered[-1][1] + 1]


@dataclass(slots=True)
class Hints:
    """Loose fills and horizontal rules of the page."""

    fills: Sequence[Fill]
    rules: Sequence[Rule]

    def bridges(self, above: Line, below: Line) -> bool:
        """True if a fill reaches over the gap between two lines."""
        return any(f.top <= above.bottom and f.bottom >= below.top for f in self.fills if _beside(f, below))

    def frames(self, line: Line, run: Run) -> bool:
        """True if a fill as wide as the table lies behind the line."""
        width = run.covered[-1][1] - run.covered[0][0]
        return any(f.holds(line) and f.width >= 0.9 * width and f.height < 80 for f in self.fills)


def _beside(fill: Fill, line: Line) -> bool:
    return fill.x0 < line.x1 + 200 and fill.x1 > line.x0 - 200


def find_runs(lines: Sequence[Line], hints: Hints) -> Iterator[Run | Line]:
    """The lines in order, those that stand in columns as runs."""
    index = 0
    while index < len(lines):
        run = _grow(lines, index, hints) if len(segments(lines[index], START_GAP)) > 1 else None
        if run is None:
            yield lines[index]
            index += 1
        else:
            yield run
            index += len(run.lines) + len(run.full)


def _grow(lines: Sequence[Line], start: int, hints: Hints) -> Run | None:
    run = Run([lines[start]], [], _pieces(lines[start]))
    trailing: list[Line] = []
    for line in lines[start + 1 :]:
        last = trailing[-1] if trailing else run.lines[-1]
        if line.top - last.bottom > FARTHEST * line.size and not hints.bridges(last, line):
            break
        pieces = _pieces(line)
        single = len(pieces) == 1
        if single and abs(line.size - run.lines[0].size) > 1.2:
            break
        covered = _united([*run.covered, *pieces])
        if _destroys(run, covered):
            if len(run.lines) > 1 and single and hints.frames(line, run):
                trailing.append(line)
                continue
            break
        run.full += trailing
        trailing = []
        run.lines.append(line)
        run.covered = covered
    return run if _is_sound(run) else None


def _pieces(line: Line) -> list[tuple[float, float]]:
    return [(part.x0, part.x1) for part in segments(line, PIECE_GAP)]


def _united(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _gaps(covered: Sequence[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    pairs = zip(covered, covered[1:], strict=False)
    return [(a[1], b[0]) for a, b in pairs if b[0] - a[1] >= LEAST_GUTTER * size]


def _destroys(run: Run, covered: Sequence[tuple[float, float]]) -> bool:
    """Whether a gutter that two lines or more support is gone in the new cover."""
    size = run.lines[0].size
    left = _gaps(covered, size)
    for a, b in _gaps(run.covered, size):
        if any(c < b and d > a for c, d in left):
            continue
        if len(run.lines) == 1 or _support(run.lines, a, b) > 1:
            return True
    return not left


def _support(lines: Sequence[Line], a: float, b: float) -> int:
    middle = (a + b) / 2
    return sum(1 for line in lines if line.x0 < middle < line.x1)


def _is_sound(run: Run) -> bool:
    """Two aligned columns over two lines at least."""
    size = run.lines[0].size
    return len(run.lines) > 1 and any(_support(run.lines, a, b) > 1 for a, b in _gaps(run.covered, size))


def is_prose(run: Run) -> bool:
    """Whether the columns are running text side by side: all of them long lines of several words."""
    edges = run.columns
    if len(edges) > 4:
        return False
    for left, right in zip(edges, edges[1:], strict=False):
        parts = column_lines(run.lines, left, right)
        widest = max((part.width for part in parts), default=0.0)
        full = [part for part in parts if part.width > 0.7 * widest and len(part.words) >= 3]
        if len(parts) < 3 or len(full) < 0.6 * len(parts) or widest < 12 * run.lines[0].size:
            return False
    return True


def column_lines(lines: Sequence[Line], left: float, right: float) -> list[Line]:
    """What the lines have between two edges."""
    cut = [[word for word in line.words if left <= word.middle[0] < right] for line in lines]
    return [make_line(words, line.page) for words, line in zip(cut, lines, strict=True) if words]
