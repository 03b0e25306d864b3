"""Writes of partnerships, agencies, people and members, and the audit trail that every action adds to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from saferplan.accounts.chain import check_details, line_hash
from saferplan.accounts.models import Agency, AuditEvent, AuditHead, Membership, Partnership, Person, User
from saferplan.accounts.rules import Role


@transaction.atomic
def record(
    *, partnership: Partnership, by: str, action: str, subject: str, details: dict[str, Any], at: datetime
) -> AuditEvent:
    """Add a line to the partnership's audit chain. UnfitForAudit for details that are narrative."""
    check_details(details)
    head = lock_chain(partnership)
    seq = head.seq + 1
    line = line_hash(
        previous=head.hash,
        partnership_id=partnership.pk,
        seq=seq,
        at=at,
        by=by,
        action=action,
        subject=subject,
        details=details,
    )
    event = AuditEvent.objects.create(
        partnership_id=partnership.pk,
        seq=seq,
        at=at,
        by=by,
        action=action,
        subject=subject,
        details=details,
        previous_hash=head.hash,
        hash=line,
    )
    AuditHead.objects.filter(pk=head.pk).update(seq=seq, hash=line)
    return event


def lock_chain(partnership: Partnership) -> AuditHead:
    """The end of the partnership's chain, locked until the transaction ends. Its hash changes with every action."""
    locked = AuditHead.objects.select_for_update()
    head = locked.filter(partnership=partnership).first()
    if head is None:
        AuditHead.objects.get_or_create(partnership=partnership)
        head = locked.get(partnership=partnership)
    return head


@transaction.atomic
def create_partnership(
    *,
    slug: str,
    name: str,
    motto: str = "",
    is_invented: bool = False,
    by: str,
    now: datetime,
) -> Partnership:
    """A new, empty partnership. IntegrityError if the slug is taken."""
    partnership = Partnership.objects.create(slug=slug, name=name, motto=motto, is_invented=is_invented)
    AuditHead.objects.create(partnership=partnership)
    record(partnership=partnership, by=by, action="partnership.create", subject=slug, details={}, at=now)
    return partnership


@transaction.atomic
def found_partnership(*, slug: str, name: str, user: User, now: datetime) -> Partnership:
    """A new partnership whose founder is its first contact and administrator. IntegrityError if the slug is taken."""
    by = user.get_username()
    partnership = create_partnership(slug=slug, name=name, by=by, now=now)
    known_as = user.get_full_name() or by
    add_person(partnership=partnership, name=known_as, email=user.email, user=user, by=by, now=now)
    add_member(partnership=partnership, user=user, role=Role.ADMINISTRATOR, by=by, now=now)
    return partnership


@transaction.atomic
def name_partnership(*, partnership: Partnership, name: str, motto: str, by: str, now: datetime) -> None:
    """Change what the partnership is called. Changes the object given, too."""
    partnership.name, partnership.motto = name, motto
    partnership.save(update_fields=["name", "motto"])
    record(partnership=partnership, by=by, action="partnership.name", subject=partnership.slug, details={}, at=now)


@transaction.atomic
def ignore_checks(*, partnership: Partnership, codes: list[str], by: str, now: datetime) -> None:
    """Switch these checks off for the partnership, and no others."""
    partnership.ignored_checks = sorted(set(codes))
    partnership.save(update_fields=["ignored_checks"])
    details = {"codes": partnership.ignored_checks}
    record(
        partnership=partnership, by=by, action="partnership.checks", subject=partnership.slug, details=details, at=now
    )


@transaction.atomic
def add_agency(*, partnership: Partnership, name: str, short_name: str = "", by: str, now: datetime) -> Agency:
    """A partner organisation. IntegrityError if the partnership has one of that name."""
    agency = Agency.objects.create(partnership=partnership, name=name, short_name=short_name)
    subject = f"agency:{agency.pk}"
    record(partnership=partnership, by=by, action="agency.add", subject=subject, details={}, at=now)
    return agency


@transaction.atomic
def remove_agency(*, agency: Agency, by: str, now: datetime) -> None:
    """Take an agency out; its people and what they own stay, without an agency."""
    subject = f"agency:{agency.pk}"
    record(partnership=agency.partnership, by=by, action="agency.remove", subject=subject, details={}, at=now)
    agency.delete()


@transaction.atomic
def add_person(
    *,
    partnership: Partnership,
    name: str,
    job: str = "",
    email: str = "",
    agency: Agency | None = None,
    user: User | None = None,
    by: str,
    now: datetime,
) -> Person:
    """A contact. ValueError for an agency of another partnership, IntegrityError for an address known already."""
    if agency is not None and agency.partnership_id != partnership.pk:
        raise ValueError(f"{agency} does not belong to {partnership}.")
    person = Person.objects.create(
        partnership=partnership, agency=agency, user=user, name=name, job=job, email=email.lower()
    )
    details = {"agency": agency.pk if agency else None, "user": user.pk if user else None}
    subject = f"person:{person.pk}"
    record(partnership=partnership, by=by, action="person.add", subject=subject, details=details, at=now)
    return person


@transaction.atomic
def remove_person(*, person: Person, by: str, now: datetime) -> None:
    """Take a contact out; what they own stays, in the report's words."""
    subject = f"person:{person.pk}"
    record(partnership=person.partnership, by=by, action="person.remove", subject=subject, details={}, at=now)
    person.delete()


@transaction.atomic
def add_member(*, partnership: Partnership, user: User, role: Role, by: str, now: datetime) -> Membership:
    """Let a user in, again if they had left, or change their role. Nothing is written if they have it already."""
    membership, is_new = Membership.objects.get_or_create(
        partnership=partnership, user=user, defaults={"role": role.value}
    )
    if not is_new and (membership.role, membership.left_at) == (role.value, None):
        return membership
    membership.role, membership.left_at = role.value, None
    membership.save(update_fields=["role", "left_at"])
    details = {"role": role.value}
    record(partnership=partnership, by=by, action="member.add", subject=f"user:{user.pk}", details=details, at=now)
    return membership
