"""Cards: tables and lines of labels and what they say, about one or more activities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from saferplan.documents.formats.interpret.codes import (
    clean_code,
    numbered_heading,
    objective_of,
    priority_heading,
    split_code,
    split_codes,
)
from saferplan.documents.formats.interpret.columns import About, about
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.draft import FROM_CARD, CardDraft
from saferplan.documents.formats.interpret.positions import plain_of
from saferplan.documents.formats.interpret.rows import criteria_cell
from saferplan.documents.formats.interpret.status import light_cell, trend_cell
from saferplan.documents.formats.interpret.values import owners_of, steps_of, zip_steps
from saferplan.documents.formats.interpret.views import CellView, RowView, TableView, Text
from saferplan.documents.formats.interpret.vocabulary import light_of_colour, plain, read_both
from saferplan.documents.formats.source import Paragraph
from saferplan.report.places import Place
from saferplan.report.tree import NextStep

CARD_LABELS = frozenset(set(About) - {About.EARLIER})
_INLINE = re.compile(r"^([^:;\n]{2,45}?)\s*[:;]\s+(\S.*)$", re.DOTALL)


@dataclass(eq=False, slots=True)
class Pair:
    """A label with its values: `cells` in order, `row` for comparing colours.

    `inline`: label and first value are one text, which counts as placed only if the value is.
    """

    kind: About
    label: CellView
    cells: list[CellView] = field(default_factory=list)
    row: RowView | None = None
    name: str = ""
    inline: bool = False


def label_of(cell: CellView) -> About | None:
    """What a label cell is about. A label is short and stands in one paragraph."""
    if cell.text is None or len(cell.paragraphs) != 1 or len(cell.words.split()) > 6:
        return None
    return about(cell.words.rstrip(":;"))


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
        labels = [label_of(cell) for cell in filled]
        if labels and labels[0] is not None and len(filled) <= 6:
            label_rows += 1
            found += [each for each in labels if each is not None]
        elif len(filled) > 2:
            plain_rows += 1
    kinds = set(found)
    telling = kinds & {About.TITLE, About.POSITION, About.LIGHT, About.CRITERIA, About.AIM, About.CODE, About.STEP}
    return label_rows >= 2 and len(kinds) >= 3 and len(telling) >= 2 and label_rows > plain_rows


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
        if not any(labels) and self._unlabelled(cells, row):
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


def make_card(pairs: Sequence[Pair], context: Context, place: Place) -> CardDraft:
    """A card of label and value pairs, added to the draft. What has no place on a card stays unplaced."""
    card = CardDraft(context.current if context.stated else None, place=place, details_of=context.details_of)
    code = ""
    kinds = _kinds(pairs)
    for pair, kind in zip(pairs, kinds, strict=True):
        if kind is About.CODE:
            code = " ".join(cell.words for cell in pair.cells)
            context.ledger.use(*pair.cells)
        elif kind is not None:
            _field(card, pair, kind, context)
        if pair.inline and pair.label.text and any(cell.text and not cell.text.placed for cell in pair.cells):
            pair.label.text.placed = False
    if code:
        _add_code(card, clean_code(code))
    if card.whos or card.dues:
        card.steps = _with_people(card)
    context.draft.cards.append(card)
    context.card = card
    return card


def _kinds(pairs: Sequence[Pair]) -> list[About | None]:
    """Of "Target" and "Actions" on one card the first is the activity and the other what comes next."""
    found: list[About | None] = []
    kinds = [pair.kind for pair in pairs]
    for pair in pairs:
        kind: About | None = pair.kind
        if kind is About.TITLE and About.TITLE in found:
            has_steps = any(other.kind is About.STEP and other.cells for other in pairs)
            kind = About.STEP if plain(pair.name).startswith("action") and not has_steps else None
        if kind is About.OBJECTIVE:
            kind = About.AIM if About.AIM not in kinds else None
        if kind is About.WHO and About.STEP not in kinds and About.OWNER not in kinds:
            kind = About.OWNER
        found.append(kind)
    return found


def _add_code(card: CardDraft, code: str) -> None:
    if len(card.targets) == 1 and not card.targets[0][0]:
        card.targets = [(code, card.targets[0][1])]
    elif not card.targets:
        card.targets = [(code, "")]


def _with_people(card: CardDraft) -> list[NextStep]:
    steps = [Paragraph(text=step.text) for step in card.steps]
    made = zip_steps(steps, card.whos, card.dues)
    return made if len(made) == len(card.steps) else card.steps


def _field(card: CardDraft, pair: Pair, kind: About, context: Context) -> None:
    cells = [cell for cell in pair.cells if cell.text or cell.fill or cell.shape_fill]
    if not cells:
        return
    paragraphs = [p for cell in cells for p in cell.paragraphs]
    if kind in (About.LIGHT, About.BOTH, About.TREND):
        _status(card, kind, cells, pair, context)
    elif kind is About.CRITERIA:
        merged = Text(tuple(paragraphs), cells[0].text.place if cells[0].text else card.place)
        card.criteria = criteria_cell(CellView(0, 1, merged), context)
        if merged.placed:
            context.ledger.use(*cells)
    elif kind is About.PRIORITY:
        _priority(card, cells, context)
    elif _texts(card, kind, paragraphs):
        context.ledger.use(*cells)


def _texts(card: CardDraft, kind: About, paragraphs: list[Paragraph]) -> bool:
    lines = [p.text for p in paragraphs]
    if kind is About.TITLE:
        card.targets += targets_of(lines_of(paragraphs))
    elif kind is About.OWNER:
        card.owners += owners_of(lines)
    elif kind is About.AIM:
        card.aim = f"{card.aim} {plain_of(paragraphs)}".strip()
    elif kind is About.POSITION:
        card.position += paragraphs
    elif kind is About.STEP:
        card.steps += steps_of(paragraphs)
    elif kind is About.WHO:
        card.whos += paragraphs
    elif kind is About.DUE:
        card.dues += paragraphs
    else:
        return False
    return True


def _priority(card: CardDraft, cells: list[CellView], context: Context) -> None:
    words = " ".join(cell.words for cell in cells)
    heading = priority_heading(words) or numbered_heading(words)
    number = words.strip(" .")
    if heading is not None:
        card.priority = context.open_priority(heading, FROM_CARD, card.place)
    elif number.isdigit() and context.draft.numbered(int(number)):
        card.priority = context.draft.numbered(int(number))
    elif context.draft.titled(words):
        card.priority = context.draft.titled(words)
    else:
        return
    context.ledger.use(*cells)


def _status(card: CardDraft, kind: About, cells: list[CellView], pair: Pair, context: Context) -> None:
    """The first light counts. Anything more in its row, such as a remark, stays unplaced unless it is an arrow."""
    cell = cells[0]
    if kind is About.TREND:
        card.status.trend, card.status.trend_stated = trend_cell(cell, context.key, context.ledger, card.place)
    elif not card.has_light:
        status = light_cell(cell, pair.row, context.key, context.ledger, card.place)
        card.status.light, card.status.light_stated = status.light, status.light_stated
        card.status.trend = status.trend if card.status.trend.value == "none" else card.status.trend
        card.has_light = bool(cell.words) or light_of_colour(cell.shape_fill or cell.behind or cell.fill) is not None
    else:
        return
    context.ledger.use(cell)


def lines_of(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [CellView(0, 1, Text((p,), p.place)).words for p in paragraphs]


def targets_of(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Codes and titles of a card's targets: one a line, broken over lines, or run together in one line.

    A target without a code has "" for it.
    """
    groups: list[str] = []
    for line in lines:
        begins = split_code(line) is not None or (not groups)
        if begins:
            groups.append(line.strip())
        else:
            groups[-1] = f"{groups[-1]} {line.strip()}"
    found: list[tuple[str, str]] = []
    for group in groups:
        found += split_codes(group) or [_bare(group)]
    return found


def _bare(text: str) -> tuple[str, str]:
    """A target that is a code alone, or a title alone."""
    code = clean_code(text)
    if re.fullmatch(r"[A-Za-z]{0,5}[ -]?\d[\w.()-]{0,10}", code):
        return code, ""
    return "", " ".join(text.split())
