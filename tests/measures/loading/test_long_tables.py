"""Rows that are taken without a second look come out as they would have with one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from saferplan.measures.loading.mapping import SourceReading
from saferplan.measures.loading.shapes import TOLD_EACH, read_sheet
from tests.measures.loading.tables import EVERY, csv_book, read_csv

names = st.sampled_from(["burglary", "Burglary of homes", "violence", "calls", "solved", "cost", "nobody", "Total", ""])
periods = st.sampled_from(["2018-01", "2018-03", "March 2018", "Q1 2018", "2018", "Total", "soon", ""])
cells = st.sampled_from(["1", "12", "007", "0", "1.50", "1,234", "-3", "*", "x", "", "99999999999999", "\u0663"])


@given(st.lists(st.tuples(names, periods, cells), max_size=25))
def test_a_plain_table_is_read_like_one_that_has_notes(rows: list[tuple[str, str, str]]) -> None:
    plain = read_csv("measure,month,value\n" + "\n".join(",".join(row[:2]) + f',"{row[2]}"' for row in rows))
    looked_at = read_csv("measure,month,value,note\n" + "\n".join(",".join(row[:2]) + f',"{row[2]}",' for row in rows))
    assert plain.facts == looked_at.facts
    assert plain.refused == looked_at.refused
    assert plain.questions == looked_at.questions
    assert plain.signs == looked_at.signs


def test_how_far_it_has_come_is_told() -> None:
    rows = [f"burglary,{2000 + month // 12}-{month % 12 + 1:02},1" for month in range(60)]
    told: list[tuple[int, int]] = []
    sheet = csv_book("measure,month,value\n" + "\n".join(rows * (TOLD_EACH // 50))).sheets[0]
    reading = read_sheet(sheet, SourceReading(), EVERY, lambda done, total: told.append((done, total)))
    assert len(reading.facts) == 60
    assert reading.count_refused == len(sheet.rows) - 61
    assert told == [(0, len(sheet.rows)), (TOLD_EACH, len(sheet.rows))]
