"""Writes of invitations: made, taken back, accepted. Of a link's secret only the hash is kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from saferplan.accounts import outbox
from saferplan.accounts.actions import add_member, lock_chain, record
from saferplan.accounts.chain import text_hash
from saferplan.accounts.errors import BadInvitation
from saferplan.accounts.models import Invitation, Membership, Person, User
from saferplan.accounts.permissions import check_grant
from saferplan.accounts.rules import INVITATION_DAYS, Role

GONE = "This invitation does not hold any more."


@dataclass(frozen=True, slots=True)
class Invited:
    """`token` is known here and in the email only: show it now or never."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(
    *,
    person: Person,
    role: Role,
    letter: Callable[[str], tuple[str, str]],
    as_role: Role,
    by: str,
    now: datetime,
) -> Invited:
    """Ask a contact to sign in. Any earlier invitation of theirs ends. `letter` makes subject and text of a token.

    NotAllowed for a role that is not theirs to give; BadInvitation for somebody who cannot be invited.
    """
    check_grant(as_role, role)
    partnership = person.partnership
    lock_chain(partnership)
    _check_can_be_invited(person)
    end_open(person, now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        partnership=partnership,
        person=person,
        role=role.value,
        token_hash=text_hash(token),
        by=by,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    subject, body = letter(token)
    about = invitation.about
    outbox.queue(partnership=partnership, to=person.email, subject=subject, body=body, about=about, now=now)
    details = {"person": person.pk, "role": role.value}
    record(partnership=partnership, by=by, action="invitation.make", subject=about, details=details, at=now)
    return Invited(invitation, token)


def _check_can_be_invited(person: Person) -> None:
    if not person.email:
        raise BadInvitation(f"{person.name} has no email address yet.")
    if person.left_on is not None:
        raise BadInvitation(f"{person.name} has left.")
    if Membership.objects.filter(
        partnership=person.partnership_id, user__username__iexact=person.email, left_at=None
    ).exists():
        raise BadInvitation(f"{person.name} has joined already: change the role instead.")


def end_open(person: Person, now: datetime) -> int:
    """Their open invitations end, and the emails that have not gone with them. How many; no line is written."""
    mine = Invitation.objects.filter(person=person, accepted_at=None, revoked_at=None)
    for invitation in mine:
        outbox.forget(partnership=person.partnership, about=invitation.about)
    return mine.update(revoked_at=now)


@transaction.atomic
def revoke(*, person: Person, as_role: Role, by: str, now: datetime) -> None:
    """Take back a contact's open invitation; harmless where there is none."""
    roles = Invitation.objects.filter(person=person, accepted_at=None, revoked_at=None).values_list("role", flat=True)
    check_grant(as_role, *(Role(role) for role in roles))
    if end_open(person, now):
        subject = f"person:{person.pk}"
        record(partnership=person.partnership, by=by, action="invitation.revoke", subject=subject, details={}, at=now)


@transaction.atomic
def accept_as_new(*, invitation: Invitation, password: str, now: datetime) -> User:
    """Make the account that the invitation is for. BadInvitation if it holds no more, or there is an account."""
    _claim(invitation, now)
    email = invitation.person.email.lower()
    user = User(username=email, email=email)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise BadInvitation("There is an account with this address already: sign in with it.") from error
    _let_in(invitation, user, now)
    return user


@transaction.atomic
def accept_as(*, invitation: Invitation, user: User, now: datetime) -> None:
    """By somebody who has an account, with the address that was invited. BadInvitation otherwise."""
    if user.username.lower() != invitation.person.email.lower():
        raise BadInvitation("This invitation is for another address than the one that you signed in with.")
    _claim(invitation, now)
    _let_in(invitation, user, now)


def _claim(invitation: Invitation, now: datetime) -> None:
    """Of two who accept at once, one: a single UPDATE decides."""
    holds = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None, expires_at__gt=now)
    if not holds.filter(person__left_on=None).update(accepted_at=now):
        raise BadInvitation(GONE)


def _let_in(invitation: Invitation, user: User, now: datetime) -> None:
    partnership, by = invitation.partnership, user.username
    Person.objects.filter(pk=invitation.person_id).update(user=user)
    details = {"person": invitation.person_id, "user": user.pk, "role": invitation.role}
    subject = invitation.about
    record(partnership=partnership, by=by, action="invitation.accept", subject=subject, details=details, at=now)
    add_member(partnership=partnership, user=user, role=Role(invitation.role), by=by, now=now)
