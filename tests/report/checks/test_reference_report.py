"""What the checks must find in the reference report, from its facts and from its file."""

from __future__ import annotations

import json

import pytest

from saferplan.report.checks import run_checks
from saferplan.report.findings import Finding, Subject
from saferplan.report.markdown import escape_text
from saferplan.report.schema import from_json
from saferplan.report.tree import Report
from tests.inputs import shared_path

pytestmark = pytest.mark.inputs


def from_facts() -> Report:
    """The stated facts with the positions as bullets; the cards' own titles are in the file only."""
    data = json.loads(shared_path("inputs/scp-2018-09.expected.json").read_text())
    for card in data["cards"]:
        card["position"] = "\n".join("- " + escape_text(line) for line in card.pop("position_text"))
    return from_json(json.dumps(data))


def found(report: Report) -> dict[str, Finding]:
    return {finding.code: finding for finding in run_checks(Subject(report=report))}


def test_what_the_issue_asks_for_is_found() -> None:
    findings = found(from_facts())
    assert findings["priority-light"].sentence().startswith("Priorities 4 and 6 have")
    assert [spot.key for spot in findings["card-light"].spots] == ["card:3"]
    assert "2.1.1c and 2.1.1f amber" in findings["card-light"].sentence()
    assert "3.1.1.1f may mean 3.1.1f" in findings["unknown-code"].sentence()
    assert findings["arrows-alike"].sentence() == "36 of 36 arrows are the same: no change."
    assert len(findings["one-criteria"].spots) == 8
    assert "2017-18" in findings["plan-years"].sentence()
    assert "“4 cases”; “one case”" in findings["small-numbers"].sentence()
    assert {"no-period", "criteria-results", "dead-reference", "late-words", "other-target"} <= set(findings)
    silent = {spot.key for spot in findings["no-text"].spots}
    assert {"activity:4.1.1b", "activity:2.1.1d"} <= silent
    assert len(silent) <= 8
    assert {"DCCCS", "WRAP"} <= set(str(findings["abbreviation"].params["short"]).replace(" and ", ", ").split(", "))
    assert not {"lights-alike", "no-criteria", "missing-code", "doubled-code", "personal-data"} & set(findings)


@pytest.mark.parametrize("ending", ["docx", "txt", "pdf"])
def test_titles_that_differ_are_found_in_the_file(ending: str) -> None:
    registry = pytest.importorskip("saferplan.documents.formats.registry")
    path = shared_path(f"inputs/scp-2018-09.{ending}")
    findings = found(registry.read_file(path).tree)
    params = findings["title-differs"].params
    assert "1.1.1c" in str(params["capitals"])
    assert "5.1.1d" in str(params["capitals"])
    assert findings["priority-light"].sentence().startswith("Priorities 4 and 6 have")
