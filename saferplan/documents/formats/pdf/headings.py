"""Which paragraphs are headings: letters clearly larger than the body text, ranked by size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from saferplan.documents.formats.pdf.drafts import DraftTable
from saferplan.documents.formats.pdf.layout import DraftItem
from saferplan.documents.formats.pdf.paragraphs import Draft
from saferplan.documents.formats.source import Marker

LARGER = 1.12
LONGEST_HEADING = 200
MOST_LEVELS = 6


class Headings:
    """Ranks the sizes of a document's large paragraphs; `level` is 1 for the largest, 0 for body text."""

    def __init__(self, items: Iterable[DraftItem]) -> None:
        listed = list(items)
        counts: Counter[float] = Counter()
        for item in listed:
            for draft in _drafts(item):
                counts[round(draft.size, 1)] += len(draft.text)
        self.body = counts.most_common(1)[0][0] if counts else 0.0
        large = {round(item.size, 1) for item in listed if isinstance(item, Draft) and self._is_large(item)}
        self.ranks = {size: rank for rank, size in enumerate(sorted(large, reverse=True), start=1)}

    def _is_large(self, draft: Draft) -> bool:
        short = len(draft.text) <= LONGEST_HEADING and draft.marker is not Marker.BULLET
        return short and draft.size >= LARGER * self.body and any(letter.isalnum() for letter in draft.text)

    def level(self, draft: Draft) -> int:
        """The heading level of a paragraph that stands outside tables, from 1, or 0."""
        return min(self.ranks.get(round(draft.size, 1), 0), MOST_LEVELS) if self._is_large(draft) else 0


def _drafts(item: DraftItem) -> list[Draft]:
    if isinstance(item, DraftTable):
        return [draft for row in item.rows for cell in row.cells if not cell.merged_up for draft in cell.paragraphs]
    return [item]
