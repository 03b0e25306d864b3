"""Cards: tables and lines of labels and what they say, about one or more activities."""

from __future__ import annotations

import re

from saferplan.documents.formats.interpret.card_fields import Pair, make_card
from saferplan.documents.formats.interpret.codes import (
    numbered_heading,
    objective_of,
    priority_heading,
    split_code,
)
from saferplan.documents.formats.interpret.columns import About, about
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.criteria import criterion_of
from saferplan.documents.formats.interpret.draft import FROM_CARD
from saferplan.documents.formats.interpret.views import CellView, RowView, TableView, Text
from saferplan.documents.formats.interpret.vocabulary import plain, read_both
from saferplan.documents.formats.source import Paragraph

_CRITERIA_ROWS = "criteria by row"
CARD_LABELS = frozenset(set(About) - {About.EARLIER})
_INLINE = re.compile(r"^([^:;\n]{2,45}?)\s*[:;]\s+(\S.*)$", re.DOTALL)


def label_of(cell: CellView) -> About | None:
    """What a label cell is about. A label is short and stands in one paragraph."""
    if cell.text is None or len(cell.paragraphs) != 1 or len(cell.words.split()) > 6:
        return None
    return about(cell.words.rstrip(":;")) if _inline_label(cell) is None else None


def is_card(table: TableView) -> bool:
    """Whether labels stand in several rows, each beside or above what it says."""
    found: list[About] = []
    label_rows = plain_rows = 0
    before: set[tuple[str, ...]] = set()
    for row in table.rows:
        filled = own_cells(row)
        words = tuple(cell.words for cell in filled)
        if len(words) > 2 and words in before:
            continue
        before.add(words)
        labels = [label_of(cell) or _inline_label(cell) for cell in filled]
        if labels and labels[0] is not None and len(filled) <= 6:
            label_rows += 1
            found += [each for each in labels if each is not None]
        elif len(filled) > 2:
            plain_rows += 1
    kinds = set(found)
    telling = kinds & {About.TITLE, About.POSITION, About.LIGHT, About.CRITERIA, About.AIM, About.CODE, About.STEP}
    return label_rows >= 2 and len(kinds) >= 3 and len(telling) >= 2 and label_rows > plain_rows


def _inline_label(cell: CellView) -> About | None:
    match = _INLINE.match(cell.paragraphs[0].text) if cell.paragraphs else None
    return about(match[1]) if match else None


def own_cells(row: RowView) -> list[CellView]:
    return [cell for cell in row.filled if not cell.merged_up]


