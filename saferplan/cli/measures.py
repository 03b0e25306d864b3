"""Commands about measures: loading the figures of a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saferplan.cli.output import REFUSED, UNREADABLE, out, prepare_database, start_django, stop
from saferplan.cli.people import BY
from saferplan.cli.plain_errors import PlainCommand
from saferplan.cli.steps import told_steps

if TYPE_CHECKING:
    from saferplan.accounts.models import Partnership
    from saferplan.measures.loading.changes import Change, Changes
    from saferplan.measures.loading.mapping import SourceReading
    from saferplan.measures.loading.table import Book
    from saferplan.measures.loading_actions import Preview

SHOWN = 20
app = typer.Typer(help="Measures and their figures.", no_args_is_help=True)


@app.callback()
def measures() -> None:
    """Measures and their figures."""


@app.command(name="import", cls=PlainCommand)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook (.xlsx) or a table as text (.csv).")],
    partnership: Annotated[str, typer.Option("--partnership", metavar="NAME", help="Its short name, as in /p/NAME/.")],
    mapping: Annotated[
        str | None, typer.Option("--mapping", metavar="NAME", help="Read it as this source was read before.")
    ] = None,
    measure: Annotated[
        str, typer.Option("--measure", metavar="CODE", help="The measure, where the table does not name one.")
    ] = "",
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="The sheet to read.")] = "",
    leave_out: Annotated[
        bool, typer.Option("--leave-out-unknown", help="Leave out what is no measure of the partnership.")
    ] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Load the figures; without it only the changes are shown.")] = (
        False
    ),
) -> None:
    """Show what a file of figures would change; with --apply, load it whole or not at all.

    Ends with 2 when the file cannot be read, 3 when something in it is refused.
    """
    start_django()
    prepare_database()
    from saferplan.accounts.queries import find_partnership
    from saferplan.measures.loading_actions import hash_of, loadable_measures

    now = datetime.now(UTC)
    owner = find_partnership(partnership)
    if owner is None:
        stop(f"There is no partnership {partnership}.", REFUSED)
    if not loadable_measures(owner, as_at=now):
        stop(f"{owner.name} has no measures yet: define them first.", REFUSED)
    data, book = _open(file)
    source = _source(owner, mapping, measure, sheet)
    shown, source = _preview(owner, book, source, leave_out, now)
    _print(shown)
    if shown.problem:
        stop(shown.problem, REFUSED)
    if not apply:
        if shown.changes.to_record:
            out.print("Nothing is loaded yet. To load it, add --apply.")
        return
    _apply(owner, shown, source, mapping or file.name, file.name, hash_of(data), now)


def _open(file: Path) -> tuple[bytes, Book]:
    from saferplan.files.errors import ParserFailed, RefusedFile
    from saferplan.measures.loading.sheets import ON_COMMAND, open_book

    try:
        data = file.read_bytes()
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror or error}.", UNREADABLE)
    try:
        with told_steps() as tell:
            tell(f"Reading {file.name}")
            return data, open_book(file.name, data, ON_COMMAND)
    except (RefusedFile, ParserFailed) as error:
        stop(str(error), UNREADABLE)


def _source(owner: Partnership, mapping: str | None, measure: str, sheet: str) -> SourceReading:
    from dataclasses import replace

    from saferplan.measures.loading.mapping import SourceReading
    from saferplan.measures.loading_actions import find_mapping, list_mapping_names

    source = find_mapping(owner, mapping) if mapping else SourceReading()
    if source is None:
        known = ", ".join(list_mapping_names(owner)) or "none"
        stop(f"No source is kept under the name {mapping}. There are: {known}.", REFUSED)
    return replace(source, measure=measure or source.measure, sheet=sheet or source.sheet)


def _preview(
    owner: Partnership, book: Book, source: SourceReading, leave_out: bool, now: datetime
) -> tuple[Preview, SourceReading]:
    from saferplan.common.dates import local_day
    from saferplan.measures.loading.layouts import Asks
    from saferplan.measures.loading.mapping import LEAVE_OUT, folded
    from saferplan.measures.loading_actions import loadable_measures, preview

    known = loadable_measures(owner, as_at=now)
    with told_steps() as steps:
        tell = steps("Comparing with what is known")
        shown = preview(book, source, known, today=local_day(now), tell=tell)
        unknown = {folded(each.text): LEAVE_OUT for each in shown.reading.questions if each.asks is not Asks.MEASURE}
        if leave_out and unknown:
            source = source.with_names(unknown)
            shown = preview(book, source, known, today=local_day(now), tell=tell)
    return shown, source


def _print(shown: Preview) -> None:
    reading = shown.reading
    for note in (*shown.notes, *reading.notes):
        out.print(str(note), markup=False)
    for sign, missing in sorted(reading.signs.items()):
        out.print(f"{sign} was read as: {missing}.", markup=False)
    for each in reading.refused[:SHOWN]:
        words = f'"{each.text}" ' if each.text else ""
        out.print(f"{reading.sheet}, row {each.row}, {each.place}: {words}{each.why}.", markup=False)
    if reading.count_refused > SHOWN:
        out.print(f"and {reading.count_refused - SHOWN:,} more cells")
    _print_questions(shown)
    if not shown.problem:
        _print_changes(shown.changes)


def _print_questions(shown: Preview) -> None:
    from saferplan.measures.loading.layouts import Asks
    from saferplan.measures.loading.table import place_of

    for each in shown.reading.questions[:SHOWN]:
        if each.asks is Asks.MEASURE:
            out.print("The table does not say which measure it is: add --measure CODE.")
        else:
            place = place_of(each.row, each.column)
            out.print(
                f'{shown.reading.sheet}, {place}: "{each.text}" is no measure here. Answer it in the browser and '
                "keep the source, or add --leave-out-unknown.",
                markup=False,
            )


def _print_changes(changes: Changes) -> None:
    for word, which in (("new", changes.new), ("revised", changes.revised)):
        out.print(f"{len(which):,} {word}")
        _print_some(which)
    out.print(f"{changes.unchanged:,} unchanged")
    if changes.kept:
        out.print(f"{changes.kept:,} blank where a figure is known: the figures stay")


def _print_some(changes: Sequence[Change]) -> None:
    from saferplan.measures.loading.changes import known_words
    from saferplan.measures.period_names import period_name

    for change in changes[:SHOWN]:
        fact = change.fact
        name = period_name(fact.measure.frequency)(fact.given.ends)
        before = f"{known_words(change.old)} \N{RIGHTWARDS ARROW} " if change.old else ""
        out.print(f"  {fact.measure.name}, {name}: {before}{known_words(fact.given)}", markup=False)
    if len(changes) > SHOWN:
        out.print(f"  and {len(changes) - SHOWN:,} more")


def _apply(
    owner: Partnership, shown: Preview, source: SourceReading, name: str, file_name: str, sha256: str, now: datetime
) -> None:
    from saferplan.measures.errors import BadMeasure
    from saferplan.measures.loading_actions import apply_load

    try:
        with told_steps() as steps:
            load, done = apply_load(
                partnership=owner,
                shown=shown,
                source=source,
                source_name=name,
                file_name=file_name,
                sha256=sha256,
                by=BY,
                now=now,
                tell=steps(f"Loading {len(shown.changes.to_record):,} figures"),
            )
    except BadMeasure as error:
        stop(str(error), REFUSED)
    if load is None:
        out.print("Nothing was loaded: all of it is known already.")
        return
    out.print(f"Loaded: {done.new:,} new, {done.revised:,} revised, {done.unchanged:,} unchanged.")
