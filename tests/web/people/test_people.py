"""The page of people, as an administrator and an editor use it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.accounts.models import Agency, Invitation, Membership, OutboxMessage, Person, User
from saferplan.accounts.rules import Role
from saferplan.plan.models import Owner
from tests.web.client import Page, PageClient
from tests.web.seed import PASSWORD, Seeded, add_user

pytestmark = pytest.mark.django_db
BASE = "/p/harbour/people/"


@pytest.fixture(autouse=True)
def _nothing_is_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def admin(demo: Seeded) -> PageClient:
    client = PageClient()
    client.sign_in(demo.administrator)
    return client


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    import time

    real = time.time
    return lambda seconds: monkeypatch.setattr(time, "time", lambda: real() + seconds)


def person(user: User) -> Person:
    return Person.objects.get(user=user)


def address(whom: Person, tail: str = "") -> str:
    return f"{BASE}{whom.pk}/{tail}"


def send(client: PageClient, url: str, data: dict[str, object] | None = None) -> Page:
    """Send a form that succeeds, and read the page it leads to."""
    answer = client.client.post(url, data or {})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return client.get(answer.headers["Location"])


def test_everybody_stands_under_their_agency(demo: Seeded, admin: PageClient) -> None:
    Person.objects.filter(user=demo.board).update(agency=None)
    page = admin.get(BASE)
    assert page.headings() == ["People", "Community safety team", "Licensing team", "Police", "Of no agency"]
    team = page.words("//section[@aria-labelledby='agency-none']")
    assert "Board member" in team
    assert "Joined" in team
    assert "(you)" in page.words("//tr[.//*[contains(.,'Administrator of harbour')]]")
    assert "Nobody yet" in page.words("//section[h2='Police']")
    assert "People" in page.links("//nav[@aria-label='Menu']")


def test_the_menu_names_it_to_those_who_may(demo: Seeded, member: PageClient) -> None:
    assert "People" not in member.get("/p/harbour/history/").links("//nav[@aria-label='Menu']")


def test_somebody_is_added_invited_and_joins(demo: Seeded, admin: PageClient, visitor: PageClient) -> None:
    police = Agency.objects.get(partnership=demo.partnership, name="Police")
    licensing = Agency.objects.get(partnership=demo.partnership, name="Licensing team")
    data = {"name": "Ada Marsh", "job": "Inspector", "email": "Ada@Police.example", "agency": str(police.pk)}
    page = send(admin, BASE + "add/", {**data, "also_for": [str(licensing.pk)]})
    ada = Person.objects.get(name="Ada Marsh")
    assert "also for Licensing team" in page.words()
    assert "Contact only" in page.words()

    page = admin.get(address(ada, "role/"))
    assert page.headings() == ["Invite Ada Marsh"]
    page = send(admin, address(ada, "role/"), {"role": "contributor"})
    link = page.words("//p[contains(@class,'sp-secret')]")
    assert link.startswith("http://testserver/invitation/")
    assert "Invited" in page.words()
    assert not admin.get(address(ada)).tree.xpath("//p[contains(@class,'sp-secret')]"), "shown once"
    message = OutboxMessage.objects.get()
    assert (message.to, link in message.body, "Administrator of harbour" in message.body) == (
        "ada@police.example",
        True,
        True,
    )
    assert visitor.client.post(link, {"password": "a pass phrase of my own"})["Location"] == "/p/harbour/updates/"
    page = admin.get(address(ada))
    assert "Joined" in page.words()
    assert "Change role" in page.links()


def test_mistakes_are_said_beside_the_field(demo: Seeded, admin: PageClient) -> None:
    page = admin.post(BASE + "add/", {"name": "", "email": "nonsense"})
    assert "Write the person's name." in page.words("//*[@id='id_name_error']")
    assert "such as name@example.org" in page.words("//*[@id='id_email_error']")
    page = admin.post(BASE + "add/", {"name": "Ada", "email": demo.viewer.email.upper()})
    assert "has this email address already" in page.words("//*[@id='id_email_error']")
    assert not Person.objects.filter(name="Ada").exists()
    silent = Person.objects.create(partnership=demo.partnership, name="No address")
    page = admin.post(address(silent, "role/"), {"role": "viewer"})
    assert "has no email address yet" in page.words("//*[@id='id_role_error']")
    page = admin.post(address(silent, "role/"), {})
    assert "Choose what they may do." in page.words("//*[@id='id_role_error']")
    assert "add their email address first" in admin.get(address(silent)).words()


def test_inviting_again_and_taking_back(demo: Seeded, admin: PageClient, visitor: PageClient) -> None:
    ada = Person.objects.create(partnership=demo.partnership, name="Ada", email="ada@x.example")
    first = send(admin, address(ada, "role/"), {"role": "viewer"}).words("//p[contains(@class,'sp-secret')]")
    assert "Invite again" in admin.get(address(ada)).links()
    second = send(admin, address(ada, "role/"), {"role": "viewer"}).words("//p[contains(@class,'sp-secret')]")
    assert visitor.client.get(first).status_code == 404
    assert visitor.client.get(second).status_code == 200
    page = send(admin, address(ada, "revoke/"))
    assert "its link opens nothing" in page.words()
    assert visitor.client.get(second).status_code == 404


def test_an_editor_is_offered_what_they_may_give(demo: Seeded, editor: PageClient) -> None:
    ada = Person.objects.create(partnership=demo.partnership, name="Ada", email="ada@x.example")
    page = editor.get(address(ada, "role/"))
    offered = set(page.tree.xpath("//input[@name='role']/@value"))
    assert offered == {"viewer", "board member", "contributor", "reviewer"}
    page = editor.post(address(ada, "role/"), {"role": "administrator"})
    assert page.status == 200
    assert not Invitation.objects.exists()
    boss = person(demo.administrator)
    assert set(editor.get(address(boss)).links()) & {"Change role", "Has left"} == set()
    page = editor.post(address(boss, "role/"), {"role": "viewer"})
    assert "Only an administrator" in page.words("//*[@id='id_role_error']")
    send(editor, address(boss, "left/"))
    assert Membership.objects.get(user=demo.administrator).left_at is None


def test_a_role_is_changed(demo: Seeded, admin: PageClient) -> None:
    them = person(demo.viewer)
    page = send(admin, address(them, "role/"), {"role": "reviewer"})
    assert "The role is changed." in page.words()
    assert Membership.objects.get(user=demo.viewer).role == "reviewer"


def test_giving_more_rights_asks_who_it_is_after_a_while(
    demo: Seeded, admin: PageClient, later: Callable[[float], None]
) -> None:
    them = person(demo.viewer)
    later(16 * 60)
    send(admin, address(them, "role/"), {"role": "reviewer"})
    asked = admin.client.post(address(them, "role/"), {"role": "editor"})["Location"]
    assert asked.startswith("/account/confirm/")
    assert Membership.objects.get(user=demo.viewer).role == "reviewer"
    answer = admin.client.post(asked, {"password": PASSWORD, "next": address(them, "role/")})
    assert answer["Location"] == address(them), "it carries on with what was sent"
    assert Membership.objects.get(user=demo.viewer).role == "editor"
    admin.get(address(them))


def test_whoever_leaves_is_out_at_once_and_is_still_named(demo: Seeded, admin: PageClient) -> None:
    them = person(demo.contributor)
    owner = Owner.objects.filter(words="Licensing team").order_by("id").first()
    assert owner is not None
    Owner.objects.filter(pk=owner.pk).update(person=them)
    inside = PageClient()
    inside.sign_in(demo.contributor)
    inside.get("/p/harbour/history/")
    asked = admin.get(address(them, "left/"))
    assert "1.1.1a Brief every licensed venue" in asked.words("//section[@aria-labelledby='named']")
    assert Membership.objects.get(user=demo.contributor).left_at is None
    page = send(admin, address(them, "left/"))
    assert "Contributor of harbour has left." in page.words()
    assert "Hand these on" in page.words()
    assert "1.1.1a" in page.words("//section[@aria-labelledby='named']")
    assert inside.client.get("/p/harbour/history/").status_code == 302, "their session is over"
    again = PageClient()
    again.client.post("/sign-in/", {"login": demo.contributor.email, "password": PASSWORD})
    assert again.client.get("/p/harbour/history/").status_code == 404
    assert "Contributor of harbour" in admin.get(BASE).words("//section[@aria-labelledby='left']")
    page = send(admin, address(them, "back/"))
    assert "is back" in page.words()
    assert again.client.get("/p/harbour/history/").status_code == 200


def test_the_last_administrator_stays(demo: Seeded, admin: PageClient) -> None:
    me = person(demo.administrator)
    assert "This is the last administrator." in send(admin, address(me, "left/")).words()
    page = admin.post(address(me, "role/"), {"role": "viewer"})
    assert "This is the last administrator." in page.words("//*[@id='id_role_error']")
    add_user("second@harbour.example", demo.partnership, Role.ADMINISTRATOR)
    assert admin.client.post(address(me, "left/")).status_code == 302
    assert admin.client.get(BASE).status_code == 302


def test_a_sign_in_address_is_not_changed_here(demo: Seeded, admin: PageClient) -> None:
    them = person(demo.viewer)
    page = admin.get(address(them, "change/"))
    assert page.tree.get_element_by_id("id_email").get("disabled") is not None
    data = {"name": "New Name", "job": "", "email": "other@x.example", "agency": ""}
    page = send(admin, address(them, "change/"), data)
    them.refresh_from_db()
    assert (them.name, them.email) == ("New Name", demo.viewer.email)


def test_a_lost_phone(demo: Seeded, admin: PageClient) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=demo.editor, type="totp", data={"secret": "x"})
    them = person(demo.editor)
    assert "lost their phone" in admin.get(address(them)).words()
    page = send(admin, address(them, "second-step/"))
    assert "set up the second step anew" in page.words()
    assert not Authenticator.objects.exists()
    assert "lost their phone" not in admin.get(address(them)).words()


def test_agencies_of_another_partnership_cannot_be_chosen(demo: Seeded, closed: Seeded, admin: PageClient) -> None:
    theirs = Agency.objects.filter(partnership=closed.partnership).first()
    assert theirs is not None
    page = admin.post(BASE + "add/", {"name": "Ada", "agency": str(theirs.pk), "also_for": [str(theirs.pk)]})
    assert page.tree.xpath("//*[@id='id_agency_error']")
    assert not Person.objects.filter(name="Ada").exists()


@pytest.mark.parametrize("which", ["list", "person"])
def test_queries_do_not_grow(demo: Seeded, admin: PageClient, which: str) -> None:
    def cost() -> int:
        url = BASE if which == "list" else address(person(demo.viewer))
        admin.client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert admin.client.get(url).status_code == 200
        return len(queries)

    few = cost()
    for number in range(20):
        them = Person.objects.create(partnership=demo.partnership, name=f"P{number}", email=f"p{number}@x.example")
        them.also_for.set(Agency.objects.filter(partnership=demo.partnership)[:2])
    # One query is for the agencies that the many also act for.
    assert cost() == few
    assert few <= 16


def test_the_first_hour_takes_a_contact_off_the_list_and_keeps_a_history(demo: Seeded, admin: PageClient) -> None:
    fresh = Person.objects.create(partnership=demo.partnership, name="Fresh Contact")
    them, boss = person(demo.viewer), person(demo.administrator)
    remove = "/p/harbour/start/contacts/{}/remove/"
    assert "Fresh Contact is taken off the list." in send(admin, remove.format(fresh.pk)).words()
    page = send(admin, remove.format(them.pk))
    assert "Viewer of harbour has left; what they did stays." in page.words()
    assert "Viewer of harbour," not in page.words("//ul")
    them.refresh_from_db()
    assert them.left_on is not None
    assert "This is the last administrator." in send(admin, remove.format(boss.pk)).words()
