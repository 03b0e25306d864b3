"""How series and their verdicts look in the terminal. A kind is a word; colour only repeats it: blue and yellow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from saferplan.charts.figures import figure
from saferplan.measures.spc import Kind
from saferplan.measures.spc_report import SeriesReport
from saferplan.measures.verdict import WITHHELD

STYLES = {Kind.IMPROVEMENT: "blue", Kind.CONCERN: "yellow", Kind.HIGH: "magenta", Kind.LOW: "magenta"}
_IN_FULL = 3


def tables(reports: Sequence[SeriesReport], y: str) -> Iterator[Table | Text | str]:
    """A few series in full; many as one line each."""
    if len(reports) > _IN_FULL:
        yield _summary(reports)
        yield f"{len(reports)} series."
        return
    for report in reports:
        yield Text(report.by or y, style="bold")
        yield report.sentences
        for warning in report.warnings:
            yield Text(warning, style="italic")
        yield _parts(report)
        yield from _signals(report)


def _parts(report: SeriesReport) -> Table:
    table = Table("From", "To", "Values", "Mean", "Lower", "Upper", box=None, pad_edge=False, header_style="bold")
    for part in report.verdict.parts:
        shown = (_figure(part.lower), _figure(part.upper))
        if part.answer in WITHHELD:
            shown = (str(part.answer), "")
        dates = (report.labels[part.first], report.labels[part.last - 1])
        table.add_row(*dates, str(part.values), _figure(part.mean), *shown)
    return table


def _signals(report: SeriesReport) -> Iterator[Table | str]:
    """The points that stand out, by the verdict: none where it withholds them."""
    marked = [place for place, kind in enumerate(report.verdict.marks) if kind is not Kind.COMMON]
    if not marked:
        yield "No point stands out.\n"
        return
    table = Table("Stands out", "Value", "Kind", "Rule", box=None, pad_edge=False, header_style="bold")
    for place in marked:
        kind, point = report.verdict.marks[place], report.verdict.points[place]
        table.add_row(report.labels[place], _figure(point.y), Text(kind, style=STYLES[kind]), point.label)
    yield table
    yield ""


def _summary(reports: Sequence[SeriesReport]) -> Table:
    table = Table("Series", "Latest", "Value", "Usual range", "Kind", "Answer", box=None, pad_edge=False)
    for report in reports:
        verdict = report.verdict
        kind = Text(verdict.kind, style=STYLES.get(verdict.kind, ""))
        value = _figure(verdict.latest.y)
        table.add_row(Text(report.by or ""), report.labels[-1], value, _range(report), kind, str(verdict.answer))
    return table


def _range(report: SeriesReport) -> str:
    part = report.verdict.part
    return "" if part.answer in WITHHELD else f"{_figure(part.lower)} to {_figure(part.upper)}"


def _figure(value: float | None) -> str:
    return "" if value is None else figure(value)
