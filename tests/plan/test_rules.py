"""One plan version becomes the next, and what is in force on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from saferplan.common.dated import DatedValue, in_force
from saferplan.plan.dated import rows_for
from saferplan.plan.errors import BadPlan
from saferplan.plan.rules import (
    ActivityText,
    Add,
    AddPriority,
    CardText,
    ChangePriority,
    Drop,
    Move,
    PlanText,
    PriorityText,
    Renumber,
    Retitle,
    TargetText,
    change_plan,
)

P, Q = uuid4(), uuid4()
A, B, C = uuid4(), uuid4(), uuid4()
TEXT = PlanText(
    priorities=(PriorityText(uid=P, number=1, title="First"), PriorityText(uid=Q, number=2, title="Second")),
    activities=(
        ActivityText(uid=A, priority=P, code="1.1a", title="One"),
        ActivityText(uid=B, priority=P, code="1.1b", title="Two"),
        ActivityText(uid=C, priority=Q, code="2.1a", title="Three"),
    ),
    cards=(
        CardText(uid=uuid4(), priority=P, targets=(TargetText(uid=A), TargetText(uid=B))),
        CardText(uid=uuid4(), priority=Q, is_hidden=True, targets=(TargetText(uid=C),)),
    ),
)


def codes(text: PlanText) -> list[str]:
    return [activity.code for activity in text.activities]


def test_retitle() -> None:
    after = change_plan(TEXT, [Retitle(activity=A, title="Another")])
    assert after.activity(A).title == "Another"
    assert after.activity(A).code == "1.1a"
    assert after.cards == TEXT.cards


def test_renumbering_can_swap_codes() -> None:
    after = change_plan(TEXT, [Renumber(activity=A, code="1.1b"), Renumber(activity=B, code="1.1a")])
    assert (after.with_code("1.1a").uid, after.with_code("1.1b").uid) == (B, A)


def test_a_moved_activity_goes_after_its_new_priority_with_its_card() -> None:
    after = change_plan(TEXT, [Move(activity=C, priority=P, code="1.1c")])
    assert codes(after) == ["1.1a", "1.1b", "1.1c"]
    assert after.activity(C).priority == P
    assert after.cards[1].priority == P
    assert after.cards[0] == TEXT.cards[0]


def test_a_new_activity_gets_a_hidden_card() -> None:
    after = change_plan(TEXT, [Add(priority=P, code="1.1c", title="New")])
    assert codes(after) == ["1.1a", "1.1b", "1.1c", "2.1a"]
    card = after.card_of(after.with_code("1.1c").uid)
    assert card is not None
    assert card.is_hidden
    assert after.card_of(uuid4()) is None


def test_a_dropped_activity_takes_a_card_with_it_only_when_the_card_is_about_nothing_else() -> None:
    after = change_plan(TEXT, [Drop(activity=B), Drop(activity=C)])
    assert codes(after) == ["1.1a"]
    assert [card.activities() for card in after.cards] == [frozenset({A})]


def test_priorities_change_and_are_added() -> None:
    changes = [ChangePriority(priority=P, number=3, title="Third", objective="O"), AddPriority(number=1, title="New")]
    after = change_plan(TEXT, changes)
    assert [(p.number, p.title) for p in after.priorities] == [(3, "Third"), (2, "Second"), (1, "New")]


@pytest.mark.parametrize(
    "change",
    [
        Renumber(activity=A, code="1.1b"),
        Renumber(activity=A, code=""),
        Retitle(activity=uuid4(), title="Nobody"),
        Move(activity=A, priority=uuid4(), code="9.1a"),
        Add(priority=uuid4(), code="9.1a", title="Nowhere"),
        Add(priority=P, code="1.1a", title="Twice"),
        Drop(activity=uuid4()),
        ChangePriority(priority=uuid4(), number=1, title="Nobody"),
        ChangePriority(priority=P, number=2, title="Twice"),
        AddPriority(number=2, title="Twice"),
    ],
)
def test_changes_that_do_not_hold_together_are_refused(change: object) -> None:
    with pytest.raises(BadPlan):
        change_plan(TEXT, [change])  # type: ignore[list-item]


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(BadPlan, match="9.9z"):
        TEXT.with_code("9.9z")


def at(day: int) -> datetime:
    return datetime(2026, 1, day, tzinfo=UTC)


def test_in_force_is_the_latest_day_then_the_latest_recorded() -> None:
    rows = [
        DatedValue(date(2025, 1, 1), at(1), "a"),
        DatedValue(date(2025, 4, 1), at(2), "b"),
        DatedValue(date(2025, 1, 1), at(3), "c"),
    ]
    assert in_force(rows, date(2024, 12, 31)) is None
    assert in_force(rows, date(2025, 3, 31)) == "c"
    assert in_force(rows, date(2025, 4, 1)) == "b"
    assert in_force(list(reversed(rows)), date(2025, 3, 31)) == "c"


FIRST, SECOND, THIRD = (
    (date(2025, 1, 1), date(2025, 3, 31)),
    (date(2025, 4, 1), date(2025, 6, 30)),
    (date(2025, 7, 1), date(2025, 9, 30)),
)


def added(
    rows: list[DatedValue[str]], value: str, span: tuple[date, date], *later: tuple[date, date]
) -> list[DatedValue[str]]:
    return rows_for(rows, value, starts=span[0], ends=span[1], later=later, nothing="", now=at(9))


def test_no_row_is_added_for_what_is_in_force_or_was_never_said() -> None:
    assert added([DatedValue(FIRST[0], at(1), "a")], "a", SECOND) == []
    assert added([], "", SECOND) == []


def test_a_later_period_keeps_what_it_had() -> None:
    rows = [DatedValue(FIRST[0], at(1), "a")]
    new = added(rows, "b", SECOND, THIRD)
    assert new == [DatedValue(SECOND[0], at(9), "b"), DatedValue(THIRD[0], at(9), "a")]
    assert [in_force([*rows, *new], last) for _, last in (FIRST, SECOND, THIRD)] == ["a", "b", "a"]


def test_a_later_period_with_its_own_row_needs_none() -> None:
    rows = [DatedValue(FIRST[0], at(1), "a"), DatedValue(THIRD[0], at(2), "c")]
    assert added(rows, "b", SECOND, THIRD) == [DatedValue(SECOND[0], at(9), "b")]


def test_a_row_in_the_middle_of_the_period_is_overtaken() -> None:
    rows = [DatedValue(date(2025, 5, 15), at(1), "a")]
    new = added(rows, "b", SECOND)
    assert in_force([*rows, *new], SECOND[1]) == "b"
