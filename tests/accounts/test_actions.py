"""Partnerships, agencies, people and members: what is written, and what the database refuses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from saferplan.accounts.actions import (
    add_agency,
    add_member,
    add_person,
    create_partnership,
    ignore_checks,
    name_partnership,
    remove_agency,
    remove_person,
)
from saferplan.accounts.audit import verify_chain
from saferplan.accounts.models import Agency, AuditEvent, Membership, Partnership, Person, User
from saferplan.accounts.rules import Role

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def partnership(db: None) -> Partnership:
    return create_partnership(slug="brackwater", name="Brackwater", by="tester", now=NOW)


def actions(partnership: Partnership) -> list[str]:
    events = AuditEvent.objects.filter(partnership_id=partnership.pk).order_by("seq")
    return list(events.values_list("action", flat=True))


def test_every_write_leaves_a_line(partnership: Partnership) -> None:
    agency = add_agency(partnership=partnership, name="Brackwater Police", short_name="Police", by="tester", now=NOW)
    person = add_person(
        partnership=partnership, name="Ada", email="Ada@Police.example", agency=agency, by="tester", now=NOW
    )
    user = User.objects.create(username="ada")
    add_member(partnership=partnership, user=user, role=Role.VIEWER, by="tester", now=NOW)
    name_partnership(partnership=partnership, name="Brackwater Together", motto="Safer", by="tester", now=NOW)
    ignore_checks(partnership=partnership, codes=["b", "a", "b"], by="tester", now=NOW)
    remove_person(person=person, by="tester", now=NOW)
    remove_agency(agency=agency, by="tester", now=NOW)
    assert person.email == "ada@police.example"
    assert actions(partnership) == [
        *("partnership.create", "agency.add", "person.add", "member.add", "partnership.name"),
        *("partnership.checks", "person.remove", "agency.remove"),
    ]
    partnership.refresh_from_db()
    assert (partnership.name, partnership.motto) == ("Brackwater Together", "Safer")
    assert partnership.ignored_checks == ["a", "b"]
    assert verify_chain(partnership.pk) == []


def test_no_personal_text_is_in_the_chain(partnership: Partnership) -> None:
    add_person(partnership=partnership, name="Ada Marsh", email="ada@x.example", by="tester", now=NOW)
    event = AuditEvent.objects.get(action="person.add")
    assert "Ada" not in event.subject + str(event.details)
    assert "ada@" not in event.subject + str(event.details)


def test_a_role_is_changed_once(partnership: Partnership) -> None:
    user = User.objects.create(username="ada")
    for role in (Role.VIEWER, Role.VIEWER, Role.EDITOR):
        add_member(partnership=partnership, user=user, role=role, by="tester", now=NOW)
    assert Membership.objects.get(user=user).role == "editor"
    assert actions(partnership).count("member.add") == 2


def test_a_refused_write_leaves_no_line(partnership: Partnership) -> None:
    add_agency(partnership=partnership, name="Fire", by="tester", now=NOW)
    before = actions(partnership)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_agency(partnership=partnership, name="Fire", by="tester", now=NOW)
    assert actions(partnership) == before


def test_an_agency_of_another_partnership_is_refused(partnership: Partnership) -> None:
    other = create_partnership(slug="other", name="Other", by="tester", now=NOW)
    agency = add_agency(partnership=other, name="Fire", by="tester", now=NOW)
    with pytest.raises(ValueError, match="does not belong"):
        add_person(partnership=partnership, name="Ada", agency=agency, by="tester", now=NOW)


def test_removing_an_agency_keeps_its_people(partnership: Partnership) -> None:
    agency = add_agency(partnership=partnership, name="Fire", by="tester", now=NOW)
    person = add_person(partnership=partnership, name="Ada", agency=agency, by="tester", now=NOW)
    remove_agency(agency=agency, by="tester", now=NOW)
    person.refresh_from_db()
    assert person.agency is None


def test_constraints_refuse(partnership: Partnership) -> None:
    user = User.objects.create(username="ada")
    Membership.objects.create(user=user, partnership=partnership, role="viewer")
    Agency.objects.create(partnership=partnership, name="Fire")
    Person.objects.create(partnership=partnership, name="Ada", email="a@x.example")
    refused = [
        lambda: Partnership.objects.create(slug="brackwater", name="Again"),
        lambda: Agency.objects.create(partnership=partnership, name="Fire"),
        lambda: Person.objects.create(partnership=partnership, name="Bea", email="a@x.example"),
        lambda: Membership.objects.create(user=user, partnership=partnership, role="editor"),
        lambda: Membership.objects.create(user=User.objects.create(username="b"), partnership=partnership, role="king"),
        lambda: AuditEvent.objects.create(
            partnership_id=partnership.pk, seq=1, at=NOW, by="x", action="x", subject="x"
        ),
    ]
    for write in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    Person.objects.create(partnership=partnership, name="No address")
    Person.objects.create(partnership=partnership, name="No address either")
