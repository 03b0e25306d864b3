"""The checks of a report: one rule a module, run together here."""

from __future__ import annotations

from collections.abc import Collection

from saferplan.report.checks import (
    abbreviation,
    arrows_alike,
    capitals,
    card_light,
    criteria_results,
    dead_reference,
    doubled_code,
    figure_source,
    late_words,
    lights_alike,
    missing_code,
    no_criteria,
    no_next_step,
    no_period,
    no_text,
    one_criteria,
    other_target,
    owner,
    personal_data,
    plan_years,
    priority_light,
    small_numbers,
    stated_light,
    title_differs,
    unchanged_text,
    unknown_code,
)
from saferplan.report.findings import Finding, Level, Rule, Subject

RULES: tuple[Rule, ...] = (
    small_numbers.RULE,
    personal_data.RULE,
    priority_light.RULE,
    card_light.RULE,
    stated_light.RULE,
    unknown_code.RULE,
    doubled_code.RULE,
    missing_code.RULE,
    title_differs.RULE,
    no_period.RULE,
    plan_years.RULE,
    no_next_step.RULE,
    owner.RULE,
    no_criteria.RULE,
    one_criteria.RULE,
    criteria_results.RULE,
    lights_alike.RULE,
    arrows_alike.RULE,
    no_text.RULE,
    late_words.RULE,
    other_target.RULE,
    unchanged_text.RULE,
    dead_reference.RULE,
    figure_source.RULE,
    abbreviation.RULE,
    capitals.RULE,
)
_LEVELS = list(Level)


def run_checks(subject: Subject, ignore: Collection[str] = ()) -> tuple[Finding, ...]:
    """What the rules find, by level and then code. `ignore` holds codes of rules that are switched off."""
    findings = (rule.find(subject) for rule in RULES if rule.code not in ignore)
    found = [finding for finding in findings if finding is not None]
    return tuple(sorted(found, key=lambda finding: (_LEVELS.index(finding.level), finding.code)))
