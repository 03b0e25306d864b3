"""The forms that say who owns the updates of a period, and whom the names in a report mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from saferplan.accounts.models import Agency, Person
from saferplan.cycle.update_queries import Asked
from saferplan.cycle.update_rights import OwnerFact, lead_of
from saferplan.documents.matching import normal
from saferplan.plan.actions import OwnerLine
from saferplan.web.codes import codes_words

# A select for each: more of them make a page that nobody fills in at once.
MOST_QUESTIONS = 40


class Choices:
    """Whom an owner can be: agencies, people who have not left, and words of the report that mean none of them yet."""

    def __init__(self, agencies: Sequence[Agency], people: Sequence[Person], owners: Sequence[OwnerFact] = ()) -> None:
        here = [person for person in people if person.left_on is None]
        self.lines = {f"agency-{each.pk}": OwnerLine(words=each.name, agency=each) for each in agencies}
        # Reports name posts rather than people, where the post is known.
        self.lines |= {
            f"person-{each.pk}": OwnerLine(words=each.job or each.name, agency=each.agency, person=each)
            for each in people
        }
        self.words = {f"words-{at}": owner.words for at, owner in enumerate(owners) if not _is_known(owner)}
        self.lines |= {key: OwnerLine(words=words) for key, words in self.words.items()}
        self.agencies = [(f"agency-{each.pk}", each.name) for each in agencies]
        self.people = [(f"person-{each.pk}", _person(each)) for each in here]
        # Whoever owns it already keeps the words that the report has for them.
        self.keys = [self._key_of(at, owner) for at, owner in enumerate(owners)]
        for key, owner in zip(self.keys, owners, strict=True):
            line = self.lines[key]
            self.lines[key] = OwnerLine(words=owner.words, agency=line.agency, person=line.person)
        self.people += [
            (key, _person(person))
            for key in self.keys
            if (person := self.lines[key].person) is not None and person not in here
        ]

    def _key_of(self, at: int, owner: OwnerFact) -> str:
        if owner.person is not None:
            return f"person-{owner.person}"
        return f"agency-{owner.agency}" if owner.agency is not None else f"words-{at}"

    def flat(self) -> list[tuple[str, str]]:
        return [*self.words.items(), *self.agencies, *self.people]

    def grouped(self, nothing: str) -> list[Any]:
        groups = (
            (now_("In the report, not known yet"), list(self.words.items())),
            (now_("Agencies"), self.agencies),
            (now_("People"), self.people),
        )
        return [("", nothing), *((name, choices) for name, choices in groups if choices)]


def _is_known(owner: OwnerFact) -> bool:
    return owner.agency is not None or owner.person is not None


def _person(person: Person) -> str:
    agency = (person.agency.short_name or person.agency.name) if person.agency else ""
    return ", ".join(part for part in (person.name, person.job, agency) if part)


def unknown_names(asked: Iterable[Asked]) -> Sequence[tuple[str, ...]]:
    """Words for owners that mean no agency or person yet, each in all of its spellings, in the order of the plan."""
    found: dict[str, dict[str, None]] = {}
    for owner in (owner for each in asked for owner in each.owners):
        if owner.words.strip() and not _is_known(owner):
            found.setdefault(normal(owner.words), {})[owner.words] = None
    return [tuple(spellings) for spellings in found.values()]


class OwnersForm(forms.Form):
    """Whom unknown names mean, and who leads what nobody owns. Whatever is left open stays as it is."""

    def __init__(
        self, *args: Any, choices: Choices, unknown: Sequence[tuple[str, ...]], unowned: Sequence[Asked], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.choices, self.unknown = choices, unknown[:MOST_QUESTIONS]
        self.unowned = unowned[: max(0, MOST_QUESTIONS - len(self.unknown))]
        self.left = len(unknown) + len(unowned) - len(self.unknown) - len(self.unowned)
        for at, spellings in enumerate(self.unknown):
            self.fields[f"name-{at}"] = self._question(spellings[0], now_("Not known yet"))
        for each in self.unowned:
            codes = codes_words(each.codes.values())
            self.fields[f"card-{each.card}"] = self._question(f"{codes} {each.title}".strip(), now_("Nobody yet"))

    def _question(self, label: str, nothing: str) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, choices=self.choices.grouped(nothing), required=False)

    def name_fields(self) -> list[Any]:
        return [self[f"name-{at}"] for at in range(len(self.unknown))]

    def card_fields(self) -> list[Any]:
        return [self[f"card-{each.card}"] for each in self.unowned]

    def names(self) -> Mapping[str, OwnerLine]:
        chosen = ((spellings, self.cleaned_data[f"name-{at}"]) for at, spellings in enumerate(self.unknown))
        return {words: self.choices.lines[key] for spellings, key in chosen if key for words in spellings}

    def leads(self) -> Mapping[int, Sequence[OwnerLine]]:
        chosen = ((each.card, self.cleaned_data[f"card-{each.card}"]) for each in self.unowned)
        return {card: [_leading(self.choices.lines[key])] for card, key in chosen if key}


class OwnerForm(forms.Form):
    """The owners of one card: who leads, and who contributes beside."""

    lead = forms.ChoiceField(
        label=_("Who leads"),
        help_text=_("They choose the lights and send the update in."),
        required=False,
    )
    others = forms.MultipleChoiceField(
        label=_("Who contributes"),
        help_text=_("They add text and next steps."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, choices: Choices, owners: Sequence[OwnerFact], **options: Any) -> None:
        first = lead_of(owners)
        lead = choices.keys[owners.index(first)] if first else ""
        options["initial"] = {"lead": lead, "others": [key for key in choices.keys if key != lead]}
        super().__init__(*args, **options)
        self.known = choices
        self.fields["lead"].choices = choices.grouped(now_("Nobody yet"))  # type: ignore[attr-defined]
        self.fields["others"].choices = choices.flat()  # type: ignore[attr-defined]
        if not choices.lines:
            del self.fields["others"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("others") and not data.get("lead"):
            self.add_error("lead", now_("Choose who leads: somebody has to send the update in."))
        return data

    def owners(self) -> Sequence[OwnerLine]:
        lead, others = self.cleaned_data["lead"], self.cleaned_data.get("others", [])
        found = [_leading(self.known.lines[lead])] if lead else []
        return [*found, *(self.known.lines[key] for key in others if key != lead)]


def _leading(line: OwnerLine) -> OwnerLine:
    return OwnerLine(words=line.words, agency=line.agency, person=line.person, is_accountable=True)
