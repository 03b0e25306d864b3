"""Tables of priorities and of activities, row by row."""

from __future__ import annotations

import re
from dataclasses import replace

from saferplan.documents.formats.interpret.codes import (
    Heading,
    clean_code,
    numbered_heading,
    objective_of,
    priority_heading,
    spaced_heading,
    split_code,
)
from saferplan.documents.formats.interpret.columns import About
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.draft import (
    FROM_OVERVIEW,
    FROM_SECTION,
    ActivityDraft,
    PriorityDraft,
    Status,
)
from saferplan.documents.formats.interpret.headers import Header, header_at
from saferplan.documents.formats.interpret.positions import plain_of
from saferplan.documents.formats.interpret.rows import (
    criteria_cell,
    explain,
    first_line,
    lights_of,
    objective_beside,
    other_light,
    silent,
    stands_between,
    steps_cells,
)
from saferplan.documents.formats.interpret.status import light_cell, trend_cell
from saferplan.documents.formats.interpret.values import owners_of
from saferplan.documents.formats.interpret.views import CellView, RowView, TableView
from saferplan.documents.formats.interpret.vocabulary import is_blank, light_of_colour, plain
from saferplan.report.tree import Light


class ActivityTable:
    """Reads one table. `overview` says that its rows are priorities unless a row says otherwise."""

    def __init__(self, table: TableView, context: Context, header: Header | None, *, overview: bool) -> None:
        self.table = table
        self.context = context
        self.header = header
        self.overview = overview
        self.last: ActivityDraft | None = None
        self.priority_text = ""

    def read(self) -> None:
        index = 0
        if self.header is None:
            # A priority's row may stand above the row that names its columns.
            found = (header_at(self.table, number) for number in range(min(4, len(self.table.rows))))
            self.header = next((header for header in found if header is not None), None)
        while index < len(self.table.rows):
            header = header_at(self.table, index)
            if header is not None:
                self._take_header(header, self.table.rows[index], index)
                index += header.rows
                continue
            self._row(index)
            index += 1
        if not self.overview:
            self.context.stated = False

    def _take_header(self, header: Header, row: RowView, index: int) -> None:
        same = index > 0 and self.header is not None and self.header.names == header.names
        self.header = header
        for cell in header.cells:
            if cell is not header.unknown and (
                cell.column in header.columns
                or cell.column in header.ticks
                or cell.merged_up
                or header.heading
                or cell.span > 1
            ):
                self.context.ledger.use(cell)
        if header.heading is not None:
            self.context.open_priority(header.heading, FROM_SECTION, row.place)
            self.overview = False
        if header.unknown is not None:
            self._unknown_title(header.unknown, row, same=same)

    def _unknown_title(self, cell: CellView, row: RowView, *, same: bool) -> None:
        """The heading of the activities' column is not known as one: it may be the priority's title."""
        if same or self.context.draft.titled(cell.words):
            self.context.ledger.use(cell)
        if self.context.draft.titled(cell.words):
            self.context.open_priority(Heading(None, cell.words), FROM_SECTION, row.place)

    def _row(self, index: int) -> None:
        row = self.table.rows[index]
        if not any(cell.text or cell.fill or cell.shape_fill for cell in row.cells):
            return
        lone = row.lone
        if lone is not None and not lone.merged_up and not self._has_light(row, lone) and self._lone(lone, row, index):
            return
        if self.header is not None:
            self._data(row, self.header)
            explain(row, self.header)

    def _has_light(self, row: RowView, lone: CellView) -> bool:
        light = self._cell(row, About.LIGHT)
        if light is None or light is lone or self.header is None:
            return False
        return any(light_of_colour(fill) is not None for fill in (light.shape_fill, light.fill) if fill) and (
            not lone.fill or lone.fill != light.fill
        )

    def _cell(self, row: RowView, kind: About) -> CellView | None:
        if self.header is None:
            return None
        column = next((column for column, each in self.header.columns.items() if each is kind), None)
        return row.at(column) if column is not None else None

    def _lone(self, cell: CellView, row: RowView, index: int) -> bool:
        """A row with one text: a priority's heading, its objective, or an activity about which nothing is said."""
        words, context = cell.words, self.context
        heading = priority_heading(words)
        if heading is not None and (first := first_line(cell)) is not None:
            heading = first
        code = split_code(words)
        if words[:1].islower() and code is None and cell.span > 1:
            return True  # the rest of a sentence: no heading and no activity
        if heading is None and code and self._next_code(index).startswith(code[0] + "."):
            return stands_between(cell)
        if heading is None and (code is None or "." not in code[0]):
            heading = numbered_heading(words) if self._is_wide(cell, row) and not self.overview else None
        objective = objective_of(words)
        if heading is None and objective is not None and context.current is not None:
            context.objective(context.current, objective, row.place)
            context.ledger.use(cell)
            return True
        heading = heading or (self._unnumbered(cell, row, index) if code is None else None)
        if heading is None:
            return False
        context.ledger.use(cell)
        context.open_priority(heading, FROM_SECTION, row.place, self._next_code(index))
        self.last = None
        return True

    def _is_wide(self, cell: CellView, row: RowView) -> bool:
        bold = all(p.bold or p.strong_lead == p.text for p in cell.paragraphs)
        return (
            cell.span >= self.table.columns
            or len(row.cells) == 1
            or bold
            or (bool(cell.fill) and all(other.fill == row.cells[0].fill for other in row.cells))
        )

    def _unnumbered(self, cell: CellView, row: RowView, index: int) -> Heading | None:
        if self.context.draft.titled(cell.words):
            return Heading(None, cell.words)
        short = len(cell.words.split()) <= 16 and len(cell.paragraphs) == 1
        before_rows = index + 1 < len(self.table.rows) and len(self.table.rows[index + 1].filled) > 1
        usual = cell.column == 0 and short and before_rows and self._is_wide(cell, row) and self.table.columns > 1
        return Heading(None, cell.words) if usual else None

    def _next_code(self, index: int) -> str:
        for row in self.table.rows[index + 1 :]:
            for cell in row.cells:
                if cell.text and (found := split_code(cell.words)) and "." in found[0]:
                    return found[0]
            code = self._cell(row, About.CODE)
            if code is not None and code.words:
                return clean_code(code.words)
        return ""

    def _data(self, row: RowView, header: Header) -> None:
        self._priority_column(row)
        title_cell = self._cell(row, About.TITLE)
        code_cell = self._cell(row, About.CODE)
        name_cell = self._cell(row, About.PRIORITY) if self.overview or title_cell is None else title_cell
        if self.overview or title_cell is None:
            self._priority_row(row, header, name_cell or title_cell, code_cell)
            return
        if self._overall(row, header, title_cell, code_cell) or self._numbered_beside(row, header, title_cell):
            return
        if self._goes_on(title_cell, code_cell):
            if self.last is not None:
                self._fill(self.last, row, header, title_cell, code_cell, more=True)
            return
        if self._is_heading_row(title_cell, code_cell, header):
            self._priority_row(row, header, title_cell, code_cell)
            self.context.stated = True
            return
        self._activity(row, header, title_cell, code_cell)

    def _overall(self, row: RowView, header: Header, title: CellView, code: CellView | None) -> bool:
        """A row such as "Overall" or "Overall: Safer nights" holds the light of the priority it stands under."""
        words = plain(title.words)
        current = self.context.current
        if current is None or (code is not None and code is not title and code.words) or title.merged_up:
            return False
        if not re.fullmatch(rf"overall(?: .*)?(?: {re.escape(plain(current.title))})?", words) or len(words) > 200:
            return False
        rest = words.removeprefix("overall").strip()
        if (
            rest
            and rest != plain(current.title)
            and not re.fullmatch(r"(?:priority|theme|kpa|status|rag|position).*", rest)
        ):
            return False
        self.context.ledger.use(title, code)
        self._status(current, row, header)
        return True

    def _numbered_beside(self, row: RowView, header: Header, title: CellView) -> bool:
        """A priority's row whose number stands in a column of its own: "Priority 1 | | Violence | Amber"."""
        for cell in row.filled:
            heading = priority_heading(cell.words) if cell.column not in header.columns or cell is not title else None
            known = header.columns.get(cell.column) in (None, About.CODE)
            if heading is None or heading.title or not known or cell is title or not title.words:
                continue
            self.context.ledger.use(cell, title)
            found = Heading(heading.number, plain_of(title.paragraphs), heading.objective)
            self._status(self.context.open_priority(found, FROM_SECTION, row.place), row, header)
            return True
        return False

    def _is_heading_row(self, title: CellView, code: CellView | None, header: Header) -> bool:
        """A row for a priority among those of its activities: it says so, or one cell stands over code and title."""
        covered = sum(title.column <= column < title.column + title.span for column in header.columns)
        if code is not None and code is not title and code.words:
            return title.span > 1 and covered > 2 and code.words.strip(" .:").isdigit()
        if priority_heading(title.words) is not None:
            return True
        found = split_code(title.words)
        return title.span > 1 and covered > 1 and (found is None or found[0].isdigit())

    def _priority_column(self, row: RowView) -> None:
        cell = self._cell(row, About.PRIORITY)
        if cell is None or not cell.words or self.overview or self._cell(row, About.TITLE) is None:
            return
        self.context.ledger.use(cell)
        if cell.words == self.priority_text or cell.merged_up:
            return
        self.priority_text = cell.words
        heading = priority_heading(cell.words) or numbered_heading(cell.words)
        if heading is None and cell.words.strip(" .").isdigit():
            heading = Heading(int(cell.words.strip(" .")), "")
        code = self._cell(row, About.CODE) or self._cell(row, About.TITLE)
        found = split_code(code.words + " x") if code and code.words else None
        heading = heading or self._next_numbered(cell.words) or Heading(None, plain_of(cell.paragraphs))
        priority = self.context.open_priority(heading, FROM_SECTION, row.place, found[0] if found else "")
        self._above(priority, row)

    def _next_numbered(self, words: str) -> Heading | None:
        """ "2 Violence", where the second priority is due."""
        heading = spaced_heading(words)
        return heading if heading is not None and heading.number == self.context.draft.next_number() else None

    def _above(self, priority: PriorityDraft, row: RowView) -> None:
        """The priority's own light and trend, in columns beside those of its activities."""
        light, trend = self._cell(row, About.ABOVE_LIGHT), self._cell(row, About.ABOVE_TREND)
        context = self.context
        if light is not None and not priority.stated:
            priority.status = light_cell(light, row, context.key, context.ledger, row.place)
            priority.stated = True
            context.ledger.use(light)
        if trend is not None and trend.words:
            priority.status.trend, priority.status.trend_stated = trend_cell(
                trend, context.key, context.ledger, row.place
            )
            context.ledger.use(trend)

    def _goes_on(self, title: CellView, code: CellView | None) -> bool:
        """A row that continues the one above: its code and title cells are merged into it, or both empty."""
        if self.last is None:
            return False
        if code is not None and code.words and not code.merged_up:
            return False
        return title.merged_up or not title.words

    def _priority_row(self, row: RowView, header: Header, name: CellView | None, code: CellView | None) -> None:
        if name is None or not name.words:
            return
        heading = priority_heading(name.words) or numbered_heading(name.words) or spaced_heading(name.words)
        number = code.words.strip(" .:") if code and code is not name and code.words else ""
        if heading is None and number.isdigit():
            heading = Heading(int(number), plain_of(name.paragraphs))
        elif heading is None and number and (named := priority_heading(number + ":")):
            heading = Heading(named.number, plain_of(name.paragraphs))
        if heading is not None or not number:
            self.context.ledger.use(code)
        self.context.ledger.use(name)
        found = heading or Heading(None, plain_of(name.paragraphs))
        rank = FROM_OVERVIEW if self.overview else FROM_SECTION
        priority = self.context.open_priority(found, rank, row.place)
        self._status(priority, replace(row, cells=[cell for cell in row.cells if cell is not name]), header)
        if self.overview:
            self.context.current, self.context.stated = None, False

    def _status(self, priority: PriorityDraft, row: RowView, header: Header) -> None:
        ledger, key = self.context.ledger, self.context.key
        status = lights_of(row, header, self.context)
        trend = self._cell(row, About.TREND)
        if trend is not None:
            status.trend, status.trend_stated = trend_cell(trend, key, ledger, row.place)
            ledger.use(trend)
        priority.results = other_light(self._cell(row, About.RESULTS), row, self.context, priority.results)
        priority.headline = other_light(self._cell(row, About.HEADLINE), row, self.context, priority.headline)
        for name, sentence in (row.reasons or {}).items():
            setattr(priority, name, sentence)
        objective = self._cell(row, About.OBJECTIVE) or self._cell(row, About.AIM)
        if objective is not None and objective.words:
            self.context.objective(priority, plain_of(objective.paragraphs), row.place)
            ledger.use(objective)
        if not priority.stated:
            priority.status, priority.stated = status, True
        elif (status.light, status.trend) != (priority.status.light, priority.status.trend):
            message = f"Priority {priority.number} has another light or trend elsewhere. The first one is kept."
            ledger.doubt("priority-light-twice", message, " ".join(c.words for c in row.filled), row.place)

    def _activity(self, row: RowView, header: Header, title: CellView, code: CellView | None) -> None:
        words = plain_of(title.paragraphs) if not title.words[:1].isdigit() else title.words
        given = clean_code(code.words) if code and code.words else ""
        found = split_code(words)
        if given and found and found[0] == given:
            words = found[1]
        elif not given and found is not None:
            given, words = found
        if not given and not words:
            return
        activity = self.context.add_activity("" if is_blank(given) else given, words, row.place)
        if activity is None:
            return
        self.last = activity
        self._fill(activity, row, header, title, code, more=False)

    def _fill(
        self,
        activity: ActivityDraft,
        row: RowView,
        header: Header,
        title: CellView,
        code: CellView | None,
        *,
        more: bool,
    ) -> None:
        context, ledger = self.context, self.context.ledger
        ledger.use(title, code)
        if not more or not silent(row, header):
            self._activity_status(activity, row, header, more=more)
        if About.PRIORITY in header.columns.values():
            objective_beside(self._cell(row, About.OBJECTIVE), context, row.place)
        if header.own:
            activity.results = other_light(self._cell(row, About.RESULTS), row, context, activity.results)
        owner = self._cell(row, About.OWNER)
        if owner is not None and owner.text and not owner.text.placed:
            activity.owners += [each for each in owners_of(owner.text.lines) if each not in activity.owners]
            ledger.use(owner)
        position = self._cell(row, About.POSITION)
        if position is not None and position.text and not position.text.placed:
            activity.position += position.paragraphs
            ledger.use(position)
        criteria = self._cell(row, About.CRITERIA)
        if criteria is not None and criteria.text and not criteria.text.placed and not activity.criteria.is_stated():
            activity.criteria = criteria_cell(criteria, context)
        activity.steps += steps_cells(
            self._cell(row, About.STEP), self._cell(row, About.WHO), self._cell(row, About.DUE), context, row.place
        )

    def _activity_status(self, activity: ActivityDraft, row: RowView, header: Header, *, more: bool) -> None:
        context = self.context
        status = lights_of(row, header, context)
        trend = self._cell(row, About.TREND)
        if trend is not None:
            status.trend, status.trend_stated = trend_cell(trend, context.key, context.ledger, row.place)
            context.ledger.use(trend)
        if not more:
            named = {About.LIGHT, About.BOTH} & set(header.columns.values())
            activity.status = status if named else self._by_colour(row, status)
        elif status != Status() and status != activity.status:
            if activity.status == Status():
                activity.status = status
                return
            message = f"{activity.code} has a second light or trend. The first one is kept."
            context.ledger.doubt("light-twice", message, " ".join(c.words for c in row.filled), row.place)

    def _by_colour(self, row: RowView, status: Status) -> Status:
        """No column holds lights: a green, amber or red cell of the row is taken for one, and that is said."""
        for cell in row.cells:
            for colour in (cell.shape_fill, cell.behind, cell.fill):
                light = light_of_colour(colour) if colour else None
                if light in (Light.GREEN, Light.AMBER, Light.RED):
                    message = "No column is headed as the light. The colour of a cell in the row was taken."
                    self.context.ledger.doubt("light-by-colour", message, cell.words, row.place)
                    return replace(status, light=light)
        return status
