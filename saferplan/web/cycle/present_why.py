"""Why a light is what it is, as pages show it: the sentence first, then who stated it, against what, by which rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from saferplan.report import derivations
from saferplan.report.derived import DELIVERY, OUTCOME, Basis, Derived
from saferplan.report.light_facts import LightKind, LightSource
from saferplan.report.tree import Criteria, Light
from saferplan.web.cycle.loading import PeriodPage
from saferplan.web.cycle.wording import how_long

SOURCES = {
    LightSource.IMPORT: lambda: _("read from the report that was loaded"),
    LightSource.UPDATE: lambda: _("in the partner’s update"),
    LightSource.JUDGEMENT: lambda: _("as a judgement"),
    LightSource.OVERRIDE: lambda: _("in place of the computed one"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A light that this one was made of."""

    name: str
    title: str
    url: str
    light: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    words: str
    number: int
    effective_from: date
    adopted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """`computed` is what there would be without the stated light; `stated` what a report said beside a computed one."""

    light: Light
    kind: LightKind
    sentence: str
    source: str = ""
    by: str = ""
    approved_by: str = ""
    at: datetime | None = None
    until: date | None = None
    reason: str = ""
    criterion: str = ""
    has_criteria: bool = False
    criteria_from: date | None = None
    shows_criteria: bool = False
    computed: Light | None = None
    stated: Light | None = None
    rule: Rule | None = None
    parts: tuple[Part, ...] = ()
    since: str = ""
    recorded_from: str = ""

    @property
    def is_results(self) -> bool:
        return self.kind is OUTCOME


def sentence_of(derived: Derived, noun: str) -> str:
    return derivations.why(derived, noun, _)


def present_why(
    page: PeriodPage,
    derived: Derived,
    *,
    noun: str,
    kind: LightKind = DELIVERY,
    criteria: Criteria | None = None,
    parts: Sequence[Part] = (),
    recorded_from: str = "",
) -> Why:
    """`criteria` are those of an activity; `parts` the activities of a parent."""
    fact = derived.fact
    texts = criteria or Criteria()
    has_light = derived.light is not Light.NONE
    overridden = derived.basis is Basis.OVERRIDE
    has_computed = overridden or derived.computed_basis is not None
    return Why(
        light=derived.light,
        kind=kind,
        sentence=sentence_of(derived, noun),
        source=SOURCES[LightSource(fact.source)]() if fact and has_light else "",
        by=fact.by if fact and has_light else "",
        approved_by=fact.approved_by if fact else "",
        at=fact.recorded_at if fact and has_light else None,
        until=(fact.until or fact.ends) if fact and overridden else None,
        reason=derived.reason,
        criterion=str(getattr(texts, derived.light.value, "")),
        has_criteria=texts.is_stated(),
        criteria_from=derived.criteria_from,
        shows_criteria=criteria is not None and has_light and not overridden,
        computed=derived.computed if has_computed else None,
        stated=derived.beside.light if derived.beside and not overridden else None,
        rule=_rule(derived),
        parts=tuple(parts) if derived.rule else (),
        since=how_long(derived, page.window) if has_light and kind == DELIVERY else "",
        recorded_from=recorded_from,
    )


def _rule(derived: Derived) -> Rule | None:
    rule = derived.rule
    if rule is None:
        return None
    words = derivations.rule_words(rule.rollup, _) if rule.rollup else ""
    return Rule(words=words, number=rule.number, effective_from=rule.effective_from, adopted=rule.adopted)
