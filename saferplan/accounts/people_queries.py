"""Reads for the page of people, and of invitations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator

from saferplan.accounts.chain import text_hash
from saferplan.accounts.models import Invitation, Membership, OutboxMessage, Partnership, Person, User
from saferplan.accounts.rules import Right, Role, Standing, may, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A contact as the page of people shows them. `role` is theirs, or the one that they are invited to."""

    person: Person
    also_for: tuple[str, ...]
    standing: Standing
    role: Role | None
    since: datetime | date | None


def list_everybody(partnership: Partnership, now: datetime) -> Sequence[Somebody]:
    """All contacts, those who left too. Four queries."""
    people = Person.objects.filter(partnership=partnership).select_related("agency").prefetch_related("also_for")
    members = {each.user_id: each for each in Membership.objects.filter(partnership=partnership)}
    # The latest of each comes last, so that it stays.
    invitations = {each.person_id: each for each in Invitation.objects.filter(partnership=partnership).order_by("id")}
    return [_somebody(each, members.get(each.user_id or 0), invitations.get(each.pk), now) for each in people]


def find_somebody(partnership: Partnership, pk: int, now: datetime) -> Somebody | None:
    return next((each for each in list_everybody(partnership, now) if each.person.pk == pk), None)


def _somebody(person: Person, member: Membership | None, invitation: Invitation | None, now: datetime) -> Somebody:
    is_member = member is not None and member.left_at is None
    is_open = invitation is not None and invitation.accepted_at is None and invitation.revoked_at is None
    is_invited = is_open and invitation is not None and invitation.expires_at > now
    found = standing(
        has_left=person.left_on is not None, is_member=is_member, is_invited=is_invited, was_invited=is_open
    )
    since: datetime | date | None = None
    role: Role | None = None
    if found is Standing.LEFT:
        since = person.left_on
    elif found is Standing.JOINED and member is not None:
        role = Role(member.role)
        since = invitation.accepted_at if invitation else None
    elif invitation is not None and is_open:
        role, since = Role(invitation.role), invitation.created_at
    also = tuple(agency.name for agency in person.also_for.all())
    return Somebody(person=person, also_for=also, standing=found, role=role, since=since)


def role_of(person: Person) -> Role | None:
    """What somebody who signs in may do now; None where they have no account, or have left."""
    mine = Membership.objects.filter(partnership=person.partnership_id, user=person.user_id, left_at=None)
    role = mine.exclude(user=None).values_list("role", flat=True).first()
    return Role(role) if role else None


def list_writers(partnership: Partnership) -> Sequence[Person]:
    """Whoever can be given an update: with a role that writes, or who cannot sign in yet. Two queries."""
    roles = dict(Membership.objects.filter(partnership=partnership, left_at=None).values_list("user_id", "role"))
    people = Person.objects.filter(partnership=partnership, left_on=None).select_related("agency")
    return [each for each in people if each.user_id is None or _writes(roles.get(each.user_id))]


def _writes(role: str | None) -> bool:
    return role is not None and may(Role(role), Right.CONTRIBUTE)


def find_invitation(token: str, now: datetime) -> Invitation | None:
    """The invitation that a link's secret opens; None alike for unknown, expired, used and taken back."""
    holds = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now, person__left_on=None)
    return holds.filter(token_hash=text_hash(token)).select_related("partnership", "person").first()


def find_open_invitation(person: Person) -> Invitation | None:
    return Invitation.objects.filter(person=person, accepted_at=None, revoked_at=None).first()


def find_email_of(invitation: Invitation) -> OutboxMessage | None:
    return OutboxMessage.objects.filter(partnership=invitation.partnership_id, about=invitation.about).first()


def has_account(email: str) -> bool:
    return User.objects.filter(username__iexact=email).exists()


def has_second_step(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
