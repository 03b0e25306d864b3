"""Who owns what: names of a report, updates without an owner, and the owners of one update."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from saferplan.accounts.actions import remove_agency
from saferplan.cycle.rules import PeriodState
from saferplan.plan.actions import OwnerLine, set_owners
from saferplan.plan.models import Card
from tests.cycle.returning import NOW, Town, build
from tests.web.client import PageClient

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 10, 1, 9, tzinfo=UTC)
OWNERS = "/p/town/periods/2026-12/owners/"


@pytest.fixture
def town(tmp_path: Path, settings: object) -> Town:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    return build()


@pytest.fixture
def editor(town: Town) -> PageClient:
    client = PageClient()
    client.sign_in(town.users["eve"])
    return client


def own(town: Town, *owners: OwnerLine) -> None:
    card = Card.objects.get(pk=town.one.card)
    set_owners(card=card, owners=owners, effective_from=date(2026, 10, 1), by="eve", now=BEFORE)


def told(town: Town, card: int) -> list[tuple[str, int | None, int | None, bool]]:
    town.refresh()
    asked = next(each for each in town.asked if each.card == card)
    return [(each.words, each.agency, each.person, each.is_accountable) for each in asked.owners]


def test_an_update_without_an_owner_gets_a_lead_who_then_finds_it(town: Town, editor: PageClient) -> None:
    own(town)
    assert "1 update has nobody known here who leads it" in editor.get("/p/town/periods/2026-12/").words()
    page = editor.get(OWNERS)
    assert "Without an owner" in page.headings()
    cat = town.people["cat"]
    editor.client.post(OWNERS, {f"card-{town.one.card}": f"person-{cat.pk}"})
    assert told(town, town.one.card) == [("Cat Smith", town.agencies["Council"].pk, cat.pk, True)]
    assert "Without an owner" not in editor.get(OWNERS).headings()
    contributor = PageClient()
    contributor.sign_in(town.users["cat"])
    assert "1.1c" in contributor.get("/p/town/updates/").words()


def test_a_name_of_the_report_is_told_who_it_is(town: Town, editor: PageClient) -> None:
    own(town, OwnerLine(words="CST"), OwnerLine(words="Others"))
    page = editor.get(OWNERS)
    assert [each.text_content().strip() for each in page.tree.xpath("//main//label")] == ["CST", "Others"]
    editor.client.post(OWNERS, {"name-0": f"agency-{town.agencies['Council'].pk}", "name-1": ""})
    assert told(town, town.one.card)[:2] == [
        ("CST", town.agencies["Council"].pk, None, False),
        ("Others", None, None, False),
    ]


def test_a_name_in_two_spellings_is_asked_for_once(town: Town, editor: PageClient) -> None:
    own(town, OwnerLine(words="Prevent Coordinator"), OwnerLine(words="Prevent coordinator"))
    page = editor.get(OWNERS)
    assert [each.text_content().strip() for each in page.tree.xpath("//main//label")] == ["Prevent Coordinator"]
    council = town.agencies["Council"].pk
    editor.client.post(OWNERS, {"name-0": f"agency-{council}"})
    assert [agency for _, agency, *_ in told(town, town.one.card)] == [council, council]


def test_an_agency_taken_off_the_list_leaves_a_name_to_tell(town: Town, editor: PageClient) -> None:
    remove_agency(agency=town.agencies["Fire service"], by="eve", now=NOW)
    page = editor.get(OWNERS)
    assert "Who is meant?" in page.headings()
    assert "1 update has nobody known here who leads it" in editor.get("/p/town/periods/2026-12/").words()


def test_the_owners_of_one_update_are_changed_and_keep_the_words_they_have(town: Town, editor: PageClient) -> None:
    address = f"{OWNERS}{town.two.card}/"
    page = editor.get(address)
    fire, police = (f"agency-{town.agencies[name].pk}" for name in ("Fire service", "Police"))
    assert page.tree.xpath("//select//option[@selected]/@value") == [police]
    assert page.tree.xpath("//input[@type='checkbox'][@checked]/@value") == [fire]
    editor.client.post(address, {"lead": fire, "others": [fire, police]})
    assert [(words, leads) for words, _, _, leads in told(town, town.two.card)] == [
        ("Fire service", True),
        ("Police", False),
    ]
    refused = editor.post(address, {"lead": "", "others": [police]})
    assert "Choose who leads" in refused.words()
    editor.client.post(address, {"lead": ""})
    assert told(town, town.two.card) == []


def test_others_people_and_cards_are_not_taken(town: Town, editor: PageClient) -> None:
    other = build("village")
    address = f"{OWNERS}{town.two.card}/"
    for lead in (f"agency-{other.agencies['Police'].pk}", f"person-{other.people['ann'].pk}", "words-0", "x"):
        assert "Select a valid choice" in editor.post(address, {"lead": lead}).words()
    assert editor.client.get(f"{OWNERS}{other.two.card}/").status_code == 404
    own(town)
    editor.post(OWNERS, {f"card-{town.one.card}": f"agency-{other.agencies['Police'].pk}"})
    assert told(town, town.one.card) == []
    editor.client.post(OWNERS, {f"card-{other.one.card}": f"agency-{town.agencies['Police'].pk}"})
    assert [words for words, *_ in told(other, other.one.card)] == ["Fire service"]


def test_a_published_period_keeps_its_owners(town: Town, editor: PageClient) -> None:
    town.set_state(PeriodState.PUBLISHED)
    page = editor.get(OWNERS)
    assert "stay as they were" in page.words()
    assert not page.tree.xpath("//main//form")
    editor.client.post(f"{OWNERS}{town.two.card}/", {"lead": ""})
    assert len(told(town, town.two.card)) == 2


def test_as_many_questions_as_can_be_answered_at_once(town: Town, editor: PageClient) -> None:
    own(town, *(OwnerLine(words=f"Team {number}") for number in range(45)))
    page = editor.get(OWNERS)
    assert len(page.tree.xpath("//main//select")) == 40
    assert "5 more come once these are saved" in page.words()
