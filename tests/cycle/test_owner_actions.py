"""Who owns an update, from a period on; and names that the partnership comes to know later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from saferplan.accounts.actions import add_agency, add_person
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Update
from saferplan.cycle.owner_actions import set_period_owners, tie_names
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_actions import save_update, submit_update
from saferplan.cycle.update_queries import load_asked
from saferplan.documents.owner_ties import tie_known_owners
from saferplan.plan.actions import OwnerLine, set_owners
from saferplan.plan.models import Card, Owner
from tests.cycle.returning import NOW, TODAY, Town, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build()


def owners(town: Town, card: int) -> list[tuple[str, int | None]]:
    town.refresh()
    asked = next(each for each in town.asked if each.card == card)
    return [(owner.words, owner.agency) for owner in asked.owners]


def test_owners_hold_from_the_period_on_and_not_before(town: Town) -> None:
    council = town.agencies["Council"]
    line = OwnerLine(words="Council", agency=council, is_accountable=True)
    set_period_owners(period=town.period, owners={town.one.card: [line]}, by="eve", now=NOW)
    assert owners(town, town.one.card) == [("Council", council.pk)]
    before = load_asked(town.partnership, [town.before])[town.before.pk][1]
    assert [owner.words for owner in before.owners] == ["Fire service"]


def test_owners_set_within_the_period_give_way(town: Town) -> None:
    """A row that begins later within the period would count instead: the new one begins with it."""
    card = Card.objects.get(pk=town.one.card)
    late = town.period.starts + timedelta(days=30)
    set_owners(card=card, owners=[OwnerLine(words="Police")], effective_from=late, by="eve", now=NOW)
    set_period_owners(period=town.period, owners={card.pk: [OwnerLine(words="Council")]}, by="eve", now=NOW)
    assert owners(town, card.pk) == [("Council", None)]
    assert card.ownerships.order_by("-id")[0].effective_from == late


@pytest.mark.parametrize("state", [PeriodState.PUBLISHED, PeriodState.CLOSED])
def test_a_published_period_keeps_its_owners(town: Town, state: PeriodState) -> None:
    town.set_state(state)
    with pytest.raises(BadUpdate, match="stay as they were"):
        set_period_owners(period=town.period, owners={town.one.card: []}, by="eve", now=NOW)


def test_a_card_of_another_partnership_is_refused_and_nothing_is_written(town: Town) -> None:
    other = build("village")
    lines = {town.one.card: [OwnerLine(words="Council")], other.one.card: [OwnerLine(words="Council")]}
    with pytest.raises(BadUpdate, match="not in the plan"):
        set_period_owners(period=town.period, owners=lines, by="eve", now=NOW)
    assert owners(town, town.one.card) == [("Fire service", town.agencies["Fire service"].pk)]


def test_names_are_tied_by_hand_and_keep_their_words(town: Town) -> None:
    set_owners(
        card=Card.objects.get(pk=town.one.card),
        owners=[OwnerLine(words="CST")],
        effective_from=date(2026, 10, 1),
        by="eve",
        now=NOW,
    )
    council = town.agencies["Council"]
    tie_names(partnership=town.partnership, names={"CST": OwnerLine(words="x", agency=council)}, by="eve", now=NOW)
    assert owners(town, town.one.card) == [("CST", council.pk)]


def test_an_agency_that_comes_later_owns_what_the_report_said(town: Town) -> None:
    set_owners(
        card=Card.objects.get(pk=town.one.card),
        owners=[OwnerLine(words="Harbour Homes"), OwnerLine(words="Night Time Manager"), OwnerLine(words="Others")],
        effective_from=date(2026, 10, 1),
        by="eve",
        now=NOW,
    )
    homes = add_agency(partnership=town.partnership, name="Harbour homes", by="eve", now=NOW)
    add_person(partnership=town.partnership, name="Ida", job="Night time manager", agency=homes, by="eve", now=NOW)
    assert tie_known_owners(partnership=town.partnership, by="eve", now=NOW) == 2
    assert owners(town, town.one.card) == [
        ("Harbour Homes", homes.pk),
        ("Night Time Manager", homes.pk),
        ("Others", None),
    ]
    assert tie_known_owners(partnership=town.partnership, by="eve", now=NOW) == 0


def test_a_tie_that_stands_is_not_changed(town: Town) -> None:
    """Only owners whom nobody is known for are tied."""
    fire = Owner.objects.filter(words="Fire service")
    fire.update(agency=town.agencies["Council"])
    assert tie_known_owners(partnership=town.partnership, by="eve", now=NOW) == 0
    assert set(fire.values_list("agency__name", flat=True)) == {"Council"}


def test_what_was_told_of_the_same_words_counts_for_the_next_report(town: Town) -> None:
    council = town.agencies["Council"]
    card = Card.objects.get(pk=town.one.card)
    lines = [OwnerLine(words="CST")]
    set_owners(card=card, owners=lines, effective_from=date(2026, 4, 1), by="eve", now=NOW)
    tie_names(partnership=town.partnership, names={"CST": OwnerLine(words="x", agency=council)}, by="eve", now=NOW)
    set_owners(card=card, owners=lines, effective_from=date(2026, 10, 1), by="eve", now=NOW)
    assert tie_known_owners(partnership=town.partnership, by="eve", now=NOW) == 1
    assert owners(town, card.pk) == [("CST", council.pk)]


def test_an_update_names_whoever_leads_when_it_is_sent_in(town: Town) -> None:
    """Owners may change while somebody writes."""
    say = {"period": town.period, "by": town.eve, "now": NOW}
    save_update(asked=town.one, contents=town.contents(town.one), base=0, source="A call", **say)
    council = OwnerLine(words="Council", agency=town.agencies["Council"], is_accountable=True)
    set_period_owners(period=town.period, owners={town.one.card: [council]}, by="eve", now=NOW)
    town.refresh()
    assert submit_update(asked=town.one, revision=1, today=TODAY, **say).lead == "Council"
    assert Update.objects.get(period=town.period).lead == "Council"
