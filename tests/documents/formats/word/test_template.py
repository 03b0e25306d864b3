"""A council's own document around a report: its page, margins' words, logo and styles, and nothing of its text."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from saferplan.documents.formats.child import read_directly
from saferplan.documents.formats.word.write import write
from saferplan.files.errors import RefusedFile
from saferplan.report.readable import readable
from saferplan.report.schema import to_json
from saferplan.report.tree import Report
from tests.documents.formats.figured import FIGURED
from tests.documents.formats.samples import HOSTILE, REASONED, SAMPLE, hostile, real_report
from tests.documents.formats.word.councils import (
    BARE_PARTS,
    SECRET,
    TEMPLATES,
    council,
    packed,
    related,
    saved,
    with_mark,
)
from tests.inputs import program

ROOT = Path(__file__).resolve().parents[4]
READER = "saferplan.documents.formats.word.read:read_source"
REPORTS = {"sample": SAMPLE, "reasoned": REASONED, "figured": FIGURED}


def opened(name: str, report: Report = SAMPLE) -> Any:
    return docx.Document(io.BytesIO(write(report, template=TEMPLATES[name]())))


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_it_is_read_back_as_without_a_template(name: str, report: str) -> None:
    made = write(REPORTS[report], template=TEMPLATES[name]())
    assert to_json(readable(read_directly(made, READER).tree)) == to_json(readable(REPORTS[report]))


@pytest.mark.inputs
def test_the_reference_report_comes_back_from_a_template() -> None:
    report = real_report()
    made = write(report, template=saved(council()))
    assert to_json(readable(read_directly(made, READER).tree)) == to_json(readable(report))


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_word_of_the_template_stays(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(write(SAMPLE, template=TEMPLATES[name]()))) as package:
        assert not [part for part in package.namelist() if SECRET.encode() in package.read(part)]
        assert len(set(package.namelist())) == len(package.namelist())


def test_page_headers_and_footers_are_the_councils() -> None:
    section = opened("council").sections[0]
    assert round(section.left_margin.cm) == 3
    assert [each.text for each in section.header.paragraphs] == ["OFFICIAL", "", "Quayside Borough Council"]
    assert section.header._element.find(f".//{qn('a:blip')}") is not None
    assert [each.text for each in section.footer.paragraphs] == ["Town Hall, 1 Quay Street"]


def test_tables_and_charts_are_as_wide_as_the_councils_page() -> None:
    document = opened("council", FIGURED)
    room = 8504  # 15 cm
    widths = [int(table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) for table in document.tables]
    assert all(abs(width - room) < 5 for width in widths)
    assert {round(each.width.cm) for each in document.inline_shapes} == {15}


def test_styles_are_the_councils_and_stay_as_they_were() -> None:
    before = {each.name: each.element.xml for each in council().styles}
    document = opened("council")
    after = {each.name: each.element.xml for each in document.styles}
    assert {name: xml for name, xml in after.items() if name in before} == before
    assert {"Table text", "Table note", "Summary"} <= set(after) - set(before)
    used = {each.style.name for each in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Body Text"} <= used
    assert "Normal" not in used
    assert {table.style.name for table in document.tables} == {"Table Grid"}


def test_bullets_are_the_councils_and_numbers_begin_anew() -> None:
    document = opened("council")
    cells = [each for table in document.tables for row in table.rows for each in row.cells[1].paragraphs]
    bullets = [each for each in cells if each.style.name.startswith("List Bullet")]
    numbered = [each for each in cells if each.style.name == "List Number"]
    assert len(bullets) > 3
    assert all(each._p.pPr.numPr is None for each in bullets)
    assert all(each._p.pPr.numPr is not None for each in numbered)
    levels = [each.get(qn("w:numId")) for each in document.part.numbering_part.element.iter(qn("w:num"))]
    assert len(set(levels)) == len(levels)


def test_new_styles_have_the_letters_of_the_council() -> None:
    style = opened("council").styles["Table text"]
    assert style.base_style.name == "Normal"
    assert style.font.name is None
    assert style.font.color.rgb is None


def test_a_template_without_a_page_gets_ours() -> None:
    section = opened("bare").sections[0]
    assert [round(each.mm) for each in (section.page_width, section.page_height, section.left_margin)] == [210, 297, 20]


def test_a_marked_place_names_the_section_and_what_stands_above_it_may_hold_a_logo() -> None:
    document = opened("with a mark")
    assert len(document.sections) == 1
    assert round(document.sections[0].left_margin.cm) == 2
    assert document.sections[0].header.paragraphs[2].text == "Quayside Borough Council"
    first, second = document.paragraphs[:2]
    assert first._p.find(f".//{qn('a:blip')}") is not None
    assert second.text == "Harbour Community Safety Partnership"
    assert "[report]" not in "".join(each.text for each in document.paragraphs).casefold()


def test_every_kind_of_header_carries_the_classification() -> None:
    section = opened("with a first page").sections[0]
    for header in (section.header, section.first_page_header, section.even_page_header):
        assert header.paragraphs[0].text == "OFFICIAL"
        assert "Quayside" in header.paragraphs[-1].text


def test_where_there_is_no_footer_pages_are_numbered() -> None:
    footer = opened("bare").sections[0].footer
    fields = [each.get(qn("w:instr")) for each in footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_style_that_is_used_is_there_and_the_language_is_ours(name: str) -> None:
    document = opened(name, REASONED)
    known = {each.style_id for each in document.styles}
    tags = [qn(f"w:{each}") for each in ("pStyle", "rStyle", "tblStyle")]
    assert {each.get(qn("w:val")) for each in document.element.body.iter(*tags)} <= known
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert document.core_properties.title == "Performance report"
    assert document.core_properties.keywords == ""
    assert document.core_properties.last_printed is None


def test_hostile_text_stays_text() -> None:
    body = opened("council", hostile(HOSTILE)).element.body
    words = "".join(each.text or "" for each in body.iter(qn("w:t")))
    assert " ".join(HOSTILE.split()) in " ".join(words.split())


MAKE = (
    "import hashlib; from tests.documents.formats.word.councils import TEMPLATES;"
    "from tests.documents.formats.figured import FIGURED;"
    "from saferplan.documents.formats.word.write import write;"
    "print(hashlib.sha256(write(FIGURED) + write(FIGURED, template=open(0, 'rb').read())).hexdigest())"
)


def test_two_processes_write_the_same_bytes() -> None:
    template = TEMPLATES["with a mark"]()
    here = hashlib.sha256(write(FIGURED) + write(FIGURED, template=template)).hexdigest()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        made = subprocess.run(
            [sys.executable, "-c", MAKE], input=template, env=environment, capture_output=True, check=True, cwd=ROOT
        )
        assert made.stdout.decode().strip() == here


def with_field(instruction: str) -> bytes:
    document = council()
    field = docx.oxml.OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    document.sections[0].header.paragraphs[0]._p.append(field)
    return saved(document)


def too_narrow() -> bytes:
    document = council()
    document.sections[0].left_margin = document.sections[0].right_margin = docx.shared.Cm(9)
    return saved(document)


REFUSED = {
    "another template": (lambda: related(saved(council()), "attachedTemplate", "file:///C:/council.dotm"), "template"),
    "a picture elsewhere": (
        lambda: related(saved(council()), "image", "https://x.example/a.png", "word/_rels/document.xml.rels"),
        "content",
    ),
    "a field that fetches": (lambda: with_field("INCLUDEPICTURE https://x.example/a.png"), "INCLUDEPICTURE"),
    "macros": (lambda: packed(BARE_PARTS | {"word/vbaProject.bin": "x"}), "macros"),
    "a bomb": (lambda: packed(BARE_PARTS | {"word/big.xml": "a" * 60_000_000}), "unpacks"),
    "no page": (
        lambda: packed(BARE_PARTS | {"word/document.xml": BARE_PARTS["word/document.xml"].replace("<w:sectPr/>", "")}),
        "cannot be used",
    ),
    "no words at all": (lambda: packed(BARE_PARTS | {"word/document.xml": "<a/>"}), "cannot be used"),
    "no room": (too_narrow, "margins"),
    "text": (lambda: b"not a document", "holds plain text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_template_that_cannot_be_used_is_refused_in_one_sentence(name: str) -> None:
    make, words = REFUSED[name]
    with pytest.raises(RefusedFile) as refused:
        write(SAMPLE, template=make())
    sentence = str(refused.value)
    assert words in sentence
    assert sentence.startswith("The template")
    assert sentence.count(". ") == 0


def test_a_template_with_a_link_is_no_danger() -> None:
    data = related(saved(with_mark()), "hyperlink", "https://quayside.example", "word/_rels/document.xml.rels")
    assert write(SAMPLE, template=data)


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("name", TEMPLATES)
def test_office_programs_open_it(name: str, tmp_path: Path) -> None:
    office = program("soffice", "libreoffice")
    file = tmp_path / "report.docx"
    file.write_bytes(write(FIGURED, template=TEMPLATES[name]()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    assert file.with_suffix(".pdf").stat().st_size > 10_000
