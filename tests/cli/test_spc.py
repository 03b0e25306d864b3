"""`saferplan spc`, as an analyst runs it."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from saferplan.cli.main import app
from tests.inputs import shared_path
from tests.measures.test_spc_rare import DAYS
from tests.measures.test_spc_reference import ASSURANCES, GOOD, KINDS, LABELS, expected

STEADY = [9, 11] * 12
MONTHS = [f"{2016 + (8 + place) // 12}-{(8 + place) % 12 + 1:02}" for place in range(24)]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["spc", *(str(argument) for argument in arguments)])


def table(path: Path, *rows: tuple[object, ...]) -> Path:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


@pytest.fixture
def burglary(tmp_path: Path) -> Path:
    rows = zip(MONTHS, [*STEADY[:-1], 40], strict=True)
    return table(tmp_path / "burglary.csv", ("Month", "Recorded"), *rows)


COLUMNS = ("--x", "Month", "--y", "Recorded", "--good", "lower")


def test_a_table_says_the_verdict_and_what_stands_out(burglary: Path) -> None:
    done = run(burglary, *COLUMNS, "--target", "20")
    assert done.exit_code == 0, done.output
    assert "August 2018 is above the usual range" in done.stdout
    assert "That is worse." in done.stdout
    assert "the target of 20" in done.stdout
    assert "outside-above" in done.stdout


def test_json_is_a_list_of_series(burglary: Path) -> None:
    (one,) = json.loads(run(burglary, *COLUMNS, "--format", "json").stdout)
    assert list(one) == ["by", "groups", "points", "verdict"]
    assert one["by"] is None
    assert [list(group) for group in one["groups"]] == [["n", "mean", "lpl", "upl", "variation", "assurance"]]
    assert one["points"][-1] == {"x": "2018-08", "y": 40.0, "group": 0, "kind": "concern", "rule": "outside-above"}
    assert (one["points"][0]["kind"], one["points"][0]["rule"]) == ("improvement", "shift-below")
    assert one["verdict"]["kind"] == "concern"
    assert "so extreme that 23 other points look unusual" in one["verdict"]["warnings"][0]
    assert one["verdict"]["answer"] == "signal"


def test_csv_has_a_row_a_point(burglary: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(burglary, *COLUMNS, "--format", "csv").stdout)))
    assert [row["x"] for row in rows] == MONTHS
    assert rows[-1]["kind"] == "concern"
    assert {float(row["upl"]) for row in rows} == {float(rows[0]["upl"])}


def test_svg_is_a_chart(burglary: Path) -> None:
    done = run(burglary, *COLUMNS, "--format", "svg", "--break", "2017-11")
    root = ElementTree.fromstring(done.stdout)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "too few" in done.stdout.lower()


def test_many_series_are_a_line_each(tmp_path: Path) -> None:
    rows = [(month, name, value) for name in "DCBA" for month, value in zip(MONTHS, STEADY, strict=True)]
    path = table(tmp_path / "four.csv", ("Month", "Offence", "Recorded"), *rows)
    done = run(path, *COLUMNS, "--by", "Offence")
    assert [line.split()[0] for line in done.stdout.splitlines()[1:5]] == ["D", "C", "B", "A"]
    assert done.stdout.splitlines()[-1] == "4 series."
    assert [each["by"] for each in json.loads(run(path, *COLUMNS, "--by", "Offence", "--format", "json").stdout)] == [
        *"DCBA"
    ]
    refused = run(path, *COLUMNS, "--by", "Offence", "--format", "svg")
    assert (refused.exit_code, "--only" in refused.stderr) == (2, True)
    one = run(path, *COLUMNS, "--by", "Offence", "--only", "B", "--format", "svg")
    assert one.exit_code == 0
    assert ">B<" in one.stdout


def test_sixty_series_show_their_progress_apart_from_the_answer(tmp_path: Path) -> None:
    rows = [(month, name, value) for name in range(60) for month, value in zip(MONTHS[:14], STEADY, strict=False)]
    path = table(tmp_path / "sixty.csv", ("Month", "Offence", "Recorded"), *rows)
    done = run(path, *COLUMNS, "--by", "Offence", "--format", "json")
    assert len(json.loads(done.stdout)) == 60


def test_a_workbook_with_dates_and_two_sheets(tmp_path: Path) -> None:
    book = Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "Notes"
    notes.append(["Read this first"])
    sheet = book.create_sheet("Counts")
    sheet.append(["Recorded crime"])
    sheet.append(["Month", "Recorded"])
    for month, value in zip(MONTHS, STEADY, strict=True):
        sheet.append([datetime.fromisoformat(f"{month}-01"), value])
    book.save(tmp_path / "counts.xlsx")
    done = run(tmp_path / "counts.xlsx", *COLUMNS, "--format", "json")
    assert done.exit_code == 0, done.output
    assert "Read from the sheet Counts." in done.stderr
    points = json.loads(done.stdout)[0]["points"]
    assert (points[0]["x"], points[0]["y"], len(points)) == ("2016-09-01", 9.0, 24)


def test_percentages_of_a_workbook_are_what_people_see(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Month", "Recorded"), ("2018-01", 0.135), ("2018-02", "=1/3")):
        sheet.append(row)
    sheet["B2"].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    refused = run(tmp_path / "a.xlsx", *COLUMNS)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "row 3, column Recorded (B): is a formula without its result" in refused.stderr.replace('"=1/3" ', "")
    sheet["B3"] = 1.21
    sheet["B3"].number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    points = json.loads(run(tmp_path / "a.xlsx", *COLUMNS, "--format", "json").stdout)[0]["points"]
    assert [point["y"] for point in points] == [13.5, 121.0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234", 1234.0),
        ("12%", 12.0),
        ("£3", 3.0),
        ("-4.5", -4.5),
        ("..", None),
        ("n/a", None),
        ("", None),
        ("*", None),
    ],
)
def test_what_a_value_may_look_like(tmp_path: Path, cell: str, value: float | None) -> None:
    path = table(tmp_path / "a.csv", ("Month", "Recorded"), ("2018-01", cell), ("2018-02", "7"))
    assert json.loads(run(path, *COLUMNS, "--format", "json").stdout)[0]["points"][0]["y"] == value


@pytest.mark.parametrize(
    ("cell", "x"),
    [
        ("2018-09", "2018-09"),
        ("2018-09-27", "2018-09-27"),
        ("27/09/2018", "2018-09-27"),
        ("Sep 2018", "2018-09"),
        ("Sep-18", "2018-09"),
        ("September 2018", "2018-09"),
        ("27 September 2018", "2018-09-27"),
        ("2018", "2018"),
        ("2018-09-27T13:30", "2018-09-27T13:30"),
    ],
)
def test_what_a_date_may_look_like(tmp_path: Path, cell: str, x: str) -> None:
    path = table(tmp_path / "a.csv", ("Month", "Recorded"), (cell, 1), ("2019-12-01", 2))
    assert json.loads(run(path, *COLUMNS, "--format", "json").stdout)[0]["points"][0]["x"] == x


BAD: list[tuple[list[tuple[object, ...]], tuple[str, ...], str]] = [
    ([("2018-01", "x")], (), 'a.csv, row 2, column Recorded (B): "x" is not a number'),
    ([("2018-01", "inf")], (), 'row 2, column Recorded (B): "inf" is not a number'),
    ([("2018-01", "1e999")], (), 'row 2, column Recorded (B): "1e999" is a number without end'),
    ([("2018-01", "#REF!")], (), 'row 2, column Recorded (B): "#REF!" is not a number'),
    ([("Total", 3)], (), 'row 2, column Month (A): "Total" is not a date'),
    ([("", 3)], (), "row 2, column Month (A): is empty"),
    ([("2018-13", 3)], (), 'row 2, column Month (A): "2018-13" is not a date'),
    ([("2018-01", 3), ("Jan 2018", 4)], (), "rows 2 and 3 both have 2018-01"),
    ([("2018-01", 3)], ("--break", "2018-03"), "a.csv: the break 2018-03 is not among the dates"),
    ([("2018-01", 3)], ("--break", "soon"), '--break: "soon" is not a date'),
    ([("2018-01", 3)], ("--fix-first", "11"), "12 points or more, not on 11"),
    ([("2018-01", 3)], ("--fix-first", "few"), '--fix-first: "few" is not a number of points'),
    ([("2018-01", 3)], ("--target", "low"), '--target: "low" is not a number'),
    ([("2018-01", 3)], ("--by", "Ward"), "no column called Ward. The columns are: Month, Recorded."),
    ([], (), "a.csv has no row below its headings"),
]


@pytest.mark.parametrize(("rows", "options", "sentence"), BAD)
def test_bad_input_gets_one_sentence_that_names_the_place(
    tmp_path: Path, rows: list[tuple[object, ...]], options: tuple[str, ...], sentence: str
) -> None:
    path = table(tmp_path / "a.csv", ("Month", "Recorded"), *rows)
    for form in ("table", "json", "csv", "svg"):
        done = run(path, *COLUMNS, *options, "--format", form)
        assert (done.exit_code, done.stdout) == (2, ""), done.output
        assert sentence in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert "Traceback" not in done.stderr


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("Month", "Recorded", "Recorded"), ("2018-01", 3, 4))
    assert "2 columns called Recorded in row 1" in run(path, *COLUMNS).stderr


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("broken.xlsx", b"PK\x03\x04" + b"x" * 100),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("latin.csv", b"Month,Recorded\n\x99,1\n"),
        ("empty.csv", b""),
        ("report.docx", b"PK\x03\x04"),
    ],
)
def test_files_that_are_no_tables(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(tmp_path / name, *COLUMNS)
    assert (done.exit_code, done.stdout) == (2, "")
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere.csv", *COLUMNS)
    assert (done.exit_code, "nowhere.csv cannot be opened" in done.stderr) == (2, True)


def test_names_that_a_spreadsheet_would_run_are_made_harmless(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("Month", "Ward", "Recorded"), ("2018-01", "=cmd()", 3))
    rows = list(csv.DictReader(io.StringIO(run(path, *COLUMNS, "--by", "Ward", "--format", "csv").stdout)))
    assert rows[0]["by"] == "'=cmd()"


WANTED = {"increase": "higher", "decrease": "lower", "neutral": "neither"}


@pytest.mark.inputs
@pytest.mark.slow
def test_cases_of_the_reference_through_the_command(tmp_path: Path) -> None:
    """Every ninth case, as a file."""
    shared_path("spc/expected_cases_points.csv")
    assert set(WANTED) == set(GOOD)
    checked = 0
    for case, (groups, points) in list(expected().items())[::9]:
        path = table(tmp_path / "case.csv", ("x", "y"), *((row["x"], row["y"]) for row in points))
        one = groups[0]
        options = ["--x", "x", "--y", "y", "--good", WANTED[one["improvement_direction"]], "--format", "json"]
        options += ["--target", one["target"]] if one["target"] else []
        options += ["--fix-first", one["fix_after_n_points"]] if one["fix_after_n_points"] else []
        options += ["--no-screening"] if one["screen_outliers"] == "FALSE" else []
        for before, row in zip(points, points[1:], strict=False):
            if before["rebase_group"] != row["rebase_group"]:
                options += ["--break", row["x"]]
        (found,) = json.loads(run(path, *options).stdout)
        for row, group in zip(groups, found["groups"], strict=True):
            assert group["variation"] == KINDS[row["variation_type"]], case
            assert group["assurance"] == ASSURANCES[row["assurance_type"]], case
            for name, key in (("mean", "mean_col"), ("lpl", "lpl"), ("upl", "upl")):
                assert group[name] == (pytest.approx(float(row[key]), rel=1e-9) if row[key] else None), case
        got = [(point["x"], point["kind"], point["rule"] or "") for point in found["points"]]
        assert got == [(row["x"], KINDS[row["point_type"]], LABELS[row["special_cause_type"]]) for row in points], case
        assert date.fromisoformat(got[0][0])
        checked += 1
    assert checked > 7


# Days between 16 events, of the source that the rule is from: tests/measures/test_spc_rare.py.
FIRST = datetime(2015, 1, 1, 12, tzinfo=UTC)


def events(path: Path, *gaps: float, ward: str = "North") -> Path:
    moments = [FIRST + timedelta(days=sum(gaps[:place])) for place in range(len(gaps) + 1)]
    return table(path, ("When", "Ward"), *((f"{each:%Y-%m-%dT%H:%M:%S}", ward) for each in moments))


OF_EVENTS = ("--x", "When", "--events")


def test_events_get_the_limits_of_the_published_example(tmp_path: Path) -> None:
    (one,) = json.loads(run(events(tmp_path / "a.csv", *DAYS), *OF_EVENTS, "--format", "json").stdout)
    (group,) = one["groups"]
    assert group["n"] == 16
    assert group["upl"] == pytest.approx(190, abs=0.5)
    assert group["mean"] == pytest.approx(16.32, abs=0.01)
    assert group["lpl"] < 0.01
    assert [point["y"] for point in one["points"]] == pytest.approx(DAYS, abs=1e-4)
    assert one["verdict"]["answer"] == "no signal"


def test_a_long_time_without_an_event_is_a_signal(tmp_path: Path) -> None:
    """The source: about 190 days without one are a signal. The last event was on 9 November 2015."""
    path = events(tmp_path / "a.csv", *DAYS)
    done = run(path, *OF_EVENTS, "--until", "2016-08-01")
    assert done.exit_code == 0, done.output
    assert "up to 190 are usual" in done.stdout
    assert "266 days without an event up to 1 August 2016 are more: they have become rarer." in done.stdout
    for until, answer, kind in (("2016-08-01", "signal", "improvement"), ("2016-05-01", "no signal", "common")):
        (one,) = json.loads(run(path, *OF_EVENTS, "--until", until, "--format", "json").stdout)
        assert (one["verdict"]["answer"], one["verdict"]["kind"]) == (answer, kind)
    (one,) = json.loads(run(path, *OF_EVENTS, "--until", "2016-08-01", "--good", "higher", "--format", "json").stdout)
    assert one["verdict"]["kind"] == "concern"


def test_a_gap_that_stands_out_is_listed(tmp_path: Path) -> None:
    path = events(tmp_path / "a.csv", *DAYS, 400)
    rows = list(csv.DictReader(io.StringIO(run(path, *OF_EVENTS, "--format", "csv").stdout)))
    assert [row["kind"] for row in rows] == ["common"] * len(DAYS) + ["improvement"]
    assert rows[-1]["rule"] == "outside-above"
    assert float(rows[-1]["y"]) == pytest.approx(400, abs=1e-4)
    told = run(path, *OF_EVENTS).stdout
    assert "The 400 days before the event of" in told
    assert "outside-above" in told
    root = ElementTree.fromstring(run(path, *OF_EVENTS, "--format", "svg").stdout)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_no_gap_crosses_a_break_and_few_events_say_nothing(tmp_path: Path) -> None:
    path = events(tmp_path / "a.csv", *DAYS)
    (one,) = json.loads(run(path, *OF_EVENTS, "--break", "2015-06-01", "--format", "json").stdout)
    assert [(group["n"], group["upl"]) for group in one["groups"]] == [(9, None), (7, None)]
    assert len(one["points"]) == len(DAYS) - 1
    assert 41.59 not in [round(point["y"], 2) for point in one["points"]]
    assert one["verdict"]["answer"] == "too few points"
    assert "Too few events (7)" in run(path, *OF_EVENTS, "--break", "2015-06-01").stdout


def test_events_of_many_wards_are_a_line_each(tmp_path: Path) -> None:
    rows = [(f"{2010 + year}-0{ward + 1}-15", ward) for ward in range(4) for year in range(14)]
    path = table(tmp_path / "a.csv", ("When", "Ward"), *rows)
    done = run(path, *OF_EVENTS, "--by", "Ward")
    assert done.stdout.splitlines()[-1] == "4 series."
    one = run(path, *OF_EVENTS, "--by", "Ward", "--only", "2", "--format", "svg")
    assert "Days between events: 2" in one.stdout


@pytest.mark.parametrize(
    ("rows", "options", "sentence"),
    [
        ([("2018-09",)], (), 'a.csv, row 2, column When (A): "2018-09" is no day: an event needs its day'),
        ([("soon",)], (), 'row 2, column When (A): "soon" is not a date'),
        ([("2018-09-30",), ("2018-09-30",)], (), "rows 2 and 3 both have 2018-09-30 in column When: give their times"),
        ([("2018-09-30",)], ("--until", "2018-09-29"), "the event of 2018-09-30 is after 2018-09-29"),
        ([("2018-09-30",)], ("--until", "now"), '--until: "now" is not a date'),
        ([("2018-09-30",)], ("--break", "2019-01-01"), "there is no event on one side of the break 2019-01-01"),
        ([("2018-09-30",)], ("--y", "Value"), "--y does not go with --events"),
        ([("2018-09-30",)], ("--target", "3"), "--target does not go with --events"),
        ([("2018-09-30",)], ("--no-screening",), "--no-screening does not go with --events"),
    ],
)
def test_events_that_cannot_be_read_get_one_sentence(
    tmp_path: Path, rows: list[tuple[str, ...]], options: tuple[str, ...], sentence: str
) -> None:
    done = run(table(tmp_path / "a.csv", ("When",), *rows), *OF_EVENTS, *options)
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_one_event_is_too_few_in_every_format(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("When",), ("2018-09-30",))
    for form in ("table", "json", "csv", "svg"):
        done = run(path, *OF_EVENTS, "--format", form)
        assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "FILE is missing"),
        (("a.csv",), "--x is missing"),
        (("a.csv", "--x", "Month"), "--y is missing: name the column of values, or say --events"),
        (("a.csv", "--x", "Month", "--y", "N"), "--good is missing: say lower, higher or neither"),
        (("a.csv", "--x"), "--x"),
        (("a.csv", *COLUMNS[:4], "--good", "up"), "'up' is not one of 'lower', 'higher', 'neither'"),
        (("a.csv", *COLUMNS, "--format", "pdf"), "'pdf' is not one of"),
        (("a.csv", *COLUMNS, "--untill", "2018"), "There is no option --untill: did you mean --until?"),
        (("a.csv", *COLUMNS, "--until", "2018-09-30"), "--until goes with --events"),
        (("a.csv", "b.csv", *COLUMNS), "b.csv"),
    ],
)
def test_a_wrong_or_missing_option_gets_one_sentence(options: tuple[str, ...], sentence: str) -> None:
    done = run(*options)
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert not set("╭│╰") & set(done.stderr)
