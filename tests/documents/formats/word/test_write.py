"""The Word writer: real headings, lists and header rows, and the same bytes each time."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from saferplan.documents.formats.word.write import write
from saferplan.report.labels import LOOKS
from saferplan.report.tree import Report
from tests.documents.formats.samples import HOSTILE, REASONED, SAMPLE, SCRIPT, hostile, real_report
from tests.inputs import program


def opened(report: Report = SAMPLE):
    return docx.Document(io.BytesIO(write(report)))


def words(document) -> str:
    found = (element.text or "" for element in document.element.body.iter(qn("w:t")))
    return " ".join("".join(found).split())


def test_the_same_report_gives_the_same_bytes_at_another_time() -> None:
    first = write(SAMPLE)
    assert first == write(SAMPLE)
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_its_properties_say_what_it_is() -> None:
    document = opened()
    core = document.core_properties
    assert (core.title, core.author, core.language) == ("Performance report", "Partnership analyst", "en-GB")
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_its_headings_are_headings_with_bookmarks() -> None:
    paragraphs = [each for each in opened().paragraphs if each.style.name.startswith(("Title", "Heading"))]
    assert paragraphs[0].style.name == "Title"
    levels = [int(each.style.name[-1]) for each in paragraphs[1:]]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    names = [each._p.find(qn("w:bookmarkStart")).get(qn("w:name")) for each in paragraphs[1:]]
    assert len(names) == len(set(names))


def test_header_rows_repeat_and_short_rows_stay_whole() -> None:
    tables = opened().tables
    assert len(tables) == 7
    headed = [table for table in tables if table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None]
    assert [table.cell(0, 0).text for table in headed] == ["Priority", "Activity", "Word"]
    for table in headed:
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_tables_have_alternative_text() -> None:
    for table in opened().tables:
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_a_light_is_a_word_a_shape_and_a_fill() -> None:
    cells = [row.cells[1] for row in opened().tables[2].rows[1:]]
    assert [cell.text for cell in cells] == ["○ Green", "◐ Amber", "● Red", "■ Complete", "◇ Deferred", "◌ No update"]
    fills = [cell._tc.find(f".//{qn('w:shd')}").get(qn("w:fill")) for cell in cells]
    assert len(set(fills)) == len(fills)


def test_words_on_fills_can_be_read() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for look in LOOKS.values():
        dark, light = sorted((luminance(look.ink), luminance(look.fill)))
        assert (light + 0.05) / (dark + 0.05) >= 7


def test_lists_are_lists_and_each_numbered_one_begins_anew() -> None:
    two = "1. one\n2. two\n\nThen\n\n1. again\n   - inside"
    document = opened(replace(SAMPLE, cards=(replace(SAMPLE.cards[0], position=two),)))
    listed = {
        paragraph.text: (paragraph.style.name, paragraph._p.pPr.numPr.numId.val, paragraph._p.pPr.numPr.ilvl.val)
        for table in document.tables
        for row in table.rows
        for paragraph in row.cells[1].paragraphs
        if paragraph._p.pPr.numPr is not None
    }
    assert listed["one"][0] == "List Number"
    assert listed["one"][1] == listed["two"][1] != listed["again"][1]
    assert listed["inside"][0] == "List Bullet 2"
    assert listed["inside"][2] == 1


def test_pages_are_a4_and_numbered() -> None:
    section = opened().sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fields = [each.get(qn("w:instr")) for each in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "OFFICIAL" in section.header.paragraphs[0].text


@pytest.mark.parametrize("text", [HOSTILE, SCRIPT, "bell\x07 half\ud800 \x00", "]]>", "{page} {pages} {0}"])
def test_hostile_text_stays_text(text: str) -> None:
    kept = "".join(each for each in text if each.isprintable() or each == " ").split()
    assert " ".join(kept) in words(opened(hostile(text)))


def test_a_link_is_a_link() -> None:
    document = opened()
    links = [each.target_ref for each in document.part.rels.values() if each.reltype.endswith("/hyperlink")]
    assert "https://routes.example/a" in links


def test_no_part_names_a_person_or_a_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(write(SAMPLE))) as package:
        core = package.read("docProps/core.xml").decode()
    assert "python-docx" not in core
    assert "2013" not in core


@pytest.mark.office
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    office = program("soffice", "libreoffice")
    file = tmp_path / "report.docx"
    file.write_bytes(write(SAMPLE))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    import pdfplumber

    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        text = " ".join(page.extract_text() for page in pdf.pages)
        assert f"Page 1 of {len(pdf.pages)}" in text
    assert "1.1.1f. Cameras on the quay" in text


@pytest.mark.inputs
def test_the_reference_report_is_all_there() -> None:
    report = real_report()
    found = words(opened(report))
    assert all(f"{activity.code}. {activity.title}" in found for _, activity in report.activities())


def test_reasons_span_the_table_below_the_priority_and_stay_on_its_page() -> None:
    overview = next(table for table in opened(REASONED).tables if table.cell(0, 0).text == "Priority")
    name, below = overview.rows[1]._tr, overview.rows[2]._tr
    assert below.find(f".//{qn('w:gridSpan')}").get(qn("w:val")) == "5"
    assert len(below.findall(qn("w:tc"))) == 1
    assert "Why this work light: Amber: 2 of 7 activities" in overview.rows[2].cells[0].text
    paragraphs = list(name.iter(qn("w:p")))
    assert all(each.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for each in paragraphs)
    assert {each.get(qn("w:val")) for each in name.iter(qn("w:bottom"))} == {"nil"}
    assert [each.find(f".//{qn('w:cantSplit')}") is not None for each in (name, below)] == [True, True]


def test_reasons_of_activities_stand_in_a_table_of_their_own() -> None:
    tables = [table for table in opened(REASONED).tables if table.cell(0, 0).text == "Activities"]
    assert [table.cell(0, 1).text for table in tables] == [
        "Why this work light",
        "Why this results light",
        "Why this work light",
    ]
    assert tables[0].cell(1, 0).text == "1.1.1a, 1.1.1c to 1.1.1e, 1.1.1h"
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in tables)


def test_a_short_table_of_facts_stays_on_one_page_and_a_long_one_may_break() -> None:
    def kept(table) -> list[bool]:
        return [all(each.pPr.keepNext is not None for each in row._tr.iter(qn("w:p"))) for row in table.rows]

    short = opened().tables[3]
    assert short.cell(0, 0).text == "Activity"
    assert kept(short) == [True] * (len(short.rows) - 1) + [False]
    long = replace(SAMPLE.cards[0], position="A long story. " * 200)
    assert not any(kept(opened(replace(SAMPLE, cards=(long,))).tables[5]))
