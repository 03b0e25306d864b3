"""Long forms in sections: what belongs together stands under one heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise

from saferplan.web.fields import DayField, MonthField


@dataclass(frozen=True, slots=True)
class Section:
    title: str | Promise
    fields: tuple[BoundField, ...]


class SectionedForm(forms.Form):
    """`layout` names the fields of each section; what it does not name stands first, under no heading.

    Days and months are short: so are their boxes.
    """

    layout: ClassVar[Sequence[tuple[str | Promise, Sequence[str]]]] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, DayField | MonthField):
                field.widget.attrs["class"] = "govuk-input--width-10"

    @property
    def sections(self) -> tuple[Section, ...]:
        named = {name for _title, names in self.layout for name in names}
        rest = [name for name in self.fields if name not in named]
        parts = [("", rest), *self.layout]
        found = (Section(title, tuple(self[name] for name in names if name in self.fields)) for title, names in parts)
        return tuple(section for section in found if section.fields)
