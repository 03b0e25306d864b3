from __future__ import annotations

import pytest

from saferplan.report import edits
from saferplan.report.tree import Activity, Card, Light, Priority, Report

REPORT = Report(
    priorities=(
        Priority(number=1, title="Safer parks", activities=(Activity(code="1a", title="Lights"),)),
        Priority(
            number=2,
            title="Safer nights",
            activities=(Activity(code="2a", title="Wardens"), Activity(code="2b", title="Taxis")),
        ),
    ),
    cards=(Card(priority=2, targets=("2a", "2b"), target_titles=("", "Taxi ranks")),),
)


def test_a_new_code_is_followed_by_the_cards() -> None:
    changed = edits.change_activity(REPORT, "2a", code="2c", light=Light.RED)
    assert [a.code for _, a in changed.activities()] == ["1a", "2c", "2b"]
    assert changed.cards[0].targets == ("2c", "2b")
    found = changed.activity("2c")
    assert found is not None
    assert (found.light, found.title) == (Light.RED, "Wardens")
    assert REPORT.activity("2a") is not None


def test_a_dropped_activity_leaves_its_cards() -> None:
    changed = edits.drop_activity(REPORT, "2a")
    assert changed.cards[0].targets == ("2b",)
    assert changed.cards[0].target_titles == ("Taxi ranks",)
    assert [a.code for _, a in changed.activities()] == ["1a", "2b"]


def test_priorities_cards_and_new_activities() -> None:
    changed = edits.change_priority(REPORT, 1, title="Parks")
    changed = edits.add_activity(changed, 1, Activity(code="1b", title="Gates"))
    changed = edits.change_card(changed, 0, owners=("Head of Nights",))
    assert [p.title for p in changed.priorities] == ["Parks", "Safer nights"]
    assert [a.code for a in changed.priorities[0].activities] == ["1a", "1b"]
    assert changed.cards[0].owners == ("Head of Nights",)


def test_a_code_belongs_to_one_activity() -> None:
    with pytest.raises(edits.CodeTaken, match="2b"):
        edits.change_activity(REPORT, "2a", code="2b")
    with pytest.raises(edits.CodeTaken, match="2b"):
        edits.add_activity(REPORT, 1, Activity(code="2b", title="Again"))


@pytest.mark.parametrize(
    "edit",
    [
        lambda: edits.change_priority(REPORT, 9, title="x"),
        lambda: edits.change_activity(REPORT, "9z", title="x"),
        lambda: edits.add_activity(REPORT, 9, Activity(code="9a", title="x")),
        lambda: edits.drop_activity(REPORT, "9z"),
        lambda: edits.change_card(REPORT, 7, aim="x"),
        lambda: edits.change_card(REPORT, -1, aim="x"),
    ],
)
def test_what_does_not_exist_is_refused(edit: object) -> None:
    with pytest.raises(LookupError, match="There is no"):
        edit()  # type: ignore[operator]
