"""What the page of components shows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from saferplan.report.derived import Since
from saferplan.report.tree import Light, Trend
from saferplan.web.site.chart_gallery import shown_charts, shown_marks, shown_sparkline


class GalleryForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Name of the partnership"), help_text=_("As it stands on the report."))
    period = forms.ChoiceField(label=_("Period"), choices=[("", _("Choose")), ("2031-03", "January to March 2031")])
    light = forms.ChoiceField(
        label=_("How is the work going?"),
        choices=[("green", _("On track")), ("amber", _("Slipping")), ("red", _("Off track"))],
        widget=forms.RadioSelect,
    )
    agencies = forms.MultipleChoiceField(
        label=_("Who takes part?"),
        choices=[("fire", _("Fire service")), ("health", _("Health"))],
        widget=forms.CheckboxSelectMultiple,
    )
    position = forms.CharField(
        label=_("Current position"),
        help_text=_("What was done, what difference it made, what comes next. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    report = forms.FileField(label=_("Last report"), help_text=_("Word, PDF or text, up to 10 MB."))
    agreed = forms.BooleanField(label=_("The board has agreed this"), required=True)


def gallery_context() -> dict[str, object]:
    filled = GalleryForm({}, prefix="wrong")
    filled.is_valid()
    moves = [
        (Light.AMBER, Light.GREEN, Since.BETTER),
        (Light.GREEN, Light.GREEN, Since.SAME),
        (Light.GREEN, Light.RED, Since.WORSE),
        (Light.NONE, Light.GREEN, Since.NEW),
        (Light.GREEN, Light.NONE, Since.GONE),
        (Light.NONE, Light.AMBER, Since.NOT_COMPARABLE),
    ]
    text = (
        "A first paragraph with **strong** words.\n\n- one thing\n- another thing\n  - inside it\n\n1. first\n2. second"
    )
    return {
        "lights": list(Light),
        "trends": list(Trend),
        "moves": moves,
        "form": GalleryForm(),
        "wrong": filled,
        "text": text,
        "charts": shown_charts(),
        "sparkline": shown_sparkline(),
        "marks": shown_marks(),
    }
