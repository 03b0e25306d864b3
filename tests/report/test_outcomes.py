"""An outcome light from a figure, its target, which way is good, and a tolerance: the truth table."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.report.outcomes import OutcomeRule, Polarity, Reading, TargetBasis, Verdict, outcome_light
from saferplan.report.rollup import RANK
from saferplan.report.tree import Light

LOWER, HIGHER, NEITHER = Polarity.LOWER, Polarity.HIGHER, Polarity.NEITHER
EACH, SUM = TargetBasis.EACH_PERIOD, TargetBasis.CUMULATIVE


@pytest.mark.parametrize(
    ("polarity", "basis", "value", "target", "done", "of", "light", "verdict"),
    [
        (LOWER, EACH, "205", "205", 1, 1, "green", Verdict.MET),
        (LOWER, EACH, "206", "205", 1, 1, "amber", Verdict.NEARLY),
        (LOWER, EACH, "215.25", "205", 1, 1, "amber", Verdict.NEARLY),
        (LOWER, EACH, "215.26", "205", 1, 1, "red", Verdict.MISSED),
        (LOWER, EACH, "266", "205", 1, 1, "red", Verdict.MISSED),
        (HIGHER, EACH, "95", "90", 1, 1, "green", Verdict.MET),
        (HIGHER, EACH, "90", "90", 1, 1, "green", Verdict.MET),
        (HIGHER, EACH, "85.5", "90", 1, 1, "amber", Verdict.NEARLY),
        (HIGHER, EACH, "85.4", "90", 1, 1, "red", Verdict.MISSED),
        # Over a hundred per cent of a target is met, and not cut off.
        (HIGHER, EACH, "250", "90", 1, 1, "green", Verdict.MET),
        # Zero is a figure; missing is not.
        (LOWER, EACH, "0", "5", 1, 1, "green", Verdict.MET),
        (HIGHER, EACH, "0", "5", 1, 1, "red", Verdict.MISSED),
        (LOWER, EACH, "1", "0", 1, 1, "red", Verdict.MISSED),
        (LOWER, EACH, "0", "0", 1, 1, "green", Verdict.MET),
        (LOWER, EACH, None, "5", 1, 1, "none", Verdict.NO_FIGURE),
        (LOWER, EACH, "5", None, 1, 1, "none", Verdict.NO_TARGET),
        (NEITHER, EACH, "5", "5", 1, 1, "none", Verdict.NO_DIRECTION),
        # A target below nothing: its tolerance is a share of its size.
        (LOWER, EACH, "-9.6", "-10", 1, 1, "amber", Verdict.NEARLY),
        (LOWER, EACH, "-9", "-10", 1, 1, "red", Verdict.MISSED),
        # Sums so far, against the part of the year that has passed.
        (HIGHER, SUM, "600", "1200", 6, 12, "green", Verdict.MET),
        (HIGHER, SUM, "570", "1200", 6, 12, "amber", Verdict.NEARLY),
        (HIGHER, SUM, "100", "1200", 6, 12, "red", Verdict.MISSED),
        (LOWER, SUM, "300", "600", 6, 12, "green", Verdict.MET),
        (LOWER, SUM, "1200", "600", 6, 12, "red", Verdict.MISSED),
        (HIGHER, SUM, "600", "1200", 12, 12, "red", Verdict.MISSED),
    ],
)
def test_truth_table(
    polarity: Polarity,
    basis: TargetBasis,
    value: str | None,
    target: str | None,
    done: int,
    of: int,
    light: str,
    verdict: Verdict,
) -> None:
    rule = OutcomeRule(polarity=polarity, basis=basis)
    reading = Reading(
        value=Decimal(value) if value is not None else None,
        target=Decimal(target) if target is not None else None,
        done=done,
        of=of,
    )
    assert outcome_light(rule, reading)[:2] == (Light(light), verdict)


@pytest.mark.parametrize("tolerance", [Fraction(-1, 10), Fraction(1), Fraction(3, 2)])
def test_a_tolerance_is_a_share(tolerance: Fraction) -> None:
    with pytest.raises(ValueError, match="tolerance"):
        OutcomeRule(polarity=LOWER, tolerance=tolerance)


@pytest.mark.parametrize(("done", "of"), [(0, 12), (13, 12), (-1, 1)])
def test_time_that_has_passed(done: int, of: int) -> None:
    with pytest.raises(ValueError, match="time"):
        Reading(value=Decimal(1), target=Decimal(1), done=done, of=of)


figures = st.decimals(min_value=-10_000, max_value=10_000, places=2)


@given(target=figures, one=figures, two=figures, tolerance=st.fractions(0, Fraction(9, 10)))
def test_a_better_figure_never_has_a_worse_light(
    target: Decimal, one: Decimal, two: Decimal, tolerance: Fraction
) -> None:
    less, more = sorted((one, two))
    for polarity, better, worse in ((LOWER, less, more), (HIGHER, more, less)):
        rule = OutcomeRule(polarity=polarity, tolerance=tolerance)
        lights = [outcome_light(rule, Reading(value=v, target=target)).light for v in (better, worse)]
        assert RANK[lights[0]] <= RANK[lights[1]]
