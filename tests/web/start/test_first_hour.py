"""From last quarter's file to the first dashboard, in the browser, and back again."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saferplan.accounts.models import Agency, Membership, Partnership, Person
from saferplan.cycle.models import Period, StatedLight
from saferplan.documents.models import TreeVersion, Upload
from saferplan.plan.models import Activity, Plan
from tests.web.client import Page, PageClient
from tests.web.seed import add_user
from tests.web.start.reports import NAME, REPORT

pytestmark = pytest.mark.django_db
BASE = "/p/fernley-safer-partnership/start/"


@pytest.fixture
def officer(visitor: PageClient, data_settings: None) -> PageClient:
    """A community safety officer who has just named her partnership."""
    visitor.sign_in(add_user("officer", None, None))
    send(visitor, "/start/", {"name": "Fernley Safer Partnership"})
    return visitor


def send(officer: PageClient, address: str, data: dict[str, object]) -> Page:
    """Send a form that succeeds, and read the page it leads to."""
    response = officer.client.post(address, data)
    assert response.status_code == 302, response.content.decode()[:3000]
    return officer.get(response.headers["Location"])


def upload(officer: PageClient) -> Page:
    return send(officer, BASE + "upload/", {"report": SimpleUploadedFile(NAME, REPORT.encode())})


def test_from_an_empty_state_to_the_dashboard(officer: PageClient) -> None:
    assert Membership.objects.get().role == "administrator"
    assert "From your last report to a live dashboard in 5 steps." in officer.get(BASE).words()

    page = upload(officer)
    assert "2 priorities" in officer.get(BASE).words()
    assert "Marshals at the taxi rank" in page.words("//section[@aria-labelledby='read']")
    assert "Marshals at the taxi rank" in page.words("//section[@aria-labelledby='original']")

    send(officer, BASE + "agencies/", {"name": "Fernley Council", "short_name": "FC"})
    agency = Agency.objects.get()
    contact = {"contact-name": "Ann Lee", "contact-job": "Warden", "contact-email": "ann@fernley.example"}
    send(officer, BASE + "agencies/", {"contact": "1", **contact, "contact-agency": str(agency.pk)})
    assert Person.objects.get(name="Ann Lee").agency == agency

    meeting = {"body": "Fernley Board", "date": "10/12/2026", "item": "5", "purpose": "For decision"}
    send(officer, BASE + "meeting/", meeting)
    assert "Fernley Board, 10 December 2026" in officer.get(BASE).words()

    changes = officer.get(BASE + "finish/").words()
    assert "3 activities" in changes
    assert not Period.objects.exists()
    dashboard = send(officer, BASE + "finish/", {})
    assert "July to September 2026" in dashboard.words()
    assert "Fernley Board" in dashboard.words()
    assert "All steps are done." in officer.get(BASE).words()


def test_corrections_are_saved_and_taken_back(officer: PageClient) -> None:
    upload(officer)
    form = {"code": "1.1x", "title": "Marshals", "light": "red", "trend": "worsening", "owners": "A\nB", "position": ""}
    page = send(officer, BASE + "read/activity/1.1a/", form)
    assert "1.1x Marshals" in page.words("//section[@aria-labelledby='read']")
    assert "1 correction" in page.words()
    page = send(officer, BASE + "read/undo/", {})
    assert "1.1a Marshals at the taxi rank" in page.words("//section[@aria-labelledby='read']")
    assert TreeVersion.objects.count() == 1


def test_each_part_can_be_corrected(officer: PageClient) -> None:
    upload(officer)
    cover = {"partnership": "Fernley", "plan": "A plan", "starts": "2026-04", "ends": "2029-03", "period": "2026-09"}
    sentences = {"going_well": "Marshals are out.", "concern": "Burglary is up.", "work_to": "31/10/2026"}
    send(officer, BASE + "read/cover/", {**cover, **sentences, "frequency": "quarter", "date": "2026-09"})
    priority = {"title": "Streets", "objective": "", "light": "green", "trend": "same"}
    send(officer, BASE + "read/priority/1/", priority)
    added = {"code": "2.1b", "title": "Locks", "light": "none", "trend": "none", "owners": "", "position": ""}
    send(officer, BASE + "read/priority/2/add/", added)
    card = {"targets": "1.1a, 1.1b", "owners": "Manager", "aim": "", "green": "", "amber": "", "red": ""}
    page = send(officer, BASE + "read/card/1/", {**card, "light": "green", "position": "All well."})
    words = page.words("//section[@aria-labelledby='read']")
    for said in ("Fernley", "A plan", "July to September 2026", "1. Streets", "2.1b Locks", "1.1a, 1.1b"):
        assert said in words, said
    page = send(officer, BASE + "read/activity/2.1b/", {"remove": "1"})
    assert "Locks" not in page.words("//section[@aria-labelledby='read']")
    dashboard = send(officer, BASE + "finish/", {}).words()
    for said in ("Marshals are out.", "Burglary is up.", "31 October 2026"):
        assert said in dashboard, said
    assert "5 corrections" in page.words() or "6 corrections" in page.words()


def test_mistakes_are_said_beside_the_field(officer: PageClient) -> None:
    upload(officer)
    taken = {"code": "1.1b", "title": "x", "light": "red", "trend": "same"}
    assert "has this code already" in officer.post(BASE + "read/activity/1.1a/", taken).words()
    unknown = {"targets": "9.9z", "light": "green"}
    assert "no activity 9.9z" in officer.post(BASE + "read/card/1/", unknown).words()
    cover = {"partnership": "F", "plan": "P", "starts": "2029-04", "ends": "2026-03", "period": "soon"}
    words = officer.post(BASE + "read/cover/", {**cover, "frequency": "quarter"}).words()
    assert "ends before it starts" in words
    assert "such as September 2026" in words
    assert "day/month/year" in officer.post(BASE + "meeting/", {"body": "B", "date": "soon"}).words()
    broken = {"report": SimpleUploadedFile("broken.docx", b"PK\x03\x04")}
    assert "broken.docx" in officer.post(BASE + "upload/", broken).words()
    assert TreeVersion.objects.count() == 1


def test_the_upload_can_be_taken_back(officer: PageClient) -> None:
    upload(officer)
    page = send(officer, BASE + "discard/", {})
    assert "taken back" in page.words()
    assert not Upload.objects.exists()


def test_the_import_can_be_taken_back_as_a_whole(officer: PageClient) -> None:
    upload(officer)
    send(officer, BASE + "finish/", {})
    assert Period.objects.count() == 1
    page = send(officer, BASE + "finish/undo/", {})
    assert "taken back" in page.words()
    for model in (Period, Plan, Activity, StatedLight):
        assert not model.objects.exists(), model
    send(officer, BASE + "finish/", {})
    assert Activity.objects.count() == 3


def test_an_import_that_was_built_on_stays(officer: PageClient) -> None:
    upload(officer)
    send(officer, BASE + "finish/", {})
    light = StatedLight.objects.first()
    assert light is not None
    light.pk = None
    light.recorded_at = light.recorded_at.replace(year=2030)
    light.save()
    assert "cannot be taken back" in send(officer, BASE + "finish/undo/", {}).words()
    assert Period.objects.count() == 1


@pytest.mark.parametrize("state", ["published", "closed"])
def test_the_import_of_a_published_period_stays(officer: PageClient, state: str) -> None:
    upload(officer)
    send(officer, BASE + "finish/", {})
    Period.objects.update(state=state)
    assert "This period is published" in send(officer, BASE + "finish/undo/", {}).words()
    assert Period.objects.count() == 1


def test_a_name_that_is_taken_gets_an_address_of_its_own(officer: PageClient) -> None:
    send(officer, "/start/", {"name": "Fernley Safer Partnership"})
    assert sorted(Partnership.objects.values_list("slug", flat=True)) == [
        "fernley-safer-partnership",
        "fernley-safer-partnership-2",
    ]