class CardTable:
    """Reads one table that holds one or more cards."""

    def __init__(self, table: TableView, context: Context) -> None:
        self.table = table
        self.context = context
        self.pairs: list[Pair] = []
        self.open: Pair | None = None
        self.pending: dict[int, Pair] = {}
        self.columns: dict[int, Pair] = {}
        # The lights that head columns of criteria, by column.
        self.lights: dict[int, str] = {}
        self.place = table.place

    def read(self) -> None:
        for row in self.table.rows:
            self._row(row)
        self._finish()

    def _row(self, row: RowView) -> None:
        cells = own_cells(row)
        if not cells:
            self._coloured(row)
            return
        if self._criteria_columns(cells, row):
            return
        if self.pairs and not self.pending and (criterion := criterion_of(row, cells)) is not None:
            self._criterion(*criterion, row)
            return
        labels = [label_of(cell) for cell in cells]
        if self.columns and len(cells) > 1 and not any(labels):
            self.pending = self.columns
        elif any(labels):
            self.columns = {}
        if self.pending and not all(labels):
            self._below(cells, row)
        elif len(cells) == 1:
            self._lone(cells[0], labels[0], row)
        elif all(labels):
            self._all_labels(cells, labels, row)
        else:
            self._across(cells, labels, row)

    def _coloured(self, row: RowView) -> None:
        """A row without words below a label for the light: its colour is the value."""
        filled = [cell for cell in row.cells if not cell.text and (cell.fill or cell.shape_fill)]
        if filled and self.open is not None and not self.open.cells and self.open.kind in (About.LIGHT, About.BOTH):
            self.open.cells.append(filled[0])
            self.open.row = row

    def _criteria_columns(self, cells: list[CellView], row: RowView) -> bool:
        """Green, Amber and Red side by side, and in the row below what each means."""
        if self.lights:
            found = [(light, cell) for cell in cells if (light := self.lights.get(cell.column))]
            self.lights = {}
            for light, cell in found:
                self._criterion(Paragraph(text=f"{light}: {cell.words}", place=row.place), [cell], row)
            return bool(found)
        names = [cell.words.strip(" :").title() for cell in cells]
        if not self.pairs or self.pending or len(cells) < 3 or not {"Green", "Amber", "Red"} <= set(names):
            return False
        self.lights = {cell.column: name for cell, name in zip(cells, names, strict=True)}
        self.context.ledger.use(*cells)
        return True

    def _criterion(self, line: Paragraph, cells: list[CellView], row: RowView) -> None:
        """A row that says when one light is shown goes with those above it."""
        pair = next((each for each in self.pairs if each.name == _CRITERIA_ROWS), None)
        if pair is None:
            pair = Pair(About.CRITERIA, CellView(0, 1, None), row=row, name=_CRITERIA_ROWS)
            self.pairs.append(pair)
        pair.cells.append(CellView(0, 1, Text((line,), row.place)))
        self.context.ledger.use(*cells)
        self.open = pair

    def _all_labels(self, cells: list[CellView], labels: list[About | None], row: RowView) -> None:
        """Labels side by side have their values below; but a word such as "Action" can be a value too."""
        self.pending = {}
        for cell, kind in zip(cells, labels, strict=True):
            if kind is not None:
                self.pending[cell.column] = self._start(kind, cell, row)

    def _below(self, cells: list[CellView], row: RowView) -> None:
        for cell in cells:
            pair = next(
                (p for column, p in self.pending.items() if cell.column <= column < cell.column + cell.span), None
            )
            if pair is not None:
                pair.cells.append(cell)
                pair.row = row
        self.open = list(self.pending.values())[-1] if len(self.pending) == 1 else None
        self.columns = self.pending
        self.pending = {}

    def _lone(self, cell: CellView, kind: About | None, row: RowView) -> None:
        if kind is not None:
            pair = self._start(kind, cell, row)
            if kind in (About.LIGHT, About.TREND, About.BOTH):
                pair.cells += [other for other in row.cells if other is not cell and (other.fill or other.shape_fill)][
                    :1
                ]
                pair.row = row
            self.open = pair
            return
        if self._heading(cell, row):
            return
        if (inline := self._inline(cell)) is not None:
            self.open = self._start(inline[0], cell, row)
            self.open.inline = True
            self.open.cells.append(inline[1])
            return
        if self.open is not None and (cell.column > 0 or _goes_below(self.open)):
            self.open.cells.append(cell)

    def _inline(self, cell: CellView) -> tuple[About, CellView] | None:
        """ "Owner: Head of Parks" in one cell, as the label and a cell with the rest."""
        first = cell.paragraphs[0]
        match = _INLINE.match(first.text)
        kind = about(match[1]) if match else None
        if match is None or kind is None or cell.text is None:
            return None
        rest = (_cut(first, match[2]), *cell.paragraphs[1:])
        return kind, CellView(cell.column, cell.span, Text(rest, cell.text.place), cell.fill, cell.shape_fill)

    def _across(self, cells: list[CellView], labels: list[About | None], row: RowView) -> None:
        pair: Pair | None = None
        if not any(labels) and (self._unlabelled(cells, row) or self._all_inline(cells, row)):
            return
        for cell, kind in zip(cells, labels, strict=True):
            if kind is not None and (pair is None or pair.cells):
                pair = self._start(kind, cell, row)
                if kind in (About.LIGHT, About.BOTH):
                    beside = row.at(cell.column + cell.span)
                    if beside is not None and not beside.text and (beside.fill or beside.shape_fill):
                        pair.cells.append(beside)
            elif pair is not None:
                pair.cells.append(cell)
                pair.row = row
            elif not self._heading(cell, row) and self.open is not None and cell.column > 0:
                self.open.cells.append(cell)
        self.open = pair or self.open

    def _all_inline(self, cells: list[CellView], row: RowView) -> bool:
        """ "Owner: Head of Parks | Status: Amber": each cell is a label and its value."""
        found = [self._inline(cell) for cell in cells]
        if None in found:
            return False
        for cell, inline in zip(cells, found, strict=True):
            if inline is not None:
                self.open = self._start(inline[0], cell, row)
                self.open.inline = True
                self.open.cells.append(inline[1])
        return True

    def _unlabelled(self, cells: list[CellView], row: RowView) -> bool:
        """A card headed by its target and light, without labels: "1.2 Train front line staff | AMBER"."""
        first, second = cells[0], cells[-1]
        if len(cells) != 2 or split_code(first.words) is None or read_both(second.words, self.context.key).rest:
            return False
        self._finish()
        for kind, cell in ((About.TITLE, first), (About.LIGHT, second)):
            self.pairs.append(Pair(kind, CellView(cell.column, 1, None), [cell], row, "target and light"))
        self.place = row.place
        return True

    def _heading(self, cell: CellView, row: RowView) -> bool:
        heading = priority_heading(cell.words)
        if heading is None and not self.pairs and not split_code(cell.words):
            heading = numbered_heading(cell.words)
        context = self.context
        if heading is not None:
            self._finish()
            context.open_priority(heading, FROM_CARD, row.place)
        elif (text := objective_of(cell.words)) is not None and context.current is not None and not self.pairs:
            context.objective(context.current, text, row.place)
        elif context.draft.titled(cell.words) and not self.pairs:
            context.current = context.draft.titled(cell.words)
        else:
            return False
        context.ledger.use(cell)
        return True

    def _start(self, kind: About, label: CellView, row: RowView) -> Pair:
        """A second target label begins the next card."""
        names = {plain(pair.name) for pair in self.pairs}
        if kind in (About.TITLE, About.CODE) and plain(label.words) in names:
            self._finish()
        pair = Pair(kind, label, row=row, name=label.words)
        self.pairs.append(pair)
        self.context.ledger.use(label)
        if len(self.pairs) == 1:
            self.place = row.place
        return pair

    def _finish(self) -> None:
        if self.pairs:
            make_card(self.pairs, self.context, self.place)
        self.pairs, self.open, self.pending, self.columns = [], None, {}, {}


def _goes_below(pair: Pair) -> bool:
    """Whether a label may have its text in the rows below it: it has none beside it, or has begun there."""
    return not pair.cells or pair.cells[0].column <= pair.label.column


def _cut(paragraph: Paragraph, text: str) -> Paragraph:
    return Paragraph(
        text=text, marker=paragraph.marker, depth=paragraph.depth, place=paragraph.place, fill=paragraph.fill
    )
