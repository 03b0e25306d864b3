"""Findings as lines for a page or a list: words only, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from saferplan.report.checks import RULES
from saferplan.report.findings import Finding, Level, Spot
from saferplan.report.places import Place


@dataclass(frozen=True, slots=True)
class SpotLine:
    """`subject` is what the spot is about ("Activity 1.1.1a"), `where` its place in the file."""

    subject: str
    where: str
    quote: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    code: str
    name: str
    sentence: str
    advice: str
    why: str
    spots: tuple[SpotLine, ...]


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """`anchor` is an id for the page; `title` the level in words."""

    anchor: str
    title: str
    lines: tuple[FindingLine, ...]


def level_title(level: Level) -> str:
    titles: Mapping[Level, str] = {
        Level.FIX: _("Fix before publishing"),
        Level.ASK: _("Ask the owner"),
        Level.CONSIDER: _("Consider"),
    }
    return titles[level]


def grouped(findings: Sequence[Finding]) -> tuple[LevelGroup, ...]:
    """The findings by level, most important first; levels without findings are left out."""
    groups = (
        LevelGroup(level.name.lower(), level_title(level), tuple(_line(f) for f in findings if f.level is level))
        for level in Level
    )
    return tuple(group for group in groups if group.lines)


def _line(finding: Finding) -> FindingLine:
    rule = next(rule for rule in RULES if rule.code == finding.code)
    return FindingLine(
        code=finding.code,
        name=_(rule.name),
        sentence=finding.sentence(_),
        advice=_(finding.advice).format(**finding.params),
        why=_(rule.why),
        spots=tuple(_spot(spot) for spot in finding.spots),
    )


def _spot(spot: Spot) -> SpotLine:
    return SpotLine(subject_words(spot.key), place_words(spot.place), spot.quote)


def subject_words(key: str) -> str:
    """`activity:1.1.1a` as "Activity 1.1.1a", `card:0` as "Card 1"."""
    kind, found, value = key.partition(":")
    if kind == "priority" and found:
        return _("Priority %(number)s") % {"number": value}
    if kind == "activity" and found:
        return _("Activity %(code)s") % {"code": value}
    if kind == "card" and value.isdecimal():
        return _("Card %(number)s") % {"number": int(value) + 1}
    return _("The report")


def place_words(place: Place) -> str:
    """`page 3, table 2, row 4`; empty where nothing is known."""
    parts = (
        (_("page %(n)s"), place.page),
        (_("table %(n)s"), place.table),
        (_("row %(n)s"), place.row),
        (_("line %(n)s"), place.line),
    )
    return ", ".join(words % {"n": number} for words, number in parts if number is not None)
