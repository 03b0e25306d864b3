"""The spreadsheet, read back with openpyxl: what it holds, and the rules that it keeps."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from openpyxl import load_workbook

from saferplan.documents.formats.registry import write_report
from saferplan.documents.formats.workbook.write import write
from saferplan.report import labels
from saferplan.report.readable import line
from saferplan.report.tree import Measure, NextStep, Point, Report
from tests.documents.formats.figured import AWAITED, FIGURED, REGISTER, VIOLENCE
from tests.documents.formats.samples import REASONED, SAMPLE, real_report
from tests.documents.formats.slides.large import large
from tests.documents.formats.workbook.opening import column, keeps_the_rules, opened, rows, table, table_sheets, words
from tests.report.strategies import measured_reports

ROOT = Path(__file__).resolve().parents[4]


SHEETS = [
    "Cover",
    "Contents",
    "Notes",
    "Priorities",
    "Activities",
    "Cards",
    "Next steps",
    "Criteria",
    "Measures",
    "Values",
    "Missing figures",
]


def with_measures(*measures: Measure) -> Report:
    return replace(FIGURED, priorities=(replace(FIGURED.priorities[0], measures=measures),))


@pytest.mark.parametrize("report", [SAMPLE, FIGURED, REASONED, Report(), large()], ids=lambda each: each.title or "-")
def test_it_keeps_the_rules_for_spreadsheets(report: Report) -> None:
    keeps_the_rules(opened(report))


def test_a_sheet_for_each_kind_of_thing_in_order() -> None:
    assert opened(FIGURED).sheetnames == SHEETS
    assert opened(Report()).sheetnames == ["Cover", "Contents", "Notes"]


def test_the_cover_says_whose_report_of_when_and_leads_to_each_sheet() -> None:
    book = opened(FIGURED)
    said = words(book["Cover"])
    assert said[:2] == ["Performance report", "Harbour Community Safety Partnership"]
    for text in (
        "OFFICIAL",
        "Version: 2.3",
        "Author: Partnership analyst",
        "Period: April to June 2026",
        "Figures to: 30 June 2026",
        FIGURED.going_well,
        FIGURED.concern,
    ):
        assert text in said
    assert places(book["Cover"]) == [f"{name}!A1" for name in SHEETS[1:]]
    assert book["Cover"].max_column == 1


def places(sheet: Any) -> list[str]:
    """Where the links of the first column lead."""
    links = [row[0].hyperlink for row in sheet.iter_rows() if row[0].hyperlink]
    return [each.location.replace("'", "") for each in links]


def test_contents_lists_each_sheet_with_its_rows() -> None:
    book = opened(FIGURED)
    listed = {row["Worksheet"]: row["Rows"] for row in rows(book["Contents"])}
    assert listed == {sheet.title: len(rows(sheet)) for sheet in table_sheets(book) if sheet.title != "Contents"}
    assert places(book["Contents"]) == [f"{name}!A1" for name in listed]


def test_priorities_have_their_lights_in_words_and_why() -> None:
    first, second, *_ = rows(opened(REASONED)["Priorities"])
    assert first == {
        "Priority number": 1,
        "Priority": "Safe streets after dark",
        "Objective": "Fewer people are harmed in the streets at night.",
        "Overall light": "Red",
        "Why this overall light": "Red: the worse of work (amber) and results (red).",
        "Work light": "Amber",
        "Why this work light": REASONED.priorities[0].why.sentence,
        "Results light": "Red",
        "Why this results light": REASONED.priorities[0].results_why.sentence,
        "Results": REASONED.priorities[0].results_text,
        "Trend": "Worsening",
    }
    assert (second["Work light"], second["Results light"]) == ("No light", "Not measured")


def test_every_activity_card_step_and_criterion_is_there() -> None:
    book = opened(FIGURED)
    told = [(row["Code"], row["Activity"], row["Light"], row["Trend"]) for row in rows(book["Activities"])]
    assert told == [
        (each.code, each.title, labels.LIGHTS[each.light], labels.TRENDS[each.trend])
        for _, each in FIGURED.activities()
    ]
    assert rows(book["Activities"])[0]["Position"] == (
        "The scheme runs on four routes.\n• Route A opened in May\n• Route B opened in June\n   • lighting was mended\n"
        "   • two help points\nSee the map (https://routes.example/a) and note it."
    )
    (card,) = rows(book["Cards"])
    assert card["Activity codes"] == "1.1.1a, 1.1.1b, 1.1.1c"
    assert card["Aim"] == "To let everybody get home unharmed"
    steps = [(row["Listed under"], row["Next step"], row["Who"], row["Due"]) for row in rows(book["Next steps"])]
    assert steps == [
        ("Activity", "Fill the vacant advocate post", "Victim services lead", "30 October 2026"),
        ("Activity", "Agree a rule for the waiting list", "Partnership analyst", "November 2026"),
        ("Activity", "Tell the board", "[x]", "[x]"),
        ("Card 1", "Order the lamp post", "Highways", "30 September 2026"),
    ]
    criteria = [(row["Light"], row["When it is shown"]) for row in rows(book["Criteria"])]
    assert criteria == [("Green", "All routes lit"), ("Amber", "Some routes dark"), ("Red", "No routes")]


def test_measures_say_what_they_show_and_where_it_comes_from() -> None:
    told = rows(opened(FIGURED)["Measures"])
    assert [row["Code"] for row in told] == ["violence", "repeat-victims", "burglary"]
    assert told[0]["What it shows"] == VIOLENCE.title
    assert (told[0]["Latest"], told[0]["Target"], told[0]["Unit"]) == ("51 in June 2026", 30, "offences")
    assert (told[0]["Source"], told[0]["Data to"], told[0]["Caveat"]) == (
        "Harbour Police",
        "30 June 2026",
        VIOLENCE.caveat,
    )
    assert told[1]["Source in words"] == AWAITED.quiet


def test_values_are_numbers_with_what_is_usual_for_them() -> None:
    told = [row for row in rows(opened(FIGURED)["Values"]) if row["Code"] == "violence"]
    values = [int(point.value) if point.value else "[x]" for point in VIOLENCE.points]
    assert [row["Value"] for row in told] == values
    assert [row["Period"] for row in told] == [point.label for point in VIOLENCE.points]
    missing = told[values.index("[x]")]
    assert (missing["Kind of point"], missing["Note"]) == ("[z]", "Not collected")
    assert (told[0]["Usual average"], told[-1]["Usual average"]) == (22.9, 33.8)
    assert told[18]["Recording changed before"] == "New crime system"
    assert told[-1]["Kind of point"] == "Concern"


def test_what_is_kept_back_is_said_and_never_a_number() -> None:
    points = (
        Point(label="2026-04", mark="*", note="Small count, not shown"),
        Point(label="2026-05", note="Awaiting release"),
        Point(label="2026-06", note="Not applicable"),
        Point(label="2026-07", value="0"),
    )
    told = rows(opened(with_measures(replace(AWAITED, points=points)))["Values"])
    assert [(row["Value"], row["Note"]) for row in told] == [
        ("[c]", "* Small count, not shown"),
        ("[x]", "Awaiting release"),
        ("[z]", "Not applicable"),
        (0, None),
    ]


def test_numbers_are_shown_with_their_decimals_and_percent_is_a_unit() -> None:
    points = (Point(label="2026-04", value="1310.25"), Point(label="2026-05", value="-4.5"))
    sheet = opened(with_measures(replace(AWAITED, unit="%", decimals=1, points=points)))["Values"]
    head, first, second = list(sheet[table(sheet).ref])
    at = [cell.value for cell in head].index("Value")
    assert (first[at].value, first[at].number_format) == (1310.25, "#,##0.0")
    assert second[at].value == -4.5
    assert column(sheet, "Unit") == ["%", "%"]


@pytest.mark.parametrize("text", ["NaN", "1e5", "Infinity", "1_000", "١٢", "12345678901234567", "about 7", "=1+1"])
def test_what_is_not_a_plain_number_stays_text(text: str) -> None:
    book = opened(with_measures(replace(AWAITED, points=(Point(label="2026-04", value=text),), target=text)))
    assert column(book["Values"], "Value") == [text]
    assert column(book["Measures"], "Target") == [text]


def test_the_register_of_what_is_missing() -> None:
    told = rows(opened(FIGURED)["Missing figures"])
    assert [(row["Code"], row["What is missing"]) for row in told] == [
        ("burglary", "Late"),
        ("repeat-victims", "Not released"),
        ("burglary", "No baseline"),
        ("violence", "No target"),
    ]
    assert len(told) == len(REGISTER)
    assert (told[0]["From"], told[0]["To"], told[0]["Due"]) == ("May 2026", "June 2026", "10 July 2026")
    assert (told[2]["From"], told[2]["Why"]) == ("[z]", "The new system has no year behind it yet")


def test_notes_explain_every_light_mark_and_rule() -> None:
    book = opened(replace(REASONED, rollup_rule="The worst counts."))
    explained = {row["Word or mark"]: row["What it means"] for row in rows(book["Notes"])}
    used = {
        row[name] for row in rows(book["Priorities"]) for name in row if name.endswith("light") and "Why" not in name
    }
    assert used <= set(explained)
    assert {"[c]", "[x]", "[z]"} <= set(explained)
    assert explained["Rule for the lights of priorities"] == "The worst counts."
    assert explained["Rule in force"].startswith("Rule 2, from 1 April 2026")


def test_lights_are_words_first_and_readable_on_their_tint() -> None:
    sheet = opened(SAMPLE)["Activities"]
    head, *body = list(sheet[table(sheet).ref])
    at = [cell.value for cell in head].index("Light")
    assert {cell.value: cell.fill.fgColor.rgb[2:].lower() for cell in (row[at] for row in body)} == {
        labels.LIGHTS[each.light]: labels.LOOKS[each.light].fill[1:] if each.light.value != "none" else "000000"
        for _, each in SAMPLE.activities()
    }


def test_properties_name_the_report_its_author_and_language() -> None:
    data = write(SAMPLE, language="cy")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        core = etree.fromstring(package.read("docProps/core.xml"))
        dates = {each.date_time for each in package.infolist()}
    found = {etree.QName(each).localname: each.text for each in core}
    assert found["title"] == "Performance report"
    assert found["creator"] == "Partnership analyst"
    assert found["language"] == "cy-GB"
    assert found["created"] == found["modified"] == "2000-01-01T00:00:00Z"
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_words_around_the_facts_are_translated_and_headers_stay_apart() -> None:
    book = opened_in(lambda text: "Iaith" if len(text) < 20 else text.replace("o", "ô"))
    assert len(set(book.sheetnames)) == len(SHEETS)
    for sheet in table_sheets(book):
        head = [each.name for each in table(sheet).tableColumns]
        assert len({name.casefold() for name in head}) == len(head)
        assert not set(head) & {"Code", "Light", "Value"}


def opened_in(translate: Any) -> Any:
    return load_workbook(io.BytesIO(write(FIGURED, translate=translate)))


def test_equal_reports_give_equal_bytes_in_any_process() -> None:
    code = (
        "import sys; from tests.documents.formats.figured import FIGURED; "
        "from saferplan.documents.formats.registry import write_report; "
        "sys.stdout.buffer.write(write_report(FIGURED, 'xlsx'))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert made[0] == made[1] == write_report(FIGURED, "xlsx")


@pytest.mark.inputs
def test_the_reference_report_is_there_in_full() -> None:
    report = real_report()
    book = opened(report)
    keeps_the_rules(book)
    assert column(book["Activities"], "Code") == [each.code for _, each in report.activities()]
    assert len(rows(book["Cards"])) == len(report.cards)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(measured_reports())
def test_any_report(report: Report) -> None:
    book = opened(report)
    keeps_the_rules(book)
    found = {sheet.title: rows(sheet) for sheet in table_sheets(book)}
    told = [(row["Code"], row.get("Work light", row.get("Light"))) for row in found.get("Activities", [])]
    assert told == [
        (each.code, labels.light_word(each.light, "", str, each.why.basis)) for _, each in report.activities()
    ]
    measures = dict.fromkeys(each for priority in report.priorities for each in priority.measures)
    values = [float(point.value) if point.value else "[x]" for each in measures for point in each.points]
    assert [row["Value"] for row in found.get("Values", [])] == values
    steps = [line(step.text) for step in all_steps(report)]
    assert [row["Next step"] for row in found.get("Next steps", [])] == steps
    assert len(found.get("Missing figures", [])) == len(report.register)


def all_steps(report: Report) -> list[NextStep]:
    return [
        step for each in [*(activity for _, activity in report.activities()), *report.cards] for step in each.next_steps
    ]
