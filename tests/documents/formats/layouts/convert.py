"""Turns Word files into PDF with LibreOffice, all of them in one process, and web pages with Chromium."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path


def office() -> str | None:
    """The LibreOffice program, or None where the machine has none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(program: str, files: Sequence[Path], folder: Path, profile: Path) -> dict[Path, Path]:
    """Each Word file with its PDF in `folder`. Raises RuntimeError where one was not made."""
    command = [program, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)], capture_output=True, text=True, timeout=300, check=False
    )
    pairs = {path: folder / f"{path.stem}.pdf" for path in files}
    if lost := [path.name for path, pdf in pairs.items() if not pdf.exists()]:
        raise RuntimeError(f"LibreOffice made no PDF of {', '.join(lost)}: {done.stderr[-500:]}")
    return pairs


def browser() -> str | None:
    """A Chromium program, or None where the machine has none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def print_page(program: str, page: Path, folder: Path) -> Path:
    """A web page printed to PDF. Raises RuntimeError where none was made."""
    pdf = folder / f"{page.stem}.pdf"
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'browser'}"]
    done = subprocess.run(
        [*command, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if not pdf.exists():
        raise RuntimeError(f"Chromium made no PDF of {page.name}: {done.stderr[-500:]}")
    return pdf
