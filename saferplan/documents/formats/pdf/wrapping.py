"""Whether a file writes a blank where a line wraps: then a line without one ends its paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from saferplan.documents.formats.pdf.ink import Page, Word

LEAST_WRAPS = 4
SURE = 0.8


def mark_stops(pages: Sequence[Page]) -> None:
    """Sets `stops`, `may_begin` and `may_end` where they can be known. The words must stand in the file's order."""
    _mark_whole(pages)
    wraps = [above.spaced for above, below in _line_changes(pages) if _goes_on(above, below)]
    if len(wraps) < LEAST_WRAPS or sum(wraps) < SURE * len(wraps):
        return
    for above, _ in _line_changes(pages):
        above.stops = not above.spaced and above.text[-1] not in "-/\u2013\u2014\u00ad"


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
    near = 0 < below.bottom - above.bottom < 2.2 * above.size
    return near and below.x0 < above.x0 and above.text[-1].islower() and below.text[:1].islower()
