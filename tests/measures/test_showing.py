"""What is shown of a measure: words, badge, range and points of one result."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from saferplan.common.dated import DatedValue
from saferplan.measures.rules import ReleaseLevel, StandingRelease, Unit
from saferplan.measures.series import Dated, ExclusionFact, PointState
from saferplan.measures.showing import show
from saferplan.measures.targets import TargetFact
from saferplan.report.outcomes import Polarity, TargetBasis
from tests.measures.shown import NOW, point, series

USUAL = (21, 24, 19, 26, 22, 20, 25, 23, 21, 27, 22, 24, 23, 20, 26, 21, 24, 22)
LATER = datetime(2018, 9, 20, tzinfo=UTC)


def test_a_steady_series_says_so_and_names_its_figures() -> None:
    figure = show(series((*USUAL, *USUAL))).figure
    assert figure.title.startswith("Burglary: ")
    assert "in 12 months" in figure.title
    assert figure.title.endswith("no single month stands out")
    assert "within the usual range" in figure.sentence
    assert figure.signal == "no signal"
    assert {each.kind for each in figure.points} == {"common"}
    assert len(figure.points) == 36
    assert figure.latest == "22 (December 2017)"
    assert figure.comparison.startswith("12 months to December 2017: ")


def test_a_jump_is_told_in_the_title_the_badge_and_the_point() -> None:
    figure = show(series((*USUAL, 60))).figure
    assert figure.signal == figure.points[-1].kind == "concern"
    assert "July 2016 is unusually high, which is worse" in figure.title
    assert "above the usual range" in figure.sentence


@pytest.mark.parametrize(
    ("polarity", "kind"), [(Polarity.HIGHER, "improvement"), (Polarity.LOWER, "concern"), (Polarity.NEITHER, "high")]
)
def test_what_is_better_is_the_measures_own(polarity: Polarity, kind: str) -> None:
    assert show(series((*USUAL, 60), polarity=polarity)).figure.signal == kind


def test_too_few_points_say_so_and_have_no_range() -> None:
    figure = show(series(USUAL[:8])).figure
    assert figure.signal == "too few points"
    assert "too few points" in figure.title
    assert "Too few points" in figure.sentence
    assert [(each.lower, each.upper) for each in figure.ranges] == [("", "")]


def test_a_break_restarts_the_range_and_stops_the_comparison() -> None:
    shown = show(series((*USUAL, *[each + 12 for each in USUAL]), breaks=(18,)))
    figure = shown.figure
    assert [(each.first, each.last) for each in figure.ranges] == [(0, 17), (18, 35)]
    assert [(each.at, each.reason) for each in figure.breaks] == [(18, "New crime system")]
    assert "up from" not in figure.title
    assert figure.comparison == ""
    assert "not compared across the change of July 2016" in figure.title


def test_a_break_within_a_month_counts_from_the_next_one() -> None:
    from saferplan.measures.series import BreakFact

    dated = Dated(breaks=(BreakFact(date(2016, 6, 15), "New counting rules", "A", NOW),))
    assert [each.at for each in show(series((*USUAL, *USUAL), dated=dated)).figure.breaks] == [18]


def test_a_break_before_the_first_value_and_after_the_last_is_none() -> None:
    from saferplan.measures.series import BreakFact

    days = (date(2014, 1, 1), date(2015, 1, 1), date(2030, 1, 1))
    dated = Dated(breaks=tuple(BreakFact(day, "Change", "A", NOW) for day in days))
    figure = show(series(USUAL, dated=dated)).figure
    assert figure.breaks == ()
    assert len(figure.ranges) == 1


def test_a_suspect_zero_says_so_and_is_not_summed() -> None:
    values = [each * 10 for each in (*USUAL, *USUAL)]
    values[30] = 0
    figure = show(series(values)).figure
    assert "The zero for July 2017 stands between large values" in figure.sentence
    assert figure.points[30].note == "May be a missing figure"
    assert figure.points[30].value == "0"
    assert "up from" not in figure.title
    assert "figure for July 2017." in figure.sentence


def test_a_value_that_is_missing_is_a_gap_and_is_said() -> None:
    values: list[float | None] = [*USUAL, *USUAL]
    values[30] = None
    figure = show(series(values)).figure
    assert (figure.points[30].value, figure.points[30].note) == ("", "Awaiting data")
    assert "1 of 36 periods has no figure" in figure.sentence


def test_zero_is_a_value() -> None:
    figure = show(series([*(0, 1, 0, 2, 0, 0, 1, 0, 0, 3, 0, 1, 0, 2, 0)])).figure
    assert figure.points[0].value == "0"
    assert figure.signal == "rare events"


def test_what_is_still_to_come_decides_nothing() -> None:
    values: list[float | None] = [*USUAL, 60, None, None]
    figure = show(series(values)).figure
    assert figure.signal == "concern"
    assert figure.latest == "60 (July 2016)"
    assert "There is no figure yet for August 2016 and September 2016." in figure.sentence
    assert len(figure.points) == 21


def test_a_value_that_nobody_cleared_is_awaited_from_its_supplier() -> None:
    held = point(18, 60)._replace(state=PointState.NOT_RELEASED, value=None, waits_since=LATER)
    given = series(USUAL)
    figure = show(replace(given, points=(*given.points, held))).figure
    assert "July 2016 is awaiting release by City Police since 20 September 2018." in figure.sentence
    assert "60" not in " ".join((figure.title, figure.sentence, figure.latest, figure.comparison))
    assert figure.points[-1].note == "Awaiting release"


def test_without_any_released_value_the_title_says_who_is_awaited() -> None:
    held = point(0, 60)._replace(state=PointState.NOT_RELEASED, value=None, waits_since=LATER)
    shown = show(replace(series(()), points=(held,)))
    assert shown.verdict is None
    assert shown.figure.title == "Burglary: awaiting release by City Police since 20 September 2018"
    assert shown.figure.signal == "no value"


def test_without_any_row_and_awaiting() -> None:
    assert show(series(())).figure.title == "Burglary: no figures yet"
    assert show(series(())).figure.sentence == "No figure has come in yet."
    awaiting = show(series((None, None))).figure
    assert awaiting.title == "Burglary: awaiting data"
    assert awaiting.sentence == "There is no figure yet for January 2015 and February 2015."


def test_the_quiet_line_says_where_from_how_far_for_whom_and_when() -> None:
    given = series(USUAL, source="Police recorded crime")
    assert show(given).figure.quiet == (
        "Police recorded crime, from City Police. Data to 30 June 2016. Cleared for the public. "
        "As known on 3 October 2018."
    )
    fresh = given.points[-1]._replace(level=ReleaseLevel.PROVISIONAL)
    figure = show(replace(given, points=(*given.points[:-1], fresh))).figure
    assert "Cleared for the public; provisional from June 2016." in figure.quiet
    published = show(series(USUAL, standing=StandingRelease.ALREADY_PUBLISHED)).figure
    assert published.release == "Already published"


def test_a_title_of_ones_own_stands_above_what_the_figures_say_now() -> None:
    figure = show(series((*USUAL, 60), title="Burglary after the clocks change")).figure
    assert figure.title == "Burglary after the clocks change"
    assert figure.sentence.startswith("Burglary: ")
    assert "unusually high" in figure.sentence


def test_what_somebody_left_out_keeps_its_reason_and_counts_in_no_sum() -> None:
    ends = point(30, 1).ends
    given = series((*USUAL, *USUAL), dated=Dated(exclusions=(ExclusionFact(ends, "Carnival weekend.", "A", NOW),)))
    points = list(given.points)
    points[30] = points[30]._replace(is_excluded=True)
    figure = show(replace(given, points=tuple(points))).figure
    assert figure.points[30].note == "Left out: Carnival weekend"
    assert "up from" not in figure.title


def test_a_target_for_each_period_is_drawn_and_one_for_the_year_is_not() -> None:
    targets = (DatedValue(date(2015, 1, 1), NOW, TargetFact(value=Fraction(20))),)
    assert show(series(USUAL, dated=Dated(targets=targets))).figure.target == "20"
    yearly = series(USUAL, dated=Dated(targets=targets), target_basis=TargetBasis.CUMULATIVE)
    assert show(yearly).figure.target == ""


@pytest.mark.parametrize(
    ("facts", "unit", "latest"),
    [
        ({"unit": Unit.PERCENTAGE, "per": 100, "decimals": 1}, "%", "22.0% (June 2016)"),
        ({"unit": Unit.MONEY}, "£", "£22 (June 2016)"),
        ({"unit": Unit.RATE, "per": 1000, "decimals": 1}, "offences per 1,000", "22.0 (June 2016)"),
        ({"unit": Unit.DAYS, "unit_words": ""}, "days", "22 (June 2016)"),
    ],
)
def test_units(facts: dict[str, object], unit: str, latest: str) -> None:
    figure = show(series(USUAL, **facts)).figure
    assert (figure.unit, figure.latest) == (unit, latest)
