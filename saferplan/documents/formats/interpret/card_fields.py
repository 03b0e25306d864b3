"""A card out of its labels and values: owners, aim, criteria, light, position, next steps, targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from saferplan.documents.formats.interpret.codes import (
    clean_code,
    codes_only,
    numbered_heading,
    priority_heading,
    split_code,
    split_codes,
)
from saferplan.documents.formats.interpret.columns import About
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.draft import FROM_CARD, CardDraft
from saferplan.documents.formats.interpret.positions import plain_of
from saferplan.documents.formats.interpret.rows import criteria_cell
from saferplan.documents.formats.interpret.status import light_cell, trend_cell
from saferplan.documents.formats.interpret.values import owners_of, steps_of, zip_steps
from saferplan.documents.formats.interpret.views import CellView, RowView, Text
from saferplan.documents.formats.interpret.vocabulary import light_of_colour, plain
from saferplan.documents.formats.source import Paragraph
from saferplan.report.places import Place
from saferplan.report.tree import NextStep


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
    elif kind is About.WHY:
        card.why = plain_of(paragraphs)
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
        if listed := codes_only(line):
            groups += listed
            continue
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
