"""What people met on walking a quarter: lists as the period moves on, ways that led nowhere, hostile text."""

from __future__ import annotations

from datetime import date

import pytest

from saferplan.accounts.models import Person
from saferplan.cycle.correction_actions import correct_update
from saferplan.cycle.models import HandOver, Period, Revision, Update
from saferplan.cycle.review_actions import return_update
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_actions import withdraw_update
from saferplan.web.updates.forms import MOST_REVISIONS
from tests.cycle.returning import NOW, Town
from tests.web.client import Page
from tests.web.updates.conftest import SignIn
from tests.web.updates.test_form import errors, filled, url
from tests.web.updates.test_list import LIST, approved, sent

REVIEW = "/p/town/review/"


def under(page: Page, part: str) -> str:
    return page.words(f"//section[@aria-labelledby='{part}']")


@pytest.mark.parametrize("state", [PeriodState.PLANNED, PeriodState.READY])
def test_what_nobody_began_is_not_asked_for_in_a_period_that_takes_no_updates(
    town: Town, as_: SignIn, state: PeriodState
) -> None:
    town.set_state(state)
    page = as_("ann").get(LIST)
    assert "Nothing is asked of you at the moment" in page.words()


def test_what_was_not_sent_in_in_time_is_told_apart_from_what_is_in(town: Town, as_: SignIn) -> None:
    sent(town, town.two, town.ann)
    sent(town, town.one, town.bob)
    return_update(period=town.period, asked=town.one, revision=1, comment="How many?", by=town.dev, now=NOW)
    town.set_state(PeriodState.READY)
    page = as_("bob").get(LIST)
    assert "1.1c" in under(page, "closed")
    assert "1.1a, 1.1b" in under(page, "sent")
    assert not page.tree.xpath("//*[@id='to-do']")
    assert "Late" not in page.words()


def test_what_was_withdrawn_is_owed_again(town: Town, as_: SignIn) -> None:
    approved(town, town.one, town.bob)
    withdraw_update(period=town.period, asked=town.one, why="Wrong", by=town.dev, now=NOW)
    assert "Taken back" in under(as_("bob").get(LIST), "to-do")


def test_a_changed_text_stands_above_what_is_in_until_it_is_answered(town: Town, as_: SignIn) -> None:
    approved(town, town.two, town.ann)
    correct_update(period=town.period, asked=town.two, text="Three.", reason="Too long", by=town.eve, now=NOW)
    page = as_("ann").get(LIST)
    assert "The editor changed this text" in under(page, "to-answer")
    assert "No day is set" not in page.words(), "what is approved has no day any more"
    as_("ann").client.post(url(town, town.two, "update-sent"), {"act": "agree"})
    page = as_("ann").get(LIST)
    assert not page.tree.xpath("//*[@id='to-answer']")
    assert "1.1a, 1.1b" in under(page, "sent")


def test_the_menu_leads_to_the_period_whose_updates_wait(town: Town, as_: SignIn) -> None:
    client = as_("dev")
    assert client.get("/p/town/2026-09/").links("//header")["Review"] == REVIEW
    assert client.client.get(REVIEW)["Location"] == "/p/town/2026-12/review/"
    later = Period.objects.get(pk=town.period.pk)
    later.pk, later.key, later.starts, later.ends = None, "2027-03", date(2027, 1, 1), date(2027, 3, 31)
    later.save()
    assert client.client.get(REVIEW)["Location"] == "/p/town/2027-03/review/", "the latest that is running"
    sent(town, town.one, town.bob)
    assert client.client.get(REVIEW)["Location"] == "/p/town/2026-12/review/", "something waits here"
    Period.objects.filter(partnership=town.partnership).delete()
    assert client.client.get(REVIEW).status_code == 404


def test_nothing_is_handed_to_somebody_who_may_only_read(town: Town, as_: SignIn) -> None:
    address = url(town, town.two, "update-hand-over")
    page = as_("ann").get(address)
    offered = " ".join(each.text_content() for each in page.tree.xpath("//select[@name='person']//option"))
    assert "Bob Smith" in offered
    assert "Vic Smith" not in offered
    page = as_("ann").post(address, {"person": str(town.people["vic"].pk)})
    assert "Select a valid choice" in page.words()
    assert not HandOver.objects.exists()


