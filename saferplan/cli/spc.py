"""`saferplan spc`: what is usual in any table of figures and which of them are signals, without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import typer

from saferplan.cli.output import UNREADABLE, err, out, stop

if TYPE_CHECKING:
    from datetime import datetime

    from saferplan.measures.spc_report import SeriesReport
    from saferplan.measures.spc_table import NamedSeries

_SHOW_PROGRESS_FROM = 50
T = TypeVar("T")


class Good(StrEnum):
    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class SpcFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    SVG = "svg"


def spc(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table with headings: .csv, .tsv, .txt or .xlsx.")],
    x: Annotated[str, typer.Option("--x", metavar="COLUMN", help="The column of dates or months.")],
    y: Annotated[str | None, typer.Option("--y", metavar="COLUMN", help="The column of values.")] = None,
    good: Annotated[Good | None, typer.Option("--good", help="Which way is better.")] = None,
    events: Annotated[
        bool, typer.Option("--events", help="Each row is a rare event: look at the days between them (T chart).")
    ] = False,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="With --events: the day they were recorded up to.")
    ] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="N", help="What is aimed at.")] = None,
    breaks: Annotated[
        list[str] | None, typer.Option("--break", metavar="DATE", help="First date after recording changed.")
    ] = None,
    fix_first: Annotated[
        str | None, typer.Option("--fix-first", metavar="N", help="Limits of the first N dates only; 12 or more.")
    ] = None,
    no_screening: Annotated[bool, typer.Option("--no-screening", help="Keep the largest moves in the limits.")] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="COLUMN", help="A series for each name in it.")] = None,
    only: Annotated[str | None, typer.Option("--only", metavar="NAME", help="Of these series only one.")] = None,
    format: Annotated[SpcFormat, typer.Option("--format", help="How to print it.")] = SpcFormat.TABLE,
) -> None:
    """Say what is usual in a series of figures, and which of them are signals."""
    asked = Asked(file, x, by, only, format)
    if events:
        values = {"--y": y, "--target": target, "--fix-first": fix_first, "--no-screening": no_screening or None}
        for name, told in values.items():
            if told is not None:
                stop(f"{name} does not go with --events: an event has a date and no value.", UNREADABLE)
        _of_events(asked, good or Good.LOWER, breaks or [], until)
        return
    if y is None:
        stop("--y is missing: name the column of values, or say --events where each row is an event.", UNREADABLE)
    if good is None:
        stop("--good is missing: say lower, higher or neither.", UNREADABLE)
    if until is not None:
        stop("--until goes with --events: the dates of values say how far they reach.", UNREADABLE)
    _of_values(asked, y, good, target, breaks or [], fix_first, screening=not no_screening)


class Asked(NamedTuple):
    """What is asked of a file whichever way it is read."""

    file: Path
    x: str
    by: str | None
    only: str | None
    format: SpcFormat


def _of_values(
    asked: Asked,
    y: str,
    good: Good,
    target: str | None,
    breaks: list[str],
    fix_first: str | None,
    *,
    screening: bool,
) -> None:
    from saferplan.measures.refused import RefusedSeries
    from saferplan.measures.spc import Options
    from saferplan.measures.spc_report import report_on
    from saferplan.report.outcomes import Polarity

    try:
        options = Options(
            good=Polarity(good.value),
            target=None if target is None else _target(target),
            breaks=tuple(_day("--break", text) for text in breaks),
            fix_first=None if fix_first is None else _count(fix_first),
            screening=screening,
        )
        found = _series(asked, y)
        reports = list(_reports(asked.file, found, lambda series: report_on(series, options)))
    except RefusedSeries as error:
        stop(str(error), UNREADABLE)
    _print(reports, asked.format, y)


def _of_events(asked: Asked, good: Good, breaks: list[str], until: str | None) -> None:
    from saferplan.cli.spc_events import print_events
    from saferplan.measures.event_gaps import EventOptions, report_on_events
    from saferplan.measures.refused import RefusedSeries
    from saferplan.report.outcomes import Polarity

    try:
        options = EventOptions(
            good=Polarity(good.value),
            breaks=tuple(_day("--break", text) for text in breaks),
            until=None if until is None else _day("--until", until),
        )
        found = _series(asked, None)
        reports = list(_reports(asked.file, found, lambda series: report_on_events(series, options)))
    except RefusedSeries as error:
        stop(str(error), UNREADABLE)
    print_events(reports, asked.format)


def _series(asked: Asked, y: str | None) -> list[NamedSeries]:
    """The series that are asked for; a picture shows one."""
    found = _read(asked.file, asked.x, y, asked.by)
    if asked.only is not None:
        found = _only(asked.file, found, asked.only)
    if asked.format is SpcFormat.SVG and len(found) > 1:
        name = asked.file.name
        stop(f"{name} holds {len(found)} series, and a picture shows one: name it with --only.", UNREADABLE)
    return found


def _target(text: str) -> float:
    from saferplan.measures.spc_table import read_number

    number = read_number(text)
    if number is None:
        stop(f'--target: "{text}" is not a number.', UNREADABLE)
    return number


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        stop(f'--fix-first: "{text}" is not a number of points.', UNREADABLE)
    return int(text)


def _day(option: str, text: str) -> datetime:
    from saferplan.measures.spc_table import read_date

    read = read_date(text)
    if read is None:
        stop(f'{option}: "{text}" is not a date: write 2018-09-30 or 2018-09.', UNREADABLE)
    return read[0]


def _read(file: Path, x: str, y: str | None, by: str | None) -> list[NamedSeries]:
    from saferplan.files.errors import ParserFailed, RefusedFile
    from saferplan.files.gate import shown_name
    from saferplan.measures.loading.sheets import ON_COMMAND, open_book
    from saferplan.measures.spc_table import Columns, reader_of

    shown = shown_name(file.name)
    try:
        book = open_book(file.name, file.read_bytes(), ON_COMMAND)
    except OSError as error:
        stop(f"{shown} cannot be opened: {(error.strerror or 'unknown error').lower()}.", UNREADABLE)
    except RefusedFile as error:
        stop(str(error), UNREADABLE)
    except ParserFailed as error:
        stop(f"{shown}: {error}", UNREADABLE)
    reader = reader_of(shown, book, Columns(x, y, by))
    if len(book.sheets) > 1:
        err.print(f"Read from the sheet {reader.sheet.name}.", markup=False)
    if book.hidden:
        err.print(f"Hidden sheets are not read: {', '.join(book.hidden)}.", markup=False)
    for note in reader.sheet.notes:
        err.print(note, markup=False)
    return reader.series()


def _only(file: Path, found: Iterable[NamedSeries], name: str) -> list[NamedSeries]:
    kept = [series for series in found if series.by == name]
    if not kept:
        stop(f"{file.name} has no series called {name}: --only wants a name out of the column of --by.", UNREADABLE)
    return kept


def _reports(file: Path, found: list[NamedSeries], report: Callable[[NamedSeries], T]) -> Iterator[T]:
    from rich.progress import track

    from saferplan.measures.refused import RefusedSeries

    shown: Iterable[NamedSeries] = found
    if len(found) >= _SHOW_PROGRESS_FROM:
        shown = track(found, description="Series", console=err, transient=True)
    for series in shown:
        try:
            yield report(series)
        except RefusedSeries as error:
            of = f", {series.by}" if series.by is not None else ""
            stop(f"{file.name}{of}: {error}", UNREADABLE)


def _print(reports: list[SeriesReport], format: SpcFormat, y: str) -> None:
    from saferplan.measures import spc_report

    match format:
        case SpcFormat.JSON:
            typer.echo(spc_report.as_json(reports))
        case SpcFormat.CSV:
            typer.echo(spc_report.as_csv(reports), nl=False)
        case SpcFormat.SVG:
            from saferplan.cli.spc_picture import picture

            typer.echo(picture(reports[0], y))
        case SpcFormat.TABLE:
            from saferplan.cli.spc_tables import tables

            for each in tables(reports, y):
                out.print(each, markup=False)
