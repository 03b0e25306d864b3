"""The long table: every fact in a row, as text that no program takes for more."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferplan.documents.formats.csv_table.write import COLUMNS, guarded, write
from saferplan.report import labels
from saferplan.report.readable import line
from saferplan.report.tree import Point, Report
from tests.documents.formats.figured import AWAITED, FIGURED, VIOLENCE
from tests.documents.formats.samples import HOSTILE, REASONED, SCRIPT, hostile, real_report
from tests.report.strategies import measured_reports

ROOT = Path(__file__).resolve().parents[4]


def rows(report: Report) -> list[dict[str, str]]:
    text = write(report).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def facts(report: Report, kind: str, what: str) -> list[tuple[str, str, str]]:
    return [
        (row["Code"], row["Value"], row["Note"]) for row in rows(report) if (row["Kind"], row["What"]) == (kind, what)
    ]


def test_it_is_utf_8_with_a_mark_and_lines_as_rfc_4180_has_them() -> None:
    data = write(FIGURED)
    assert data.startswith(b"\xef\xbb\xbfPeriod,Kind,Code,Title,When,What,Value,Unit,Note\r\n")
    assert data.endswith(b"\r\n")
    assert all(len(row) == len(COLUMNS) and None not in row for row in rows(FIGURED))


def test_lights_have_their_words_and_reasons() -> None:
    assert facts(REASONED, "Priority", "Work light")[0] == (
        "1",
        "Amber",
        REASONED.priorities[0].why.sentence,
    )
    told = [(code, value) for code, value, _note in facts(FIGURED, "Activity", "Light")]
    assert told == [(each.code, labels.LIGHTS[each.light]) for _, each in FIGURED.activities()]


def test_a_next_step_is_one_row_with_who_and_when() -> None:
    told = [row for row in rows(FIGURED) if row["Kind"] == "Next step"]
    assert [(row["Code"], row["When"], row["Value"], row["Note"]) for row in told] == [
        (
            "1.1.1b",
            "30 October 2026",
            "Fill the vacant advocate post",
            "Listed under: Activity. Who: Victim services lead",
        ),
        (
            "1.1.1b",
            "November 2026",
            "Agree a rule for the waiting list",
            "Listed under: Activity. Who: Partnership analyst",
        ),
        ("1.1.1b", "", "Tell the board", "Listed under: Activity"),
        ("1.1.1a, 1.1.1b, 1.1.1c", "30 September 2026", "Order the lamp post", "Listed under: Card 1. Who: Highways"),
    ]


def test_a_criterion_says_of_which_light_it_is() -> None:
    told = facts(FIGURED, "Criterion", "When it is shown")
    assert told[0] == ("1.1.1a, 1.1.1b, 1.1.1c", "All routes lit", "Listed under: Card 1. Light: Green")


def test_values_have_period_unit_and_kind() -> None:
    told = [row for row in rows(FIGURED) if row["What"] == "Value" and row["Code"] == "violence"]
    assert [(row["When"], row["Value"]) for row in told] == [
        (each.label, each.value or "[x]") for each in VIOLENCE.points
    ]
    assert {row["Unit"] for row in told} == {"offences"}
    assert told[-1]["Note"] == "Concern"
    assert told[18]["Note"] == "Usual. Recording changed before: New crime system"
    assert [row["Note"] for row in told if row["Value"] == "[x]"] == ["Not collected"]


def test_what_is_kept_back_has_its_mark() -> None:
    points = (Point(label="2026-04", mark="*", note="Small count, not shown"), Point(label="2026-05", value="-3"))
    report = replace(FIGURED, priorities=(replace(FIGURED.priorities[0], measures=(replace(AWAITED, points=points),)),))
    assert [value for _code, value, _note in facts(report, "Value", "Value")] == ["[c]", "-3"]


def test_what_is_missing_is_one_row_each() -> None:
    told = facts(FIGURED, "Missing figure", "What is missing")
    assert [value for _code, value, _note in told] == ["Late", "Not released", "No baseline", "No target"]
    assert (
        told[0][2]
        == "From: May 2026. To: June 2026. Supplier: Harbour Police. Asked on: 1 July 2026. Due: 10 July 2026"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20 7946 0000", "'+44 20 7946 0000"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-2+3", "'-2+3"),
        ("-", "'-"),
        ("-4.5", "-4.5"),
        ("-1e5", "'-1e5"),
        ("＝1", "'＝1"),
        ("1=1", "1=1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_reckon_gets_a_quote_before_it(text: str, written: str) -> None:
    assert guarded(text) == written


@pytest.mark.parametrize("text", ["=1+1", "-2+3", '"', "a,b", HOSTILE, SCRIPT, "@x"])
def test_what_people_wrote_comes_back_as_it_was(text: str) -> None:
    told = facts(hostile(text), "Priority", "Objective")
    assert [value for _code, value, _note in told] == [guarded(text)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=30))
def test_no_cell_ever_starts_as_a_formula(text: str) -> None:
    for row in rows(hostile(f"{text}=x")) + rows(hostile(f"={text}")):
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert not set(value) & set("\x00\x0b\x1b\r")


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(measured_reports())
def test_every_light_title_and_value_is_there(report: Report) -> None:
    told = rows(report)
    lights = [row for row in told if row["Kind"] == "Activity" and row["What"] in ("Light", "Work light")]
    assert [(row["Code"], row["Title"], row["Value"]) for row in lights] == [
        (each.code, guarded(line(each.title)), labels.light_word(each.light, "", str, each.why.basis))
        for _, each in report.activities()
    ]
    measures = dict.fromkeys(each for priority in report.priorities for each in priority.measures)
    values = [point.value or "[x]" for each in measures for point in each.points]
    assert [row["Value"] for row in told if (row["Kind"], row["What"]) == ("Value", "Value")] == values


def test_equal_reports_give_equal_bytes_in_any_process() -> None:
    code = (
        "import sys; from tests.documents.formats.figured import FIGURED; "
        "from saferplan.documents.formats.registry import write_report; "
        "sys.stdout.buffer.write(write_report(FIGURED, 'csv'))"
    )
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, env=environment)
    assert made.stdout == write(FIGURED)


@pytest.mark.inputs
def test_the_reference_report_is_there_in_full() -> None:
    report = real_report()
    told = {row["Code"] for row in rows(report) if row["Kind"] == "Activity"}
    assert told == {each.code for _, each in report.activities()}
