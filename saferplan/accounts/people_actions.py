"""Writes of people: changed, given another role, gone, back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F, QuerySet

from saferplan.accounts.actions import add_member, lock_chain, record, remove_person
from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.invitation_actions import end_open, revoke
from saferplan.accounts.models import Agency, Invitation, Membership, Person, User
from saferplan.accounts.permissions import check_grant
from saferplan.accounts.rules import NEEDS_SECOND_STEP, Role
from saferplan.common.dates import LONDON

# What points at a contact and is told in words without them.
_NO_HISTORY = frozenset({"invitations", "ownerships"})


@transaction.atomic
def change_person(
    *,
    person: Person,
    name: str,
    job: str,
    email: str,
    agency: Agency | None,
    also_for: Collection[Agency],
    by: str,
    now: datetime,
) -> None:
    """Change a contact's details, and which agencies they also act for. Changes the object given, too.

    A new address ends an open invitation. NotAllowed to change the address of somebody who signs in with it,
    IntegrityError for an address known already.
    """
    if person.user_id and email.lower() != person.email.lower():
        raise NotAllowed("This address is what they sign in with, so it cannot be changed here.")
    for each in (agency, *also_for):
        if each is not None and each.partnership_id != person.partnership_id:
            raise ValueError(f"{each} does not belong to this partnership.")
    if email.lower() != person.email:
        # What was sent to another address opens nothing here.
        end_open(person, now)
    person.name, person.job, person.email, person.agency = name, job, email.lower(), agency
    person.save(update_fields=["name", "job", "email", "agency"])
    person.also_for.set([each for each in also_for if each != agency])
    details = {"agency": agency.pk if agency else None, "also": sorted(each.pk for each in also_for)}
    _record(person, "person.change", details, by, now)


@transaction.atomic
def give_account(*, person: Person, user: User, role: Role, by: str, now: datetime) -> None:
    """Let a contact in with an account, without asking: for who runs the site. Writes nothing where all is so."""
    if person.user_id != user.pk:
        person.user = user
        person.save(update_fields=["user"])
        _record(person, "person.account", {"user": user.pk}, by, now)
    add_member(partnership=person.partnership, user=user, role=role, by=by, now=now)


@transaction.atomic
def change_role(*, person: Person, role: Role, as_role: Role, by: str, now: datetime) -> None:
    """NotAllowed for roles that are not theirs to give or take, and for the last administrator."""
    lock_chain(person.partnership)
    membership = _membership(person)
    before = Role(membership.role)
    check_grant(as_role, before, role)
    if before is role:
        return
    if before is Role.ADMINISTRATOR:
        _check_another_administrator(membership)
    membership.role = role.value
    membership.save(update_fields=["role"])
    _record(person, "member.role", {"from": before.value, "to": role.value}, by, now)


@transaction.atomic
def leave(*, person: Person, as_role: Role, by: str, now: datetime) -> None:
    """They have left: no more signing in to this partnership, from now on; what they did and wrote stays.

    NotAllowed for the last administrator, and for an editor who would send away somebody with more rights.
    """
    lock_chain(person.partnership)
    revoke(person=person, as_role=as_role, by=by, now=now)
    membership = _memberships(person).first()
    if membership is not None:
        check_grant(as_role, Role(membership.role))
        if Role(membership.role) is Role.ADMINISTRATOR:
            _check_another_administrator(membership)
        membership.left_at = now
        membership.save(update_fields=["left_at"])
        end_sessions(membership.user)
    person.left_on = now.astimezone(LONDON).date()
    person.save(update_fields=["left_on"])
    _record(person, "person.leave", {"was_member": membership is not None}, by, now)


@transaction.atomic
def come_back(*, person: Person, as_role: Role, by: str, now: datetime) -> None:
    """They are back, in the role that they had."""
    membership = Membership.objects.filter(partnership=person.partnership_id, user=person.user_id).first()
    if membership is not None:
        check_grant(as_role, Role(membership.role))
        membership.left_at = None
        membership.save(update_fields=["left_at"])
    person.left_on = None
    person.save(update_fields=["left_on"])
    _record(person, "person.back", {"is_member": membership is not None}, by, now)


@transaction.atomic
def drop_contact(*, person: Person, as_role: Role, by: str, now: datetime) -> bool:
    """Take a contact off the list. Whoever has a history is marked as gone instead; then it returns False."""
    if has_history(person):
        leave(person=person, as_role=as_role, by=by, now=now)
        return False
    remove_person(person=person, by=by, now=now)
    return True


def has_history(person: Person) -> bool:
    """An account, an accepted invitation, or anything recorded that names them."""
    if person.user_id or Invitation.objects.filter(person=person, accepted_at__isnull=False).exists():
        return True
    pointing = [each for each in Person._meta.related_objects if each.get_accessor_name() not in _NO_HISTORY]
    return any(
        each.related_model._base_manager.filter(**{each.field.name: person}).exists()
        for each in pointing
        if isinstance(each.related_model, type)
    )


@transaction.atomic
def forget_second_step(*, person: Person, as_role: Role | None, by: str, now: datetime) -> None:
    """For somebody who lost their phone: they set it up anew at the next sign-in, which needs their password.

    Who runs the site has no role (None). NotAllowed to others where another partnership relies on it, too.
    """
    membership = _membership(person)
    if as_role is not None:
        check_grant(as_role, Role.ADMINISTRATOR, Role(membership.role))
        _check_needed_here_only(membership)
    Authenticator.objects.filter(user=membership.user).delete()
    end_sessions(membership.user)
    _record(person, "person.second-step", {"user": membership.user_id}, by, now)


def _check_needed_here_only(membership: Membership) -> None:
    others = Membership.objects.filter(user=membership.user, left_at=None).exclude(pk=membership.pk)
    if others.filter(role__in=[role.value for role in NEEDS_SECOND_STEP]).exists():
        raise NotAllowed("They need the second step for another partnership, too: ask who runs this site.")


def end_sessions(user: User) -> None:
    """Every session of theirs ends at once, wherever it is."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)


def _memberships(person: Person) -> QuerySet[Membership]:
    return Membership.objects.filter(
        partnership=person.partnership_id, user=person.user_id, user__isnull=False, left_at=None
    ).select_related("user")


def _membership(person: Person) -> Membership:
    found = _memberships(person).first()
    if found is None:
        raise NotAllowed(f"{person.name} has not joined.")
    return found


def _check_another_administrator(membership: Membership) -> None:
    others = Membership.objects.filter(
        partnership=membership.partnership_id, role=Role.ADMINISTRATOR.value, left_at=None
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise NotAllowed("This is the last administrator. Make somebody else an administrator first.")


def _record(person: Person, action: str, details: Mapping[str, object], by: str, now: datetime) -> None:
    subject = f"person:{person.pk}"
    record(partnership=person.partnership, by=by, action=action, subject=subject, details=dict(details), at=now)
