"""The form of an update: how it opens, what it keeps, what it asks for, and what happens when it is sent in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saferplan.cycle.models import EvidenceFile, NextStep, Revision, StatedLight, Update, UpdateLight
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_queries import Asked
from saferplan.plan.models import Criteria
from tests.cycle.returning import NOW, OLD, Town
from tests.web.client import Page
from tests.web.updates.conftest import SignIn


def url(town: Town, asked: Asked, name: str = "update", *more: object) -> str:
    return reverse(name, args=[town.partnership.slug, town.period.key, asked.card, *more])


def filled(town: Town, asked: Asked, light: str = "green", **changed: Any) -> dict[str, Any]:
    """What a browser sends for a whole form."""
    sent = {
        "base": "0",
        "rows": "1",
        "position": "Three of four sessions were held.",
        **{f"light-{activity}": light for activity in asked.codes},
    }
    if light in ("amber", "red"):
        sent |= {"step-0-text": "Hold the last session", "step-0-who": "Ann", "step-0-due": "1/2/2100"}
    return sent | changed


def errors(page: Page) -> list[str]:
    links = page.tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")
    assert all(page.tree.xpath(f"//*[@id='{link.get('href')[1:]}']") for link in links)
    return [link.text_content() for link in links]


def current(town: Town) -> Update:
    return Update.objects.get(period=town.period)


def test_it_opens_with_what_was_said_last_time(town: Town, as_: SignIn) -> None:
    page = as_("ann").get(url(town, town.two))
    assert page.tree.xpath("//textarea[@name='position']")[0].text_content().strip() == OLD
    assert page.words().count("Last time: Slipping (amber)") == 2
    assert {each.get("value") for each in page.tree.xpath("//input[@type='radio'][@checked]")} == {"amber"}
    assert "What was said last time, July to September 2026" in page.words()
    assert page.tree.xpath("//textarea[@name='step-0-text']")[0].text_content().strip() == "Find a room"
    assert page.tree.xpath("//input[@name='step-0-due']")[0].get("value") == "30/10/2026"
    assert not Update.objects.filter(period=town.period).exists(), "looking begins nothing"


def test_each_choice_has_its_criteria_beside_it_and_no_direction_is_asked(town: Town, as_: SignIn) -> None:
    page = as_("bob").get(url(town, town.one))
    said = {}
    for radio in page.tree.xpath("//input[@type='radio']"):
        hint = page.tree.xpath("//*[@id=$id]", id=radio.get("aria-describedby"))[0].text_content().strip()
        label = page.tree.xpath("//label[@for=$id]", id=radio.get("id"))[0].text_content().strip()
        said[label] = hint
    assert list(said) == ["On track (green)", "Slipping (amber)", "Off track (red)", "Complete", "Not due"]
    assert [said[word] for word in list(said)[:3]] == ["All held", "Half", "Fewer"]
    assert not page.tree.xpath("//*[contains(@name, 'trend')]")


def test_where_there_are_no_criteria_it_says_so_once(town: Town, as_: SignIn) -> None:
    Criteria.objects.all().delete()
    page = as_("ann").get(url(town, town.two))
    assert page.words().count("No criteria are recorded") == 1


def test_a_draft_is_saved_and_comes_back(town: Town, as_: SignIn) -> None:
    client = as_("ann")
    answer = client.client.post(url(town, town.two), filled(town, town.two, save="1"))
    assert (answer.status_code, answer["Location"]) == (302, url(town, town.two))
    page = client.get(url(town, town.two))
    assert "Your draft is saved" in page.words()
    assert "5 words now" not in page.words()
    assert "6 words now" in page.words()
    assert (current(town).state, current(town).revision) == ("draft", 1)
    assert not StatedLight.objects.filter(period=town.period).exists()


def test_a_draft_never_loses_what_is_not_right_yet(town: Town, as_: SignIn) -> None:
    client = as_("bob")
    sent = filled(
        town, town.one, save="1", unchanged="on", **{"step-0-text": "", "step-0-who": "Bob", "step-0-due": "soonish"}
    )
    page = client.post(url(town, town.one), sent)
    assert errors(page) == ["Say why nothing has changed.", "Write the date as day/month/year."]
    assert "Saved as a draft, with what is not right yet" in page.words()
    step = NextStep.objects.get(update__period=town.period)
    assert (step.text, step.who, step.due, step.due_words) == ("", "Bob", None, "soonish")
    assert page.tree.xpath("//input[@name='base']")[0].get("value") == "1"
    again = client.get(url(town, town.one))
    assert again.tree.xpath("//input[@name='step-0-due']")[0].get("value") == "soonish"


def test_sending_in_asks_for_what_is_missing(town: Town, as_: SignIn) -> None:
    client = as_("bob")
    sent = {"base": "0", "rows": "1", "position": OLD, "submit": "1"}
    page = client.post(url(town, town.one), sent)
    assert errors(page)[0] == "Choose how the work is going."
    assert "word for word" in errors(page)[1]
    assert page.tree.findtext(".//title").strip().startswith("Error: ")
    assert "It is not sent in yet" in page.words()
    assert current(town).state == "draft"


def test_amber_wants_a_person_and_a_day(town: Town, as_: SignIn) -> None:
    client = as_("bob")
    sent = filled(town, town.one, "red", submit="1", **{"step-0-who": "", "step-0-due": ""})
    assert errors(client.post(url(town, town.one), sent)) == [
        "Say who will do it.",
        "Give the day by which it will be done.",
    ]
    sent |= {"base": "1", "step-0-who": "Bob", "step-0-due": "31/2/2100"}
    assert errors(client.post(url(town, town.one), sent)) == ["Write the date as day/month/year."]
    sent |= {"base": "2", "step-0-due": "1/2/2020"}
    assert "This day has passed" in errors(client.post(url(town, town.one), sent))[0]
    sent |= {"base": "3", "step-0-due": "1 February 2100"}
    assert client.client.post(url(town, town.one), sent).status_code == 302
    assert current(town).state == "submitted"


def test_a_missing_step_gets_an_empty_row(town: Town, as_: SignIn) -> None:
    """The only row is taken by a step of another activity."""
    first, second = town.two.codes
    sent = filled(town, town.two, "amber", submit="1", **{"step-0-activity": str(first)})
    page = as_("ann").post(url(town, town.two), sent)
    assert errors(page) == ["1.1b is slipping or off track: write what will be done next, by whom and by when."]
    assert page.tree.xpath("//*[@name='step-1-text']")
    assert page.tree.xpath("//input[@name='rows']")[0].get("value") == "2"


def test_nothing_has_changed_wants_a_reason(town: Town, as_: SignIn) -> None:
    client = as_("bob")
    sent = filled(town, town.one, position=OLD, submit="1", unchanged="on")
    assert errors(client.post(url(town, town.one), sent)) == ["Say why nothing has changed."]
    sent |= {"base": "1", "no_change_reason": "The post is still empty."}
    assert client.client.post(url(town, town.one), sent).status_code == 302
    assert (current(town).state, current(town).no_change_reason) == ("submitted", "The post is still empty.")


def test_after_sending_it_in_it_says_what_happens_next(town: Town, as_: SignIn) -> None:
    client = as_("bob")
    answer = client.client.post(url(town, town.one), filled(town, town.one, submit="1"))
    page = client.get(answer["Location"])
    assert page.headings()[0] == "Thank you, your update is in"
    assert "A reviewer reads it now" in page.words()
    assert "Next on your list" in page.words()
    assert page.tree.xpath("//button[@value='reopen']")
    assert "Written by Bob Smith" in page.words()
    client.client.post(url(town, town.one, "update-sent"), {"act": "reopen"})
    assert current(town).state == "draft"
    assert "Send it in" in client.get(url(town, town.one)).words()


def test_add_another_step_works_without_a_script(town: Town, as_: SignIn) -> None:
    client = as_("bob")
    sent = filled(town, town.one, **{"step-0-text": "One", "add_step": "1"})
    answer = client.client.post(url(town, town.one), sent)
    assert answer["Location"] == url(town, town.one) + "?rows=2#step-2"
    page = client.get(url(town, town.one) + "?rows=2")
    assert page.tree.xpath("//*[@id='step-2']")
    assert current(town).position == "Three of four sessions were held."


def test_a_step_is_taken_out(town: Town, as_: SignIn) -> None:
    client = as_("bob")
    sent = filled(town, town.one, save="1", **{"step-0-text": "Find a room", "step-0-who": "x", "step-0-drop": "on"})
    client.client.post(url(town, town.one), sent)
    assert not NextStep.objects.filter(update__period=town.period).exists()


@pytest.mark.parametrize("rows", ["", "-3", "x", "99999999", "²", "10000"])
def test_odd_numbers_of_rows_are_kept_within_reason(town: Town, as_: SignIn, rows: str) -> None:
    client = as_("bob")
    client.get(url(town, town.one) + f"?rows={rows}")
    assert client.client.post(url(town, town.one), filled(town, town.one, rows=rows, save="1")).status_code == 302


def test_contributors_see_the_lights_and_do_not_choose_them(town: Town, as_: SignIn) -> None:
    client = as_("bob")
    page = client.get(url(town, town.two))
    assert "Police leads this update: they choose the lights and send it in." in page.words()
    assert not page.tree.xpath("//input[@type='radio']")
    assert not page.tree.xpath("//button[@name='submit']")
    client.client.post(url(town, town.two), filled(town, town.two, "red", submit="1"))
    assert current(town).state == "draft"
    assert not UpdateLight.objects.exists()


def test_an_editor_names_the_source(town: Town, as_: SignIn) -> None:
    client = as_("eve")
    assert "You record this for Police" in client.get(url(town, town.two)).words()
    page = client.post(url(town, town.two), filled(town, town.two, submit="1"))
    assert errors(page) == ["Name the email or the call that this update comes from."]
    sent = filled(town, town.two, submit="1", base="1", source="Email from Ann, 10 December")
    assert client.client.post(url(town, town.two), sent).status_code == 302
    page = client.get(url(town, town.two))
    assert "Eve Smith, for Police" in page.words()
    assert "Recorded from Email from Ann, 10 December" in page.words()
    assert "Recorded from Email from Ann" in as_("ann").get(url(town, town.two)).words()


@pytest.mark.parametrize(("name", "status"), [("cat", 404), ("vic", 404), ("dev", 200), ("ann", 200), ("bob", 200)])
def test_who_sees_it(town: Town, as_: SignIn, name: str, status: int) -> None:
    client = as_(name)
    assert client.client.get(url(town, town.two)).status_code == status
    if name not in ("ann", "bob"):
        assert client.client.post(url(town, town.two), filled(town, town.two, save="1")).status_code == 404
        assert not Update.objects.filter(period=town.period).exists()


def test_a_closed_period_takes_nothing(town: Town, as_: SignIn) -> None:
    town.set_state(PeriodState.CLOSED)
    client = as_("ann")
    assert "Nothing of it counts" in client.get(url(town, town.two)).words()
    client.client.post(url(town, town.two), filled(town, town.two, save="1"))
    assert not Update.objects.filter(period=town.period).exists()
    assert "This period takes no updates any more" in client.get(url(town, town.two)).words()


def test_cards_and_periods_that_are_not_there(town: Town, as_: SignIn) -> None:
    client = as_("ann").client
    for key, card in (("2031-03", town.two.card), ("2026-12", 0), ("2026-12", 10**30)):
        assert client.get(reverse("update", args=["town", key, card])).status_code == 404


# Evidence


def upload(name: str = "minutes.txt", data: bytes = b"Forty came.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_files_are_attached_several_at_once(town: Town, as_: SignIn) -> None:
    client = as_("ann")
    sent = filled(town, town.two, save="1", files=[upload(), upload("more.csv", b"a,b\n1,2\n")])
    assert client.client.post(url(town, town.two), sent).status_code == 302
    page = client.get(url(town, town.two))
    assert [name for name in page.links() if "." in name] == ["minutes.txt", "more.csv"]


def test_a_refused_file_is_told_and_the_text_is_kept(town: Town, as_: SignIn) -> None:
    sent = filled(town, town.two, submit="1", files=[upload("run.exe", b"MZ"), upload()])
    page = as_("ann").post(url(town, town.two), sent)
    assert len(errors(page)) == 1
    assert errors(page)[0].startswith("run.exe cannot be attached")
    assert (current(town).state, current(town).position) == ("draft", "Three of four sessions were held.")
    assert [file.name for file in EvidenceFile.objects.all()] == ["minutes.txt"]


def test_a_file_is_only_ever_a_download(town: Town, as_: SignIn) -> None:
    client = as_("ann")
    client.client.post(url(town, town.two), filled(town, town.two, save="1", files=[upload("an “odd” name.txt")]))
    kept = EvidenceFile.objects.get()
    address = url(town, town.two, "evidence", kept.pk)
    answer = client.client.get(address)
    assert answer.content == b"Forty came."
    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
    for name, status in (("bob", 200), ("dev", 200), ("cat", 404), ("vic", 404)):
        assert as_(name).client.get(address).status_code == status
    assert client.client.get(url(town, town.one, "evidence", kept.pk)).status_code == 404
    client.client.post(url(town, town.two), filled(town, town.two, base="1", remove_file=str(kept.pk)))
    assert client.client.get(address).status_code == 404


def test_files_of_another_partnership_are_not_there(town: Town, as_: SignIn) -> None:
    from tests.cycle.returning import build

    other = build("other")
    kept = EvidenceFile.objects.create(
        update=Update.objects.filter(period__partnership=other.partnership)[0],
        name="theirs.txt",
        sha256="0" * 64,
        size=1,
        media_type="text/plain",
        by="x",
        at=NOW,
    )
    assert as_("eve").client.get(url(town, town.two, "evidence", kept.pk)).status_code == 404


# Two people at once


def test_the_second_to_save_merges(town: Town, as_: SignIn) -> None:
    ann, bob = as_("ann"), as_("bob")
    ann.client.post(url(town, town.two), filled(town, town.two, save="1", position="Ann wrote all three words."))
    answer = bob.client.post(
        url(town, town.two), filled(town, town.two, save="1", position="Bob wrote all three words.")
    )
    assert answer["Location"] == url(town, town.two, "update-merge", 2)
    assert current(town).position == "Ann wrote all three words."
    assert "put your text together with theirs" in bob.get(reverse("updates", args=["town"])).words()
    page = bob.get(answer["Location"])
    assert "What Ann Smith saved" in page.headings()
    assert [each.text_content() for each in page.tree.xpath("//ins")] == [" [put in: Bob] "]
    assert [each.text_content() for each in page.tree.xpath("//del")] == [" [taken out: Ann] "]
    assert page.tree.xpath("//textarea[@name='position']")[0].text_content().strip() == "Bob wrote all three words."
    assert ann.client.get(answer["Location"]).status_code == 404, "what Bob wrote is his to settle"
    merged = filled(town, town.two, base="1", position="Ann and Bob wrote words.", save="1")
    assert bob.client.post(answer["Location"], merged)["Location"] == url(town, town.two)
    assert current(town).position == "Ann and Bob wrote words."
    assert bob.client.get(answer["Location"]).status_code == 404
    assert "put your text together" not in bob.get(reverse("updates", args=["town"])).words()
    assert Revision.objects.filter(update=current(town)).count() == 3


def test_the_second_may_set_theirs_aside(town: Town, as_: SignIn) -> None:
    ann, bob = as_("ann"), as_("bob")
    ann.client.post(url(town, town.two), filled(town, town.two, save="1", position="Ann's."))
    address = bob.client.post(url(town, town.two), filled(town, town.two, save="1", position="Bob's."))["Location"]
    bob.client.post(address, {"set_aside": "1", "base": "1", "rows": "1", "position": "Bob's."})
    assert current(town).position == "Ann's."
    assert Revision.objects.get(is_parked=True).settled_at is not None


def test_a_merge_that_is_late_again_is_parked_again(town: Town, as_: SignIn) -> None:
    ann, bob = as_("ann"), as_("bob")
    ann.client.post(url(town, town.two), filled(town, town.two, save="1", position="Ann's."))
    address = bob.client.post(url(town, town.two), filled(town, town.two, save="1", position="Bob's."))["Location"]
    ann.client.post(url(town, town.two), filled(town, town.two, save="1", base="1", position="Ann's second."))
    again = bob.client.post(address, filled(town, town.two, base="1", position="Both.", save="1"))["Location"]
    assert again == url(town, town.two, "update-merge", 4)
    assert current(town).position == "Ann's second."


def test_what_is_written_while_a_colleague_sends_it_in_is_kept(town: Town, as_: SignIn) -> None:
    ann, bob = as_("ann"), as_("bob")
    ann.client.post(url(town, town.two), filled(town, town.two, submit="1", position="Ann's."))
    address = bob.client.post(url(town, town.two), filled(town, town.two, save="1", position="Bob's."))["Location"]
    page = bob.get(address)
    assert page.headings()[0] == "Somebody else sent this update in before you"
    assert "Bob's." in page.words()
    assert not page.tree.xpath("//textarea")
    assert (current(town).position, current(town).state) == ("Ann's.", "submitted")
    assert bob.client.post(address, {"position": "x", "base": "1"})["Location"] == address
    assert current(town).position == "Ann's."
    ann.client.post(url(town, town.two, "update-sent"), {"act": "reopen"})
    assert bob.get(address).tree.xpath("//textarea[@name='position']")[0].text_content().strip() == "Bob's."
    bob.client.post(address, filled(town, town.two, base="1", save="1", position="Both."))
    assert current(town).position == "Both."


def test_pressing_the_button_twice_is_no_conflict(town: Town, as_: SignIn) -> None:
    client = as_("ann").client
    for _turn in range(2):
        assert client.post(url(town, town.two), filled(town, town.two, save="1"))["Location"] == url(town, town.two)
    assert Revision.objects.count() == 1


# Signed out meanwhile


def test_what_was_written_survives_signing_in_again(town: Town, as_: SignIn) -> None:
    client = as_("ann")
    reader = client.get(url(town, town.two)).tree.xpath("//input[@name='reader']")[0].get("value")
    client.client.logout()
    sent = filled(town, town.two, "red", submit="1", position="Written while signed out.", reader=reader)
    answer = client.client.post(url(town, town.two), sent)
    assert answer["Location"] == f"/sign-in/?next={url(town, town.two)}"
    assert not Update.objects.filter(period=town.period).exists()
    client.sign_in(town.users["ann"])
    page = client.get(url(town, town.two))
    assert "You had been signed out. What you wrote is here, and not saved yet." in page.words()
    assert page.tree.xpath("//textarea[@name='position']")[0].text_content().strip() == "Written while signed out."
    assert {each.get("value") for each in page.tree.xpath("//input[@type='radio'][@checked]")} == {"red"}
    assert page.tree.xpath("//input[@name='step-0-who']")[0].get("value") == "Ann"
    assert "You had been signed out" not in client.get(url(town, town.two)).words(), "it is told once"


@pytest.mark.parametrize("reader", ["", "1", "forged:signature", None])
def test_it_is_kept_for_nobody_else(town: Town, as_: SignIn, reader: str | None) -> None:
    """Neither for the next one at the same computer, nor for a form that was not ours."""
    client = as_("ann")
    own = client.get(url(town, town.two)).tree.xpath("//input[@name='reader']")[0].get("value")
    client.client.logout()
    sent = filled(town, town.two, position="Ann's words.", reader=own if reader is None else reader)
    client.client.post(url(town, town.two), sent)
    client.sign_in(town.users["bob"] if reader is None else town.users["ann"])
    assert "Ann's words" not in client.get(url(town, town.two)).text


def test_endless_text_is_not_kept(town: Town, as_: SignIn) -> None:
    client = as_("ann")
    reader = client.get(url(town, town.two)).tree.xpath("//input[@name='reader']")[0].get("value")
    client.client.logout()
    client.client.post(url(town, town.two), filled(town, town.two, position="x" * 70_000, reader=reader))
    assert "kept update" not in client.client.session
