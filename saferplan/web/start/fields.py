"""The field of the first hour that takes and shows next steps as people write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.report.tree import NextStep
from saferplan.web.fields import day_of, month_of
from saferplan.web.templatetags.saferplan import day


class StepsField(forms.CharField):
    """Next steps, one a line: what; who; by when. Cleaned to a tuple of `NextStep`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Next steps, one a line"))
        options.setdefault("help_text", _("What; who; by when. For example: Train the wardens; Licensing; 30/11/2026"))
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def clean(self, value: Any) -> tuple[NextStep, ...]:
        return tuple(steps_of(str(super().clean(value))))

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(map(_as_line, value))


def steps_of(text: str) -> Iterator[NextStep]:
    for line in text.splitlines():
        what, who, due = (*(part.strip() for part in line.rsplit(";", 2)), "", "")[:3]
        if what:
            yield NextStep(text=what, who=who, due=day_of(due) or month_of(due) or due)


def _as_line(step: NextStep) -> str:
    if not step.who and not step.due and ";" not in step.text:
        return step.text
    return "; ".join((step.text, step.who, day(step.due)))
