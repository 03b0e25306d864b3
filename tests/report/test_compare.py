from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from saferplan.report.compare import (
    FieldChange,
    Kind,
    LightStep,
    TextStep,
    compare,
    light_step,
    sentences,
    text_step,
)
from saferplan.report.matching import match_by_code_and_title
from saferplan.report.readable import readable
from saferplan.report.tree import Activity, Derivation, Light, NextStep, Report, Trend
from tests.report.checks.subjects import with_activity, with_card
from tests.report.clean import clean_action_plan, clean_report
from tests.report.strategies import reports


def spoken(older: Report, newer: Report) -> list[str]:
    return [template.format(**params) for template, params in sentences(compare(older, newer))]


@settings(max_examples=40, deadline=None)
@given(reports())
def test_a_report_is_the_same_as_itself(report: Report) -> None:
    comparison = compare(report, report)
    assert comparison.is_same()
    assert not any(each.proposed for each in comparison.matched)
    assert spoken(report, report) == ["The two reports say the same."]


@settings(max_examples=40, deadline=None)
@given(reports(), reports())
def test_every_item_is_matched_added_or_removed_once(older: Report, newer: Report) -> None:
    comparison = compare(older, newer)
    kinds = Kind.PRIORITY, Kind.ACTIVITY, Kind.CARD
    sizes = [[len(each.priorities), len(list(each.activities())), len(each.cards)] for each in (older, newer)]
    for index, kind in enumerate(kinds):
        matched = sum(each.newer.kind is kind for each in comparison.matched)
        assert matched + sum(item.kind is kind for item in comparison.removed) == sizes[0][index]
        assert matched + sum(item.kind is kind for item in comparison.added) == sizes[1][index]
    assert all("{" not in text or "{" in str(older) + str(newer) for text in spoken(older, newer))
    assert compare(older, newer) == comparison


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        (Light.RED, Light.AMBER, LightStep.BETTER),
        (Light.GREEN, Light.COMPLETE, LightStep.BETTER),
        (Light.GREEN, Light.RED, LightStep.WORSE),
        (Light.AMBER, Light.AMBER, LightStep.SAME),
        (Light.NONE, Light.NONE, LightStep.SAME),
        (Light.NONE, Light.GREEN, LightStep.NEW),
        (Light.RED, Light.NONE, LightStep.GONE),
        (Light.DEFERRED, Light.GREEN, LightStep.OTHER),
        (Light.NONE, Light.DEFERRED, LightStep.OTHER),
    ],
)
def test_light_steps(before: Light, after: Light, step: LightStep) -> None:
    assert light_step(before, after) is step


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        ("", "", TextStep.NONE),
        ("", "New", TextStep.ADDED),
        ("Old", "", TextStep.REMOVED),
        ("Same", "Same", TextStep.UNCHANGED),
        ("The team marked bicycles at the east stage.", "The team marked bicycles at the East stage", TextStep.NEARLY),
        ("One thing", "Quite another", TextStep.CHANGED),
    ],
)
def test_text_steps(before: str, after: str, step: TextStep) -> None:
    assert text_step(before, after) is step


def test_fields_lights_and_texts_that_changed_are_told() -> None:
    older = clean_action_plan()
    newer = with_activity(older, "1.1", light=Light.AMBER, trend=Trend.WORSENING, position="Thefts rose again.")
    newer = with_activity(newer, "1.3", light=Light.GREEN, owners=("Farm Watch Manager",), next_steps=())
    newer = replace(newer, version="2.2")
    comparison = compare(older, newer)
    assert [each.newer.name for each in comparison.steps(LightStep.WORSE)] == ["1.1"]
    assert [each.newer.name for each in comparison.steps(LightStep.BETTER)] == ["1.3"]
    assert comparison.cover == (FieldChange(field="version", before="2.1", after="2.2"),)
    (third,) = [each for each in comparison.matched if each.newer.name == "1.3"]
    assert [change.field for change in third.changes] == ["owners", "next_steps"]
    assert third.changes[1].before == "Agree a new date, Farm Watch Coordinator, 2031-08"
    assert third.position is TextStep.UNCHANGED
    told = spoken(older, newer)
    assert told[0] == "Of the activities in both reports, 1 are better, 1 are worse and 4 are the same."
    assert "The version was 2.1 and is now 2.2." in told
    assert "1.1 went from green to amber: worse." in told
    assert "1.1 has a new text." in told
    assert "1.3: the owner was “Farm Watch Coordinator” and is now “Farm Watch Manager”." in told


def test_what_came_and_went() -> None:
    older = clean_action_plan()
    first = older.priorities[0]
    new = Activity(code="1.5", title="Count sheep by drone", light=Light.NONE)
    newer = replace(older, priorities=(replace(first, activities=(*first.activities[1:], new)), *older.priorities[1:]))
    comparison = compare(older, newer)
    assert [item.name for item in comparison.added] == ["1.5"]
    assert [item.name for item in comparison.removed] == ["1.1"]
    assert "1.5 is new: “Count sheep by drone”." in spoken(older, newer)
    assert "1.1 is gone: “Mark farm machinery”." in spoken(older, newer)


