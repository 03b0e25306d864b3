"""Handing an update, or one activity of it, to a colleague; and what each person owes."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import Person
from saferplan.cycle.correction_actions import correct_update
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.handover_actions import hand_back, hand_over
from saferplan.cycle.lateness import Timing
from saferplan.cycle.models import HandOver, Meeting, MeetingStep, UpdateEvent
from saferplan.cycle.owing import Owed, load_owed
from saferplan.cycle.review_actions import approve_update, return_update
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_actions import save_update, submit_update
from saferplan.cycle.update_contents import Contents
from saferplan.cycle.update_queries import Asked
from saferplan.cycle.update_rights import Actor, Who
from saferplan.plan.models import Owner
from tests.cycle.returning import NOW, TODAY, Town, build


def hand(town: Town, asked: Asked, to: str, by: Actor, activity: int | None = None) -> HandOver:
    return hand_over(
        period=town.period, asked=asked, person=town.people[to], activity=activity, words="Please", by=by, now=NOW
    )


def save(town: Town, asked: Asked, by: Actor, position: str = "Three sessions.", base: int = 0) -> int:
    contents = town.contents(asked, position=position)
    return save_update(period=town.period, asked=asked, contents=contents, base=base, by=by, now=NOW).update.revision


def owed(town: Town, by: Actor) -> tuple[Owed, ...]:
    return load_owed(town.partnership, by, NOW)


def test_a_colleague_leads_what_they_were_handed_whole(town: Town) -> None:
    hand(town, town.one, "cat", town.bob)
    assert [line.who for line in owed(town, town.cat)] == [{Who.LEAD, Who.HELPER}]
    assert save(town, town.one, town.cat) == 1
    submit_update(period=town.period, asked=town.one, revision=1, by=town.cat, now=NOW, today=TODAY)
    assert [line.handed.note for line in owed(town, town.cat) if line.handed] == ["Please"]


def test_one_activity_of_several_is_for_text_only(town: Town) -> None:
    hand(town, town.two, "cat", town.ann, activity=next(iter(town.two.codes)))
    assert [line.who for line in owed(town, town.cat)] == [{Who.HELPER}]
    save(town, town.two, town.cat)
    with pytest.raises(NotAllowed):
        submit_update(period=town.period, asked=town.two, revision=1, by=town.cat, now=NOW, today=TODAY)


def test_it_can_be_handed_back(town: Town) -> None:
    handed = hand(town, town.one, "cat", town.bob)
    hand_back(period=town.period, asked=town.one, handover=handed.pk, by=town.cat, now=NOW)
    assert owed(town, town.cat) == ()
    with pytest.raises(NotAllowed):
        save(town, town.one, town.cat)
    with pytest.raises(BadUpdate, match="handed back already"):
        hand_back(period=town.period, asked=town.one, handover=handed.pk, by=town.cat, now=NOW)
    assert set(UpdateEvent.objects.values_list("action", flat=True)) == {"hand back", "hand over"}


@pytest.mark.parametrize(("name", "allowed"), [("bob", True), ("eve", True), ("ann", False), ("dev", False)])
def test_who_hands_over(town: Town, name: str, allowed: bool) -> None:
    if allowed:
        assert hand(town, town.one, "cat", town.actors[name]).person == town.people["cat"]
    else:
        with pytest.raises(NotAllowed):
            hand(town, town.one, "cat", town.actors[name])


def test_to_whom(town: Town) -> None:
    other = build("other")
    with pytest.raises(BadUpdate, match="of this partnership"):
        hand_over(period=town.period, asked=town.one, person=other.people["cat"], by=town.bob, now=NOW)
    Person.objects.filter(pk=town.people["cat"].pk).update(left_on=TODAY)
    town.people["cat"].refresh_from_db()
    with pytest.raises(BadUpdate, match="of this partnership"):
        hand(town, town.one, "cat", town.bob)
    hand(town, town.one, "ann", town.bob)
    with pytest.raises(BadUpdate, match="has this already"):
        hand(town, town.one, "ann", town.bob)
    town.set_state(PeriodState.READY)
    with pytest.raises(BadUpdate, match="can no longer be written"):
        hand(town, town.one, "fay", town.bob)


def due(town: Town, day: int) -> None:
    meeting = Meeting.objects.create(period=town.period)
    at = datetime.combine(TODAY.replace(day=day), time(17), NOW.tzinfo)
    MeetingStep.objects.create(meeting=meeting, kind="partner return", working_days=20, time=time(17), due_at=at)


def test_what_each_owes(town: Town) -> None:
    assert [(line.asked.card, line.state) for line in owed(town, town.ann)] == [(town.two.card, None)]
    assert {line.asked.card for line in owed(town, town.bob)} == {town.one.card, town.two.card}
    for name in ("cat", "dev", "eve", "vic"):
        assert owed(town, town.actors[name]) == ()
    town.set_state(PeriodState.PUBLISHED)
    assert owed(town, town.bob) == ()


def test_late_ones_come_first_and_what_is_in_last(town: Town) -> None:
    due(town, 10)
    save(town, town.one, town.bob)
    submit_update(period=town.period, asked=town.one, revision=1, by=town.bob, now=NOW, today=TODAY)
    lines = owed(town, town.bob)
    assert [(line.asked.card, line.lateness.timing) for line in lines] == [
        (town.two.card, Timing.LATE),
        (town.one.card, Timing.IN_LATE),
    ]
    assert [line.is_to_do for line in lines] == [True, False]


def test_what_was_returned_says_why(town: Town) -> None:
    save(town, town.one, town.bob)
    submit_update(period=town.period, asked=town.one, revision=1, by=town.bob, now=NOW, today=TODAY)
    return_update(period=town.period, asked=town.one, revision=1, comment="How many?", by=town.dev, now=NOW)
    line = next(line for line in owed(town, town.bob) if line.asked.card == town.one.card)
    assert (line.returned, line.is_to_do, line.is_writable) == ("How many?", True, True)


def test_texts_to_merge_and_corrections_are_told(town: Town) -> None:
    save(town, town.two, town.ann)
    save_update(period=town.period, asked=town.two, contents=Contents(position="Bob's"), base=0, by=town.bob, now=NOW)
    line = next(line for line in owed(town, town.bob) if line.asked.card == town.two.card)
    assert line.parked == (2,)
    assert owed(town, town.ann)[0].parked == ()
    submit_update(period=town.period, asked=town.two, revision=1, by=town.ann, now=NOW, today=TODAY)
    approve_update(period=town.period, asked=town.two, revision=1, by=town.dev, now=NOW)
    correct_update(period=town.period, asked=town.two, text="Short", reason="Long", by=town.eve, now=NOW)
    correction = owed(town, town.ann)[0].correction
    assert correction
    assert correction.text == "Short"


def test_a_colleague_s_own_comes_after_one_s_own(town: Town) -> None:
    """Bob and whoever else is of the fire service; the plan names a person for the second card."""
    Owner.objects.filter(ownership__card_id=town.two.card, words="Police").update(person=town.people["fay"])
    town.refresh()
    lines = owed(town, town.ann)
    assert [line.colleague for line in lines] == ["Police"]
    assert [line.colleague for line in owed(town, town.fay)] == [""]


def test_the_number_of_queries_is_fixed(town: Town) -> None:
    def count(by: Actor) -> int:
        with CaptureQueriesContext(connection) as found:
            load_owed(town.partnership, by, NOW)
        return len(found)

    save(town, town.one, town.bob)
    before = count(town.bob)
    save(town, town.two, town.ann)
    hand(town, town.two, "cat", town.ann)
    assert count(town.bob) == before == 10
