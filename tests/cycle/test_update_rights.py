"""Who somebody is to an update."""

from __future__ import annotations

import pytest

from saferplan.accounts.rules import Role
from saferplan.cycle.update_rights import (
    Actor,
    HandOverFact,
    OwnerFact,
    Who,
    is_for_agency,
    lead_of,
    may_choose_lights,
    may_write,
    standing,
)

POLICE, FIRE = 1, 2
ANN, BOB = 11, 12


def actor(role: Role = Role.CONTRIBUTOR, person: int | None = ANN, agencies: tuple[int, ...] = (POLICE,)) -> Actor:
    return Actor(username="ann", name="Ann", role=role, person=person, agencies=frozenset(agencies))


def owner(agency: int | None = None, person: int | None = None, accountable: bool = False) -> OwnerFact:
    return OwnerFact(words="x", agency=agency, person=person, is_accountable=accountable)


LEAD, HELPER, REVIEWER, EDITOR = Who.LEAD, Who.HELPER, Who.REVIEWER, Who.EDITOR


@pytest.mark.parametrize(
    ("who", "owners", "handed", "expected"),
    [
        # By person, by agency, by neither.
        (actor(), [owner(person=ANN, accountable=True)], [], {LEAD, HELPER}),
        (actor(), [owner(agency=POLICE, accountable=True)], [], {LEAD, HELPER}),
        (actor(), [owner(person=BOB)], [], set()),
        (actor(), [owner(agency=FIRE)], [], set()),
        (actor(), [owner()], [], set()),
        (actor(), [], [], set()),
        (actor(person=None, agencies=()), [owner()], [], set()),
        # One lead; the others add text. Nobody marked: the first named leads.
        (actor(), [owner(agency=FIRE, accountable=True), owner(agency=POLICE)], [], {HELPER}),
        (actor(), [owner(agency=FIRE), owner(agency=POLICE, accountable=True)], [], {LEAD, HELPER}),
        (actor(), [owner(agency=FIRE), owner(agency=POLICE)], [], {HELPER}),
        (actor(), [owner(agency=POLICE), owner(agency=FIRE)], [], {LEAD, HELPER}),
        # Somebody may act for several agencies.
        (actor(agencies=(POLICE, FIRE)), [owner(agency=FIRE)], [], {LEAD, HELPER}),
        # Handed all of it, one activity of it, or handed to another.
        (actor(), [owner(agency=FIRE)], [HandOverFact(person=ANN)], {LEAD, HELPER}),
        (actor(), [owner(agency=FIRE)], [HandOverFact(person=ANN, activity=5)], {HELPER}),
        (actor(), [owner(agency=FIRE)], [HandOverFact(person=BOB)], set()),
        (actor(person=None), [], [HandOverFact(person=ANN)], set()),
        # The role counts as well.
        (actor(Role.VIEWER), [owner(person=ANN)], [HandOverFact(person=ANN)], set()),
        (actor(Role.BOARD_MEMBER), [owner(person=ANN)], [], set()),
        (actor(Role.REVIEWER), [], [], {REVIEWER}),
        (actor(Role.REVIEWER), [owner(person=ANN)], [], {LEAD, HELPER, REVIEWER}),
        (actor(Role.EDITOR), [], [], {REVIEWER, EDITOR}),
        (actor(Role.ADMINISTRATOR), [owner(agency=POLICE)], [], {LEAD, HELPER, REVIEWER, EDITOR}),
    ],
)
def test_standing(who: Actor, owners: list[OwnerFact], handed: list[HandOverFact], expected: set[Who]) -> None:
    assert standing(who, owners, handed) == expected


@pytest.mark.parametrize(
    ("who", "writes", "lights", "for_agency"),
    [
        (set(), False, False, False),
        ({LEAD, HELPER}, True, True, False),
        ({HELPER}, True, False, False),
        ({REVIEWER}, False, False, False),
        ({REVIEWER, EDITOR}, True, True, True),
        ({HELPER, REVIEWER, EDITOR}, True, True, False),
        ({LEAD, HELPER, REVIEWER, EDITOR}, True, True, False),
    ],
)
def test_what_that_allows(who: set[Who], writes: bool, lights: bool, for_agency: bool) -> None:
    found = frozenset(who)
    assert (may_write(found), may_choose_lights(found), is_for_agency(found)) == (writes, lights, for_agency)


def test_nobody_leads_what_nobody_owns() -> None:
    assert lead_of([]) is None
