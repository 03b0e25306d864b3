"""The command that brings a partnership's older reports in as earlier publications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saferplan.cli.database import BY, find_or_make
from saferplan.cli.files import read_or_stop
from saferplan.cli.output import REFUSED, err, out, prepare_database, start_django, stop
from saferplan.common.periods import Frequency

if TYPE_CHECKING:
    from saferplan.documents.publishing.backfill import Older, Step


def backfill(
    files: Annotated[list[Path], typer.Argument(metavar="FILES…", help="Reports: Word, PDF, Markdown, text or JSON.")],
    partnership: Annotated[str, typer.Option("--partnership", metavar="NAME", help="Its short name, as in /p/NAME/.")],
    frequency: Annotated[Frequency, typer.Option("--frequency", help="How long a period is.")] = Frequency.QUARTER,
    match: Annotated[
        list[str] | None,
        typer.Option("--match", metavar="CODE=OLD", help="This code was OLD before, or 'new'. *=proposed takes all."),
    ] = None,
    public: Annotated[bool, typer.Option("--public", help="They were public: give the public an edition too.")] = False,
    new: Annotated[
        str | None, typer.Option("--new", metavar="NAME", help="Make the partnership with this name.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Bring them in; without it they are only shown.")] = False,
) -> None:
    """Bring older reports in as earlier publications, oldest first: all of them or none."""
    answers = _answers(match or [])
    start_django()
    prepare_database()
    from django.db import transaction

    from saferplan.documents.publishing.backfill import NotBroughtIn, bring_in

    olders = _read(files, frequency)
    now = datetime.now(UTC)
    try:
        with transaction.atomic():
            owner = find_or_make(partnership, new, now)
            steps = bring_in(owner, olders, frequency=frequency, answers=answers, for_public=public, by=BY, now=now)
            for step in _with_progress(steps, len(olders)):
                _show(step)
            if not apply:
                transaction.set_rollback(True)
    except NotBroughtIn as error:
        stop(f"{error} Nothing was brought in.", REFUSED)
    out.print("Done." if apply else "Nothing is changed yet. Add --apply to bring them in.")


def _read(files: Sequence[Path], frequency: Frequency) -> Sequence[Older]:
    from rich.progress import track

    from saferplan.documents.publishing.backfill import NotBroughtIn, put_in_order

    readings = [(path.name, read_or_stop(path)) for path in track(files, "Reading", console=err, transient=True)]
    try:
        return put_in_order(readings, frequency)
    except NotBroughtIn as error:
        stop(f"{error} Nothing was brought in.", REFUSED)


def _with_progress(steps: Iterable[Step], total: int) -> Iterable[Step]:
    from rich.progress import track

    return track(steps, "Bringing in", total=total, console=err, transient=True)


def _show(step: Step) -> None:
    older = step.older
    counts = f"{older.placed} texts read, {older.unplaced} not placed"
    if step.publication is None:
        out.print(f"{older.key}/{older.number}  {older.file}: here already.", markup=False)
        return
    out.print(f"{older.key}/{older.number}  {older.file}: {counts}, {len(step.plan.changes)} changes.", markup=False)
    for note in step.plan.notes:
        out.print(f"  Note: {note}", markup=False)


def _answers(pairs: Sequence[str]) -> Mapping[str, str]:
    answers = {}
    for pair in pairs:
        code, found, old = pair.partition("=")
        if not (code and found and old):
            stop(f"--match wants CODE=OLD or CODE=new, not {pair}.", REFUSED)
        answers[code] = old
    return answers
