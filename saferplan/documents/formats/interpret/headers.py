"""Header rows: which row names the columns, what each column is about, and whether it is a priority's heading too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from saferplan.documents.formats.interpret.codes import Heading, is_code, objective_of, priority_heading, split_code
from saferplan.documents.formats.interpret.columns import About, about, columns_by_content, settle
from saferplan.documents.formats.interpret.views import CellView, RowView, TableView
from saferplan.documents.formats.interpret.vocabulary import Key, arrow_in, plain, read_light
from saferplan.report.tree import Light

_QUARTER = re.compile(r"(?:q|quarter )[1-4](?: 20\d\d(?: \d\d)?)?")

_OWN = {"Overall": About.HEADLINE, "Work": About.LIGHT, "Results": About.RESULTS, "Trend": About.TREND}
_IN_QUARTER = re.compile(r"\bq(?:uarter )?[1-4]\b", re.I)


@dataclass(slots=True)
class Header:
    """`columns` is by grid column. `heading` is the priority that the row names; `unknown` the cells not understood.

    `ticks`: the columns that stand for one light each ("Red", "Amber", "Green"), in one of which a row has its mark.
    `own`: these are the columns of our own documents, with more than one kind of light.
    """

    columns: dict[int, About]
    names: dict[int, str]
    rows: int
    cells: list[CellView]
    heading: Heading | None = None
    unknown: CellView | None = None
    ticks: dict[int, Light] = field(default_factory=dict)
    own: bool = False


def header_at(table: TableView, index: int) -> Header | None:
    """The header that begins at a row, or None where the row is no header. It may be two rows deep."""
    row = table.rows[index]
    ticks = _ticks(row)
    if not _names_columns(row, ticks, alone=True):
        return None
    rows = [row]
    if index + 1 < len(table.rows) and _is_second_row(row, table.rows[index + 1]):
        rows.append(table.rows[index + 1])
    names = _names(table, rows)
    cells = [cell for each in rows for cell in each.cells if cell.text]
    heading, first = _heading(row)
    if heading is not None and first is not None:
        names[first.column] = "Activity"
    columns = settle([names.get(column, "") for column in range(table.columns)])
    columns = {column: kind for column, kind in columns.items() if column in names}
    header = Header(columns, names, len(rows), cells, heading, ticks=ticks)
    header.own = _own(names, columns)
    if ticks:
        columns[min(ticks)] = About.LIGHT
    _find_shared(header, row, table.rows[index + len(rows) :])
    _find_title(header, row)
    _find_latest(header, table.rows[index + len(rows) :])
    _find_lights(header, table.rows[index + len(rows) :])
    if About.TITLE not in columns.values() and heading is None:
        _find_blank(header, row, table.rows[index + len(rows) :])
    return header


def _own(names: dict[int, str], columns: dict[int, About]) -> bool:
    """Puts right the columns of our own tables that show the work and the results, perhaps with one light of both."""
    words = [names[column] for column in sorted(names)]
    if words[:1] not in (["Priority"], ["Activity"]) or "Work" not in words or not set(words[1:]) <= set(_OWN):
        return False
    if len(words) < 3 or len(set(words)) != len(words) or not {"Overall", "Results"} & set(words):
        return False
    columns.clear()
    first = About.PRIORITY if words[0] == "Priority" else About.TITLE
    columns.update({column: _OWN.get(name, first) for column, name in names.items()})
    return True


def _ticks(row: RowView) -> dict[int, Light]:
    """The columns of a header row that are named after green, amber and red, where all three are."""
    seen = {cell.column: read_light(cell.words) for cell in row.filled if not cell.merged_up and cell.span == 1}
    found = {column: each.light for column, each in seen.items() if each.light is not None and not each.rest}
    return found if {Light.GREEN, Light.AMBER, Light.RED} <= set(found.values()) else {}


def _names_columns(row: RowView, ticks: dict[int, Light], *, alone: bool) -> bool:
    filled = [cell for cell in row.filled if not cell.merged_up and cell.column not in ticks]
    if not filled or any(_is_value(cell.words) for cell in filled):
        return False
    quarters = [cell for cell in filled if _QUARTER.fullmatch(plain(cell.words))]
    filled = [cell for cell in filled if len(quarters) < 2 or cell not in quarters]
    known = [cell for cell in filled if about(cell.words) is not None]
    heading, first = _heading(row)
    others = [cell for cell in filled if cell not in known and cell is not first and cell is not filled[0]]
    if any(len(cell.words.split()) > 8 for cell in others):
        return False
    if heading is not None:
        return len(known) >= 1 and len(known) >= len(filled) - 2
    return len(known) >= (2 if alone else 1) and len(known) * 2 >= len(filled)


def _is_value(text: str) -> bool:
    if _QUARTER.fullmatch(plain(text)) or "%" in text:
        return False
    if len(text) <= 2 and is_code(text) and any(char.isdigit() for char in text):
        return True
    if priority_heading(text) is None and (code := split_code(text)) and "." in code[0]:
        return True
    if arrow_in(text) and not any(char.isalpha() for char in text):
        return True
    if any(char.isdigit() for char in text) and is_code(text) and not plain(text).startswith("q"):
        return True
    return about(text) is None and read_light(text).light is not None and not read_light(text).rest


def _is_second_row(first: RowView, second: RowView) -> bool:
    """A second header row stands below cells that span columns, beside cells merged down or left empty."""
    own = [cell for cell in second.filled if not cell.merged_up]
    if not own or not any(cell.span > 1 for cell in first.filled) or any(_is_value(cell.words) for cell in own):
        return False
    names = [_below(above.words if (above := first.at(cell.column)) else "", cell.words) for cell in own]
    return all(len(cell.words.split()) <= 5 for cell in own) and any(about(name) is not None for name in names)


def _names(table: TableView, rows: list[RowView]) -> dict[int, str]:
    names: dict[int, str] = {}
    for column in range(table.columns):
        top = rows[0].at(column)
        below = rows[1].at(column) if len(rows) > 1 else None
        if below is not None and below.column == column and below.text and not below.merged_up:
            names[column] = _below(top.words if top else "", below.words)
        elif top is not None and top.column == column and top.text:
            names[column] = top.words
    return names


def _below(top: str, below: str) -> str:
    group, own = about(top), about(below)
    if group is About.STEP and own in (About.TITLE, None):
        return "Next steps"
    if group is About.STEP and own in (About.OWNER, About.WHO):
        return "By whom"
    if own is not None:
        return below
    turned = f"{below} {top}"
    return turned if about(turned) is not None else f"{top} {below}"


def _heading(row: RowView) -> tuple[Heading | None, CellView | None]:
    for cell in row.filled:
        if not cell.merged_up and (heading := priority_heading(cell.words)):
            return heading, cell
    return None, None


def _find_title(header: Header, row: RowView) -> None:
    """Where no column is named as the activity's, the one unnamed column is, if it stands left of the light."""
    kinds = header.columns.values()
    if About.TITLE in kinds or About.PRIORITY in kinds:
        return
    unnamed = [cell for cell in row.filled if cell.column not in header.columns and not cell.merged_up]
    if len(unnamed) == 1:
        header.columns[unnamed[0].column] = About.TITLE
        if objective_of(unnamed[0].words) is None:
            header.unknown = unnamed[0]
        return
    blank = [cell for cell in row.cells if not cell.text and cell.column not in header.columns]
    if not unnamed and len(blank) == 1:
        header.columns[blank[0].column] = About.TITLE


