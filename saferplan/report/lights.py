"""The one function for lights: what each subject's light is in each period, what it follows from, and how it moved.

Pages, documents, reminders and checks call `derive_all`; nothing else works a light out. It takes dated facts and one
instant: facts recorded later do not count, and a period's lights follow from what was in force at its end, so they do
not change with today's date. Pure: no database, no clock.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from saferplan.common.dated import DatedValue, row_in_force
from saferplan.report import rollup
from saferplan.report.derived import (
    DELIVERY,
    HEADLINE,
    NOT_MEASURED,
    OUTCOME,
    TRENDS,
    Basis,
    Derived,
    Lights,
    Measured,
    Since,
    compare,
)
from saferplan.report.light_facts import (
    DatedRules,
    Facts,
    LightKind,
    LightSource,
    MeasureFact,
    PeriodFact,
    RuleFact,
    StatedFact,
)
from saferplan.report.outcomes import OutcomeRule, outcome_light
from saferplan.report.rollup import HeadlineMethod, Method
from saferplan.report.tree import Criteria, Light, Trend

_STATED_BASIS: Mapping[str, Basis] = {
    LightSource.IMPORT: Basis.IMPORT,
    LightSource.UPDATE: Basis.UPDATE,
    LightSource.JUDGEMENT: Basis.JUDGEMENT,
}


def derive_all(facts: Facts, now: datetime) -> Lights:
    """Every light of every subject in every period. Facts recorded after `now` do not count; their order is nothing."""
    return Lights(derived=_Deriving(facts, now).run())


class _Deriving:
    """One pass over the periods, oldest first; `before` holds the lights of the period before by kind."""

    def __init__(self, facts: Facts, now: datetime) -> None:
        self.facts = facts
        self.now = now
        self.stated, self.overrides = _sorted_out(facts.stated, now)
        self.measures = _latest_measures(facts.measures, now)
        self.last: dict[str, date] = dict(facts.last)
        # The end of the last period whose update did not come to count, and whether it was withdrawn.
        self.unapproved: dict[str, date] = {}
        self.withdrawn: dict[str, bool] = {}
        # The criteria that each subject is held to, with their dates, in this period and in the one before.
        self.criteria: dict[str, DatedValue[Criteria]] = {}
        self.criteria_before: dict[str, DatedValue[Criteria]] = {}
        self.derived: dict[tuple[str, str, str], Derived] = {}
        self.before: dict[str, dict[str, Derived]] = {DELIVERY: {}, OUTCOME: {}, HEADLINE: {}}

    def run(self) -> dict[tuple[str, str, str], Derived]:
        for period in self.facts.periods:
            self.criteria_before = self.criteria
            self.criteria = criteria_on(self.facts, period.key, period.ends, self.now)
            self._work(period)
            self._results(period)
            self._headlines(period)
        return self.derived

    def _rule(self, rules: Mapping[int, DatedRules], period: PeriodFact) -> RuleFact | None:
        row = row_in_force(rules.get(period.plan, ()), period.ends, as_at=self.now)
        return row.value if row else None

    def _has_same_criteria(self, subject: str) -> bool:
        """Criteria that are stated for the first time change nothing that was shown before."""
        was = self.criteria_before.get(subject)
        if was is None:
            return True
        now = self.criteria.get(subject)
        return now is not None and (now is was or now.value == was.value)

    def _keep(self, period: PeriodFact, kind: LightKind, lights: dict[str, Derived]) -> None:
        key = period.key
        for subject, light in lights.items():
            self.derived[subject, key, kind] = light
        self.before[kind] = lights

    def _moved(self, kind: LightKind, subject: str, light: Derived, *, comparable: bool) -> Derived:
        trend, since, before, periods_same = self._movement(kind, subject, light.light, light.fact, comparable)
        return light._replace(trend=trend, since=since, before=before, periods_same=periods_same)

    def _movement(
        self, kind: LightKind, subject: str, light: Light, fact: StatedFact | None, comparable: bool
    ) -> tuple[Trend, Since, Light, int]:
        """Trend, how it moved, the light before, and for how many periods it is the same."""
        before = self.before[kind].get(subject)
        since = compare(before.light if before else None, light, comparable=comparable)
        # The arrow that a report was printed with stays with it; everything else is worked out.
        if fact is not None and fact.source == LightSource.IMPORT:
            trend = fact.trend
        else:
            trend = TRENDS.get(since, Trend.NONE) if light is not Light.NONE else Trend.NONE
        if before is None:
            return trend, since, Light.NONE, 1
        return trend, since, before.light, before.periods_same + 1 if since is Since.SAME else 1

    def _work(self, period: PeriodFact) -> None:
        children = self.facts.children.get(period.key, {})
        rule = self._rule(self.facts.rollups, period)
        lights: dict[str, Derived] = {}
        parents = []
        for subject in self.facts.subjects[period.key]:
            if subject.startswith("activity:"):
                lights[subject] = self._reported(subject, period)
            else:
                parents.append(subject)
        for subject in parents:
            found = [(child, lights[child].light) for child in children.get(subject, ()) if child in lights]
            light = self._with_override(self._parent(subject, period, rule, found), DELIVERY, subject, period)
            before = self.before[DELIVERY].get(subject)
            comparable = (before is None or before.rule == light.rule) and self._has_same_criteria(subject)
            lights[subject] = self._moved(DELIVERY, subject, light, comparable=comparable)
        self._keep(period, DELIVERY, lights)

    def _reported(self, subject: str, period: PeriodFact) -> Derived:
        """An activity's light: of its approved update, of a loaded report, or none, with its age."""
        fact = self.stated.get((subject, period.key, DELIVERY))
        criteria = self.criteria.get(subject)
        criteria_from = criteria.effective_from if criteria else None
        comparable = self._has_same_criteria(subject)
        if fact is None or fact.light is Light.NONE:
            light = self._silent(subject, period, fact, criteria_from)
        else:
            self.last[subject] = period.ends
            self.unapproved.pop(subject, None)
            basis = _STATED_BASIS[fact.source]
            # Nearly all lights are of this kind, so it is made in one go.
            movement = self._movement(DELIVERY, subject, fact.light, fact, comparable)
            light = Derived(fact.light, *movement, basis, fact, criteria_from)
        if fact is not None and fact.light is not Light.NONE and (subject, DELIVERY) not in self.overrides:
            return light
        return self._moved(
            DELIVERY, subject, self._with_override(light, DELIVERY, subject, period), comparable=comparable
        )

    def _silent(self, subject: str, period: PeriodFact, fact: StatedFact | None, criteria_from: date | None) -> Derived:
        withdrawn = fact is not None and fact.source == LightSource.UPDATE
        pending = self.facts.pending.get((subject, period.key))
        unapproved, was_withdrawn = self.unapproved.get(subject), self.withdrawn.get(subject, False)
        if withdrawn or pending is not None:
            self.unapproved[subject] = period.ends
            self.withdrawn[subject] = withdrawn
        return Derived(
            light=Light.NONE,
            basis=Basis.WITHDRAWN if withdrawn else Basis.NO_UPDATE,
            fact=fact,
            criteria_from=criteria_from,
            last=self.last.get(subject),
            ends=period.ends,
            unapproved=unapproved,
            was_withdrawn=was_withdrawn,
            pending=pending,
        )

    def _parent(
        self, subject: str, period: PeriodFact, rule: RuleFact | None, children: Sequence[tuple[str, Light]]
    ) -> Derived:
        """A card's or priority's light: by the plan's rule, the stated one beside it; without a rule, as stated."""
        own = self.stated.get((subject, period.key, DELIVERY))
        light = own.light if own else Light.NONE
        basis = Basis.NO_RULE if own is None or light is Light.NONE else _STATED_BASIS[own.source]
        if rule is None or rule.rollup is None:
            return Derived(light=light, basis=basis, fact=own, counts=rollup.count(children))
        computed, counts = rollup.roll_up(rule.rollup, children)
        if rule.rollup.method is not Method.JUDGEMENT:
            return Derived(light=computed, basis=Basis.ROLLED_UP, rule=rule, counts=counts, beside=own)
        return Derived(
            light=light,
            basis=Basis.NO_JUDGEMENT if basis is Basis.NO_RULE else basis,
            fact=own,
            computed=computed,
            computed_basis=Basis.ROLLED_UP,
            rule=rule,
            counts=counts,
        )

    def _with_override(self, light: Derived, kind: LightKind, subject: str, period: PeriodFact) -> Derived:
        fact = _override_in(self.overrides.get((subject, kind), ()), period)
        if fact is None:
            return light
        return light._replace(
            light=fact.light,
            basis=Basis.OVERRIDE,
            fact=fact,
            beside=light.fact or light.beside,
            computed=light.light,
            computed_basis=light.basis,
        )

    def _results(self, period: PeriodFact) -> None:
        lights: dict[str, Derived] = {}
        for subject in self.facts.subjects[period.key]:
            light = self._outcome(subject, period)
            before = self.before[OUTCOME].get(subject)
            if light is not None or before is not None:
                light = light or NOT_MEASURED
                comparable = before is None or _rules_of_measures(before) == _rules_of_measures(light)
                lights[subject] = self._moved(OUTCOME, subject, light, comparable=comparable)
        self._keep(period, OUTCOME, lights)

    def _outcome(self, subject: str, period: PeriodFact) -> Derived | None:
        """By its measures where it has any, with what was stated beside; else as stated; None where neither."""
        own = self.stated.get((subject, period.key, OUTCOME))
        measures = self.measures.get((subject, period.key), ())
        light = None
        if measures:
            found = tuple(Measured(fact, outcome_light(fact.rule, fact.reading)) for fact in measures)
            pairs = [(each.fact.name, each.outcome.light) for each in found]
            worst, counts = rollup.roll_up(rollup.WORST, pairs)
            light = Derived(light=worst, basis=Basis.MEASURED, measures=found, counts=counts, beside=own)
        elif own is not None:
            light = Derived(light=own.light, basis=_STATED_BASIS[own.source], fact=own)
        if light is None and (subject, OUTCOME) not in self.overrides:
            return None
        return self._with_override(light or NOT_MEASURED, OUTCOME, subject, period)

    def _headlines(self, period: PeriodFact) -> None:
        rule = self._rule(self.facts.headlines, period)
        lights: dict[str, Derived] = {}
        if rule is not None and rule.headline not in (None, HeadlineMethod.NONE):
            for subject in self.facts.subjects[period.key]:
                if subject.startswith("priority:"):
                    lights[subject] = self._headline(subject, period, rule)
        self._keep(period, HEADLINE, lights)

    def _headline(self, subject: str, period: PeriodFact, rule: RuleFact) -> Derived:
        parts = (self.before[DELIVERY][subject], self.before[OUTCOME].get(subject, NOT_MEASURED))
        work, results = (part.light for part in parts)
        light = rollup.headline(rule.headline or HeadlineMethod.NONE, work, results)
        found = Derived(light=light, basis=Basis.BOTH, rule=rule, parts=(work, results))
        before = self.before[HEADLINE].get(subject)
        used = parts[:1] if rule.headline is HeadlineMethod.DELIVERY else parts
        comparable = (before is None or before.rule == rule) and not any(part.is_made_otherwise for part in used)
        return self._moved(HEADLINE, subject, found, comparable=comparable)


