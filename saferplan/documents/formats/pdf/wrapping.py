"""Whether a file writes a blank where a line wraps: then a line without one ends its paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from saferplan.documents.formats.pdf.ink import Page, Word

LEAST_WRAPS = 4
SURE = 0.8
SAME_SIZE = 0.1  # points
EVEN = 0.1  # of the letter size
DIVIDERS = "-/\u2013\u2014\u00ad"


def mark_stops(pages: Sequence[Page]) -> None:
    """Sets what can be known of where words and lines end. The words must stand in the file's order."""
    _mark_whole(pages)
    changes = list(_line_changes(pages))
    wraps = [(above, below) for above, below in changes if _goes_on(above, below)]
    _mark_pitch(pages, wraps)
    if len(wraps) < LEAST_WRAPS:
        return
    if sum(above.spaced for above, _ in wraps) >= SURE * len(wraps):
        leaps = [above for above, below in changes if not _near(above, below)]
        telling = len(leaps) >= LEAST_WRAPS and sum(not above.spaced for above in leaps) >= SURE * len(leaps)
        for above in [*(above for above, _ in changes), *(page.words[-1] for page in pages if page.words)]:
            above.stops = not above.spaced and above.text[-1] not in DIVIDERS
            above.wraps = above.spaced and telling
    if sum(_same_content(above, below) for above, below in wraps) >= SURE * len(wraps):
        for above, below in changes:
            above.ends = _same_look(above, below) and not _same_content(above, below) and not below.text[0].islower()


def _mark_pitch(pages: Sequence[Page], wraps: Sequence[tuple[Word, Word]]) -> None:
    """Sets `pitch` for each letter size in which nearly all wrapped lines are equally far apart."""
    steps: dict[float, list[float]] = {}
    for above, below in wraps:
        if abs(above.size - below.size) < SAME_SIZE:
            steps.setdefault(round(above.size, 1), []).append(below.bottom - above.bottom)
    pitches: dict[float, float] = {}
    for size, found in steps.items():
        usual = median(found)
        if sum(abs(step - usual) < EVEN * size for step in found) >= SURE * len(found):
            pitches[size] = usual
    for page in pages:
        for word in page.words:
            word.pitch = pitches.get(round(word.size, 1), 0.0)


def _same_content(above: Word, below: Word) -> bool:
    return above.content is not None and above.content == below.content


def _same_look(above: Word, below: Word) -> bool:
    """A change of look within a sentence changes the tag too, so such a change says nothing."""
    return (above.bold, above.italic, above.link) == (
        below.bold,
        below.italic,
        below.link,
    ) and above.content is not None


def _mark_whole(pages: Sequence[Page]) -> None:
    """A text that never follows a blank in the whole file may be the rest of a word that a narrow cell cut; one that
    never stands before a blank may be its beginning."""
    after = {_bare(word) for page in pages for before, word in pairwise(page.words) if before.spaced}
    before = {_bare(word) for page in pages for word in page.words if word.spaced}
    for page in pages:
        for word in page.words:
            word.may_begin = not after or _bare(word) in after
            word.may_end = not after or _bare(word) in before


def _bare(word: Word) -> str:
    return word.text.strip(".,;:()").casefold()


def _line_changes(pages: Iterable[Page]) -> Iterator[tuple[Word, Word]]:
    for page in pages:
        for above, below in pairwise(page.words):
            if (
                below.top > above.bottom - 0.4 * above.height
                or below.x0 > above.x1 + 2 * above.size
                or below.bottom < above.top
            ):
                yield above, below


def _goes_on(above: Word, below: Word) -> bool:
    """A line in small letters right under a line that ends in one: one sentence, whatever the file says."""
    beneath = _near(above, below) and below.x0 < above.x0
    return beneath and above.text[-1].islower() and below.text[:1].islower()


def _near(above: Word, below: Word) -> bool:
    return 0 < below.bottom - above.bottom < 2.2 * above.size
