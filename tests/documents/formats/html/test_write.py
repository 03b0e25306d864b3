"""The HTML writer: one page that asks for nothing, and in which no text becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from lxml import html

from saferplan.documents.formats.html.write import STYLE, article, style, style_source, write
from saferplan.report.readable import readable
from tests.documents.formats.figured import FIGURED
from tests.documents.formats.samples import HOSTILE, REASONED, SAMPLE, SCRIPT, hostile, real_report

ALLOWED = frozenset(
    (
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "article",
        "nav",
        "div",
        "span",
        "p",
        "a",
        "strong",
        "em",
        "br",
    )
    + ("h1", "h2", "h3", "h4", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li")
    + ("svg", "g", "path", "circle")
)


def page(report=SAMPLE):
    return html.document_fromstring(write(report))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write(SAMPLE) == write(SAMPLE)


def test_it_has_a_language_a_title_and_one_first_heading() -> None:
    tree = page()
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title") == "Performance report, Harbour Community Safety Partnership"
    assert [each.text for each in tree.iter("h1")] == ["Performance report"]


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(each.tag[1]) for each in page().iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_it_fetches_nothing_and_runs_nothing() -> None:
    text = write(SAMPLE).decode()
    tree = page()
    assert {each.tag for each in tree.iter()} <= ALLOWED
    assert not re.search(r"url\(|@import|src=|javascript:|\son\w+=", text)
    targets = [each.get("href") for each in tree.iter("a")]
    assert all(target.startswith(("#", "https://", "mailto:")) for target in targets)


def test_each_link_within_the_page_has_its_place() -> None:
    tree = page()
    places = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(places) == len(set(places))
    assert {each.get("href")[1:] for each in tree.iter("a") if each.get("href").startswith("#")} <= set(places)


def test_tables_have_captions_and_scoped_headers() -> None:
    tables = list(page().iter("table"))
    assert len(tables) == 7
    for table in tables:
        assert table.findtext("caption")
        assert all(each.get("scope") in ("col", "row") for each in table.iter("th"))
        assert all(row.find("th") is not None for row in table.iter("tr"))


def test_a_light_is_a_word_a_shape_and_a_fill() -> None:
    lights = page().xpath("//span[starts-with(@class, 'light ')]")
    assert {"Green", "Amber", "Red", "Complete", "Deferred", "No update"} <= {each.text_content() for each in lights}
    for light in lights:
        svg = light.find("svg")
        assert svg is not None
        assert svg.get("aria-hidden") == "true"
        assert f".{light.get('class').split()[1]} {{" in write(SAMPLE).decode()


@pytest.mark.parametrize("text", [HOSTILE, SCRIPT, "<!-- ", "]]>", "&lt;script&gt;"])
def test_hostile_text_stays_text(text: str) -> None:
    tree = page(hostile(text))
    assert {each.tag for each in tree.iter() if isinstance(each.tag, str)} <= ALLOWED
    assert all(isinstance(each.tag, str) for each in tree.iter()), "a comment was opened"
    assert not [name for each in tree.iter() for name in each.attrib if name.startswith("on")]
    assert " ".join(text.split()) in tree.text_content()


def test_a_stated_word_for_a_light_is_kept_and_explained() -> None:
    first = replace(SAMPLE.priorities[1], light_stated="SATISFACTORY")
    text = write(replace(SAMPLE, priorities=(SAMPLE.priorities[0], first))).decode()
    assert text.count("Satisfactory</span>") == 2
    assert "This report&#x27;s word for green." in text


def test_words_are_translated_and_facts_are_not() -> None:
    text = write(SAMPLE, language="cy", translate=lambda word: f"«{word}»").decode()
    assert '<html lang="cy">' in text
    assert "«Amber»" in text
    assert "Safe streets after dark" in text
    assert "«Safe" not in text


@pytest.mark.inputs
def test_the_reference_report_is_all_there() -> None:
    report = real_report()
    words = " ".join(page(report).text_content().split())
    for _, activity in report.activities():
        assert f"{activity.code}. {activity.title}" in words
    for card in report.cards:
        assert all(" ".join(part.split()) in words for part in card.position.split("\n\n") if part[0].isalpha())


def test_a_reason_stands_in_a_row_below_so_that_the_row_keeps_a_short_name() -> None:
    overview = list(page(REASONED).iter("table"))[1]
    row, below = overview.findall(".//tr")[1:3]
    assert row.find("th").text_content() == "1. Safe streets after dark"
    (cell,) = below
    assert (cell.get("colspan"), cell.get("class")) == ("5", "notes")
    reasons = [each.text_content() for each in cell.iter("p")]
    assert reasons[0] == "Why this overall light: Red: the worse of work (amber) and results (red)."
    assert [each.split(":")[0] for each in reasons[1:]] == ["Why this work light", "Why this results light"]
    assert not list(page().find_class("notes"))


def test_every_reason_is_on_the_page() -> None:
    tree = readable(REASONED)
    whys = [why for p in tree.priorities for why in (p.why, p.results_why, p.headline_why)]
    whys += [why for _, activity in tree.activities() for why in (activity.why, activity.results_why)]
    sentences = {why.sentence for why in (*whys, *(card.why for card in tree.cards)) if why.sentence}
    text = " ".join(page(REASONED).text_content().split())
    assert len(sentences) > 10
    assert not [sentence for sentence in sentences if sentence not in text]


@pytest.mark.parametrize("report", [SAMPLE, FIGURED, REASONED, hostile(SCRIPT), hostile('" style="')])
def test_a_strict_policy_needs_one_hash_and_nothing_else(report) -> None:
    tree = page(report)
    (sheet,) = tree.iter("style")
    digest = base64.b64encode(hashlib.sha256(sheet.text.encode()).digest()).decode()
    assert style_source() == f"'sha256-{digest}'"
    assert sheet.text == STYLE
    assert not [each.tag for each in tree.iter() if "style" in each.attrib]


def test_the_style_of_another_language_differs_in_its_page_numbers_only() -> None:
    def say(text: str) -> str:
        return text.replace("Page", "Tudalen")

    assert style(say).replace("Tudalen", "Page") == STYLE


def test_the_style_holds_for_nothing_outside_the_article() -> None:
    rules = re.sub(r"@page \{[^}]*\{[^}]*\}[^}]*\}|@media [^{]*\{", "", STYLE)
    selectors = [each.strip() for rule in re.findall(r"([^{}]+)\{", rules) for each in rule.split(",")]
    assert len(selectors) > 150
    assert [each for each in selectors if not each.startswith(".report")] == []


def test_each_picture_has_a_title_and_a_description() -> None:
    pictures = [each for each in page(FIGURED).iter("svg") if each.get("role") == "img"]
    assert [each.getparent().get("class") for each in pictures] == ["picture wide", "picture narrow"] * 2
    for picture in pictures:
        named = picture.get("aria-labelledby").split()
        assert [picture.get_element_by_id(each).tag for each in named] == ["title", "desc"]
        assert all(picture.get_element_by_id(each).text.strip() for each in named)


def test_another_page_can_frame_it_below_a_heading_of_its_own() -> None:
    framed = html.fragment_fromstring(article(SAMPLE, level=2))
    assert (framed.tag, framed.get("class")) == ("article", "report")
    assert not list(framed.iter("h1", "style", "main"))
    assert [each.text for each in framed.iter("h2")] == ["Performance report"]
    assert framed.find_class("level-1")[0].tag == "h3"