def _sorted_out(
    stated: Iterable[StatedFact], now: datetime
) -> tuple[dict[tuple[str, str, str], StatedFact], dict[tuple[str, str], list[StatedFact]]]:
    """The latest light stated by subject, period and kind; and the overrides by subject and kind, latest first."""
    latest: dict[tuple[str, str, str], StatedFact] = {}
    overrides: defaultdict[tuple[str, str], list[StatedFact]] = defaultdict(list)
    for fact in stated:
        if fact.recorded_at > now:
            continue
        if fact.source == LightSource.OVERRIDE:
            overrides[fact.subject, fact.kind].append(fact)
            continue
        key = (fact.subject, fact.period, fact.kind)
        standing = latest.get(key)
        if standing is None or (fact.recorded_at, fact.id) > (standing.recorded_at, standing.id):
            latest[key] = fact
    for facts in overrides.values():
        facts.sort(key=lambda fact: (fact.recorded_at, fact.id), reverse=True)
    return latest, dict(overrides)


def _override_in(facts: Sequence[StatedFact], period: PeriodFact) -> StatedFact | None:
    """The override that holds in a period: the latest recorded that spans it, unless that one lifts the others."""
    for fact in facts:
        if fact.ends <= period.ends <= (fact.until or fact.ends):
            return None if fact.light is Light.NONE else fact
    return None


