"""Findings as lines for a page or a list, by level: words only, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from saferplan.report.checks import RULES
from saferplan.report.findings import Finding, Level, Spot
from saferplan.report.places import Place
from saferplan.report.tree import Card, Light, Report, Trend
from saferplan.web import signs
from saferplan.web.templatetags.saferplan import day

RULE_OF = {rule.code: rule for rule in RULES}
SPOTS_AT_ONCE = 5
TRENDS, LIGHTS = frozenset(Trend), frozenset(Light)


@dataclass(frozen=True, slots=True)
class SpotLine:
    """`subject` is what the spot is about, `where` its place in the file, `url` the page where it can be mended."""

    subject: str
    where: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """`more` are the spots beyond the first few."""

    code: str
    name: str
    message: str
    advice: str
    why: str
    spots: tuple[SpotLine, ...]

    @property
    def first(self) -> tuple[SpotLine, ...]:
        return self.spots[:SPOTS_AT_ONCE]

    @property
    def more(self) -> tuple[SpotLine, ...]:
        return self.spots[SPOTS_AT_ONCE:]


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """`anchor` is an id for the page; `title` the level in words."""

    anchor: str
    title: str
    findings: tuple[FindingLine, ...]


def rule_name(code: str) -> str:
    return _(RULE_OF[code].name) if code in RULE_OF else code


def level_title(level: Level) -> str:
    titles: Mapping[Level, str] = {
        Level.FIX: _("Fix before publishing"),
        Level.ASK: _("Ask the owner"),
        Level.CONSIDER: _("Consider"),
    }
    return titles[level]


def by_level(
    findings: Iterable[Finding], report: Report, url_of: Callable[[Spot], str] = lambda _spot: ""
) -> tuple[LevelGroup, ...]:
    """The findings by level, most urgent first; levels without any are left out."""
    found = tuple(findings)
    groups = (
        LevelGroup(
            level.name.lower(),
            level_title(level),
            tuple(_finding(each, report, url_of) for each in found if each.level is level),
        )
        for level in Level
    )
    return tuple(group for group in groups if group.findings)


def _finding(finding: Finding, report: Report, url_of: Callable[[Spot], str]) -> FindingLine:
    rule = RULE_OF[finding.code]
    return FindingLine(
        code=finding.code,
        name=_(rule.name),
        message=finding.sentence(_),
        advice=_(finding.advice).format(**finding.params),
        why=_(rule.why),
        spots=tuple(
            SpotLine(subject_words(spot.key, report), place_words(spot.place), quote_words(spot.quote), url_of(spot))
            for spot in dict.fromkeys(finding.spots)
        ),
    )


def quote_words(quote: str) -> str:
    """The words of the report as they are; a light, an arrow or a month that a rule names, as people say it."""
    if quote in TRENDS:
        return str(signs.TRENDS[Trend(quote)]).lower()
    if quote in LIGHTS:
        return str(signs.COLOURS[Light(quote)]).lower()
    return day(quote)


def subject_words(key: str, report: Report) -> str:
    """`activity:1.1.1a` as "Activity 1.1.1a", `card:0` as "In focus: 1.1.1a"."""
    kind, _colon, name = key.partition(":")
    if kind == "priority" and name:
        return _("Priority %(number)s") % {"number": name}
    if kind == "activity" and name:
        return _("Activity %(code)s") % {"code": name}
    if kind == "card" and name.isdecimal() and int(name) < len(report.cards):
        codes = codes_in_words(report, report.cards[int(name)]) or _("no activity")
        return _("In focus: %(codes)s") % {"codes": codes}
    return _("The report")


def codes_in_words(report: Report, card: Card) -> str:
    """`2.1.1a to 2.1.1f` where a card is about three or more activities that follow each other, else all codes."""
    targets = list(card.targets)
    order = [activity.code for _priority, activity in report.activities()]
    if len(targets) > 2 and targets[0] in order:
        start = order.index(targets[0])
        if order[start : start + len(targets)] == targets:
            return _("%(first)s to %(last)s") % {"first": targets[0], "last": targets[-1]}
    return ", ".join(targets)


def place_words(place: Place) -> str:
    """`page 3, table 2, row 4`; empty where nothing is known."""
    parts = (
        (_("page %(n)s"), place.page),
        (_("table %(n)s"), place.table),
        (_("row %(n)s"), place.row),
        (_("line %(n)s"), place.line),
    )
    return ", ".join(words % {"n": number} for words, number in parts if number is not None)
