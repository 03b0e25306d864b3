"""Baselines, targets, breaks and exclusions: dated, with reasons, and never changing what was before."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from saferplan.accounts.models import AuditEvent
from saferplan.measures.actions import record_values
from saferplan.measures.dated_actions import (
    BaselineText,
    Published,
    TargetText,
    add_break,
    exclude_point,
    lift_exclusion,
    set_baseline,
    set_target,
    withdraw_break,
)
from saferplan.measures.errors import BadMeasure
from saferplan.measures.models import Baseline, Target
from saferplan.measures.queries import load_measure_facts, series_at
from saferplan.measures.rules import BaselineKind, TargetShape
from tests.measures.town import NOW, Town, make_town, value

pytestmark = pytest.mark.django_db
FROM = date(2026, 4, 1)
NONE, VALUE, PERIOD = BaselineKind.NONE, BaselineKind.VALUE, BaselineKind.PERIOD


@pytest.fixture
def town() -> Town:
    return make_town()


def baseline(town: Town, text: BaselineText, *, reason: str = "", day: date = FROM, **told: object) -> Baseline:
    said = {"by": "eve", "now": NOW} | told
    return set_baseline(measure=town.burglary, baseline=text, effective_from=day, reason=reason, **said)  # type: ignore[arg-type]


def target(town: Town, text: TargetText, *, reason: str = "", days: int = 0, **told: object) -> Target:
    return set_target(
        measure=town.burglary, target=text, reason=reason, by="eve", now=NOW + timedelta(days=days), **told
    )  # type: ignore[arg-type]


def amount(town: Town, day: date, *, days: int = 9) -> Fraction | None:
    found = town.series(town.burglary, at=NOW + timedelta(days=days)).target_on(day)
    return found.value if found else None


def test_why_there_is_no_baseline_is_dated_with_who_was_asked_and_when_it_comes(town: Town) -> None:
    text = BaselineText(kind=NONE, asked_of="Niche team", asked_on=FROM, due_on=date(2026, 12, 1))
    baseline(town, text, reason="The system is new.")
    found = town.series(town.burglary).baseline_on(NOW.date())
    assert found is not None
    assert (found.kind, found.reason, found.asked_of) == (NONE, "The system is new.", "Niche team")
    assert (found.asked_on, found.due_on, found.value) == (FROM, date(2026, 12, 1), None)
    # Having none is not having had one: the first needs no reason.
    baseline(town, BaselineText(kind=VALUE, value=Decimal(205)))
    found = town.series(town.burglary).baseline_on(NOW.date())
    assert found is not None
    assert found.value == 205
    with pytest.raises(BadMeasure, match="write why it changes"):
        baseline(town, BaselineText(kind=VALUE, value=Decimal(210)), day=date(2026, 5, 1))


@pytest.mark.parametrize(
    ("text", "reason", "says"),
    [
        (BaselineText(kind=VALUE), "", "the baseline's value"),
        (BaselineText(kind=PERIOD, starts=FROM), "", "first and the last day"),
        (BaselineText(kind=PERIOD, starts=FROM, ends=date(2026, 3, 1)), "", "ends before it starts"),
        (BaselineText(kind=NONE, asked_of="A", due_on=FROM), " ", "why there is no baseline"),
        (BaselineText(kind=NONE, due_on=FROM), "New.", "who was asked"),
        (BaselineText(kind=NONE, asked_of="A"), "New.", "when it will come"),
    ],
)
def test_half_a_baseline_is_none(town: Town, text: BaselineText, reason: str, says: str) -> None:
    with pytest.raises(BadMeasure, match=says):
        baseline(town, text, reason=reason)
    assert not Baseline.objects.exists()


def test_only_what_the_kind_says_is_kept(town: Town) -> None:
    row = baseline(town, BaselineText(kind=VALUE, value=Decimal(0), starts=FROM, asked_of="A", due_on=FROM))
    assert (row.value, row.starts, row.asked_of, row.due_on) == (0, None, "", None)


def test_a_change_of_target_leaves_earlier_days_and_what_was_known_before(town: Town) -> None:
    target(town, TargetText(day=FROM, value=Decimal(100)))
    with pytest.raises(BadMeasure, match="write why it changes"):
        target(town, TargetText(day=date(2026, 9, 1), value=Decimal(80)), days=5)
    target(town, TargetText(day=date(2026, 9, 1), value=Decimal(80)), reason="More staff.", days=5)
    assert [amount(town, day) for day in (date(2026, 3, 31), FROM, date(2026, 8, 31))] == [None, 100, 100]
    assert amount(town, date(2026, 9, 1)) == 80
    assert amount(town, date(2026, 9, 1), days=4) == 100


def test_a_line_reaches_its_value_and_a_step_cuts_it(town: Town) -> None:
    line = TargetText(day=FROM + timedelta(days=100), value=Decimal(0), line_from=FROM, line_start=Decimal(200))
    row = target(town, line)
    assert row.shape == TargetShape.LINE
    assert [amount(town, FROM + timedelta(days=days)) for days in (-1, 0, 25, 100, 101)] == [None, 200, 150, 0, 0]
    cut = TargetText(day=FROM + timedelta(days=50), value=Decimal(120))
    target(town, cut, reason="Half the money.", days=1)
    assert [amount(town, FROM + timedelta(days=days)) for days in (25, 49, 50, 99, 100)] == [150, 102, 120, 120, 0]


def test_a_target_can_end(town: Town) -> None:
    with pytest.raises(BadMeasure, match="no target on that day"):
        target(town, TargetText(day=FROM, value=None))
    target(town, TargetText(day=FROM, value=Decimal(100)))
    target(town, TargetText(day=date(2026, 9, 1), value=None), reason="The board gave it up.", days=1)
    assert [amount(town, date(2026, 8, 31)), amount(town, date(2026, 9, 1))] == [100, None]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TargetText(day=FROM, value=Decimal(1), tolerance=Decimal(1)), "tolerance"),
        (TargetText(day=FROM, value=Decimal(1), tolerance=Decimal("-0.1")), "tolerance"),
        (TargetText(day=FROM, value=Decimal(1), line_from=FROM), "starts before"),
        (TargetText(day=FROM, value=None, line_from=date(2026, 1, 1)), "starts before"),
        (TargetText(day=FROM, value=Decimal(1), line_from=date(2026, 1, 1)), "value that it starts from"),
    ],
)
def test_a_target_that_does_not_hold_together(town: Town, text: TargetText, says: str) -> None:
    with pytest.raises(BadMeasure, match=says):
        target(town, text)
    assert not Target.objects.exists()


def test_published_periods_change_only_on_purpose_and_with_a_reason(town: Town) -> None:
    until = date(2026, 6, 30)
    calls = (
        lambda published, reason: target(
            town, TargetText(day=until, value=Decimal(1)), reason=reason, published=published
        ),
        lambda published, reason: baseline(
            town, BaselineText(kind=VALUE, value=Decimal(1)), day=until, reason=reason, published=published
        ),
        lambda published, reason: add_break(
            measure=town.burglary, day=until, reason=reason or "New system.", published=published, by="eve", now=NOW
        ),
    )
    for call in calls:
        with pytest.raises(BadMeasure, match="published period"):
            call(Published(until), "Because.")
    for call in calls[:2]:
        with pytest.raises(BadMeasure, match="published period"):
            call(Published(until, is_restating=True), " ")
    for call in calls:
        call(Published(until, is_restating=True), "The board asked.")
    # The day after is nobody's past.
    target(town, TargetText(day=date(2026, 7, 1), value=Decimal(2)), reason="x", published=Published(until), days=1)


def test_a_break_is_marked_once_and_can_be_withdrawn_without_changing_the_past(town: Town) -> None:
    row = add_break(measure=town.burglary, day=FROM, reason="New system.", by="eve", now=NOW)
    with pytest.raises(BadMeasure, match="already"):
        add_break(measure=town.burglary, day=FROM, reason="Again.", by="eve", now=NOW)
    with pytest.raises(BadMeasure, match="what changed"):
        add_break(measure=town.burglary, day=date(2026, 5, 1), reason=" ", by="eve", now=NOW)
    withdraw_break(row=row, by="eve", now=NOW + timedelta(days=2))
    with pytest.raises(BadMeasure, match="withdrawn already"):
        withdraw_break(row=row, by="eve", now=NOW + timedelta(days=3))
    instants = [NOW + timedelta(days=days) for days in (1, 2)]
    breaks = [town.series(town.burglary, at=at).dated.breaks for at in instants]
    assert [[each.day for each in found] for found in breaks] == [[FROM], []]
    facts = load_measure_facts(town.partnership, [town.burglary.pk])
    at_once = series_at(facts, instants)
    assert [[each.day for each in at_once[at][town.burglary.pk].dated.breaks] for at in instants] == [[FROM], []]


def test_a_figure_is_left_out_with_a_reason_and_counts_again(town: Town) -> None:
    record_values(partnership=town.partnership, values=[value(town.burglary, "2026-05", 0)], by="ann", now=NOW)
    may, june = date(2026, 5, 31), date(2026, 6, 30)
    for ends, reason, says in ((may, "", "why"), (june, "Cut off.", "no figure")):
        with pytest.raises(BadMeasure, match=says):
            exclude_point(measure=town.burglary, ends=ends, reason=reason, by="eve", now=NOW)
    row = exclude_point(measure=town.burglary, ends=may, reason="Cut off.", by="eve", now=NOW)
    with pytest.raises(BadMeasure, match="already"):
        exclude_point(measure=town.burglary, ends=may, reason="Cut off.", by="eve", now=NOW)
    assert town.series(town.burglary).points[0].is_excluded
    lift_exclusion(row=row, by="eve", now=NOW + timedelta(days=1))
    with pytest.raises(BadMeasure, match="again already"):
        lift_exclusion(row=row, by="eve", now=NOW + timedelta(days=1))
    assert not town.series(town.burglary, at=NOW + timedelta(days=1)).points[0].is_excluded
    assert town.series(town.burglary).points[0].is_excluded


def test_reasons_stand_in_the_audit_as_hashes_only(town: Town) -> None:
    target(town, TargetText(day=FROM, value=Decimal(100)), reason="A secret reason.")
    line = AuditEvent.objects.filter(partnership_id=town.partnership.pk).last()
    assert line is not None
    assert line.action == "measure.target"
    assert "secret" not in str(line.details)
    assert len(line.details["reason"]) == 64
