"""Who somebody is to an update: its lead, one who adds text, a reviewer, an editor. Pure.

The lead is the accountable owner; where nobody is marked accountable, the first owner named. An owner is a person, or
an agency that people act for. Whoever was handed the whole update leads it too; whoever was handed one activity adds
text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from saferplan.accounts.permissions import can
from saferplan.accounts.rules import Right, Role


class Who(StrEnum):
    LEAD = "lead"
    HELPER = "helper"
    REVIEWER = "reviewer"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A member who does something: the name that they sign in with, their own name, and the contact that they are."""

    username: str
    name: str
    role: Role
    person: int | None = None
    agencies: frozenset[int] = frozenset()

    def may(self, right: Right) -> bool:
        return can(self.role, right)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerFact:
    """An owner of a card: in the report's words, and whom they mean."""

    words: str
    agency: int | None = None
    person: int | None = None
    is_accountable: bool = False

    def is_met_by(self, actor: Actor) -> bool:
        """Whether the actor is this owner, or acts for the owner's agency."""
        is_person = self.person is not None and self.person == actor.person
        return is_person or (self.agency is not None and self.agency in actor.agencies)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverFact:
    """What somebody was handed: one activity, or everything (`activity` None)."""

    person: int
    activity: int | None = None


def lead_of(owners: Sequence[OwnerFact]) -> OwnerFact | None:
    return next((owner for owner in owners if owner.is_accountable), owners[0] if owners else None)


def standing(actor: Actor, owners: Sequence[OwnerFact], handovers: Sequence[HandOverFact]) -> frozenset[Who]:
    """All that the actor is to an update; empty where it is none of their business."""
    found = set()
    if actor.may(Right.CONTRIBUTE):
        lead = lead_of(owners)
        mine = [handed for handed in handovers if handed.person == actor.person]
        if (lead and lead.is_met_by(actor)) or any(handed.activity is None for handed in mine):
            found.add(Who.LEAD)
        if mine or any(owner.is_met_by(actor) for owner in owners):
            found.add(Who.HELPER)
    if actor.may(Right.REVIEW):
        found.add(Who.REVIEWER)
    if actor.may(Right.EDIT):
        found.add(Who.EDITOR)
    return frozenset(found)


def may_write(who: frozenset[Who]) -> bool:
    return bool(who & {Who.LEAD, Who.HELPER, Who.EDITOR})


def may_choose_lights(who: frozenset[Who]) -> bool:
    return bool(who & {Who.LEAD, Who.EDITOR})


def is_for_agency(who: frozenset[Who]) -> bool:
    """An editor who writes what others own: the email or call that it comes from must be named."""
    return Who.EDITOR in who and not who & {Who.LEAD, Who.HELPER}
