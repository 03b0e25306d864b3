"""How a source's tables are read: which sheet, what its columns are, which of its names is which measure. Pure.

What a table says by itself needs no answer; the rest is asked once and kept for the source's next file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from saferplan.measures.series import MeasureFacts


class Role(StrEnum):
    """What a column holds."""

    MEASURE = "measure"
    PERIOD = "period"
    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    PART = "part"
    NOTE = "note"
    IGNORED = "ignored"


class Part(StrEnum):
    """Which of a measure's numbers a cell is."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class Found(NamedTuple):
    """The measure and part that a name means."""

    measure: MeasureFacts
    part: Part


LEAVE_OUT = "-"
_BLANKS = re.compile(r"[\W_]+")
PART_WORDS = {
    **dict.fromkeys(("numerator", "top number", "number of these", "part"), Part.NUMERATOR),
    **dict.fromkeys(("denominator", "bottom number", "out of", "whole", "base", "of all"), Part.DENOMINATOR),
    **dict.fromkeys(("value", "figure"), Part.VALUE),
}
_WORDS: Mapping[Role, frozenset[str]] = {
    Role.PERIOD: frozenset(
        {"period", "month", "date", "quarter", "year", "time", "day", "reporting period", "month ending"}
        | {"quarter ending", "year ending", "reporting month", "time period", "financial year"}
    ),
    Role.MEASURE: frozenset(
        {"measure", "indicator", "series", "metric", "kpi", "measure name", "measure code", "code", "name"}
        | {"category", "crime type", "offence", "offence type", "type", "indicator name", "indicator code"}
    ),
    Role.VALUE: frozenset(
        {"value", "figure", "figures", "number", "count", "total", "amount", "result", "actual", "offences", "n"}
    ),
    Role.NUMERATOR: frozenset({"numerator", "top number"}),
    Role.DENOMINATOR: frozenset({"denominator", "bottom number", "out of", "base"}),
    Role.PART: frozenset({"part", "which number", "numerator or denominator"}),
    Role.NOTE: frozenset({"note", "notes", "caveat"}),
    Role.IGNORED: frozenset({"comment", "comments", "unit", "units"}),
}


def folded(text: str) -> str:
    """A name as it is compared: small letters, without punctuation."""
    return _BLANKS.sub(" ", text).strip().casefold()


def role_by_words(header: str) -> Role | None:
    words = folded(header)
    return next((role for role, known in _WORDS.items() if words in known), None)


@dataclass(frozen=True, kw_only=True)
class SourceReading:
    """Answers kept for a source. `columns` and `names` are by folded text; a name that is left out has LEAVE_OUT."""

    sheet: str = ""
    measure: str = ""
    columns: Mapping[str, Role] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    starts_in_april: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "measure": self.measure,
            "columns": {text: role.value for text, role in self.columns.items()},
            "names": dict(self.names),
            "starts_in_april": self.starts_in_april,
        }

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> SourceReading:
        """Of what to_json gave; what is not understood any more is asked anew."""
        roles = {role.value for role in Role}
        columns = {str(text): Role(role) for text, role in dict(kept.get("columns", {})).items() if role in roles}
        names = {str(text): str(code) for text, code in dict(kept.get("names", {})).items()}
        return SourceReading(
            sheet=str(kept.get("sheet", "")),
            measure=str(kept.get("measure", "")),
            columns=columns,
            names=names,
            starts_in_april=bool(kept.get("starts_in_april")),
        )

    def with_names(self, names: Mapping[str, str]) -> SourceReading:
        return replace(self, names={**self.names, **names})


class Catalogue:
    """The measures that may be loaded, found by code or name, with or without the name of a part."""

    def __init__(self, measures: Iterable[MeasureFacts], answers: Mapping[str, str]) -> None:
        self.measures = tuple(measures)
        self.by_code = {measure.code: measure for measure in self.measures}
        self._names: dict[str, MeasureFacts] = {}
        for measure in self.measures:
            self._names[folded(measure.name)] = measure
        for measure in self.measures:
            self._names[folded(measure.code)] = measure
        self._answers = answers
        self._known: dict[str, Found | None] = {}

    @property
    def only(self) -> MeasureFacts | None:
        return self.measures[0] if len(self.measures) == 1 else None

    def find(self, text: str) -> Found | None:
        if text not in self._known:
            self._known[text] = self._find(folded(text))
        return self._known[text]

    def is_left_out(self, text: str) -> bool:
        return self._answers.get(folded(text)) == LEAVE_OUT

    def _find(self, words: str) -> Found | None:
        measure = self._measure(words)
        if measure is not None:
            return Found(measure, Part.VALUE)
        for ending, part in PART_WORDS.items():
            if words.endswith(" " + ending) and (measure := self._measure(words[: -len(ending) - 1].strip())):
                return Found(measure, part)
        return None

    def _measure(self, words: str) -> MeasureFacts | None:
        return self.by_code.get(self._answers.get(words, "")) or self._names.get(words)


def part_of(text: str) -> Part | None:
    """The part of a measure that a label names alone."""
    return PART_WORDS.get(folded(text))
