"""What may stand in addresses."""

from __future__ import annotations

from django.urls import register_converter


class PeriodKey:
    """The last month of a period: `2018-09`."""

    regex = r"[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PeriodKey, "period")
