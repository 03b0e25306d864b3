"""The register of missing figures: in a document for the board, and what the public may know of it."""

from __future__ import annotations

from dataclasses import replace

from saferplan.report.audiences import Audience
from saferplan.report.block_kinds import Heading, Line, Table
from saferplan.report.blocks import blocks
from saferplan.report.editions import edition
from saferplan.report.publication import Content, PublicFigures
from saferplan.report.register import for_public, in_order
from saferplan.report.tree import Gap, Measure, MissingFigure, Priority, Report

LATE = MissingFigure(
    code="burglary",
    name="Burglary",
    gap=Gap.LATE,
    supplier="City Police",
    starts="2026-08",
    ends="2026-09",
    asked_on="2026-10-01",
    due_on="2026-10-10",
)
HELD = replace(LATE, gap=Gap.PROVISIONAL, starts="2026-06", ends="2026-07", asked_on="", due_on="")
BASELINE = MissingFigure(
    code="burglary",
    name="Burglary",
    gap=Gap.NO_BASELINE,
    supplier="City Police",
    reason="The first year ends in March",
    asked_of="J. Bloggs",
    asked_on="2026-05-02",
    due_on="2027-04-30",
)
TARGET = MissingFigure(code="knives", name="Knives", gap=Gap.NO_TARGET, supplier="Youth team")
ROWS = (LATE, HELD, BASELINE, TARGET)


def test_the_most_pressing_comes_first() -> None:
    sooner = replace(LATE, code="arson", name="Arson", due_on="2026-10-05")
    assert in_order([TARGET, BASELINE, HELD, LATE, sooner]) == (sooner, LATE, HELD, BASELINE, TARGET)


def test_the_public_learns_what_is_still_to_come_and_nothing_of_who_owes_it() -> None:
    public = for_public(ROWS, {"burglary"})
    assert [(each.gap, each.starts, each.ends) for each in public] == [
        (Gap.AWAITING, "2026-06", "2026-09"),
        (Gap.NO_BASELINE, "", ""),
    ]
    told = str(public)
    for kept in ("City Police", "Bloggs", "2026-10", "2026-05-02", "2027", "first year", "late", "Knives"):
        assert kept not in told


def test_the_public_edition_has_no_row_of_a_measure_that_it_does_not_show() -> None:
    report = Report(priorities=(Priority(number=1, title="Homes"),), register=ROWS)
    shown = (PublicFigures(priority=1, measures=(Measure(code="burglary", name="Burglary"),)),)
    assert edition(Content(report=report, public_figures=shown), Audience.BOARD).register == ROWS
    public = edition(Content(report=report, public_figures=shown), Audience.PUBLIC)
    assert {each.code for each in public.register} == {"burglary"}
    assert edition(Content(report=report), Audience.PUBLIC).register == ()


def test_the_annex_has_a_table_for_each_kind_before_the_words() -> None:
    made = blocks(Report(register=ROWS))
    heads = [each.text for each in made if isinstance(each, Heading)]
    assert heads == [
        "What figures are missing",
        *("Late: 1", "Not released: 1", "No baseline: 1", "No target: 1"),
        "What these words mean",
    ]
    assert Line(text="Measures of which something is missing: 2.") in made
    tables = [each for each in made if isinstance(each, Table)][:4]
    assert [[column.text for column in table.columns] for table in tables] == [
        ["Measure", "Figures for", "Supplier", "Asked", "Due"],
        ["Measure", "Figures for", "Supplier"],
        ["Measure", "Why", "Supplier", "Asked", "Due"],
        ["Measure", "Supplier"],
    ]
    assert all(sum(column.share for column in table.columns) == 100 for table in tables)
    assert words(tables[0]) == ["Burglary", "August to September 2026", "City Police", "1 October 2026"] + [
        "10 October 2026"
    ]
    assert words(tables[2])[3] == "J. Bloggs, 2 May 2026"


def test_months_of_two_years_and_figures_never_told() -> None:
    over = replace(LATE, starts="2025-12", ends="2026-01", asked_on="", due_on="")
    never = replace(over, starts="", ends="", supplier="")
    (table,) = [each for each in blocks(Report(register=(over, never))) if isinstance(each, Table)][:1]
    assert words(table) == ["Burglary", "December 2025 to January 2026", "City Police", "Nobody yet"]
    assert words(table, 1) == ["Burglary", "No figure yet", "–", "–"]


def test_without_a_register_there_is_no_annex() -> None:
    assert not [each for each in blocks(Report()) if isinstance(each, Heading) and "missing" in each.text]


def words(table: Table, row: int = 0) -> list[str]:
    return [line.text for (line,) in table.rows[row] if isinstance(line, Line)]


def test_the_public_annex_has_no_columns_of_who_and_when() -> None:
    public = blocks(Report(register=for_public(ROWS, {"burglary", "knives"})))
    tables = [each for each in public if isinstance(each, Table)][:3]
    assert [[column.text for column in table.columns] for table in tables] == [
        ["Measure", "Figures for"],
        ["Measure"],
        ["Measure"],
    ]
