"""Older reports and publications in processes as a user starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from saferplan.documents.demo import demo_report
from saferplan.documents.formats.registry import write_report


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SAFERPLAN_DATA": str(folder / "data"), "COLUMNS": "200"}
    environment.pop("SAFERPLAN_DATABASE_URL", None)
    command = [sys.executable, "-m", "saferplan.cli", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.slow
def test_history_is_shown_brought_in_proved_and_compared(tmp_path: Path) -> None:
    files = [f"{key}.docx" for key in ("2026-09", "2026-06")]
    for name in files:
        (tmp_path / name).write_bytes(write_report(demo_report(name[:7]), "docx"))
    to = ("--partnership", "brackwater", "--new", "Brackwater")
    shown = run(tmp_path, "backfill", *files, *to)
    assert (shown.returncode, "Nothing is changed yet" in shown.stdout) == (0, True), shown.stderr
    assert shown.stdout.index("2026-06/") < shown.stdout.index("2026-09/")
    nobody = run(tmp_path, "publication", "list", "brackwater")
    assert (nobody.returncode, "There is no partnership" in nobody.stderr) == (3, True)

    done = run(tmp_path, "backfill", *files, *to, "--apply")
    assert (done.returncode, done.stdout.endswith("Done.\n")) == (0, True), done.stderr
    again = run(tmp_path, "backfill", *files, *to, "--apply")
    assert again.stdout.count("here already") == 2
    listed = run(tmp_path, "publication", "list", "brackwater")
    assert listed.stdout.endswith("2 publications.\n")
    name = listed.stdout.split()[0]
    verified = run(tmp_path, "publication", "verify", "brackwater")
    assert (verified.returncode, "0 not what was published" in verified.stdout) == (0, True), verified.stderr
    other = run(tmp_path, "publication", "verify", "brackwater", "--number", "7.7")
    assert (other.returncode, "There is no such publication" in other.stderr) == (3, True)

    older = listed.stdout.splitlines()[1].split()[0]
    compared = run(tmp_path, "compare", f"brackwater/{older}", f"brackwater/{name}")
    assert "Of the activities in both reports" in compared.stdout
    assert run(tmp_path, "compare", *reversed(files)).stdout.splitlines()[0] == compared.stdout.splitlines()[0]

    stored = next(path for path in (tmp_path / "data" / "publications").rglob("*") if path.is_file())
    stored.write_bytes(b"changed")
    broken = run(tmp_path, "publication", "verify", "brackwater")
    assert (broken.returncode, "not what was published" in broken.stdout) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["publication", "list", "town", "--wrong"], "There is no option --wrong: saferplan publication list --help"),
        (["publication", "verify"], "PARTNERSHIP is missing: saferplan publication verify --help"),
        (["measures", "import"], "missing: saferplan measures import --help"),
        (["compare", "reports/2026/older.docx", "b.docx"], "There is no file reports/2026/older.docx."),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "╭" not in done.stderr
