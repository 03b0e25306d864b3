"""The forms of updates. A draft keeps whatever is written: what is not right yet is reported, never refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from saferplan.accounts.models import Person
from saferplan.cycle.update_checks import NO_DAY, NO_REASON, Problem
from saferplan.cycle.update_contents import Contents, StepLine, tidy
from saferplan.cycle.update_queries import Asked
from saferplan.cycle.update_text import LONGEST
from saferplan.report.tree import Light
from saferplan.web.fields import DayField, day_of
from saferplan.web.updates.wording import CHOICES, problem_words

MOST_STEPS = 20
MOST_REVISIONS = 1_000_000
LONGEST_LINE = 1_000
FILES_HINT = _("PDF, Word, Excel, .csv, .txt, .png or .jpg, up to 10 MB each. Nothing that tells who a victim is.")


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one request."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [file for file in (data if isinstance(data, list | tuple) else [data]) if file]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the form; `number` counts from 1."""

    number: int
    text: BoundField
    who: BoundField
    due: BoundField
    drop: BoundField | None
    activity: BoundField | None


class UpdateForm(forms.Form):
    """An update as it is written. `rows` is how many next steps it has room for."""

    def __init__(
        self,
        *args: Any,
        asked: Asked,
        rows: int,
        chooses_lights: bool = True,
        names_source: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        self.rows = 0
        self.places: list[int] = []
        self.fields["base"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_REVISIONS
        )
        self.fields["rows"] = forms.CharField(widget=forms.HiddenInput, required=False)
        if names_source:
            self.fields["source"] = _source()
        if chooses_lights:
            for activity in asked.activities:
                self.fields[f"light-{activity.id}"] = forms.ChoiceField(
                    label=_("How is the work going?"),
                    choices=[(light.value, words) for light, words in CHOICES.items()],
                    widget=forms.RadioSelect,
                    required=False,
                )
        self.fields["position"] = forms.CharField(
            label=_("Current position"),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 10, "class": "govuk-js-character-count"}),
            error_messages={"max_length": _("This is too long for a report: leave it at a page or two.")},
        )
        self.fields["unchanged"] = forms.BooleanField(label=_("Nothing has changed since last time"), required=False)
        self.fields["no_change_reason"] = forms.CharField(
            label=_("Why has nothing changed?"), required=False, max_length=LONGEST_LINE
        )
        for _row in range(rows):
            self.add_row()
        # After the steps, as on the page: the summary of errors has the same order.
        self.fields["files"] = FilesField(label=_("Attach files (optional)"), help_text=FILES_HINT, required=False)

    @staticmethod
    def initial_of(contents: Contents, asked: Asked, base: int) -> dict[str, Any]:
        found: dict[str, Any] = {
            "base": base,
            "position": contents.position,
            "unchanged": bool(contents.no_change_reason),
            "no_change_reason": contents.no_change_reason,
        }
        found |= {f"light-{activity}": light.value for activity, light in contents.lights.items()}
        for at, step in enumerate(contents.steps):
            found |= {
                f"step-{at}-text": step.text,
                f"step-{at}-who": step.who,
                f"step-{at}-due": DayField.shown(step.due.isoformat()) if step.due else step.due_words,
                f"step-{at}-activity": str(step.activity or ""),
            }
        return found

    def add_row(self) -> None:
        at = self.rows
        self.fields[f"step-{at}-text"] = _line(_("What will be done"), rows=2)
        self.fields[f"step-{at}-who"] = _line(_("Who will do it"))
        self.fields[f"step-{at}-due"] = _line(_("By when"), width="10")
        self.fields[f"step-{at}-drop"] = forms.BooleanField(
            label=_("Take this step out: it is done, or no longer planned"), required=False
        )
        if len(self.asked.activities) > 1:
            choices = [("", _("All of them")), *((str(a.id), f"{a.code} {a.title}") for a in self.asked.activities)]
            self.fields[f"step-{at}-activity"] = forms.ChoiceField(
                label=_("For which activity"), choices=choices, required=False
            )
        self.rows += 1

    def step_rows(self) -> Iterator[StepRow]:
        for at in range(self.rows):
            # Only what was there before can be done or dropped.
            was_there = bool(self[f"step-{at}-text"].initial)
            yield StepRow(
                number=at + 1,
                text=self[f"step-{at}-text"],
                who=self[f"step-{at}-who"],
                due=self[f"step-{at}-due"],
                drop=self[f"step-{at}-drop"] if was_there else None,
                activity=self[f"step-{at}-activity"] if len(self.asked.activities) > 1 else None,
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("unchanged") and not self._said("no_change_reason"):
            self.add_error("no_change_reason", problem_words(Problem("no_change_reason", NO_REASON)))
        for at in range(self.rows):
            due = self._said(f"step-{at}-due")
            if due and not day_of(due) and not data.get(f"step-{at}-drop"):
                self.add_error(f"step-{at}-due", problem_words(Problem("", NO_DAY)))
        return data

    def _said(self, name: str) -> str:
        """What was typed, whatever is wrong with it."""
        return tidy(str(self.data.get(self.add_prefix(name), "")))

    def contents(self) -> Contents:
        """All that was typed. What is no day stays as words."""
        self.places = []
        steps = []
        for at in range(self.rows):
            text, who, due = (self._said(f"step-{at}-{part}") for part in ("text", "who", "due"))
            if not (text or who or due) or self._said(f"step-{at}-drop"):
                continue
            day = day_of(due)
            activity = self._said(f"step-{at}-activity")
            self.places.append(at)
            steps.append(
                StepLine(
                    text=text,
                    who=who,
                    due=date.fromisoformat(day) if day else None,
                    due_words="" if day else due[:LONGEST_LINE],
                    activity=int(activity)
                    if activity.isascii() and activity.isdigit() and len(activity) < 19
                    else None,
                )
            )
        lights = ((activity.id, self._said(f"light-{activity.id}")) for activity in self.asked.activities)
        return Contents(
            position=self._said("position"),
            no_change_reason=self._said("no_change_reason") if self._said("unchanged") else "",
            lights={activity: Light(light) for activity, light in lights if light in CHOICES},
            steps=tuple(steps),
        )

    def tell(self, problems: Sequence[Problem]) -> None:
        """Each problem at its field."""
        for problem in problems:
            self.add_error(self.field_of(problem.about), problem_words(problem))

    def field_of(self, about: str) -> str:
        """Steps are counted without the empty rows; what is missing goes into the first of those."""
        if about.startswith("step-"):
            _step, number, part = about.split("-")
            at = self.places[int(number)] if int(number) < len(self.places) else self._free_row()
            return f"step-{at}-{part}"
        return about

    def _free_row(self) -> int:
        free = next(
            (at for at in range(self.rows) if not self._said(f"step-{at}-text") and at not in self.places), None
        )
        if free is None:
            free = self.rows
            self.add_row()
        return free

    def rebase(self, revision: int) -> None:
        """If the form comes back with an error, it is based on what it has just saved."""
        self.data = {name: self.data[name] for name in self.data} | {"base": str(revision)}

    def base_revision(self) -> int:
        return int(self.cleaned_data.get("base") or 0)

    def source(self) -> str:
        return self._said("source")

    def files_sent(self) -> Sequence[Any]:
        return self.cleaned_data.get("files") or []


def _source() -> forms.CharField:
    return forms.CharField(
        label=_("Where does this update come from?"),
        help_text=_("The email or the call, with its day. For example: email from Ruth Castellan, 4 January"),
        required=False,
        max_length=LONGEST_LINE,
    )


def _line(label: Any, *, width: str = "", rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    if width:
        widget.attrs["class"] = f"govuk-input--width-{width}"
    return forms.CharField(label=label, required=False, max_length=LONGEST_LINE, widget=widget)


def rows_sent(data: Mapping[str, Any]) -> int:
    """How many steps a form came with, within reason."""
    text = str(data.get("rows", ""))
    return min(max(int(text), 1), MOST_STEPS) if text.isascii() and text.isdigit() and len(text) < 4 else 1


class HandOverForm(forms.Form):
    """A colleague, and what they are to write."""

    person = forms.ChoiceField(label=_("Who"), error_messages={"required": _("Choose a colleague.")})
    activity = forms.ChoiceField(label=_("What"), required=False)
    words = forms.CharField(
        label=_("A note to them (optional)"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, asked: Asked, near: Sequence[Person], others: Sequence[Person], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        groups = [
            (now_("Your agencies"), [(str(person.pk), _person(person)) for person in near]),
            (now_("Other contacts"), [(str(person.pk), _person(person)) for person in others]),
        ]
        self.fields["person"].choices = [("", now_("Choose a colleague")), *((n, p) for n, p in groups if p)]  # type: ignore[attr-defined]
        if len(asked.activities) > 1:
            each = ((str(activity.id), f"{activity.code} {activity.title}") for activity in asked.activities)
            self.fields["activity"].choices = [("", now_("The whole update, with its lights")), *each]  # type: ignore[attr-defined]
        else:
            del self.fields["activity"]


def _person(person: Person) -> str:
    agency = person.agency.name if person.agency else ""
    words = ", ".join(part for part in (person.name, person.job, agency) if part)
    return words if person.user_id else now_("%(person)s (cannot sign in yet)") % {"person": words}


class WordsForm(forms.Form):
    """Words that go with a decision."""

    words = forms.CharField(
        label=_("Say why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        error_messages={"required": _("Say why, so that the others know what to do.")},
    )

    def __init__(self, *args: Any, label: str, help_text: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label, self.fields["words"].help_text = label, help_text


class CorrectionForm(forms.Form):
    text = forms.CharField(
        label=_("Text for publication"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST,
        error_messages={"required": _("Write the text for publication.")},
    )
    reason = forms.CharField(
        label=_("Why does it differ from the partner's text?"),
        help_text=_("The partner reads this beside both texts."),
        max_length=LONGEST_LINE,
        error_messages={"required": _("Say why it differs from the partner's text.")},
    )

    def clean_text(self) -> str:
        return tidy(self.cleaned_data["text"])
