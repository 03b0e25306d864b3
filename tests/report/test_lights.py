"""The one function for lights, as truth tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.report.derived import DELIVERY, OUTCOME, Since, compare
from saferplan.report.light_facts import Facts, PeriodFact, StatedFact
from saferplan.report.lights import derive_all, tally
from saferplan.report.tree import Light, Trend

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
QUARTERS = (
    PeriodFact("2025-06", date(2025, 6, 30)),
    PeriodFact("2025-09", date(2025, 9, 30)),
    PeriodFact("2025-12", date(2025, 12, 31)),
)


@pytest.mark.parametrize(
    ("before", "now", "since"),
    [
        (None, "green", Since.NEW),
        (None, "none", Since.NEW),
        ("green", "green", Since.SAME),
        ("none", "none", Since.SAME),
        ("green", "amber", Since.WORSE),
        ("green", "red", Since.WORSE),
        ("amber", "red", Since.WORSE),
        ("complete", "green", Since.WORSE),
        ("red", "amber", Since.BETTER),
        ("amber", "green", Since.BETTER),
        ("green", "complete", Since.BETTER),
        ("green", "none", Since.GONE),
        ("deferred", "none", Since.GONE),
        ("none", "green", Since.NOT_COMPARABLE),
        ("deferred", "green", Since.NOT_COMPARABLE),
        ("red", "deferred", Since.NOT_COMPARABLE),
    ],
)
def test_how_a_light_moved(before: str | None, now: str, since: Since) -> None:
    assert compare(Light(before) if before else None, Light(now)) is since


def stated(period: str, light: str, *, day: int = 1, kind: str = DELIVERY, subject: str = "activity:1") -> StatedFact:
    recorded = datetime(2026, 1, day, tzinfo=UTC)
    return StatedFact(subject, period, kind, Light(light), Trend.NONE, "", recorded)


def facts(*lights: StatedFact, subjects: tuple[str, ...] = ("activity:1",)) -> Facts:
    return Facts(periods=QUARTERS, subjects={p.key: subjects for p in QUARTERS}, stated=lights)


def test_silence_is_an_answer_of_its_own() -> None:
    lights = derive_all(facts(stated("2025-06", "green"), stated("2025-12", "green")), NOW)
    history = [lights.of("activity:1", p.key) for p in QUARTERS]
    assert [h.light for h in history] == [Light.GREEN, Light.NONE, Light.GREEN]
    assert [h.since for h in history] == [Since.NEW, Since.GONE, Since.NOT_COMPARABLE]


def test_the_latest_statement_counts_and_the_future_does_not() -> None:
    lights = facts(
        stated("2025-06", "green", day=2), stated("2025-06", "red", day=3), stated("2025-06", "amber", day=20)
    )
    as_known = datetime(2026, 1, 10, tzinfo=UTC)
    assert derive_all(lights, as_known).of("activity:1", "2025-06").light is Light.RED
    assert derive_all(lights, NOW).of("activity:1", "2025-06").light is Light.AMBER


def test_periods_with_the_same_light_are_counted() -> None:
    lights = derive_all(facts(*(stated(p.key, "red") for p in QUARTERS)), NOW)
    assert [lights.of("activity:1", p.key).periods_same for p in QUARTERS] == [1, 2, 3]


def test_work_and_results_never_mix() -> None:
    both = facts(
        stated("2025-06", "green", subject="priority:1"),
        stated("2025-06", "red", kind=OUTCOME, subject="priority:1"),
        subjects=("priority:1",),
    )
    lights = derive_all(both, NOW)
    assert lights.of("priority:1", "2025-06").light is Light.GREEN
    assert lights.of("priority:1", "2025-06", OUTCOME).light is Light.RED


@given(
    st.permutations([stated("2025-06", "green"), stated("2025-09", "amber", day=2), stated("2025-12", "red", day=3)])
)
def test_the_order_of_statements_never_matters(order: list[StatedFact]) -> None:
    assert derive_all(facts(*order), NOW) == derive_all(facts(*sorted(order, key=lambda f: f.period)), NOW)


def test_a_tally_counts_silence() -> None:
    counts = tally([Light.GREEN, Light.NONE, Light.GREEN])
    assert (counts[Light.GREEN], counts[Light.NONE], counts.total()) == (2, 1, 3)


def test_an_exact_tie_is_settled_by_what_was_written_last() -> None:
    first = stated("2025-06", "green")._replace(id=1)
    second = stated("2025-06", "red")._replace(id=2)
    for order in ((first, second), (second, first)):
        assert derive_all(facts(*order), NOW).of("activity:1", "2025-06").light is Light.RED
