"""Findings as the page needs them, by level, each spot with the page where it can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saferplan.report.checks import RULES
from saferplan.report.findings import Finding, Level, Spot
from saferplan.report.tree import Report

LEVEL_TITLES: Mapping[Level, Promise] = {
    Level.FIX: gettext_lazy("Fix before publishing"),
    Level.ASK: gettext_lazy("Ask the owner"),
    Level.CONSIDER: gettext_lazy("Consider"),
}
RULE_OF = {rule.code: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class SpotLine:
    text: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    code: str
    name: str
    message: str
    advice: str
    why: str
    spots: tuple[SpotLine, ...]


@dataclass(frozen=True, slots=True)
class LevelGroup:
    title: Promise
    anchor: str
    findings: tuple[FindingLine, ...]


def present_findings(findings: Iterable[Finding], slug: str, period_key: str, report: Report) -> tuple[LevelGroup, ...]:
    """Findings by level, most urgent first; levels without any are left out."""
    by_level: dict[Level, list[FindingLine]] = {level: [] for level in Level}
    for finding in findings:
        by_level[finding.level].append(_finding(finding, slug, period_key, report))
    return tuple(
        LevelGroup(LEVEL_TITLES[level], level.name.lower(), tuple(lines)) for level, lines in by_level.items() if lines
    )


def _finding(finding: Finding, slug: str, period_key: str, report: Report) -> FindingLine:
    rule = RULE_OF.get(finding.code)
    return FindingLine(
        code=finding.code,
        name=_(rule.name) if rule else finding.code,
        message=finding.sentence(_),
        advice=_(finding.advice).format(**finding.params),
        why=_(rule.why) if rule else "",
        spots=tuple(_spot(spot, slug, period_key, report) for spot in _once(finding.spots)),
    )


def _once(spots: Sequence[Spot]) -> Sequence[Spot]:
    return list(dict.fromkeys(spots))


def _spot(spot: Spot, slug: str, period_key: str, report: Report) -> SpotLine:
    kind, _colon, name = spot.key.partition(":")
    if kind == "priority" and name.isdigit() and report.priority(int(name)):
        url = reverse("priority", args=[slug, period_key, int(name)])
        return SpotLine(_("Priority %(number)s") % {"number": name}, spot.quote, url)
    if kind == "activity" and report.activity(name):
        return SpotLine(name, spot.quote, reverse("activity", args=[slug, period_key, name]))
    if kind == "card" and name.isdigit() and int(name) < len(report.cards):
        codes = ", ".join(report.cards[int(name)].targets) or _("no activity")
        url = reverse("card", args=[slug, period_key, int(name) + 1])
        return SpotLine(_("In focus: %(codes)s") % {"codes": codes}, spot.quote, url)
    return SpotLine(_("The report"), spot.quote, reverse("period", args=[slug, period_key]))
