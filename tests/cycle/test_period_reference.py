"""The page about the states of a period is made from the table of moves."""

from __future__ import annotations

import re
from pathlib import Path

from saferplan.cycle.period_diagram import reference_page
from saferplan.cycle.period_states import STATE_WORDS, TRANSITIONS
from saferplan.cycle.rules import PeriodState

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "period.md"


def test_the_page_is_made_anew() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page(), "run make reference"


def test_the_diagram_has_every_state_and_every_move() -> None:
    diagram = reference_page().split("```mermaid\n")[1].split("```")[0]
    for state in PeriodState:
        assert f'state "{STATE_WORDS[state]}" as {state.value.replace(" ", "_")}' in diagram
    moves = re.findall(r"^    (\w+) --> (\w+): (.+)$", diagram, re.MULTILINE)
    said = {(each.before.value, each.after.value, each.verb) for each in TRANSITIONS}
    assert {(before.replace("_", " "), after.replace("_", " "), verb) for before, after, verb in moves} == said


def test_the_table_says_what_holds_a_move() -> None:
    row = next(line for line in reference_page().splitlines() if "Mark it ready for the board" in line and "|" in line)
    assert "holds: Partners object to some corrections" in row
    assert "warns: Some updates were sent in and nobody has approved them" in row
