"""Forms by which an editor says what a measure is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saferplan.accounts.models import Agency
from saferplan.common.periods import Frequency
from saferplan.measures.actions import MeasureText
from saferplan.measures.models import Measure
from saferplan.measures.rules import (
    FROM_PARTS,
    Aggregation,
    Sensitivity,
    SmallNumbers,
    Unit,
)
from saferplan.measures.small_numbers import LEAST_LIMIT
from saferplan.report.outcomes import Polarity, TargetBasis
from saferplan.web.measures import wording
from saferplan.web.measures.fields import WholeField
from saferplan.web.measures.sections import SectionedForm

PLAIN = (
    *("code", "name", "definition", "unit_words", "per_words", "decimals", "geography", "source"),
    *("is_proxy_for", "caveat", "title"),
)
CHOSEN: Mapping[str, type[Any]] = {
    "unit": Unit,
    "polarity": Polarity,
    "frequency": Frequency,
    "aggregation": Aggregation,
    "target_basis": TargetBasis,
    "sensitivity": Sensitivity,
}


def choices(words: Mapping[Any, Promise]) -> list[tuple[str, Promise]]:
    return [(each.value, text) for each, text in words.items()]


class MeasureForm(SectionedForm):
    """All that a measure is. The supplier is one of the partnership's agencies, or nobody yet."""

    layout = (
        (_("What it is"), ("name", "code", "definition", "is_proxy_for")),
        (_("How it is counted"), ("unit", "unit_words", "per", "per_words", "decimals", "polarity")),
        (_("Over time"), ("frequency", "aggregation", "target_basis")),
        (_("Where it comes from"), ("supplier", "source", "geography", "caveat")),
        (_("Persons"), ("sensitivity", "small_numbers", "threshold", "part_of")),
        (_("Its chart"), ("title",)),
    )

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As the board reads it. For example: Burglary in homes"),
        max_length=200,
        error_messages={"required": _("Write what the measure is called.")},
    )
    code = forms.CharField(
        label=_("Short code"),
        help_text=_("Small letters, digits and hyphens. Files of figures may name it so. For example: burglary-homes"),
        max_length=60,
        error_messages={"required": _("Write a short code, such as burglary-homes.")},
    )
    definition = forms.CharField(
        label=_("What exactly is counted"),
        help_text=_("What is in, what is out, and when it is counted. Somebody new should be able to count the same."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    unit = forms.ChoiceField(
        label=_("What kind of number it is"),
        choices=choices(wording.UNITS),
        widget=forms.RadioSelect,
        initial=Unit.COUNT,
    )
    unit_words = forms.CharField(
        label=_("Counted in (optional)"),
        help_text=_("For example: offences, households, people in work"),
        max_length=60,
        required=False,
    )
    per = WholeField(
        label=_("A rate is for every"),
        help_text=_("Only for a rate. For example 1,000"),
        min_value=1,
        max_value=10_000_000,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    per_words = forms.CharField(
        label=_("A rate is divided by"),
        help_text=_(
            "Only for a rate. For example: residents, households. "
            "Other areas are compared only where theirs is divided by the same."
        ),
        max_length=60,
        required=False,
    )
    decimals = forms.IntegerField(
        label=_("Decimals shown"),
        min_value=0,
        max_value=6,
        initial=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
    )
    polarity = forms.ChoiceField(
        label=_("Which way is good"),
        choices=choices(wording.POLARITIES),
        widget=forms.RadioSelect,
        initial=Polarity.LOWER,
    )
    frequency = forms.ChoiceField(
        label=_("How often there is a figure"),
        choices=choices(wording.FREQUENCIES),
        widget=forms.RadioSelect,
        initial=Frequency.MONTH,
    )
    aggregation = forms.ChoiceField(
        label=_("How figures of several periods become one"),
        help_text=_("Rates and percentages are always worked out from the sums of their parts."),
        choices=choices(wording.AGGREGATIONS),
        widget=forms.RadioSelect,
        initial=Aggregation.SUM,
    )
    target_basis = forms.ChoiceField(
        label=_("A target is for"),
        choices=choices(wording.TARGET_BASES),
        widget=forms.RadioSelect,
        initial=TargetBasis.EACH_PERIOD,
    )
    supplier = forms.ChoiceField(label=_("Who supplies the figures"), required=False)
    source = forms.CharField(
        label=_("Source (optional)"),
        help_text=_("The system or publication. For example: police recorded crime"),
        max_length=300,
        required=False,
    )
    geography = forms.CharField(
        label=_("Area (optional)"), help_text=_("For example: the whole borough"), max_length=200, required=False
    )
    is_proxy_for = forms.CharField(
        label=_("Stands for something that is not measured (optional)"),
        help_text=_("For example: theft of motorcycles, of which there is no figure yet"),
        max_length=300,
        required=False,
    )
    caveat = forms.CharField(
        label=_("A caution that goes with every figure (optional)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    sensitivity = forms.ChoiceField(
        label=_("Could somebody be recognised?"),
        choices=choices(wording.SENSITIVITIES),
        widget=forms.RadioSelect,
        initial=Sensitivity.OPEN,
    )
    small_numbers = forms.ChoiceField(
        label=_("Small numbers in public"),
        help_text=_(
            "What the public sees of small counts. If you do not choose, a measure that counts people, cases or "
            "referrals, or by which somebody could be recognised, is rounded. You can change it later."
        ),
        choices=choices(wording.SMALL_NUMBERS),
        widget=forms.RadioSelect,
        required=False,
    )
    threshold = forms.IntegerField(
        label=_("The limit for small counts"),
        help_text=_("Only with such a limit. Counts below it are not shown. Often 5, at least 3"),
        min_value=0,
        max_value=1000,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    part_of = forms.ChoiceField(
        label=_("Part of (optional)"),
        help_text=_(
            "The total that this is a part of, or the rate that it is the count of. "
            "In public the parts are then shown so that the total does not tell a small one."
        ),
        required=False,
    )
    title = forms.CharField(
        label=_("A title of your own for its chart (optional)"),
        help_text=_("Left empty, the title says the latest figure and whether anything stands out."),
        max_length=300,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        agencies: Sequence[Agency],
        totals: Sequence[Measure] = (),
        measure: Measure | None = None,
        **options: Any,
    ) -> None:
        if measure is not None:
            options["initial"] = initial_of(measure)
        super().__init__(*args, **options)
        self.agencies = {str(agency.pk): agency for agency in agencies}
        supplier = self.fields["supplier"]
        assert isinstance(supplier, forms.ChoiceField)
        supplier.choices = [("", _("Nobody yet")), *((key, agency.name) for key, agency in self.agencies.items())]
        own = measure.pk if measure else None
        self.totals = {str(each.pk): each for each in totals if each.part_of_id is None and each.pk != own}
        part_of = self.fields["part_of"]
        assert isinstance(part_of, forms.ChoiceField)
        part_of.choices = [("", _("No part of another")), *((key, each.name) for key, each in self.totals.items())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        unit = cleaned.get("unit")
        if unit == Unit.RATE and not cleaned.get("per"):
            self.add_error("per", _("Write for how many the rate is told, such as 1,000."))
        if unit in FROM_PARTS and cleaned.get("target_basis") == TargetBasis.CUMULATIVE:
            self.add_error("target_basis", _("Rates and percentages do not add up over a year."))
        is_limited = cleaned.get("small_numbers") == SmallNumbers.THRESHOLD
        if is_limited and (cleaned.get("threshold") or 0) < LEAST_LIMIT:
            self.add_error("threshold", _("Write a limit of 3 or more, such as 5."))
        return cleaned

    @property
    def text(self) -> MeasureText:
        data = self.cleaned_data
        return MeasureText(
            **{name: data[name] for name in PLAIN},
            **{name: words(data[name]) for name, words in CHOSEN.items()},
            small_numbers=SmallNumbers(data["small_numbers"]) if data["small_numbers"] else None,
            per=data["per"] or 1,
            threshold=data["threshold"] or 0,
            supplier=self.agencies.get(data["supplier"]),
            part_of=self.totals.get(data["part_of"]),
        )


def initial_of(measure: Measure) -> dict[str, object]:
    names = (*PLAIN, *CHOSEN, "small_numbers", "threshold")
    per = measure.per if measure.unit == Unit.RATE else ""
    chosen = {"supplier": measure.supplier_id or "", "part_of": measure.part_of_id or "", "per": per}
    return {name: getattr(measure, name) for name in names} | chosen
