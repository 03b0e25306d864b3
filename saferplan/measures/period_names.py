"""What the periods of a measure are called: `September 2018`, `July to September 2018`. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from saferplan.common.dates import date_words
from saferplan.common.periods import Frequency, label_of
from saferplan.report.labels import Translate


def period_name(frequency: Frequency, translate: Translate = str) -> Callable[[date], str]:
    """A function from a period's last day to its name."""

    def name(ends: date) -> str:
        key = f"{ends:%Y-%m}"
        return date_words(key, translate) if frequency is Frequency.MONTH else label_of(key, frequency)

    return name
