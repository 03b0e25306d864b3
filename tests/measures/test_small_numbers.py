"""What of a count is shown to the public: the rules by truth tables, and what pages and pictures say of it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from saferplan.measures.rules import ReleaseLevel, Sensitivity, SmallNumbers, StandingRelease, Unit
from saferplan.measures.series import ExclusionFact, PointState
from saferplan.measures.showing import show
from saferplan.measures.small_numbers import (
    NO_RULE,
    ROUNDING,
    Rule,
    hidden_parts,
    nearest,
    rounded_total,
    rule_of,
    shown_ratio,
    strictest,
    suits,
)
from saferplan.report.measure_pictures import chart_of, describe
from saferplan.report.tree import Measure
from tests.measures.values import RECORDED, facts, month, series

LIMIT, ROUND = SmallNumbers.THRESHOLD, SmallNumbers.ROUND
FIVE = Rule(LIMIT, 5)


@pytest.mark.parametrize(
    ("counts", "hidden", "total_hidden"),
    [
        ([12, 7], [], False),
        ([12, 0], [], False),
        ([12, 7, 1], [7, 1], False),
        ([12, 12, 1], [12, 12, 1], False),
        ([1, 2, 20], [1, 2], False),
        ([1, 1, 20], [1, 1, 20], False),
        ([3, 0], [3], True),
        ([3, 3, 0], [3, 3], True),
        ([4, 5], [4, 5], False),
    ],
)
def test_hidden_parts_are_not_all_alike(counts: list[int], hidden: list[int], total_hidden: bool) -> None:
    found, total = hidden_parts(dict(enumerate(map(Fraction, counts))), FIVE)
    assert ([counts[place] for place in sorted(found)], total) == (hidden, total_hidden)


@pytest.mark.parametrize(
    ("parts", "total", "shown"),
    [
        ([10, 20], 30, 30),
        ([1] * 12, 12, 15),
        ([1] * 7, 7, 10),
        ([7] * 4, 28, 25),
        ([1, 2], 3, None),
        ([1, 12], 13, 15),
        ([0, 0], 0, 0),
        ([2, 3, 4], 9, 10),
    ],
)
def test_a_total_is_rounded_by_itself_unless_that_would_tell_its_parts(
    parts: list[int], total: int, shown: int | None
) -> None:
    assert rounded_total(Fraction(total), [Fraction(part) for part in parts]) == shown


@pytest.mark.parametrize(("count", "to"), [(8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1002, 1000)])
def test_counts_go_to_the_nearest_five(count: int, to: int) -> None:
    assert nearest(count) == to


def test_the_strictest_rule_of_a_family() -> None:
    ten = rule_of(LIMIT, 10)
    assert strictest([NO_RULE, FIVE, Rule(LIMIT, 3)]) == FIVE
    assert strictest([NO_RULE, FIVE, ROUNDING]) == ROUNDING
    assert strictest([ten, ROUNDING]) == ten
    assert strictest([NO_RULE]) == NO_RULE
    assert rule_of(LIMIT, 2).limit == 3
    assert rule_of(ROUND, 0) == ROUNDING


@pytest.mark.parametrize(
    ("rule", "unit", "parts", "shown"),
    [
        (FIVE, Unit.PERCENTAGE, (20, 40), (20, 40)),
        (FIVE, Unit.PERCENTAGE, (2, 40), None),
        (FIVE, Unit.PERCENTAGE, (98, 100), None),
        (FIVE, Unit.PERCENTAGE, (100, 100), (100, 100)),
        (FIVE, Unit.RATE, (98, 100), (98, 100)),
        (ROUNDING, Unit.PERCENTAGE, (21, 43), (20, 45)),
        (ROUNDING, Unit.PERCENTAGE, (7, 43), None),
        (ROUNDING, Unit.RATE, (0, 4300), (0, 4300)),
    ],
)
def test_rates_of_few_or_of_nearly_all(
    rule: Rule, unit: Unit, parts: tuple[int, int], shown: tuple[int, int] | None
) -> None:
    assert shown_ratio(rule, unit, *map(Decimal, parts)) == shown


@pytest.mark.parametrize(
    ("unit", "words", "sensitivity", "rule"),
    [
        (Unit.COUNT, "offences", Sensitivity.OPEN, SmallNumbers.NONE),
        (Unit.COUNT, "Young people", Sensitivity.OPEN, ROUND),
        (Unit.COUNT, "referrals", Sensitivity.OPEN, ROUND),
        (Unit.PERCENTAGE, "victims", Sensitivity.OPEN, ROUND),
        (Unit.MONEY, "families", Sensitivity.OPEN, SmallNumbers.NONE),
        (Unit.COUNT, "offences", Sensitivity.PERSON, ROUND),
    ],
)
def test_what_counts_people_is_rounded_unless_somebody_chose(
    unit: Unit, words: str, sensitivity: Sensitivity, rule: SmallNumbers
) -> None:
    assert suits(unit, words, sensitivity) is rule


def public(*values: int, rule: SmallNumbers = LIMIT, **more: object) -> Measure:
    kept = facts(small_numbers=rule, threshold=5, standing=StandingRelease.ALREADY_PUBLISHED, **more)
    rows = [month(f"{2026 + place // 12}-{place % 12 + 1:02}", value) for place, value in enumerate(values)]
    return show(series(rows, facts=kept, audience=ReleaseLevel.PUBLIC)).figure


def test_a_small_latest_value_is_nowhere_told() -> None:
    figure = public(20, 30, 3, title="Only 3 in March")
    assert [(each.value, each.mark) for each in figure.points] == [("20", ""), ("30", ""), ("", "*")]
    assert figure.points[-1].note == "Small count, not shown"
    assert figure.latest == "30 (February 2026)"
    assert figure.title == "Burglary: 30 in February 2026; too few points for a usual range"
    assert "Of March 2026 nothing is shown: small counts are kept back." in figure.sentence
    assert figure.quiet.endswith("Small counts, and those that would tell them, are shown as *.")
    assert "Small counts that are not shown: 1." in describe(figure)
    assert "made without" not in figure.sentence
    many = public(20, 30, 9, 40, 3, 25, 31, 12, 22, 35, 28, 14, 21, 19)
    assert "The average and any usual range are made without the small counts." in many.sentence
    picture = chart_of(figure, key=True)
    assert "Small count, not shown" in picture
    assert "No figure" not in picture


def test_rounded_figures_say_so_and_their_sum_is_of_what_is_shown() -> None:
    figure = public(*[12] * 9, rule=ROUND)
    assert {each.value for each in figure.points} == {"10"}
    assert "others are rounded to the nearest 5" in figure.quiet
    assert figure.small_numbers in figure.quiet


def test_nothing_but_small_counts() -> None:
    figure = public(1, 2)
    assert figure.title == "Burglary: counts too small to show"
    assert [each.mark for each in figure.points] == ["*", "*"]


def test_why_a_small_count_was_left_out_is_not_told() -> None:
    kept = facts(small_numbers=LIMIT, threshold=5, standing=StandingRelease.ALREADY_PUBLISHED)
    rows = [month("2026-06", 50), month("2026-07", 3)]
    left_out = ExclusionFact(rows[1].ends, "The Smiths' three children", "ann", RECORDED)
    told = series(rows, facts=kept, audience=ReleaseLevel.PUBLIC, exclusions=[left_out])
    assert told.points[1].state is PointState.SMALL
    assert "Smith" not in repr(show(told).figure)


def test_members_read_exact_figures_without_any_mark() -> None:
    kept = facts(small_numbers=LIMIT, threshold=5, standing=StandingRelease.ALREADY_PUBLISHED, title="Three in March")
    figure = show(series([month("2026-03", 3)], facts=kept, audience=ReleaseLevel.BOARD)).figure
    assert (figure.title, figure.small_numbers, figure.points[0].value) == ("Three in March", "", "3")