def test_whoever_cannot_sign_in_yet_can_be_handed_an_update_and_the_page_says_what_is_missing(
    town: Town, as_: SignIn
) -> None:
    new = Person.objects.create(partnership=town.partnership, agency=town.agencies["Police"], name="Ida")
    client = as_("ann")
    client.client.post(url(town, town.two, "update-hand-over"), {"person": str(new.pk)})
    assert "Ida has it now, but cannot sign in yet" in client.get(url(town, town.two)).text


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\0", "\x07", "\ufeff"])
def test_signs_that_nobody_sees_are_not_kept(town: Town, as_: SignIn, hidden: str) -> None:
    """A sign that turns the direction would turn all that follows, on pages and in the report."""
    data = filled(town, town.one, position=f"Forty{hidden} came.\r\n\r\n- one", save="1")
    as_("bob").client.post(url(town, town.one), data | {"step-0-text": f"Go{hidden} on", "step-0-who": "Bob"})
    update = Update.objects.get(period=town.period)
    assert update.position == "Forty came.\n\n- one"
    assert update.next_steps.get().text == "Go on"


def test_the_source_of_a_recorded_update_may_be_anything_that_is_typed(town: Town, as_: SignIn) -> None:
    data = filled(town, town.one, position="They rang.", save="1", source="Call\0 of Ann\u202e")
    as_("eve").client.post(url(town, town.one), data)
    assert Update.objects.get(period=town.period).source == "Call of Ann"


@pytest.mark.parametrize("base", [str(MOST_REVISIONS + 1), "9" * 30, "-1", "x", "9" * 5_000])
def test_a_forged_revision_is_no_error_of_the_site(town: Town, as_: SignIn, base: str) -> None:
    client = as_("bob").client
    client.post(url(town, town.one), filled(town, town.one, position="Mine.", save="1"))
    answer = client.post(url(town, town.one), filled(town, town.one, base=base, position="Forged.", save="1"))
    assert answer.status_code in (200, 302)
    assert Update.objects.get(period=town.period).position == "Mine."
    assert Revision.objects.filter(position="Forged.", is_parked=True).count() == 1


def test_what_others_own_cannot_be_slipped_into_a_form(town: Town, as_: SignIn) -> None:
    """Another card's activity, a light that is none, too many steps: what belongs is kept, the rest is not."""
    other = next(iter(town.two.codes))
    own = next(iter(town.one.codes))
    data = filled(town, town.one, position="Mine.", save="1", rows="500") | {
        f"light-{other}": "red",
        f"light-{own}": "purple",
        "step-0-text": "Go",
        "step-0-activity": str(other),
        "step-99-text": "Far",
    }
    as_("bob").client.post(url(town, town.one), data)
    update = Update.objects.get(period=town.period)
    assert [step.activity_id for step in update.next_steps.all()] == [None]
    assert not update.claims.exists()


def test_lights_of_somebody_who_does_not_lead_are_not_taken(town: Town, as_: SignIn) -> None:
    data = filled(town, town.two, light="red", position="Bob adds.", save="1")
    as_("bob").client.post(url(town, town.two), data)
    update = Update.objects.get(period=town.period)
    assert update.position == "Bob adds."
    assert not update.claims.exists()
    as_("bob").client.post(url(town, town.two), filled(town, town.two, base="1", position="Bob sends.", submit="1"))
    update.refresh_from_db()
    assert (update.state, update.position) == ("draft", "Bob sends.")


def test_sending_twice_and_approving_twice_change_nothing(town: Town, as_: SignIn) -> None:
    bob, dev = as_("bob").client, as_("dev").client
    data = filled(town, town.one, position="Forty came.", submit="1")
    for _again in range(2):
        assert bob.post(url(town, town.one), data).status_code == 302
    assert Revision.objects.filter(is_parked=True).count() == 0
    for _again in range(2):
        answer = dev.post(url(town, town.one, "review-update"), {"act": "approve", "revision": "1"})
        assert answer.status_code == 302
    update = Update.objects.get(period=town.period)
    assert (update.state, update.revision, update.author) == ("approved", 1, "Bob Smith")
    assert [event.action for event in update.events.all()] == ["submit", "approve"]
    assert update.period.lights.filter(source="update").count() == 1


def test_a_very_long_text_is_kept_as_a_draft_and_not_sent_in(town: Town, as_: SignIn) -> None:
    page = as_("bob").post(url(town, town.one), filled(town, town.one, position="word " * 30_000, submit="1"))
    assert errors(page) == ["This is too long for a report: leave it at a page or two."]
    update = Update.objects.get(period=town.period)
    assert update.state == "draft"
    assert len(update.position) == 149_999
