"""Reads of partnerships, agencies and roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count

from django.contrib.auth.models import AnonymousUser
from django.utils.text import slugify

from saferplan.accounts.models import Agency, Membership, Partnership, Person, User
from saferplan.accounts.rules import NEEDS_SECOND_STEP, Role


def find_partnership(slug: str) -> Partnership | None:
    return Partnership.objects.filter(slug=slug).first()


def list_partnerships_of(user: User | AnonymousUser) -> Sequence[Partnership]:
    """Those that the user is a member of."""
    if not isinstance(user, User):
        return []
    return list(Partnership.objects.filter(memberships__user=user, memberships__left_at=None).order_by("name"))


def list_agencies(partnership: Partnership) -> Sequence[Agency]:
    return list(Agency.objects.filter(partnership=partnership))


def list_people(partnership: Partnership) -> Sequence[Person]:
    return list(Person.objects.filter(partnership=partnership).select_related("agency"))


def find_with_role(user: User, slug: str) -> tuple[Partnership, Role] | None:
    """A partnership and the user's role in it, in one query; None where they have none, or there is no such."""
    mine = Membership.objects.filter(partnership__slug=slug, user=user, left_at=None).select_related("partnership")
    membership = mine.first()
    return (membership.partnership, Role(membership.role)) if membership else None


def is_second_step_needed(user: User) -> bool:
    """For a role that the user has in any partnership."""
    needing = [role.value for role in NEEDS_SECOND_STEP]
    return Membership.objects.filter(user=user, left_at=None, role__in=needing).exists()


def free_slug(name: str) -> str:
    """An address for a new partnership that no other has: `brackwater`, then `brackwater-2`."""
    base = slugify(name)[:50] or "partnership"
    taken = set(Partnership.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates: Iterator[str] = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(slug for slug in candidates if slug not in taken)


def find_agency(partnership: Partnership, pk: int) -> Agency | None:
    return Agency.objects.filter(partnership=partnership, pk=pk).first()


def find_person(partnership: Partnership, pk: int) -> Person | None:
    return Person.objects.filter(partnership=partnership, pk=pk).first()


def find_person_of(user: User, partnership: Partnership) -> Person | None:
    """The contact that a user is in a partnership."""
    return Person.objects.filter(partnership=partnership, user=user, left_on=None).order_by("id").first()


def agency_ids_of(person: Person) -> frozenset[int]:
    """Every agency that a person acts for: their own, and those they also act for."""
    own = {person.agency_id} if person.agency_id else set()
    return frozenset(own | set(person.also_for.values_list("pk", flat=True)))
