"""Footnotes: small text under a short rule at the foot of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from saferplan.documents.formats.pdf.grids import find_grids
from saferplan.documents.formats.pdf.ink import Page, Rule, Word

LONGEST_RULE = 0.5  # of the page's width
SMALLER = 0.7  # points


def take_footnotes(page: Page) -> list[Word]:
    """Takes the words of a page's footnotes out of it and returns them; the small signs that refer to them go too."""
    for rule in sorted((r for r in page.rules if _may_separate(r, page)), key=lambda r: r.at):
        under = [word for word in page.words if word.top >= rule.at - 1]
        over = [word for word in page.words if word.top < rule.at - 1]
        if under and over and max(word.size for word in under) <= _usual_size(over) - SMALLER:
            signs = {word.text for word in under if word.text.isdigit()}
            page.words = [word for word in over if not _refers(word, signs, over)]
            return under
    return []


def _may_separate(rule: Rule, page: Page) -> bool:
    if not rule.horizontal or rule.at < 0.4 * page.height:
        return False
    if not 20 < rule.end - rule.start <= LONGEST_RULE * page.width:
        return False
    return not any(g.top - 3 <= rule.at <= g.bottom + 3 for g in find_grids(page))


def _usual_size(words: Sequence[Word]) -> float:
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0]


def _refers(word: Word, signs: set[str], words: Sequence[Word]) -> bool:
    """A small raised figure right behind a larger word, which is also the number of a footnote."""
    if word.text not in signs:
        return False
    return any(
        other.size > 1.3 * word.size and -1 < word.x0 - other.x1 < 2 and 0 < other.bottom - word.bottom < other.size
        for other in words
    )
