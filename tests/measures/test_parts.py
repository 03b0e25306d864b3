"""Measures that are parts of others: what may be one, and what the public sees of them from the database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saferplan.common.periods import Frequency
from saferplan.measures.actions import MeasureText, change_measure, define_measure, record_values
from saferplan.measures.errors import BadMeasure
from saferplan.measures.models import Measure
from saferplan.measures.queries import load_series
from saferplan.measures.rules import Aggregation, ReleaseLevel, SmallNumbers, Unit
from saferplan.report.outcomes import TargetBasis
from tests.measures.town import NOW, Town, make_town, value

pytestmark = pytest.mark.django_db
LIMITED = {"small_numbers": SmallNumbers.THRESHOLD, "threshold": 5}


@pytest.fixture
def town() -> Town:
    return make_town()


def define(town: Town, code: str, **told: object) -> Measure:
    text = MeasureText(code=code, name=code.capitalize(), **told)  # type: ignore[arg-type]
    return define_measure(partnership=town.partnership, text=text, by="eve", now=NOW)


def test_a_part_is_held_to_its_total_and_the_other_parts(town: Town, django_assert_num_queries: object) -> None:
    knives = define(town, "knives", part_of=town.burglary, **LIMITED)
    others = define(town, "others", part_of=town.burglary)
    Measure.objects.update(standing_release="already published")
    told = {town.burglary: 13, knives: 3, others: 10}
    values = [value(measure, "2026-08", number) for measure, number in told.items()]
    record_values(partnership=town.partnership, values=values, by="ann", now=NOW)

    def public(measure: Measure) -> object:
        with django_assert_num_queries(4):  # type: ignore[operator]
            (point,) = load_series(town.partnership, [measure], as_at=NOW, audience=ReleaseLevel.PUBLIC)[
                measure.pk
            ].points
        return point.value

    # The other part is hidden although only that one measure was asked for.
    assert [public(each) for each in told] == [13, None, None]
    board = load_series(town.partnership, told, as_at=NOW, audience=ReleaseLevel.BOARD)
    assert [board[each.pk].points[0].value for each in told] == [13, 3, 10]


def test_a_part_waits_for_the_others_of_its_total(town: Town) -> None:
    knives = define(town, "knives", part_of=town.burglary, **LIMITED)
    define(town, "others", part_of=town.burglary)
    Measure.objects.update(standing_release="already published")
    values = [value(town.burglary, "2026-08", 13), value(knives, "2026-08", 10)]
    record_values(partnership=town.partnership, values=values, by="ann", now=NOW)
    series = load_series(town.partnership, [town.burglary, knives], as_at=NOW, audience=ReleaseLevel.PUBLIC)
    assert series[town.burglary.pk].points[0].value == 13
    assert series[knives.pk].points[0].state.value == "awaiting the others of its total"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"unit": Unit.MONEY}, "counted as its total is"),
        ({"frequency": Frequency.QUARTER}, "same stretches of time"),
        ({"aggregation": Aggregation.LATEST, "target_basis": TargetBasis.CUMULATIVE}, "sum of the year so far"),
    ],
)
def test_what_is_no_part(town: Town, told: dict[str, object], says: str) -> None:
    with pytest.raises(BadMeasure, match=says):
        define(town, "knives", part_of=town.burglary, **told)


def test_there_are_no_rounds(town: Town) -> None:
    knives = define(town, "knives", part_of=town.burglary)
    with pytest.raises(BadMeasure, match="itself a part"):
        define(town, "kitchen-knives", part_of=knives)
    text = MeasureText(code="burglary", name="Burglary", unit_words="offences", supplier=town.police)
    other = define(town, "crime")
    for part_of, says in ((other, "has parts itself"), (town.burglary, "not a part of itself"), (knives, "itself")):
        with pytest.raises(BadMeasure, match=says):
            change_measure(measure=town.burglary, text=replace(text, part_of=part_of), by="eve", now=NOW)
    with pytest.raises(BadMeasure, match="Knives is a part of it"):
        change_measure(measure=town.burglary, text=replace(text, unit=Unit.MONEY), by="eve", now=NOW)


def test_a_count_is_part_of_the_rate_that_it_is_divided_in_and_of_no_other_partnership(town: Town) -> None:
    housed = define(town, "housed", unit_words="people", part_of=town.share)
    assert (housed.part_of, housed.small_numbers) == (town.share, SmallNumbers.ROUND)
    with pytest.raises(BadMeasure, match="does not belong"):
        define(town, "knives", part_of=make_town("other").burglary)
