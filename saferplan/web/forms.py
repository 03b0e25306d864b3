"""How forms are drawn: GOV.UK fields from Django's own forms, labels, hints and errors tied to their inputs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

# Children before their parents: Django makes its checkboxes from its radios.
KINDS = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.ClearableFileInput, "file-upload"),
    (forms.FileInput, "file-upload"),
    (forms.PasswordInput, "password-input"),
)


class Field(BoundField):
    """A field that knows which GOV.UK component it is and gives its input that component's classes."""

    @property
    def kind(self) -> str:
        widget = self.field.widget
        return next((name for parent, name in KINDS if isinstance(widget, parent)), "input")

    @property
    def is_group(self) -> bool:
        """Several inputs under one question: they need a fieldset and a legend."""
        return self.kind in ("radios", "checkboxes")

    @property
    def first_id(self) -> str:
        """What a link in the error summary points at: a group has no input with the group's own id."""
        return f"{self.auto_id}_0" if self.is_group else str(self.auto_id)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        own = {
            "textarea": "govuk-textarea",
            "select": "govuk-select",
            "file-upload": "govuk-file-upload",
            "password-input": "govuk-input govuk-password-input__input govuk-js-password-input-input",
            "checkbox": "govuk-checkboxes__input",
            "checkboxes": "govuk-checkboxes__input",
            "radios": "govuk-radios__input",
            "input": "govuk-input",
        }.get(self.kind)
        if own:
            given = self.field.widget.attrs.get("class", "")
            can_show_error = self.errors and self.kind not in ("checkbox", "checkboxes", "radios")
            error = f" {own.split()[0]}--error" if can_show_error else ""
            attrs["class"] = f"{own}{error} {given}".strip()
        return attrs


class Renderer(TemplatesSetting):
    """Django's own form renderer with our templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = Field
