"""Inviting, changing roles, leaving and coming back: what is allowed, and what stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from saferplan.accounts.actions import add_agency, add_member, add_person, create_partnership, found_partnership
from saferplan.accounts.audit import verify_chain
from saferplan.accounts.chain import text_hash
from saferplan.accounts.errors import BadInvitation, NotAllowed
from saferplan.accounts.invitation_actions import accept_as, accept_as_new, invite, revoke
from saferplan.accounts.models import AuditEvent, Invitation, Membership, OutboxMessage, Partnership, Person, User
from saferplan.accounts.people_actions import (
    change_person,
    change_role,
    come_back,
    drop_contact,
    forget_second_step,
    leave,
)
from saferplan.accounts.people_queries import find_invitation, list_everybody
from saferplan.accounts.rules import INVITATION_DAYS, Role, Standing, grantable, may_grant, standing

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
AS_ADMIN = {"as_role": Role.ADMINISTRATOR, "by": "admin@x.example", "now": NOW}
AS_EDITOR = {"as_role": Role.EDITOR, "by": "ed@x.example", "now": NOW}
LOW = (Role.VIEWER, Role.BOARD_MEMBER, Role.CONTRIBUTOR, Role.REVIEWER)
HIGH = (Role.EDITOR, Role.ADMINISTRATOR)


@pytest.fixture
def partnership(db: None) -> Partnership:
    return create_partnership(slug="brackwater", name="Brackwater", by="tester", now=NOW)


@pytest.fixture
def ada(partnership: Partnership) -> Person:
    return add_person(partnership=partnership, name="Ada", email="Ada@x.example", by="tester", now=NOW)


def member(partnership: Partnership, name: str, role: Role) -> Person:
    email = f"{name}@x.example"
    user = User.objects.create(username=email, email=email)
    add_member(partnership=partnership, user=user, role=role, by="tester", now=NOW)
    return add_person(partnership=partnership, name=name, email=email, user=user, by="tester", now=NOW)


def letter(token: str) -> tuple[str, str]:
    return "Come", f"/invitation/{token}/"


def invited(person: Person, role: Role = Role.CONTRIBUTOR, **given: object) -> tuple[Invitation, str]:
    made = invite(person=person, role=role, letter=letter, **{**AS_ADMIN, **given})  # type: ignore[arg-type]
    return made.invitation, made.token


# Rules


@pytest.mark.parametrize("role", Role)
def test_who_may_give_which_role(role: Role) -> None:
    assert may_grant(Role.ADMINISTRATOR, role)
    assert may_grant(Role.EDITOR, role) is (role in LOW)
    for giver in (None, *LOW):
        assert not may_grant(giver, role)


def test_roles_to_give() -> None:
    assert grantable(Role.ADMINISTRATOR) == tuple(Role)
    assert set(grantable(Role.EDITOR)) == set(LOW)
    assert grantable(None) == ()


@pytest.mark.parametrize(
    ("left", "is_member", "is_invited", "was_invited", "expected"),
    [
        (False, False, False, False, Standing.CONTACT),
        (False, False, True, True, Standing.INVITED),
        (False, False, False, True, Standing.EXPIRED),
        (False, True, False, False, Standing.JOINED),
        (False, True, True, True, Standing.JOINED),
        (True, True, True, True, Standing.LEFT),
        (True, False, False, False, Standing.LEFT),
    ],
)
def test_standing(left: bool, is_member: bool, is_invited: bool, was_invited: bool, expected: Standing) -> None:
    found = standing(has_left=left, is_member=is_member, is_invited=is_invited, was_invited=was_invited)
    assert found is expected


# Invitations


def test_an_invitation_keeps_the_hash_of_its_secret_only(ada: Person) -> None:
    invitation, token = invited(ada)
    assert len(token) >= 43
    assert invitation.token_hash == text_hash(token)
    assert invitation.expires_at == NOW + timedelta(days=INVITATION_DAYS)
    assert find_invitation(token, NOW) == invitation
    message = OutboxMessage.objects.get()
    assert (message.to, message.about, token in message.body) == ("ada@x.example", invitation.about, True)
    assert token not in str(list(AuditEvent.objects.values_list("subject", "details")))


def test_the_first_acceptance_makes_the_account(ada: Person) -> None:
    invitation, token = invited(ada, Role.REVIEWER)
    user = accept_as_new(invitation=invitation, password="a long pass phrase", now=LATER)
    assert (user.username, user.email) == ("ada@x.example", "ada@x.example")
    assert user.check_password("a long pass phrase")
    assert Membership.objects.get(user=user).role == "reviewer"
    ada.refresh_from_db()
    assert ada.user == user
    assert find_invitation(token, LATER) is None
    with pytest.raises(BadInvitation):
        accept_as_new(invitation=invitation, password="another pass phrase", now=LATER)
    assert verify_chain(ada.partnership_id) == []


def test_somebody_with_an_account_accepts_with_it(ada: Person) -> None:
    invitation, _token = invited(ada)
    with pytest.raises(BadInvitation, match="another address"):
        accept_as(invitation=invitation, user=User.objects.create(username="b@x.example"), now=LATER)
    user = User.objects.create(username="ada@x.example", email="ada@x.example")
    with pytest.raises(BadInvitation, match="account"):
        accept_as_new(invitation=invitation, password="a long pass phrase", now=LATER)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None, "what failed used nothing up"
    accept_as(invitation=invitation, user=user, now=LATER)
    assert Membership.objects.get().user == user


@pytest.mark.parametrize("end", ["expired", "revoked", "again", "left", "address", "unknown"])
def test_an_invitation_ends(ada: Person, end: str) -> None:
    invitation, token = invited(ada)
    now = LATER
    if end == "expired":
        now = NOW + timedelta(days=INVITATION_DAYS)
        assert find_invitation(token, now - timedelta(seconds=1)) is not None
    elif end == "revoked":
        revoke(person=ada, **AS_ADMIN)  # type: ignore[arg-type]
        assert not OutboxMessage.objects.filter(sent_at=None).exists(), "nothing is sent any more"
    elif end == "again":
        invited(ada, Role.VIEWER)
        assert OutboxMessage.objects.filter(sent_at=None).count() == 1
    elif end == "left":
        leave(person=ada, **AS_ADMIN)  # type: ignore[arg-type]
    elif end == "address":
        values = {"name": "Ada", "job": "", "email": "other@x.example", "agency": None, "also_for": ()}
        change_person(person=ada, **values, by="ed", now=NOW)  # type: ignore[arg-type]
    else:
        token = "x" * 43
    assert find_invitation(token, now) is None
    if end != "unknown":
        with pytest.raises(BadInvitation):
            accept_as_new(invitation=invitation, password="a long pass phrase", now=now)
        assert not User.objects.exists()


@pytest.mark.parametrize("role", HIGH)
def test_an_editor_gives_no_role_above(ada: Person, role: Role) -> None:
    with pytest.raises(NotAllowed, match="Only an administrator"):
        invited(ada, role, **AS_EDITOR)
    invited(ada, role)
    with pytest.raises(NotAllowed):
        revoke(person=ada, **AS_EDITOR)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        leave(person=ada, **AS_EDITOR)  # type: ignore[arg-type]
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_who_cannot_be_invited(partnership: Partnership, ada: Person) -> None:
    nobody = add_person(partnership=partnership, name="Bea", by="tester", now=NOW)
    with pytest.raises(BadInvitation, match="no email"):
        invited(nobody)
    with pytest.raises(BadInvitation, match="joined already"):
        invited(member(partnership, "cy", Role.VIEWER))
    leave(person=ada, **AS_ADMIN)  # type: ignore[arg-type]
    with pytest.raises(BadInvitation, match="has left"):
        invited(ada)


RACE = """
import sys, json
import django
django.setup()
from datetime import datetime, UTC
from saferplan.accounts.errors import BadInvitation
from saferplan.accounts.invitation_actions import accept_as_new
from saferplan.accounts.people_queries import find_invitation
now = datetime(2026, 3, 4, 10, tzinfo=UTC)
found = find_invitation(sys.argv[1], now)
print("ready", flush=True)
sys.stdin.readline()
try:
    accept_as_new(invitation=found, password="a long pass phrase", now=now)
    print("in")
