"""Slides, read back with python-pptx: titles, tables, lights, notes, pictures."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pptx.oxml.ns import qn

from saferplan.documents.formats.registry import write_report
from saferplan.documents.formats.slides.write import write
from saferplan.report.audiences import Audience
from saferplan.report.editions import edition
from saferplan.report.publication import Content, PublicFigures
from saferplan.report.restrictions import Restriction
from saferplan.report.tree import Gap, Light, MissingFigure, NextStep, Report, Trend
from tests.documents.formats.figured import AWAITED, FIGURED, VIOLENCE
from tests.documents.formats.samples import HOSTILE, REASONED, SAMPLE, SCRIPT, hostile, real_report
from tests.documents.formats.slides.large import POSITION, large
from tests.documents.formats.slides.opening import cells, everything, named, notes, opened, tables, titles, words
from tests.report.strategies import reports

ROOT = Path(__file__).resolve().parents[4]


def test_a_slide_for_each_thing_in_order() -> None:
    assert titles(opened(FIGURED)) == [
        "Performance report",
        "At a glance",
        "What needs attention",
        "What goes well",
        "Priority 1: Safe streets after dark",
        VIOLENCE.title,
        AWAITED.title,
        "In focus: 1.1.1a to 1.1.1c",
        "Priority 2: Homes without fear",
        "Burglary: 18 in June 2026",
        "What figures are missing (1 of 2)",
        "What figures are missing (2 of 2)",
        "About this report",
        "What these words mean",
    ]


def test_the_cover_says_whose_report_of_when() -> None:
    cover = opened(SAMPLE).slides[0]
    for text in (
        "Harbour Community Safety Partnership",
        "April to June 2026",
        "Version 2.3, 14 August 2026",
        "OFFICIAL",
    ):
        assert text in words(cover)


def test_at_a_glance_has_each_priority_with_its_lights_and_how_many_reported() -> None:
    glance = opened(SAMPLE).slides[1]
    assert cells(glance) == [
        [
            ["Priority", "Work", "Results", "Trend", "Activities"],
            ["1. Safe streets after dark", "● Red", "◐ Amber", "↘ Worsening", "5 of 6 reported"],
            ["2. Homes without fear", "○ Green", "◌ No update", "→ No change", "No activities"],
        ]
    ]
    assert "Concern: Knife bins wait for a contract since May." in words(glance)
    assert "1 red, 1 amber, 1 green, 1 complete, 1 deferred, 1 no update; 5 of 6 reported" in words(glance)


def test_what_needs_attention_says_what_is_done_by_whom_and_when() -> None:
    (table,) = cells(named(opened(SAMPLE), "What needs attention"))
    assert [row[:2] for row in table[1:]] == [
        ["1.1.1c. Knife bins at two stations", "● Red"],
        ["1.1.1b. Visits to repeat victims", "◐ Amber"],
    ]
    assert table[1][2] == "Order the lamp post\nWho: Highways; By: 30 September 2026"
    assert "Fill the vacant advocate post\nWho: Victim services lead; By: 30 October 2026" in table[2][2]


def test_the_same_steps_stand_once_and_none_is_said() -> None:
    steps = (NextStep(text="Order the lamp post"),)
    first = SAMPLE.priorities[0]
    activities = tuple(replace(each, light=Light.RED, next_steps=steps) for each in first.activities[:2])
    alone = replace(first.activities[2], next_steps=())
    report = replace(SAMPLE, priorities=(replace(first, activities=(*activities, alone)),), cards=())
    (table,) = cells(named(opened(report), "What needs attention"))
    assert [row[-1] for row in table[1:]] == ["Order the lamp post", "As for 1.1.1a.", "No next step is written."]


def test_a_card_alone_needs_attention_too() -> None:
    first = SAMPLE.priorities[0]
    activities = tuple(replace(each, light=Light.GREEN) for each in first.activities)
    report = replace(SAMPLE, priorities=(replace(first, activities=activities),))
    (table,) = cells(named(opened(report), "What needs attention"))
    assert [row[:2] for row in table[1:]] == [["In focus: 1.1.1a, 1.1.1b, 1.1.1c", "◐ Amber"]]


def test_nothing_red_or_amber_is_said_with_how_many_reported() -> None:
    first = SAMPLE.priorities[0]
    activities = (*(replace(each, light=Light.GREEN) for each in first.activities[:5]), first.activities[5])
    slides = opened(replace(SAMPLE, priorities=(replace(first, activities=activities),), cards=()))
    said = words(named(slides, "What needs attention"))
    assert "No activity is red or amber; 5 of 6 reported." in said
    assert tables(named(slides, "What needs attention")) == []


def test_what_goes_well_has_no_red_or_amber() -> None:
    (table,) = cells(named(opened(SAMPLE), "What goes well"))
    assert [row[0][:6] for row in table[1:]] == ["1.1.1a", "1.1.1d"]
    first = SAMPLE.priorities[0]
    better = replace(first.activities[2], trend=Trend.IMPROVING)
    report = replace(SAMPLE, priorities=(replace(first, activities=(better,)),))
    assert "What goes well" not in titles(opened(report))


@pytest.mark.parametrize("report", [SAMPLE, REASONED, FIGURED, large()], ids=["sample", "reasoned", "figured", "large"])
def test_every_activity_every_light_and_the_mark_is_there(report: Report) -> None:
    slides = opened(report)
    for priority in report.priorities:
        said = " ".join(
            words(slide)
            for slide in slides.slides
            if slide.shapes.title.text_frame.text.startswith(f"Priority {priority.number}")
        )
        for activity in priority.activities:
            assert f"{activity.code}. {activity.title}" in said
    assert all("OFFICIAL" in words(slide) for slide in slides.slides)
    found = titles(slides)
    assert len({title.casefold() for title in found}) == len(found)
    assert all(found)


def test_a_light_is_a_word_a_shape_and_a_fill() -> None:
    table = tables(named(opened(SAMPLE), "Priority 1"))[-1]
    lights = [row.cells[1] for row in list(table.rows)[1:]]
    assert [cell.text for cell in lights] == ["○ Green", "◐ Amber", "● Red", "■ Complete", "◇ Deferred", "◌ No update"]
    fills = [str(cell.fill.fore_color.rgb) for cell in lights]
    assert len(set(fills)) == len(fills)


def test_tables_have_a_header_row_and_alternative_text() -> None:
    for slide in opened(FIGURED).slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.table.first_row
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_notes_hold_why_each_light_is_what_it_is() -> None:
    slides = opened(REASONED)
    glance, attention, first = (notes(named(slides, each)) for each in ("At a glance", "What needs", "Priority 1"))
    for why in (REASONED.priorities[0].why, REASONED.priorities[0].results_why, REASONED.priorities[1].headline_why):
        assert why.sentence in glance
    assert "Rule in force: Rule 2, from 1 April 2026, adopted by the Strategy Group" in glance
    assert "1.1.1b. Why this results light: Red: help calls after dark is 131" in attention
    for activity in REASONED.priorities[0].activities:
        assert f"{activity.code}. Why this work light: {activity.why.sentence}" in first
    assert REASONED.cards[0].why.sentence in notes(named(slides, "In focus"))


def test_notes_hold_what_the_slides_leave_out() -> None:
    said = notes(named(opened(SAMPLE), "Priority 1"))
    assert "Owners: Night-time manager; Licensing team" in said
    assert "See the map (https://routes.example/a) and note it." in said
    assert "1. Twelve wait" in said
    assert "Green: All routes lit" in notes(named(opened(SAMPLE), "In focus"))


def test_a_card_where_all_is_well_is_in_the_notes_only() -> None:
    first = SAMPLE.priorities[0]
    activities = tuple(replace(each, light=Light.GREEN) for each in first.activities)
    card = replace(SAMPLE.cards[0], light=Light.GREEN)
    slides = opened(replace(SAMPLE, priorities=(replace(first, activities=activities),), cards=(card,)))
    assert not [title for title in titles(slides) if title.startswith("In focus")]
    assert "One waits for a lamp post" in notes(named(slides, "Priority 1"))


def test_long_text_takes_three_slides_and_says_where_the_rest_is() -> None:
    slides = opened(large())
    found = [title for title in titles(slides) if title.startswith("In focus: 1.1.1 to")]
    assert found == [f"In focus: 1.1.1 to 1.1.10 ({place} of 3)" for place in (1, 2, 3)]
    assert "There is more: the whole text is in the notes" in words(named(slides, found[2]))
    assert notes(named(slides, found[0])).count("cars that race along the ring road") == POSITION.count("ring road")


def test_long_tables_go_on_with_their_header() -> None:
    parts = [
        cells(slide)[0]
        for slide in opened(large()).slides
        if slide.shapes.title.text_frame.text.startswith("What needs attention (")
    ]
    assert len(parts) > 1
    assert {tuple(part[0]) for part in parts} == {("Activity", "Light", "Next steps, who and by when")}
    assert sum(len(part) - 1 for part in parts) == 24


def test_charts_are_drawings_with_a_picture_for_older_programs_and_a_text() -> None:
    slides = opened(FIGURED)
    pictures = [shape for slide in slides.slides for shape in slide.shapes if shape.shape_type == 13]
    assert len(pictures) == 2
    for picture in pictures:
        assert picture._element.nvPicPr.cNvPr.get("descr").startswith("A line of ")
        assert picture.image.content_type == "image/png"
        key = picture._element.find(".//{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")
        drawing = picture.part.related_part(key.get(qn("r:embed")))
        assert drawing.content_type == "image/svg+xml"
        assert drawing.blob.startswith(b"<svg ")
    said = words(named(slides, "Violence after dark"))
    assert VIOLENCE.sentence in said
    assert VIOLENCE.quiet in said
    assert "Recording changed before January 2025: New crime system." in notes(named(slides, "Violence after dark"))


def test_links_and_numbered_lists_are_real() -> None:
    card = replace(SAMPLE.cards[0], position="See [the map](https://routes.example/a).\n\n3. third\n4. fourth")
    slide = named(opened(replace(SAMPLE, cards=(card,))), "In focus")
    links = [
        run.hyperlink.address
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run._r.find(f".//{qn('a:hlinkClick')}") is not None
    ]
    assert links == ["https://routes.example/a"]
    starts = [each.get("startAt") for each in slide._element.iter(qn("a:buAutoNum"))]
    assert starts == ["3", "4"]


def test_runs_have_a_language_and_the_file_its_properties() -> None:
    for language, code in (("en", "en-GB"), ("cy", "cy-GB")):
        data = write(SAMPLE, language=language)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            core = package.read("docProps/core.xml").decode()
            slides = [package.read(name).decode() for name in package.namelist() if name.startswith("ppt/slides/slide")]
        assert f"<dc:language>{code}</dc:language>" in core
        assert "<dc:title>Performance report</dc:title>" in core
        for slide in slides:
            assert slide.count("<a:rPr ") == slide.count(f'<a:rPr lang="{code}"')


def test_the_order_of_reading_is_title_content_mark_and_number() -> None:
    slide = named(opened(SAMPLE), "Priority 1")
    names = [shape.name for shape in slide.shapes]
    assert names == ["Title 1", "Table 1", "Text 2", "Table 3", "Classification", "Footer", "Slide number"]
    keys = [shape.shape_id for shape in slide.shapes]
    assert len(keys) == len(set(keys))
    assert slide._element.find(f".//{qn('a:fld')}").get("type") == "slidenum"


def test_slides_are_wide_and_the_file_has_no_trace_of_its_template() -> None:
    presentation = opened(SAMPLE)
    assert round(presentation.slide_width / presentation.slide_height, 2) == round(16 / 9, 2)
    assert [layout.name for layout in presentation.slide_layouts] == ["Cover", "Content"]
    with zipfile.ZipFile(io.BytesIO(write(SAMPLE))) as package:
        names = package.namelist()
        assert not [name for name in names if "thumbnail" in name or "printer" in name]
        everywhere = b"".join(package.read(name) for name in names)
    for trace in (b"Macintosh", b"Steve Canny", b"2013-"):
        assert trace not in everywhere


@pytest.mark.parametrize("text", [HOSTILE, SCRIPT, "bell\x07 half\ud800 \x00", "]]>", "=1+1", "{page} {pages} {0}"])
def test_hostile_text_stays_text(text: str) -> None:
    kept = " ".join("".join(each for each in text if each.isprintable() or each == " ").split())
    assert kept in everything(opened(hostile(text)))


def test_text_that_no_title_can_hold_is_whole_below_it() -> None:
    text = "Unbroken" * 60 + " and so on" * 150
    first = replace(SAMPLE.priorities[0], title=text)
    slides = opened(replace(SAMPLE, title=text, priorities=(first,), cards=()))
    parts = [slide for slide in slides.slides if slide.shapes.title.text_frame.text.startswith("Priority 1: Unbroken")]
    assert f"Priority 1: {text}" in " ".join(words(slide) for slide in parts)
    assert "…" in titles(slides)[0]
    assert text in notes(slides.slides[0])


def test_an_empty_report_is_a_title_what_is_not_there_and_the_words() -> None:
    slides = opened(Report())
    assert titles(slides) == ["Performance report", "At a glance", "What these words mean"]
    assert "There is no priority in this report." in words(slides.slides[1])


def test_words_are_translated_and_the_report_s_own_are_not() -> None:
    data = write(SAMPLE, translate=lambda text: text.replace("Priority", "Blaenoriaeth").replace("Red", "Coch"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        said = "".join(package.read(name).decode() for name in package.namelist() if name.startswith("ppt/slides/"))
    assert "Blaenoriaeth 1: Safe streets after dark" in said
    assert " Coch<" in said


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import hashlib\nfrom saferplan.documents.formats.registry import write_report\n"
        "from tests.documents.formats.figured import FIGURED\n"
        "print(hashlib.sha256(write_report(FIGURED, 'pptx')).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert write_report(FIGURED, "pptx") == write_report(FIGURED, "pptx")


@pytest.mark.inputs
def test_the_reference_report_is_all_there() -> None:
    report = real_report()
    slides = opened(report)
    found = everything(slides)
    assert all(f"{activity.code}. {activity.title}" in found for _, activity in report.activities())
    assert len(slides.slides) < 25


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_any_report_becomes_slides(report: Report) -> None:
    slides = opened(report)
    found = titles(slides)
    assert len({title.casefold() for title in found}) == len(found)
    said = everything(slides)
    for _, activity in report.activities():
        assert activity.code in said


def test_a_chart_and_its_words_share_one_slide_whatever_their_length() -> None:
    for count in range(1, 14):
        measure = replace(VIOLENCE, sentence="The figure rose again in the last quarter. " * count)
        first = replace(FIGURED.priorities[0], measures=(measure,))
        found = titles(opened(replace(FIGURED, priorities=(first,))))
        assert VIOLENCE.title in found, count


def test_what_is_restricted_is_in_no_part_of_the_public_file() -> None:
    canary = "Unicorn and Canary"
    card = replace(SAMPLE.cards[0], position=f"Three routes are lit. Visits to the {canary} go on.")
    closed = replace(VIOLENCE, sentence=f"{canary} alone had 51.", caveat=canary)
    first = replace(FIGURED.priorities[0], measures=(closed,), objective=f"Quiet at the {canary}.")
    content = Content(
        report=replace(FIGURED, cards=(card,), priorities=(first, *FIGURED.priorities[1:])),
        public_figures=(PublicFigures(priority=1, measures=(AWAITED,)),),
        restrictions=(
            Restriction(place="card:0", field="position", passage=f"Visits to the {canary} go on.", paragraph="3"),
            Restriction(place="priority:1", field="objective", passage="", paragraph="3"),
        ),
    )
    for audience, expected in ((Audience.BOARD, True), (Audience.PUBLIC, False)):
        with zipfile.ZipFile(io.BytesIO(write(edition(content, audience)))) as package:
            parts = b"".join(package.read(name) for name in package.namelist())
        assert (canary.encode() in parts) is expected


def test_missing_figures_are_an_annex() -> None:
    register = (
        MissingFigure(code="a", name="Repeat victims", gap=Gap.LATE, supplier="Victim Support", due_on="2026-08-03"),
        MissingFigure(code="b", name="Burglary", gap=Gap.NO_TARGET),
    )
    slides = opened(replace(SAMPLE, register=register))
    annex = named(slides, "What figures are missing")
    assert titles(slides).index("What figures are missing") == len(titles(slides)) - 3
    assert "Measures of which something is missing: 2." in words(annex)
    assert "Late: 1" in words(annex)
    assert [table[1][0] for table in cells(annex)] == ["Repeat victims", "Burglary"]


def test_a_heading_goes_to_the_next_slide_with_its_table() -> None:
    first, second = (
        words(slide)
        for slide in opened(FIGURED).slides
        if slide.shapes.title.text_frame.text.startswith("What figures")
    )
    assert "No target: 1" not in first
    assert "No target: 1 Nobody has said what is to be reached." in second
