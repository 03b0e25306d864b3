"""Where a paragraph, a list or a card ends, where only the distance of lines or a page break can tell."""

from __future__ import annotations

from saferplan.documents.formats.source import Marker, Part
from tests.documents.formats.pdf.samples import PAGE, paragraphs, read, tables, texts

STORY = (
    "The wardens met many visitors in the old town and on the quay, and they spoke with all of them about the scheme."
)
BULLETS = """- Mentors are in both schools of the upper town
  - The first began in the spring
  - The second begins after the break
- Marshals stand at the rank"""


def cell_rows(*rows: tuple[str, str]) -> str:
    cells = "".join(f"[{label}], [{text}], " for label, text in rows)
    return f"#table(columns: (60pt, 104pt), {cells})"


def test_entries_that_fill_their_lines_are_told_by_the_distance_of_lines() -> None:
    entries = "Harbour Constabulary #parbreak() Lighthouse Trust Ltd"
    (table,) = tables(read("#set par(spacing: 10pt)\n" + cell_rows(("A1", STORY), ("A2", entries))))
    assert texts(table.rows) == [("A1", STORY), ("A2", "Harbour Constabulary\nLighthouse Trust Ltd")]


def test_lines_further_apart_all_over_the_file_are_still_one_paragraph() -> None:
    two = f"{STORY} Nobody was hurt on any of the Fridays in June, and the town has asked for more of them."
    source = read(f"#set par(leading: 12pt, spacing: 30pt)\n{two} {two}\n\n{two}")
    assert [p.text for p in paragraphs(source)] == [f"{two} {two}", two]


def test_a_new_sentence_at_the_top_of_a_page_goes_on_where_the_file_says_so() -> None:
    sentences = "Shops share radio. " * 12  # one on each line
    rows = cell_rows(("A1", STORY), ("A2", sentences), ("A3", "Door staff trained"), ("A4", "Not yet due"))
    source = read(f"#v(120pt)\n{rows}")
    (table,) = tables(source)
    assert source.pages == 2
    assert texts(table.rows)[1] == ("A2", sentences.strip())


def test_a_list_in_a_cell_keeps_its_depths_over_a_page_break() -> None:
    source = read(f"#v(290pt)\n#table(columns: (60pt, 300pt), [Position], [\n{BULLETS}\n])")
    (table,) = tables(source)
    assert source.pages == 2
    assert [(p.marker, p.depth) for p in table.rows[0].cells[1].paragraphs] == [
        (Marker.BULLET, 0),
        (Marker.BULLET, 1),
        (Marker.BULLET, 1),
        (Marker.BULLET, 0),
    ]


def test_a_list_outside_tables_keeps_its_depths_over_a_page_break() -> None:
    source = read(f"#v(290pt)\n{BULLETS}")
    found = [(p.depth, p.place.page) for p in paragraphs(source)]
    assert [depth for depth, _ in found] == [0, 1, 1, 0]
    assert {page for _, page in found} == {1, 2}


def test_an_entry_known_from_other_cells_is_whole_at_a_page_break() -> None:
    rows = cell_rows(
        ("A1", "Harbour Constabulary"),
        ("A2", STORY),
        ("A3", "Town staff #parbreak() Harbour Constabulary #parbreak() Lighthouse Trust Ltd"),
    )
    source = read(f"#v(169pt)\n{rows}")
    (table,) = tables(source)
    assert source.pages == 2
    assert table.rows[2].texts == ("A3", "Town staff\nHarbour Constabulary\nLighthouse Trust Ltd")


def test_cards_with_labels_above_their_texts_stay_apart_at_a_page_break() -> None:
    def card(action: str, lead: str) -> str:
        rows = "".join(
            f"table.cell(fill: silver)[*{label}*], [{text}], " for label, text in (("Action", action), ("Lead", lead))
        )
        return f"#table(columns: (300pt,), {rows})"

    first, second = card("Visit each burgled home", "Inspector"), card("Light the quay", "Town centre manager")
    source = read(f"#v(235pt)\n{first}\n{second}")
    assert [table.rows[1].texts for table in tables(source)] == [("Visit each burgled home",), ("Light the quay",)]
    assert [table.place.page for table in tables(source)] == [1, 2]


def test_headings_at_the_top_of_pages_are_not_running_headers() -> None:
    pages = "\n#pagebreak()\n".join(f"*Priority {n}*\n\nThe {n} wardens met on the quay." for n in range(1, 5))
    header = PAGE.replace("margin: 40pt", 'margin: 40pt, header: [Harbour town -- #context counter(page).display("1")]')
    source = read(pages, page=header)
    assert [p.text for p in paragraphs(source) if p.bold] == [f"Priority {n}" for n in range(1, 5)]
    assert [p.text for p in paragraphs(source, Part.HEADER)] == ["Harbour town – 1"]


def test_right_aligned_numbers_are_of_one_depth() -> None:
    items = "\n".join(f"+ Step {n} of the plan" for n in range(1, 12))
    source = read(f"- Wardens\n- Marshals\n\n#v(8pt)\n{items}")
    assert [p.depth for p in paragraphs(source)] == [0] * 13
