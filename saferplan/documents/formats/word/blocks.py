"""The flow of a document's part: its paragraphs and tables, with text boxes and notes where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from saferplan.documents.formats.source import Cell, Item, Marker, Paragraph, Part, Row, Table
from saferplan.documents.formats.word import colours, drawings
from saferplan.documents.formats.word.inline import Content, InlineReader, is_placeholder
from saferplan.documents.formats.word.lines import Line, escaped, make_line
from saferplan.documents.formats.word.numbering import NO_LABEL, Label, Numbering
from saferplan.documents.formats.word.package import MC, VAL, Element, W, number, value
from saferplan.documents.formats.word.pictures import Pictures
from saferplan.documents.formats.word.styles import PLAIN, Look, Style, Styles, left_indent
from saferplan.documents.formats.word.tables import GridCell, GridRow, is_layout, read_grid
from saferplan.report.places import Place

_WRAPPERS = frozenset(W + t for t in ("sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_CONTENTS = re.compile(r"(toc (\d|heading)|table of (figures|authorities)|contents heading)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list(?: (bullet|number))?(?: (\d))?", re.IGNORECASE)
_SUB_BULLETS = ("o", "◦", "▫", "○")
_INK = "#000000"
_SMALL_SHAPE = 1_400_000  # in English Metric Units, about 1.5 inches: a light, not a decorated page


@dataclass(slots=True)
class Shared:
    """What all parts of a document share, and the running counts of its tables and paragraphs."""

    styles: Styles
    theme: colours.Theme
    numbering: Numbering
    notes: dict[tuple[Part, str], Element] = field(default_factory=dict)
    tables: int = 0
    paragraphs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """Where a paragraph stands. `place` is None in the open flow, where paragraphs are counted."""

    part: Part
    place: Place | None = None
    look: Look = PLAIN
    fill: str = ""

    @property
    def in_cell(self) -> bool:
        return self.place is not None and self.place.table is not None


@dataclass(slots=True)
class _Flow:
    """What was met in a container: items in order, and what its drawings and notes say beside them."""

    items: list[Item] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    notes: list[tuple[Part, str, Place]] = field(default_factory=list)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(item for item in self.items if isinstance(item, Paragraph))


class PartReader:
    """Reads one part of the file (the body, a header, the footnotes)."""

    def __init__(self, shared: Shared, inline: InlineReader, pictures: Pictures) -> None:
        self._shared = shared
        self._inline = inline
        self._pictures = pictures

    def read(self, container: Element, part: Part, place: Place | None = None) -> list[Item]:
        """The items in an element, notes after the item that refers to them."""
        return self._flow(container, _Context(part=part, place=place)).items

    def _flow(self, container: Iterable[Element], context: _Context) -> _Flow:
        flow = _Flow()
        carried: Content | None = None
        for element in _block_elements(container):
            if element.tag == W + "tbl":
                self._add_table(element, context, flow)
            else:
                carried = self._add_paragraph(element, context, flow, carried)
            if not context.in_cell:
                self._add_notes(flow)
        if carried is not None:
            self._add_lines(carried, None, context, flow)
        return flow

    # Paragraphs

    def _add_paragraph(
        self, element: Element, context: _Context, flow: _Flow, carried: Content | None
    ) -> Content | None:
        """Adds a paragraph. Returns its content instead when its end was deleted: it then runs into the next one."""
        ppr = element.find(W + "pPr")
        style = self._shared.styles.paragraph(value(ppr, "pStyle"))
        content = self._inline.read(element, style.look.over(context.look).over(self._shared.styles.base))
        if _CONTENTS.match(style.name):
            return carried
        if carried is not None:
            content = _joined(carried, content)
        if _end_is_deleted(ppr):
            return content
        self._add_lines(content, ppr, context, flow)
        return None

    def _add_lines(self, content: Content, ppr: Element | None, context: _Context, flow: _Flow) -> None:
        style_id = value(ppr, "pStyle")
        style = self._shared.styles.paragraph(style_id)
        label, depth = self._label(ppr, style, style_id or "")
        heading = _heading(ppr, style)
        place = context.place
        if place is None:
            self._shared.paragraphs += 1
            place = Place(line=self._shared.paragraphs)
        back = colours.shading(None if ppr is None else ppr.find(W + "shd"), self._shared.theme)
        fill = (style.fill if back is None else back) or context.fill
        if content.drawings:
            self._note_drawings(content, flow)
            if not context.in_cell and not fill:
                fill = drawings.lit(self._fills_of_lights(content))
        common = Paragraph(text="", heading=heading, depth=depth, fill=fill, part=context.part, place=place)
        if not self._add_texts(content, label, common, flow, left_indent(ppr, style.indent) or 0):
            self._add_silent(label, common, content, context, flow)
        flow.notes += [(part, key, place) for part, key in content.notes]
        self._add_boxes(content, context, flow)

    def _add_texts(self, content: Content, label: Label, common: Paragraph, flow: _Flow, indent: int) -> bool:
        """Adds the lines that have text; the first one takes the list label. Says whether there was any."""
        added = False
        for pieces in content.lines:
            line = make_line(pieces, plain=common.heading > 0, listed=label.marker is not Marker.NONE and not added)
            if not line.text:
                continue
            paragraph = _paragraph(line, common, label if not added else NO_LABEL)
            if line.marker is Marker.BULLET:
                depth = _typed_depth(line.sign, indent, flow)
                paragraph = paragraph if paragraph.depth == depth else replace(paragraph, depth=depth)
            flow.items.append(paragraph)
            if line.sign_fill:
                flow.signs.append(line.sign_fill)
            added = True
        return added

    def _add_silent(self, label: Label, common: Paragraph, content: Content, context: _Context, flow: _Flow) -> None:
        """A paragraph without letters may still say something: its number in a cell, a coloured disc in the flow."""
        if label.number and context.in_cell:
            flow.items.append(replace(common, text=label.number, markdown=escaped(label.number)))
        elif not context.in_cell and content.drawings:
            fill = drawings.lit(self._fills_of_lights(content))
            if colours.is_colourful(fill):
                words = next(filter(None, map(drawings.alternative_text, content.drawings)), "●")
                flow.items.append(replace(common, text=words, markdown=escaped(words), fill=fill))

    def _note_drawings(self, content: Content, flow: _Flow) -> None:
        for drawing in content.drawings:
            flow.fills += drawings.fills(drawing, self._shared.theme)
            words = drawings.alternative_text(drawing)
            flow.alternatives += [words] if words else []
            flow.pictures += drawings.pictures(drawing)

    def _fills_of_lights(self, content: Content) -> list[str]:
        """The colours of small shapes without text: not of text boxes or a decorated page."""
        lights = [d for d in content.drawings if _is_small(d) and not drawings.text_boxes(d)]
        return [fill for light in lights for fill in drawings.fills(light, self._shared.theme)]

    def _add_boxes(self, content: Content, context: _Context, flow: _Flow) -> None:
        for drawing in content.drawings:
            for box, shape in drawings.text_boxes(drawing):
                fill = drawings.shape_fill(shape, self._shared.theme)
                part = Part.TEXT_BOX if context.part is Part.BODY else context.part
                inner = self._flow(box, replace(context, part=part, fill=fill or context.fill))
                _absorb(flow, inner)

    def _label(self, ppr: Element | None, style: Style, style_id: str) -> tuple[Label, int]:
        numbering = None if ppr is None else ppr.find(W + "numPr")
        list_id, stated_level = value(numbering, "numId"), value(numbering, "ilvl")
        named = _LIST_STYLE.fullmatch(style.name)
        depth_of_name = max(0, number(named.group(2), 1) - 1) if named else 0
        if list_id is None:
            list_id = style.list_id
        if not list_id or list_id == "0":
            is_bullet = list_id is None and named is not None and (named.group(1) or "").lower() == "bullet"
            return (Label(Marker.BULLET), depth_of_name) if is_bullet else (NO_LABEL, 0)
        if stated_level is not None:
            level = number(stated_level)
        elif style.list_level is not None:
            level = style.list_level
        else:
            level = self._shared.numbering.level_of_style(list_id, style_id)
        label = self._shared.numbering.label(list_id, level)
        return label, (level or depth_of_name) if label.marker is not Marker.NONE else 0

    # Notes

    def _add_notes(self, flow: _Flow) -> None:
        waiting, flow.notes = flow.notes, []
        for part, key, place in waiting:
            note = self._shared.notes.pop((part, key), None)
            if note is None:
                continue
            inner = self._flow(note, _Context(part=part, place=place))
            for item in inner.items:
                flow.items += _flat(item) if isinstance(item, Table) else [item]

    # Tables

    def _add_table(self, element: Element, context: _Context, flow: _Flow) -> None:
        if context.in_cell:
            self._add_flat(element, context, flow)
        elif is_layout(element):
            for row in read_grid(element, self._shared.styles, self._shared.theme):
                for cell in row.cells:
                    if not cell.continues:
                        _absorb(flow, self._flow(cell.element, replace(context, fill=cell.fill or context.fill)))
        else:
            self._shared.tables += 1
            table = self._table(element, self._shared.tables, context, flow)
            if table.rows:
                flow.items.append(table)

    def _table(self, element: Element, count: int, context: _Context, flow: _Flow) -> Table:
        rows: list[Row] = []
        for index, grid_row in enumerate(read_grid(element, self._shared.styles, self._shared.theme), 1):
            place = Place(table=count, row=index)
            within = replace(context, place=place, fill="")
            cells = []
            for grid_cell in grid_row.cells:
                above = rows[-1].at(grid_cell.column) if rows and grid_cell.continues else None
                cells.append(self._cell(grid_cell, above, within, flow))
            rows.append(Row(cells=tuple(cells), place=place, repeats_as_header=grid_row.repeats_as_header))
        columns = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
        return Table(rows=tuple(rows), columns=columns, place=Place(table=count), part=context.part)

    def _cell(self, grid: GridCell, above: Cell | None, context: _Context, flow: _Flow) -> Cell:
        if above is not None:
            return replace(above, column=grid.column, span=grid.span, fill=grid.fill or above.fill, merged_up=True)
        look = grid.look.over(context.look)
        inner = self._flow(grid.element, context if look is context.look else replace(context, look=look))
        flow.notes += inner.notes
        paragraphs = inner.paragraphs()
        shape = drawings.lit(inner.fills) or drawings.lit([s for s in inner.signs if s != _INK])
        if not paragraphs:
            shape = shape or drawings.lit([self._pictures.colour(key) for key in inner.pictures])
            if inner.alternatives:
                words = "; ".join(dict.fromkeys(inner.alternatives))
                paragraphs = (
                    Paragraph(text=words, markdown=escaped(words), part=context.part, place=context.place or Place()),
                )
        return Cell(column=grid.column, span=grid.span, paragraphs=paragraphs, fill=grid.fill, shape_fill=shape)

    def _add_flat(self, element: Element, context: _Context, flow: _Flow) -> None:
        """A table inside a cell: a line a row where it has a header row, else its cells' paragraphs in order."""
        labels: list[str] = []
        grid = read_grid(element, self._shared.styles, self._shared.theme)
        for index, row in enumerate(grid):
            inner: list[_Flow] = []
            for cell in row.cells:
                fill = cell.fill or context.fill
                within = replace(context, look=cell.look.over(context.look), fill=fill)
                inner.append(_Flow() if cell.continues else self._flow(cell.element, within))
                flow.fills += [cell.fill] if cell.fill and not cell.continues else []
            if index == 0 and len(grid) > 1 and _are_labels(row, inner):
                labels = [_words(each.paragraphs()) for each in inner]
                continue
            if labels:
                _as_one_line(labels, inner)
            for each in inner:
                _absorb(flow, each)


