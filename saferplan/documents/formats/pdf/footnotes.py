"""Footnotes: text under a short rule at the foot of a page, smaller or numbered by signs in the text above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from saferplan.documents.formats.pdf.grids import find_grids
from saferplan.documents.formats.pdf.ink import Page, Rule, Word
from saferplan.documents.formats.pdf.lines import Line, make_line, make_lines
from saferplan.documents.formats.pdf.paragraphs import Draft, group

LONGEST_RULE = 0.5  # of the page's width
SMALLER = 0.7  # points
RAISED = 1.25  # a sign that refers to a note is this much smaller than the word before it


def take_footnotes(page: Page) -> list[Draft]:
    """Takes the words of a page's footnotes out of it and returns the notes; the signs that refer to them go too."""
    for rule in _separators(page):
        under, over = _parted(page, rule)
        if not under or not over:
            continue
        lines = make_lines(under, page.number)
        named = _named(lines)
        signs = {id(word): word.text for word in over if word.text in named and _is_raised(word, over)}
        if signs or max(word.size for word in under) <= _usual_size(over) - SMALLER:
            page.words = [word for word in over if id(word) not in signs]
            return _notes(lines, named, page.number)
    return []


def note_signs(page: Page) -> set[str]:
    """The signs of the page's footnotes that its text refers to."""
    for rule in _separators(page):
        under, over = _parted(page, rule)
        named = _named(make_lines(under, page.number))
        signs = {word.text for word in over if word.text in named and _is_raised(word, over)}
        if signs:
            return signs
    return set()


def _separators(page: Page) -> list[Rule]:
    return sorted((rule for rule in page.rules if _may_separate(rule, page)), key=lambda rule: rule.at)


def _parted(page: Page, rule: Rule) -> tuple[list[Word], list[Word]]:
    edge = rule.at - 2
    return [word for word in page.words if word.top >= edge], [word for word in page.words if word.top < edge]


def _named(lines: Sequence[Line]) -> set[str]:
    return {line.words[0].text for line in lines if len(line.words[0].text) < 3}


def _notes(lines: Sequence[Line], named: set[str], page: int) -> list[Draft]:
    notes: list[list[Line]] = []
    for line in lines:
        begins = line.words[0].text in named
        if begins and len(line.words) == 1:  # the note itself stands on the next page
            continue
        rest = make_line(line.words[1:], page) if begins else line
        if begins or not notes:
            notes.append([rest])
        else:
            notes[-1].append(rest)
    right = max(line.x1 for line in lines)
    return [draft for note in notes for draft in group(note, right)]


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


def _is_raised(word: Word, words: Sequence[Word]) -> bool:
    """A small raised sign right behind a larger word."""
    return any(
        other.size > RAISED * word.size and -1 < word.x0 - other.x1 < 2 and 0 < other.bottom - word.bottom < other.size
        for other in words
    )
