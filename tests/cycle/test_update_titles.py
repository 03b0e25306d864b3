"""What an update is called in lists: cards that share an aim are told apart by their priority."""

from __future__ import annotations

import pytest

from saferplan.cycle.update_queries import own_aims, title_of
from saferplan.plan.gathering import CardSheet, Target


def sheet(number: int, aim: str, targets: int = 2) -> CardSheet:
    return CardSheet(number, 1, aim, False, tuple(Target(each, "", "") for each in range(targets)))


@pytest.mark.parametrize(
    ("cards", "aims"),
    [
        ([sheet(1, "Less theft"), sheet(2, "Less fear")], {1: "Less theft", 2: "Less fear"}),
        ([sheet(1, "As planned"), sheet(2, "As planned"), sheet(3, "Less fear")], {3: "Less fear"}),
        ([sheet(1, "As planned"), sheet(2, "As planned", targets=1)], {1: "As planned"}),
        ([sheet(1, "", targets=0)], {1: ""}),
        ([], {}),
    ],
)
def test_an_aim_that_several_share_names_none_of_them(cards: list[CardSheet], aims: dict[int, str]) -> None:
    assert own_aims(cards) == aims


@pytest.mark.parametrize(
    ("titles", "title"),
    [(["Brief venues"], "Brief venues"), (["Brief venues", "Light streets"], "Theft"), ([], "Theft")],
)
def test_one_activity_gives_its_title(titles: list[str], title: str) -> None:
    assert title_of(titles, "Theft") == title
