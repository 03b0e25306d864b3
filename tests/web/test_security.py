"""What an attacker would try first, as somebody without an account or as a member of another partnership."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.hashers import get_hashers
from django.contrib.messages import get_messages
from django.core import signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from saferplan.accounts.models import Agency, AuditEvent, Person
from saferplan.files import process
from saferplan.web.check.views import SALT
from tests.web.client import PageClient
from tests.web.client import sign_in as signed_in
from tests.web.seed import PASSWORD, Seeded

pytestmark = pytest.mark.django_db
ELSEWHERE = ["https://evil.example/", "//evil.example/", "https:evil.example", "/\\evil.example", "javascript:alert(1)"]


@pytest.fixture(autouse=True)
def _nothing_is_counted_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def strict() -> Client:
    """A client that must send the form's token, as a browser must."""
    return Client(enforce_csrf_checks=True)


def sign_in(client: Client, name: str, password: str, **extra: str) -> object:
    return client.post("/sign-in/", {"login": name, "password": password, **extra})


# Signing in and out


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(demo: Seeded, target: str) -> None:
    response = Client().post(
        "/sign-in/", {"login": demo.viewer.username, "password": PASSWORD, "next": target}, follow=False
    )
    assert response.status_code == 302
    assert response["Location"] == "/"


def test_signing_in_leads_back_to_the_page_that_asked(closed: Seeded) -> None:
    client = Client()
    asked = client.get("/p/millbrook/history/")
    response = client.post(asked["Location"], {"login": closed.viewer.username, "password": PASSWORD})
    assert response["Location"] == "/p/millbrook/history/"


def test_a_wrong_name_and_a_wrong_password_look_the_same(closed: Seeded, monkeypatch: pytest.MonkeyPatch) -> None:
    """And cost the same: a password is hashed in both cases, so the time tells nothing either."""
    hashed: list[str] = []
    hasher = type(get_hashers()[0])
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda *a, **k: hashed.append("once") or encode(*a, **k))
    closed.editor.is_active = False
    closed.editor.save()
    pages, costs = [], []
    for name in (closed.viewer.username, "nobody@elsewhere.example", closed.editor.username):
        hashed.clear()
        response = Client().post("/sign-in/", {"login": name, "password": "not this one"})
        assert response.status_code == 200
        pages.append(PageClient()._page(response, "/sign-in/", 200).words("//*[@id='error-summary'] | //main//h2"))
        costs.append(len(hashed))
    assert len(set(pages)) == 1
    assert "email address or the password" in response.content.decode()
    assert set(costs) == {1}


def test_no_other_page_can_sign_anybody_out(strict: Client, closed: Seeded) -> None:
    signed_in(strict, closed.viewer)
    assert strict.get("/sign-out/").status_code == 200
    assert strict.post("/sign-out/").status_code == 403
    assert strict.get("/p/millbrook/").status_code == 200, "still signed in"


def test_the_session_starts_anew_at_sign_in_and_ends_at_sign_out(closed: Seeded) -> None:
    client = Client()
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    sign_in(client, closed.viewer.username, PASSWORD)
    assert client.session.session_key != planted
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    kept = cookie.value
    client.post("/sign-out/")
    again = Client()
    again.cookies["sessionid"] = kept
    assert again.get("/p/millbrook/").status_code == 302


def test_what_a_member_saw_is_kept_by_no_cache(closed: Seeded) -> None:
    client = Client()
    assert "no-store" not in client.get("/words/").get("Cache-Control", ""), "a page for everybody may be kept"
    signed_in(client, closed.viewer)
    header = client.get("/p/millbrook/")["Cache-Control"]
    assert "no-store" in header
    assert "private" in header


# What is sent


@override_settings(ALLOWED_HOSTS=["saferplan.example"])
def test_another_host_name_is_refused_and_not_repeated() -> None:
    response = Client().get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert b"evil.example" not in response.content
    assert b"Traceback" not in response.content


@pytest.mark.parametrize("address", ["/check/", "/check/list/", "/sign-in/"])
def test_every_form_needs_its_token(strict: Client, address: str) -> None:
    response = strict.post(address, {"list": "x"})
    assert response.status_code == 403
    assert b"This form has expired" in response.content


def test_a_file_that_is_too_big_is_told_beside_its_field(visitor: PageClient) -> None:
    page = visitor.post("/check/", {"report": SimpleUploadedFile("long.txt", b"a" * 10_500_000)})
    assert "long.txt is too big (10.5 MB): the most is 10 MB" in page.words("//*[@id='id_report_error']")


