"""The lights of a plan worked out a second time: slow, in the words of the rules, one light at a time.

It shares no step with `derive_all`: each period looks back by itself, and nothing is carried along.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from saferplan.common.dated import DatedValue
from saferplan.report.derived import DELIVERY, HEADLINE, OUTCOME, Since
from saferplan.report.light_facts import Facts, LightSource, PeriodFact, RuleFact, StatedFact
from saferplan.report.outcomes import Polarity
from saferplan.report.rollup import HeadlineMethod, Method, RollUp
from saferplan.report.tree import Criteria, Light

G, A, R, C, D, NONE = Light.GREEN, Light.AMBER, Light.RED, Light.COMPLETE, Light.DEFERRED, Light.NONE
BEST_FIRST = [C, G, A, R]


class Twin(NamedTuple):
    """What both must agree on."""

    light: Light
    since: Since
    before: Light
    periods_same: int


class SlowLights:
    """`shown` gives the light of a subject in a period; None where it has none of that kind at all."""

    def __init__(self, facts: Facts, now: datetime) -> None:
        self.facts = facts
        self.now = now

    def all(self) -> dict[tuple[str, str, str], Twin]:
        found = {}
        for place, period in enumerate(self.facts.periods):
            for subject in self.facts.subjects[period.key]:
                for kind in (DELIVERY, OUTCOME, HEADLINE):
                    if self.has(place, subject, kind):
                        found[subject, period.key, kind.value] = self.twin(place, subject, kind)
        return found

    def twin(self, place: int, subject: str, kind: str) -> Twin:
        light, since = self.shown(place, subject, kind), self.since(place, subject, kind)
        before = self.shown(place - 1, subject, kind) if since is not Since.NEW else NONE
        same, back = 1, place
        while self.since(back, subject, kind) is Since.SAME:
            same, back = same + 1, back - 1
        return Twin(light, since, before, same)

    def has(self, place: int, subject: str, kind: str) -> bool:
        if place < 0 or subject not in self.facts.subjects[self.period(place).key]:
            return False
        if kind == HEADLINE:
            rule = self.rule(place, HEADLINE)
            return subject.startswith("priority") and rule is not None and rule.headline is not HeadlineMethod.NONE
        if kind == OUTCOME:
            own = self.own(place, subject, OUTCOME) is not None
            known = own or self.measures(place, subject) or self.any_override(subject, OUTCOME)
            return bool(known) or self.has(place - 1, subject, OUTCOME)
        return True

    def period(self, place: int) -> PeriodFact:
        return self.facts.periods[place]

    def shown(self, place: int, subject: str, kind: str) -> Light:
        period = self.period(place)
        if kind == HEADLINE:
            return self.headline(place, subject)
        spanning = [
            fact
            for fact in self.known(subject, kind)
            if fact.source == LightSource.OVERRIDE and fact.ends <= period.ends <= (fact.until or fact.ends)
        ]
        latest = max(spanning, key=lambda fact: (fact.recorded_at, fact.id), default=None)
        if latest is not None and latest.light is not NONE:
            return latest.light
        return self.without_override(place, subject, kind)

    def without_override(self, place: int, subject: str, kind: str) -> Light:
        own = self.own(place, subject, kind)
        stated = own.light if own else NONE
        if kind == OUTCOME:
            measures = self.measures(place, subject)
            return worst([light for _name, _rule, light in measures]) if measures else stated
        rule = self.rule(place, DELIVERY)
        if subject.startswith("activity") or rule is None or rule.rollup is None:
            return stated
        if rule.rollup.method is Method.JUDGEMENT:
            return stated
        children = self.facts.children[self.period(place).key].get(subject, ())
        return rolled_up(rule.rollup, [(child, self.shown(place, child, DELIVERY)) for child in children])

    def known(self, subject: str, kind: str) -> list[StatedFact]:
        mine = [fact for fact in self.facts.stated if (fact.subject, fact.kind) == (subject, kind)]
        return [fact for fact in mine if fact.recorded_at <= self.now]

    def any_override(self, subject: str, kind: str) -> bool:
        return any(fact.source == LightSource.OVERRIDE for fact in self.known(subject, kind))

    def own(self, place: int, subject: str, kind: str) -> StatedFact | None:
        """What was stated of this very period, last."""
        here = [
            fact
            for fact in self.known(subject, kind)
            if fact.period == self.period(place).key and fact.source != LightSource.OVERRIDE
        ]
        return max(here, key=lambda fact: (fact.recorded_at, fact.id), default=None)

    def measures(self, place: int, subject: str) -> list[tuple[str, object, Light]]:
        found = {}
        for fact in sorted(self.facts.measures, key=lambda fact: fact.recorded_at):
            is_here = (fact.subject, fact.period) == (subject, self.period(place).key)
            if is_here and fact.recorded_at <= self.now and (fact.accepted or subject.startswith("priority")):
                value, target = fact.reading.value, fact.reading.target
                light = NONE
                if value is not None and target is not None and fact.rule.polarity is not Polarity.NEITHER:
                    sign = 1 if fact.rule.polarity is Polarity.LOWER else -1
                    over = sign * (Fraction(value) - Fraction(target))
                    light = G if over <= 0 else A if over <= abs(Fraction(target)) * fact.rule.tolerance else R
                found[fact.name] = (fact.name, fact.rule, light)
        return sorted(found.values(), key=lambda each: each[0])

    def headline(self, place: int, subject: str) -> Light:
        rule = self.rule(place, HEADLINE)
        assert rule is not None
        work = self.shown(place, subject, DELIVERY)
        results = self.shown(place, subject, OUTCOME) if self.has(place, subject, OUTCOME) else NONE
        return work if rule.headline is HeadlineMethod.DELIVERY else worst([work, results])

    def rule(self, place: int, kind: str) -> RuleFact | None:
        period = self.period(place)
        rules = (self.facts.headlines if kind == HEADLINE else self.facts.rollups).get(period.plan, ())
        return latest(rules, period.ends, self.now)

    def criteria(self, place: int, subject: str) -> Criteria:
        period = self.period(place)
        held_to = self.facts.cards.get(period.key, {}).get(subject, ()) or (subject,)
        for card in held_to:
            found = latest(self.facts.criteria.get(card, ()), period.ends, self.now)
            if found is not None and found.is_stated():
                return found
        return Criteria()

    def made_of(self, place: int, subject: str, kind: str) -> object:
        """What a light goes by: where it changes, lights cannot be compared."""
        if kind == OUTCOME:
            return [(name, rule) for name, rule, _light in self.measures(place, subject)]
        if kind == HEADLINE:
            return self.rule(place, HEADLINE)
        return None if subject.startswith("activity") else self.rule(place, DELIVERY)

    def since(self, place: int, subject: str, kind: str) -> Since:
        if not self.has(place - 1, subject, kind):
            return Since.NEW
        was, now = self.shown(place - 1, subject, kind), self.shown(place, subject, kind)
        if now is NONE:
            return Since.SAME if was is NONE else Since.GONE
        if not self.is_comparable(place, subject, kind):
            return Since.NOT_COMPARABLE
        if was is now:
            return Since.SAME
        if was not in BEST_FIRST or now not in BEST_FIRST:
            return Since.NOT_COMPARABLE
        return Since.BETTER if BEST_FIRST.index(now) < BEST_FIRST.index(was) else Since.WORSE

    def is_comparable(self, place: int, subject: str, kind: str) -> bool:
        if self.made_of(place - 1, subject, kind) != self.made_of(place, subject, kind):
            return False
        if kind == DELIVERY:
            was = self.criteria(place - 1, subject)
            return not was.is_stated() or was == self.criteria(place, subject)
        if kind == HEADLINE:
            rule = self.rule(place, HEADLINE)
            parts = [DELIVERY] if rule and rule.headline is HeadlineMethod.DELIVERY else [DELIVERY, OUTCOME]
            return all(self.part_is_comparable(place, subject, part) for part in parts)
        return True

    def part_is_comparable(self, place: int, subject: str, kind: str) -> bool:
        """Work or results that are there now: whether they go by the same as before."""
        if not self.has(place - 1, subject, kind):
            return True
        was, now = self.shown(place - 1, subject, kind), self.shown(place, subject, kind)
        can_be_set_side_by_side = was is now or (was in BEST_FIRST and now in BEST_FIRST)
        return now is NONE or not can_be_set_side_by_side or self.is_comparable(place, subject, kind)


def latest(rows: Sequence[DatedValue], day: date, now: datetime):  # type: ignore[no-untyped-def,type-arg]
    known = [row for row in rows if row.effective_from <= day and row.recorded_at <= now]
    return max(known, key=lambda row: (row.effective_from, row.recorded_at)).value if known else None


def worst(lights: list[Light]) -> Light:
    """The worst; not green while one is missing; deferred only where all are."""
    rated = [light for light in lights if light in BEST_FIRST]
    found = max(rated, key=BEST_FIRST.index) if rated else D if lights and NONE not in lights else NONE
    if found in (A, R, D, NONE):
        return found
    if NONE in lights:
        return NONE
    return C if all(light is C for light in lights) else G


def rolled_up(rule: RollUp, children: list[tuple[str, Light]]) -> Light:
    lights = [light for _child, light in children]
    rated = [(child, light) for child, light in children if light in BEST_FIRST]
    if rule.method is Method.WORST or not rated:
        return worst(lights)
    if rule.method is Method.SHARE:
        reds = Fraction(sum(light is R for _child, light in rated), len(rated))
        bad = Fraction(sum(light in (A, R) for _child, light in rated), len(rated))
    else:
        weight = {child: Fraction(rule.weights.get(child, 1)) for child, _light in rated}
        lost = sum(weight[child] if light is R else weight[child] / 2 for child, light in rated if light in (A, R))
        reds = bad = Fraction(lost) / sum(weight.values())
    if rule.red is not None and reds >= rule.red:
        return R
    if bad >= rule.amber:
        return A
    return worst([C if light is C else D if light is D else NONE if light is NONE else G for light in lights])
