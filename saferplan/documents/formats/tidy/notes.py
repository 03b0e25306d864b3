"""What the words and marks of the tables mean, and by which rules lights are made, as one more table."""

from __future__ import annotations

from collections.abc import Iterator

from saferplan.documents.formats.tidy.figures import KINDS
from saferplan.documents.formats.tidy.kinds import Cell, Column, LightWord, Mark, Table, table
from saferplan.report import block_lights
from saferplan.report.block_key import key_rows
from saferplan.report.block_kinds import LightMark, Line, TrendMark
from saferplan.report.block_register import EXPLAINED, GAPS
from saferplan.report.labels import Translate
from saferplan.report.readable import line
from saferplan.report.tree import Report

_MARKS = {
    Mark.KEPT_BACK: "Kept back: a small number, or one that would tell it. The note beside it shows it as *.",
    Mark.NOTHING: "Nothing is known or stated. The note beside a value says why, such as: awaiting release.",
    Mark.NO_SUCH: "Not applicable: there can be no such value.",
}
_KINDS = {
    "common": "Within what is usual for the measure.",
    "improvement": "Better than chance explains.",
    "concern": "Worse than chance explains.",
    "high": "Higher than chance explains; neither good nor bad.",
    "low": "Lower than chance explains; neither good nor bad.",
}


def notes_table(report: Report, say: Translate) -> Table:
    columns = (
        Column(name="About", widest=20, stays=True),
        Column(name="Word or mark", widest=30),
        Column(name="What it means", widest=90),
    )
    rows: list[tuple[Cell, ...]] = [*_words(report, say), *_marks(say), *_used_kinds(report, say)]
    rows += _gaps(report, say)
    rows += [(say("Rule"), say(name), text) for name, text in _rules(report, say) if text]
    names = ("Notes", "Notes", "Note", "What words and marks mean", "Lights, trends, marks and the rules in force")
    return table(say, names, columns, rows)


def _words(report: Report, say: Translate) -> Iterator[tuple[Cell, ...]]:
    for (mark, *_), (meaning, *_) in key_rows(report, block_lights.Shown(report), say):
        text = meaning.text if isinstance(meaning, Line) else ""
        if isinstance(mark, LightMark):
            yield say("Light"), LightWord(mark.light, mark.word), text
        elif isinstance(mark, TrendMark):
            yield say("Trend"), mark.word, text


def _marks(say: Translate) -> Iterator[tuple[Cell, ...]]:
    """All three, so that a reader who meets one in another period's file knows it already."""
    for mark, meaning in _MARKS.items():
        yield say("Mark"), str(mark.value), say(meaning)


def _used_kinds(report: Report, say: Translate) -> Iterator[tuple[Cell, ...]]:
    points = (point for priority in report.priorities for each in priority.measures for point in each.points)
    used = {point.kind for point in points if point.value}
    for kind, meaning in _KINDS.items():
        if kind in used:
            yield say("Kind of point"), say(KINDS[kind]), say(meaning)


def _gaps(report: Report, say: Translate) -> Iterator[tuple[Cell, ...]]:
    used = {each.gap for each in report.register}
    for gap, meaning in EXPLAINED.items():
        if gap in used:
            yield say("Missing figure"), say(GAPS[gap]), say(meaning)


def _rules(report: Report, say: Translate) -> Iterator[tuple[str, str]]:
    yield "Rule for the lights of priorities", line(report.rollup_rule)
    yield "Rule in force", block_lights.rule_in_force(report)
    yield "Rule for overall lights", block_lights.headline_rule(report)
    if block_lights.has_loaded_lights(report):
        yield "Lights without a reason", say("As the loaded report states them.")
    small = dict.fromkeys(line(each.small_numbers) for p in report.priorities for each in p.measures)
    yield "Small numbers", "; ".join(each for each in small if each)