def test_far_too_big_a_request_is_turned_away_unread(visitor: PageClient) -> None:
    page = visitor.post("/check/", {"report": SimpleUploadedFile("huge.txt", b"a" * 23_000_000)}, status=413)
    assert "A file can be up to 10 MB." in page.words()


def test_far_too_long_a_field_gets_a_page_and_no_traceback(visitor: PageClient) -> None:
    response = visitor.client.post(
        "/check/list/", b"list=" + b"a" * 6_000_000, content_type="application/x-www-form-urlencoded"
    )
    page = visitor._page(response, "/check/list/", 413)
    assert page.headings() == ["This is too much to send at once"]


def test_too_many_fields_get_a_page_and_no_traceback(visitor: PageClient) -> None:
    page = visitor.post("/check/list/", {f"field{number}": "x" for number in range(1_500)}, status=400)
    assert page.headings() == ["This request could not be read"]


def test_a_report_beyond_reason_is_refused_quickly(visitor: PageClient) -> None:
    activities = [{"code": f"1.{n}", "title": "Walk", "light": "green", "trend": "none"} for n in range(4_000)]
    priority = {"number": 1, "title": "Streets", "light": "green", "trend": "none", "activities": activities}
    tree = {"schema": "saferplan.report/1", "title": "Report", "priorities": [priority]}
    page = visitor.post("/check/", {"report": SimpleUploadedFile("bomb.json", json.dumps(tree).encode())})
    assert "far larger than a report" in page.words("//*[@id='id_report_error']")


def test_when_all_places_are_taken_a_reader_is_told_to_wait(
    visitor: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "WAIT", 0.05)
    for _place in range(process.MOST_AT_ONCE):
        assert process._places.acquire(blocking=False)
    try:
        page = visitor.post("/check/", {"report": SimpleUploadedFile("report.txt", b"A report")})
    finally:
        for _place in range(process.MOST_AT_ONCE):
            process._places.release()
    assert "Other reports are being read right now" in page.words("//*[@id='id_report_error']")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\secret\\report.txt", "<script>alert(1)</script>.txt", 'a"b\r\nX-Evil: 1.txt']
)
def test_a_file_name_is_only_ever_text(visitor: PageClient, name: str) -> None:
    page = visitor.post("/check/", {"report": SimpleUploadedFile(name, b"Performance dashboard")})
    assert "<script>alert" not in page.text
    assert "etc/passwd" not in page.text
    assert "secret" not in page.words()


# The list of findings, which the page carries


@pytest.mark.parametrize(
    "value",
    [
        "",
        signing.dumps({"rows": [["x"]]}),
        signing.dumps({"rows": [["x"]]}, salt="another"),
        signing.dumps({"rows": [["x"]]}, key="another key", salt=SALT),
        signing.dumps({"rows": [["x"]]}, salt=SALT)[:-2] + "xx",
    ],
    # Signatures hold the time, and every worker must name the same tests.
    ids=["nothing", "no salt", "another salt", "another key", "changed"],
)
def test_only_a_list_that_we_signed_for_this_page_is_given_back(visitor: PageClient, value: str) -> None:
    assert visitor.client.post("/check/list/", {"list": value}).status_code == 400


# Other people's partnerships


def test_ids_of_another_partnership_change_nothing(closed: Seeded, demo: Seeded) -> None:
    agency = Agency.objects.create(partnership=closed.partnership, name="Their agency")
    person = Person.objects.create(partnership=closed.partnership, name="Their contact", agency=agency)
    client = Client()
    signed_in(client, demo.editor)
    for name, pk in (("start-remove-agency", agency.pk), ("start-remove-contact", person.pk)):
        for slug in ("harbour", "millbrook"):
            assert client.post(reverse(name, args=[slug, pk])).status_code == 404
    form = {"contact": "1", "contact-name": "Mallory", "contact-agency": str(agency.pk)}
    response = client.post(reverse("start-agencies", args=["harbour"]), form)
    assert response.status_code == 200
    assert Person.objects.filter(pk=person.pk).exists()
    assert Agency.objects.filter(pk=agency.pk).exists()
    assert not Person.objects.filter(name="Mallory").exists()


@pytest.mark.parametrize("number", ["0", "99999999999999999999999", "9" * 5_000])
def test_numbers_beyond_reason_are_not_there(demo: Seeded, number: str) -> None:
    client = Client()
    signed_in(client, demo.editor)
    for address in ("card/{}/", "priority/{}/"):
        assert client.get(f"/p/harbour/2026-06/{address.format(number)}").status_code == 404
    assert client.post(f"/p/harbour/start/agencies/{number}/remove/").status_code == 404


