"""The table of formats, and the way of a file through gate and limited process."""

from __future__ import annotations

from pathlib import Path

import pytest

from saferplan.cli.database import ExportFormat
from saferplan.documents.formats.child import load
from saferplan.documents.formats.reading import UnreadableFile
from saferplan.documents.formats.registry import (
    FORMATS,
    format_named,
    format_of_kind,
    read_bytes,
    read_file,
    write_report,
)
from saferplan.files.gate import ENDINGS, FileKind
from saferplan.report.tree import Activity, Light, Priority, Report
from saferplan.web.cycle.formats import LABELS
from tests.documents.formats.word.packages import docx, p, tbl, tc, tr


def test_every_kind_of_file_has_a_reader_and_every_name_is_there() -> None:
    assert {format_of_kind(kind) for kind in FileKind} == {each for each in FORMATS if each.read}
    for each in FORMATS:
        for function in (each.read, each.write):
            assert not function or callable(load(function))
        assert each.kind is None or ENDINGS[each.ending] is each.kind
    writable = {each.name for each in FORMATS if each.write}
    assert writable == {"docx", "pdf", "pptx", "xlsx", "csv", "html", "markdown", "json"}
    assert writable == set(LABELS), "each is offered on the pages"
    assert writable == set(ExportFormat), "and on the command line"


def test_a_word_file_is_read_from_its_path(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("KPA 1: Safe evenings"), tc("Light"), tc("Trend")),
        tr(tc("1.1.1a. Walk the riverside"), tc("GREEN"), tc("→")),
    )
    path = tmp_path / "report.docx"
    path.write_bytes(docx(p("Performance dashboard") + body))
    tree = read_file(path).tree
    assert [(a.code, a.title, a.light) for _, a in tree.activities()] == [("1.1.1a", "Walk the riverside", Light.GREEN)]


def test_a_tree_is_read_as_a_tree() -> None:
    activity = Activity(code="1.1", title="Walks", light=Light.RED)
    report = Report(title="Riverton", priorities=(Priority(number=1, title="Evenings", activities=(activity,)),))
    reading = read_bytes("riverton.json", write_report(report, "json"))
    assert reading.tree == report
    assert reading.unplaced == 0
    assert reading.placed == 5


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("report.docx", b"", "report.docx is empty: check that you chose the right file."),
        ("report.json", b"{}", "schema"),
        ("report.docx", docx("").replace(b"PK\x05\x06", b"PK\x05\x07"), "report.docx is damaged"),
        ("report.pdf", b"%PDF-1.7", "PDF"),
        ("report.txt", b"\xff\xfe\0\xd8", "text"),
    ],
)
def test_unreadable_files_give_one_sentence(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_bytes(name, data)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no file"):
        read_file(tmp_path / "none.docx")
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_file(tmp_path)


def test_unknown_formats() -> None:
    with pytest.raises(KeyError):
        format_named("odt")
    with pytest.raises(KeyError):
        write_report(Report(), "text")
