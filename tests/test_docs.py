"""The examples in the documentation are run, in order, in a folder with two reports of the demo and two tables."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "saferplan").rglob("README.md")),
]
EXAMPLES = [page for page in PAGES if "```console" in page.read_text()]


def commands(page: Path) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(), re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def counts(*names: str) -> bytes:
    """Two years of months from September 2016 as a table, with a column of names where there are any."""
    months = [f"{2016 + place // 12}-{place % 12 + 1:02}" for place in range(8, 32)]
    lines = ["Month,Offence,Recorded"] if names else ["Month,Recorded"]
    for name in names or ("",):
        lines += [f"{month},{name + ',' if name else ''}{20 + place * 7 % 9}" for place, month in enumerate(months)]
    return "\n".join(lines).encode()


def events() -> bytes:
    """Twenty days up to September 2018, with uneven gaps between them."""
    days = [date(2014, 1, 6) + timedelta(days=85 * place + place * 37 % 50) for place in range(20)]
    return "\n".join(["Date", *(day.isoformat() for day in days)]).encode()


@pytest.fixture(scope="module")
def reports() -> dict[str, bytes]:
    from saferplan.documents.demo import demo_report
    from saferplan.documents.formats.registry import write_report

    return {
        "older.docx": write_report(demo_report("2026-06"), "docx"),
        "report.docx": write_report(demo_report("2026-09"), "docx"),
        "burglary.csv": counts(),
        "offences.csv": counts("Burglary", "Robbery"),
        "deaths-on-roads.csv": events(),
    }


@pytest.mark.slow
@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.name)
def test_examples_run(page: Path, tmp_path: Path, reports: dict[str, bytes]) -> None:
    for name, data in reports.items():
        (tmp_path / name).write_bytes(data)
    environment = os.environ | {"SAFERPLAN_DATA": str(tmp_path / "data"), "COLUMNS": "200"}
    environment.pop("SAFERPLAN_DATABASE_URL", None)
    for command in commands(page):
        program, *arguments = shlex.split(command)
        assert program == "saferplan", f"{page.name}: only saferplan commands are examples that can be run"
        done = subprocess.run(
            [sys.executable, "-m", "saferplan.cli", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        allowed = {0, 1} if arguments[0] == "check" else {0}
        assert done.returncode in allowed, f"{command}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip(), f"{command} printed nothing"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_pages_name_is_there(page: Path) -> None:
    """Make's targets, modules that can be run, and files and folders by their path from the top."""
    text = page.read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {*re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)} <= targets
    assert not re.findall(r"python -m (?!venv|pip)[\w.]+", text), "name a target of make instead"
    for path in re.findall(r"`((?:saferplan|tests|docs|frontend|requirements)/[\w./-]*)`", text):
        assert (ROOT / path).exists(), f"{page.name} names {path}, which is not there"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_hold(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"
