"""Two independent checkers of PDF/UA-1 find no failure in what we write; it is to PDF/A-2a too."""

from __future__ import annotations

import io
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest

from saferplan.documents.formats.pdf.table_tags import with_table_tags
from saferplan.documents.formats.pdf.write import write
from saferplan.report.tree import Report
from tests.documents.formats.figured import FIGURED
from tests.documents.formats.samples import HOSTILE, REASONED, SAMPLE, SCRIPT, hostile, real_report
from tests.documents.formats.slides.large import large

# What `outloud` warns of without cause: it looks for a table on its first page only, and for one table at a time; it
# takes a bold word in a paragraph for one painted too early, and three charts at the same height for running headers.
GUESSES = {"TBL-014", "ORD-001", "PAG-001"}
REPORTS = {
    "sample": lambda: SAMPLE,
    "figured": lambda: FIGURED,
    "reasoned": lambda: REASONED,
    "large": large,
    "empty": Report,
    "hostile": lambda: hostile(HOSTILE),
    "script": lambda: hostile(SCRIPT),
    "tags": lambda: hostile("1 0 obj\n<</Type/StructElem/S/TD/P 3 0 R/A[<</O/Table/Headers[]>>]/K[4 0 R]>>\nendobj"),
    "signs": lambda: hostile("Well done 👍 日本 bell\x07 \ufeff"),
}


def check(report: Report, folder: Path) -> pikepdf.Pdf:
    file = folder / "report.pdf"
    file.write_bytes(write(report))
    spoken = outloud.check(str(file))
    assert not spoken.error
    assert [(each.rule, each.message) for each in spoken.findings if each.severity == "error"] == []
    assert {each.rule for each in spoken.findings if each.severity == "warning"} <= GUESSES
    assert [(each.rule_id, each.message) for each in pdfua.validate(str(file)).findings] == []
    return pikepdf.open(file)


@pytest.mark.parametrize("name", REPORTS)
def test_the_checkers_find_no_failure(name: str, tmp_path: Path) -> None:
    with check(REPORTS[name](), tmp_path) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.inputs
def test_the_checkers_find_no_failure_in_the_reference_report(tmp_path: Path) -> None:
    check(real_report(), tmp_path).close()


def test_sixty_activities_are_over_forty_pages() -> None:
    with pikepdf.open(io.BytesIO(write(large()))) as pdf:
        assert len(pdf.pages) >= 40


@pytest.mark.parametrize("report", [FIGURED, REASONED], ids=["figured", "reasoned"])
def test_every_font_is_inside(report: Report) -> None:
    with pikepdf.open(io.BytesIO(write(report))) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/FontName")]
        assert len(fonts) >= 2
        assert all({"/FontFile2", "/FontFile3"} & set(each.keys()) for each in fonts)


def tables(pdf: pikepdf.Pdf) -> list[list[list[pikepdf.Object]]]:
    """The cells of the rows of the tables, by their tags."""

    def below(node: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
        if isinstance(node, pikepdf.Array):
            return [found for each in node for found in below(each, kind)]
        if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
            return []
        return [node] if str(node.S) == kind else below(node.get("/K", pikepdf.Array()), kind)

    return [[list(row.K) for row in below(each, "/TR")] for each in below(pdf.Root.StructTreeRoot.K, "/Table")]


def opened(report: Report) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(write(report)))


def scope(cell: pikepdf.Object) -> str:
    return str(cell.A[0].get("/Scope", ""))


def test_each_fact_is_named_by_its_label() -> None:
    with opened(SAMPLE) as pdf:
        facts = tables(pdf)[0]
        assert len(facts) == 12
        assert all((str(label.S), scope(label), str(value.S)) == ("/TH", "/Row", "/TD") for label, value in facts)


def test_each_row_of_a_table_with_a_header_row_is_named_too() -> None:
    with opened(SAMPLE) as pdf:
        head, *rows = tables(pdf)[2]
        assert {scope(cell) for cell in head} == {"/Column"}
        assert len(rows) == 6
        assert {scope(row[0]) for row in rows} == {"/Row"}
        assert not any("/Headers" in cell.A[0] for row in rows for cell in row)


def test_reasons_stand_in_a_row_over_all_columns() -> None:
    with opened(REASONED) as pdf:
        head, *rows = tables(pdf)[1]
        noted = [row for row in rows if len(row) == 1]
        assert [row[0].A[0].ColSpan for row in noted] == [len(head)] * 3
        assert not any("/RowSpan" in cell.A[0] for row in rows for cell in row)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"startxref\n9\n%%EOF", b"xref\n0 9\nstartxref\n0\n%%EOF"])
def test_what_is_no_such_file_stays_as_it_is(data: bytes) -> None:
    assert with_table_tags(data) == data
