"""What a publication keeps of each measure behind its report: every value, target and release, as known then.

Never part of an edition: these are for whoever has to prove later what was known. Numbers are decimals as text, days
and instants in ISO form.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRecord:
    """A period's value, or `missing`: why there is none. `level` is how far it was released."""

    starts: str
    ends: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    missing: str = ""
    level: str = ""
    recorded_at: str = ""
    is_excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRecord:
    """A baseline, target, break or exclusion: `what` it is, from which day, and in words or numbers."""

    what: str
    day: str
    value: str = ""
    words: str = ""
    recorded_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRecord:
    """Who cleared the values of some days, for whom and when."""

    starts: str
    ends: str
    level: str
    by: str
    at: str
    clearance: str = ""
    embargo_until: str = ""
    caveat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRecord:
    """A measure and all that was known of it. `rules` names the rule set of its statistics."""

    code: str
    name: str
    definition: str = ""
    unit: str = ""
    polarity: str = ""
    frequency: str = ""
    supplier: str = ""
    source: str = ""
    small_numbers: str = ""
    threshold: int = 0
    standing: str = ""
    rules: str = ""
    values: tuple[ValueRecord, ...] = ()
    dated: tuple[DatedRecord, ...] = ()
    releases: tuple[ReleaseRecord, ...] = ()
