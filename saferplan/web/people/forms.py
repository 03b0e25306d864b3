"""The forms of people: who they are, and what they may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.accounts.models import Agency, Person
from saferplan.accounts.rules import Role
from saferplan.web.role_words import ROLES, WHAT_THEY_DO


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write the person's name.")})
    job = forms.CharField(label=_("Job (optional)"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("Email (optional)"),
        help_text=_("Needed to invite them: they sign in with it."),
        max_length=150,
        required=False,
        error_messages={"invalid": _("Write an email address, such as name@example.org.")},
    )
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    also_for = forms.MultipleChoiceField(
        label=_("Also acts for"),
        help_text=_("Other agencies whose updates they write."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, agencies: Sequence[Agency], signs_in: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.agencies = {str(agency.pk): agency for agency in agencies}
        names = [(key, agency.name) for key, agency in self.agencies.items()]
        self._offer("agency", [("", _("None")), *names])
        self._offer("also_for", names)
        if signs_in:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("They sign in with it, so it cannot be changed here.")
        if len(names) < 2:
            del self.fields["also_for"]

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def values(self) -> dict[str, Any]:
        """What the actions want."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "job": data["job"],
            "email": data["email"],
            "agency": self.agencies.get(data["agency"]),
            "also_for": [self.agencies[key] for key in data.get("also_for", ())],
        }

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        return {
            "name": person.name,
            "job": person.job,
            "email": person.email,
            "agency": str(person.agency_id or ""),
            "also_for": [str(agency.pk) for agency in person.also_for.all()],
        }


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("What may they do?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they may do.")},
    )

    def __init__(self, *args: Any, roles: Sequence[Role], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.value, f"{ROLES[role]}: {WHAT_THEY_DO[role]}") for role in roles]

    def chosen(self) -> Role:
        return Role(self.cleaned_data["role"])
