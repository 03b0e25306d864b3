"""What people did to lights between two reports: adopted another rule, set a light, or let that lapse.

Only where both reports say how their lights came about: a file does not, and tells nothing of it by leaving it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from saferplan.report.block_lights import headline_rule, rule_in_force
from saferplan.report.comparison import FieldChange, LightStep, Matched
from saferplan.report.derived import Basis
from saferplan.report.readable import line
from saferplan.report.tree import Derivation, Light, Report


@dataclass(frozen=True, slots=True)
class Way:
    """How a subject's lights of the work and of the results came about, and the lights."""

    work: tuple[Light, Derivation]
    results: tuple[Light, Derivation]


Ways = Mapping[str, Way]


def ways_of(report: Report) -> Ways:
    """By the key of each item; empty for a report that does not say how its lights came about."""
    none = (Light.NONE, Derivation())
    found = {f"priority:{p.number}": Way((p.light, p.why), (p.results, p.results_why)) for p in report.priorities}
    found |= {
        f"activity:{line(a.code)}": Way((a.light, a.why), (a.results, a.results_why)) for _, a in report.activities()
    }
    found |= {f"card:{index}": Way((card.light, card.why), none) for index, card in enumerate(report.cards)}
    return found if any(way.work[1].basis for way in found.values()) else {}


def rule_changes(older: Report, newer: Report) -> Iterator[FieldChange]:
    """Another rule for the lights of priorities and cards, or for overall lights."""
    if not ways_of(older) or not ways_of(newer):
        return
    for name, rule in (("rule_in_force", rule_in_force), ("headline_rule", headline_rule)):
        before, after = rule(older), rule(newer)
        if before != after:
            yield FieldChange(field=name, before=before, after=after)


def with_ways(matched: Matched, older: Ways, newer: Ways) -> Matched:
    """The match with the lights that somebody set or that are set no longer.

    Lights by different rules are not better or worse than each other, as in the one function for lights.
    """
    before, after = older.get(matched.older.key), newer.get(matched.newer.key)
    if before is None or after is None:
        return matched
    changes = [
        FieldChange(field=name, before=was, after=now)
        for name, was, now in (
            ("light_set", _set(before.work), _set(after.work)),
            ("results_set", _set(before.results), _set(after.results)),
        )
        if was != now
    ]
    moved = matched.light in (LightStep.BETTER, LightStep.WORSE)
    other_rule = _rule(before) and _rule(after) and _rule(before) != _rule(after)
    light = LightStep.OTHER if moved and other_rule else matched.light
    return replace(matched, changes=(*matched.changes, *changes), light=light)


def _set(light: tuple[Light, Derivation]) -> str:
    """The light that somebody set in place of another; empty where nobody did."""
    return light[0].value if light[1].basis == Basis.OVERRIDE else ""


def _rule(way: Way) -> str:
    return line(way.work[1].rule)
