"""Each file opens in other programs without a complaint, and its pages look as they did when somebody looked at them.

Where a change of look is meant: look at the files, then `make pages`.
"""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from saferplan.documents.formats.registry import write_report
from tests.documents.formats.figured import FIGURED
from tests.documents.rendering.pages import (
    CASES,
    EXPECTED,
    REPORTS,
    blocks,
    by_office,
    case_name,
    differences,
    from_text,
    printed,
)
from tests.inputs import program

# Poppler says so of every tagged file without doubtful tags; the standard has this entry as true or false.
FALSE_ALARM = b"Syntax Error: Suspects object is wrong type (boolean)\n"
MARKS = {"docx": [pytest.mark.office, pytest.mark.slow], "html": [pytest.mark.browser, pytest.mark.slow]}


@pytest.mark.parametrize(
    "case", [pytest.param(each, id=case_name(*each), marks=MARKS.get(each[0], [])) for each in CASES]
)
def test_pages_look_as_they_did(case: tuple[str, str, bool]) -> None:
    expected = from_text((EXPECTED / f"{case_name(*case)}.txt").read_text(encoding="ascii"))
    pdf = printed(*case)
    assert differences(expected, blocks(pdf), case[0]) == []
    check_words(pdf, case[1])


def check_words(pdf: bytes, name: str) -> None:
    """Every activity is on the pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    activities = [activity for _, activity in REPORTS[name]().activities()]
    assert activities
    assert [each.code for each in activities if f"{each.code}. {each.title.split()[0]}" not in text] == []


@pytest.mark.parametrize(
    "changed",
    [
        replace(FIGURED, priorities=FIGURED.priorities[:1]),
        replace(FIGURED, cards=()),
        replace(FIGURED, going_well=""),
        replace(FIGURED, priorities=(replace(FIGURED.priorities[0], measures=()), FIGURED.priorities[1])),
    ],
    ids=["no second priority", "no card", "a line less", "no chart"],
)
def test_a_page_that_lacks_something_is_noticed(changed: object) -> None:
    expected = from_text((EXPECTED / "pdf-figured.txt").read_text(encoding="ascii"))
    assert differences(expected, blocks(write_report(changed, "pdf")), "pdf")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", REPORTS)
def test_poppler_has_nothing_to_say_of_a_pdf(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(write_report(REPORTS[name](), "pdf"))
    for tool in ("pdfinfo", "pdftotext"):
        done = subprocess.run([program(tool), str(file)], capture_output=True, check=True, timeout=60)
        assert done.stderr.replace(FALSE_ALARM, b"") == b""


@pytest.mark.office
@pytest.mark.slow
def test_the_page_opens_in_libreoffice(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(write_report(FIGURED, "html"))
    check_words(by_office(file), "figured")
