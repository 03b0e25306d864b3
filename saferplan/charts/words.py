"""The words that charts write. English here; `translate` turns each into another language."""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TARGET = "Target"
AVERAGE = "Average"
MEDIAN = "Median"
STARTS_AT = "scale starts at {number}"
ENDS_AT = "scale ends at {number}"
NO_FIGURES = "No figures yet"
NO_FIGURE = "No figure"
KEPT_BACK = "Small count, not shown"
USUAL_RANGE = "usual range"
KINDS = {
    "common": "as usual",
    "improvement": "better than usual",
    "concern": "worse than usual",
    "high": "higher than usual",
    "low": "lower than usual",
}
SEE_NOTE = "see note"
# One letter beside the shape of a light.
LETTERS = {"green": "G", "amber": "A", "red": "R", "complete": "C", "deferred": "D", "none": "\N{EN DASH}"}
