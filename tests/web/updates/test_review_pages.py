"""The review: what has come in, what is new in it, the decision, and the text for publication."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.cycle.models import Correction, StatedLight, Update
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_actions import save_update, submit_update
from saferplan.cycle.update_contents import Contents, StepLine
from saferplan.report.tree import Light
from tests.cycle.returning import LATER, NOW, TODAY, Town
from tests.web.updates.conftest import SignIn
from tests.web.updates.test_form import errors, filled, url
from tests.web.updates.test_list import approved, sent, state

LIST = "/p/town/2026-12/review/"


def send(town: Town, contents: Contents) -> None:
    save_update(period=town.period, asked=town.two, contents=contents, base=0, by=town.ann, now=NOW)
    submit_update(period=town.period, asked=town.two, revision=1, by=town.ann, now=NOW, today=TODAY)


def test_the_list_counts_and_begins_with_what_waits(town: Town, as_: SignIn) -> None:
    page = as_("dev").get(LIST)
    assert "0 of 2 updates are in, 0 of them approved." in page.words()
    assert "Nothing waits for you." in page.words()
    sent(town, town.one, town.bob)
    page = as_("dev").get(LIST)
    assert "1 of 2 updates are in" in page.words()
    assert [heading.split()[0] for heading in page.headings()[1:]] == ["Waiting", "Not"]
    assert page.links()["Activity 1.1c"] == url(town, town.one, "review-update")
    assert "Bob Smith" in page.words("//*[@aria-labelledby='waiting']")


@pytest.mark.parametrize(("name", "status"), [("ann", 404), ("vic", 404), ("dev", 200), ("eve", 200)])
def test_who_reviews(town: Town, as_: SignIn, name: str, status: int) -> None:
    sent(town, town.two, town.ann)
    client = as_(name).client
    assert client.get(LIST).status_code == status
    assert client.get(url(town, town.two, "review-update")).status_code == status
    if status == 404:
        answer = client.post(url(town, town.two, "review-update"), {"act": "approve", "revision": "1"})
        assert answer.status_code == 404
        assert state(town) == "submitted"


def test_one_update_shows_what_is_new(town: Town, as_: SignIn) -> None:
    first, second = town.two.codes
    contents = Contents(
        position="Three of four sessions were held.",
        lights={first: Light.AMBER, second: Light.GREEN},
        steps=(StepLine(text="Hold the last session", who="Ann", due=LATER),),
    )
    send(town, contents)
    page = as_("dev").get(url(town, town.two, "review-update"))
    assert [each.text_content() for each in page.tree.xpath("//section[@aria-labelledby='position']//ins")] == [
        " [put in: Three] "
    ]
    assert "[taken out: Two]" in page.words()
    assert "before: Slipping" in page.words("//section[@aria-labelledby='lights']")
    steps = page.words("//section[@aria-labelledby='steps']")
    assert "Hold the last session Ann, by 1 February 2027. New" in steps
    assert "Find a room Ann, by 30 October 2026. No longer there" in steps
    assert "All held" in page.words()
    assert "Sent in by Ann Smith" in page.words("//section[@aria-labelledby='events']")


def test_approving(town: Town, as_: SignIn) -> None:
    sent(town, town.two, town.ann)
    client = as_("dev")
    address = url(town, town.two, "review-update")
    revision = client.get(address).tree.xpath("//input[@name='revision']")[0].get("value")
    answer = client.client.post(address, {"act": "approve", "revision": revision})
    assert answer["Location"] == LIST
    assert "The update on 1.1a, 1.1b is approved." in client.get(LIST).words()
    assert set(StatedLight.objects.filter(period=town.period).values_list("by", "approved_by")) == {
        ("Ann Smith", "Dev Smith")
    }
    assert as_("ann").get(url(town, town.two)).headings()[0] == "Your update is approved"


def test_sending_back_wants_words(town: Town, as_: SignIn) -> None:
    sent(town, town.two, town.ann)
    client, address = as_("dev"), url(town, town.two, "review-update")
    page = client.post(address, {"act": "return", "revision": "1", "return-words": ""})
    assert errors(page) == ["Say why, so that the others know what to do."]
    assert state(town) == "submitted"
    client.client.post(address, {"act": "return", "revision": "1", "return-words": "How many came?"})
    assert state(town) == "returned"
    assert "Sent back" in " ".join(client.get(LIST).headings())


@pytest.mark.parametrize("revision", ["", "0", "7", "x", "99999999999999"])
def test_what_changed_meanwhile_is_not_approved(town: Town, as_: SignIn, revision: str) -> None:
    sent(town, town.two, town.ann)
    client, address = as_("dev"), url(town, town.two, "review-update")
    assert client.client.post(address, {"act": "approve", "revision": revision})["Location"] == address
    assert state(town) == "submitted"
    assert "Somebody changed this update after you opened it" in client.get(address).words()


def test_nobody_approves_their_own(town: Town, as_: SignIn) -> None:
    sent(town, town.two, town.fay)
    client, address = as_("fay"), url(town, town.two, "review-update")
    page = client.get(address)
    assert "somebody else must approve it" in page.words()
    assert not page.tree.xpath("//button[@value='approve']")
    client.client.post(address, {"act": "approve", "revision": "1"})
    assert state(town) == "submitted"


def test_what_an_editor_records_and_approves_is_shown(town: Town, as_: SignIn) -> None:
    client = as_("eve")
    client.client.post(url(town, town.two), filled(town, town.two, submit="1", source="A call on 10 December"))
    client.client.post(url(town, town.two, "review-update"), {"act": "approve", "revision": "1"})
    assert state(town) == "approved"
    for name, address in (("ann", url(town, town.two)), ("dev", url(town, town.two, "review-update"))):
        words = as_(name).get(address).words()
        assert "Recorded and approved by the same person." in words
        assert "Eve Smith, for Police" in words
        assert "A call on 10 December" in words
    assert "Recorded by the editor" in client.get(LIST).words()


def test_the_editor_finds_the_way_to_record(town: Town, as_: SignIn) -> None:
    page = as_("eve").get(url(town, town.two, "review-update"))
    assert page.links()["Record this update for the agency, from an email or a call"] == url(town, town.two)
    assert "It has not been sent in" in page.words()


def test_correcting_for_publication(town: Town, as_: SignIn) -> None:
    approved(town, town.two, town.ann)
    client, address = as_("eve"), url(town, town.two, "review-correct")
    page = client.get(address)
    assert page.tree.xpath("//textarea[@name='text']")[0].text_content().strip() == "Three sessions."
    assert errors(client.post(address, {"text": "Three.", "reason": ""})) == [
        "Say why it differs from the partner's text."
    ]
    assert "the partner's own text" in errors(client.post(address, {"text": "Three sessions.", "reason": "x"}))[0]
    client.client.post(address, {"text": "Three.", "reason": "Too long"})
    assert "Changed for publication" in client.get(url(town, town.two, "review-update")).headings()
    Correction.objects.update(objected_at=NOW, objected_by="ann@town.example", objection="No.")
    assert "The partner objects to the correction." in client.get(LIST).words()
    assert "Ann Smith objected: No." in client.get(address).words()
    client.client.post(address, {"withdraw": "1"})
    assert Correction.objects.get().withdrawn_at is not None
    assert as_("dev").client.get(address).status_code == 404


def test_withdrawing_by_the_reviewer(town: Town, as_: SignIn) -> None:
    approved(town, town.two, town.ann)
    town.set_state(PeriodState.READY)
    client, address = as_("dev"), url(town, town.two, "review-update")
    assert errors(client.post(address, {"act": "withdraw", "withdraw-words": ""}))
    client.client.post(address, {"act": "withdraw", "withdraw-words": "The figures were wrong."})
    assert state(town) == "withdrawn"
    assert client.client.post(address, {"act": "nothing"}).status_code == 404


def test_the_list_has_a_fixed_number_of_queries(town: Town, as_: SignIn) -> None:
    client = as_("dev")

    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(LIST)
        return len(found)

    sent(town, town.one, town.bob)
    before = count()
    sent(town, town.two, town.ann)
    assert count() == before <= 14
    assert Update.objects.filter(period=town.period).count() == 2
