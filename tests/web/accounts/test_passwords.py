"""Passwords: forgotten, chosen anew, changed. Whether an address is known is told to nobody."""

from __future__ import annotations

import re

import pytest
from django.test import override_settings

from saferplan.accounts.models import OutboxMessage, User
from tests.web.accounts.conftest import Person
from tests.web.client import PageClient, sign_in
from tests.web.seed import PASSWORD, Seeded

FORGOTTEN = "/account/password/forgotten/"
NEW = "another long pass phrase"


def asked_link(user: User, **environment: str) -> str:
    """The link in the email that somebody gets who asks for it."""
    visitor = PageClient()
    sent: list[str] = []
    from saferplan.accounts import outbox

    keep = outbox.queue
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outbox, "queue", lambda **given: sent.append(given["body"]) or keep(**given))
        answer = visitor.client.post(FORGOTTEN, {"email": user.email}, **environment)
    assert answer["Location"] == FORGOTTEN + "sent/"
    found = re.search(r"https?://\S+", sent[0])
    assert found
    return found[0]


def path(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def test_a_forgotten_password_is_chosen_anew_by_a_link(closed: Seeded) -> None:
    person = Person(closed.viewer)
    before = Person(closed.viewer)
    before.give_password()
    link = path(asked_link(closed.viewer))
    form = person.client.get(link)
    assert form.status_code == 302, "the secret leaves the address at once"
    assert form["Referrer-Policy"] == "strict-origin"
    page = person.pages.get(form["Location"])
    assert page.headings() == ["Choose a new password"]
    assert "12" in person.pages.post(form["Location"], {"password1": "short"}).words("//*[@id='id_password1_error']")
    answer = person.client.post(form["Location"], {"password1": NEW})
    assert answer["Location"] == "/account/password/new/done/"
    person.pages.get(answer["Location"])
    assert person.give_password() == "200", "the old one is no longer right"
    assert person.give_password(NEW) == "/"
    assert before.client.get("/p/millbrook/").status_code == 302, "other sessions have ended"
    assert "This link does not work" in person.pages.get(link).headings(), "it works once"


def test_asking_tells_nobody_who_is_known(closed: Seeded, visitor: PageClient) -> None:
    User.objects.filter(pk=closed.board.pk).update(is_active=False)
    answers = []
    for email in (closed.viewer.email, closed.viewer.email.upper(), "nobody@elsewhere.example", closed.board.email):
        answer = visitor.client.post(FORGOTTEN, {"email": email})
        shown = visitor.get(answer["Location"])
        answers.append((answer.status_code, answer["Location"], shown.words()))
    assert len(set(answers)) == 1
    to = list(OutboxMessage.objects.values_list("to", flat=True))
    assert to == [closed.viewer.email] * 2, "strangers are not written to"


def test_the_text_of_a_sent_email_is_not_kept(
    closed: Seeded, visitor: PageClient, django_capture_on_commit_callbacks: object, mailoutbox: list[object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        visitor.client.post(FORGOTTEN, {"email": closed.viewer.email})
    assert len(mailoutbox) == 1
    assert mailoutbox[0].to == [closed.viewer.email]  # type: ignore[attr-defined]
    message = OutboxMessage.objects.get()
    assert message.body == ""
    assert message.sent_at is not None


@override_settings(PRODUCTION=True, ALLOWED_HOSTS=["saferplan.example", ".example"])
def test_a_host_that_was_made_up_stands_in_no_email(closed: Seeded) -> None:
    assert asked_link(closed.viewer, HTTP_HOST="evil.example").startswith("https://saferplan.example/account/")


@pytest.mark.parametrize("link", ["1/abc-def/", "zzz/set-password/", "1/set-password/"])
def test_a_link_that_was_made_up_does_not_work(db: None, visitor: PageClient, link: str) -> None:
    page = visitor.get("/account/password/new/" + link)
    assert page.headings() == ["This link does not work"]
    assert page.links()["Ask for another link"] == FORGOTTEN


def test_changing_a_password_needs_the_old_one_and_ends_other_sessions(closed: Seeded) -> None:
    here, there = PageClient(), PageClient()
    for each in (here, there):
        sign_in(each.client, closed.viewer)
    address = "/account/password/"
    wrong = here.post(address, {"oldpassword": "no", "password1": NEW})
    assert "The password is not right" in wrong.words("//*[@id='id_oldpassword_error']")
    assert here.client.post(address, {"oldpassword": PASSWORD, "password1": NEW})["Location"] == "/account/"
    assert "Your password is changed" in here.get("/account/").words()
    assert there.client.get("/account/").status_code == 302
    assert OutboxMessage.objects.get().to == closed.viewer.email


def test_reset_and_change_are_limited(closed: Seeded, visitor: PageClient) -> None:
    answers = [visitor.client.post(FORGOTTEN, {"email": "nobody@x.example"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    page = visitor.post(FORGOTTEN, {"email": "nobody@x.example"}, status=429)
    assert page.headings() == ["Too many attempts"]
