from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from saferplan.report.markdown import plain_text
from saferplan.report.readable import readable
from saferplan.report.tree import Activity, Card, Criteria, Light, NextStep, Priority, Report
from tests.report.strategies import reports


@settings(max_examples=60, deadline=None)
@given(reports())
def test_readable_is_settled_and_keeps_what_is_already_tidy(report: Report) -> None:
    once = readable(report)
    assert readable(once) == once
    assert [a.title for _, a in once.activities()] == [a.title for _, a in report.activities()]
    assert [c.owners for c in once.cards] == [c.owners for c in report.cards]
    assert [plain_text(c.position) for c in once.cards] == [plain_text(c.position) for c in report.cards]


def messy() -> Report:
    activity = Activity(
        code=" 1.1a", title="Walk  the\nharbour ", light=Light.GREEN, light_stated="G", trend_stated="→"
    )
    card = Card(
        priority=1,
        targets=("1.1a",),
        target_titles=("Walk the harbour",),
        owners=(" Harbour  master ", " "),
        criteria=Criteria(green=" On\ttime "),
        light_stated="Green",
        position="* one\n* two  *three*\x00\n",
        next_steps=(NextStep(text=" Ring ", who=" ", due=""), NextStep(text=" ")),
    )
    return Report(
        title="A\u00a0 report\x07", priorities=(Priority(number=1, title="x", activities=(activity,)),), cards=(card,)
    )


def test_blanks_markdown_and_source_words_are_normalised() -> None:
    report = readable(messy())
    (_, activity) = next(report.activities())
    assert activity == Activity(code="1.1a", title="Walk the harbour", light=Light.GREEN)
    assert report.title == "A report"
    (card,) = report.cards
    assert card.target_titles == ()
    assert card.owners == ("Harbour master",)
    assert card.criteria.green == "On time"
    assert card.position == "- one\n- two *three*"
    assert card.next_steps == (NextStep(text="Ring"),)


def test_a_cards_own_wording_is_kept_beside_its_code() -> None:
    report = messy()
    card = replace(report.cards[0], targets=("1.1a", "1.1b"), target_titles=("walk the Harbour",))
    assert readable(replace(report, cards=(card,))).cards[0].target_titles == ("walk the Harbour", "")