def _are_labels(row: GridRow, cells: list[_Flow]) -> bool:
    """Whether the first row of an inner table names its columns: short words that stand out."""
    texts = [_words(cell.paragraphs()) for cell in cells]
    if len(cells) < 2 or not all(0 < len(text) <= 30 for text in texts):
        return False
    stand_out = (
        all(x.bold for x in flow.paragraphs()) or bool(g.fill) for g, flow in zip(row.cells, cells, strict=True)
    )
    return row.repeats_as_header or all(stand_out)


def _as_one_line(labels: list[str], cells: list[_Flow]) -> None:
    """Joins a row to one paragraph, "Book a room; Who: Ann Lee; When: May", left in its first cell."""
    first = cells[0].paragraphs()
    if len(first) != 1 or any(cell.fills or not cell.paragraphs() for cell in cells[1 : len(labels)]):
        return
    text, markdown = first[0].text, first[0].markdown
    for label, cell in zip(labels[1:], cells[1:], strict=False):
        text += f"; {label.rstrip(':')}: {_words(cell.paragraphs())}"
        markdown += f"; {escaped(label.rstrip(':'))}: {' '.join(x.markdown for x in cell.paragraphs())}"
        cell.items.clear()
    cells[0].items[:] = [replace(first[0], text=text, markdown=markdown, bold=False)]


