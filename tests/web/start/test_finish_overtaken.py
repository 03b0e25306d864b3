"""Importing over a period in which partners wrote: their words stay, unless they are ticked on the page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saferplan.cycle.models import Period, Revision, Update
from saferplan.documents.models import Upload
from tests.web.client import Page, PageClient
from tests.web.seed import add_user
from tests.web.start.reports import NAME, REPORT
from tests.web.start.test_first_hour import BASE, send

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 10, 9, 9, 30, tzinfo=UTC)
HERS = "Three of four weekends were staffed."
SECOND = """
KPA 2: Safer homes\t
TARGET\t2.1a. Visit each burgled home
TARGET OWNER\tHousing Lead
TRAFFIC LIGHT\tGREEN
CURRENT POSITION\tEach home was visited.
"""


def send_report(officer: PageClient, text: str) -> None:
    send(officer, BASE + "upload/", {"report": SimpleUploadedFile(NAME, text.encode())})


def write(update: Update, position: str, number: int = 1) -> None:
    """As a partner's save leaves it."""
    Revision.objects.create(update=update, number=number, position=position, by="jo@town.example", at=THEN)
    Update.objects.filter(pk=update.pk).update(
        position=position, revision=number, state="submitted", author="Jo Marsh", recorded_at=THEN
    )


@pytest.fixture
def officer(visitor: PageClient, data_settings: None) -> PageClient:
    """An officer whose report is imported; partners have since written both of its updates."""
    visitor.sign_in(add_user("officer", None, None))
    send(visitor, "/start/", {"name": "Fernley Safer Partnership"})
    send_report(visitor, REPORT + SECOND)
    send(visitor, BASE + "finish/", {})
    for update in Update.objects.all():
        write(update, HERS)
    send_report(visitor, (REPORT + SECOND).replace("Two of four", "One of four").replace("was visited", "had a visit"))
    return visitor


def seen(page: Page) -> str:
    [value] = page.tree.xpath("//input[@name='seen']/@value")
    return str(value)


def boxes(page: Page) -> list[str]:
    return [str(value) for value in page.tree.xpath("//input[@name='replace']/@value")]


def test_the_page_names_whose_words_would_be_overtaken(officer: PageClient) -> None:
    page = officer.get(BASE + "finish/")
    words = page.words()
    assert "Partners have written 2 updates" in words
    assert "The card for 1.1a: Jo Marsh, 9 October 2026 (Sent in)" in words
    assert "Replace all of them" in words
    assert not page.tree.xpath("//input[@type='checkbox' and @checked]")


def test_what_is_not_ticked_stays(officer: PageClient) -> None:
    page = officer.get(BASE + "finish/")
    send(officer, BASE + "finish/", {"seen": seen(page)})
    assert set(Update.objects.values_list("position", "state")) == {(HERS, "submitted")}
    assert Upload.objects.filter(applied_at=None).count() == 0


def test_one_is_replaced_or_all(officer: PageClient) -> None:
    page = officer.get(BASE + "finish/")
    send(officer, BASE + "finish/", {"seen": seen(page), "replace": boxes(page)[:1]})
    assert sorted(Update.objects.values_list("position", "state")) == [
        ("One of four weekends were staffed.", "approved"),
        (HERS, "submitted"),
    ]
    assert "cannot be taken back" in officer.get(BASE + "finish/").words()
    send_report(officer, (REPORT + SECOND).replace("was visited", "was seen"))
    again = officer.get(BASE + "finish/")
    assert "A partner has written an update" in again.words()
    send(officer, BASE + "finish/", {"seen": seen(again), "replace": boxes(again)})
    assert set(Update.objects.values_list("state", flat=True)) == {"approved"}
    assert Revision.objects.filter(position=HERS).count() == 2


def test_all_are_replaced_with_one_tick(officer: PageClient) -> None:
    page = officer.get(BASE + "finish/")
    send(officer, BASE + "finish/", {"seen": seen(page), "every": "on"})
    assert set(Update.objects.values_list("state", flat=True)) == {"approved"}


def test_nothing_is_imported_where_a_partner_wrote_meanwhile(officer: PageClient) -> None:
    page = officer.get(BASE + "finish/")
    for update in Update.objects.all():
        write(update, "All of them were staffed.", 2)
    shown = send(officer, BASE + "finish/", {"seen": seen(page), "every": "on"})
    assert "Partners wrote meanwhile." in shown.words()
    assert set(Update.objects.values_list("position", flat=True)) == {"All of them were staffed."}
    assert Period.objects.count() == 1
