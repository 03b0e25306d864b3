"""Which line of one report is which line of another: by code, else by title."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

# Under the same code, titles less alike than this may be different lines: a title elsewhere is looked for first.
_SAME_LINE = 0.6
_PROPOSED = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Places in the two rows. `proposed` if the codes differ and only the titles speak for it."""

    older: int
    newer: int
    proposed: bool
    similarity: float


def match_by_code_and_title(older: Sequence[tuple[str, str]], newer: Sequence[tuple[str, str]]) -> list[Pair]:
    """Pairs of (code, title) rows, in the order of the newer. Each line is in one pair at most."""
    by_code: dict[str, list[int]] = {}
    for index, (code, _) in enumerate(older):
        by_code.setdefault(code.casefold(), []).append(index)
    sure: list[Pair] = []
    doubtful: list[Pair] = []
    for index, (code, title) in enumerate(newer):
        for other in by_code.get(code.casefold(), [])[:1]:
            by_code[code.casefold()].remove(other)
            alike = similarity(older[other][1], title)
            pair = Pair(older=other, newer=index, proposed=False, similarity=alike)
            (sure if alike >= _SAME_LINE else doubtful).append(pair)
    free_old = sorted(set(range(len(older))) - {pair.older for pair in sure})
    free_new = sorted(set(range(len(newer))) - {pair.newer for pair in sure})
    found = sure + _by_title(older, newer, free_old, free_new)
    for pair in doubtful:
        if all(pair.older != each.older and pair.newer != each.newer for each in found):
            found.append(pair)
    return sorted(found, key=lambda pair: pair.newer)


def similarity(first: str, second: str, least: float = 0.0) -> float:
    """How alike two texts are, 0 to 1, capitals aside. Below `least` it may be given too low, for speed."""
    one, two = (" ".join(text.casefold().split()) for text in (first, second))
    if one == two:
        return 1.0
    matcher = difflib.SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def _by_title(
    older: Sequence[tuple[str, str]], newer: Sequence[tuple[str, str]], free_old: list[int], free_new: list[int]
) -> list[Pair]:
    """The most alike first; equal ones in the order of the reports."""
    options = []
    for new in free_new:
        for old in free_old:
            alike = similarity(older[old][1], newer[new][1], _PROPOSED)
            if alike >= _PROPOSED and older[old][1].strip():
                options.append((-alike, new, old))
    pairs: list[Pair] = []
    for alike, new, old in sorted(options):
        if all(pair.older != old and pair.newer != new for pair in pairs):
            other_code = older[old][0].casefold() != newer[new][0].casefold()
            pairs.append(Pair(older=old, newer=new, proposed=other_code, similarity=-alike))
    return pairs
