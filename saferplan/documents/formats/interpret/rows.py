"""The cells that rows of tables and cards have in common: lights in one or more columns, criteria, next steps."""

from __future__ import annotations

import re
from dataclasses import replace

from saferplan.documents.formats.interpret.codes import Heading, objective_of, priority_heading
from saferplan.documents.formats.interpret.columns import About
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.draft import Status
from saferplan.documents.formats.interpret.headers import Header
from saferplan.documents.formats.interpret.positions import plain_of
from saferplan.documents.formats.interpret.status import light_cell
from saferplan.documents.formats.interpret.values import criteria_of, zip_steps
from saferplan.documents.formats.interpret.views import CellView, RowView
from saferplan.documents.formats.interpret.vocabulary import plain, read_light
from saferplan.report.places import Place
from saferplan.report.tree import Criteria, Light, NextStep

_PERIOD = re.compile(r"\bq\d|quarter|20\d\d", re.I)
EARLIER_LIGHT = ("earlier-light", "This is the light of an earlier report. Only the present one was read.")


def lights_of(row: RowView, header: Header, context: Context) -> Status:
    """The light of a row. Of several light columns the one called current counts, else the last one with a light."""
    if header.ticks:
        return _ticked(row, header, context)
    kinds = (About.LIGHT, About.BOTH)
    cells = [(column, row.at(column)) for column, kind in sorted(header.columns.items()) if kind in kinds]
    found = [(header.names.get(column, ""), cell) for column, cell in cells if cell is not None]
    if not found:
        return Status()
    name, main = _main(found)
    status = light_cell(main, row, context.key, context.ledger, row.place)
    context.ledger.use(main)
    for other_name, other in found:
        if other is not main and other.text:
            _second(other, other_name, status, context, row.place)
    return status


def _ticked(row: RowView, header: Header, context: Context) -> Status:
    """The light whose column has the row's mark: a tick, a cross, a word, or the only cell with a colour."""
    cells = [(light, cell) for column, light in header.ticks.items() if (cell := row.at(column)) is not None]
    marked = [each for each in cells if each[1].text] or [each for each in cells if each[1].shape_fill or each[1].fill]
    if len(marked) == 1:
        light, cell = marked[0]
        if not any(char.isalnum() for char in cell.words) or len(cell.words) == 1 or read_light(cell.words).light:
            context.ledger.use(cell)
            return Status(light=light)
    return Status()


def _main(found: list[tuple[str, CellView]]) -> tuple[str, CellView]:
    if len(found) == 1:
        return found[0]
    current = [each for each in found if re.search(r"current|this|now|latest", each[0], re.I)]
    if len(current) == 1:
        return current[0]
    if any(_PERIOD.search(each[0]) for each in found):
        filled = [each for each in found if each[1].text or each[1].shape_fill]
        return filled[-1] if filled else found[-1]
    named = [each for each in found if re.search(r"rag|light|colour|rating", each[0], re.I)]
    return (named or found)[0]


def _second(cell: CellView, name: str, status: Status, context: Context, place: Place) -> None:
    """A second light in the row: its words are kept where it says the same, else it stays a notice."""
    seen = read_light(cell.words, context.key)
    if seen.light is not None and (seen.light is status.light or status.light is Light.NONE):
        if status.light is Light.NONE:
            status.light = seen.light
        if not status.light_stated and plain(cell.words) != status.light.value:
            status.light_stated = " ".join(cell.words.split())
        context.ledger.use(cell)
    elif seen.light is not None and cell.text is not None and _PERIOD.search(name):
        cell.text.why = EARLIER_LIGHT
    elif seen.light is not None:
        message = f"The row has another light under “{name}”. The light {status.light.value} was taken."
        context.ledger.doubt("second-light", message, cell.words, place)


def other_light(cell: CellView | None, row: RowView, context: Context, before: Light) -> Light:
    """The light of a column beside that of the work; `before` where the row has no such column."""
    if cell is None:
        return before
    context.ledger.use(cell)
    return light_cell(cell, row, context.key, context.ledger, row.place).light


def criteria_cell(cell: CellView, context: Context) -> Criteria:
    """The criteria of a cell. Words that belong to no light are said in a notice."""
    text = cell.text
    if text is None:
        return Criteria()
    criteria, rest = criteria_of(text.lines)
    if not criteria.is_stated():
        return criteria
    context.ledger.use(cell)
    if rest:
        context.ledger.doubt("criteria-rest", "These words of the criteria belong to no light.", rest, text.place)
    return criteria


def objective_beside(cell: CellView | None, context: Context, place: Place) -> None:
    """Beside a column of priorities, a column of objectives holds theirs, not the activity's."""
    if cell is None or cell.text is None or cell.merged_up or not cell.words or context.current is None:
        return
    if not cell.text.placed:
        context.objective(context.current, plain_of(cell.paragraphs), place)
        context.ledger.use(cell)


def steps_cells(
    step: CellView | None, who: CellView | None, due: CellView | None, context: Context, place: Place
) -> list[NextStep]:
    """The next steps of a row. Who or when without a step stays unplaced."""
    fresh = [cell for cell in (step, who, due) if cell is not None and cell.text and not cell.text.placed]
    if not fresh or step is None or step not in fresh:
        return []
    steps = zip_steps(
        step.paragraphs, who.paragraphs if who in fresh and who else (), due.paragraphs if due in fresh and due else ()
    )
    if not steps:
        context.ledger.use(step)
        return []
    counts = [len(cell.paragraphs) for cell in (who, due) if cell in fresh and cell]
    if len(steps) > 1 and any(count not in (1, len(steps)) for count in counts):
        message = "The lines of the next steps and of who and when do not match one by one."
        context.ledger.doubt("steps-do-not-match", message, step.words, place)
    context.ledger.use(*fresh)
    return steps


def first_line(cell: CellView) -> Heading | None:
    """The heading in a cell whose other lines, in other letters, are the priority's objective."""
    first, *rest = cell.paragraphs
    if not rest or any((p.bold, p.size) == (first.bold, first.size) for p in rest):
        return None
    heading = priority_heading(first.text)
    if heading is None or not heading.title or heading.objective:
        return None
    objective = plain_of(rest)
    return replace(heading, objective=objective_of(objective) or objective)


def explain(row: RowView, header: Header) -> None:
    """Says of each cell that was left which column it stands in."""
    for cell in row.cells:
        if cell.text is None or cell.text.placed or cell.text.why:
            continue
        name = header.names.get(cell.column, "")
        if header.columns.get(cell.column) is About.EARLIER:
            cell.text.why = EARLIER_LIGHT
        elif name:
            cell.text.why = ("unknown-column", f"The column “{name}” has no place in the report.")


def stands_between(cell: CellView) -> bool:
    """Says of a heading such as "Objective 1.2", above 1.2.1, why it is not placed."""
    if cell.text is not None:
        message = "This heading between a priority and its activities has no place in the report."
        cell.text.why = ("level-between", message)
    return True


def silent(row: RowView, header: Header) -> bool:
    """Whether a continuing row says nothing of its own about light and trend."""
    kinds = (About.LIGHT, About.BOTH, About.TREND)
    cells = [row.at(column) for column, kind in header.columns.items() if kind in kinds]
    return all(cell is None or cell.merged_up or not (cell.words or cell.shape_fill) for cell in cells)
