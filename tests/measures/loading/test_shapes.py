"""Tables as partners set them out, long and wide, and each cell of them that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.measures.loading.choosing import choose_sheet
from saferplan.measures.loading.layouts import Asks, Shape
from saferplan.measures.loading.mapping import LEAVE_OUT, Role, SourceReading
from saferplan.measures.loading.shapes import read_sheet
from saferplan.measures.rules import Missing
from tests.measures.loading.tables import (
    BURGLARY,
    CALLS,
    EVERY,
    SURVEY,
    csv_book,
    figures,
    notes,
    read,
    read_csv,
    refusals,
    workbook,
    xlsx_book,
)

LONG = "measure,month,value\n"


def test_a_long_table_of_police_counts() -> None:
    lines = [
        f"{name},2018-{month:02},{month * 10}"
        for name in ("burglary", "Violence with injury")
        for month in range(1, 13)
    ]
    reading = read_csv(LONG + "\n".join(lines))
    assert reading.shape is Shape.LONG
    assert len(reading.facts) == 24
    assert figures(reading)[0] == "burglary 2018-01 10"
    assert figures(reading)[-1] == "violence 2018-12 120"
    assert (refusals(reading), notes(reading), reading.questions) == ([], [], [])


def test_a_comment_is_left_out_and_a_note_goes_along() -> None:
    reading = read_csv("month,measure,comment,note,value\n2018-09,burglary,do not show,late file,12\n")
    assert [(fact.given.note, str(fact.given.value)) for fact in reading.facts] == [("late file", "12")]
    assert notes(reading) == ["The column comment is left out."]


def test_each_sign_for_a_missing_figure_has_its_own_meaning_and_a_blank_none() -> None:
    reading = read_csv("month,burglary\n2018-01,-\n2018-02,..\n2018-03,n/a\n2018-04,*\n2018-05,\n2018-06,0\n")
    assert figures(reading) == [
        "burglary 2018-01 not collected",
        "burglary 2018-02 awaiting data",
        "burglary 2018-03 not applicable",
        "burglary 2018-04 suppressed at the source",
        "burglary 2018-05 blank",
        "burglary 2018-06 0",
    ]
    assert reading.signs["*"] is Missing.SUPPRESSED


def test_periods_across_with_units_totals_and_a_footnote() -> None:
    table = (
        "Figures for the board,,,\n\nIndicator,Unit,Apr-18,May-18,Total\nBurglary of homes,number,1,2,3\n"
        "violence,number,3,,3\nTotal,,4,2,6\nSource: police\n"
    )
    reading = read_csv(table)
    assert reading.shape is Shape.PERIODS_ACROSS
    assert figures(reading) == [
        *("burglary 2018-04 1", "burglary 2018-05 2", "violence 2018-04 3", "violence 2018-05 blank"),
    ]
    assert notes(reading) == [
        *("The column Total is left out.", "Row 6 (Total) is a total and is left out."),
        "Row 7 has no figures and is left out.",
    ]


def test_measures_across_with_a_row_of_units() -> None:
    table = (
        'Month,Burglary of homes,Cost of graffiti,Total\n,offences,£,\nSep-18,12,"£1,200",x\nYear to date,12,1200,\n'
    )
    reading = read_csv(table)
    assert reading.shape is Shape.MEASURES_ACROSS
    assert figures(reading) == ["burglary 2018-09 12", "cost 2018-09 1200"]
    assert notes(reading)[1:] == [
        *("Row 2 holds the units and is left out.", "Row 4 (Year to date) is a total and is left out."),
    ]


def test_merged_headings_and_labels() -> None:
    book = workbook(
        [
            ["Measure", "2018/19", None, None, None, "2019/20"],
            [None, "Q1", "Q2", "Q3", "Q4", "Q1"],
            ["calls", 4, 5, 6, 7, 8],
        ]
    )
    book["Figures"].merge_cells("B1:E1")
    book["Figures"].merge_cells("A1:A2")
    reading = read(xlsx_book(book).sheets[0])
    assert [each.split()[1] for each in figures(reading)] == ["2018-06", "2018-09", "2018-12", "2019-03", "2019-06"]
    parts = workbook(
        [
            ["Month", "Burglaries solved", None, "Burglary of homes"],
            [None, "Numerator", "Denominator", None],
            ["2018-09", 3.14, 17, 5],
        ]
    )
    parts["Figures"].merge_cells("B1:C1")
    parts["Figures"].merge_cells("A1:A2")
    parts["Figures"].merge_cells("D1:D2")
    assert sorted(figures(read(xlsx_book(parts).sheets[0]))) == ["burglary 2018-09 5", "solved 2018-09 3.14/17"]
    rows = workbook([["Measure", "Month", "Value"], ["burglary", "2018-09", 1], [None, "2018-10", 2]])
    rows["Figures"].merge_cells("A2:A3")
    assert figures(read(xlsx_book(rows).sheets[0])) == ["burglary 2018-09 1", "burglary 2018-10 2"]


def test_a_figure_in_merged_cells_is_refused() -> None:
    book = workbook([["Month", "burglary"], ["2018-09", 1], ["2018-10", None]])
    book["Figures"].merge_cells("B2:B3")
    assert refusals(read(xlsx_book(book).sheets[0])) == [
        "B3  is part of merged cells: unmerge them and write each figure"
    ]


def test_the_parts_of_a_rate() -> None:
    columns = read_csv("measure,month,numerator,denominator\nsolved,2018-09,50.25,4728\nsolved,2018-10,*,*\n")
    assert figures(columns) == ["solved 2018-09 50.25/4728", "solved 2018-10 suppressed at the source"]
    rows = read_csv(
        "measure,which number,Sep 2018,Oct 2018\nsolved,numerator,3,4\nsolved,denominator,17,20\nburglary,,5,6\n"
    )
    assert sorted(figures(rows)) == [
        *("burglary 2018-09 5", "burglary 2018-10 6", "solved 2018-09 3/17", "solved 2018-10 4/20"),
    ]
    headings = read_csv("month,solved numerator,Burglaries solved (denominator)\n2018-09,3,17\n")
    assert figures(headings) == ["solved 2018-09 3/17"]
    assert "two numbers" in refusals(read_csv("measure,month,value\nsolved,2018-09,45%\n"))[0]
    assert "of which the other is missing" in refusals(read_csv("month,solved numerator\n2018-09,3\n"))[0]
    assert "which this measure is not" in refusals(read_csv("month,burglary numerator\n2018-09,3\n"))[0]


def test_every_refused_cell_has_its_row_column_and_reason() -> None:
    table = (
        LONG
        + "# a remark\n\nburglary,2018-13,1\n,2018-09,2\nburglary,2018-09,about 5\n"
        + "burglary,2018-09,6\nburglary,2018-09,7\n"
    )
    assert refusals(read_csv(table)) == [
        "B4 2018-13 is no month, quarter or year",
        "A5  is blank: the row does not say which measure it is",
        "C6 about 5 holds more than a number: write the number alone",
        "C8 7 is a second figure of Burglary of homes for the same period; the first stands in C7",
    ]


def test_errors_and_unsaved_formulas_are_never_text_or_zero() -> None:
    book = workbook([["Month", "burglary"], ["2018-09", "#DIV/0!"], ["2018-10", "=1+1"]])
    book["Figures"]["B2"].data_type = "e"
    assert refusals(read(xlsx_book(book).sheets[0])) == [
        "B2 #DIV/0! holds an error of the spreadsheet: mend it there",
        "B3  has a formula whose result was not saved: open the file in Excel, save it and try again",
    ]


def test_a_period_of_another_length_is_refused_where_it_stands() -> None:
    [refused] = read_csv("month,burglary\nQ2 2018/19,5\n").refused
    assert (refused.place, str(refused.why)) == ("A2", "is a quarter, but the measure is kept by month")
    assert figures(read_csv("period,calls,survey\n2018-09,5,\n2018/19,,6\n")) == ["calls 2018-09 5", "survey 2019-03 6"]


def test_what_is_not_known_is_asked_once_and_the_answer_is_kept() -> None:
    table = "month,Dwelling burglary,Graffiti\n2018-09,5,6\n"
    asked = read_csv(table)
    assert [(each.asks, each.text, each.row, each.column) for each in asked.questions] == [
        (Asks.COLUMN, "Dwelling burglary", 1, 1),
        (Asks.COLUMN, "Graffiti", 1, 2),
    ]
    answers = SourceReading(
        names={"dwelling burglary": "burglary", "graffiti": LEAVE_OUT}, sheet="S", starts_in_april=True
    )
    kept = SourceReading.from_json(answers.to_json())
    assert kept == answers
    reading = read_sheet(csv_book(table).sheets[0], kept, EVERY)
    assert (figures(reading), reading.questions) == (["burglary 2018-09 5"], [])
    long = read_csv(LONG + "Dwellings,2018-09,5\nDwellings,2018-10,6\nOther,,\n")
    assert [(each.asks, each.text) for each in long.questions] == [(Asks.NAME, "Dwellings")]


def test_a_table_of_one_measure_asks_which_unless_there_is_only_one() -> None:
    assert [each.asks for each in read_csv("month,value\n2018-09,5\n").questions] == [Asks.MEASURE]
    assert figures(read_csv("month,value\n2018-09,5\n", measure="violence")) == ["violence 2018-09 5"]
    assert figures(read_csv("month,value\n2018-09,5\n", measures=[BURGLARY])) == ["burglary 2018-09 5"]


def test_columns_with_unusual_headings_are_answered_for() -> None:
    columns = {"wann": Role.PERIOD, "was": Role.MEASURE, "wieviel": Role.VALUE}
    assert figures(read_csv("was,wann,wieviel\nburglary,2018-09,5\n", columns=columns)) == ["burglary 2018-09 5"]


def test_figures_that_look_like_years_are_figures() -> None:
    assert figures(read_csv("Measure,2015,2016\nsurvey,2010,2015\n", measures=[SURVEY])) == [
        *("survey 2015-12 2010", "survey 2016-12 2015"),
    ]
    assert figures(read_csv(LONG + "burglary,2018-09,2015\nburglary,2018-10,43344\n")) == [
        *("burglary 2018-09 2015", "burglary 2018-10 43344"),
    ]
    assert figures(read_csv("Quarter,calls\nQ1 2018/19,2018\nQ2 2018/19,2019\n", measures=[CALLS])) == [
        *("calls 2018-06 2018", "calls 2018-09 2019"),
    ]


def test_a_table_without_periods_says_so() -> None:
    assert "No months" in str(read_csv("name,age\nPawel,27\n").problem)


def test_which_sheet_was_read_is_said() -> None:
    book = workbook([["About this file"], ["Nothing exciting"]], "About")
    sheet = book.create_sheet("Data")
    sheet.append(["month", "burglary"])
    sheet.append(["2018-09", 5])
    book.create_sheet("Empty")
    book.create_sheet("Old").sheet_state = "hidden"
    read_book = xlsx_book(book)
    reading, said = choose_sheet(read_book, SourceReading(), EVERY)
    assert figures(reading) == ["burglary 2018-09 5"]
    assert [str(each) for each in said] == [
        "The sheet Data was read; not read: About.",
        "The sheet Old is hidden and was not read.",
    ]
    other, _said = choose_sheet(read_book, SourceReading(sheet="About"), EVERY)
    assert other.problem is not None
    missing, _said = choose_sheet(read_book, SourceReading(sheet="Gone"), EVERY)
    assert str(missing.problem) == "There is no sheet Gone with figures. There are: About, Data."


CELL = st.sampled_from(
    ["burglary", "2018-09", "Sep 2018", "5", "", "*", "Total", "value", "month", "{0}", "#REF!", "Q1"]
)


@given(st.lists(st.lists(CELL, max_size=5), max_size=8))
def test_any_table_is_read_asked_about_or_refused(rows: list[list[str]]) -> None:
    book = csv_book("\n".join(",".join(row) for row in rows))
    for sheet in book.sheets:
        reading = read_sheet(sheet, SourceReading(), EVERY)
        assert all(str(each) for each in reading.notes)
        assert len({(fact.given.key) for fact in reading.facts}) == len(reading.facts)


@pytest.mark.parametrize("many", [600])
def test_refused_cells_are_counted_beyond_those_that_are_listed(many: int) -> None:
    reading = read_csv(LONG + "\n".join(f"burglary,2018-09,x{number}" for number in range(many)))
    assert (len(reading.refused), reading.count_refused) == (500, many)
