"""The rules that look at lights, owners, codes, dates and criteria."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saferplan.report.checks.codes import nearest
from saferplan.report.checks.criteria_results import RULE as CRITERIA_RESULTS
from saferplan.report.checks.owner import is_one_role
from saferplan.report.checks.passages import sentences
from saferplan.report.checks.unchanged_text import alike
from saferplan.report.findings import Level, Subject
from saferplan.report.tree import (
    Activity,
    Card,
    Criteria,
    Light,
    NextStep,
    Period,
    Plan,
    Priority,
    Report,
    Trend,
)
from tests.report.checks.subjects import find, lit, with_activity, with_card
from tests.report.clean import clean_action_plan, clean_report

G, A, R, C, N = Light.GREEN, Light.AMBER, Light.RED, Light.COMPLETE, Light.NONE


@pytest.mark.parametrize(
    ("own", "activities", "cards", "odd"),
    [
        (G, [G, G, G], [A], True),
        (G, [G, G, A], [G], False),
        (G, [G, G, A], [G, G, A], False),
        (G, [G, A, A], [], True),
        (G, [G, G, G, R], [], True),
        (A, [G, G, G], [], True),
        (R, [A, A], [A], True),
        (A, [G, A, G], [A], False),
        (G, [C, C], [], False),
        (N, [R, R], [R], False),
        (G, [], [], False),
        (G, [N, N], [N], False),
    ],
)
def test_priority_light_without_a_rule(own: Light, activities: list[Light], cards: list[Light], odd: bool) -> None:
    finding = find("priority-light", lit(own, activities, cards))
    assert (finding is not None) is odd
    if finding:
        assert finding.level is Level.ASK
        assert "rule" in finding.sentence()
        assert "State the rule" in finding.advice


@pytest.mark.parametrize(
    ("own", "activities", "rule", "odd"),
    [
        (G, [G, A, G], "A priority has its worst light.", True),
        (A, [G, A, G], "A priority has its worst light.", False),
        (G, [G, A, G], "The light that most activities have.", False),
        (A, [G, A, G], "The light that most activities have.", True),
        (G, [G, A], "The light that the majority has.", False),
        (G, [G, G, A], "The board judges.", False),
    ],
)
def test_priority_light_with_a_rule(own: Light, activities: list[Light], rule: str, odd: bool) -> None:
    finding = find("priority-light", lit(own, activities, [], rule))
    assert (finding is not None) is odd
    assert finding is None or finding.level is Level.FIX


@pytest.mark.parametrize(
    ("card", "activities", "level"),
    [
        (G, [G, G], None),
        (G, [G, A], Level.ASK),
        (A, [G, A], None),
        (A, [G, G], Level.ASK),
        (G, [A], Level.FIX),
        (G, [C], None),
        (G, [N], None),
        (N, [A], None),
    ],
)
def test_card_light(card: Light, activities: list[Light], level: Level | None) -> None:
    finding = find("card-light", lit(G, activities, [card]))
    assert (finding.level if finding else None) is level


@pytest.mark.parametrize(
    ("owners", "one"),
    [
        (("Prevent Coordinator",), True),
        (("Head of Housing and Licensing",), True),
        (("Ada Quill",), True),
        (("Ada Quill, Licensing Manager",), True),
        (("Ada Quill (Licensing Manager)",), True),
        (("DI Venn",), True),
        (("Licensing Team Leader",), True),
        (("Police Inspector (lead)", "Housing team"), True),
        (("Lead: Community Safety Manager", "Police"), True),
        (("Street Lighting Engineer",), True),
        ((), False),
        (("",), False),
        (("TBC",), False),
        (("All",), False),
        (("Safer City Partners",), False),
        (("Police", "CST", "Licensing teams"), False),
        (("Police, CST, Licensing teams",), False),
        (("Police and Housing",), False),
        (("Community Safety Team",), False),
        (("Police / Council",), False),
        (("Police Inspector", "Housing Manager"), False),
        (("Police Inspector and Housing Manager",), False),
        (("Neighbourhood officers",), False),
        (("The partnership",), False),
    ],
)
def test_owner(owners: tuple[str, ...], one: bool) -> None:
    assert is_one_role(owners) is one
    assert (find("owner", with_card(clean_report(), 0, owners=owners)) is None) is one


def test_an_activity_without_card_needs_an_owner() -> None:
    finding = find("owner", with_activity(clean_action_plan(), "1.3", owners=()))
    assert finding is not None
    assert finding.sentence() == "No owner is named in 1 of 6 places."


@pytest.mark.parametrize(
    ("red", "blind"),
    [
        ("Not yet started", True),
        ("Work has not begun", True),
        ("Behind schedule by more than 4 weeks", True),
        ("Unlikely to be completed by the target date", True),
        ("No progress", True),
        ("", True),
        ("Thefts rising", False),
        ("Fewer than 10 premises visited", False),
        ("More than 10% above target", False),
        ("Target missed", False),
        ("Victims not satisfied", False),
        ("Work delayed, or incidents rising", False),
        ("Under 30 mph at no site", False),
    ],
)
def test_criteria_that_cannot_go_red_on_results(red: str, blind: bool) -> None:
    report = Report(cards=(Card(priority=1, criteria=Criteria(green="Work goes on", amber="Planned", red=red)),))
    assert (CRITERIA_RESULTS.find(Subject(report=report)) is not None) is blind


@pytest.mark.parametrize(
    ("step", "lacks"),
    [
        (NextStep(text="Ring the maker", who="Engineer", due="2031-11"), None),
        (NextStep(text="Ring the maker", who="Engineer", due="end of November"), None),
        (NextStep(text="Ring the maker", who="", due="2031-11"), "no person"),
        (NextStep(text="Ring the maker", who="TBC", due="ongoing"), "no person and no date"),
        (NextStep(text="Ring the maker", who="Engineer", due="as soon as possible"), "no date"),
        (NextStep(text="", who="Engineer", due="2031-11"), "no next step"),
    ],
)
def test_next_steps(step: NextStep, lacks: str | None) -> None:
    finding = find("no-next-step", with_card(clean_report(), 2, next_steps=(step,)))
    assert (finding.spots[0].quote if finding else None) == lacks


def test_an_amber_card_over_green_activities_needs_a_next_step_too() -> None:
    report = with_card(clean_report(), 0, light=A)
    finding = find("no-next-step", report)
    assert finding is not None
    assert [spot.key for spot in finding.spots] == ["card:0"]


@pytest.mark.parametrize(
    ("codes", "missing"),
    [
        (["1.1a", "1.1b", "1.1c"], ""),
        (["1.1a", "1.1b", "1.1d"], "1.1c"),
        (["1.1b", "1.1c"], "1.1a"),
        (["1.1", "1.2", "1.4"], "1.3"),
        (["A1", "A2", "A4", "A5"], "A3"),
        (["1.9", "1.10", "1.11"], ""),
        (["1.1A", "1.1B", "1.1D"], "1.1C"),
        (["3", "17", "40"], ""),
        (["1.1a"], ""),
    ],
)
def test_missing_codes(codes: list[str], missing: str) -> None:
    lines = tuple(Activity(code=code, title=code) for code in codes)
    finding = find("missing-code", Report(priorities=(Priority(number=1, title="One", activities=lines),)))
    assert (finding.sentence() if finding else "") == (f"The codes jump over {missing}." if missing else "")


def test_a_priority_number_is_missing_or_doubled() -> None:
    def numbered(*numbers: int) -> Report:
        return Report(priorities=tuple(Priority(number=number, title="x") for number in numbers))

    gap, doubled = find("missing-code", numbered(1, 2, 4)), find("doubled-code", numbered(1, 2, 2))
    assert gap is not None
    assert gap.sentence() == "The codes jump over priority 3."
    assert doubled is not None
    assert doubled.sentence() == "More than one line has the code priority 2."
    assert find("doubled-code", numbered(1, 2)) is None


def test_a_card_for_an_unknown_activity_or_priority() -> None:
    report = with_card(clean_report(), 0, targets=("1.1a", "1.1f"))
    finding = find("unknown-code", report)
    assert finding is not None
    assert [(spot.key, spot.quote) for spot in finding.spots] == [("card:0", "1.1f")]
    assert find("unknown-code", with_card(clean_report(), 0, priority=8)) is not None


def test_codes_of_other_shapes_are_known_too() -> None:
    lines = (Activity(code="VP1", title="Visits"), Activity(code="VP2", title="Talks"))
    report = Report(priorities=(Priority(number=1, title="One", activities=lines),))

    def told(text: str) -> str:
        card = Card(priority=1, targets=("VP1",), position=text)
        finding = find("unknown-code", replace(report, cards=(card,)))
        return finding.spots[0].quote if finding else ""

    assert told("See VP3 for more.") == "VP3"
    assert told("See VP2 and vp 1 for more.") == ""
    assert told("See A2 and M25.") == ""
    assert nearest("3.1.1.1f", ["3.1.1a", "3.1.1f", "6.1.1f"]) == "3.1.1f"


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("", None),
        ("Mark bicycles at the ferry stages", None),
        ("Mark bicycles  at the ferry stages.", None),
        ("Mark Bicycles at the ferry stages", Level.CONSIDER),
        ("Mark bikes at the ferry stages", Level.ASK),
    ],
)
def test_titles(title: str, level: Level | None) -> None:
    finding = find("title-differs", with_card(clean_report(), 0, target_titles=(title, "")))
    assert (finding.level if finding else None) is level


@pytest.mark.parametrize(
    ("plan", "date", "period", "odd"),
    [
        (Plan(title="x", starts="2030-04", ends="2031-03"), "2031-09", "", True),
        (Plan(title="x", starts="2030-04", ends="2031-03"), "2031-05", "", False),
        (Plan(title="x", starts="2030-04", ends="2031-03"), "2031-05", "2031-06", True),
        (Plan(title="x", starts="2030-04", ends="2031-03"), "2031-07", "2031-03", False),
        (Plan(title="Plan 2030-31"), "2031-09", "", True),
        (Plan(title="Plan 2030/31"), "2031-09", "", True),
        (Plan(title="Plan 2030-2033"), "2031-09", "", False),
        (Plan(title="Plan 2032 to 2034"), "2031-09", "", True),
        (Plan(title="Plan"), "2031-09", "", False),
        (Plan(title="Plan 2030-31"), "", "", False),
    ],
)
def test_plan_years(plan: Plan, date: str, period: str, odd: bool) -> None:
    report = Report(plan=plan, date=date, period=Period(key=period))
    assert (find("plan-years", report) is not None) is odd


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "what time it covers and up to which date its work and figures run"),
        ({"period": Period(key="2031-09")}, "up to which date its work and figures run"),
        ({"period": Period(key="2031-09", figures_to="2031-08")}, ""),
        ({"title": "Report, July to September 2031"}, "up to which date its work and figures run"),
    ],
)
def test_period(changes: dict[str, object], said: str) -> None:
    finding = find("no-period", Report(date="2031-10", **changes))  # type: ignore[arg-type]
    assert (finding.sentence() if finding else "") == (f"The report does not say {said}." if said else "")


def test_arrows_and_lights_need_some_number_before_they_are_alike() -> None:
    few = lit(G, [G, G, G], [])
    assert find("lights-alike", few) is None
    assert find("lights-alike", lit(G, [G, G, G, G], [])) is not None
    assert find("lights-alike", lit(G, [G, G, G, A], [])) is None
    assert find("arrows-alike", few) is None
    four = lit(G, [G] * 4, [])
    lines = tuple(replace(each, trend=Trend.IMPROVING) for each in four.priorities[0].activities)
    finding = find("arrows-alike", replace(four, priorities=(replace(four.priorities[0], activities=lines),)))
    assert finding is not None
    assert finding.sentence() == "4 of 4 arrows are the same: improving."


def test_no_criteria_counts_a_light_whose_own_text_is_missing() -> None:
    report = with_card(clean_report(), 1, criteria=Criteria(green="All visited", amber="Some visited"))
    finding = find("no-criteria", report)
    assert finding is not None
    assert [spot.key for spot in finding.spots] == ["activity:2.1a", "card:1"]
    bare = lit(G, [G, A], [])
    finding = find("no-criteria", bare)
    assert finding is not None
    assert finding.sentence() == "No light has criteria."


@pytest.mark.parametrize(
    ("position", "silent"),
    [
        ("Bicycles were marked.", ["1.1b"]),
        ("Bicycles were marked. Mopeds can be locked.", []),
        ("A bicycle hour was held, and moped riders came.", []),
        ("1.1a and 1.1b: work goes on.", []),
        ("Bicycles were marked in every car park and public hall.", []),
        ("", ["1.1a", "1.1b"]),
        ("No update received.", ["1.1a", "1.1b"]),
    ],
)
def test_lights_without_text(position: str, silent: list[str]) -> None:
    finding = find("no-text", with_card(clean_report(), 0, position=position))
    assert (
        [spot.key for spot in finding.spots if finding] == [f"activity:{c}" for c in silent] if finding else not silent
    )


def test_one_text_for_one_activity_is_about_it_whatever_it_says() -> None:
    report = with_card(clean_report(), 0, targets=("1.1a",), position="All went well.")
    finding = find("no-text", with_card(report, 0))
    assert finding is not None
    assert [spot.key for spot in finding.spots] == ["activity:1.1b"]


@pytest.mark.parametrize(
    ("paragraph", "stray"),
    [
        ("Noise complaints on the quay were answered, and noise at night on the quay fell.", True),
        ("Bicycle thieves make noise on the quay, and neighbours of the quay complain.", False),
        ("The quay was quiet.", False),
        ("3.1b: noise on the quay, and more noise on the quay.", False),
        ("The team will meet the mayor in spring.", False),
    ],
)
def test_paragraphs_about_another_priority(paragraph: str, stray: bool) -> None:
    card = clean_report().cards[0]
    finding = find("other-target", with_card(clean_report(), 0, position=f"{card.position}\n\n{paragraph}"))
    assert (finding is not None) is stray


@pytest.mark.parametrize(
    ("older", "newer", "same"),
    [
        ("The team marked bicycles at the stage.", "The team marked bicycles at the stage.", True),
        ("The team marked bicycles at the stage.", "- The team marked *bicycles* at the stage", True),
        ("The team marked 40 bicycles at the stage.", "The team marked 57 bicycles at the east stage.", False),
        ("All done.", "All done.", False),
        ("", "", False),
    ],
)
def test_unchanged_text(older: str, newer: str, same: bool) -> None:
    assert alike(older, newer) is same


def test_unchanged_text_needs_an_older_report_and_lists_the_cards() -> None:
    report = clean_report()
    assert find("unchanged-text", report) is None
    changed = with_card(report, 1, position="Something else was done and told here.")
    finding = find("unchanged-text", report, changed)
    assert finding is not None
    assert [spot.key for spot in finding.spots] == ["card:0", "card:2"]


def test_one_criteria_needs_two_places_with_the_same_text() -> None:
    report = clean_report()
    assert find("one-criteria", report) is None
    one = replace(report, cards=report.cards[:1])
    assert find("one-criteria", one) is None
    twice = replace(report, cards=(report.cards[0], replace(report.cards[1], criteria=report.cards[0].criteria)))
    assert find("one-criteria", twice) is not None


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("One. Two.", ("One.", "Two.")),
        ("St. Mary's is open. All came.", ("St. Mary's is open.", "All came.")),
        ("At 7.30 pm we met. Good.", ("At 7.30 pm we met.", "Good.")),
        ("e.g. Pier 4 is shut.", ("e.g. Pier 4 is shut.",)),
        ("“Done.” It was.", ("“Done.”", "It was.")),
        ("", ()),
    ],
)
def test_sentences(line: str, parts: tuple[str, ...]) -> None:
    assert sentences(line) == parts
