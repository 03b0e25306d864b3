"""What a cell of figures says: numbers as partners write them, and signs that are never zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from saferplan.measures.loading.cells import figure_of, is_blank
from saferplan.measures.loading.said import Said
from saferplan.measures.loading.table import Cell, Mark, Special
from saferplan.measures.rules import Missing, Unit

COUNT, MONEY, SHARE, SCORE = Unit.COUNT, Unit.MONEY, Unit.PERCENTAGE, Unit.SCORE


@pytest.mark.parametrize(
    ("cell", "unit", "number"),
    [
        (0, COUNT, "0"),
        ("0", COUNT, "0"),
        (27, COUNT, "27"),
        ("1,234", COUNT, "1234"),
        ("1 234 567", COUNT, "1234567"),
        ("1\u00a0234", COUNT, "1234"),
        (" 12 ", COUNT, "12"),
        ("+4", COUNT, "4"),
        (".5", SCORE, "0.5"),
        (0.1 + 0.2, SCORE, "0.3"),
        ("£1,234.50", MONEY, "1234.50"),
        ("-£5", MONEY, "-5"),
        ("£-5", MONEY, "-5"),
        ("(1,234)", MONEY, "-1234"),
        ("\u22123", SCORE, "-3"),
        ("45%", SHARE, "45"),
        ("45 %", SCORE, "45"),
        (Special(Mark.PERCENT, "0.45"), SHARE, "45"),
        (Special(Mark.PERCENT, "1"), SHARE, "100"),
    ],
)
def test_numbers_are_read_as_they_are_written(cell: Cell, unit: Unit, number: str) -> None:
    assert figure_of(cell, unit) == Decimal(number)


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        ("-", Missing.NOT_COLLECTED),
        ("\u2013", Missing.NOT_COLLECTED),
        ("[x]", Missing.NOT_COLLECTED),
        ("..", Missing.AWAITING),
        ("TBC", Missing.AWAITING),
        ("n/a", Missing.NOT_APPLICABLE),
        ("N/A", Missing.NOT_APPLICABLE),
        ("[z]", Missing.NOT_APPLICABLE),
        ("*", Missing.SUPPRESSED),
        ("[c]", Missing.SUPPRESSED),
        ("", Missing.AWAITING),
        (None, Missing.AWAITING),
        ("  ", Missing.AWAITING),
    ],
)
@pytest.mark.parametrize("unit", list(Unit))
def test_what_stands_for_no_number_is_missing_and_never_zero(cell: Cell, missing: Missing, unit: Unit) -> None:
    assert figure_of(cell, unit) is missing


@pytest.mark.parametrize(
    ("cell", "unit", "why"),
    [
        ("£5", COUNT, "money"),
        ("45%", COUNT, "percentage"),
        (Special(Mark.PERCENT, "0.45"), COUNT, "percentage"),
        ("$5", MONEY, "another currency"),
        ("1,5", SCORE, "comma"),
        ("12,34", COUNT, "comma"),
        ("1,23,456", COUNT, "more than a number"),
        ("12p", COUNT, "more than a number"),
        ("about 12", COUNT, "more than a number"),
        ("many", COUNT, "no number"),
        ("x", COUNT, "no number"),
        ("1.2E+05", COUNT, "shortened"),
        ("=SUM(A1:A3)", COUNT, "formula"),
        ("@cmd", COUNT, "formula"),
        ("+cmd|' /C calc'!A1", COUNT, "formula"),
        ("(5)", COUNT, "brackets"),
        ("-5", COUNT, "below zero"),
        (-5, Unit.DAYS, "below zero"),
        (10**15, COUNT, "too large"),
        ("12345678901234.56789", MONEY, "more digits"),
        (float("nan"), SCORE, "no number"),
        (float("inf"), SCORE, "no number"),
        (True, COUNT, "TRUE"),
        (Special(Mark.ERROR, "#N/A"), COUNT, "error"),
        (Special(Mark.DATE, "2018-12-03"), COUNT, "date"),
        (Special(Mark.TIME, "13:30:00"), COUNT, "time"),
        (Special(Mark.FORMULA), COUNT, "not saved"),
        (Special(Mark.LONG, "aaa"), COUNT, "very long"),
    ],
)
def test_what_is_no_figure_is_refused_with_its_reason(cell: Cell, unit: Unit, why: str) -> None:
    found = figure_of(cell, unit)
    assert isinstance(found, Said)
    assert why in str(found)


def test_a_blank_is_no_sign() -> None:
    assert [is_blank(cell) for cell in (None, "", " \u00a0", "-", 0, False)] == [True, True, True, False, False, False]
