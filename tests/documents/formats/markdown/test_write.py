"""The Markdown writer: readable as it stands, and what any Markdown program makes of it says the same."""

from __future__ import annotations

import pytest
from lxml import html
from markdown_it import MarkdownIt

from saferplan.documents.formats.markdown.write import write
from saferplan.report.tree import Report
from tests.documents.formats.samples import HOSTILE, REASONED, SAMPLE, SCRIPT, hostile, real_report


def rendered(report: Report = SAMPLE):
    """The page that a common Markdown program makes of it, raw HTML allowed."""
    return html.document_fromstring(MarkdownIt("commonmark").enable("table").render(write(report).decode()))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write(SAMPLE) == write(SAMPLE)


def test_it_reads_well_as_it_stands() -> None:
    text = write(SAMPLE).decode()
    assert text.startswith(
        "OFFICIAL\n\nHarbour Community Safety Partnership\n\nLooking out for each other\n\n# Performance"
    )
    assert "| 1.1.1b. Visits to repeat victims | ◐ Amber | → No change |" in text
    assert "- Fill the vacant advocate post  \n  Who: Victim services lead; By: 30 October 2026" in text
    assert "- Route B opened in June\n  - lighting was mended" in text
    assert "\\" not in text


def test_its_tables_are_tables_and_its_headings_headings() -> None:
    page = rendered()
    assert [each.text_content() for each in page.iter("h1")] == ["Performance report"]
    assert len(list(page.iter("table"))) == 7
    rows = [[cell.text_content() for cell in row] for row in page.xpath("(//table)[3]//tbody/tr")]
    assert rows[0] == ["1.1.1a. Lit routes home for people who work late", "○ Green", "↗ Improving"]
    assert len(rows) == 6


@pytest.mark.parametrize(
    "text", [HOSTILE, SCRIPT, "# heading", "- item", "1. item", "> quote", "| a | b |", "```", "---", "\\"]
)
def test_hostile_text_stays_text(text: str) -> None:
    page = rendered(hostile(text))
    whole = " ".join(page.text_content().split())
    assert whole.count(" ".join(text.split())) >= 20
    allowed = {"html", "body", "p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "br"}
    assert {each.tag for each in page.iter()} <= allowed | {"table", "thead", "tbody", "tr", "th", "td"}
    assert [each.text_content() for each in page.iter("h2")] == [
        "Priorities",
        "Activities by priority",
        "In focus",
        "What these words mean",
    ]


@pytest.mark.inputs
def test_the_reference_report_is_all_there() -> None:
    report = real_report()
    found = " ".join(rendered(report).text_content().split())
    assert all(f"{activity.code}. {activity.title}" in found for _, activity in report.activities())


def test_each_reason_stands_with_its_light() -> None:
    text = write(REASONED).decode()
    row = next(line for line in text.splitlines() if line.startswith("| 1. Safe streets"))
    assert "<br>Why this work light: Amber: 2 of 7 activities are amber;" in row
    assert "| Why this light | Amber: 1 of 3 activities is amber;" in text
    assert "\n\n**Rule in force:** Rule 2, from 1 April 2026, adopted by the Strategy Group\n\n" in text
