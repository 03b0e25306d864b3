"""Running headers, footers and page numbers: what stands at the same place on many pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from saferplan.documents.formats.pdf.footnotes import note_signs
from saferplan.documents.formats.pdf.grids import find_grids
from saferplan.documents.formats.pdf.ink import Page
from saferplan.documents.formats.pdf.lines import Line, make_lines, segments

ZONE = 0.14  # of the page's height, at its top and at its bottom
SAME_PLACE = 4.0
LEAST_SHARE = 0.4  # left and right pages may have headers of their own
PAGE_NUMBER = re.compile(r"(page\s*)?\W*\d{1,3}(\s*(of|/)\s*\d{1,3})?\W*$", re.IGNORECASE)
PAGED = re.compile(r"\b(page|pg|p)\b\W*\d{1,3}(\s*(of|/)\s*\d{1,3})?|\b\d{1,3}\s*(of|/)\s*\d{1,3}\b")
DIVIDED_OFF = re.compile(r"^\W*\d{1,3}\s*[|\u00b7\u2022\u2013\u2014-]|[|,\u00b7\u2022\u2013\u2014-]\s*\d{1,3}\W*$")


@dataclass(slots=True)
class Seen:
    """A line in a page's top or bottom zone; `y` counts from that edge of the page."""

    page: int
    line: Line
    y: float
    key: str


def take_running(pages: Sequence[Page]) -> tuple[list[Line], list[Line]]:
    """Takes headers and footers out of the pages' words; returns each text once: headers, then footers."""
    found: list[list[Line]] = []
    for at_top in (True, False):
        seen = [_zone_lines(page, at_top=at_top) for page in pages]
        repeated = _repeated(seen, len(pages), at_top=at_top)
        taken: list[Line] = []
        keys: set[str] = set()
        for page, lines in zip(pages, seen, strict=True):
            gone: set[int] = set()
            for item in lines:
                if id(item) not in repeated:
                    break
                gone |= {id(word) for word in item.line.words}
                if item.key not in keys:
                    keys.add(item.key)
                    taken.append(item.line)
            page.words = [word for word in page.words if id(word) not in gone]
        found.append(taken)
    return found[0], found[1]


def _zone_lines(page: Page, *, at_top: bool) -> list[Seen]:
    """The lines of a zone, from the edge of the page inwards, without those inside a table of the body."""
    limit = ZONE * page.height
    inside = [w for w in page.words if (w.bottom < limit if at_top else w.top > page.height - limit)]
    if not inside:
        return []
    bodies = [g for g in find_grids(page) if (g.bottom > limit * 1.2 if at_top else g.top < page.height - limit * 1.2)]
    lines = [line for line in make_lines(inside, page.number) if not any(g.holds(line) for g in bodies)]
    signs = set() if at_top else note_signs(page)
    lines = [line for line in lines if line.words[0].text not in signs]
    out = [Seen(page.number, line, line.top if at_top else page.height - line.bottom, _key(line)) for line in lines]
    return sorted(out, key=lambda item: item.y)


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _repeated(seen: Sequence[Sequence[Seen]], count: int, *, at_top: bool) -> set[int]:
    by_key: dict[str, list[Seen]] = {}
    for lines in seen:
        for item in lines:
            by_key.setdefault(item.key, []).append(item)
    repeated: set[int] = set()
    for items in by_key.values():
        for item in items:
            same = {other.page for other in items if abs(other.y - item.y) <= SAME_PLACE and _counts(item, other)}
            often = len(same) > 1 and len(same) >= LEAST_SHARE * (count - 1) and not _is_table_head(item.line)
            if often or (not at_top and PAGE_NUMBER.match(item.line.text) and item.line.text.strip() != ""):
                repeated.add(id(item))
    return repeated


def _counts(item: Seen, other: Seen) -> bool:
    """Whether two lines differ in page numbers at most: headings at the top of two pages differ in others."""
    if _unpaged(item.line) == _unpaged(other.line):
        return True
    numbers, others = (list(map(int, re.findall(r"\d{1,9}", each.line.text))) for each in (item, other))
    steps = {a - b for a, b in zip(numbers, others, strict=False)} - {0}
    as_pages = len(numbers) == len(others) and steps == {item.page - other.page}
    return as_pages and DIVIDED_OFF.search(item.line.text) is not None


def _unpaged(line: Line) -> str:
    parts = (part.text.casefold() for part in segments(line))
    return " ".join("#" if PAGE_NUMBER.match(part) else PAGED.sub("#", part) for part in parts)


def _is_table_head(line: Line) -> bool:
    """Three or more column titles; the rows they belong to are joined later and the repeats dropped there."""
    return len(segments(line, 0.8)) > 2 and not any(letter.isdigit() for letter in line.text)