def test_a_renumbered_activity_is_proposed_and_its_card_follows() -> None:
    older = clean_report()
    newer = with_activity(older, "1.1b", code="1.1c", title="Fit ground anchors for mopeds in all public car parks")
    newer = with_card(newer, 0, targets=("1.1a", "1.1c"))
    comparison = compare(older, newer)
    (moved,) = [each for each in comparison.matched if each.renumbered]
    assert moved.proposed
    assert (moved.older.name, moved.newer.name) == ("1.1b", "1.1c")
    assert 0.8 <= moved.similarity < 1
    assert moved.retitled
    (card,) = [each for each in comparison.matched if each.newer.key == "card:0"]
    assert card.changes == ()
    assert any("Confirm that it is the same" in text for text in spoken(older, newer))


def test_a_line_put_in_between_moves_the_others_by_title() -> None:
    older = [("1.1", "Mark bicycles"), ("1.2", "Repair the lamps")]
    newer = [("1.1", "Mark bicycles"), ("1.2", "Answer noise complaints"), ("1.3", "Repair the lamps")]
    pairs = match_by_code_and_title(older, newer)
    assert [(pair.older, pair.newer, pair.proposed) for pair in pairs] == [(0, 0, False), (1, 2, True)]


def test_a_new_title_under_the_same_code_is_the_same_line() -> None:
    pairs = match_by_code_and_title([("1.1", "Mark bicycles")], [("1.1", "Give advice on locks")])
    assert [(pair.older, pair.newer, pair.proposed) for pair in pairs] == [(0, 0, False)]


def test_criteria_and_cover_fields() -> None:
    older = clean_report()
    criteria = replace(older.cards[0].criteria, green="More than 500 bicycles marked")
    newer = with_card(replace(older, concern=""), 0, criteria=criteria, next_steps=(NextStep(text="Go on"),))
    comparison = compare(older, newer)
    (card,) = [each for each in comparison.matched if each.changes]
    assert [change.field for change in card.changes] == ["criteria.green", "next_steps"]
    assert [change.field for change in comparison.cover] == ["concern"]


RULE_1 = Derivation(basis="rolled up", rule="Rule 1, from 1 April 2030, adopted by the Board")
RULE_2 = Derivation(basis="rolled up", rule="Rule 2, from 1 April 2031, adopted by the Board")
SET = Derivation(basis="override", sentence="Green: set by the partnership up to 31 March 2032. A crew starts.")


def with_whys(report: Report, why: Derivation) -> Report:
    return replace(report, priorities=tuple(replace(each, why=why) for each in report.priorities))


def test_another_rule_is_told_once_and_its_lights_are_not_called_better() -> None:
    older, newer = with_whys(clean_report(), RULE_1), with_whys(clean_report(), RULE_2)
    first, *others = newer.priorities
    newer = replace(newer, priorities=(replace(first, light=Light.AMBER), *others))
    assert spoken(older, newer)[1:3] == [
        "The rule for the lights of priorities and cards was “Rule 1, from 1 April 2030, adopted by the Board” "
        "and is now “Rule 2, from 1 April 2031, adopted by the Board”.",
        "Priority 1 went from green to amber.",
    ]
    under_no_rule = with_whys(clean_report(), Derivation(basis="import"))
    assert f"A rule makes the lights of priorities and cards now: {RULE_1.rule}." in spoken(under_no_rule, older)
    told = f"No rule makes the lights of priorities and cards any more; it was: {RULE_1.rule}."
    assert told in spoken(older, under_no_rule)


def test_a_light_that_is_set_and_one_that_lapsed_are_told() -> None:
    plain = with_whys(clean_report(), RULE_1)
    first, *others = plain.priorities
    was_set = replace(plain, priorities=(replace(first, why=SET), *others))
    red = replace(plain, priorities=(replace(first, light=Light.RED, why=SET), *others))
    assert "Priority 1: its light was set by the partnership, to green." in spoken(plain, was_set)
    assert "Priority 1: its light is no longer set by the partnership; it was set to green." in spoken(was_set, plain)
    assert "Priority 1: the partnership had set its light to green, and now to red." in spoken(was_set, red)
    results = replace(plain, priorities=(replace(first, results=Light.AMBER, results_why=SET), *others))
    told = spoken(plain, results)
    assert "Priority 1: its results light was set by the partnership, to amber." in told
    assert "Priority 1: the results light is now “amber” and was not stated before." in told


def test_a_file_that_says_nothing_of_rules_and_reasons_differs_in_nothing() -> None:
    live = with_whys(clean_report(), RULE_1)
    first, *others = live.priorities
    live = replace(live, priorities=(replace(first, why=SET), *others))
    assert compare(live, readable(live)).is_same()
    assert compare(readable(live), live).is_same()
    assert compare(clean_report(), live).is_same()


def test_overall_lights_are_compared() -> None:
    older = clean_report()
    first, *others = older.priorities
    newer = replace(older, priorities=(replace(first, headline=Light.GREEN), *others))
    assert "Priority 1: the overall light is now “green” and was not stated before." in spoken(older, newer)
    whys = Derivation(basis="work and results", rule="Rule 1, from 1 April 2030, adopted by the Board")
    older, newer = with_whys(older, RULE_1), with_whys(newer, RULE_1)
    newer = replace(newer, priorities=tuple(replace(each, headline_why=whys) for each in newer.priorities))
    assert f"A rule makes overall lights now: {whys.rule}." in spoken(older, newer)
