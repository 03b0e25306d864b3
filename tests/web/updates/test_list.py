"""The list of what somebody owes, hand-overs, and what can be done with what was sent."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saferplan.cycle.correction_actions import correct_update
from saferplan.cycle.models import HandOver, MeetingStep, Update
from saferplan.cycle.review_actions import approve_update, return_update
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_actions import save_update, submit_update
from saferplan.cycle.update_queries import Asked
from saferplan.cycle.update_rights import Actor
from tests.cycle.returning import NOW, TODAY, Town, build
from tests.cycle.test_update_handover import due
from tests.web.client import PageClient
from tests.web.updates.conftest import SignIn
from tests.web.updates.test_form import errors, filled, url

LIST = "/p/town/updates/"


def sent(town: Town, asked: Asked, by: Actor) -> None:
    save_update(period=town.period, asked=asked, contents=town.contents(asked), base=0, by=by, now=NOW)
    submit_update(period=town.period, asked=asked, revision=1, by=by, now=NOW, today=TODAY)


def approved(town: Town, asked: Asked, by: Actor) -> None:
    sent(town, asked, by)
    approve_update(period=town.period, asked=asked, revision=1, by=town.dev, now=NOW)


def state(town: Town) -> str:
    return Update.objects.get(period=town.period).state


def test_an_empty_list_says_something_useful(town: Town, as_: SignIn) -> None:
    page = as_("cat").get(LIST)
    assert "Nothing is asked of you at the moment" in page.words()
    assert page.links()["Look at the dashboard"] == "/p/town/"


def test_it_is_in_the_menu_of_those_who_write(town: Town, as_: SignIn) -> None:
    for name, is_there in (("ann", True), ("dev", True), ("eve", True), ("vic", False)):
        links = as_(name).get("/p/town/").links("//header")
        assert (links.get("Your updates") == LIST) is is_there


def test_what_is_owed(town: Town, as_: SignIn) -> None:
    due(town, 10)
    MeetingStep.objects.update(due_at=datetime(2020, 12, 10, 17, tzinfo=UTC))
    page = as_("bob").get(LIST)
    assert page.headings() == ["Your updates", "To write"]
    assert "October to December 2026. Not begun. Late by" in page.words()
    assert "It was due on Thursday 10 December 2020, 5pm." in page.words()
    assert "You add text; Police chooses the lights and sends it in." in page.words()
    assert page.links()["Activity 1.1c"] == url(town, town.one)


def test_what_was_sent_back_says_why_there_and_on_the_form(town: Town, as_: SignIn) -> None:
    sent(town, town.one, town.bob)
    assert "Sent in" in as_("bob").get(LIST).headings()
    return_update(period=town.period, asked=town.one, revision=1, comment="How many came?", by=town.dev, now=NOW)
    client = as_("bob")
    assert "The reviewer says: How many came?" in client.get(LIST).words()
    page = client.get(url(town, town.one))
    assert "Dev Smith sent this back: How many came?" in page.words()
    client.client.post(url(town, town.one), filled(town, town.one, base="1", position="Forty came.", submit="1"))
    assert state(town) == "submitted"


def test_the_number_of_queries_does_not_grow(town: Town, as_: SignIn) -> None:
    def count(client: PageClient) -> int:
        client.get(LIST)
        with CaptureQueriesContext(connection) as found:
            client.get(LIST)
        return len(found)

    sent(town, town.two, town.ann)
    client = as_("bob")
    before = count(client)
    sent(town, town.one, town.bob)
    later = town.period
    later.pk, later.key, later.ends, later.starts = None, "2027-03", later.ends.replace(year=2027), later.ends
    later.save()
    assert count(client) == before <= 16


def test_handing_over_and_back(town: Town, as_: SignIn) -> None:
    ann, cat = as_("ann"), as_("cat")
    address = url(town, town.two, "update-hand-over")
    page = ann.get(address)
    groups = [group.get("label") for group in page.tree.xpath("//select[@name='person']/optgroup")]
    assert groups == ["Your agencies", "Other contacts"]
    assert errors(ann.post(address, {"person": ""})) == ["Choose a colleague."]
    answer = ann.client.post(address, {"person": str(town.people["cat"].pk), "words": "You were there."})
    assert answer["Location"] == url(town, town.two)
    assert "Handed to Cat Smith by Ann Smith. You were there." in ann.get(url(town, town.two)).words()
    assert "Handed to you: You were there." in cat.get(LIST).words()
    assert cat.get(url(town, town.two)).tree.xpath("//input[@type='radio']"), "the whole update comes with its lights"
    handed = HandOver.objects.get()
    assert "Cat Smith has it" in cat.get(address).words()
    assert cat.client.post(address, {"end": str(handed.pk)})["Location"] == LIST
    assert cat.client.get(url(town, town.two)).status_code == 404


def test_one_activity_is_handed_over(town: Town, as_: SignIn) -> None:
    activity = next(iter(town.two.codes))
    as_("ann").client.post(
        url(town, town.two, "update-hand-over"), {"person": str(town.people["cat"].pk), "activity": str(activity)}
    )
    assert HandOver.objects.get().activity_id == activity
    assert not as_("cat").get(url(town, town.two)).tree.xpath("//input[@type='radio']")


def test_who_hands_over(town: Town, as_: SignIn) -> None:
    address, person = url(town, town.two, "update-hand-over"), {"person": str(town.people["cat"].pk)}
    for name in ("cat", "vic"):
        assert as_(name).client.post(address, person).status_code == 404
    for name in ("bob", "dev"):
        client = as_(name)
        assert client.client.post(address, person)["Location"] == address
        assert "Only whoever leads an update can hand it over" in client.get(address).words()
    theirs = build("other").people["cat"].pk
    assert "Select a valid choice" in as_("ann").post(address, {"person": str(theirs)}).text
    assert not HandOver.objects.exists()


@pytest.mark.parametrize("number", ["0", "x", "99999999999999999999"])
def test_a_hand_over_that_is_not_there(town: Town, as_: SignIn, number: str) -> None:
    answer = as_("ann").client.post(url(town, town.two, "update-hand-over"), {"end": number})
    assert answer.status_code in (302, 404)


def test_the_partner_withdraws_and_writes_again(town: Town, as_: SignIn) -> None:
    approved(town, town.one, town.bob)
    client, act = as_("bob"), url(town, town.one, "update-sent")
    page = client.post(act, {"act": "withdraw", "withdraw-words": " "})
    assert errors(page) == ["Say why, so that the others know what to do."]
    client.client.post(act, {"act": "withdraw", "withdraw-words": "The figures were wrong."})
    page = client.get(url(town, town.one))
    assert "Your update is withdrawn" in page.headings()
    client.client.post(act, {"act": "rewrite"})
    assert state(town) == "draft"
    assert page.tree.xpath("//button[@value='rewrite']")


def test_the_partner_sees_a_correction_and_objects(town: Town, as_: SignIn) -> None:
    approved(town, town.two, town.ann)
    correct_update(period=town.period, asked=town.two, text="Three.", reason="Too long", by=town.eve, now=NOW)
    client, act = as_("ann"), url(town, town.two, "update-sent")
    assert "The editor changed this text for publication" in client.get(LIST).words()
    page = client.get(url(town, town.two))
    assert "Changed for publication" in page.headings()
    assert "Eve Smith changed the text on" in page.words()
    assert page.tree.xpath("//del")
    assert errors(client.post(act, {"act": "object", "object-words": ""})) == [
        "Say why, so that the others know what to do."
    ]
    client.client.post(act, {"act": "object", "object-words": "It says too little."})
    page = client.get(url(town, town.two))
    assert "Ann Smith objected: It says too little." in page.words()
    assert "reports use the partner's own text" in page.words()
    assert "You objected to the editor's correction" in client.get(LIST).words()
    client.client.post(act, {"act": "agree"})
    assert "The partner agreed to the changed text" in client.get(url(town, town.two)).words()


def test_what_cannot_be_done_is_told(town: Town, as_: SignIn) -> None:
    sent(town, town.one, town.bob)
    client, act = as_("bob"), url(town, town.one, "update-sent")
    town.set_state(PeriodState.IN_REVIEW)
    assert not client.get(url(town, town.one)).tree.xpath("//button[@value='reopen']")
    client.client.post(act, {"act": "reopen"})
    assert "The review has begun" in client.get(url(town, town.one)).words()
    assert client.client.post(act, {"act": "publish"}).status_code == 404
    assert client.client.get(act).status_code == 405
    assert as_("cat").client.post(act, {"act": "reopen"}).status_code == 404
    assert reverse("updates", args=["town"]) == LIST