except BadInvitation:
    print("too late")
"""
MADE = """
import django
django.setup()
from datetime import datetime, UTC
from saferplan.accounts.migrate import migrate_and_protect
migrate_and_protect(verbosity=0)
from saferplan.accounts.actions import add_person, create_partnership
from saferplan.accounts.invitation_actions import invite
from saferplan.accounts.rules import Role
now = datetime(2026, 3, 4, 9, tzinfo=UTC)
partnership = create_partnership(slug="b", name="B", by="t", now=now)
ada = add_person(partnership=partnership, name="Ada", email="ada@x.example", by="t", now=now)
given = dict(as_role=Role.ADMINISTRATOR, by="t", now=now)
print(invite(person=ada, role=Role.VIEWER, letter=lambda token: ("s", token), **given).token)
"""


@pytest.mark.slow
def test_of_two_who_accept_at_once_one_wins(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "SAFERPLAN_DATABASE_URL"}
    environment = kept | {"SAFERPLAN_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "saferplan.config.settings"}
    options = {"env": environment, "text": True, "stdout": subprocess.PIPE}
    made = subprocess.run([sys.executable, "-c", MADE], check=True, timeout=120, **options)  # type: ignore[call-overload]
    token = made.stdout.splitlines()[-1]
    command = [sys.executable, "-c", RACE, token]
    racers = [subprocess.Popen(command, stdin=subprocess.PIPE, **options) for _ in range(2)]  # type: ignore[call-overload]
    for each in racers:
        assert each.stdout.readline() == "ready\n"
    answers = [each.communicate("go\n", timeout=60)[0].strip() for each in racers]
    assert sorted(answers) == ["in", "too late"], json.dumps(answers)


# Roles, leaving, coming back


def test_a_role_is_changed_by_those_who_may(partnership: Partnership) -> None:
    bea = member(partnership, "bea", Role.VIEWER)
    change_role(person=bea, role=Role.REVIEWER, **AS_EDITOR)  # type: ignore[arg-type]
    assert Membership.objects.get(user=bea.user).role == "reviewer"
    with pytest.raises(NotAllowed):
        change_role(person=bea, role=Role.EDITOR, **AS_EDITOR)  # type: ignore[arg-type]
    change_role(person=bea, role=Role.EDITOR, **AS_ADMIN)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        change_role(person=bea, role=Role.VIEWER, **AS_EDITOR)  # type: ignore[arg-type]
    event = AuditEvent.objects.filter(action="member.role").latest("seq")
    assert event.details == {"from": "reviewer", "to": "editor"}


def test_the_last_administrator_stays(partnership: Partnership) -> None:
    first = member(partnership, "first", Role.ADMINISTRATOR)
    gone = member(partnership, "gone", Role.ADMINISTRATOR)
    leave(person=gone, **AS_ADMIN)  # type: ignore[arg-type]
    other = create_partnership(slug="other", name="Other", by="tester", now=NOW)
    member(other, "elsewhere", Role.ADMINISTRATOR)
    for act in (leave, lambda **given: change_role(role=Role.EDITOR, **given)):
        with pytest.raises(NotAllowed, match="last administrator"):
            act(person=first, **AS_ADMIN)
    member(partnership, "second", Role.ADMINISTRATOR)
    leave(person=first, **AS_ADMIN)  # type: ignore[arg-type]
    assert Membership.objects.get(user=first.user).left_at == NOW


def test_whoever_left_keeps_the_history_and_can_come_back(partnership: Partnership) -> None:
    agency = add_agency(partnership=partnership, name="Fire", by="tester", now=NOW)
    bea = member(partnership, "bea", Role.CONTRIBUTOR)
    bea.also_for.add(agency)
    rounds = bea.user.session_round if bea.user else -1
    leave(person=bea, **AS_EDITOR)  # type: ignore[arg-type]
    bea.refresh_from_db()
    assert bea.left_on == date(2026, 3, 4)
    assert bea.user is not None
    assert bea.user.session_round == rounds + 1
    assert [each.standing for each in list_everybody(partnership, NOW)] == [Standing.LEFT]
    come_back(person=bea, **AS_EDITOR)  # type: ignore[arg-type]
    [back] = list_everybody(partnership, NOW)
    assert (back.standing, back.role, back.also_for) == (Standing.JOINED, Role.CONTRIBUTOR, ("Fire",))


def test_an_editor_brings_nobody_back_above_them(partnership: Partnership) -> None:
    member(partnership, "first", Role.ADMINISTRATOR)
    bea = member(partnership, "bea", Role.ADMINISTRATOR)
    leave(person=bea, **AS_ADMIN)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        come_back(person=bea, **AS_EDITOR)  # type: ignore[arg-type]
    assert Person.objects.get(pk=bea.pk).left_on is not None


def test_joining_again_after_leaving(partnership: Partnership) -> None:
    bea = member(partnership, "bea", Role.EDITOR)
    leave(person=bea, **AS_ADMIN)  # type: ignore[arg-type]
    assert bea.user is not None
    add_member(partnership=partnership, user=bea.user, role=Role.EDITOR, by="tester", now=LATER)
    assert Membership.objects.get(user=bea.user).left_at is None


def test_a_contact_without_a_history_goes_altogether(ada: Person) -> None:
    assert drop_contact(person=ada, **AS_EDITOR) is True  # type: ignore[arg-type]
    assert not Person.objects.exists()


def test_a_contact_with_a_history_is_marked_as_gone(partnership: Partnership, ada: Person) -> None:
    invitation, _token = invited(ada)
    accept_as_new(invitation=invitation, password="a long pass phrase", now=NOW)
    ada.refresh_from_db()
    assert drop_contact(person=ada, **AS_EDITOR) is False  # type: ignore[arg-type]
    assert Person.objects.get().left_on is not None
    with pytest.raises(NotAllowed):
        drop_contact(person=member(partnership, "boss", Role.EDITOR), **AS_EDITOR)  # type: ignore[arg-type]


def test_details_change_and_a_sign_in_address_stays(partnership: Partnership, ada: Person) -> None:
    fire = add_agency(partnership=partnership, name="Fire", by="tester", now=NOW)
    police = add_agency(partnership=partnership, name="Police", by="tester", now=NOW)
    values = {"name": "Ada M", "job": "Officer", "agency": fire, "also_for": [fire, police], "by": "ed", "now": NOW}
    change_person(person=ada, email="ADA.M@x.example", **values)  # type: ignore[arg-type]
    ada.refresh_from_db()
    assert (ada.email, ada.agency, list(ada.also_for.all())) == ("ada.m@x.example", fire, [police])
    bea = member(partnership, "bea", Role.VIEWER)
    with pytest.raises(NotAllowed, match="sign in with"):
        change_person(person=bea, email="other@x.example", **values)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError), transaction.atomic():
        change_person(person=ada, email="bea@x.example", **values)  # type: ignore[arg-type]
    other = create_partnership(slug="other", name="Other", by="tester", now=NOW)
    theirs = add_agency(partnership=other, name="Theirs", by="tester", now=NOW)
    with pytest.raises(ValueError, match="does not belong"):
        change_person(person=ada, email="", **{**values, "also_for": [theirs]})  # type: ignore[arg-type]


def test_a_lost_second_step_is_forgotten_by_an_administrator(partnership: Partnership) -> None:
    bea = member(partnership, "bea", Role.EDITOR)
    Authenticator.objects.create(user=bea.user, type="totp", data={"secret": "x"})
    with pytest.raises(NotAllowed):
        forget_second_step(person=bea, **AS_EDITOR)  # type: ignore[arg-type]
    other = create_partnership(slug="other", name="Other", by="tester", now=NOW)
    assert bea.user is not None
    add_member(partnership=other, user=bea.user, role=Role.ADMINISTRATOR, by="tester", now=NOW)
    with pytest.raises(NotAllowed, match="another partnership"):
        forget_second_step(person=bea, **AS_ADMIN)  # type: ignore[arg-type]
    Membership.objects.filter(partnership=other).update(left_at=NOW)
    forget_second_step(person=bea, **AS_ADMIN)  # type: ignore[arg-type]
    assert not Authenticator.objects.exists()
    assert User.objects.get(pk=bea.user_id).session_round == 1


def test_a_founder_is_administrator_and_a_contact(db: None) -> None:
    user = User.objects.create(username="f@x.example", email="f@x.example")
    partnership = found_partnership(slug="new", name="New", user=user, now=NOW)
    [found] = list_everybody(partnership, NOW)
    assert (found.person.user, found.role) == (user, Role.ADMINISTRATOR)


def test_everybody_costs_the_same_however_many(partnership: Partnership, django_assert_num_queries: object) -> None:
    for number in range(5):
        member(partnership, f"person{number}", Role.VIEWER)
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(list_everybody(partnership, NOW)) == 5
