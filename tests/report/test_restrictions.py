"""What is restricted is absent: field by field, passage by passage, and wherever else its words stand."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from saferplan.report.finding_words import is_long, is_tellable, pieces_of, spoken
from saferplan.report.mapping import texts_in, with_texts
from saferplan.report.restrictions import (
    FIELDS,
    NO_REASON,
    PARAGRAPHS,
    Leak,
    Restriction,
    also_in,
    has_light,
    leaks,
    not_found,
    texts_of,
    without_restricted,
)
from saferplan.report.schema import to_json
from saferplan.report.tree import Activity, Card, Criteria, Derivation, Input, Light, NextStep, Priority, Report

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


# Texts that cannot be marked, since the public knows the report by them or they come from elsewhere.
NOT_MARKED = {
    Report: {
        "schema": "a name for programs",
        "partnership": "whose report it is",
        "title": "what the report is called",
        "plan": "what the plan is called",
        "version": "the number of the publication",
        "date": "when the report is from",
        "author": "not in the public edition",
        "classification": "not in the public edition",
        "period": "what the report covers",
        "meeting": "a public meeting",
        "rollup_rule": "the rule that the board adopted",
        "register": "names of measures; `register.for_public` decides what the public reads of it",
        "priorities": "places of their own",
        "cards": "places of their own",
    },
    Priority: {
        "number": "a number",
        "title": "what the plan calls it",
        "light_stated": "the word of a light",
        "trend_stated": "the word of a trend",
        "activities": "places of their own",
        "measures": "released to the public by their suppliers, or not there",
    },
    Activity: {
        "code": "its name in the plan",
        "light_stated": "the word of a light",
        "trend_stated": "the word of a trend",
    },
    Card: {"priority": "a number", "targets": "codes of the plan", "light_stated": "the word of a light"},
}
LIGHTS = {"light", "trend", "results", "headline"}


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_of_the_tree_can_be_marked_or_says_why_not(kind: type) -> None:
    names = {each.name for each in fields(kind)}
    assert names - set(FIELDS[kind]) - LIGHTS == set(NOT_MARKED[kind])


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
        "the\n\n1. Unicorn\n2. and Canary",
        "_the Unicorn_ and Canary",
        "*the* Uni**corn** and \\*Canary",
        "the Uni\u00adcorn and\u00a0Can\u200bary",
        "the Unicorn - and - Canary",
    ],
)
@pytest.mark.parametrize(
    "passage", [CANARY, "**the** Unicorn and _Canary_", "the [Unicorn](https://u.example) and Canary"]
)
def test_marks_blanks_and_capitals_hide_nothing(text: str, passage: str) -> None:
    report = replace(whole("x"), going_well=f"A visit to {text} today.")
    assert leaks(report, [mark("report", "going_well", passage)])
    assert not not_found(report, [mark("report", "going_well", passage)])
    found = without_restricted(report, [mark("report", "going_well", passage)])
    assert "anary" not in found.going_well
    assert "nicorn" not in found.going_well
    assert found.going_well.startswith("A visit to ")
    assert found.going_well.endswith(" today.")


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("the landlord's café", "The landlord’s cafe\u0301"),
        ("the “Unicorn” pub", 'the "Unicorn" pub'),
        ("pub 2019\u20132021 visits", "pub 2019-2021 visits"),
    ],
)
def test_signs_are_read_however_they_are_written(passage: str, text: str) -> None:
    assert without_restricted(whole(text), [mark("report", "concern", passage)]).going_well.startswith("[Restricted")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("**the Unicorn and Canary** today", "{notice} today"),
        ("**the Unicorn and Canary today**", "**{notice} today**"),
        ("**today the Unicorn** and Canary", "**today {notice}**"),
        ("see [the Unicorn and Canary](https://u.example)", "see {notice}"),
        ("see [us and the Unicorn and Canary](https://u.example) x", "see [us and {notice}](https://u.example) x"),
        ("- the Unicorn and Canary\n- more", "- {notice}\n- more"),
    ],
)
def test_what_stands_around_stays_as_it_was(text: str, left: str) -> None:
    found = without_restricted(replace(whole("x"), concern=text), [mark("report", "concern", CANARY)])
    assert found.concern == left.format(notice="[Restricted: Schedule 12A, paragraph 3]")


def test_a_short_passage_goes_only_where_it_was_marked_and_is_looked_for_everywhere() -> None:
    card = Card(priority=1, aim="j. smith")
    report = replace(whole("x"), going_well="J. Smith", concern="A J. Smithson", cards=(card,))
    marks = [mark("report", "going_well", "J. Smith")]
    found = without_restricted(report, marks)
    assert found.going_well == "[Restricted: Schedule 12A, paragraph 3]"
    assert found.concern == "A J. Smithson"
    assert leaks(found, marks) == (Leak("card:0", "J. Smith"),)


def test_its_own_notice_is_no_leak() -> None:
    marks = [mark("report", "going_well", "Schedule")]
    report = replace(whole("x"), going_well="Schedule 12A holds")
    assert leaks(without_restricted(report, marks), marks) == ()


@pytest.mark.parametrize("passage", ["**", "  ", "- -", "\u200b"])
def test_a_passage_without_words_is_nowhere(passage: str) -> None:
    report = whole("- * one ** \u200b")
    assert not_found(report, [mark("report", "concern", passage)])
    assert without_restricted(report, [mark("report", "concern", passage)]) == report


@pytest.mark.parametrize("field", ["position", ""])
def test_a_sentence_of_a_text_that_is_restricted_whole_is_found_elsewhere(field: str) -> None:
    told = "The landlord of the corner pub was visited **twice** in June."
    card = Card(priority=1, aim="Fewer visits of people to pubs by night", position=f"All is well. {told}")
    report = replace(whole("x"), cards=(card,), concern="The landlord of the corner pub was visited twice in June.")
    marks = [mark("card:0", field)]
    found = leaks(without_restricted(report, marks), marks, report)
    assert [each.place for each in found] == ["report"]
    assert also_in(report, marks[0]) == ("report",)
    both = [*marks, mark("report", "concern")]
    assert leaks(without_restricted(report, both), both, report) == ()


def test_a_passage_of_a_place_is_found_in_any_of_its_fields() -> None:
    marks = [mark("card:0", "", CANARY)]
    assert not_found(whole(), marks) == ()
    assert CANARY not in to_json(without_restricted(whole(), marks))


def test_names_for_programs_stay() -> None:
    why = Derivation(sentence="No light.", basis="no judgement")
    report = Report(concern="There was no judgement.", priorities=(Priority(number=1, title="Safe", why=why),))
    marks = [mark("report", "concern", "no judgement")]
    found = without_restricted(report, marks)
    assert found.priorities[0].why.basis == "no judgement"
    assert leaks(found, marks) == ()


def test_a_restricted_light_is_not_told_by_the_lights_that_are_made_of_it() -> None:
    why = Derivation(sentence="Red: 1 of 2 is red.", basis="rolled up", inputs=(Input(what="1.1.1a", light=Light.RED),))
    first = replace(whole("x").priorities[0], why=why, light=Light.RED)
    report = replace(whole("x"), priorities=(first,), cards=(Card(priority=1, targets=("1.1.1a",), why=why),))
    found = without_restricted(report, [mark("activity:1.1.1a", "light")])
    assert found.priorities[0].why == found.cards[0].why == Derivation(sentence=NO_REASON, basis="rolled up")
    assert found.priorities[0].light is Light.RED


def test_only_what_has_a_light_loses_it() -> None:
    assert [place for place in (*PLACES, "card:7") if has_light(whole(), place)] == [*PLACES][1:]
    assert not_found(whole(), [mark("report", "light")]) == (mark("report", "light"),)


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
    if is_long(passage):
        assert not leaks(found, [mark(*where, passage)])
        assert all(passage not in text for text in texts_in(found))


@pytest.mark.parametrize(
    ("passage", "is_so"),
    [
        ("two", False),
        ("7", False),
        ("**7**", False),
        ("", False),
        ("7 victims", True),
        ("Li Ng", True),
        ("Unicorn", True),
    ],
)
def test_a_number_alone_cannot_be_told_from_chance(passage: str, is_so: bool) -> None:
    assert is_tellable(passage) is is_so


def test_a_passage_is_read_out_without_its_marks() -> None:
    assert spoken("- **Uni**corn\n- [and](https://x.example) *Can") == "Unicorn and Can"


ODD = "ab *_[]()\\-1.\n’'"


@given(st.text(alphabet=ODD, max_size=40), st.text(alphabet=ODD, min_size=14, max_size=40))
def test_any_words_of_any_text_go(before: str, passage: str) -> None:
    assume(is_long(passage))
    report = Report(concern=f"{before}{passage} z", going_well=passage)
    marks = [mark("report", "concern", passage), mark("report", "going_well", passage)]
    assert leaks(without_restricted(report, marks), marks) == ()


@pytest.mark.parametrize(
    ("passages", "pieces"),
    [
        ([], [("one two three", False)]),
        (["two"], [("one ", False), ("two", True), (" three", False)]),
        (["one two", "two three"], [("one two", True), (" three", True)]),
        (["one two three", "two"], [("one two three", True)]),
    ],
)
def test_a_text_in_pieces(passages: list[str], pieces: list[tuple[str, bool]]) -> None:
    assert list(pieces_of("one two three", passages)) == pieces
