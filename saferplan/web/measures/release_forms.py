"""Forms by which a supplier's figures are released, taken back, or released once and for all."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.common.dates import LONDON
from saferplan.common.periods import Frequency, span_of
from saferplan.measures.rules import ReleaseLevel, StandingRelease
from saferplan.web.fields import DayField, MonthField
from saferplan.web.measures import wording
from saferplan.web.measures.sections import SectionedForm
from saferplan.web.periods.forms import TimeField


class OptionalTimeField(TimeField):
    """Midnight where no time is given."""

    def clean(self, value: Any) -> time:
        return super().clean(value) if str(value or "").strip() else time()


class SpanForm(SectionedForm):
    """The months from which to which figures are released."""

    first = MonthField(
        label=_("From the month"),
        help_text=_("For example July 2026"),
        error_messages={"required": _("Write the first month, such as July 2026.")},
    )
    last = MonthField(
        label=_("To the month"),
        help_text=_("For example September 2026"),
        error_messages={"required": _("Write the last month, such as September 2026.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last month is before the first."))
        return cleaned

    @property
    def starts(self) -> date:
        return span_of(self.cleaned_data["first"], Frequency.MONTH).starts

    @property
    def ends(self) -> date:
        return span_of(self.cleaned_data["last"], Frequency.MONTH).ends


class ReleaseForm(SpanForm):
    """`for_supplier` where somebody else than the supplier releases: then its email is named."""

    layout = (
        (_("For the supplier"), ("named", "email")),
        (_("If the public has to wait"), ("embargo_day", "embargo_time")),
    )

    level = forms.ChoiceField(
        label=_("Who may see them"),
        widget=forms.RadioSelect,
        choices=[
            (ReleaseLevel.BOARD.value, _("The board")),
            (ReleaseLevel.PUBLIC.value, _("The board and the public")),
        ],
        error_messages={"required": _("Choose who may see the figures.")},
    )
    caveat = forms.CharField(
        label=_("A caution that goes with these figures (optional)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
    embargo_day = DayField(
        label=_("The public sees them from this day on"),
        help_text=_("Until then they are for the board only. For example 22/10/2026"),
        required=False,
    )
    embargo_time = OptionalTimeField(label=_("At"), help_text=_("For example 9.30am"), required=False)
    named = forms.CharField(label=_("Who cleared them"), max_length=120, required=False)
    email = forms.CharField(
        label=_("Which email or letter says so"),
        help_text=_("For example: email of 3 October 2026, 14:20"),
        max_length=170,
        required=False,
    )

    def __init__(self, *args: Any, for_supplier: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not for_supplier:
            del self.fields["named"], self.fields["email"]

    @property
    def release_level(self) -> ReleaseLevel:
        return ReleaseLevel(self.cleaned_data["level"])

    @property
    def embargo_until(self) -> datetime | None:
        day = self.cleaned_data.get("embargo_day")
        return datetime.combine(day, self.cleaned_data["embargo_time"], LONDON) if day else None


class TakeBackForm(SpanForm):
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Write why the release is taken back.")},
    )
    field_order = ("first", "last", "reason")


class StandingForm(SectionedForm):
    standing = forms.ChoiceField(
        label=_("What holds for every figure"),
        widget=forms.RadioSelect,
        choices=[(each.value, words) for each, words in wording.STANDING.items()],
        error_messages={"required": _("Choose what holds.")},
    )
    reason = forms.CharField(
        label=_("Where they are published, or who said so"),
        help_text=_("For example: published every month on data.police.uk"),
        max_length=300,
        required=False,
    )

    @property
    def rule(self) -> StandingRelease:
        return StandingRelease(self.cleaned_data["standing"])
