"""Slides as LibreOffice draws them: nothing runs off a slide or into something else."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from saferplan.documents.formats.registry import read_file
from saferplan.documents.formats.slides.flowing import ACROSS, BOTTOM, HIGH, LEFT, TITLE_TOP, WIDE
from saferplan.documents.formats.slides.write import write
from saferplan.report.tree import Report
from tests.documents.formats.figured import FIGURED
from tests.documents.formats.samples import HOSTILE, REASONED, SAMPLE, hostile
from tests.documents.formats.slides.large import large
from tests.documents.formats.slides.opening import opened
from tests.inputs import program, shared_path

pytestmark = [pytest.mark.office, pytest.mark.slow]
# What programs may differ in by their letters' edges.
EDGE = 3.0
FOOTER = 10.0
LONG = " and so on to its end" * 90


def wordy() -> Report:
    """Long words and long texts in every field, next to signs that other fonts draw."""
    made = hostile(f"{HOSTILE} {'Unbroken' * 40} 日本語のテキスト Łódź {LONG}")
    return replace(made, classification="OFFICIAL-SENSITIVE")


def reference() -> Report:
    return read_file(shared_path("inputs/scp-2018-09.docx")).tree


REPORTS = {
    "sample": lambda: SAMPLE,
    "figured": lambda: FIGURED,
    "reasoned": lambda: REASONED,
    "large": large,
    "wordy": wordy,
    "empty": Report,
}


def drawn(report: Report, folder: Path) -> Path:
    office = program("soffice", "libreoffice")
    file = folder / "report.pptx"
    file.write_bytes(write(report))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return file.with_suffix(".pdf")


def outside(words: Sequence[dict[str, Any]]) -> list[str]:
    """Words beyond the margins, and words of the body that reach down to the footer."""
    return [
        word["text"]
        for word in words
        if word["x0"] < LEFT - EDGE
        or word["x1"] > LEFT + ACROSS + EDGE
        or word["top"] < 0
        or (word["bottom"] > BOTTOM + EDGE and abs(word["size"] - FOOTER) > 0.1)
        or word["bottom"] > HIGH
    ]


def overlapping(words: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """Words that lie on one another by more than a third of their height."""
    found = []
    ordered = sorted(words, key=lambda word: word["top"])
    for place, one in enumerate(ordered):
        for other in itertools.islice(ordered, place + 1, None):
            if other["top"] > one["bottom"]:
                break
            high = min(one["bottom"], other["bottom"]) - other["top"]
            wide = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
            if wide > 1 and high > min(one["height"], other["height"]) / 3:
                found.append((one["text"], other["text"]))
    return found


def check(report: Report, folder: Path) -> None:
    slides = opened(report)
    with pdfplumber.open(drawn(report, folder)) as pdf:
        assert len(pdf.pages) == len(slides.slides)
        for page, slide in zip(pdf.pages, slides.slides, strict=True):
            assert (round(page.width), round(page.height)) == (WIDE, HIGH)
            words = page.extract_words(extra_attrs=["size"])
            title = slide.shapes.title.text_frame.text
            assert outside(words) == [], title
            assert overlapping(words) == [], title
            assert all(image["bottom"] <= BOTTOM + EDGE and image["top"] > TITLE_TOP for image in page.images), title


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_runs_over(name: str, tmp_path: Path) -> None:
    check(REPORTS[name](), tmp_path)


@pytest.mark.inputs
def test_nothing_of_the_reference_report_runs_over(tmp_path: Path) -> None:
    check(reference(), tmp_path)
