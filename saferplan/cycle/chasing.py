"""Who owes what, and whom to ask for it. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from saferplan.cycle.lateness import Lateness
from saferplan.cycle.rules import UpdateState


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can be written to."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerLine:
    """An owner in the report's words, with the agency and the contact that they are, where that is known."""

    words: str
    is_accountable: bool = False
    agency_id: int | None = None
    agency: str = ""
    contact: Contact | None = None

    @property
    def is_known(self) -> bool:
        """Whether somebody finds the update in their list, or can be written to."""
        return self.agency_id is not None or self.contact is not None


def lead_of(owners: Sequence[OwnerLine]) -> OwnerLine | None:
    """The accountable owner; where none is marked, the one who is named first."""
    return next((owner for owner in owners if owner.is_accountable), owners[0] if owners else None)


def is_led(owners: Sequence[OwnerLine]) -> bool:
    """Whether somebody who is known here can send the update in."""
    lead = lead_of(owners)
    return lead is not None and lead.is_known


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """The update that is asked of a card in a period; `state` is None where nobody has begun."""

    card_id: int
    codes: tuple[str, ...]
    title: str
    owners: tuple[OwnerLine, ...]
    state: UpdateState | None
    came_in_at: datetime | None
    lateness: Lateness

    @property
    def lead(self) -> OwnerLine | None:
        return lead_of(self.owners)


@dataclass(frozen=True, slots=True)
class Asked:
    """An agency (or an owner of no known agency) with the updates that it owes and whom to write to."""

    name: str
    contacts: tuple[Contact, ...]
    returns: tuple[Return, ...]


def owed(returns: Iterable[Return]) -> tuple[Return, ...]:
    return tuple(each for each in returns if not each.lateness.is_in)


def late(returns: Iterable[Return]) -> tuple[Return, ...]:
    return tuple(each for each in returns if each.lateness.is_late)


def by_agency(returns: Iterable[Return], contacts: Mapping[int, Sequence[Contact]]) -> tuple[Asked, ...]:
    """Updates by the agency of whoever leads them, agencies by name; those without an owner come last.

    Whom to write to: the leads who are known with an address, else everybody of the agency who has one.
    """
    groups: dict[tuple[bool, str, int | None], list[Return]] = {}
    for each in returns:
        lead = each.lead
        name = (lead.agency or lead.words) if lead else ""
        groups.setdefault((name == "", name, lead.agency_id if lead else None), []).append(each)
    return tuple(
        Asked(name, _whom(group, contacts.get(agency, ()) if agency is not None else ()), tuple(group))
        for (_, name, agency), group in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1].casefold()))
    )


def _whom(returns: Iterable[Return], of_agency: Sequence[Contact]) -> tuple[Contact, ...]:
    leads = [each.lead for each in returns]
    known = dict.fromkeys(lead.contact for lead in leads if lead and lead.contact)
    everybody_known = all(lead and lead.contact for lead in leads)
    return tuple(known if everybody_known else dict.fromkeys([*known, *of_agency]))
