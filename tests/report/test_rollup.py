"""How a light is made of others, as truth tables and as what must hold for any lights at all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.report.rollup import (
    RANK,
    WORST,
    BadRule,
    HeadlineMethod,
    Method,
    RollUp,
    headline,
    read_rule,
    roll_up,
    rule_params,
)
from saferplan.report.tree import Light

BY_LETTER = {
    "G": Light.GREEN,
    "A": Light.AMBER,
    "R": Light.RED,
    "C": Light.COMPLETE,
    "D": Light.DEFERRED,
    "-": Light.NONE,
}
QUARTER = RollUp(method=Method.SHARE, amber=Fraction(1, 4), red=Fraction(1, 2))
ONLY_AMBER = RollUp(method=Method.SHARE, amber=Fraction(1, 3))
WEIGHTED = RollUp(method=Method.WEIGHTED, amber=Fraction(1, 4), red=Fraction(1, 2), weights={"0": 4})
JUDGED = RollUp(method=Method.JUDGEMENT)


def children(letters: str) -> list[tuple[str, Light]]:
    return [(str(place), BY_LETTER[letter]) for place, letter in enumerate(letters)]


def rolled(rule: RollUp, letters: str) -> Light:
    return roll_up(rule, children(letters))[0]


@pytest.mark.parametrize(
    ("letters", "light"),
    [
        ("", "-"),
        ("G", "G"),
        ("A", "A"),
        ("R", "R"),
        ("C", "C"),
        ("D", "D"),
        ("-", "-"),
        ("GGG", "G"),
        ("GAG", "A"),
        ("GAR", "R"),
        ("CCC", "C"),
        ("CG", "G"),
        ("CD", "G"),
        ("DD", "D"),
        # Silence is neither good nor bad: never green, and no cover for amber or red.
        ("GG-", "-"),
        ("CC-", "-"),
        ("A--", "A"),
        ("R-", "R"),
        ("D-", "-"),
        ("---", "-"),
    ],
)
def test_the_worst(letters: str, light: str) -> None:
    assert rolled(WORST, letters) is BY_LETTER[light]
    assert rolled(JUDGED, letters) is BY_LETTER[light]


@pytest.mark.parametrize(
    ("rule", "letters", "light"),
    [
        (QUARTER, "GGGGG", "G"),
        (QUARTER, "AGGGG", "G"),
        (QUARTER, "AGGG", "A"),
        (QUARTER, "AAGGGG", "A"),
        (QUARTER, "RGGG", "A"),
        (QUARTER, "RGGGG", "G"),
        (QUARTER, "RRGG", "R"),
        (QUARTER, "RRGGG", "A"),
        (QUARTER, "CCCC", "C"),
        # Shares are of those that have a light: the silent and the deferred take no side.
        (QUARTER, "AG--", "A"),
        (QUARTER, "AGGGG-", "-"),
        (QUARTER, "AGGGGDD", "G"),
        (QUARTER, "R---", "R"),
        (ONLY_AMBER, "RRR", "A"),
        (ONLY_AMBER, "AGG", "A"),
        (ONLY_AMBER, "AGGG", "G"),
    ],
)
def test_a_share(rule: RollUp, letters: str, light: str) -> None:
    assert rolled(rule, letters) is BY_LETTER[light]


@pytest.mark.parametrize(
    ("letters", "light"),
    [
        ("GGG", "G"),
        # The first weighs four of six: an amber there loses a third, a red two thirds.
        ("AGG", "A"),
        ("RGG", "R"),
        ("GAG", "G"),
        ("GRA", "A"),
        ("GRR", "A"),
        ("GRR-", "A"),
        ("GGG-", "-"),
    ],
)
def test_by_weight(letters: str, light: str) -> None:
    assert rolled(WEIGHTED, letters) is BY_LETTER[light]


@pytest.mark.parametrize(
    ("letters", "light"), [("GGGG", "G"), ("AGGG", "G"), ("AAGG", "A"), ("RGGG", "A"), ("RRGG", "R")]
)
def test_without_weights_all_weigh_the_same(letters: str, light: str) -> None:
    assert rolled(replace(WEIGHTED, weights={}), letters) is BY_LETTER[light]


@pytest.mark.parametrize(
    ("method", "work", "results", "light"),
    [
        ("none", "G", "R", "-"),
        ("delivery", "G", "R", "G"),
        ("delivery", "-", "R", "-"),
        ("worse", "G", "R", "R"),
        ("worse", "A", "G", "A"),
        ("worse", "C", "G", "G"),
        ("worse", "G", "-", "-"),
        ("worse", "-", "A", "A"),
        ("worse", "-", "-", "-"),
    ],
)
def test_a_headline(method: str, work: str, results: str, light: str) -> None:
    assert headline(HeadlineMethod(method), BY_LETTER[work], BY_LETTER[results]) is BY_LETTER[light]


@pytest.mark.parametrize(
    ("method", "params", "says"),
    [
        ("best", {}, "no rule called"),
        ("share", {"amber": "lots"}, "no share"),
        ("share", {"amber": "0"}, "more than nothing"),
        ("share", {"amber": "5/4"}, "at most all"),
        ("weighted", {"amber": "2/3"}, "one half at most"),
        ("weighted", {"amber": "1/2", "red": "1/4"}, "smaller than"),
        ("weighted", {"weights": {"activity:1": 0}}, "from 1 to 100"),
        ("weighted", {"weights": {"activity:1": True}}, "from 1 to 100"),
        ("weighted", {"weights": [3]}, "not a list of activities"),
    ],
)
def test_a_rule_that_cannot_be(method: str, params: dict[str, object], says: str) -> None:
    with pytest.raises(BadRule, match=says):
        read_rule(method, params)


@pytest.mark.parametrize("rule", [WORST, QUARTER, ONLY_AMBER, WEIGHTED, JUDGED])
def test_a_rule_comes_back_as_it_was_stored(rule: RollUp) -> None:
    back = read_rule(rule.method, rule_params(rule))
    for letters in ("GGGG", "AGGG", "RAGG", "RRGG", "R--G"):
        assert rolled(back, letters) is rolled(rule, letters)


shares = st.sampled_from([Fraction(1, n) for n in range(1, 8)] + [Fraction(2, 3), Fraction(3, 4)])
some_lights = st.lists(st.sampled_from(list(Light)), max_size=9)


@st.composite
def rules(draw: st.DrawFn) -> RollUp:
    method = draw(st.sampled_from(list(Method)))
    amber = draw(shares)
    red = draw(st.none() | shares)
    if method is Method.WEIGHTED:
        amber = min(amber, Fraction(1, 2))
        red = None if red is None else max(red, amber)
    weights = {str(place): draw(st.integers(1, 5)) for place in range(3)} if method is Method.WEIGHTED else {}
    return RollUp(method=method, amber=amber, red=red, weights=weights)


def named(lights: list[Light]) -> list[tuple[str, Light]]:
    return [(str(place), light) for place, light in enumerate(lights)]


@given(rule=rules(), lights=some_lights, worse=st.sampled_from([Light.GREEN, Light.AMBER, Light.RED]))
def test_a_worse_child_never_makes_a_parent_better(rule: RollUp, lights: list[Light], worse: Light) -> None:
    before = roll_up(rule, named(lights))[0]
    if before not in RANK or RANK[worse] <= RANK[before]:
        return
    after = roll_up(rule, [*named(lights), ("new", worse)])[0]
    assert RANK[after] >= RANK[before]


@given(rule=rules(), lights=some_lights, place=st.integers(0, 8))
def test_a_child_that_gets_worse_never_makes_a_parent_better(rule: RollUp, lights: list[Light], place: int) -> None:
    if place >= len(lights) or lights[place] not in RANK:
        return
    before = roll_up(rule, named(lights))[0]
    for worse in (light for light in RANK if RANK[light] > RANK[lights[place]]):
        after = roll_up(rule, named([*lights[:place], worse, *lights[place + 1 :]]))[0]
        assert before not in RANK or RANK[after] >= RANK[before]


@given(rule=rules(), lights=some_lights, place=st.integers(0, 8))
def test_a_child_that_falls_silent_never_makes_a_parent_green(rule: RollUp, lights: list[Light], place: int) -> None:
    if place < len(lights):
        after = roll_up(rule, named([*lights[:place], Light.NONE, *lights[place + 1 :]]))[0]
        assert after not in (Light.GREEN, Light.COMPLETE)


@given(rule=rules(), lights=some_lights, data=st.data())
def test_order_never_matters(rule: RollUp, lights: list[Light], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(named(lights)))
    assert roll_up(rule, shuffled) == roll_up(rule, named(lights))


@given(rule=rules(), lights=some_lights)
def test_counts_tell_who_reported(rule: RollUp, lights: list[Light]) -> None:
    counts = roll_up(rule, named(lights))[1]
    assert counts.total == len(lights)
    assert counts.reported == sum(light is not Light.NONE for light in lights)
    assert counts.rated + counts.deferred == counts.reported