def _words(paragraphs: Iterable[Paragraph]) -> str:
    return " ".join(paragraph.text for paragraph in paragraphs)


def _block_elements(container: Iterable[Element]) -> Iterator[Element]:
    """The paragraphs and tables of a container, through content controls and the like."""
    for child in container:
        tag = child.tag
        if tag in (W + "p", W + "tbl"):
            yield child
        elif tag == W + "sdt":
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            is_contents = gallery is not None and gallery.get(VAL) == "Table of Contents"
            if not is_contents and not is_placeholder(child):
                yield from _block_elements(child)
        elif tag in _WRAPPERS:
            yield from _block_elements(child)
        elif tag == MC + "AlternateContent":
            yield from _block_elements(drawings.chosen(child))


def _end_is_deleted(ppr: Element | None) -> bool:
    mark = None if ppr is None else ppr.find(W + "rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def _joined(first: Content, second: Content) -> Content:
    lines = [*first.lines[:-1], first.lines[-1] + second.lines[0], *second.lines[1:]]
    return Content(lines, first.drawings + second.drawings, first.notes + second.notes)


def _heading(ppr: Element | None, style: Style) -> int:
    outline = value(ppr, "outlineLvl")
    if outline is None:
        return style.heading
    level = number(outline, 9)
    return level + 1 if 0 <= level < 9 else 0


def _paragraph(line: Line, common: Paragraph, label: Label) -> Paragraph:
    is_labelled = label.marker is not Marker.NONE
    # Not `replace`, which takes five times as long: most of a file is paragraphs.
    return Paragraph(
        heading=common.heading,
        depth=common.depth,
        part=common.part,
        place=common.place,
        text=line.text,
        markdown=line.markdown,
        marker=label.marker if is_labelled else line.marker,
        number=label.number if is_labelled else line.number,
        size=line.size,
        bold=line.bold,
        fill=line.fill or common.fill,
        strong_lead=line.strong_lead,
    )


def _typed_depth(sign: str, indent: int, flow: _Flow) -> int:
    return 1 if sign in _SUB_BULLETS and any(p.marker is Marker.BULLET for p in flow.paragraphs()[-20:]) else 0


def _is_small(drawing: Element) -> bool:
    for element in drawing.iter():
        if isinstance(element.tag, str) and element.tag.endswith("}extent"):
            return max(number(element.get("cx")), number(element.get("cy"))) <= _SMALL_SHAPE
        sizes = re.findall(r"(?:width|height):([\d.]+)pt", element.get("style") or "")
        if sizes:
            return max(map(float, sizes)) <= _SMALL_SHAPE / 12_700
    return False


def _absorb(flow: _Flow, inner: _Flow) -> None:
    flow.items += inner.items
    flow.fills += inner.fills
    flow.signs += inner.signs
    flow.alternatives += inner.alternatives
    flow.pictures += inner.pictures
    flow.notes += inner.notes


def _flat(table: Table) -> list[Item]:
    return [p for row in table.rows for cell in row.cells if not cell.merged_up for p in cell.paragraphs]
