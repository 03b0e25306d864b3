"""Forms for lights that the partnership states itself, and for the rules that make lights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saferplan.plan.rules import RuleKind
from saferplan.report.rollup import BadRule, HeadlineMethod, Method, RollUp, read_rule
from saferplan.report.tree import Light
from saferplan.web import signs
from saferplan.web.fields import DayField

COLOURED = (Light.GREEN, Light.AMBER, Light.RED)
STATED = (*COLOURED, Light.COMPLETE, Light.DEFERRED)
SHARES = (
    ("1/10", _("one in ten")),
    ("1/5", _("one in five")),
    ("1/4", _("one in four")),
    ("1/3", _("one in three")),
    ("1/2", _("half")),
    ("2/3", _("two in three")),
)


class LightForm(forms.Form):
    """A light in place of the computed one, or where no rule makes one. `ends` is empty for a judgement."""

    light = forms.ChoiceField(
        label=_("The light"), widget=forms.RadioSelect, error_messages={"required": _("Choose a light.")}
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("One or two sentences. They stand beside the light wherever it is shown. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        error_messages={"required": _("Write why: a light that somebody sets needs a reason.")},
    )
    until = forms.ChoiceField(
        label=_("Up to the period that ends on"),
        help_text=_("After that the light lapses by itself."),
        required=False,
    )

    def __init__(self, *args: Any, is_results: bool, ends: Sequence[date], **options: Any) -> None:
        super().__init__(*args, **options)
        words = signs.RESULTS if is_results else signs.WORK
        lights = COLOURED if is_results else STATED
        light, until = self.fields["light"], self.fields["until"]
        assert isinstance(light, forms.ChoiceField)
        assert isinstance(until, forms.ChoiceField)
        light.choices = [(each.value, _with_colour(each, words)) for each in lights]
        until.choices = [(each.isoformat(), date_format(each, "j F Y")) for each in ends]
        if not ends:
            del self.fields["until"]


def _with_colour(light: Light, words: Mapping[Light, Promise]) -> str:
    """`Slipping (Amber)`; a light that has no colour is its word alone."""
    word = str(words[light])
    return f"{word} ({signs.COLOURS[light]})" if light in COLOURED else word


class LiftForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it ends"), max_length=600, error_messages={"required": _("Write why it is lifted.")}
    )


class AdoptionForm(forms.Form):
    """Who decided a rule, and from when it counts."""

    effective_from = DayField(
        label=_("Counts from"),
        help_text=_("For example 1/10/2026. Periods that end before this day keep the lights that they had."),
        error_messages={"required": _("Write from which day the rule counts.")},
    )
    adopted = forms.CharField(
        label=_("Adopted by"),
        help_text=_("For example: Strategy Group, 24 September 2026"),
        max_length=200,
        error_messages={"required": _("Write who adopted the rule, and when.")},
    )
    reason = forms.CharField(
        label=_("Why (only needed when it changes a published period)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RollUpForm(AdoptionForm):
    """How a card's or priority's light is made of its activities'."""

    method = forms.ChoiceField(
        label=_("A card or priority takes"),
        widget=forms.RadioSelect,
        choices=[
            (Method.WORST, _("the worst light of its activities")),
            (Method.SHARE, _("amber or red from a share of ambers and reds on")),
            (Method.WEIGHTED, _("amber or red from a share on, some activities weighing more")),
            (Method.JUDGEMENT, _("the light that the partnership states, with a reason, beside the worst")),
        ],
        error_messages={"required": _("Choose how the light is made.")},
    )
    amber = forms.ChoiceField(label=_("Amber from"), choices=SHARES, initial="1/4", required=False)
    red = forms.ChoiceField(
        label=_("Red from"), choices=[("", _("never by share")), *SHARES], initial="1/2", required=False
    )
    weights = forms.CharField(
        label=_("Weights, one a line"),
        help_text=_("Code and number, such as: 3.1.1e 3. Activities that are not named weigh 1."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("method", "amber", "red", "weights", "effective_from", "adopted", "reason")
    kind = RuleKind.ROLL_UP

    def __init__(self, *args: Any, codes: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = codes

    def clean_weights(self) -> dict[str, int]:
        """The weights by activity: `activity:12`."""
        found = {}
        for line in self.cleaned_data["weights"].splitlines():
            code, _blank, weight = line.strip().rpartition(" ")
            if not line.strip():
                continue
            if code.strip() not in self.codes or not weight.isdecimal():
                message = _("“%(line)s” is not the code of an activity and a number.") % {"line": line.strip()[:60]}
                raise forms.ValidationError(message)
            found[self.codes[code.strip()]] = int(weight)
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "method" in cleaned and "weights" in cleaned:
            try:
                cleaned["rule"] = read_rule(cleaned["method"], self.params())
            except BadRule as problem:
                raise forms.ValidationError(str(problem)) from None
        return cleaned

    def params(self) -> dict[str, object]:
        data = self.cleaned_data
        return {"amber": data.get("amber") or "1/4", "red": data.get("red"), "weights": data.get("weights")}

    @property
    def rule(self) -> RollUp:
        rule: RollUp = self.cleaned_data["rule"]
        return rule

    @staticmethod
    def initial_of(rule: RollUp | None, codes: Mapping[str, str]) -> dict[str, str]:
        if rule is None:
            return {}
        names = {subject: code for code, subject in codes.items()}
        weights = [f"{names[subject]} {weight}" for subject, weight in rule.weights.items() if subject in names]
        return {
            "method": rule.method.value,
            "amber": _share(rule.amber),
            "red": _share(rule.red) if rule.red is not None else "",
            "weights": "\n".join(weights),
        }


def _share(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"


class HeadlineForm(AdoptionForm):
    """Whether one light is made of work and results."""

    method = forms.ChoiceField(
        label=_("One light of work and results"),
        widget=forms.RadioSelect,
        choices=[
            (HeadlineMethod.NONE, _("none: both are shown")),
            (HeadlineMethod.WORSE, _("the worse of the two")),
            (HeadlineMethod.DELIVERY, _("the work alone")),
        ],
        error_messages={"required": _("Choose one of the three.")},
    )
    field_order = ("method", "effective_from", "adopted", "reason")
    kind = RuleKind.HEADLINE

    def params(self) -> dict[str, object]:
        return {}
