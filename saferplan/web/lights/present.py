"""The rules of a plan in words, and what another rule would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from saferplan.common.dated import DatedValue
from saferplan.plan.models import LightRule
from saferplan.plan.rules import RuleKind
from saferplan.report.derivations import rule_words
from saferplan.report.derived import DELIVERY, HEADLINE, Derived
from saferplan.report.light_facts import Facts, LightKind, RuleFact
from saferplan.report.lights import derive_all
from saferplan.report.rollup import HeadlineMethod, RollUp, read_rule
from saferplan.web.cycle.loading import PeriodPage
from saferplan.web.cycle.present import priority_url
from saferplan.web.cycle.present_subjects import card_url
from saferplan.web.cycle.present_why import sentence_of
from saferplan.web.lights.forms import HeadlineForm, RollUpForm

HEADLINES = {
    HeadlineMethod.NONE: lambda: _("No light is made of work and results: both are shown."),
    HeadlineMethod.WORSE: lambda: _("The light overall is the worse of work and results."),
    HeadlineMethod.DELIVERY: lambda: _("The light overall is that of the work alone."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedRule:
    number: int
    words: str
    effective_from: date
    adopted: str
    reason: str
    rollup: RollUp | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule does to a card or priority of the latest period."""

    name: str
    url: str
    before: Derived
    after: Derived
    sentence: str

    @property
    def is_changed(self) -> bool:
        return self.before.light is not self.after.light


@dataclass(frozen=True, slots=True)
class Preview:
    words: str
    effects: tuple[Effect, ...]
    changed: int


def present_rules(rules: Sequence[LightRule]) -> tuple[AdoptedRule, ...]:
    found = []
    for rule in rules:
        rollup = read_rule(rule.method, rule.params) if rule.kind == RuleKind.ROLL_UP else None
        words = rule_words(rollup, _) if rollup else HEADLINES[HeadlineMethod(rule.method)]()
        found.append(
            AdoptedRule(
                number=rule.number,
                words=words,
                effective_from=rule.effective_from,
                adopted=rule.adopted,
                reason=rule.reason,
                rollup=rollup,
            )
        )
    return tuple(found)


def present_preview(page: PeriodPage, form: RollUpForm | HeadlineForm) -> Preview:
    """The lights of the shown period with the rule and without it. Nothing is written."""
    data = form.cleaned_data
    start, plan = data["effective_from"], page.period.plan_version.plan_id
    if isinstance(form, RollUpForm):
        fact = RuleFact(0, start, data["adopted"], rollup=form.rule)
        words, kind = rule_words(form.rule, _), DELIVERY
    else:
        method = HeadlineMethod(data["method"])
        fact = RuleFact(0, start, data["adopted"], headline=method)
        words, kind = HEADLINES[method](), HEADLINE
    facts = _with(page.gathered.facts, plan, DatedValue(start, page.now, fact), kind)
    after = derive_all(facts, page.now)
    effects = []
    for noun, subject, name, url in _parents(page, kind):
        derived = after.of(subject, page.key, kind)
        effects.append(Effect(name, url, page.lights.of(subject, page.key, kind), derived, sentence_of(derived, noun)))
    return Preview(words, tuple(effects), sum(effect.is_changed for effect in effects))


def _with(facts: Facts, plan: int, rule: DatedValue[RuleFact], kind: LightKind) -> Facts:
    if kind is HEADLINE:
        return replace(facts, headlines={**facts.headlines, plan: [*facts.headlines.get(plan, ()), rule]})
    return replace(facts, rollups={**facts.rollups, plan: [*facts.rollups.get(plan, ()), rule]})


def _parents(page: PeriodPage, kind: LightKind) -> list[tuple[str, str, str, str]]:
    """What the rule is about: (noun, subject, name, url)."""
    found = [
        (
            "priority",
            f"priority:{page.priority_ids[priority.number]}",
            f"{priority.number}. {priority.title}",
            priority_url(page, priority.number),
        )
        for priority in page.report.priorities
    ]
    if kind is DELIVERY:
        for number, card in enumerate(page.report.cards, start=1):
            name = _("In focus: %(codes)s") % {"codes": ", ".join(card.targets)}
            found.append(("card", f"card:{page.card_id(number)}", name, card_url(page, number)))
    return found