def test_downloads_are_named_by_us(demo: Seeded, member: PageClient) -> None:
    response = member.client.get("/p/harbour/2026-06/download/html/")
    assert response["Content-Disposition"] == 'attachment; filename="harbour-2026-06.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert member.client.get("/p/harbour/2026-06/download/exe/").status_code == 404


def test_nothing_is_told_through_messages_of_another_session(demo: Seeded, closed: Seeded) -> None:
    client = Client()
    signed_in(client, closed.editor)
    client.post(reverse("start-agencies", args=["millbrook"]), {"name": "Harbour watch", "short_name": ""})
    other = Client()
    signed_in(other, demo.viewer)
    response = other.get("/p/harbour/")
    assert not list(get_messages(response.wsgi_request))
    assert b"Harbour watch" not in response.content


# Accounts


def test_signing_in_writes_no_password_to_the_log(closed: Seeded, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    sign_in(Client(), closed.viewer.username, "secret pass phrase, mistyped")
    assert "mistyped" not in caplog.text


def test_a_planted_session_wins_nothing_at_the_second_step(closed: Seeded) -> None:
    """The session key changes when somebody signs in, so whoever knew it before knows nothing after."""
    victim, other = Client(), Client()
    session = victim.session
    session["planted"] = "yes"
    session.save()
    other.cookies["sessionid"] = session.session_key or ""
    sign_in(victim, closed.viewer.username, PASSWORD)
    assert victim.get("/p/millbrook/history/").status_code == 200
    assert other.get("/p/millbrook/history/").status_code == 302


def test_one_user_s_second_step_is_not_another_s(closed: Seeded) -> None:
    """What a session proved of one user counts for nobody else who signs in with it."""
    client = Client()
    signed_in(client, closed.editor)
    assert client.get("/p/millbrook/history/").status_code == 200
    client.force_login(closed.administrator)
    assert client.get("/p/millbrook/history/")["Location"].startswith("/account/second-step/")


def test_what_may_be_said_of_the_second_step_in_a_form_counts_for_nothing(closed: Seeded) -> None:
    client = Client()
    sign_in(client, closed.editor.username, PASSWORD, method="mfa", type="totp")
    assert client.get("/p/millbrook/history/").status_code == 302


@pytest.mark.parametrize("target", ELSEWHERE)
def test_confirming_and_setting_up_lead_to_no_other_site(closed: Seeded, target: str) -> None:
    client = Client()
    signed_in(client, closed.viewer)
    response = client.post("/account/confirm/", {"password": PASSWORD, "next": target})
    assert response["Location"] == "/"
    client.get("/account/second-step/", {"next": target})
    assert client.session.get("after_second_step") is None


@pytest.mark.parametrize(
    "address", ["/account/password/forgotten/", "/account/confirm/", "/account/second-step/", "/account/password/"]
)
def test_every_form_of_accounts_needs_its_token(strict: Client, closed: Seeded, address: str) -> None:
    signed_in(strict, closed.viewer)
    response = strict.post(address, {"email": "x@x.example", "password": PASSWORD})
    assert response.status_code == 403
    assert b"This form has expired" in response.content


@pytest.mark.parametrize("tail", ["revoke/", "back/", "second-step/"])
def test_following_a_link_changes_nobody(closed: Seeded, tail: str) -> None:
    client = Client()
    signed_in(client, closed.administrator)
    person = Person.objects.get(user=closed.viewer)
    before = AuditEvent.objects.count()
    for call in (client.get, client.head):
        assert call(f"/p/millbrook/people/{person.pk}/{tail}").status_code == 405
    assert client.get(f"/p/millbrook/people/{person.pk}/left/").status_code == 200
    assert AuditEvent.objects.count() == before


def test_a_session_ends_with_the_round_it_began_in(closed: Seeded) -> None:
    from saferplan.accounts.people_actions import end_sessions

    clients = [Client(), Client()]
    for client in clients:
        signed_in(client, closed.viewer)
        assert client.get("/p/millbrook/history/").status_code == 200
    end_sessions(closed.viewer)
    for client in clients:
        assert client.get("/p/millbrook/history/").status_code == 302


def test_nobody_can_sign_up(visitor: PageClient) -> None:
    for address in ("/signup/", "/accounts/signup/", "/account/signup/", "/accounts/login/", "/admin/"):
        assert visitor.client.get(address).status_code == 404
