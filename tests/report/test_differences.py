"""Figures and texts of two reports, word by word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.report.compare import compare
from saferplan.report.differences import Mark, figure_sentences, pieces, text_differences
from saferplan.report.tree import Activity, Card, Measure, Point, Priority, Report

BURGLARY = Measure(
    code="burglary",
    name="Burglary",
    latest="12 (August 2026)",
    target="10",
    points=(Point(label="2026-07", value="9"), Point(label="2026-08", value="12")),
)


def report(*measures: Measure, position: str = "Ten sessions were held.") -> Report:
    activity = Activity(code="1.1.1a", title="Train staff")
    priority = Priority(number=1, title="Safe", activities=(activity,), measures=measures)
    return Report(priorities=(priority,), cards=(Card(priority=1, targets=("1.1.1a",), position=position),))


def said(older: Report, newer: Report) -> list[str]:
    return [template.format(**params) for template, params in figure_sentences(older, newer)]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (BURGLARY, []),
        (
            replace(BURGLARY, latest="8 (September 2026)"),
            ["Burglary: the latest figure was 12 (August 2026) and is now "],
        ),
        (replace(BURGLARY, latest=""), ["Burglary: the latest figure was 12 (August 2026) and is now none."]),
        (replace(BURGLARY, target=""), ["Burglary: the target was 10 and is now none."]),
        (
            replace(BURGLARY, points=(Point(label="2026-07", value="11"), *BURGLARY.points[1:])),
            ["Burglary: revised: 2026-07 from 9 to 11."],
        ),
        (
            replace(BURGLARY, points=(*BURGLARY.points, Point(label="2026-09", value="8"))),
            [],
        ),
    ],
)
def test_what_became_of_a_measure(after: Measure, expected: list[str]) -> None:
    found = said(report(BURGLARY), report(after))
    assert len(found) == len(expected)
    assert all(sentence.startswith(start) for sentence, start in zip(found, expected, strict=True))


def test_a_measure_that_came_or_went_and_many_revisions() -> None:
    assert said(report(), report(BURGLARY)) == ["Burglary: its figures are new here. Latest: 12 (August 2026)."]
    assert said(report(BURGLARY), report()) == ["Burglary: its figures are no longer here."]
    many = tuple(Point(label=f"2025-{month:02}", value="1") for month in range(1, 10))
    older, newer = replace(BURGLARY, points=many), replace(BURGLARY, points=tuple(replace(p, value="2") for p in many))
    assert said(report(older), report(newer))[0].endswith(" and 3 more.")


def test_a_changed_position_is_told_word_by_word() -> None:
    older, newer = report(), report(position="Twelve sessions were held.")
    (found,) = text_differences(compare(older, newer), older, newer)
    assert [(each.mark, each.words) for each in found.pieces] == [
        (Mark.GONE, "Ten"),
        (Mark.NEW, "Twelve"),
        (Mark.SAME, " sessions were held."),
    ]
    assert text_differences(compare(older, older), older, older) == ()


TEXTS = st.text(alphabet="ab c\n", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(each.words for each in found if each.mark is not Mark.NEW) == before
    assert "".join(each.words for each in found if each.mark is not Mark.GONE) == after
