"""`derive_all` against a second, slow and plain reading of the same rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from saferplan.common.dated import DatedValue
from saferplan.report.derived import DELIVERY, OUTCOME
from saferplan.report.light_facts import Facts, LightSource, MeasureFact, PeriodFact, RuleFact, StatedFact, UpdateFact
from saferplan.report.lights import derive_all
from saferplan.report.outcomes import OutcomeRule, Polarity, Reading
from saferplan.report.rollup import HeadlineMethod, Method, RollUp
from saferplan.report.tree import Criteria, Light
from tests.report.lighting import ACTIVITIES, CARD, CHILDREN, ENDS, KEYS, LONG_AGO, NOW, PERIODS, PRIORITY, stated
from tests.report.twin import SlowLights, Twin

OTHER_CARD = "card:2"
SUBJECTS = (PRIORITY, *ACTIVITIES, CARD, OTHER_CARD)
# Enough for every test run; `--hypothesis-profile` or a loop of one's own tries more.
EXAMPLES = 120

rules = st.builds(
    RollUp,
    method=st.sampled_from(Method),
    amber=st.sampled_from([Fraction(1, 4), Fraction(1, 3), Fraction(1, 2)]),
    red=st.sampled_from([None, Fraction(1, 2), Fraction(3, 4)]),
    weights=st.dictionaries(st.sampled_from(ACTIVITIES), st.integers(1, 5)),
)
days = st.one_of(st.sampled_from([date(2025, 1, 1), date(2025, 7, 1)]), st.dates(date(2024, 12, 1), date(2026, 2, 1)))
lights = st.sampled_from([Light.GREEN, Light.GREEN, Light.AMBER, Light.RED, *Light])
later = st.integers(0, 500).map(lambda hours: LONG_AGO + timedelta(hours=20 * hours))
instants = st.one_of(st.just(LONG_AGO), later)


@st.composite
def statements(draw: st.DrawFn) -> StatedFact:
    subject = draw(st.sampled_from(SUBJECTS))
    sources = [LightSource.UPDATE, LightSource.OVERRIDE, LightSource.IMPORT]
    source = draw(st.sampled_from(sources if subject in ACTIVITIES else [LightSource.JUDGEMENT, *sources[1:]]))
    kind = draw(st.sampled_from([DELIVERY, OUTCOME])) if subject == PRIORITY else DELIVERY
    period = draw(st.sampled_from(KEYS))
    until = draw(st.sampled_from(KEYS[KEYS.index(period) :])) if source is LightSource.OVERRIDE else ""
    fact = stated(subject, period, draw(lights), source=source, kind=kind, reason="So", until=until)
    return fact._replace(recorded_at=draw(instants), id=draw(st.integers(1, 10**9)))


@st.composite
def dated_rules(draw: st.DrawFn, *, is_headline: bool) -> dict[int, list[DatedValue[RuleFact]]]:
    found: dict[int, list[DatedValue[RuleFact]]] = {1: [], 2: []}
    for number in range(draw(st.sampled_from([0, 1, 1, 2, 3]))):
        day = draw(days)
        rule = RuleFact(number, day, "Group", rollup=draw(rules))
        if is_headline:
            rule = RuleFact(number, day, "Group", headline=draw(st.sampled_from(HeadlineMethod)))
        found[draw(st.sampled_from([1, 2]))].append(DatedValue(day, draw(instants) + timedelta(seconds=number), rule))
    return found


@st.composite
def measures(draw: st.DrawFn) -> MeasureFact:
    figures = st.sampled_from([None, Decimal("95"), Decimal("100"), Decimal("104"), Decimal("120"), Decimal("-5")])
    return MeasureFact(
        subject=draw(st.sampled_from([PRIORITY, ACTIVITIES[0]])),
        period=draw(st.sampled_from(KEYS)),
        name=draw(st.sampled_from(["Burglary", "Robbery"])),
        rule=OutcomeRule(polarity=draw(st.sampled_from(Polarity)), number=draw(st.sampled_from([1, 1, 1, 2]))),
        reading=Reading(value=draw(figures), target=draw(figures)),
        recorded_at=draw(instants) + timedelta(microseconds=draw(st.integers(1, 10**6))),
        accepted=draw(st.booleans()),
    )


@st.composite
def criteria(draw: st.DrawFn) -> list[DatedValue[Criteria]]:
    texts = draw(st.lists(st.sampled_from(["", "All", "Most", "All"]), max_size=3))
    return [
        DatedValue(draw(days), draw(instants) + timedelta(seconds=place), Criteria(green=text))
        for place, text in enumerate(texts)
    ]


@st.composite
def plans(draw: st.DrawFn) -> Facts:
    """A plan changes mid-way: another number from some period on, and lines that come and go."""
    turn = draw(st.integers(0, 4))
    periods = tuple(PeriodFact(each.key, each.ends, 1 if n < turn else 2) for n, each in enumerate(PERIODS))
    subjects = {key: tuple(each for each in SUBJECTS if each == PRIORITY or draw(st.integers(0, 4))) for key in KEYS}
    held_to = {activity: tuple(draw(st.permutations([CARD, OTHER_CARD]))) for activity in ACTIVITIES[:2]}
    own = {activity: (f"card:{10 + n}", CARD) for n, activity in enumerate(ACTIVITIES[2:])}
    return Facts(
        periods=periods,
        subjects=subjects,
        children={
            key: {
                parent: tuple(child for child in children if child in subjects[key])
                for parent, children in {**CHILDREN, OTHER_CARD: ACTIVITIES[2:]}.items()
            }
            for key in KEYS
        },
        stated=draw(
            st.lists(statements(), min_size=draw(st.sampled_from([0, 20])), max_size=40, unique_by=lambda fact: fact.id)
        ),
        criteria={card: draw(criteria()) for card in (CARD, OTHER_CARD, "card:10", "card:11")},
        cards={key: held_to | own for key in KEYS},
        rollups=draw(dated_rules(is_headline=False)),
        headlines=draw(dated_rules(is_headline=True)),
        pending={(ACTIVITIES[0], KEYS[1]): UpdateFact("draft", NOW)} if draw(st.booleans()) else {},
        measures=draw(
            st.lists(
                measures(), min_size=draw(st.sampled_from([0, 4])), max_size=8, unique_by=lambda fact: fact.recorded_at
            )
        ),
    )


def fast(facts: Facts, now: datetime) -> dict[tuple[str, str, str], Twin]:
    return {
        (subject, period, str(kind)): Twin(each.light, each.since, each.before, each.periods_same)
        for (subject, period, kind), each in derive_all(facts, now).derived.items()
    }


@settings(max_examples=EXAMPLES, deadline=None)
@given(facts=plans(), now=st.one_of(st.just(NOW), instants))
def test_both_give_the_same_lights(facts: Facts, now: datetime) -> None:
    assert fast(facts, now) == SlowLights(facts, now).all()


@settings(max_examples=EXAMPLES, deadline=None)
@given(facts=plans(), shown=st.integers(1, 3))
def test_what_came_before_the_periods_shown_does_not_change_a_light(facts: Facts, shown: int) -> None:
    """A page derives the last periods only: their lights are those that all the periods give."""
    kept = facts.periods[-shown:]
    inside = [
        fact
        for fact in facts.stated
        if fact.period in {p.key for p in kept} or (fact.until or fact.ends) >= kept[0].ends
    ]
    few = derive_all(replace(facts, periods=kept, stated=inside), NOW)
    every = derive_all(facts, NOW)
    for (subject, period, kind), light in few.derived.items():
        if ENDS[period] > kept[0].ends or kind == DELIVERY:
            assert light.light is every.of(subject, period, kind).light
