"""Spreadsheets as LibreOffice opens them: the same values on every worksheet, nothing cut, nothing reckoned."""

from __future__ import annotations

import csv
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from saferplan.documents.formats.workbook.write import write
from saferplan.report.tree import Report
from tests.documents.formats.figured import FIGURED
from tests.documents.formats.samples import HOSTILE, REASONED, SAMPLE, hostile
from tests.documents.formats.slides.large import large
from tests.documents.formats.workbook.opening import opened
from tests.inputs import program

pytestmark = [pytest.mark.office, pytest.mark.slow]
# Comma, quote, UTF-8, from the first line, no column formats, English, quotes only where needed, numbers as they are,
# not as shown, formulas as formulas, every sheet in a file of its own.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,false,true,true,false,-1"
REPORTS = {
    "sample": lambda: SAMPLE,
    "figured": lambda: FIGURED,
    "reasoned": lambda: REASONED,
    "large": large,
    "formula": lambda: hostile("=1+1"),
    "marked-up": lambda: hostile("<r><t>1</t></r>"),
    "hostile": lambda: hostile(f"{HOSTILE} 日本語 Łódź 😀"),
    "empty": Report,
}


def converted(report: Report, folder: Path, to: str) -> None:
    office = program("soffice", "libreoffice")
    file = folder / "report.xlsx"
    file.write_bytes(write(report))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


def shown(value: Any) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("name", REPORTS)
def test_every_cell_is_what_we_wrote(name: str, tmp_path: Path) -> None:
    report = REPORTS[name]()
    converted(report, tmp_path, EVERY_SHEET)
    for sheet in opened(report).worksheets:
        ours = [[shown(cell.value) for cell in row] for row in sheet.iter_rows()]
        with (tmp_path / f"report-{sheet.title}.csv").open(encoding="utf-8", newline="") as stream:
            theirs = list(csv.reader(stream))
        wide = max(map(len, ours))
        assert [row + [""] * (wide - len(row)) for row in theirs] == ours, sheet.title


@pytest.mark.parametrize("name", ["figured", "reasoned"])
def test_rows_are_high_enough_for_their_texts(name: str, tmp_path: Path) -> None:
    report = REPORTS[name]()
    converted(report, tmp_path, "pdf")
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
        for page in pdf.pages:
            assert overlapping(page.extract_words()) == []
    assert "2. Nine moved away" in words
    assert "two help points" in words


def overlapping(words: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Words that lie on one another by more than a third of their height."""
    return [
        (one["text"], other["text"])
        for place, one in enumerate(words)
        for other in words[place + 1 :]
        if min(one["x1"], other["x1"]) - max(one["x0"], other["x0"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
        > min(one["bottom"] - one["top"], other["bottom"] - other["top"]) / 3
    ]


def test_a_long_title_does_not_hide_what_stands_below(tmp_path: Path) -> None:
    report = replace(SAMPLE, title="A report with a long name " * 12, going_well="Much goes well. " * 60)
    converted(report, tmp_path, "pdf")
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        first = pdf.pages[0]
        assert overlapping(first.extract_words()) == []
        words = " ".join(first.extract_text().split())
    assert words.count("Much goes well.") == 60
    assert words.count("A report with a long name") == 12
