"""The forms of loading figures: the file or what was pasted, and the answers to what it does not say itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saferplan.measures.loading.layouts import Asks, Question
from saferplan.measures.loading.mapping import LEAVE_OUT, Role, SourceReading, folded
from saferplan.measures.loading.table import place_of
from saferplan.measures.series import MeasureFacts

ROLES = (
    (Role.MEASURE, gettext_lazy("It holds the names of measures")),
    (Role.VALUE, gettext_lazy("It holds the figures")),
    (Role.NOTE, gettext_lazy("It holds notes to keep with the figures")),
)
_ROLE = "role:"


class LoadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("A file"),
        help_text=gettext_lazy("An Excel workbook (.xlsx) or a table as text (.csv), up to 10 MB."),
        required=False,
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste a table"),
        help_text=gettext_lazy("Copy the cells in your spreadsheet, with their headings, and paste them here."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "sp-load__pasted", "spellcheck": "false"}),
        max_length=2_000_000,
        strip=False,
        required=False,
    )
    source = forms.CharField(
        label=gettext_lazy("Where are the figures from?"),
        help_text=gettext_lazy("Such as “Police, monthly”. The next file of the same source is read like this one."),
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
        max_length=200,
        error_messages={"required": gettext_lazy("Say where the figures are from.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_file, has_text = bool(cleaned.get("file")), bool((cleaned.get("pasted") or "").strip())
        if "file" not in self.errors and "pasted" not in self.errors and has_file == has_text:
            say = _("Send a file or paste a table, not both.") if has_file else _("Choose a file or paste a table.")
            self.add_error("file", say)
        return cleaned

    def given(self) -> tuple[str, bytes]:
        """The file's name and bytes; no name for what was pasted."""
        file = self.cleaned_data.get("file")
        return (file.name, file.read()) if file else ("", self.cleaned_data["pasted"].encode())


def field_name(question: Question) -> str:
    return "q-" + hashlib.sha256(folded(question.text).encode()).hexdigest()[:12]


class AnswersForm(forms.Form):
    """One question for each name that is not known, and how the file is to be read."""

    def __init__(
        self,
        data: Any,
        *,
        questions: Iterable[Question],
        sheets: Sequence[str],
        sheet: str,
        reading: SourceReading,
        measures: Sequence[MeasureFacts],
    ) -> None:
        super().__init__(data)
        self._reading = reading
        self._questions = {field_name(each): each for each in questions}
        known = [(measure.code, measure.name) for measure in measures]
        if len(sheets) > 1:
            choices = [(name, name) for name in sheets]
            self.fields["sheet"] = forms.ChoiceField(label=_("Sheet to read"), choices=choices, initial=sheet)
        for name, question in self._questions.items():
            self.fields[name] = _question_field(question, known)
        if not self._questions:
            self.fields["starts_in_april"] = forms.BooleanField(
                label=_("A single year, as in Q1 2018 or 2018, begins in April"),
                required=False,
                initial=reading.starts_in_april,
            )

    @property
    def asked(self) -> list[Any]:
        """The fields that must be answered before anything can be loaded."""
        return [self[name] for name in self._questions]

    @property
    def ways(self) -> list[Any]:
        """The fields on how the file is read."""
        return [self[name] for name in self.fields if name not in self._questions]

    def answered(self) -> SourceReading:
        given = self.cleaned_data
        names: dict[str, str] = {}
        columns: dict[str, Role] = {}
        measure = self._reading.measure
        for name, question in self._questions.items():
            said = given[name]
            if question.asks is Asks.MEASURE:
                measure = said
            elif said.startswith(_ROLE):
                columns[folded(question.text)] = Role(said.removeprefix(_ROLE))
            else:
                names[folded(question.text)] = said
        return replace(
            self._reading.with_names(names),
            columns={**self._reading.columns, **columns},
            measure=measure,
            sheet=given.get("sheet", self._reading.sheet),
            starts_in_april=given.get("starts_in_april", self._reading.starts_in_april),
        )


def _question_field(question: Question, known: list[tuple[str, str]]) -> forms.ChoiceField:
    if question.asks is Asks.MEASURE:
        return forms.ChoiceField(label=_("Which measure is this table of?"), choices=known)
    choices: list[Any] = [(LEAVE_OUT, _("Leave it out")), (_("It is the measure"), known)]
    if question.asks is Asks.COLUMN:
        choices.append((_("It is a column of another kind"), [(_ROLE + role.value, words) for role, words in ROLES]))
    names = {folded(name): code for code, name in known} | {folded(code): code for code, _name in known}
    near = get_close_matches(folded(question.text), names, n=1, cutoff=0.75)
    place = place_of(question.row, question.column)
    return forms.ChoiceField(
        label=question.text[:200],
        help_text=_("In %(place)s") % {"place": place},
        choices=choices,
        initial=names[near[0]] if near else LEAVE_OUT,
    )
