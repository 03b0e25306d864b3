"""Reads of partnerships, agencies and roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Subquery
from django.utils.text import slugify

from saferplan.accounts.models import Agency, Membership, Partnership, Person, User
from saferplan.accounts.rules import Role


def find_partnership(slug: str) -> Partnership | None:
    return Partnership.objects.filter(slug=slug).first()


def list_partnerships_seen_by(user: User | AnonymousUser) -> Sequence[Partnership]:
    """Those whose live pages the user may see: their own, and open demos."""
    seen = Partnership.objects.filter(live_is_open=True)
    if isinstance(user, User):
        seen = seen | Partnership.objects.filter(memberships__user=user)
    return list(seen.distinct().order_by("name"))


def list_agencies(partnership: Partnership) -> Sequence[Agency]:
    return list(Agency.objects.filter(partnership=partnership))


def list_people(partnership: Partnership) -> Sequence[Person]:
    return list(Person.objects.filter(partnership=partnership).select_related("agency"))


def find_with_role(user: User | AnonymousUser, slug: str) -> tuple[Partnership, Role | None] | None:
    """A partnership and the user's role in it, in one query; None where there is no such partnership."""
    mine = Membership.objects.filter(partnership=OuterRef("pk"), user=user.pk if isinstance(user, User) else None)
    found = Partnership.objects.filter(slug=slug).annotate(role_here=Subquery(mine.values("role")[:1])).first()
    if found is None:
        return None
    role: str | None = found.role_here
    return found, Role(role) if role else None


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
