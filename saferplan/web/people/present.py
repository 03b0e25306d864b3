"""What the pages of people show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from saferplan.accounts.models import Agency
from saferplan.accounts.people_queries import Somebody
from saferplan.accounts.rules import Role, Standing, grantable
from saferplan.web.people.wording import STANDINGS, TAGS
from saferplan.web.role_words import ROLES


@dataclass(frozen=True, slots=True)
class Line:
    """One person in a list."""

    name: str
    url: str
    job: str
    also_for: str
    role: str | Promise
    standing: str | Promise
    tag: str
    is_theirs: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The people of an agency."""

    id: str
    title: str
    lines: tuple[Line, ...]


def present_groups(slug: str, everybody: Sequence[Somebody], agencies: Sequence[Agency], me: int) -> tuple[Group, ...]:
    """By agency, in their order, then those of none; without those who left."""
    here = [each for each in everybody if each.standing is not Standing.LEFT]
    groups = [Group(f"agency-{a.pk}", a.name, _lines(slug, here, a.pk, me)) for a in agencies]
    rest = Group("agency-none", _("Of no agency"), _lines(slug, here, None, me))
    return (*groups, rest) if rest.lines else tuple(groups)


def present_left(slug: str, everybody: Sequence[Somebody], me: int) -> tuple[Line, ...]:
    return tuple(present_line(slug, each, me) for each in everybody if each.standing is Standing.LEFT)


def _lines(slug: str, people: Sequence[Somebody], agency: int | None, me: int) -> tuple[Line, ...]:
    return tuple(present_line(slug, each, me) for each in people if each.person.agency_id == agency)


def present_line(slug: str, somebody: Somebody, me: int) -> Line:
    person = somebody.person
    return Line(
        name=person.name,
        url=reverse("person", args=[slug, person.pk]),
        job=person.job,
        also_for=", ".join(somebody.also_for),
        role=ROLES[somebody.role] if somebody.role else "",
        standing=STANDINGS[somebody.standing],
        tag=TAGS[somebody.standing],
        is_theirs=person.user_id == me,
    )


@dataclass(frozen=True, slots=True)
class Doing:
    """What may be done for a person: each is a button or link of their page."""

    can_invite: bool
    can_change_role: bool
    can_revoke: bool
    can_leave: bool
    can_come_back: bool
    can_forget_second_step: bool


def present_doing(somebody: Somebody, mine: Role, *, has_second_step: bool) -> Doing:
    """Whose role the reader may not give is not theirs to change either."""
    standing, role = somebody.standing, somebody.role
    is_mine_to_give = role is None or role in grantable(mine)
    waits = standing in (Standing.INVITED, Standing.EXPIRED)
    return Doing(
        can_invite=bool(somebody.person.email) and is_mine_to_give and (waits or standing is Standing.CONTACT),
        can_change_role=standing is Standing.JOINED and is_mine_to_give,
        can_revoke=waits and is_mine_to_give,
        can_leave=standing is not Standing.LEFT and is_mine_to_give,
        can_come_back=standing is Standing.LEFT,
        can_forget_second_step=has_second_step and standing is Standing.JOINED and mine is Role.ADMINISTRATOR,
    )
