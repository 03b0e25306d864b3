"""Pages of written files as small grey pictures: each of the expected ones is a line of hexadecimal block averages.

Coarse on purpose: another version of a font or of a program moves letters by a hair, which no block shows; a table that
runs off the page, a chart that is missing or a light without its fill does.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2
from playwright.sync_api import sync_playwright

from saferplan.documents.formats.registry import write_report
from saferplan.report.tree import Report
from tests.documents.formats.figured import FIGURED
from tests.documents.formats.samples import REASONED, SAMPLE
from tests.documents.formats.slides.large import large
from tests.documents.formats.word.councils import council, saved
from tests.inputs import program
from tests.web.browser.chromium import ARGUMENTS, find_chromium

HERE = Path(__file__).resolve().parent
EXPECTED = HERE / "expected"
ACROSS, DOWN = 12, 17
# Average and largest difference of a page's blocks, of 255: our own fonts are the same everywhere, others are not.
TOLERANCES = {"pdf": (1.5, 25.0), "docx": (6.0, 90.0), "html": (6.0, 90.0)}

REPORTS: dict[str, Callable[[], Report]] = {
    "sample": lambda: SAMPLE,
    "figured": lambda: FIGURED,
    "reasoned": lambda: REASONED,
    "large": large,
}
# The format, the report, and whether it is in a council's own document.
CASES = [(name, report, False) for name in ("pdf", "docx", "html") for report in REPORTS] + [("docx", "figured", True)]


def case_name(name: str, report: str, framed: bool) -> str:
    return f"{name}-{report}{'-council' if framed else ''}"


def printed(name: str, report: str, framed: bool) -> bytes:
    """The file as a PDF: as it is, from LibreOffice, or from Chromium."""
    options = {"template": saved(council())} if framed else {}
    data = write_report(REPORTS[report](), name, **options)
    if name == "pdf":
        return data
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"report.{name}"
        file.write_bytes(data)
        return by_chromium(file) if name == "html" else by_office(file)


def by_office(file: Path) -> bytes:
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [program("soffice", "libreoffice"), profile, "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(file.parent), str(file)], check=True, capture_output=True, timeout=240)
    return file.with_suffix(".pdf").read_bytes()


def by_chromium(file: Path) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), headless=True, args=ARGUMENTS)
        page = browser.new_page()
        page.goto(file.as_uri())
        made = page.pdf(prefer_css_page_size=True, print_background=False)
        browser.close()
        return made


def blocks(pdf: bytes) -> list[np.ndarray]:
    """For each page the average grey of its blocks."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=0.75, grayscale=True).to_numpy().squeeze()
            high, wide = (side - side % parts for side, parts in zip(picture.shape, (DOWN, ACROSS), strict=True))
            cut = picture[:high, :wide].reshape(DOWN, high // DOWN, ACROSS, wide // ACROSS)
            found.append(np.rint(cut.mean(axis=(1, 3))))
    return found


def as_text(pages: Sequence[np.ndarray]) -> str:
    return "".join(page.astype(np.uint8).tobytes().hex() + "\n" for page in pages)


def from_text(text: str) -> list[np.ndarray]:
    rows = (np.frombuffer(bytes.fromhex(line), dtype=np.uint8) for line in text.split())
    return [row.reshape(DOWN, ACROSS).astype(float) for row in rows]


def differences(expected: Sequence[np.ndarray], found: Sequence[np.ndarray], name: str) -> list[str]:
    """What differs by more than the format may, in words."""
    if len(expected) != len(found):
        return [f"{len(found)} pages instead of {len(expected)}"]
    average, largest = TOLERANCES[name]
    said = []
    for number, (one, other) in enumerate(zip(expected, found, strict=True), 1):
        apart = np.abs(one - other)
        if apart.mean() > average or apart.max() > largest:
            said.append(f"page {number} differs by {apart.mean():.1f} on average and {apart.max():.0f} at most")
    return said