def _find_shared(header: Header, row: RowView, below: list[RowView]) -> None:
    """One heading over two columns: "Activity" over code and title, "Status" over light and arrow."""
    for cell in row.filled:
        kind = header.columns.get(cell.column)
        if cell.span != 2 or kind not in (About.TITLE, About.LIGHT) or header.names.get(cell.column + 1):
            continue
        texts = []
        for column in (cell.column, cell.column + 1):
            own = [c for each in below if (c := each.at(column)) and c.column == column and c.span == 1]
            texts.append([c.words for c in own if c.words and not c.merged_up])
        kinds, (first, second) = header.columns.values(), texts
        if kind is About.TITLE and About.CODE not in kinds and first and second and all(map(is_code, first)):
            header.columns |= {cell.column: About.CODE, cell.column + 1: About.TITLE}
        if kind is About.LIGHT and About.TREND not in kinds and second and all(map(arrow_in, second)):
            header.columns[cell.column + 1] = About.TREND


def _find_latest(header: Header, below: list[RowView]) -> None:
    """Of several columns "Q1 update", "Q2 update" the last one with a text counts."""
    of_quarters = [c for c, name in header.names.items() if about(name) is About.POSITION and _IN_QUARTER.search(name)]
    if len(of_quarters) < 2 or any(k is About.POSITION and c not in of_quarters for c, k in header.columns.items()):
        return
    told = [c for c in of_quarters if any((cell := each.at(c)) and cell.column == c and cell.words for each in below)]
    for column in of_quarters:
        header.columns.pop(column, None)
    header.columns[max(told or of_quarters)] = About.POSITION


def _find_lights(header: Header, below: list[RowView]) -> None:
    """Where no column is headed as the light: columns of quarters, or one called "Progress", that hold only lights."""
    if {About.LIGHT, About.BOTH} & set(header.columns.values()):
        return
    quarters = [column for column, name in header.names.items() if _QUARTER.fullmatch(plain(name))]
    progress = [column for column, kind in header.columns.items() if kind is About.POSITION]
    for column in quarters if len(quarters) > 1 else progress:
        seen = [read_light(c.words) for row in below if (c := row.at(column)) and c.text and c.column == column]
        seen = [each for each in seen if each.words or each.light is not None]
        if (
            column in quarters
            and not seen
            or seen
            and sum(each.light is not None and not each.rest for each in seen) >= 0.8 * len(seen)
        ):
            header.columns[column] = About.LIGHT


def _find_blank(header: Header, row: RowView, below: list[RowView]) -> None:
    """Columns without a heading beside columns that have one: code and activity are known by what stands in them."""
    blank = [cell.column for cell in row.cells if not cell.text and cell.column not in header.columns]
    texts = {
        column: [cell.words for each in below if (cell := each.at(column)) and cell.text and cell.column == column]
        for column in blank
    }
    coded = next((column for column in blank if texts[column] and all(map(is_code, texts[column]))), None)
    wordy = [column for column in blank if any(len(text.split()) > 2 for text in texts[column])]
    if coded is not None and len(wordy) == 1:
        header.columns[coded] = About.CODE
        header.columns[wordy[0]] = About.TITLE


def header_by_content(table: TableView, key: Key) -> Header | None:
    """Columns of a table without a header row, by what stands in them."""
    rows = [row for row in table.rows if len(row.filled) > 1 or any(cell.fill or cell.shape_fill for cell in row.cells)]
    if not rows:
        return None
    texts: list[list[str]] = []
    fills: list[list[str]] = []
    for column in range(table.columns):
        cells = [row.at(column) for row in rows]
        own = [cell if cell is not None and cell.column == column else None for cell in cells]
        texts.append([cell.words if cell else "" for cell in own])
        fills.append([(cell.shape_fill or cell.behind or cell.fill) if cell else "" for cell in own])
    columns = columns_by_content(texts, fills, key)
    return Header(columns, {}, 0, []) if columns else None
