"""Charts in documents: drawn from the tree, with words for those who cannot see them, and never read back."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree, html
from PIL import Image

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.registry import write_report
from saferplan.report.readable import readable
from saferplan.report.schema import from_json, to_json
from tests.documents.formats.figured import AWAITED, FIGURED, VIOLENCE
from tests.documents.formats.samples import SAMPLE
from tests.documents.formats.test_round_trip import FORMATS

WORD = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_with_figures_is_read_back_as_the_one_without(name: str) -> None:
    form = FORMATS[name]
    reading = interpret(form.read(form.write(FIGURED)))
    assert to_json(readable(reading.tree)) == to_json(readable(SAMPLE))
    assert [notice.text for notice in reading.notices] == []
    assert reading.unplaced == 0


@pytest.mark.parametrize("name", ["docx", "pdf", "html", "markdown"])
def test_the_same_figures_give_the_same_bytes(name: str) -> None:
    assert write_report(FIGURED, name) == write_report(FIGURED, name)


def test_json_keeps_every_value() -> None:
    assert from_json(to_json(FIGURED)) == FIGURED


def test_the_page_has_a_chart_its_sentence_and_its_source() -> None:
    page = html.document_fromstring(write_report(FIGURED, "html"))
    charts = page.xpath("//div[@class='picture wide']/svg")
    assert len(charts) == 2
    assert all(chart.get("role") == "img" for chart in charts)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    words = " ".join(page.text_content().split())
    for said in (VIOLENCE.title, VIOLENCE.sentence, VIOLENCE.quiet, VIOLENCE.caveat, AWAITED.title, AWAITED.sentence):
        assert said in words
    assert page.xpath("//h2")[1].text == "What the figures show"


def test_word_holds_each_chart_as_a_drawing_and_as_a_picture() -> None:
    with zipfile.ZipFile(io.BytesIO(write_report(FIGURED, "docx"))) as package:
        names = package.namelist()
        drawings = [package.read(name) for name in names if name.endswith(".svg")]
        pictures = [package.read(name) for name in names if name.endswith(".png")]
        document = etree.fromstring(package.read("word/document.xml"))
        types = package.read("[Content_Types].xml").decode()
    assert len(drawings) == len(pictures) == 2
    assert "image/svg+xml" in types
    assert all(etree.fromstring(each).tag == "{http://www.w3.org/2000/svg}svg" for each in drawings)
    for each in pictures:
        with Image.open(io.BytesIO(each)) as image:
            assert image.width > 1200
            assert len(image.convert("RGB").getcolors(1 << 20) or ()) > 10
    described = document.xpath("//wp:docPr/@descr", namespaces=WORD)
    assert described[0].startswith("A line of 35 values from July 2023 to June 2026.")
    assert "Recording changed before January 2025: New crime system." in described[0]
    assert len(document.xpath("//a:extLst/a:ext", namespaces=WORD)) == 2


def test_the_pdf_draws_charts_as_lines_with_a_text_for_each() -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(write_report(FIGURED, "pdf"))) as pdf:
        words = " ".join(page.extract_text() for page in pdf.pages)
        images = [image for page in pdf.pages for image in page.images]
        assert any(len(page.curves) > 30 for page in pdf.pages)
    assert images == []
    assert re.search(r"Violence after dark: 419 in 12 months", words)
    assert "Data to 30 June 2026" in words


def test_a_heading_like_ours_elsewhere_is_any_other_text() -> None:
    text = "# Report\n\n## What the figures show\n\nMore of all.\n\n## Activities by priority\n\nAnd less.\n"
    reading = interpret(FORMATS["markdown"].read(text.encode()))
    assert "What the figures show" in [notice.text for notice in reading.notices]
