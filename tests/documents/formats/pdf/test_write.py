"""The PDF writer: tagged, with a title, a language and an outline; no text is ever read as markup."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pdfplumber
import pikepdf
import pytest

from saferplan.documents.formats.child import read_directly
from saferplan.documents.formats.pdf import write as writer
from saferplan.documents.formats.pdf.write import write
from saferplan.report.readable import readable
from saferplan.report.schema import to_json
from saferplan.report.tree import Report
from tests.documents.formats.samples import HOSTILE, REASONED, SAMPLE, SCRIPT, hostile, real_report
from tests.documents.formats.slides.large import large


def opened(report: Report = SAMPLE) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(write(report)))


def words(report: Report) -> str:
    with pdfplumber.open(io.BytesIO(write(report))) as pdf:
        return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def tags(pdf: pikepdf.Pdf) -> list[str]:
    found: list[str] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write(SAMPLE) == write(SAMPLE)


def test_it_says_that_it_is_tagged_and_accessible() -> None:
    pdf = opened()
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Performance report"


def test_its_parts_are_headings_tables_lists_and_links() -> None:
    found = tags(opened())
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/P"} <= set(found)
    assert found.count("/Table") == 7


def test_its_outline_is_that_of_the_report() -> None:
    with opened().open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Priorities",
            "Activities by priority",
            "In focus",
            "What these words mean",
        ]
        assert [item.title for item in outline.root[1].children] == [
            "Priority 1: Safe streets after dark",
            "Priority 2: Homes without fear",
        ]


def test_each_page_has_its_number_and_the_classification() -> None:
    with pdfplumber.open(io.BytesIO(write(SAMPLE))) as pdf:
        count = len(pdf.pages)
        assert count > 1
        for number, page in enumerate(pdf.pages, 1):
            text = page.extract_text()
            assert f"Page {number} of {count}" in text
            assert text.startswith("OFFICIAL")


def test_a_table_over_two_pages_repeats_its_header() -> None:
    first = SAMPLE.priorities[0]
    many = tuple(replace(first.activities[2], code=f"1.1.{number}") for number in range(60))
    with pdfplumber.open(io.BytesIO(write(replace(SAMPLE, priorities=(replace(first, activities=many),))))) as pdf:
        full = [page.extract_text() for page in pdf.pages if "Knife bins" in page.extract_text()]
    assert len(full) >= 2
    assert all("Activity Light Trend" in text for text in full)


@pytest.mark.parametrize("text", [HOSTILE, SCRIPT, "]#panic()", "= Heading", "a\\u{41}", '"] #x', "${x}", "<ref> @ref"])
def test_hostile_text_stays_text(text: str) -> None:
    assert " ".join(text.split()).replace(" ", "") in words(hostile(text)).replace(" ", "")


@pytest.mark.parametrize("text", ["Well done 👍", "日本", "bell\x07", "\ufeffmark", "half\ud800", "العربية"])
def test_signs_that_no_font_has_do_not_stop_the_report(text: str) -> None:
    report = replace(SAMPLE, concern=text)
    with pikepdf.open(io.BytesIO(write(report))) as pdf:
        assert pdf.Root.MarkInfo.Marked


def test_a_sign_that_no_font_has_becomes_its_name() -> None:
    assert "Well done [thumbs up sign]" in words(replace(SAMPLE, concern="Well done 👍"))


def test_a_text_longer_than_a_page_is_not_cut_off() -> None:
    aim = " ".join(f"word{number}" for number in range(3000))
    report = replace(SAMPLE, cards=(replace(SAMPLE.cards[0], aim=aim),))
    assert "word2999" in words(report)


def test_without_our_fonts_it_still_writes(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(writer, "FONTS", tmp_path)
    assert "1.1.1a. Lit routes home" in words(SAMPLE)


@pytest.mark.inputs
def test_the_reference_report_is_all_there() -> None:
    report = real_report()
    found = words(report)
    assert all(f"{activity.code}. {activity.title[:30]}" in found for _, activity in report.activities())
    assert len(opened(report).pages) <= 12


def test_a_priority_and_its_reasons_are_never_on_two_pages() -> None:
    first, *_ = REASONED.priorities
    reason = "Amber: set by the partnership up to 31 December 2026. " + "The crew starts late and trains first. " * 9
    why = replace(first.why, basis="override", sentence=reason.strip())
    many = tuple(
        replace(first, number=n, title=f"Priority called {n}", objective="", why=why, activities=())
        for n in range(1, 15)
    )
    with pdfplumber.open(io.BytesIO(write(replace(REASONED, priorities=many, cards=())))) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    named = [sum(f". Priority called {n} " in page for n in range(1, 15)) for page in pages]
    reasons = [page.count("Why this work light: ") for page in pages]
    assert sum(named) == sum(reasons) == 14
    assert named == reasons
    assert sum(bool(count) for count in named) > 1


def test_a_report_with_reasons_is_accessible_too() -> None:
    pdf = opened(REASONED)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert "Why this overall light: Red: the worse of work (amber) and results (red)." in words(REASONED)


@pytest.mark.slow
def test_a_long_report_has_contents_and_comes_back_without_them() -> None:
    made = write(large())
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert {"/TOC", "/TOCI"} <= set(tags(pdf))
        with pdf.open_outline() as outline:
            assert "Contents" not in [item.title for item in outline.root]
    with pdfplumber.open(io.BytesIO(made)) as pdf:
        first = pdf.pages[0].extract_text()
    assert "Contents" in first
    assert re.search(r"Priority 6: Priority of the town number 6 \.+ 1\d\n", first)
    reading = read_directly(made, "saferplan.documents.formats.pdf.read:read_source")
    assert to_json(readable(reading.tree)) == to_json(readable(large()))
    assert (reading.unplaced, reading.notices) == (0, ())


def test_a_short_report_has_no_contents() -> None:
    assert "/TOC" not in tags(opened(REASONED))
