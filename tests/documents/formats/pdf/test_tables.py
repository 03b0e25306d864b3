"""Tables of a PDF: cells, spans, colours, and what page breaks do to them."""

from __future__ import annotations

from saferplan.documents.formats.pdf.grids import Grid, GridCell
from saferplan.documents.formats.pdf.ink import Page, Word
from saferplan.documents.formats.pdf.tables import fill_grid
from tests.documents.formats.pdf.samples import PAGE, paragraphs, read, tables, texts

ROW = "[A{n}], [Street pastors walk the old town on Friday nights], [Green],"


def test_cells_colours_and_small_shapes() -> None:
    source = read(
        """#table(columns: (60pt, 200pt, 60pt),
        [Ref], [Action], [RAG],
        [A1], [Street pastors], table.cell(fill: rgb("#00b050"))[],
        [A2], [Door staff], table.cell(fill: cmyk(0%, 100%, 100%, 0%))[Red],
        [A3], [Taxi marshals], circle(radius: 5pt, fill: rgb("#ffc000")),
        [A4], [Night buses], table.cell(fill: white)[None])"""
    )
    (table,) = tables(source)
    assert table.columns == 3
    assert texts(table.rows) == [
        ("Ref", "Action", "RAG"),
        ("A1", "Street pastors", ""),
        ("A2", "Door staff", "Red"),
        ("A3", "Taxi marshals", ""),
        ("A4", "Night buses", "None"),
    ]
    lights = [row.cells[2] for row in table.rows]
    assert [cell.fill for cell in lights] == ["", "#00b050", "#ff0000", "", ""]
    assert [cell.shape_fill for cell in lights] == ["", "", "", "#ffc000", ""]
    assert table.rows[3].place.row == 4
    assert table.rows[3].place.page == 1


def test_merged_cells() -> None:
    source = read(
        """#table(columns: (60pt, 100pt, 60pt),
        table.cell(colspan: 3)[Priority 1: Safe nights],
        table.cell(rowspan: 2)[Nights], [Street pastors], [Green],
        [Door staff], [Amber],
        [Days], table.cell(colspan: 2)[Not yet begun])"""
    )
    (table,) = tables(source)
    heading, first, second, last = table.rows
    assert [(c.column, c.span, c.text) for c in heading.cells] == [(0, 3, "Priority 1: Safe nights")]
    assert [c.merged_up for c in first.cells] == [False, False, False]
    assert [(c.text, c.merged_up) for c in second.cells] == [("Nights", True), ("Door staff", False), ("Amber", False)]
    assert [(c.column, c.span, c.text) for c in last.cells] == [(0, 1, "Days"), (1, 2, "Not yet begun")]


def test_a_header_repeated_on_each_page_is_read_once() -> None:
    rows = "".join(ROW.format(n=n) for n in range(1, 41))
    source = read(f"#table(columns: (60pt, 200pt, 60pt), table.header([Ref], [Action], [RAG]), {rows})")
    (table,) = tables(source)
    assert [row.texts[0] for row in table.rows] == ["Ref", *(f"A{n}" for n in range(1, 41))]
    assert [row.repeats_as_header for row in table.rows[:2]] == [True, False]
    assert {row.place.page for row in table.rows} == {1, 2, 3, 4}
    assert {row.place.table for row in table.rows} == {1}


def test_a_row_broken_over_pages_is_one_row() -> None:
    sentence = "The scheme ran on every Friday and the volunteers spoke to many visitors of the old town. "
    source = read(
        f"""#v(230pt)
        #table(columns: (60pt, 150pt, 60pt), [Ref], [Position], [RAG],
        [A1], [{sentence * 4}], [Green], [A2], [Door staff trained], [Amber])"""
    )
    (table,) = tables(source)
    assert texts(table.rows) == [
        ("Ref", "Position", "RAG"),
        ("A1", (sentence * 4).strip(), "Green"),
        ("A2", "Door staff trained", "Amber"),
    ]
    assert source.pages == 2


def test_a_table_that_begins_a_page_is_not_joined_to_one_that_ended_early() -> None:
    source = read(
        """#table(columns: (60pt, 150pt), [Priority], [One], [Lead], [Town centre manager])
        #pagebreak()
        #table(columns: (60pt, 150pt), [Priority], [Two], [Lead], [Head of housing])"""
    )
    assert [texts(table.rows) for table in tables(source)] == [
        [("Priority", "One"), ("Lead", "Town centre manager")],
        [("Priority", "Two"), ("Lead", "Head of housing")],
    ]


def test_tables_with_other_columns_stay_apart() -> None:
    source = read(
        """#table(columns: (60pt, 150pt), [Lead], [Town centre manager], [Aim], [Safe nights])
        #v(-4pt)
        #table(columns: (90pt, 60pt, 60pt), [Action], [RAG], [Trend], [Street pastors], [Green], [→])"""
    )
    assert [table.columns for table in tables(source)] == [2, 3]


