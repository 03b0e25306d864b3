"""Which agency and person the owners named in a report are, where that is certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from saferplan.accounts.models import Agency, Partnership, Person
from saferplan.documents.matching import normal

Meant = TypeVar("Meant")


@dataclass(frozen=True, slots=True)
class OwnerTies:
    """Names and jobs that mean exactly one agency or person, by their words."""

    agencies: Mapping[str, int]
    people: Mapping[str, tuple[int, int | None]]

    @classmethod
    def of(cls, partnership: Partnership) -> OwnerTies:
        """Two queries."""
        agencies = list(Agency.objects.filter(partnership=partnership).values_list("id", "name", "short_name"))
        names = {key: [name for name in (name, short) if name] for key, name, short in agencies}
        words = []
        for key, agency, name, job in Person.objects.filter(partnership=partnership).values_list(
            "id", "agency_id", "name", "job"
        ):
            said = [part for part in (name, job) if part]
            said += [f"{part}, {of}" for part in said for of in names.get(agency, ())]
            words += [(text, (key, agency)) for text in said]
        return cls(_certain((text, key) for key, texts in names.items() for text in texts), _certain(words))

    def person(self, words: str) -> int | None:
        found = self.people.get(normal(words))
        return found[0] if found else None

    def agency(self, words: str) -> int | None:
        """By the agency's own name, by its person, or by what stands after the last comma."""
        found = self.people.get(normal(words))
        if found and found[1]:
            return found[1]
        return self.agencies.get(normal(words)) or self.agencies.get(normal(words.rpartition(",")[2]))


def _certain(pairs: Iterable[tuple[str, Meant]]) -> dict[str, Meant]:
    """The words that mean one thing only."""
    meant: dict[str, set[Meant]] = {}
    for words, what in pairs:
        meant.setdefault(normal(words), set()).add(what)
    return {words: next(iter(all_meant)) for words, all_meant in meant.items() if len(all_meant) == 1}
