"""What must hold for any lights at all: order is nothing, the past does not move, silence is never green."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from saferplan.common.dated import DatedValue
from saferplan.report.derived import DELIVERY, HEADLINE, OUTCOME, Derived
from saferplan.report.light_facts import Facts, LightSource, RuleFact, StatedFact
from saferplan.report.lights import derive_all
from saferplan.report.rollup import RANK, HeadlineMethod, Method, RollUp
from saferplan.report.tree import Criteria, Light
from tests.report.lighting import (
    ACTIVITIES,
    CARD,
    KEYS,
    NOW,
    PERIODS,
    PLAN,
    PRIORITY,
    SHARE,
    SUBJECTS,
    WORST,
    add,
    criteria,
    facts,
    headline_rule,
    rule,
    stated,
)

KINDS = (DELIVERY, OUTCOME, HEADLINE)
some_light = st.sampled_from(list(Light))


@st.composite
def statements(draw: st.DrawFn) -> StatedFact:
    source = draw(st.sampled_from(list(LightSource)))
    period = draw(st.sampled_from(KEYS))
    until = draw(st.sampled_from(KEYS[KEYS.index(period) :])) if source is LightSource.OVERRIDE else ""
    fact = stated(
        draw(st.sampled_from(SUBJECTS)),
        period,
        draw(some_light),
        source=source,
        kind=draw(st.sampled_from((DELIVERY, DELIVERY, OUTCOME))),
        reason="Because",
        until=until,
        days=draw(st.integers(1, 20)),
    )
    return fact._replace(id=draw(st.integers(1, 10**9)))


rollups = st.sampled_from([WORST, SHARE, RollUp(method=Method.JUDGEMENT), RollUp(method=Method.WEIGHTED)])


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    found = draw(st.lists(statements(), max_size=25, unique_by=lambda fact: fact.id))
    rules = [rule(draw(rollups))] if draw(st.booleans()) else []
    headlines = [headline_rule(draw(st.sampled_from(list(HeadlineMethod))))] if draw(st.booleans()) else []
    told = {ACTIVITIES[0]: [criteria("Nine in ten")]}
    return facts(*found, rules=rules, headlines=headlines, told=told)


def everything(given_facts: Facts, now: datetime = NOW) -> dict[tuple[str, str, str], Derived]:
    return dict(derive_all(given_facts, now).derived)


@given(given_facts=any_facts(), data=st.data())
def test_order_never_matters(given_facts: Facts, data: st.DataObject) -> None:
    shuffled = replace(given_facts, stated=tuple(data.draw(st.permutations(list(given_facts.stated)))))
    assert everything(shuffled) == everything(given_facts)


@given(given_facts=any_facts(), days=st.integers(0, 4000))
def test_a_periods_lights_do_not_change_with_todays_date(given_facts: Facts, days: int) -> None:
    assert everything(given_facts, NOW + timedelta(days=days)) == everything(given_facts)


@given(given_facts=any_facts(), data=st.data())
def test_lights_as_known_at_an_instant_are_those_of_the_facts_of_then(given_facts: Facts, data: st.DataObject) -> None:
    instants = [fact.recorded_at for fact in given_facts.stated] or [NOW]
    then = data.draw(st.sampled_from(instants))
    known = replace(given_facts, stated=tuple(fact for fact in given_facts.stated if fact.recorded_at <= then))
    assert everything(given_facts, then) == everything(known)


@given(given_facts=any_facts(), later=st.dates(date(2026, 1, 1), date(2030, 1, 1)), rollup=rollups)
def test_later_criteria_and_rules_leave_the_past_alone(given_facts: Facts, later: date, rollup: RollUp) -> None:
    """Whatever counts from a day after the last period changes none of them."""
    criteria_now = DatedValue(later, NOW, Criteria(green="Something else"))
    new_rule = DatedValue(later, NOW, RuleFact(9, later, "Strategy Group", rollup=rollup))
    changed = replace(
        given_facts,
        criteria={subject: [*given_facts.criteria.get(subject, ()), criteria_now] for subject in ACTIVITIES},
        rollups={PLAN: [*given_facts.rollups[PLAN], new_rule]},
    )
    assert everything(changed, NOW + timedelta(days=1)) == everything(given_facts)


@given(given_facts=any_facts(), mover=st.integers(0, 3))
def test_what_is_stated_of_a_period_never_changes_one_before(given_facts: Facts, mover: int) -> None:
    changed = add(given_facts, stated(ACTIVITIES[mover], KEYS[-1], Light.RED, days=30)._replace(id=10**10))
    before = [period.key for period in PERIODS[:-1]]
    assert {key: light for key, light in everything(changed).items() if key[1] in before} == {
        key: light for key, light in everything(given_facts).items() if key[1] in before
    }


@given(given_facts=any_facts(), worse=st.integers(0, 3), period=st.sampled_from(KEYS))
def test_a_worse_activity_never_improves_what_is_made_of_it(given_facts: Facts, worse: int, period: str) -> None:
    """With a rule that computes, and no statement about the parent in its way."""
    plain = tuple(
        fact for fact in given_facts.stated if fact.subject in ACTIVITIES and fact.source != LightSource.OVERRIDE
    )
    for rollup in (WORST, SHARE):
        ruled = replace(given_facts, stated=plain, rollups={PLAN: [rule(rollup)]})
        was = derive_all(ruled, NOW)
        own = was.of(ACTIVITIES[worse], period).light
        if own not in RANK:
            continue
        red = add(ruled, stated(ACTIVITIES[worse], period, Light.RED, days=300)._replace(id=10**10))
        now = derive_all(red, NOW + timedelta(days=400))
        for parent in (PRIORITY, CARD):
            before, after = was.of(parent, period).light, now.of(parent, period).light
            assert before not in RANK or RANK[after] >= RANK[before]


@given(given_facts=any_facts())
def test_nothing_is_green_by_silence(given_facts: Facts) -> None:
    """A computed parent with a missing activity is never green, and what nobody stated has no light."""
    plain = tuple(fact for fact in given_facts.stated if fact.subject in ACTIVITIES)
    lights = derive_all(replace(given_facts, stated=plain, rollups={PLAN: [rule(WORST)]}), NOW)
    for key in KEYS:
        own = [lights.of(activity, key).light for activity in ACTIVITIES]
        if Light.NONE in own:
            assert lights.of(PRIORITY, key).light not in (Light.GREEN, Light.COMPLETE)
        counts = lights.of(PRIORITY, key).counts
        assert counts is not None
        assert counts.reported == sum(light is not Light.NONE for light in own)


@given(given_facts=any_facts())
def test_every_light_says_what_it_follows_from(given_facts: Facts) -> None:
    for derived in everything(given_facts).values():
        if derived.light is not Light.NONE:
            assert derived.fact or derived.rule or derived.measures
