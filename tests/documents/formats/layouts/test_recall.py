"""Every layout, as Word and as PDF, is read back whole: no fact missing, none wrong, none made up.

All of this stands in one module, so that one worker makes and converts the files, once.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.pdf.read import read_source as read_pdf
from saferplan.documents.formats.word.read import read_source as read_word

from .convert import browser, office, print_page, to_pdf
from .maker import MAKERS, NEVER_WORD, NOT_PRINTED, Layout, make
from .recall import recall

NAMES = [maker.__name__ for maker in MAKERS]
WORD = [name for name in NAMES if name not in {maker.__name__ for maker in (*NEVER_WORD, *NOT_PRINTED)}]
Judge = Callable[[Layout, Path], None]


@pytest.fixture(scope="module")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Layout]:
    return dict(zip(NAMES, make(tmp_path_factory.mktemp("layouts")), strict=True))


@pytest.fixture(scope="module")
def printed(layouts: dict[str, Layout], tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Each Word file with its PDF."""
    files = [layouts[name].path for name in WORD]
    program = _needed(office(), "LibreOffice (soffice)")
    return to_pdf(program, files, tmp_path_factory.mktemp("printed"), tmp_path_factory.mktemp("profile"))


def _needed(program: str | None, name: str) -> str:
    if program is None:
        message = f"{name} is not on this machine, so these layouts are not read as PDF"
        if os.environ.get("SAFERPLAN_REQUIRE_ALL") == "1":
            pytest.fail(message)
        print(message)
        pytest.skip(message)
    return program


@pytest.fixture
def judge(record_property: Callable[[str, object], None]) -> Judge:
    """Reads a file, records its line of the table and fails with each fact that is not as expected."""

    def run(layout: Layout, path: Path) -> None:
        read = read_word if path.suffix == ".docx" else read_pdf
        reading = interpret(read(path.read_bytes()))
        facts = recall(layout.shows, reading.tree)
        figures = [facts.total, len(facts.found), len(facts.missing), len(facts.wrong), len(facts.extra)]
        record_property("recall", (layout.name, path.suffix[1:], *map(str, [*figures, len(reading.notices)])))
        notices = [f"notice   {n.code} | {n.text[:100]} | {n.place}" for n in reading.notices]
        problems = "\n".join([f"{layout.name} as {path.suffix[1:]}", *facts.lines(), *notices])
        if not facts.complete:
            pytest.fail(problems, pytrace=False)

    return run


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_as_it_was_made(name: str, layouts: dict[str, Layout], judge: Judge, tmp_path: Path) -> None:
    layout = layouts[name]
    path = layout.path
    if path.suffix == ".html":
        path = print_page(_needed(browser(), "Chromium"), path, tmp_path)
    judge(layout, path)


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("name", WORD)
def test_a_layout_as_libreoffice_prints_it(
    name: str, layouts: dict[str, Layout], printed: dict[Path, Path], judge: Judge
) -> None:
    layout = layouts[name]
    judge(layout, printed[layout.path])
