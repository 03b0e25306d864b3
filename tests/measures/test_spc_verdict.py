"""Our own answer: what is withheld, what is doubted, and that words, band and marks come from one verdict."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from saferplan.measures.rule_sets import Rule
from saferplan.measures.spc import Assurance, Kind, Options, compute
from saferplan.measures.verdict import WITHHELD, Answer, Verdict, Why, judge
from saferplan.measures.verdict_words import explain, run_length, warnings
from saferplan.report.derivations import in_words
from saferplan.report.outcomes import Polarity
from tests.measures.test_spc_reference import answer, expected

L, H, N = Polarity.LOWER, Polarity.HIGHER, Polarity.NEITHER
START = date(2020, 1, 1)
STEADY: list[float | None] = [9.0, 11.0] * 10
# Anti-social behaviour recorded by one force; the zero of May 2017 is a month that never came.
ASB: list[float | None] = [154, 167, 166, 156, 128, 145, 178, 152, 0, 151, 139, 168, 112, 144, 144, 136, 139, 141]


def judged(
    values: list[float | None], good: Polarity = L, excluded: tuple[int, ...] = (), **options: object
) -> Verdict:
    dates = [START + timedelta(days=place) for place in range(len(values))]
    spc = compute(dates, values, Options(good=good, **options))  # type: ignore[arg-type]
    return judge(spc, [dates[place] for place in excluded])


def said(verdict: Verdict) -> str:
    return in_words([*explain(verdict, date.isoformat), *warnings(verdict, date.isoformat)])


@pytest.mark.parametrize(
    ("values", "answer", "why", "words"),
    [
        ([5.0] * 12, Answer.TOO_FEW, Why.NOTHING, "needs 13, and there are 12."),
        ([5.0], Answer.TOO_FEW, Why.NOTHING, "there is 1."),
        ([*[9.0, 11.0] * 6, None, 10.0], Answer.USUAL, Why.NOTHING, "1 of 14 periods has no figure."),
        ([*[9.0, 11.0] * 6, None], Answer.NO_VALUE, Why.NOTHING, "no figure for 2020-01-13"),
        ([5.0] * 15, Answer.NOT_COMPUTED, Why.NO_VARIATION, "All 15 values are 5"),
        ([*[5.0] * 14, 9.0], Answer.NOT_COMPUTED, Why.SCREENED, "change so seldom"),
        ([2.5, None, 3.0, None] * 7, Answer.NO_VALUE, Why.NOTHING, "no figure"),
        ([*[2.5, None, 3.0, None] * 7, 4], Answer.NOT_COMPUTED, Why.NO_NEIGHBOURS, "No two values follow"),
        ([0.0] * 15, Answer.NOT_COMPUTED, Why.NO_VARIATION, "All 15 values are 0"),
        ([*[0.0, 0.0, 1.0] * 8, 0.0], Answer.RARE, Why.NOTHING, "Most values are 0 or 1"),
        ([*STEADY, 10.0], Answer.USUAL, Why.NOTHING, "2020-01-21 is within the usual range"),
        ([*STEADY, 30.0], Answer.SIGNAL, Why.NOTHING, "2020-01-21 is above the usual range"),
    ],
)
def test_answers(values: list[float | None], answer: Answer, why: Why, words: str) -> None:
    verdict = judged(values)
    assert (verdict.answer, verdict.why) == (answer, why)
    assert words in said(verdict)
    if answer is not Answer.SIGNAL:
        assert verdict.kind is Kind.COMMON


def test_what_is_withheld_has_neither_range_nor_marks_nor_assurance() -> None:
    verdict = judged([1.0, 30.0, 1.0, 30.0, 1.0, 1.0, 99.0], target=200)
    assert verdict.part.lower is verdict.part.upper is verdict.part.mean is None
    assert set(verdict.marks) == {Kind.COMMON}
    assert verdict.assurance is None


def test_only_the_part_after_the_last_break_is_judged() -> None:
    dates = [START + timedelta(days=place) for place in range(29)]
    verdict = judge(compute(dates, [*STEADY, 40.0, *[50.0] * 8], Options(good=L, breaks=(dates[21],), target=None)))
    assert [part.answer for part in verdict.parts] == [Answer.USUAL, Answer.TOO_FEW]
    assert verdict.answer is Answer.TOO_FEW
    assert "there are 8 since the break of 2020-01-22" in said(verdict)
    assert verdict.marks[20] is Kind.CONCERN


@pytest.mark.parametrize(
    ("tail", "good", "kind", "words"),
    [
        ([30.0], L, Kind.CONCERN, "above the usual range, 5.2 to 16.7. That is worse."),
        ([30.0], H, Kind.IMPROVEMENT, "That is better."),
        ([30.0], N, Kind.HIGH, "Neither more nor less is better by itself."),
        ([10.5] * 8, L, Kind.CONCERN, "9 periods in a row up to 2020-01-28 are above the average of 10"),
        ([15 - place / 2 for place in range(8)], L, Kind.IMPROVEMENT, "Down from each period to the next, 8 in a row"),
        ([14.0, 14.0, 14.0], L, Kind.CONCERN, "near the upper end of the usual range"),
    ],
)
def test_signals_are_said_with_what_they_mean(tail: list[float], good: Polarity, kind: Kind, words: str) -> None:
    verdict = judged([*STEADY, *tail], good, fix_first=None if len(tail) == 1 else 20)
    assert (verdict.answer, verdict.kind) == (Answer.SIGNAL, kind)
    if len(tail) > 1 or good is not L:
        assert words in said(verdict)
    else:
        assert "2020-01-21 is above the usual range" in said(verdict)
        assert said(verdict).endswith("That is worse.")


@pytest.mark.parametrize(
    ("target", "words"),
    [(20, "the target of 20 will be met every time"), (2, "of 2 will not be met"), (10, "met or missed by chance")],
)
def test_targets_are_said(target: float, words: str) -> None:
    assert words in said(judged(STEADY, target=target))


def test_a_zero_between_large_values_is_suspect_and_left_out() -> None:
    verdict = judged(ASB)
    assert verdict.suspects == {8}
    assert verdict.marks[8] is Kind.COMMON
    assert "The zero for 2020-01-09 stands between large values" in said(verdict)
    assert "no figure" not in said(verdict)
    known = [value for value in ASB if value]
    assert verdict.part.mean == pytest.approx(sum(known) / len(known))
    assert verdict.part.values == 17


def test_a_zero_that_is_the_latest_is_no_improvement() -> None:
    verdict = judged([*ASB[:8], *ASB[9:], 0.0])
    assert (verdict.answer, verdict.why, verdict.kind) == (Answer.UNSURE, Why.SUSPECT_ZERO, Kind.COMMON)
    assert "check that it is not missing" in said(verdict)


@pytest.mark.parametrize(
    "values",
    [
        [3, 0, 4, 5, 2, 0, 3, 4, 1, 5, 2, 3, 4, 2],
        [30, 0, 0, 0, 31, 0, 28, 0, 33, 30, 0, 29, 31, 30],
        [20, -15, 0, 18, -22, 19, 21, 14, -17, 20, 19, 22, 18, 17],
        [30, 2, 0, 3, 28, 30, 27, 33, 30, 28, 29, 31, 30, 27],
    ],
)
def test_other_zeros_are_values(values: list[float | None]) -> None:
    assert judged(values).suspects == frozenset()


def test_one_spike_that_makes_a_run_is_warned_of() -> None:
    verdict = judged([*STEADY, 40.0, 14.5, 14.5])
    assert (verdict.spikes, len(verdict.made)) == ({20}, 20)
    assert set(verdict.marks[:20]) == {Kind.COMMON}
    assert "2020-01-21 is so extreme that 20 other points look unusual beside it" in said(verdict)
    assert {point.rule for point in compute_points([*STEADY, 40.0, 14.5, 14.5])[:20]} == {Rule.SHIFT}


def compute_points(values: list[float | None]) -> tuple:  # type: ignore[type-arg]
    dates = [START + timedelta(days=place) for place in range(len(values))]
    return compute(dates, values, Options(good=L)).points


def test_a_latest_point_in_a_made_run_is_no_signal() -> None:
    verdict = judged([40.0, *STEADY])
    assert (verdict.answer, verdict.why, verdict.kind) == (Answer.UNSURE, Why.ONE_VALUE, Kind.COMMON)
    assert "rests on one extreme value" in said(verdict)


def test_a_step_is_no_spike() -> None:
    verdict = judged([*[8.0, 9.0] * 6, *[30.0, 31.0] * 4])
    assert (verdict.answer, verdict.spikes) == (Answer.SIGNAL, frozenset())


def test_what_somebody_left_out_is_not_in_the_range() -> None:
    verdict = judged([*STEADY, 40.0, 10.0], excluded=(20,))
    assert verdict.left_out == {20}
    assert verdict.part.mean == 10
    assert verdict.latest.y == 10
    last = judged([*STEADY, 40.0], excluded=(20,))
    assert (last.answer, last.why) == (Answer.NO_VALUE, Why.EXCLUDED)
    assert "left out" in said(last)


def test_a_long_gap_without_rare_events_is_a_signal() -> None:
    events = [0.0, 0.0, 1.0] * 14
    usual, longer = judged([*events, 0.0, 0.0]), judged([*events, *[0.0] * 30])
    assert (usual.answer, usual.why, usual.kind) == (Answer.RARE, Why.NOTHING, Kind.COMMON)
    assert (longer.answer, longer.why, longer.kind) == (Answer.RARE, Why.LONG_GAP, Kind.IMPROVEMENT)
    assert "30 periods without one are more than the" in said(longer)
    assert "too few events" in said(judged([*[0.0] * 14, 1.0]))


def test_the_lower_end_is_not_shown_below_zero_where_no_value_is() -> None:
    assert judged([1.0, 9.0, 2.0, 8.0] * 4).part.lower == 0
    assert (judged([-1.0, 9.0, 2.0, 8.0] * 4).part.lower or 0) < 0
    assert "usual range, up to " in said(judged([1.0, 9.0, 2.0, 8.0] * 4))


@pytest.mark.inputs
def test_verdicts_on_the_cases_of_the_reference() -> None:
    """Too few, or without a range, where the reference computes limits all the same; elsewhere they agree."""
    answers: Counter[Answer] = Counter()
    parts: Counter[Answer] = Counter()
    for case, (groups, points) in expected().items():
        spc = answer(groups, points)
        verdict = judge(spc)
        answers[verdict.answer] += 1
        parts.update(part.answer for part in verdict.parts)
        if verdict.answer in (Answer.USUAL, Answer.SIGNAL):
            assert verdict.kind is spc.groups[-1].variation, case
            assert verdict.assurance is spc.groups[-1].assurance, case
    assert parts[Answer.TOO_FEW] + parts[Answer.NOT_COMPUTED] == 13
    assert set(answers) == {Answer.USUAL, Answer.SIGNAL, Answer.TOO_FEW, Answer.NOT_COMPUTED}


values_lists = st.lists(
    st.one_of(st.integers(0, 4).map(float), st.integers(0, 40).map(float), st.none()), min_size=1, max_size=50
)


@settings(max_examples=300, deadline=None)
@example(values=[1.0, None, 10.0, 10.0, 0.0], good=Polarity.LOWER, breaks=set())
@given(values=values_lists, good=st.sampled_from(Polarity), breaks=st.sets(st.integers(1, 49), max_size=2))
def test_words_badge_band_and_marks_agree(values: list[float | None], good: Polarity, breaks: set[int]) -> None:
    dates = [START + timedelta(days=place) for place in range(len(values))]
    starts = tuple(dates[place] for place in sorted(breaks) if place < len(values))
    verdict = judge(compute(dates, values, Options(good=good, breaks=starts, target=5)))
    words = said(verdict)
    assert words
    assert "{" not in words
    if verdict.answer is not Answer.RARE:
        assert verdict.marks[-1] is verdict.kind
    assert (verdict.answer is Answer.SIGNAL) <= (verdict.kind is not Kind.COMMON)
    for part in verdict.parts:
        has_range = part.lower is not None and part.upper is not None
        assert has_range is (part.answer not in WITHHELD)
        if not has_range:
            assert set(verdict.marks[part.first : part.last]) == {Kind.COMMON}
    if verdict.assurance is not None:
        assert verdict.part.answer not in WITHHELD
        assert good is not Polarity.NEITHER
        assert verdict.assurance in Assurance
    assert run_length(verdict) >= 1
    if "within the usual range" in words:
        y, part = verdict.latest.y, verdict.part
        assert y is not None
        assert part.lower is not None
        assert part.upper is not None
        assert part.lower <= y <= part.upper
