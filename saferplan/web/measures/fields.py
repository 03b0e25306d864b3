"""Fields that take numbers as people write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberField(forms.CharField):
    """A number with or without thousands separators, `£` or `%`: `1,234`, `12.5%`."""

    default_error_messages = {"invalid": _("Write a number, such as 1,250 or 12.5.")}
    widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})

    def clean(self, value: Any) -> Decimal | None:
        text = "".join(str(super().clean(value)).split()).replace(",", "").replace("\N{MINUS SIGN}", "-")
        text = text.removeprefix("£").removesuffix("%")
        if not text:
            return None
        try:
            found = Decimal(text)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or abs(found) >= 10**14 or found != round(found, 6):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class WholeField(forms.IntegerField):
    """A whole number with or without thousands separators: `1,000`."""

    default_error_messages = {"invalid": _("Write a whole number, such as 1,000.")}

    def to_python(self, value: Any) -> int | None:
        return super().to_python("".join(value.split()).replace(",", "") if isinstance(value, str) else value)
