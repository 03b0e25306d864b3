"""Tables of other areas: however they are set out, only areas of a group are read, and every refused cell is named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from saferplan.measures.loading.areas import AreaReading, read_areas
from saferplan.measures.rules import Missing, Unit
from saferplan.measures.series import MeasureFacts
from tests.measures.loading.tables import csv_book

AREAS = ("Ash", "Elm Forest", "Oak")
OWN = ("Harbour",)


def read(text: str, *, is_published: bool = True, unit: Unit = Unit.RATE) -> AreaReading:
    measure = MeasureFacts(id=7, uid="u", code="burglary", name="Burglary", unit=unit, per=1000, unit_words="offences")
    return read_areas(csv_book(text), measure, AREAS, OWN, is_published=is_published)


def told(found: AreaReading) -> list[tuple[str, date, Decimal | None, Missing | None]]:
    assert found.reading.problem is None, str(found.reading.problem)
    return [(area, given.ends, given.value, given.missing) for area, given in found.figures]


@pytest.mark.parametrize(
    "text",
    [
        "Area,Month,Value\nAsh,Sep 2026,5.2\nElm forest,Sep 2026,4\n",
        "Local authority,Period,Figure\nAsh,2026-09,5.2\nElm Forest,2026-09,4\nYew,2026-09,9\n",
        "Area,Sep 2026,Aug 2026\nAsh,5.2,\nElm Forest,4,\n",
        "Recorded crime\n\nArea,Sep 2026\nAsh,5.2\n\nElm Forest,4\nYew,9\n",
        "Code,Area,September 2026,Note\nE01,Ash,5.2,\nE02,Elm Forest,4,Revised\n",
        "Month,Ash,Elm Forest,Yew\nSep 2026,5.2,4,9\n",
    ],
)
def test_long_and_wide_tables_say_the_same(text: str) -> None:
    assert told(read(text)) == [
        ("Ash", date(2026, 9, 30), Decimal("5.2"), None),
        ("Elm Forest", date(2026, 9, 30), Decimal(4), None),
    ]


def test_names_in_no_group_are_told_and_our_own_is_left_out() -> None:
    found = read("Area,Month,Value\nAsh,Sep 2026,5\nYew,Sep 2026,4\nHarbour,Sep 2026,3\nEngland,Sep 2026,6\n")
    assert [area for area, _given in found.figures] == ["Ash"]
    assert found.left_out == ("Yew", "England")
    assert found.has_own
    assert not any("as you said" in note.template for note in found.notes)


def test_two_parts_where_they_are_said_to_be_there() -> None:
    found = read("Area,Month,Numerator,Denominator\nAsh,Sep 2026,52,10000\n", is_published=False)
    (figure,) = found.figures
    assert (figure[1].value, figure[1].numerator, figure[1].denominator) == (None, 52, 10000)


def test_a_rate_alone_is_refused_where_two_parts_were_said() -> None:
    found = read("Area,Month,Value\nAsh,Sep 2026,5.2\n", is_published=False)
    assert found.figures == ()
    assert "give the two numbers" in str(found.reading.refused[0].why)


def test_a_sign_is_missing_and_a_blank_is_nothing() -> None:
    found = read("Area,Month,Value\nAsh,Sep 2026,..\nElm Forest,Sep 2026,\nOak,Sep 2026,0\n")
    assert told(found) == [
        ("Ash", date(2026, 9, 30), None, Missing.AWAITING),
        ("Oak", date(2026, 9, 30), Decimal(0), None),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Area,Month,Value\nAsh,Sep 2026,-5\n", "below zero"),
        ("Area,Month,Value\nAsh,Sep 2026,five\n", "is no number"),
        ("Area,Month,Value\nAsh,Sep 2026,5\nAsh,Sep 2026,6\n", "second figure"),
    ],
)
def test_what_cannot_be_read_keeps_its_place(text: str, words: str) -> None:
    (refused,) = read(text).reading.refused
    assert words in str(refused.why)
    assert refused.row >= 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Month,Value\nSep 2026,5\n", "No column says which area"),
        ("Area,Month,Value\nYew,Sep 2026,5\n", "None of the areas of your groups"),
        ("Area,Value\nAsh,5\n", "No months, quarters or years"),
    ],
)
def test_a_table_of_which_nothing_can_be_read_says_why(text: str, words: str) -> None:
    found = read(text)
    assert found.figures == ()
    assert words in str(found.reading.problem)


def test_a_percentage_may_be_written_with_its_sign() -> None:
    found = read("Area,Month,Value\nAsh,Sep 2026,31.5%\n", unit=Unit.PERCENTAGE)
    assert told(found) == [("Ash", date(2026, 9, 30), Decimal("31.5"), None)]