def _latest_measures(
    measures: Iterable[MeasureFact], now: datetime
) -> Mapping[tuple[str, str], tuple[MeasureFact, ...]]:
    """What each measure says by subject and period; only accepted ones for an activity."""
    latest: dict[tuple[str, str, str], MeasureFact] = {}
    for fact in sorted(measures, key=lambda fact: fact.recorded_at):
        if fact.recorded_at <= now and (fact.accepted or not fact.subject.startswith("activity:")):
            latest[fact.subject, fact.period, fact.name] = fact
    found: defaultdict[tuple[str, str], list[MeasureFact]] = defaultdict(list)
    for (subject, period, _name), fact in sorted(latest.items(), key=lambda item: item[0]):
        found[subject, period].append(fact)
    return {key: tuple(facts) for key, facts in found.items()}


def criteria_on(facts: Facts, period: str, day: date, as_at: datetime) -> dict[str, DatedValue[Criteria]]:
    """What is in force on a day, of each card, and of each activity that a period's plan has.

    An activity is held to the criteria of the first of its cards that has any.
    """
    found: dict[str, DatedValue[Criteria]] = {}
    for card, rows in facts.criteria.items():
        row = row_in_force(rows, day, as_at=as_at)
        if row is not None and row.value.is_stated():
            found[card] = row
    for activity, cards in facts.cards.get(period, {}).items():
        first = next((card for card in cards if card in found), None)
        if first is not None:
            found[activity] = found[first]
    return found


def _rules_of_measures(light: Derived) -> Mapping[str, OutcomeRule]:
    """What an outcome is measured by: another measure, or another rule of one, makes it another light."""
    return {each.fact.name: each.fact.rule for each in light.measures}


def tally(lights: Iterable[Light]) -> Counter[Light]:
    """How many of each light. A total is `.total()`: silence is counted too."""
    return Counter(lights)
