"""Each line of what was read finds its place in the shown original."""

from __future__ import annotations

from saferplan.documents.formats.original import Original, original
from saferplan.documents.formats.registry import read_bytes
from saferplan.report.places import Place
from saferplan.web.start.present_read import Places, Where
from tests.web.start.reports import NAME, REPORT


def test_every_activity_leads_to_the_row_that_holds_it() -> None:
    shown = original(NAME, REPORT.encode())
    reading = read_bytes(NAME, REPORT.encode())
    places = Places(shown, reading.places)
    rows = {
        f"table-{piece.table}-row-{row.number}": " ".join(line for cell in row.cells for line in cell.lines)
        for piece in shown.pieces
        for row in piece.rows
    }
    codes = [activity.code for _priority, activity in reading.tree.activities()]
    assert codes == ["1.1a", "1.1b", "2.1a"]
    for code in codes:
        assert code in rows[places.of(f"activity:{code}").anchor]


def test_a_pdf_leads_to_its_page_and_an_unknown_place_nowhere() -> None:
    places = Places(Original((), pages=3), {"card:0": Place(page=2, table=4, row=1), "card:1": Place(page=9)})
    assert places.of("card:0") == Where("page 2", "page-2")
    assert places.of("card:1") == Where("page 9", "")
    assert places.of("card:2") == Where("", "")
