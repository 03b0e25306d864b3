"""The rules that look at lights, where the report says how a light came about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saferplan.report.findings import Level
from saferplan.report.tree import Derivation, Light
from tests.report.checks.subjects import find, lit

G, A, R, C, N = Light.GREEN, Light.AMBER, Light.RED, Light.COMPLETE, Light.NONE

JUDGED = "Green: the partnership’s judgement. {}The worst of its activities alone would make it amber."
NO_REASON = Derivation(basis="judgement", computed=A, sentence=JUDGED.format(""))
REASON = Derivation(basis="judgement", computed=A, sentence=JUDGED.format("Both late ones opened in October. "))


@pytest.mark.parametrize(
    ("why", "odd"),
    [
        (Derivation(), True),
        (Derivation(basis="import", sentence="Green: as the loaded report states it."), True),
        (Derivation(basis="rolled up"), False),
        (Derivation(basis="rolled up", stated=R), False),
        (Derivation(basis="override", computed=A, sentence="Green: set by the partnership."), False),
        (REASON, False),
        (NO_REASON, True),
        (replace(NO_REASON, computed=G, sentence=NO_REASON.sentence.replace("amber", "green")), False),
        (replace(NO_REASON, computed=N, sentence="Green: the partnership’s judgement."), False),
    ],
)
def test_a_light_that_is_accounted_for_is_not_odd(why: Derivation, odd: bool) -> None:
    report = lit(G, [A, A], [G])
    report = replace(
        report,
        priorities=(replace(report.priorities[0], why=why),),
        cards=(replace(report.cards[0], why=why),),
    )
    assert (find("priority-light", report) is not None) is odd
    assert (find("card-light", report) is not None) is odd


@pytest.mark.parametrize(
    ("light", "basis", "stated", "details"),
    [
        (A, "rolled up", G, "priority 1 is stated green, and the plan's rule gives amber"),
        (N, "rolled up", G, "priority 1 is stated green, and the plan's rule gives no light"),
        (C, "rolled up", G, ""),
        (A, "rolled up", A, ""),
        (A, "rolled up", N, ""),
        (G, "override", R, ""),
        (G, "judgement", R, ""),
        (G, "", R, ""),
    ],
)
def test_stated_light(light: Light, basis: str, stated: Light, details: str) -> None:
    report = lit(light, [G], [])
    why = Derivation(basis=basis, stated=stated)
    finding = find("stated-light", replace(report, priorities=(replace(report.priorities[0], why=why),)))
    assert (finding.level if finding else None) is (Level.ASK if details else None)
    assert finding is None or (details in finding.sentence() and finding.spots[0].key == "priority:1")


def test_stated_results_and_cards_are_looked_at_too() -> None:
    report = lit(G, [G, G], [A])
    measured = Derivation(basis="measured", stated=G)
    activity = replace(report.priorities[0].activities[1], results=R, results_why=measured)
    priority = replace(
        report.priorities[0],
        results=A,
        results_why=measured,
        activities=(report.priorities[0].activities[0], activity),
    )
    card = replace(report.cards[0], why=Derivation(basis="rolled up", stated=R))
    finding = find("stated-light", replace(report, priorities=(priority,), cards=(card,)))
    assert finding is not None
    assert [spot.key for spot in finding.spots] == ["priority:1", "activity:1.1b", "card:0"]
    assert "the results light of 1.1b is stated green, and the measure gives red" in finding.sentence()
    assert "the card of 1.1a to 1.1b is stated red, and the plan's rule gives amber" in finding.sentence()
