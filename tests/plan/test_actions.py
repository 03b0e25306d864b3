"""Writes of plans, and what the database refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from saferplan.accounts.actions import add_agency, add_person, create_partnership
from saferplan.accounts.audit import verify_chain
from saferplan.accounts.models import AuditEvent, Partnership
from saferplan.common.dated import in_force
from saferplan.plan.actions import (
    OwnerLine,
    create_changed_version,
    create_plan,
    create_version,
    restate_criteria,
    set_criteria,
    set_owners,
    tie_owners,
)
from saferplan.plan.errors import BadPlan
from saferplan.plan.gathering import load_criteria
from saferplan.plan.models import (
    Activity,
    ActivityVersion,
    Card,
    CardTarget,
    CardVersion,
    Criteria,
    Owner,
    Ownership,
    Plan,
    PlanVersion,
    Priority,
    PriorityVersion,
)
from saferplan.plan.rules import Add, Drop, Move, PlanText, PriorityText, Retitle, change_plan
from saferplan.plan.versions import load_texts
from saferplan.report import tree

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
START = date(2024, 4, 1)


@pytest.fixture
def partnership(db: None) -> Partnership:
    return create_partnership(slug="brackwater", name="Brackwater", by="tester", now=NOW)


@pytest.fixture
def version(partnership: Partnership) -> PlanVersion:
    plan = create_plan(partnership=partnership, title="Plan", by="tester", now=NOW)
    first, second = PriorityText(uid=uuid4(), number=1, title="First"), PriorityText(uid=uuid4(), number=2, title="Two")
    text = change_plan(
        PlanText(priorities=(first, second)),
        [
            Add(priority=first.uid, code="1.1a", title="One"),
            Add(priority=first.uid, code="1.1b", title="Two"),
            Add(priority=second.uid, code="2.1a", title="Three"),
        ],
    )
    return create_version(plan=plan, text=text, effective_from=START, by="tester", now=NOW)


def text_of(version: PlanVersion) -> PlanText:
    texts, _ = load_texts(version.plan.partnership, [version.pk])
    return texts[version.pk]


def test_a_version_is_read_as_it_was_written(version: PlanVersion) -> None:
    text = text_of(version)
    assert [(a.code, a.title) for a in text.activities] == [("1.1a", "One"), ("1.1b", "Two"), ("2.1a", "Three")]
    assert len(text.cards) == 3
    assert (version.number, version.effective_from) == (1, START)
    assert verify_chain(version.plan.partnership_id) == []


def test_a_changed_version_copies_the_one_before_and_leaves_it(version: PlanVersion) -> None:
    before = text_of(version)
    changes = [
        Retitle(activity=before.with_code("1.1a").uid, title="One, retitled"),
        Move(activity=before.with_code("1.1b").uid, priority=before.priorities[1].uid, code="2.1b"),
        Drop(activity=before.with_code("2.1a").uid),
        Add(priority=before.priorities[0].uid, code="1.1c", title="New"),
    ]
    after = create_changed_version(
        before=version, changes=changes, effective_from=date(2025, 4, 1), note="Agreed in March", by="tester", now=NOW
    )
    assert after.number == 2
    assert [(a.code, a.title) for a in text_of(after).activities] == [
        ("1.1a", "One, retitled"),
        ("1.1c", "New"),
        ("2.1b", "Two"),
    ]
    assert text_of(after).with_code("2.1b").uid == before.with_code("1.1b").uid
    assert text_of(version) == before
    assert Activity.objects.count() == 4


def test_a_refused_change_writes_nothing(version: PlanVersion) -> None:
    lines = AuditEvent.objects.count()
    for changes in ([], [Retitle(activity=uuid4(), title="Nobody")]):
        with pytest.raises(BadPlan):
            create_changed_version(before=version, changes=changes, effective_from=START, by="tester", now=NOW)
    assert (PlanVersion.objects.count(), AuditEvent.objects.count()) == (1, lines)


def test_owners_are_dated_and_added_only(version: PlanVersion) -> None:
    card = Card.objects.first()
    assert card is not None
    partnership = version.plan.partnership
    police = add_agency(partnership=partnership, name="Police", by="tester", now=NOW)
    lines = [OwnerLine(words="Inspector", agency=police, is_accountable=True), OwnerLine(words="Warden")]
    first = set_owners(card=card, owners=lines, effective_from=START, by="tester", now=NOW)
    set_owners(card=card, owners=lines[1:], effective_from=date(2025, 4, 1), by="tester", now=NOW)
    assert [owner.words for owner in first.owners.all()] == ["Inspector", "Warden"]
    assert Ownership.objects.count() == 2
    with pytest.raises(ValueError, match="Only one"):
        set_owners(card=card, owners=[lines[0], lines[0]], effective_from=START, by="tester", now=NOW)
    other = create_partnership(slug="other", name="Other", by="tester", now=NOW)
    fire = add_agency(partnership=other, name="Fire", by="tester", now=NOW)
    with pytest.raises(ValueError, match="does not belong"):
        set_owners(card=card, owners=[OwnerLine(words="F", agency=fire)], effective_from=START, by="tester", now=NOW)
    with pytest.raises(ValueError, match="does not belong"):
        tie_owners(partnership=partnership, words="Warden", agency=fire, by="tester", now=NOW)
    person = add_person(partnership=partnership, name="Ada", agency=police, by="tester", now=NOW)
    tied = tie_owners(partnership=partnership, words="Warden", agency=police, person=person, by="tester", now=NOW)
    assert tied == 2
    assert set(Owner.objects.filter(words="Warden").values_list("agency", "person")) == {(police.pk, person.pk)}
    assert "Warden" not in str(AuditEvent.objects.get(action="plan.tie-owners").details)


def test_criteria_can_be_restated_for_the_past_with_a_reason(version: PlanVersion) -> None:
    card = Card.objects.select_related("partnership").first()
    assert card is not None
    old, new = tree.Criteria(green="Old"), tree.Criteria(green="New")
    set_criteria(card=card, criteria=old, effective_from=START, by="tester", now=NOW)
    later = NOW + timedelta(days=1)
    with pytest.raises(ValueError, match="reason"):
        restate_criteria(card=card, criteria=new, effective_from=START, reason=" ", by="tester", now=later)
    restate_criteria(card=card, criteria=new, effective_from=START, reason="A wrong number.", by="tester", now=later)
    day = date(2024, 6, 30)
    for as_at, known in ((NOW, old), (later, new)):
        rows = load_criteria(card.partnership, [card.pk], as_at=as_at)[card.pk]
        assert in_force(rows, day) == known
    assert Criteria.objects.count() == 2
    assert "wrong" not in str(AuditEvent.objects.get(action="plan.restate-criteria").details)


def test_constraints_refuse(version: PlanVersion) -> None:
    plan, partnership = version.plan, version.plan.partnership
    dated = Plan.objects.create(partnership=partnership, title="Dated", starts=START, ends=date(2027, 3, 31))
    priority, activity, card = Priority.objects.all()[0], Activity.objects.all()[0], Card.objects.all()[0]
    spare_priority = Priority.objects.create(partnership=partnership)
    spare_activity = Activity.objects.create(partnership=partnership)
    card_version = CardVersion.objects.get(card=card)
    target = CardTarget.objects.get(card_version=card_version)
    ownership = Ownership.objects.create(card=card, effective_from=START, recorded_at=NOW)
    Owner.objects.create(ownership=ownership, words="A", is_accountable=True)
    activities = ActivityVersion.objects
    refused: list[Callable[[], object]] = [
        lambda: Plan.objects.create(partnership=partnership, title="Plan"),
        lambda: Plan.objects.create(partnership=partnership, title="Plan", starts=START),
        lambda: Plan.objects.create(partnership=partnership, title="Dated", starts=START, ends=dated.ends),
        lambda: Plan.objects.create(partnership=partnership, title="Back", starts=START, ends=date(2024, 3, 31)),
        lambda: PlanVersion.objects.create(plan=plan, number=1, effective_from=START),
        lambda: PriorityVersion.objects.create(version=version, priority=spare_priority, number=1, title="x"),
        lambda: PriorityVersion.objects.create(version=version, priority=priority, number=9, title="x"),
        lambda: activities.create(version=version, activity=spare_activity, priority=priority, code="1.1a", title="x"),
        lambda: activities.create(version=version, activity=activity, priority=priority, code="9.9z", title="x"),
        lambda: activities.create(version=version, activity=spare_activity, priority=priority, code="", title="x"),
        lambda: CardVersion.objects.create(version=version, card=card, priority=priority),
        lambda: CardTarget.objects.create(card_version=card_version, activity=target.activity),
        lambda: CardTarget.objects.create(card_version=card_version, activity=None, code=""),
        lambda: CardTarget.objects.create(card_version=card_version, activity=spare_activity, code="9.9z"),
        lambda: Owner.objects.create(ownership=ownership, words="B", is_accountable=True),
        lambda: Priority.objects.create(partnership=partnership, uid=priority.uid),
        lambda: Activity.objects.create(partnership=partnership, uid=activity.uid),
        lambda: Card.objects.create(partnership=partnership, uid=card.uid),
    ]
    for write in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    Plan.objects.create(partnership=partnership, title="Dated", starts=date(2027, 4, 1), ends=date(2030, 3, 31))
    CardTarget.objects.create(card_version=card_version, activity=None, code="9.9z")
