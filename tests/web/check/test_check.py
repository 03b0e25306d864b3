"""Check my report: no account, nothing stored."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saferplan.accounts.models import AuditEvent
from saferplan.documents.models import Upload
from saferplan.report.checks import RULES
from tests.report.clean import clean_report
from tests.web.client import PageClient

pytestmark = pytest.mark.django_db
CHECK_PAGES = ("check", "check-list", "check-rules")

FAULTY = (
    "Performance dashboard\n\nMarsh End Community Safety Plan 2016-17\n\nSeptember 2018\n\n"
    "Priorities\tTraffic Light\tTrend\n1. Safer streets\tGREEN\t➡\n\n"
    "KPA 1: Safer streets\tTraffic Light\tTrend\n1.1a. Walk the streets\tAMBER\t➡\n"
)


def text_file(text: str, name: str = "report.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_findings_of_a_faulty_report(visitor: PageClient) -> None:
    page = visitor.post("/check/", {"report": text_file(FAULTY)})
    assert page.headings()[0].endswith("findings")
    words = page.words()
    assert "we read 1 priority, 1 activity, 0 cards." in words
    assert "What to do:" in words
    assert "Marsh End Community Safety Plan 2016-17" in words
    assert not Upload.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_clean_report_has_no_findings(visitor: PageClient) -> None:
    from saferplan.documents.formats.registry import write_report

    data = write_report(clean_report(), "docx")
    page = visitor.post("/check/", {"report": SimpleUploadedFile("clean.docx", data)})
    assert page.headings()[0] == "No findings"


def test_the_list_is_a_spreadsheet_that_runs_no_formula(visitor: PageClient) -> None:
    evil = FAULTY.replace("Walk the streets", "=HYPERLINK(1) walk the streets")
    page = visitor.post("/check/", {"report": text_file(evil)})
    signed = page.tree.xpath("//input[@name='list']/@value")[0]
    response = visitor.client.post("/check/list/", {"list": signed})
    assert response["Content-Disposition"] == 'attachment; filename="findings.csv"'
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["Level", "Check", "About", "Where", "Words", "Finding", "What to do"]
    assert len(rows) > 3
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_list_that_we_did_not_make_is_refused(visitor: PageClient) -> None:
    assert visitor.client.post("/check/list/", {"list": "made-up"}).status_code == 400
    assert visitor.client.get("/check/list/").status_code == 405


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (SimpleUploadedFile("picture.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50), "picture.png"),
        (SimpleUploadedFile("empty.docx", b""), "empty"),
        (SimpleUploadedFile("broken.docx", b"PK\x03\x04 not really"), "broken.docx"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(visitor: PageClient, file: SimpleUploadedFile, says: str) -> None:
    page = visitor.post("/check/", {"report": file})
    assert says in page.words("//*[@id='id_report_error']")
    assert "There is a problem" in page.words()


def test_nothing_chosen(visitor: PageClient) -> None:
    page = visitor.post("/check/", {})
    assert "Choose the report to check." in page.words()


def test_every_check_is_told(visitor: PageClient) -> None:
    page = visitor.get("/check/rules/")
    assert len(page.tree.xpath("//dt")) == len(RULES)


@pytest.mark.parametrize("address", ["/check/", "/check/rules/"])
def test_anybody_may_check(visitor: PageClient, address: str) -> None:
    visitor.get(address)
