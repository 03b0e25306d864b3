"""What is restricted is absent: field by field, passage by passage, and wherever else its words stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.report.mapping import texts_in, with_texts
from saferplan.report.restrictions import (
    FIELDS,
    PARAGRAPHS,
    Restriction,
    leaks,
    not_found,
    texts_of,
    without_restricted,
)
from saferplan.report.schema import to_json
from saferplan.report.tree import Activity, Card, Criteria, Derivation, Light, NextStep, Priority, Report

CANARY = "the Unicorn and Canary"


def whole(words: str = CANARY) -> Report:
    """A report with words in every text that can be marked."""
    why = Derivation(sentence=words, basis="override", rule=words)
    step = NextStep(text=words, who=words, due=words)
    criteria = Criteria(green=words, amber=words, red=words, complete=words)
    activity = Activity(
        code="1.1.1a", title=words, owners=(words,), criteria=criteria, position=words, next_steps=(step,),
        light=Light.RED, why=why, results_why=why,
    )  # fmt: skip
    priority = Priority(
        number=1, title="Safe", objective=words, results_text=words, why=why, results_why=why, headline_why=why,
        activities=(activity,),
    )  # fmt: skip
    card = Card(
        priority=1, targets=("1.1.1a",), target_titles=(words,), owners=(words,), aim=words, criteria=criteria,
        position=words, next_steps=(step,), why=why,
    )  # fmt: skip
    return Report(going_well=words, concern=words, changes=words, priorities=(priority,), cards=(card,))


PLACES = {"report": Report, "priority:1": Priority, "activity:1.1.1a": Activity, "card:0": Card}
EVERY = [(place, field) for place, kind in PLACES.items() for field in FIELDS[kind]]


def mark(place: str, field: str = "", passage: str = "") -> Restriction:
    return Restriction(place=place, field=field, passage=passage, paragraph="3", interest="A contract.")


def test_every_text_that_can_be_marked_is_listed() -> None:
    assert [(each.place, each.field) for each in texts_of(whole())] == EVERY


@pytest.mark.parametrize(("place", "field"), EVERY)
def test_a_whole_field_leaves_nothing(place: str, field: str) -> None:
    only = [mark(*each) for each in EVERY if each != (place, field)]
    assert CANARY in to_json(without_restricted(whole(), only))
    assert CANARY not in to_json(without_restricted(whole(), [*only, mark(place, field)]))


def test_a_whole_place_leaves_nothing_and_says_so() -> None:
    found = without_restricted(whole(), [mark(place) for place in PLACES])
    assert CANARY not in to_json(found)
    assert found.cards[0].position == "[Restricted: Schedule 12A, paragraph 3]"
    assert found.priorities[0].activities[0].light is Light.RED


@pytest.mark.parametrize(("place", "field"), EVERY)
def test_a_long_passage_is_gone_wherever_it_stands(place: str, field: str) -> None:
    found = without_restricted(whole(f"Visits to {CANARY} went on."), [mark(place, field, CANARY)])
    assert CANARY not in to_json(found)
    assert leaks(found, [mark(place, field, CANARY)]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "the unicorn  and\nCANARY",
        "the **Unicorn** and *Canary*",
        "the [Unicorn and](https://x.example) Canary",
        "the\n\n- Unicorn and Canary",
    ],
)
def test_marks_blanks_and_capitals_hide_nothing(text: str) -> None:
    report = replace(whole("x"), going_well=f"A visit to {text} today.")
    found = without_restricted(report, [mark("report", "going_well", CANARY)])
    assert "nicorn" not in found.going_well
    assert found.going_well.startswith("A visit to ")
    assert found.going_well.endswith(" today.")


def test_a_short_passage_goes_only_where_it_was_marked() -> None:
    report = replace(whole("x"), going_well="two cases", concern="two trains")
    found = without_restricted(report, [mark("report", "going_well", "two")])
    assert found.going_well == "[Restricted: Schedule 12A, paragraph 3] cases"
    assert found.concern == "two trains"
    assert [each.place for each in leaks(found, [mark("report", "going_well", "two")])] == ["report"]


def test_a_light_can_be_restricted() -> None:
    found = without_restricted(whole(), [mark("activity:1.1.1a", "light")])
    activity = found.priorities[0].activities[0]
    assert (activity.light, activity.why, activity.title) == (Light.NONE, Derivation(), CANARY)


@pytest.mark.parametrize(
    "lost",
    [mark("card:9"), mark("card:0", "author"), mark("report", "concern", "other words"), mark("activity:gone", "aim")],
)
def test_a_mark_without_its_words_is_found(lost: Restriction) -> None:
    kept = [mark("report", "concern", CANARY), mark("card:0"), mark("activity:1.1.1a", "light")]
    assert not_found(whole(), [*kept, lost]) == (lost,)


def test_the_words_of_the_law_are_complete() -> None:
    assert list(PARAGRAPHS) == ["1", "2", "3", "4", "5", "6", "7"]


WORDS = st.lists(st.sampled_from(["alpha", "beta", "(c)", "d.e", "12"]), min_size=3, max_size=6).map(" ".join)


@given(WORDS, st.sampled_from(EVERY))
def test_no_passage_survives(passage: str, where: tuple[str, str]) -> None:
    report: Any = with_texts(whole("z"), lambda text: f"Before {passage} after" if text == "z" else text)
    found = without_restricted(report, [mark(*where, passage)])
    if len(passage) >= 12:
        assert all(passage not in text for text in texts_in(found))
