"""Which agency and person the owners named in a report are, where that is certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from saferplan.accounts.models import Agency, Partnership, Person
from saferplan.documents.matching import normal
from saferplan.plan.actions import tie_owners
from saferplan.plan.models import Owner

Meant = TypeVar("Meant")


@dataclass(frozen=True, slots=True)
class OwnerTies:
    """Names and jobs that mean exactly one agency or person, by their words."""

    agencies: Mapping[str, int]
    people: Mapping[str, tuple[int, int | None]]
    # What was said of the same words before: the agency and the person.
    told: Mapping[str, tuple[int | None, int | None]]

    @classmethod
    def of(cls, partnership: Partnership) -> OwnerTies:
        """Three queries."""
        agencies = list(Agency.objects.filter(partnership=partnership).values_list("id", "name", "short_name"))
        names = {key: [name for name in (name, short) if name] for key, name, short in agencies}
        words = []
        for key, agency, name, job in Person.objects.filter(partnership=partnership).values_list(
            "id", "agency_id", "name", "job"
        ):
            said = [part for part in (name, job) if part]
            said += [f"{part}, {of}" for part in said for of in names.get(agency, ())]
            words += [(text, (key, agency)) for text in said]
        owners = Owner.objects.filter(ownership__card__partnership=partnership).exclude(agency=None, person=None)
        told = owners.order_by().values_list("words", "agency_id", "person_id").distinct()
        return cls(
            _certain((text, key) for key, texts in names.items() for text in texts),
            _certain(words),
            _certain((text, (agency, person)) for text, agency, person in told),
        )

    def person(self, words: str) -> int | None:
        told = self.told.get(normal(words))
        if told:
            return told[1]
        found = self.people.get(normal(words))
        return found[0] if found else None

    def agency(self, words: str) -> int | None:
        """As was told before, by the agency's own name, by its person, or by what stands after the last comma."""
        told = self.told.get(normal(words))
        if told:
            return told[0]
        found = self.people.get(normal(words))
        if found and found[1]:
            return found[1]
        return self.agencies.get(normal(words)) or self.agencies.get(normal(words.rpartition(",")[2]))


@transaction.atomic
def tie_known_owners(*, partnership: Partnership, by: str, now: datetime) -> int:
    """Tie owners that nobody was known for to agencies and people that have come since. How many words were tied."""
    ties = OwnerTies.of(partnership)
    unknown = Owner.objects.filter(ownership__card__partnership=partnership, agency=None, person=None)
    agencies = {agency.pk: agency for agency in Agency.objects.filter(partnership=partnership)}
    people = {person.pk: person for person in Person.objects.filter(partnership=partnership)}
    tied = 0
    for words in sorted(set(unknown.order_by().values_list("words", flat=True))):
        agency, person = agencies.get(ties.agency(words) or 0), people.get(ties.person(words) or 0)
        if agency or person:
            tie_owners(
                partnership=partnership,
                words=words,
                agency=agency,
                person=person,
                only_unknown=True,
                by=by,
                now=now,
            )
            tied += 1
    return tied


def _certain(pairs: Iterable[tuple[str, Meant]]) -> dict[str, Meant]:
    """The words that mean one thing only."""
    meant: dict[str, set[Meant]] = {}
    for words, what in pairs:
        meant.setdefault(normal(words), set()).add(what)
    return {words: next(iter(all_meant)) for words, all_meant in meant.items() if len(all_meant) == 1}
