"""Lights of results in the public edition."""

from __future__ import annotations

import pytest

from saferplan.report.editions_lights import JUDGED, NOT_OPEN, open_measures, withheld_results
from saferplan.report.labels import SMALL_LEFT_OUT, SMALL_ROUNDED
from saferplan.report.tree import Activity, Derivation, Input, Light, Measure, Point, Priority, Report

GREEN, RED = Light.GREEN, Light.RED


def figure(*values: str, name: str = "Burglary", code: str = "burglary", small: str = "") -> Measure:
    points = tuple(
        Point(label=f"2026-{place:02}", value=value.strip("*"), mark="*" if value == "*" else "")
        for place, value in enumerate(values, 1)
    )
    return Measure(code=code, name=name, points=points, small_numbers=small)


@pytest.mark.parametrize(
    ("board", "public", "is_open"),
    [
        (figure("10", "3"), figure("10", "3"), True),
        (figure("10", "3"), figure("10", "*", small=SMALL_LEFT_OUT), False),
        (figure("10", "30"), figure("10", "30", small=SMALL_LEFT_OUT), True),
        (figure("10", "30"), figure("10", "30", small=SMALL_ROUNDED), False),
        (figure("10", "30"), figure("10", ""), False),
        (figure("10", "30"), figure("10"), False),
        (figure(), figure(), False),
    ],
)
def test_a_measure_is_open_where_the_public_has_the_same_figures(
    board: Measure, public: Measure, is_open: bool
) -> None:
    assert open_measures([board], [public]) == (("Burglary",) if is_open else ())


def test_a_figure_of_more_than_a_year_ago_closes_nothing() -> None:
    old = tuple(Point(label=f"2025-{month:02}", value="20") for month in range(1, 13))
    board = Measure(code="b", name="B", points=(*old, Point(label="2026-01", value="20")))
    public = Measure(code="b", name="B", points=(Point(label="2025-01", mark="*"), *board.points[1:]))
    assert open_measures([board], [public]) == ("B",)
    assert open_measures([board], []) == ()


def test_of_two_measures_with_one_name_both_must_be_open() -> None:
    one, other = figure("10", code="a"), figure("20", code="b")
    assert open_measures([one, other], [one]) == ()
    assert open_measures([one, other], [one, other]) == ("Burglary",)


def report(basis: str, *inputs: str, stated: Light = Light.NONE) -> Report:
    why = Derivation(
        sentence="Red: Knives is 3, where at most 2 was wanted.",
        basis=basis,
        computed=RED,
        stated=stated,
        inputs=tuple(Input(what=each, light=RED) for each in inputs),
    )
    headline = Derivation(sentence="Red: the worse of work (green) and results (red).", basis="work and results")
    activity = Activity(code="1.1.1a", title="A", results=RED, results_why=why)
    priority = Priority(
        number=1, title="P", light=GREEN, results=RED, results_why=why, headline=RED, headline_why=headline
    )
    return Report(priorities=(Priority(number=2, title="Q", activities=(activity,)), priority))


def test_a_light_of_closed_figures_is_withheld_with_all_that_follows_from_it() -> None:
    told = withheld_results(report("measured", "Burglary", "Knives"), ["Burglary"])
    whole, priority = told.priorities
    assert (priority.light, priority.results, priority.headline) == (GREEN, Light.NONE, Light.NONE)
    assert priority.results_why.sentence == priority.headline_why.sentence == NOT_OPEN
    assert whole.activities[0].results is Light.NONE
    assert "3" not in repr(told).replace("3.1", "")
    assert "Knives" not in repr(told)


def test_a_light_of_open_figures_stays() -> None:
    given = report("measured", "Burglary")
    assert withheld_results(given, ["Burglary", "Others"]) == given


@pytest.mark.parametrize("basis", ["override", "judgement", "import"])
def test_what_people_stated_stays_without_what_the_figures_say(basis: str) -> None:
    told = withheld_results(report(basis, "Knives"), []).priorities[1]
    assert (told.results, told.headline) == (RED, RED)
    assert (told.results_why.sentence, told.results_why.computed, told.results_why.inputs) == (JUDGED, Light.NONE, ())


def test_a_stated_light_without_figures_is_as_it_was() -> None:
    given = report("import")
    assert withheld_results(given, []) == given
