"""A measure beside other areas: whose figures count, the rank, the middle, and every reason for having none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from saferplan.common.periods import Frequency, span_of
from saferplan.measures.group_words import change_words, place_words, told_group, with_groups
from saferplan.measures.groups import (
    Absent,
    AreaRow,
    Change,
    Compared,
    GroupFact,
    MemberFact,
    Published,
    Rank,
    Unranked,
    compare_group,
)
from saferplan.measures.rules import Missing, ReleaseLevel, Unit
from saferplan.measures.series import Dated, MeasureFacts, Point, PointState, Series
from saferplan.measures.showing import show
from saferplan.report import tree
from saferplan.report.measure_pictures import bars_of, describe_group

AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
BEGAN = date(2024, 4, 1)
RATE = {"unit": Unit.RATE, "per": 1000, "unit_words": "offences", "decimals": 1}


def ours(values: dict[str, object], **facts: object) -> Series:
    """Months by key; a text is a state in which there is no value."""
    points = []
    for key, value in values.items():
        span = span_of(key, Frequency.MONTH)
        level = ReleaseLevel.PUBLIC
        if isinstance(value, PointState):
            missing = Missing.NOT_COLLECTED if value is PointState.MISSING else None
            points.append(Point(span.starts, span.ends, value, missing=missing))
        else:
            points.append(Point(span.starts, span.ends, PointState.VALUE, Decimal(str(value)), level=level))
    told: dict[str, object] = {"id": 1, "uid": "u", "code": "burglary", "name": "Burglary", **RATE, **facts}
    return Series(measure=MeasureFacts(**told), points=tuple(points), dated=Dated(), as_at=AT)  # type: ignore[arg-type]


def row(
    area: str, key: str, value: object = None, *, words: str = "residents", at: datetime = AT, **more: object
) -> AreaRow:
    span = span_of(key, Frequency.MONTH)
    told: dict[str, object] = {
        **{"area": area, "starts": span.starts, "ends": span.ends, "numerator": None, "denominator": None},
        **{"per": 1000, "per_words": words, "missing": "", "source": "Open tables", "recorded_at": at},
        "value": None if value is None else Decimal(str(value)),
    }
    return AreaRow(**(told | more))  # type: ignore[arg-type]


def group(*members: MemberFact | str) -> GroupFact:
    told = tuple(each if isinstance(each, MemberFact) else MemberFact(each, BEGAN) for each in members)
    return GroupFact(id=1, name="Most similar group", own_area="Ours", source="the Home Office", members=told)


def compared(
    series: Series, members: GroupFact, rows: Sequence[AreaRow], *, words: str = "residents", until: date | None = None
) -> Compared:
    found = compare_group(series, members, Published(per_words=words, rows=tuple(rows)), until=until)
    assert found is not None
    return found


def alike(values: Sequence[object], own: object, **facts: object) -> Compared:
    names = [f"Area {place}" for place in range(len(values))]
    rows = [row(name, "2026-09", value) for name, value in zip(names, values, strict=True) if value is not None]
    return compared(ours({"2026-09": own}, **facts), group(*names), rows)


@pytest.mark.parametrize(
    ("others", "own", "rank"),
    [
        ((1, 2, 3), 9, Rank(1, 4, 4, 0)),
        ((1, 2, 3), 0, Rank(4, 1, 4, 0)),
        ((5, 4, 2, 1), 3, Rank(3, 3, 5, 0)),
        ((5, 4, 3, 1), 3, Rank(3, 2, 5, 1)),
        ((3, 3, 3), 3, Rank(1, 1, 4, 3)),
        ((3.04, 2.96, 1), 3, Rank(1, 2, 4, 2)),  # written alike, so alike
        ((5, None, 4, 2), 3, Rank(3, 2, 4, 0)),  # what is missing is no zero
        ((0, 5, 4), 0, Rank(3, 1, 4, 1)),  # zero is a value
    ],
)
def test_the_rank_counts_figures_as_they_are_written(others: Sequence[object], own: object, rank: Rank) -> None:
    assert alike(others, own).rank == rank


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        (Rank(1, 12, 12, 0), "Highest"),
        (Rank(4, 9, 12, 0), "Fourth highest"),
        (Rank(9, 4, 12, 0), "Fourth lowest"),
        (Rank(12, 1, 12, 0), "Lowest"),
        (Rank(4, 7, 12, 2), "Joint fourth highest"),
        (Rank(11, 12, 22, 0), "Number 11 from the highest"),
    ],
)
def test_a_place_is_told_from_the_nearer_end(rank: Rank, words: str) -> None:
    template, params = place_words(rank)
    assert template.format(**params) == words


@pytest.mark.parametrize(
    ("facts", "words", "own", "others", "reason"),
    [
        ({}, "residents", 3, 3, None),
        ({}, "", 3, 3, Unranked.NO_DENOMINATOR),
        ({"unit": Unit.COUNT, "per": 1}, "", 3, 3, Unranked.SIZES),
        ({"unit": Unit.MONEY, "per": 1}, "", 3, 3, Unranked.SIZES),
        ({"unit": Unit.DAYS, "per": 1}, "", 3, 3, None),
        ({"unit": Unit.SCORE, "per": 1}, "", 3, 3, None),
        ({}, "residents", PointState.SMALL, 3, Unranked.NO_OWN),
        ({}, "residents", PointState.NOT_RELEASED, 3, Unranked.NO_OWN),
        ({}, "residents", PointState.MISSING, 3, Unranked.NO_OWN),
        ({}, "residents", 3, 1, Unranked.TOO_FEW),
        ({}, "residents", 3, 2, None),
    ],
)
def test_there_is_a_rank_or_a_reason(
    facts: dict[str, object], words: str, own: object, others: int, reason: Unranked | None
) -> None:
    names = [f"Area {place}" for place in range(others)]
    rows = [row(name, "2026-09", 5, words=words) for name in names]
    found = compared(ours({"2026-09": own}, **facts), group(*names), rows, words=words)
    assert found.unranked is reason
    assert (found.rank is None) is (reason is not None)
    if reason not in (None, Unranked.NO_OWN):
        assert found.middle is None


@pytest.mark.parametrize(
    ("theirs", "measure_words", "unit", "is_known"),
    [
        ("residents", "residents", Unit.RATE, True),
        (" Residents ", "residents", Unit.RATE, True),
        ("households", "residents", Unit.RATE, False),
        ("", "residents", Unit.RATE, False),
        ("residents", "", Unit.RATE, False),
        ("offences", "", Unit.PERCENTAGE, True),  # a percentage is of what the measure counts
        ("callers", "", Unit.PERCENTAGE, False),
        ("anything", "", Unit.DAYS, True),
    ],
)
def test_only_what_is_divided_by_the_same_is_compared(
    theirs: str, measure_words: str, unit: Unit, is_known: bool
) -> None:
    found = compared(
        ours({"2026-09": 3}, unit=unit),
        group("Ash", "Elm", "Oak"),
        [row("Ash", "2026-09", 5, words=theirs), row("Elm", "2026-09", 5, words=theirs)],
        words=measure_words,
    )
    ash = next(bar for bar in found.bars if bar.area == "Ash")
    assert (ash.value is not None) is is_known
    assert ash.absent is (None if is_known else Absent.OTHER_DENOMINATOR)


def test_rates_are_told_for_as_many_as_ours() -> None:
    rows = [
        row("Ash", "2026-09", "310", per=100_000),
        row("Elm", "2026-09", numerator=Decimal(50), denominator=Decimal(10_000)),
        row("Oak", "2026-09", numerator=Decimal(0), denominator=Decimal(0)),
    ]
    found = compared(ours({"2026-09": 3}), group("Ash", "Elm", "Oak"), rows)
    assert [(bar.area, bar.value) for bar in found.bars] == [
        *(("Elm", Decimal(5)), ("Ash", Decimal("3.1")), ("Ours", Decimal(3)), ("Oak", None))
    ]


def test_the_group_is_the_one_in_force_at_the_end_of_the_period() -> None:
    members = group(
        *("Ash", "Elm"),
        MemberFact("Oak", BEGAN, date(2026, 9, 30)),
        MemberFact("Yew", date(2026, 9, 30)),
        MemberFact("Fir", date(2026, 10, 1)),
        MemberFact("Ivy", BEGAN, date(2026, 10, 1)),
    )
    found = compared(ours({"2026-09": 3}), members, [row("Ash", "2026-09", 5)])
    assert {bar.area for bar in found.bars} == {"Ours", "Ash", "Elm", "Yew", "Ivy"}
    assert found.before == Change(date(2026, 9, 30), ("Yew",), ("Oak",))
    assert found.after == Change(date(2026, 10, 1), ("Fir",), ("Ivy",))


def test_a_group_that_never_changed_says_nothing_of_changes() -> None:
    found = compared(ours({"2026-09": 3}), group("Ash", "Elm"), [row("Ash", "2026-09", 5)])
    assert (found.before, found.after) == (None, None)


def test_our_own_name_among_the_others_is_no_second_bar() -> None:
    found = compared(ours({"2026-09": 3}), group("Ash", "ours"), [row("Ash", "2026-09", 5), row("ours", "2026-09", 8)])
    assert [bar.area for bar in found.bars if bar.is_own] == ["Ours"]
    assert len(found.bars) == 2


@pytest.mark.parametrize(
    ("own", "rows", "until", "month"),
    [
        # The latest in which ours and most of theirs are known.
        (
            {"2026-08": 3, "2026-09": 3},
            [row("Ash", "2026-09", 5), *(row(name, "2026-08", 5) for name in ("Ash", "Elm", "Oak"))],
            None,
            8,
        ),
        # Otherwise the latest in which ours and any of theirs are.
        ({"2026-08": 3, "2026-09": 3}, [row("Ash", "2026-08", 5), row("Ash", "2026-09", 5)], None, 9),
        # Where ours is never known, the latest of theirs.
        ({"2026-07": 3}, [row("Ash", "2026-08", 5), row("Elm", "2026-09", 5)], None, 9),
        # Nothing after the day that a report reaches.
        (
            {"2026-08": 3, "2026-09": 3},
            [row("Ash", "2026-08", 5), row("Ash", "2026-09", 5)],
            date(2026, 8, 31),
            8,
        ),
        # A figure of an area that did not belong then is none.
        ({"2026-08": 3, "2026-09": 3}, [row("Ash", "2026-08", 5), row("Yew", "2026-09", 5)], None, 8),
    ],
)
def test_which_period_is_compared(
    own: dict[str, object], rows: Sequence[AreaRow], until: date | None, month: int
) -> None:
    assert compared(ours(own), group("Ash", "Elm", "Oak"), rows, until=until).ends.month == month


@pytest.mark.parametrize("rows", [[], [row("Yew", "2026-09", 5)]])
def test_without_figures_of_the_group_nothing_is_compared(rows: Sequence[AreaRow]) -> None:
    published = Published(per_words="residents", rows=tuple(rows))
    assert compare_group(ours({"2026-09": 3}), group("Ash", "Elm"), published) is None


def test_the_latest_recorded_counts() -> None:
    before = datetime(2026, 9, 1, tzinfo=UTC)
    rows = [row("Ash", "2026-09", 5), row("Ash", "2026-09", 9, at=before, source="Older tables")]
    found = compared(ours({"2026-09": 3}), group("Ash"), rows)
    assert found.bars[0].value == 5
    assert found.sources == ("Open tables",)


def test_a_figure_that_is_left_out_has_no_rank() -> None:
    series = ours({"2026-09": 3})
    kept = Series(
        measure=series.measure,
        points=tuple(point._replace(is_excluded=True) for point in series.points),
        dated=series.dated,
        as_at=AT,
    )
    found = compared(kept, group("Ash", "Elm", "Oak"), [row(name, "2026-09", 5) for name in ("Ash", "Elm", "Oak")])
    assert (found.own.absent, found.unranked) == (Absent.LEFT_OUT, Unranked.NO_OWN)


def told(found: Compared, series: Series) -> str:
    return told_group(found, series, "residents").sentence


def test_the_sentence_says_rank_and_middle_in_the_measures_unit() -> None:
    series = ours({"2026-09": "31.4"}, decimals=0)
    names = [f"Area {place}" for place in range(4)]
    rows = [row(name, "2026-09", value) for name, value in zip(names, (40, 35, 20, 10), strict=True)]
    found = compared(series, group(*names), rows)
    assert told(found, series) == (
        "Third highest of 5 in September 2026; the middle of the group is 31 per 1,000 residents."
    )


def test_the_sentence_says_what_is_missing_what_changed_and_what_it_stands_for() -> None:
    series = ours({"2026-09": 3}, is_proxy_for="Theft of scooters")
    members = group(
        "Ash", "Elm", "Fir", MemberFact("Oak", date(2026, 4, 1)), MemberFact("Yew", BEGAN, date(2026, 4, 1))
    )
    rows = [
        row("Ash", "2026-09", 5),
        row("Oak", "2026-09", 4),
        row("Elm", "2026-09", missing="suppressed at the source"),
    ]
    sentence = told(compared(series, members, rows), series)
    assert "Not among them: Elm (suppressed at the source); Fir (no figure)." in sentence
    assert "The group changed on 1 April 2026: Oak joined and Yew left. Ranks before and after are not compared." in (
        sentence
    )
    assert "It stands for something else: Theft of scooters." in sentence


def test_what_is_kept_back_is_told_by_nothing() -> None:
    series = ours({"2026-09": PointState.SMALL})
    found = compared(series, group("Ash", "Elm", "Oak"), [row(name, "2026-09", 5) for name in ("Ash", "Elm", "Oak")])
    part = told_group(found, series, "residents")
    assert next(bar for bar in part.bars if bar.area == "Ours").value == ""
    assert part.sentence == (
        "There is no figure of Ours for September 2026 (small count, not shown), so there is no rank. "
        "The middle of the others is 5.0 per 1,000 residents."
    )


def test_the_quiet_line_says_sources_reach_and_whose_group_it_is() -> None:
    series = ours({"2026-09": 3})
    part = told_group(compared(series, group("Ash"), [row("Ash", "2026-09", 5)]), series, "residents")
    assert part.quiet == (
        "Other areas: Open tables. Data to 30 September 2026. Group: the Home Office. As known on 1 October 2026."
    )
    assert part.unit == "offences per 1,000 residents"


def test_bars_and_their_description_name_ours_and_keep_gaps_empty() -> None:
    series = ours({"2026-09": 3})
    published = Published(per_words="residents", rows=(row("Ash", "2026-09", 5), row("Elm", "2026-09", 4)))
    figure = with_groups(show(series).figure, series, [group("Ash", "Elm", "Oak")], published)
    (part,) = figure.groups
    assert describe_group(part) == (
        "Bars from the highest down, in offences per 1,000 residents: Ash 5.0; Elm 4.0; Ours 3.0."
    )
    svg = bars_of(figure, part)
    assert svg.count("<rect") == 3, "no bar of what is missing"
    assert ">Our area<" in svg
    assert ">No figure<" in svg


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(BEGAN, ("Ash",), ()), "Ash joined"),
        (Change(BEGAN, (), ("Ash", "Elm")), "Ash and Elm left"),
        (Change(BEGAN, ("Ash", "Elm", "Oak"), ("Yew",)), "Ash, Elm and Oak joined and Yew left"),
    ],
)
def test_a_change_in_words(change: Change, words: str) -> None:
    assert change_words(change) == words


@pytest.mark.parametrize(
    ("audience", "own", "count"),
    [
        (ReleaseLevel.PUBLIC, 3, 1),
        (ReleaseLevel.PUBLIC, PointState.SMALL, 0),
        (ReleaseLevel.PUBLIC, PointState.NOT_RELEASED, 0),
        (ReleaseLevel.BOARD, PointState.NOT_RELEASED, 1),
    ],
)
def test_the_public_is_shown_no_comparison_without_ours(audience: ReleaseLevel, own: object, count: int) -> None:
    series = replace(ours({"2026-09": own}), audience=audience)
    published = Published(per_words="residents", rows=(row("Ash", "2026-09", 5), row("Elm", "2026-09", 4)))
    figure = tree.Measure(code="burglary", name="Burglary")
    assert len(with_groups(figure, series, [group("Ash", "Elm")], published).groups) == count