def test_a_table_without_rules_is_found_by_its_columns() -> None:
    source = read(
        """Before the table stands a line of text that is as wide as the whole page and more than that, so it wraps.

        #table(columns: (50pt, 150pt, 60pt, 50pt), stroke: none,
        [Ref], [Action], [RAG], [Trend],
        [1.1a], [Street pastors walk the old town on Friday and Saturday nights], [Green], [↗],
        [1.1b], [Door staff], [Amber], [→],
        [1.1c], [Taxi marshals wait at the station on event nights], [Red], [↘])

        After the table stands another line of text that is as wide as the whole page and more, so it wraps too."""
    )
    (table,) = tables(source)
    assert texts(table.rows) == [
        ("Ref", "Action", "RAG", "Trend"),
        ("1.1a", "Street pastors walk the old town on Friday and Saturday nights", "Green", "↗"),
        ("1.1b", "Door staff", "Amber", "→"),
        ("1.1c", "Taxi marshals wait at the station on event nights", "Red", "↘"),
    ]
    assert [p.text[:16] for p in paragraphs(source)] == ["Before the table", "After the table "]


def test_a_table_of_fills_alone() -> None:
    source = read(
        """#table(columns: (50pt, 150pt, 60pt), stroke: none,
        fill: (x, y) => if y == 0 { rgb("#203050") } else if x == 2 { (red, green, orange).at(calc.rem(y, 3)) },
        text(white)[Ref], text(white)[Action], text(white)[RAG],
        [A], [Street pastors walk the old town on Friday and Saturday nights], [],
        [B], [Door staff], [], [C], [Taxi marshals], [])"""
    )
    (table,) = tables(source)
    assert table.rows[0].texts == ("Ref", "Action", "RAG")
    assert [row.texts[:2] for row in table.rows[2:]] == [("B", "Door staff"), ("C", "Taxi marshals")]
    assert [row.cells[2].fill for row in table.rows] == ["#203050", "#2ecc40", "#ff851b", "#ff4136"]


def test_a_table_ruled_only_across() -> None:
    source = read(
        """#table(columns: (50pt, 150pt, 60pt), stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt),
        [Ref], [Action], [RAG],
        [A], [Street pastors walk the old town on Friday and Saturday nights], [Green],
        [B], [Door staff], [Amber], [C], [Taxi marshals], [Red])"""
    )
    (table,) = tables(source)
    assert texts(table.rows) == [
        ("Ref", "Action", "RAG"),
        ("A", "Street pastors walk the old town on Friday and Saturday nights", "Green"),
        ("B", "Door staff", "Amber"),
        ("C", "Taxi marshals", "Red"),
    ]


def test_landscape_pages_and_turned_headings() -> None:
    source = read(
        """#table(columns: (60pt, 200pt, 30pt), [Ref], [Action], rotate(-90deg, reflow: true)[Rating],
        [A1], [Street pastors], [G])""",
        page=PAGE.replace("width: 500pt, height: 400pt", "width: 800pt, height: 500pt"),
    )
    (table,) = tables(source)
    assert texts(table.rows) == [("Ref", "Action", "Rating"), ("A1", "Street pastors", "G")]


def test_shaded_bands_are_the_rows_of_a_table_without_rules_inside() -> None:
    source = read(
        """#table(columns: (60pt, 160pt, 60pt),
        stroke: (x, y) => if y == 0 { 0.5pt } else {
          (left: if x == 0 { 0.5pt }, right: if x == 2 { 0.5pt }, bottom: if y == 5 { 0.5pt }) },
        fill: (x, y) => if calc.odd(y) { rgb("#d9e2f3") },
        [Ref], [Action], [RAG],
        [A1], [Street pastors walk the old town on Friday nights], [Green],
        [A2], [Door staff are trained in first aid and in calm words], [Red],
        [A3], [Taxi marshals], [Amber],
        [A4], [Night buses], [Green],
        [A5], [Lamps are mended], [Green])"""
    )
    (table,) = tables(source)
    assert [(row.texts[0], row.texts[2]) for row in table.rows] == [
        ("Ref", "RAG"),
        ("A1", "Green"),
        ("A2", "Red"),
        ("A3", "Amber"),
        ("A4", "Green"),
        ("A5", "Green"),
    ]


def test_the_rest_of_a_row_that_a_page_cut_stays_in_its_column() -> None:
    def word(text: str, x: float, y: float) -> Word:
        return Word(x, y, x + 6 * len(text), y + 10, text=text, size=10.0)

    def spans(x: float) -> list[tuple[int, int]]:
        cells = [GridCell(a, 0, b, 20, 0, n) for n, (a, b) in enumerate(((0, 60), (60, 220), (220, 280)))]
        grid = Grid(0, 0, 280, 40, [0, 60, 220, 280], [0, 20, 40], [*cells, GridCell(0, 20, 280, 40, 1, 0, 1, 3)])
        words = [word("Ref", 5, 5), word("Action", 65, 5), word("RAG", 225, 5), word("schools", x, 25)]
        table, _ = fill_grid(grid, Page(1, 500, 400, words=words))
        return [(cell.column, cell.span) for cell in table.rows[1].cells]

    assert spans(65) == [(0, 1), (1, 1), (2, 1)]
    assert spans(5) == [(0, 3)]
    assert spans(100) == [(0, 3)]
