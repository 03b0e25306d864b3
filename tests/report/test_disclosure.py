"""Small counts and personal data of a public edition: found in every text, each answered for by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saferplan.report.checks import run_checks
from saferplan.report.disclosure import CODES, disclosures, unresolved
from saferplan.report.findings import Level, Subject
from saferplan.report.restrictions import Restriction, without_restricted
from saferplan.report.tree import (
    Activity,
    Break,
    Card,
    Derivation,
    Gap,
    Measure,
    MissingFigure,
    NextStep,
    Point,
    Priority,
    Report,
)
from tests.documents.formats.samples import REASONED, SAMPLE

TOLD = "In the quarter two cases were heard for the harbour ward."
RING = "Ring Ada on 07700 900123."
WHY = Derivation(sentence=f"Red: set by the partnership up to June. {TOLD} {RING}", basis="override")


def _card(text: str) -> Report:
    return Report(cards=(Card(priority=1, position=text),))


def _activity(**fields: object) -> Report:
    activity = replace(Activity(code="1.1.1a", title="Visits"), **fields)  # type: ignore[arg-type]
    return Report(priorities=(Priority(number=1, title="Safe", activities=(activity,)),))


def _priority(**fields: object) -> Report:
    return Report(priorities=(replace(Priority(number=1, title="Safe"), **fields),))  # type: ignore[arg-type]


def _measure(**fields: object) -> Report:
    return _priority(measures=(replace(Measure(code="m", name="Visits"), **fields),))  # type: ignore[arg-type]


BOTH = f"{TOLD} {RING}"
WHERE = {
    "position of a card": (_card(f"All is well. {TOLD.replace('two', '**two**')} {RING}"), "card:0"),
    "position in a list": (_card(f"Done:\n\n- {TOLD}\n- {RING}"), "card:0"),
    "going well": (Report(going_well=BOTH), "report.going_well"),
    "concern": (Report(concern=BOTH), "report.concern"),
    "what changed": (Report(changes=BOTH), "report.changes"),
    "results": (_priority(results_text=BOTH), "priority:1"),
    "next step": (_activity(next_steps=(NextStep(text=BOTH),)), "activity:1.1.1a"),
    "why an activity": (_activity(why=WHY), "activity:1.1.1a"),
    "why its results": (_activity(results_why=replace(WHY, basis="judgement")), "activity:1.1.1a"),
    "why a card": (Report(cards=(Card(priority=1, why=WHY),)), "card:0"),
    "why a priority": (_priority(why=replace(WHY, basis="import")), "priority:1"),
    "why the results of a priority": (_priority(results_why=replace(WHY, basis="")), "priority:1"),
    "a remark on figures": (_measure(caveat=BOTH), "priority:1"),
    "a break": (_measure(breaks=(Break(at=1, reason=BOTH),)), "priority:1"),
    "a figure that is left out": (_measure(points=(Point(label="2026-06", note=BOTH),)), "priority:1"),
    "why there is no baseline": (
        Report(register=(MissingFigure(code="m", name="Visits", gap=Gap.NO_BASELINE, reason=BOTH),)),
        "report.register",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WHERE)
def test_counts_and_personal_data_are_found_wherever_people_write(name: str) -> None:
    report, key = WHERE[name]
    found = {(each.code, each.key, each.quote) for each in unresolved(report)}
    assert found == {("small-numbers", key, TOLD), ("personal-data", key, RING)}


@pytest.mark.parametrize(
    "report",
    [
        _activity(title=RING),
        _activity(owners=(RING,)),
        _activity(next_steps=(NextStep(text="Ring", who=RING),)),
        _priority(objective=RING),
        _measure(source=RING),
        Report(cards=(Card(priority=1, aim=RING),)),
        Report(title=RING),
    ],
)
def test_personal_data_is_found_in_names_and_titles_too(report: Report) -> None:
    assert [each.code for each in unresolved(report)] == ["personal-data"]


def test_what_rules_say_of_figures_is_left_to_the_rules_of_figures() -> None:
    measured = Derivation(sentence="Red: referrals is 5, where at most 3 was wanted.", basis="measured")
    assert not unresolved(_priority(results_why=measured))
    assert not unresolved(_measure(sentence="Referrals: 3", title="Referrals: 3"))


@pytest.mark.parametrize("report", [SAMPLE, REASONED], ids=["sample", "reasoned"])
def test_what_tells_of_nobody_is_left_alone(report: Report) -> None:
    assert disclosures(report) == ()


def test_the_mailbox_of_an_office_holds_nothing_up() -> None:
    report = _card("Write to team@harbour.example.")
    assert [each.level for each in disclosures(report)] == [Level.CONSIDER]
    assert not unresolved(report)


def test_an_answer_is_for_one_sentence_in_one_place() -> None:
    report = replace(_card(f"{TOLD} Three victims came back."), going_well=TOLD)
    found = unresolved(report)
    assert len(found) == 3
    left = unresolved(report, {found[0].mark})
    assert left == found[1:]
    assert unresolved(report, {each.mark for each in found}) == ()


@pytest.mark.parametrize("edit", ["harbour ward", "two", "."])
def test_an_edited_sentence_is_answered_for_anew(edit: str) -> None:
    long = "and it is told here at some length what came of that, " * 5
    told = f"In the quarter two cases were heard {long}for the harbour ward."
    accepted = {each.mark for each in unresolved(_card(told))}
    edited = {"harbour ward": "east ward", "two": "three", ".": "!"}[edit]
    assert not unresolved(_card(told), accepted)
    assert unresolved(_card(told.replace(edit, edited)), accepted)


def test_what_another_edit_leaves_as_it_was_stays_answered_for() -> None:
    accepted = {each.mark for each in unresolved(_card(TOLD))}
    assert not unresolved(_card(f"A new start. {TOLD} A new end."), accepted)


def test_what_is_restricted_needs_no_answer() -> None:
    mark = Restriction(place="card:0", field="position", passage="two cases", paragraph="2", interest="Few people.")
    assert not unresolved(without_restricted(_card(TOLD), [mark]))


def test_a_number_over_two_paragraphs_is_one() -> None:
    found = unresolved(_card("Ring 07700\n\n900123 now."))
    assert [each.quote for each in found] == ["Ring 07700 900123 now."]


def test_the_checks_of_a_report_read_reasons_too() -> None:
    found = {each.code: each for each in run_checks(Subject(report=_priority(why=WHY)))}
    assert set(found) >= CODES
    assert [spot.key for spot in found["small-numbers"].spots] == ["priority:1"]
