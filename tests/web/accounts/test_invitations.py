"""The page that an invitation opens: looking changes nothing, accepting lets in, dead links look alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from saferplan.accounts.invitation_actions import invite, revoke
from saferplan.accounts.models import AuditEvent, Invitation, Membership, Person, User
from saferplan.accounts.rules import Role
from tests.web.accounts.conftest import SET_UP
from tests.web.accounts.conftest import Person as Visitor
from tests.web.client import PageClient
from tests.web.seed import PASSWORD, Seeded

CHOSEN = "a pass phrase of my own"
HOME = "/p/millbrook/"
LIST = "/p/millbrook/updates/"


def invited(seeded: Seeded, email: str = "ada@fire.example", role: Role = Role.CONTRIBUTOR, **given: object) -> str:
    """The address that somebody is sent."""
    person, _new = Person.objects.get_or_create(
        partnership=seeded.partnership, email=email, defaults={"name": "Ada Marsh"}
    )
    options = {"as_role": Role.ADMINISTRATOR, "by": "admin", "now": timezone.now(), **given}
    made = invite(person=person, role=role, letter=lambda token: ("s", token), **options)  # type: ignore[arg-type]
    return f"/invitation/{made.token}/"


def test_looking_changes_nothing(closed: Seeded, visitor: PageClient) -> None:
    url = invited(closed)
    before = (AuditEvent.objects.count(), User.objects.count(), Membership.objects.count())
    page = visitor.get(url)
    for said in ("Join Millbrook", "Ada Marsh", "ada@fire.example", "Contributor"):
        assert said in page.words(), said
    assert len(page.tree.xpath("//main//button[@type='submit']")) == 1
    field = page.tree.get_element_by_id("id_password")
    assert (field.get("autocomplete"), field.get("maxlength")) == ("new-password", None)
    visitor.client.head(url)
    visitor.get(url)
    assert (AuditEvent.objects.count(), User.objects.count(), Membership.objects.count()) == before
    assert Invitation.objects.get().accepted_at is None
    answer = visitor.client.get(url)
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


def test_somebody_new_chooses_a_password_and_is_in(closed: Seeded, visitor: PageClient) -> None:
    url = invited(closed)
    session = visitor.client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    assert "12" in visitor.post(url, {"password": "short"}).words("//*[@id='id_password_error']")
    assert not User.objects.filter(email="ada@fire.example").exists()
    answer = visitor.client.post(url, {"password": CHOSEN})
    assert answer["Location"] == LIST, "whoever is to write updates begins with their list"
    assert "You have joined." in visitor.get(LIST).words()
    assert visitor.client.session.session_key != planted
    again = Visitor(User.objects.get(email="ada@fire.example"))
    assert again.give_password(CHOSEN, HOME) == HOME


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_an_editor_goes_on_to_the_second_step(closed: Seeded, visitor: PageClient, role: Role) -> None:
    url = invited(closed, role=role)
    assert "Next you set up a second step." in visitor.get(url).words()
    assert visitor.client.post(url, {"password": CHOSEN})["Location"] == HOME
    asked = visitor.client.get(HOME)["Location"]
    assert asked == f"{SET_UP}?next={HOME}"
    visitor.get(asked)


def test_somebody_with_an_account_signs_in_first(closed: Seeded, demo: Seeded) -> None:
    url = invited(closed, demo.viewer.email)
    person = Visitor(demo.viewer)
    page = person.pages.get(url)
    assert "Sign in to accept" in page.words()
    assert not page.tree.xpath("//input[@type='password']")
    sign_in = person.client.post(url, {"password": "taken over"})["Location"]
    assert sign_in == f"/sign-in/?next={url}"
    assert User.objects.get(pk=demo.viewer.pk).check_password(PASSWORD), "nobody sets a password of somebody else"
    answer = person.client.post(sign_in, {"login": demo.viewer.email, "password": PASSWORD})
    assert answer["Location"] == url
    assert "Accept and join" in person.pages.get(url).words()
    assert person.client.get(HOME).status_code == 404
    assert person.client.post(url)["Location"] == LIST
    person.pages.get(LIST)


def test_somebody_else_cannot_accept(closed: Seeded, demo: Seeded) -> None:
    url = invited(closed)
    person = Visitor(demo.viewer)
    person.give_password()
    page = person.pages.get(url)
    assert f"You are signed in as {demo.viewer.email}" in page.words()
    assert not page.tree.xpath("//main//form")
    person.client.post(url, {"password": CHOSEN})
    assert Invitation.objects.get().accepted_at is None
    assert person.client.get(HOME).status_code == 404


def test_links_that_do_not_work_look_alike(closed: Seeded, visitor: PageClient) -> None:
    used, revoked, old = (invited(closed, f"{name}@x.example") for name in ("used", "revoked", "old"))
    Visitor(closed.viewer).client.post(used, {"password": CHOSEN})
    options = {"as_role": Role.ADMINISTRATOR, "by": "admin", "now": timezone.now()}
    revoke(person=Person.objects.get(email="revoked@x.example"), **options)  # type: ignore[arg-type]
    Invitation.objects.filter(person__email="old@x.example").update(expires_at=datetime(2020, 1, 1, tzinfo=UTC))
    replaced = invited(closed, "again@x.example")
    invited(closed, "again@x.example")
    pages = set()
    for url in (used, revoked, old, replaced, "/invitation/" + "x" * 43 + "/", "/invitation/short/"):
        page = visitor.get(url, status=404)
        assert page.headings() == ["This link does not work"]
        pages.add(page.text.replace(url, ""))
        sent = visitor.client.post(url, {"password": CHOSEN})
        assert sent.status_code == 404
    assert len({page.split("<main")[1] for page in pages}) == 1


def test_an_invitation_runs_out_between_looking_and_accepting(closed: Seeded, visitor: PageClient) -> None:
    url = invited(closed, now=timezone.now() - timedelta(days=13, hours=23, minutes=59))
    visitor.get(url)
    Invitation.objects.update(expires_at=timezone.now())
    assert visitor.client.post(url, {"password": CHOSEN}).status_code == 404
    assert not User.objects.filter(email="ada@fire.example").exists()


def test_accepting_needs_the_form_s_token(closed: Seeded) -> None:
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(invited(closed), {"password": CHOSEN}).status_code == 403
