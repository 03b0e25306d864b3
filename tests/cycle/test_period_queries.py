"""What is read of a period: when returns are due, who owes what, and what guards count."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from saferplan.accounts.actions import add_agency, add_person, create_partnership
from saferplan.accounts.models import Agency, Partnership
from saferplan.common.periods import Frequency
from saferplan.cycle.chasing import Asked, Contact, OwnerLine, Return, by_agency, late, owed
from saferplan.cycle.lateness import Lateness, Timing
from saferplan.cycle.meeting_actions import add_usual_steps, set_meeting
from saferplan.cycle.meeting_queries import find_meeting, find_step, list_meetings
from saferplan.cycle.models import Correction, MeetingStep, Period, Update
from saferplan.cycle.period_actions import open_period
from saferplan.cycle.period_queries import (
    find_period,
    latest_period_of,
    load_contacts,
    load_counts,
    load_returns,
    next_meetings,
    partner_return_due,
    partner_returns_due,
)
from saferplan.cycle.rules import UpdateState
from saferplan.plan.actions import create_plan
from saferplan.plan.models import (
    Activity,
    ActivityVersion,
    Card,
    CardTarget,
    CardVersion,
    Owner,
    Ownership,
    PlanVersion,
    Priority,
)

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
BY: dict[str, Any] = {"by": "tester", "now": NOW}


def partnership_of(slug: str) -> Partnership:
    return create_partnership(slug=slug, name=slug.capitalize(), **BY)


def version_of(partnership: Partnership) -> PlanVersion:
    plan = create_plan(partnership=partnership, title="Plan", **BY)
    return PlanVersion.objects.create(plan=plan, number=1, effective_from=date(2024, 4, 1))


def open_one(version: PlanVersion, key: str = "2026-03") -> Period:
    partnership = version.plan.partnership
    return open_period(partnership=partnership, key=key, frequency=Frequency.QUARTER, plan_version=version, **BY)


def meet(period: Period, day: date | None, body: str = "Board") -> None:
    meeting = set_meeting(period=period, body=body, date=day, **BY).meeting
    add_usual_steps(meeting=meeting, **BY)


def add_card(version: PlanVersion, *codes: str, aim: str = "") -> Card:
    partnership = version.plan.partnership
    card = Card.objects.create(partnership=partnership)
    priority = Priority.objects.create(partnership=partnership)
    row = CardVersion.objects.create(version=version, card=card, priority=priority, aim=aim)
    for place, code in enumerate(codes):
        activity = Activity.objects.create(partnership=partnership)
        ActivityVersion.objects.create(
            version=version, activity=activity, priority=priority, code=code, title=f"Work {code}", order=place
        )
        CardTarget.objects.create(card_version=row, activity=activity, order=place)
    return card


def own(card: Card, day: date, *owners: Owner) -> None:
    ownership = Ownership.objects.create(card=card, effective_from=day, recorded_at=NOW)
    for place, owner in enumerate(owners):
        owner.ownership, owner.order = ownership, place
        owner.save()


@pytest.fixture
def version(db: None) -> PlanVersion:
    return version_of(partnership_of("brackwater"))


@pytest.fixture
def period(version: PlanVersion) -> Period:
    return open_one(version)


def test_the_earliest_meeting_says_when_returns_are_due(version: PlanVersion, period: Period) -> None:
    partnership, later = period.partnership, open_one(version, "2026-06")
    assert partner_return_due(partnership, period) is None
    meet(period, None, "Cabinet")
    assert partner_return_due(partnership, period) is None
    meet(period, date(2026, 6, 25), "Scrutiny")
    meet(period, date(2026, 6, 18))
    meet(later, date(2026, 9, 17))
    first, second = datetime(2026, 5, 20, 16, 0, tzinfo=UTC), datetime(2026, 8, 19, 16, 0, tzinfo=UTC)
    assert partner_return_due(partnership, period) == first
    assert partner_returns_due(partnership, [period, later]) == {period.pk: first, later.pk: second}
    assert partner_returns_due(partnership_of("other"), [period]) == {}
    MeetingStep.objects.filter(kind="partner return", meeting__period=period).delete()
    assert partner_return_due(partnership, period) is None


def test_periods_and_meetings_are_found_in_their_partnership_only(version: PlanVersion, period: Period) -> None:
    other = partnership_of("other")
    meet(period, date(2026, 6, 18))
    meeting = period.meetings.get()
    step = meeting.steps.all()[0]
    assert find_period(period.partnership, "2026-03") == period == latest_period_of(period.partnership)
    assert find_meeting(period.partnership, period, meeting.pk) == meeting
    assert find_step(period.partnership, period, step.pk) == step
    assert find_period(other, "2026-03") is None
    assert latest_period_of(other) is None
    assert find_meeting(other, period, meeting.pk) is None
    assert find_step(other, period, step.pk) is None
    later = open_one(version, "2026-06")
    assert find_meeting(period.partnership, later, meeting.pk) is None
    assert next_meetings(period.partnership, [period, later], date(2026, 6, 18)) == {period.pk: meeting}
    assert next_meetings(period.partnership, [period, later], date(2026, 6, 19)) == {}
    assert next_meetings(other, [period], date(2026, 1, 1)) == {}


def test_meetings_come_by_day_and_those_without_one_last(period: Period) -> None:
    meet(period, None, "Cabinet")
    meet(period, date(2026, 7, 1), "Scrutiny")
    meet(period, date(2026, 6, 18))
    assert [each.body for each in list_meetings(period.partnership, period)] == ["Board", "Scrutiny", "Cabinet"]
    assert list_meetings(partnership_of("other"), period) == []


def test_what_is_owed_by_whom(version: PlanVersion, period: Period) -> None:
    partnership = period.partnership
    police = add_agency(partnership=partnership, name="Mereshire Police", **BY)
    ada = add_person(partnership=partnership, name="Ada Quill", email="ada@police.example", agency=police, **BY)
    one, two, three = (
        add_card(version, "1.1a"),
        add_card(version, "1.1b", "1.1c", aim="Fewer thefts"),
        add_card(version),
    )
    own(one, date(2026, 1, 1), Owner(words="Inspector", agency=police, person=ada))
    own(one, date(2026, 4, 1), Owner(words="Somebody later"))
    own(two, date(2026, 1, 1), Owner(words="Housing"), Owner(words="Police", agency=police, is_accountable=True))
    meet(period, date(2026, 6, 18))
    sent = datetime(2026, 5, 22, 9, 0, tzinfo=UTC)
    Update.objects.create(period=period, card=two, state="submitted", submitted_at=sent, recorded_at=sent)
    first, second, third = load_returns(
        partnership, period, due=partner_return_due(partnership, period), now=datetime(2026, 5, 26, 9, 0, tzinfo=UTC)
    )
    assert (first.card_id, first.codes, first.title) == (one.pk, ("1.1a",), "Work 1.1a")
    assert (first.state, first.lateness) == (None, Lateness(Timing.LATE, 3))
    assert first.owners == (
        OwnerLine(
            words="Inspector",
            agency_id=police.pk,
            agency="Mereshire Police",
            contact=Contact("Ada Quill", "ada@police.example"),
        ),
    )
    assert (second.codes, second.title) == (("1.1b", "1.1c"), "Fewer thefts")
    assert second.lateness == Lateness(Timing.IN_LATE, 2)
    assert second.lead is not None
    assert second.lead.words == "Police"
    assert (third.card_id, third.codes, third.lead) == (three.pk, (), None)
    assert load_contacts(partnership) == {police.pk: (Contact("Ada Quill", "ada@police.example"),)}


def test_nobody_writes_to_those_who_left(version: PlanVersion, period: Period) -> None:
    partnership = period.partnership
    police = add_agency(partnership=partnership, name="Police", **BY)
    ada = add_person(partnership=partnership, name="Ada", email="ada@police.example", agency=police, **BY)
    ada.left_on = date(2026, 2, 1)
    ada.save()
    own(add_card(version, "1.1a"), date(2026, 1, 1), Owner(words="Inspector", agency=police, person=ada))
    (only,) = load_returns(partnership, period, due=None, now=NOW)
    assert only.owners[0].contact is None
    assert load_contacts(partnership) == {}


@pytest.mark.parametrize("cards", [1, 12])
def test_reads_have_a_fixed_number_of_queries(
    version: PlanVersion, period: Period, cards: int, django_assert_num_queries: Any
) -> None:
    for number in range(cards):
        own(add_card(version, f"1.1{number}"), date(2026, 1, 1), Owner(words="Housing"))
    meet(period, date(2026, 6, 18))
    with django_assert_num_queries(4):
        load_returns(period.partnership, period, due=None, now=NOW)
    with django_assert_num_queries(6):
        load_counts(period.partnership, period, now=NOW)
    with django_assert_num_queries(2):
        list_meetings(period.partnership, period)


def test_counts(version: PlanVersion, period: Period) -> None:
    cards = [add_card(version, f"1.1{letter}") for letter in "abcdef"]
    housing = Agency.objects.create(partnership=period.partnership, name="Housing")
    own(cards[0], date(2026, 1, 1), Owner(words="Housing", agency=housing))
    own(cards[1], date(2026, 1, 1))
    # Nobody is known who leads this one: the first named.
    own(cards[2], date(2026, 1, 1), Owner(words="Wardens"), Owner(words="Housing", agency=housing))
    states = ("draft", "submitted", "returned", "approved", "withdrawn")
    for card, state in zip(cards, states, strict=False):
        Update.objects.create(period=period, card=card, state=state, recorded_at=NOW)
    update = Update.objects.get(state="approved")
    said: dict[str, Any] = {"update": update, "revision": 1, "text": "T", "reason": "R", "by": "e", "at": NOW}
    Correction.objects.create(**said)
    Correction.objects.create(**said, objected_at=NOW)
    Correction.objects.create(**said, objected_at=NOW, settled_at=NOW)
    Correction.objects.create(**said, objected_at=NOW, withdrawn_at=NOW)
    meet(period, date(2026, 3, 4))
    meet(period, date(2026, 3, 3), "Scrutiny")
    meet(period, None, "Cabinet")
    MeetingStep.objects.filter(kind="director").update(done_at=NOW)
    counts = load_counts(period.partnership, period, now=NOW)
    assert (counts.cards, counts.begun, counts.missing, counts.submitted, counts.returned) == (6, 5, 3, 1, 1)
    assert (counts.objections, counts.without_owner, counts.return_dates) == (1, 5, 2)
    assert (counts.unpassed, counts.meetings_ahead) == (6, 1)


ADA, BO, CY = (Contact(name, f"{name.lower()}@a.example") for name in ("Ada", "Bo", "Cy"))


def asked_of(agency: int | None, name: str, contact: Contact | None = None, timing: Timing = Timing.LATE) -> Return:
    owners = (OwnerLine(words=name, agency_id=agency, agency=name if agency else "", contact=contact),) if name else ()
    return Return(
        card_id=1, codes=("1",), title="T", owners=owners, state=None, came_in_at=None, lateness=Lateness(timing)
    )


def test_whom_to_write_to() -> None:
    known, unknown = asked_of(1, "Police", ADA), asked_of(1, "Police")
    contacts = {1: (ADA, BO), 2: (CY,)}
    assert by_agency([known, known], contacts) == (Asked("Police", (ADA,), (known, known)),)
    assert by_agency([known, unknown], contacts)[0].contacts == (ADA, BO), "not every lead is known"
    nobody, council, words = asked_of(None, ""), asked_of(2, "Council"), asked_of(None, "Parks")
    found = by_agency([nobody, words, known, council], contacts)
    assert [(each.name, each.contacts) for each in found] == [
        ("Council", (CY,)),
        ("Parks", ()),
        ("Police", (ADA,)),
        ("", ()),
    ]


def test_late_and_owed() -> None:
    returns = [asked_of(1, "Police", timing=timing) for timing in Timing]
    assert [each.lateness.timing for each in late(returns)] == [Timing.LATE]
    assert [each.lateness.timing for each in owed(returns)] == [
        Timing.NO_DATE,
        Timing.NOT_DUE,
        Timing.DUE_SOON,
        Timing.LATE,
    ]


def test_an_approved_update_is_in_whatever_the_date(version: PlanVersion, period: Period) -> None:
    card = add_card(version, "1.1a")
    Update.objects.create(period=period, card=card, state=UpdateState.APPROVED, recorded_at=NOW)
    (only,) = load_returns(period.partnership, period, due=NOW, now=datetime(2030, 1, 1, tzinfo=UTC))
    assert only.lateness == Lateness(Timing.IN_ON_TIME)
