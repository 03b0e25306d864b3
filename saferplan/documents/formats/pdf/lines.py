"""Words put together to lines, and lines cut at wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from saferplan.documents.formats.pdf.ink import Box, Word
from saferplan.documents.formats.pdf.symbols import BULLETS

BLANK = 0.12  # a gap of this share of the letter size is a blank between words
WIDE_GAP = 1.4  # a gap of this many letter sizes separates columns
MARKER_GAP = 3.5  # a list marker stands at most this many letter sizes before its text
MARKER_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]", re.IGNORECASE)


@dataclass(slots=True)
class Line(Box):
    words: list[Word] = field(default_factory=list)
    page: int = 0

    @property
    def size(self) -> float:
        """The letter size most of the line has."""
        sizes: dict[float, int] = {}
        for word in self.words:
            if not word.symbol:
                sizes[round(word.size, 1)] = sizes.get(round(word.size, 1), 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size)) if sizes else self.words[0].size

    @property
    def bold(self) -> bool:
        lettered = [word for word in self.words if not word.symbol and any(c.isalnum() for c in word.text)]
        return bool(lettered) and all(word.bold for word in lettered)

    @property
    def text(self) -> str:
        return " ".join("".join(word.text for word in group) for group in glued(self.words))


def glued(words: Sequence[Word]) -> list[list[Word]]:
    """Words in groups without a blank between them ("re" in bold, "port" not)."""
    groups: list[list[Word]] = []
    for word in words:
        if groups and word.x0 - groups[-1][-1].x1 < BLANK * word.size and not word.symbol:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def make_line(words: Sequence[Word], page: int) -> Line:
    ordered = sorted(words, key=lambda word: word.x0)
    return Line(
        ordered[0].x0,
        min(word.top for word in ordered),
        max(word.x1 for word in ordered),
        max(word.bottom for word in ordered),
        ordered,
        page,
    )


def make_lines(words: Iterable[Word], page: int) -> list[Line]:
    """Words of one region as lines from top to bottom; turned text is read along its own direction, last."""
    upright: list[Word] = []
    turned: list[Word] = []
    for word in words:
        (turned if word.turned else upright).append(word)
    return _rows(upright, page) + _rows([_straightened(word) for word in turned], page)


def _straightened(word: Word) -> Word:
    if word.turned == 90:
        x0, top, x1, bottom = -word.bottom, word.x0, -word.top, word.x1
    else:
        x0, top, x1, bottom = word.top, -word.x1, word.bottom, -word.x0
    return Word(x0, top, x1, bottom, word.text, word.size, word.bold, word.italic, word.symbol, 0, word.link)


def _rows(words: list[Word], page: int) -> list[Line]:
    rows: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        home = next((i for i in range(len(rows) - 1, max(-1, len(rows) - 4), -1) if _same_row(spans[i], word)), None)
        if home is None:
            rows.append([word])
            spans.append((word.top, word.bottom))
        else:
            rows[home].append(word)
            if word.size >= max(other.size for other in rows[home]):
                spans[home] = (word.top, word.bottom)
    lines = [make_line(row, page) for row in rows]
    return sorted(lines, key=lambda line: (round(line.bottom, 1), line.x0))


def _same_row(span: tuple[float, float], word: Word) -> bool:
    shared = min(span[1], word.bottom) - max(span[0], word.top)
    return shared > 0.5 * min(span[1] - span[0], word.height)


def segments(line: Line, gap: float = WIDE_GAP) -> list[Line]:
    """The parts of a line that wide gaps separate; a list marker that begins the line stays with what follows it."""
    parts: list[list[Word]] = []
    for word in line.words:
        space = word.x0 - max(w.x1 for w in parts[-1]) if parts else 0.0
        marked = len(parts) == 1 and space < MARKER_GAP * line.size and _is_marker(parts[0])
        if parts and (space < gap * line.size or marked):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [make_line(part, line.page) for part in parts]


def _is_marker(words: list[Word]) -> bool:
    text = "".join(word.text for word in words)
    return text in BULLETS or MARKER_NUMBER.fullmatch(text) is not None
