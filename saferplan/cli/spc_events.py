"""`saferplan spc --events`: each row is an event, and the days between them are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import typer
from rich.table import Table
from rich.text import Text

from saferplan.charts.figures import figure
from saferplan.charts.points import Band, SpcPoint
from saferplan.charts.spc import spc_chart
from saferplan.cli.output import out
from saferplan.cli.spc_tables import STYLES
from saferplan.measures.event_gaps import EventReport, Gap, GapGroup, as_csv, as_json
from saferplan.measures.spc import Kind

NAME = "Days between events"
_IN_FULL = 3


def print_events(reports: Sequence[EventReport], form: str) -> None:
    match form:
        case "json":
            typer.echo(as_json(reports))
        case "csv":
            typer.echo(as_csv(reports), nl=False)
        case "svg":
            typer.echo(picture(reports[0]))
        case _:
            for each in tables(reports):
                out.print(each, markup=False)


def picture(report: EventReport) -> str:
    """The gaps, each at the event that ends it."""
    last = len(report.gaps) - 1
    return spc_chart(
        title=f"{NAME}: {report.by}" if report.by else NAME,
        description=report.sentences,
        points=[
            SpcPoint(
                label=gap.label[:10], value=gap.days, kind=gap.kind.value, group=gap.group, is_latest=place == last
            )
            for place, gap in enumerate(report.gaps)
        ],
        bands=list(_bands(report)),
        breaks=[(band.first, "recording changed") for band in list(_bands(report))[1:]],
        unit="days",
        zero=True,
        key=True,
    )


def _bands(report: EventReport) -> Iterator[Band]:
    for number, group in enumerate(report.groups):
        own = [place for place, gap in enumerate(report.gaps) if gap.group == number]
        if own:
            limits = group.limits
            told = (limits.mean, limits.lower, limits.upper) if limits else (None, None, None)
            yield Band(first=own[0], last=own[-1], mean=told[0], lower=told[1], upper=told[2])


def tables(reports: Sequence[EventReport]) -> Iterator[Table | Text | str]:
    """A few series in full; many as one line each."""
    if len(reports) > _IN_FULL:
        yield _summary(reports)
        yield f"{len(reports)} series."
        return
    for report in reports:
        yield Text(report.by or NAME, style="bold")
        yield report.sentences
        yield _groups(report.groups)
        yield from _marked(report.gaps)


def _groups(groups: Iterable[GapGroup]) -> Table:
    table = Table("Events", "Typical gap", "Lower", "Upper", box=None, pad_edge=False, header_style="bold")
    for group in groups:
        limits = group.limits
        told = (_days(limits.mean), _days(limits.lower), _days(limits.upper)) if limits else ("too few events", "", "")
        table.add_row(str(group.events), *told)
    return table


def _days(value: float) -> str:
    """A lower limit is often a second or two: nothing, as far as days go."""
    return figure(round(value, 1))


def _marked(gaps: Iterable[Gap]) -> Iterator[Table | str]:
    marked = [gap for gap in gaps if gap.kind is not Kind.COMMON]
    if not marked:
        yield ""
        return
    table = Table("Before the event of", "Days", "Kind", "Rule", box=None, pad_edge=False, header_style="bold")
    for gap in marked:
        table.add_row(gap.label, figure(gap.days), Text(gap.kind, style=STYLES[gap.kind]), gap.rule)
    yield table
    yield ""


def _summary(reports: Sequence[EventReport]) -> Table:
    table = Table("Series", "Events", "Typical gap", "Usual up to", "Kind", "Answer", box=None, pad_edge=False)
    for report in reports:
        group, limits = report.groups[-1], report.groups[-1].limits
        told = (_days(limits.mean), _days(limits.upper)) if limits else ("", "")
        kind = Text(report.kind, style=STYLES.get(report.kind, ""))
        table.add_row(Text(report.by or ""), str(group.events), *told, kind, str(report.answer))
    return table
