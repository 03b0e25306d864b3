"""read, check and compare, as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from saferplan.cli.main import app
from saferplan.documents.formats.registry import write_report
from saferplan.report.schema import from_json, to_json
from saferplan.report.tree import Light
from tests.inputs import shared_path
from tests.report.clean import clean_report


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def clean_docx(tmp_path: Path) -> Path:
    path = tmp_path / "clean.docx"
    path.write_bytes(write_report(clean_report(), "docx"))
    return path


@pytest.fixture
def faulty_json(tmp_path: Path) -> Path:
    text = to_json(clean_report())
    path = tmp_path / "faulty.json"
    path.write_text(text.replace('"position": "', '"position": "Two victims were named, see above. ', 1))
    return path


def test_read_ends_with_a_count(clean_docx: Path) -> None:
    done = run("read", clean_docx)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].endswith("0 not placed.")
    assert "3 priorities" in done.stdout


def test_read_as_json_is_a_tree_and_nothing_else(clean_docx: Path) -> None:
    done = run("read", clean_docx, "--format", "json")
    tree = from_json(done.stdout)
    assert [p.title for p in tree.priorities] == [p.title for p in clean_report().priorities]
    assert "not placed" in done.stderr


def test_read_as_markdown(clean_docx: Path) -> None:
    done = run("read", clean_docx, "--format", "markdown")
    assert f"# {clean_report().title}" in done.stdout.splitlines()


def test_check_says_by_its_exit_code(clean_docx: Path, faulty_json: Path, tmp_path: Path) -> None:
    clean = run("check", clean_docx)
    assert (clean.exit_code, "No findings." in clean.stdout) == (0, True), clean.stdout
    assert run("check", faulty_json).exit_code == 1
    assert run("check", tmp_path / "nowhere.docx").exit_code == 2


def test_check_as_json_and_without_a_rule(faulty_json: Path) -> None:
    found = json.loads(run("check", faulty_json, "--format", "json").stdout)
    codes = [finding["code"] for finding in found]
    assert "small-numbers" in codes
    assert all({"level", "message", "advice", "places"} <= finding.keys() for finding in found)
    ignored = json.loads(run("check", faulty_json, "--format", "json", "--ignore", "small-numbers").stdout)
    assert "small-numbers" not in [finding["code"] for finding in ignored]


def test_an_unknown_rule_is_named(clean_docx: Path) -> None:
    done = run("check", clean_docx, "--ignore", "nonsense")
    assert done.exit_code == 2
    assert "There is no check called nonsense." in done.stderr


def test_check_against_the_report_before(clean_docx: Path) -> None:
    done = run("check", clean_docx, "--against", clean_docx)
    assert done.exit_code == 1
    assert "[unchanged" in done.stdout


def test_compare_says_what_changed(clean_docx: Path, tmp_path: Path) -> None:
    assert "say the same" in run("compare", clean_docx, clean_docx).stdout
    text = to_json(clean_report())
    newer = tmp_path / "newer.json"
    newer.write_text(text.replace(f'"light": "{Light.AMBER}"', f'"light": "{Light.RED}"'))
    done = run("compare", clean_docx, newer)
    assert done.exit_code == 0
    assert "worse" in done.stdout


UNREADABLE: dict[str, bytes] = {
    "empty.docx": b"",
    "broken.docx": b"PK\x03\x04" + b"x" * 100,
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "picture.pdf": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "broken.pdf": b"%PDF-1.7\n garbage",
    "bad.json": b'{"schema": "saferplan.report/1", "title": 7}',
    "huge.txt": b"x" * (10 * 1024 * 1024 + 1),
    "sheet.xlsx": b"PK\x03\x04",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_gets_one_clear_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(UNREADABLE[name])
    for command in (("read", path), ("check", path), ("compare", path, path), ("export", path, "--format", "html")):
        done = run(*command)
        assert done.exit_code == 2, (command, done.output)
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert "Traceback" not in done.stderr
        assert name in done.stderr


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    program = "import sys; from saferplan.cli.main import app; print([m for m in HEAVY if m in sys.modules])"
    heavy = ["django", "docx", "pdfplumber", "typst", "msgspec", "lxml"]
    done = subprocess.run(
        [sys.executable, "-c", program.replace("HEAVY", repr(heavy))], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.inputs
@pytest.mark.parametrize("ending", ["docx", "pdf", "txt"])
def test_the_reference_report(ending: str) -> None:
    path = shared_path(f"inputs/scp-2018-09.{ending}")
    done = run("read", path)
    assert "6 priorities, 30 activities, 8 cards." in done.stdout
    assert "0 not placed." in done.stdout
    assert "- card on 3.1.1a to 3.1.1g" in run("check", path).stdout
    checked = run("check", path, "--format", "json")
    assert checked.exit_code == 1
    codes = {finding["code"] for finding in json.loads(checked.stdout)}
    wanted = {"priority-light", "card-light", "unknown-code", "title-differs", "arrows-alike", "one-criteria"}
    assert wanted | {"plan-years", "small-numbers", "no-text"} <= codes
