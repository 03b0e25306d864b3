"""Groups of other areas and their figures as they are written: dated, kept, audited, and all or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.common.periods import Frequency, span_of
from saferplan.measures.errors import BadMeasure
from saferplan.measures.group_actions import (
    AreaCounts,
    AreaFigure,
    GroupText,
    Telling,
    add_members,
    change_group,
    end_membership,
    make_group,
    record_area_values,
    withdraw_member,
)
from saferplan.measures.group_queries import list_areas, load_compared, load_groups
from saferplan.measures.models import AreaValue, ComparisonGroup, GroupMember
from saferplan.measures.recording import NewValue
from saferplan.measures.rules import Missing
from tests.measures.town import NOW, Town, make_town

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
BEGAN = date(2025, 4, 1)
TEXT = GroupText(name="Neighbours", own_area="Town", source="the county")
TELLING = Telling(source="Open tables", per=100, per_words="people")


@pytest.fixture
def town() -> Town:
    return make_town()


def made(town: Town, *areas: str) -> ComparisonGroup:
    group = make_group(partnership=town.partnership, text=TEXT, by="ed", now=NOW)
    if areas:
        add_members(group=group, areas=areas, joined_on=BEGAN, by="ed", now=NOW)
    return group


def figure(area: str, key: str, value: object = None, *, missing: Missing | None = None) -> AreaFigure:
    span = span_of(key, Frequency.MONTH)
    number = None if value is None else Decimal(str(value))
    return AreaFigure(area, NewValue(measure_id=0, starts=span.starts, ends=span.ends, value=number, missing=missing))


def test_a_group_is_made_changed_and_audited(town: Town) -> None:
    group = made(town, "Ash", " Elm  Forest ")
    assert list_areas(town.partnership) == ["Ash", "Elm Forest"]
    changed = GroupText(name="Neighbours", own_area="Town", source="the county, 2026")
    assert change_group(group=group, text=changed, by="ed", now=LATER) == ["source"]
    assert change_group(group=group, text=changed, by="ed", now=LATER) == []
    assert town.audited()[-3:] == ["group.make", "group.join", "group.change"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GroupText(name=" ", own_area="Town", source="x"), "needs a name"),
        (GroupText(name="Family", own_area="", source="x"), "our own area"),
        (GroupText(name="Family", own_area="Town", source=" "), "who made the group"),
        (TEXT, "already"),
    ],
)
def test_a_group_that_does_not_hold_together_is_refused(town: Town, text: GroupText, words: str) -> None:
    made(town)
    with pytest.raises(BadMeasure, match=words):
        make_group(partnership=town.partnership, text=text, by="ed", now=NOW)


@pytest.mark.parametrize(
    ("areas", "words"),
    [
        (["Oak", "ash"], "belongs to the group already"),
        (["Oak", "TOWN"], "our own area"),
        (["Oak", " oak"], "twice"),
        (["", " "], "at least one"),
        (["x" * 121], "too long"),
    ],
)
def test_areas_are_added_all_or_none(town: Town, areas: list[str], words: str) -> None:
    group = made(town, "Ash")
    with pytest.raises(BadMeasure, match=words):
        add_members(group=group, areas=areas, joined_on=BEGAN, by="ed", now=NOW)
    assert GroupMember.objects.count() == 1


def test_who_left_may_join_again_later(town: Town) -> None:
    group = made(town, "Ash")
    ash = GroupMember.objects.get()
    with pytest.raises(BadMeasure, match="only leave after"):
        end_membership(member=ash, left_on=BEGAN, by="ed", now=NOW)
    end_membership(member=ash, left_on=date(2026, 1, 1), by="ed", now=NOW)
    with pytest.raises(BadMeasure, match="already"):
        end_membership(member=ash, left_on=date(2026, 2, 1), by="ed", now=NOW)
    with pytest.raises(BadMeasure, match="belongs to the group already"):
        add_members(group=group, areas=["Ash"], joined_on=date(2025, 12, 31), by="ed", now=NOW)
    add_members(group=group, areas=["Ash"], joined_on=date(2026, 1, 1), by="ed", now=NOW)


def test_what_was_known_earlier_stays_known(town: Town) -> None:
    made(town, "Ash", "Elm")
    ash, elm = GroupMember.objects.order_by("area")
    end_membership(member=ash, left_on=date(2026, 1, 1), by="ed", now=LATER)
    withdraw_member(member=elm, by="ed", now=LATER)
    (before,), (after,) = (load_groups(town.partnership, as_at=at) for at in (NOW, LATER))
    assert [(each.area, each.left_on) for each in before.members] == [("Ash", None), ("Elm", None)]
    assert [(each.area, each.left_on) for each in after.members] == [("Ash", date(2026, 1, 1))]


def test_a_group_may_not_call_us_like_one_of_its_areas(town: Town) -> None:
    group = made(town, "Ash")
    with pytest.raises(BadMeasure, match="one of the other areas"):
        change_group(group=group, text=GroupText(name="N", own_area="ash", source="x"), by="ed", now=NOW)


def test_figures_are_revised_by_another_row_and_never_written_twice(town: Town) -> None:
    made(town, "Ash", "Elm")
    figures = [figure("Ash", "2026-08", 31), figure("Elm", "2026-08", missing=Missing.AWAITING)]
    told = {"measure": town.share, "telling": TELLING, "by": "ed"}
    assert record_area_values(figures=figures, now=NOW, **told) == AreaCounts(2, 0, 0)  # type: ignore[arg-type]
    figures[1] = figure("Elm", "2026-08", 28)
    assert record_area_values(figures=figures, now=LATER, **told) == AreaCounts(0, 1, 1)  # type: ignore[arg-type]
    assert AreaValue.objects.count() == 3
    assert town.audited()[-2:] == ["measure.areas", "measure.areas"]
    _groups, published = load_compared(town.partnership, [town.share.pk], as_at=NOW)
    assert [(row.area, row.value, row.missing) for row in published[town.share.pk].rows] == [
        *(("Ash", 31, ""), ("Elm", None, "awaiting data"))
    ]


@pytest.mark.parametrize(
    ("given", "telling", "words"),
    [
        (figure("Ash", "2026-08", 1), Telling(source=" "), "where the figures were published"),
        (figure("Ash", "2026-08", 1), Telling(source="x", per=0), "one or more"),
        (
            AreaFigure(
                "Ash", NewValue(measure_id=0, starts=date(2026, 8, 2), ends=date(2026, 8, 31), value=Decimal(1))
            ),
            TELLING,
            "not a whole month",
        ),
    ],
)
def test_figures_that_do_not_fit_are_refused_whole(town: Town, given: AreaFigure, telling: Telling, words: str) -> None:
    with pytest.raises(BadMeasure, match=words):
        record_area_values(
            measure=town.share, figures=[figure("Elm", "2026-08", 2), given], telling=telling, by="ed", now=NOW
        )
    assert AreaValue.objects.count() == 0


def test_what_is_compared_takes_two_queries_and_one_where_nothing_is_known(town: Town) -> None:
    made(town, "Ash", "Elm", "Oak")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert load_compared(town.partnership, [town.share.pk], as_at=NOW) == ((), {})
    assert len(asked) == 1
    figures = [figure(area, key, 5) for area in ("Ash", "Elm", "Oak") for key in ("2026-06", "2026-07", "2026-08")]
    record_area_values(measure=town.share, figures=figures, telling=TELLING, by="ed", now=NOW)
    with CaptureQueriesContext(connection) as asked:
        load_compared(town.partnership, [town.share.pk, town.burglary.pk], as_at=NOW)
    assert len(asked) == 2


def test_another_partnerships_groups_are_not_there(town: Town) -> None:
    made(town, "Ash")
    other = make_town("other")
    assert load_groups(other.partnership, as_at=LATER) == ()
    assert list_areas(other.partnership) == []
