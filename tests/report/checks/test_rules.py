"""What holds for every rule, the clean reports, and the reference page."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from saferplan.report.checks import RULES, run_checks
from saferplan.report.checks.reference import reference_page
from saferplan.report.findings import Level, Subject
from saferplan.report.places import Place
from saferplan.report.tree import Derivation, Light, Plan, Report, Trend
from tests.report.checks.subjects import find, with_activity, with_card, with_text
from tests.report.clean import clean_action_plan, clean_report
from tests.report.strategies import reports

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "checks.md"

# Rules whose example is a sentence that they find; the others tell of a whole report, made in `_reports` below.
SPOKEN = {
    *("small-numbers", "personal-data", "dead-reference", "late-words"),
    *("figure-source", "abbreviation", "capitals", "unknown-code"),
}


def told() -> dict[str, Report]:
    """For each rule that is not about a sentence, the report of its example."""
    clean = clean_report()
    first = clean.priorities[0]
    doubled = replace(first, activities=(*first.activities, replace(first.activities[1], title="Count bicycles")))
    gap = replace(first, activities=(*first.activities, replace(first.activities[1], code="1.1d")))
    criteria = replace(clean.cards[0].criteria, green="Work going on", amber="Work planned", red="Not started")
    same = tuple(replace(card, criteria=criteria) for card in clean.cards)
    empty = replace(clean.cards[0].criteria, green="", amber="", red="")

    def everywhere(**changes: object) -> Report:
        priorities = tuple(
            replace(each, activities=tuple(replace(a, **changes) for a in each.activities))  # type: ignore[arg-type]
            for each in clean.priorities
        )
        return replace(clean, priorities=priorities)

    arrows = everywhere(trend=Trend.SAME)
    return {
        "priority-light": with_card(replace(clean, rollup_rule=""), 2, light=Light.RED),
        "card-light": with_card(clean, 2, light=Light.GREEN),
        "stated-light": with_card(clean, 2, why=Derivation(basis="rolled up", stated=Light.GREEN)),
        "doubled-code": replace(clean, priorities=(doubled, *clean.priorities[1:])),
        "missing-code": replace(clean, priorities=(gap, *clean.priorities[1:])),
        "title-differs": with_card(clean, 1, target_titles=("Visit licensed premises", "")),
        "no-period": replace(clean, period=replace(clean.period, key="", label="", work_to="", figures_to="")),
        "plan-years": replace(clean, plan=Plan(title="Safety plan 2029-30")),
        "no-next-step": with_card(clean, 2, next_steps=()),
        "owner": with_card(clean, 0, owners=("Police", "Housing and Licensing teams")),
        "no-criteria": with_card(clean, 2, criteria=empty),
        "one-criteria": replace(clean, cards=same),
        "criteria-results": with_card(clean, 0, criteria=replace(clean.cards[0].criteria, red="Not yet started.")),
        "lights-alike": everywhere(light=Light.GREEN),
        "arrows-alike": replace(arrows, priorities=tuple(replace(p, trend=Trend.SAME) for p in arrows.priorities)),
        "no-text": with_card(clean, 0, position="The bicycles were marked at the ferry stages."),
        "other-target": with_text("Noise complaints on the quay were answered, and noise at night on the quay fell."),
        "unchanged-text": clean,
    }


def test_codes_are_unique_short_and_plain() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+){0,2}", code) for code in codes)
    assert set(codes) == SPOKEN | set(told())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_finds_its_example(rule: object) -> None:
    code = rule.code  # type: ignore[attr-defined]
    if code in SPOKEN:
        report = with_text(rule.example)  # type: ignore[attr-defined]
    else:
        report = told()[code]
    older = clean_report() if code == "unchanged-text" else None
    finding = find(code, report, older)
    assert finding is not None
    assert finding.code == code
    assert finding.spots
    assert not re.search(r"[{}]", finding.sentence())
    assert finding.sentence().endswith(".")
    assert finding.advice.endswith(".")


@pytest.mark.parametrize("report", [clean_report(), clean_action_plan()], ids=["cards", "action plan"])
def test_nothing_is_found_in_a_clean_report(report: Report) -> None:
    assert [f"{f.code}: {f.sentence()} {[s.quote for s in f.spots]}" for f in run_checks(Subject(report=report))] == []


def test_an_empty_report_gives_findings_and_no_error() -> None:
    assert [finding.code for finding in run_checks(Subject(report=Report()))] == ["no-period"]


@settings(max_examples=40, deadline=None)
@given(reports())
def test_any_report_can_be_checked(report: Report) -> None:
    findings = run_checks(Subject(report=report, older=report))
    levels = [list(Level).index(finding.level) for finding in findings]
    assert levels == sorted(levels)
    assert all(finding.sentence() and finding.spots for finding in findings)


def test_places_in_the_file_go_with_the_spots() -> None:
    place = Place(page=4, table=7)
    report = with_activity(with_text("One case was heard."), "1.1a", light=Light.GREEN)
    findings = run_checks(Subject(report=report, places={"card:0": place}))
    assert [spot.place for finding in findings for spot in finding.spots] == [place]


def test_the_reference_page_is_current() -> None:
    assert PAGE.read_text() == reference_page(RULES)


@pytest.mark.parametrize("piece", ["0 1 ", "1.1.1", "one ", "Abc ", "a@a.", "*a_", "3 a victims ", "AB"])
def test_long_odd_texts_are_checked_in_good_time(piece: str) -> None:
    report = with_text(piece * (20_000 // len(piece)))
    start = time.process_time()
    run_checks(Subject(report=report))
    assert time.process_time() - start < 10
