"""Tables in Word: merged cells, fills, shapes, tables in tables, text boxes, changes."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from PIL import Image, ImageDraw

from saferplan.documents.formats.source import Marker, Paragraph, Part, Table
from saferplan.documents.formats.word.read import read_source
from saferplan.report.places import Place
from tests.documents.formats.word.packages import (
    docx,
    first_cell,
    p,
    paragraphs,
    parts_of,
    r,
    read,
    shape,
    table,
    tbl,
    tc,
    texts,
    tr,
    zipped,
)

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def fill(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def test_grid_of_spanning_and_merged_cells() -> None:
    rows = (
        tr(tc("KPA 1", span(2)), tc("Light"), properties="<w:tblHeader/>"),
        tr(tc("Owner A", RESTART), tc("1.1.1a. Walks"), tc("GREEN", fill("00B050") + RESTART)),
        tr(tc("", CONTINUE), tc("1.1.1b. Talks"), tc("", CONTINUE)),
    )
    found = table(read(p("Before") + tbl(*rows)))
    assert found.columns == 3
    assert [row.repeats_as_header for row in found.rows] == [True, False, False]
    assert [(c.column, c.span) for c in found.rows[0].cells] == [(0, 2), (2, 1)]
    assert found.rows[2].texts == ("Owner A", "1.1.1b. Talks", "GREEN")
    assert [(c.merged_up, c.fill) for c in found.rows[2].cells] == [(True, ""), (False, ""), (True, "#00b050")]
    assert found.rows[2].place == Place(table=1, row=3)
    assert found.rows[1].cells[1].paragraphs[0].place == Place(table=1, row=2)


def test_cells_that_begin_later_and_rows_in_content_controls() -> None:
    later = tr(tc("B"), properties='<w:gridBefore w:val="1"/>')
    inner = f"<w:sdt><w:sdtContent>{tc('D')}</w:sdtContent></w:sdt>"
    control = f"<w:sdt><w:sdtContent>{tr(tc('C'), inner)}</w:sdtContent></w:sdt>"
    found = table(read(tbl(later, control)))
    assert found.rows[0].at(0) is None
    assert found.rows[0].at(1) is found.rows[0].cells[0]
    assert found.rows[1].texts == ("C", "D")


def test_deleted_rows_and_cells_are_gone() -> None:
    gone = tr(tc("old"), tc("row"), properties="<w:del/>")
    kept = tr(tc("new"), tc("cell", "<w:cellDel/>"), tc("row"), properties="<w:ins/>")
    found = table(read(tbl(gone, kept)))
    assert [row.texts for row in found.rows] == [("new", "row")]


@pytest.mark.parametrize(
    ("shading", "colour"),
    [
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFC000"/>', "#ffc000"),
        ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', ""),
        ('<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>', "#ff0000"),
        ('<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>', "#808080"),
        ('<w:shd w:val="clear" w:fill="123456" w:themeFill="accent6"/>', "#70ad47"),
        ('<w:shd w:val="clear" w:fill="123456" w:themeFill="accent6" w:themeFillShade="80"/>', "#385724"),
        ('<w:shd w:val="clear" w:fill="123456" w:themeFill="none"/>', "#123456"),
        ("", ""),
    ],
)
def test_cell_fills(shading: str, colour: str) -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme>'
        '<a:accent6><a:srgbClr val="70AD47"/></a:accent6></a:clrScheme></a:themeElements></a:theme>'
    )
    assert first_cell(read(tbl(tr(tc("On track", shading))), theme=theme)).fill == colour


def test_the_style_of_a_table_fills_its_header_row_and_bands() -> None:
    styles = (
        '<w:styles NAMESPACES><w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>{fill("4472C4")}</w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="band1Horz"><w:tcPr>{fill("D9E2F3")}</w:tcPr></w:tblStylePr></w:style></w:styles>'
    )
    options = '<w:tblStyle w:val="Grid"/><w:tblLook w:firstRow="1" w:noHBand="0" w:noVBand="1"/>'
    rows = [tr(tc("Ref")), tr(tc("1")), tr(tc("2", fill("FF0000"))), tr(tc("3"))]
    cells = [row.cells[0] for row in table(read(tbl(*rows, properties=options), styles=styles)).rows]
    assert [c.fill for c in cells] == ["#4472c4", "#d9e2f3", "#ff0000", "#d9e2f3"]
    assert [c.paragraphs[0].bold for c in cells] == [True, False, False, False]
    assert cells[0].paragraphs[0].markdown == "Ref"


def test_shapes_in_a_cell_and_their_words() -> None:
    row = tr(
        tc(p(shape("00B050"))),
        tc(p(shape("FFC000", description="Amber light"))),
        tc(p('<w:r><w:pict><v:oval fillcolor="red"/></w:pict></w:r>')),
        tc(p(shape("FF0000") + shape("D9D9D9") + shape("D9D9D9"))),
        tc(p(shape("FF0000") + shape("00B050"))),
        tc(p(r("●", '<w:color w:val="00B050"/>'))),
        tc(p(r("●", '<w:color w:val="808080"/>'))),
        tc(p(r("●", '<w:color w:val="000000"/>'))),
        tc(p(shape(""))),
    )
    cells = table(read(tbl(row))).rows[0].cells
    assert [c.shape_fill for c in cells] == [
        "#00b050",
        "#ffc000",
        "#ff0000",
        "#ff0000",
        "",
        "#00b050",
        "#808080",
        "",
        "",
    ]
    assert [c.text for c in cells] == ["", "Amber light", "", "", "", "●", "●", "●", ""]


def test_a_text_box_is_read_once() -> None:
    source = read(p(r("Cover") + shape("FFFFFF", "Version 3.2")) + tbl(tr(tc(p(shape("FFC000", "A"))))))
    assert [(x.text, x.part, x.fill) for x in paragraphs(source)] == [
        ("Cover", Part.BODY, ""),
        ("Version 3.2", Part.TEXT_BOX, "#ffffff"),
    ]
    cell = first_cell(source)
    assert (cell.text, cell.shape_fill, cell.paragraphs[0].part) == ("A", "#ffc000", Part.TEXT_BOX)


def test_a_coloured_disc_beside_text_and_alone() -> None:
    source = read(p(r("Overall") + shape("00B050")) + p(shape("FF0000")) + p(shape("FF0000", size=9_000_000)))
    assert [(x.text, x.fill) for x in paragraphs(source)] == [("Overall", "#00b050"), ("●", "#ff0000")]


def test_a_table_in_a_cell_is_flattened() -> None:
    inner = tbl(tr(tc("GREEN", fill("00B050"))))
    source = read(tbl(tr(tc("1.1.1a. Walks"), tc(inner + p("since May")))))
    cell = table(source).rows[0].cells[1]
    assert [(x.text, x.fill) for x in cell.paragraphs] == [("GREEN", "#00b050"), ("since May", "")]
    assert cell.shape_fill == "#00b050"
    assert len(list(source.tables())) == 1


def test_an_inner_table_with_a_header_row_gives_a_line_a_row() -> None:
    head = tr(*(tc(p(r(word, "<w:b/>"))) for word in ("Action", "Who", "When")))
    rows = (
        tr(tc("Book a hall"), tc("Ann Lee"), tc("May")),
        tr(tc("Write to *all*"), tc(p("Bo") + p("Cy")), tc("June")),
    )
    cell = (
        table(
            read(
                tbl(
                    tr(
                        tc("What comes next in this piece of work, as agreed by all in April and in May"),
                        tc(tbl(head, *rows) + p()),
                    )
                )
            )
        )
        .rows[0]
        .cells[1]
    )
    assert [x.text for x in cell.paragraphs] == [
        "Book a hall; Who: Ann Lee; When: May",
        "Write to *all*; Who: Bo Cy; When: June",
    ]
    assert cell.paragraphs[1].markdown == r"Write to \*all\*; Who: Bo Cy; When: June"
    plain = tbl(tr(tc("One"), tc("Two")), tr(tc("Three"), tc("Four")))
    long = "A long text of the card that shows that its table is a table and not only a frame."
    cell = table(read(tbl(tr(tc(long), tc(plain + p()))))).rows[0].cells[1]
    assert [x.text for x in cell.paragraphs] == ["One", "Two", "Three", "Four"]


def test_a_layout_table_gives_its_tables_in_order() -> None:
    def real(name: str) -> str:
        return tbl(tr(tc(f"{name} target"), tc("1.1.1a")), tr(tc(f"{name} owner"), tc("Police")))

    source = read(tbl(tr(tc(p("Page 1") + real("First")), tc(real("Second") + p()))))
    kinds = [(type(item), item.place.table) for item in source.items]
    assert kinds == [(Paragraph, None), (Table, 1), (Table, 2)]
    assert table(source, 1).rows[0].texts == ("Second target", "1.1.1a")


def test_notes_in_a_table_come_after_it() -> None:
    notes = f'<w:footnotes NAMESPACES><w:footnote w:id="1">{p("Survey of May")}</w:footnote></w:footnotes>'
    cell = tc(p(r("64%") + '<w:r><w:footnoteReference w:id="1"/></w:r>'))
    source = read(tbl(tr(tc("Feel safe"), cell)) + p("End"), footnotes=notes)
    assert [(x.text, x.place.table, x.place.row) for x in paragraphs(source)] == [
        ("Survey of May", 1, 1),
        ("End", None, None),
    ]


def test_a_cell_with_only_a_number_of_a_list_shows_it() -> None:
    numbering = (
        '<w:numbering NAMESPACES><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="1.%1"/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    rows = [tr(tc(p("", listed)), tc(name)) for name in ("Walks", "Talks")]
    found = table(read(tbl(*rows), numbering=numbering))
    assert [row.texts for row in found.rows] == [("1.1", "Walks"), ("1.2", "Talks")]


def picture(colour: str) -> bytes:
    image = Image.new("RGB", (40, 40), "white")
    ImageDraw.Draw(image).ellipse((4, 4, 36, 36), fill=colour)
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def test_a_picture_of_a_light_gives_its_colour() -> None:
    document = Document()
    row = document.add_table(rows=1, cols=3).rows[0]
    for cell, colour in zip(row.cells, ("#00b050", "#ffc000", "#999999"), strict=True):
        cell.paragraphs[0].add_run().add_picture(BytesIO(picture(colour)))
    stream = BytesIO()
    document.save(stream)
    cells = table(read_source(stream.getvalue())).rows[0].cells
    assert [c.shape_fill for c in cells] == ["#00b050", "#ffc000", ""]


def test_a_document_made_by_a_program() -> None:
    document = Document()
    document.core_properties.title = "Performance report"
    document.core_properties.author = "Dana Reed"
    document.add_heading("Riverton plan", 0)
    document.add_heading("Priority 1", 1)
    document.add_paragraph("Street work", style="List Bullet")
    document.add_paragraph("Evenings", style="List Bullet 2")
    document.add_paragraph("First", style="List Number")
    document.add_paragraph("Second", style="List Number")
    grid = document.add_table(rows=2, cols=3)
    grid.cell(0, 0).merge(grid.cell(0, 2)).text = "All"
    grid.cell(1, 1).text = "x"
    stream = BytesIO()
    document.save(stream)
    source = read_source(stream.getvalue())
    assert (source.title, source.author) == ("Performance report", "Dana Reed")
    assert [(x.text, x.heading, x.marker, x.number, x.depth) for x in paragraphs(source)] == [
        ("Riverton plan", 1, Marker.NONE, "", 0),
        ("Priority 1", 1, Marker.NONE, "", 0),
        ("Street work", 0, Marker.BULLET, "", 0),
        ("Evenings", 0, Marker.BULLET, "", 1),
        ("First", 0, Marker.NUMBER, "1.", 0),
        ("Second", 0, Marker.NUMBER, "2.", 0),
    ]
    assert table(source).rows[1].texts == ("", "x", "")


def test_parts_may_be_missing_or_damaged() -> None:
    parts = parts_of(p("Text"), styles="<w:styles")
    assert texts(read_source(zipped(parts))) == ["Text"]
    del parts["word/_rels/document.xml.rels"], parts["word/styles.xml"]
    assert texts(read_source(zipped(parts))) == ["Text"]


def test_strict_files_are_read() -> None:
    usual, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    parts = parts_of(tbl(tr(tc("GREEN", fill("00B050")))))
    parts["word/document.xml"] = parts["word/document.xml"].replace(usual.encode(), strict.encode())
    assert first_cell(read_source(zipped(parts))).fill == "#00b050"
    assert first_cell(read_source(docx(tbl(tr(tc("GREEN")))))).text == "GREEN"
