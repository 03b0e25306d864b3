"""What loading would change: new, revised with what was there before, unchanged; a blank takes nothing away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from saferplan.measures.loading.changes import find_changes, known_words
from saferplan.measures.recording import KnownValue
from tests.measures.loading.tables import read_csv

TODAY = date(2018, 11, 15)
SEPTEMBER = (1, date(2018, 9, 30))


def known(value: str = "", missing: str = "") -> KnownValue:
    return KnownValue(Decimal(value) if value else None, None, None, missing, "")


@pytest.mark.parametrize(
    ("cell", "before", "found"),
    [
        ("5", None, "new"),
        ("0", None, "new"),
        ("5", known("5.000000"), "unchanged"),
        ("0", known(missing="awaiting data"), "revised"),
        ("6", known("5"), "revised"),
        ("*", known("5"), "revised"),
        ("*", known(missing="suppressed at the source"), "unchanged"),
        ("", known("5"), "kept"),
        ("", known(missing="not collected"), "kept"),
        ("", known(missing="awaiting data"), "unchanged"),
        ("", None, "new"),
    ],
)
def test_each_figure_against_what_is_known(cell: str, before: KnownValue | None, found: str) -> None:
    reading = read_csv(f"month,burglary\n2018-09,{cell}\n")
    changes = find_changes(reading.facts, {SEPTEMBER: before} if before else {}, today=TODAY)
    counted = {"new": len(changes.new), "revised": len(changes.revised), "unchanged": changes.unchanged}
    counted["kept"] = changes.kept
    assert [name for name, count in counted.items() if count] == [found]
    assert [change.old for change in changes.revised] == ([before] if found == "revised" else [])


def test_blanks_of_periods_that_are_not_over_say_nothing() -> None:
    reading = read_csv("Measure,Oct 2018,Nov 2018,Dec 2018\nburglary,5,,\n")
    changes = find_changes(reading.facts, {}, today=TODAY)
    assert (len(changes.new), changes.ahead) == (1, 2)


def test_figures_are_told_as_people_write_them() -> None:
    assert known_words(known("1234.500000")) == "1,234.5"
    assert known_words(known("1000")) == "1,000"
    assert known_words(KnownValue(None, Decimal(3), Decimal(17), "", "")) == "3 of 17"
    assert known_words(known(missing="awaiting data")) == "awaiting data"
    assert known_words(None) == ""
