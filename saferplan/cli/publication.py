"""Commands of publications: the list, the proof that they are what they were, and a proof made with its files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from saferplan.cli.output import FINDINGS, REFUSED, err, out, prepare_database, start_django, stop
from saferplan.cli.plain_errors import PlainCommand

if TYPE_CHECKING:
    from saferplan.accounts.models import Partnership
    from saferplan.documents.publication_models import Proof, Publication
    from saferplan.report.tree import Report

app = typer.Typer(name="publication", help="Publications: numbered reports that never change.", no_args_is_help=True)
_NAME = re.compile(r"(?P<slug>[-\w]+)/(?P<period>\d{4}-\d\d)/(?P<number>\d+\.\d+)")
Named = Annotated[str, typer.Argument(metavar="PARTNERSHIP", help="Its short name, as in /p/NAME/.")]
Period = Annotated[str | None, typer.Option("--period", metavar="YYYY-MM", help="Only those of this period.")]
Number = Annotated[str | None, typer.Option("--number", metavar="1.0", help="Only the one with this number.")]


@app.command("list", cls=PlainCommand)
def list_(partnership: Named) -> None:
    """Say what a partnership has published, newest first."""
    owner = _partnership(partnership)
    from saferplan.documents.publishing import archive

    found = archive.list_publications(owner)
    for each in found:
        ended = "destroyed" if archive.destruction_of(each) else "withdrawn" if archive.withdrawal_of(each) else ""
        line = (
            f"{each.period.key}/{each.number}  {each.published_at:%d %B %Y}  {each.kind}  {each.content[:12]}  {ended}"
        )
        out.print(line.rstrip(), markup=False)
    out.print(f"{len(found)} publication{'' if len(found) == 1 else 's'}.")


@app.command(cls=PlainCommand)
def verify(partnership: Named, period: Period = None, number: Number = None) -> None:
    """Prove that publications are what was published: each stored byte is checked, and each file is made again.

    Ends with 0 when all is well, 1 when something is not what was published.
    """
    chosen = _chosen(_partnership(partnership), period, number)
    from rich.progress import Progress

    from saferplan.documents.publishing.verify import verify as check

    amiss = files = 0
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("Making files again", total=len(chosen))
        for each in chosen:
            found = list(check(each))
            amiss += sum(not one.outcome.is_well for one in found)
            files += len(found)
            words = sorted({one.outcome.value for one in found if one.outcome.is_well})
            out.print(f"{each.period.key}/{each.number}: {len(found)} parts: {'; '.join(words)}.", markup=False)
            for one in found:
                if not one.outcome.is_well:
                    out.print(f"  {one.what} is {one.outcome.value}.", markup=False)
            progress.advance(task)
    out.print(f"{len(chosen)} publications, {files} parts, {amiss} not what was published.")
    if amiss:
        raise typer.Exit(FINDINGS)


@app.command(cls=PlainCommand)
def prepare(
    partnership: Named,
    period: Annotated[str, typer.Option("--period", metavar="YYYY-MM", help="The period that is ready.")],
    note: Annotated[str, typer.Option("--note", help="What is different from the number before.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="EMAIL", help="Who prepares it; somebody else approves it.")] = "",
) -> None:
    """Freeze a ready period as a proof and make all its files. A second person approves it on the site."""
    owner = _partnership(partnership)
    from saferplan.cycle.queries import list_periods
    from saferplan.documents.publishing import proofs
    from saferplan.documents.publishing.errors import NotPublished

    found = next((each for each in list_periods(owner) if each.key == period), None)
    if found is None:
        stop(f"{owner.name} has no period {period}.", REFUSED)
    try:
        proof = proofs.prepare(period=found, note=note, by=by or "command line", now=datetime.now(UTC))
    except NotPublished as error:
        stop(str(error), REFUSED)
    _make_files(proof)
    against = proofs.stands_against(proofs.content_of(proof))
    for finding in against.errors:
        out.print(f"Put right: {finding.message} {finding.quote}", markup=False)
    out.print(f"Number {proof.number} is prepared: {len(against.open)} findings wait for a reason.", markup=False)


def _make_files(proof: Proof) -> None:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from saferplan.documents.publishing import proofs
    from saferplan.documents.publishing.files import file_kinds

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed} of {task.total}"))
    with Progress(*columns, TimeElapsedColumn(), console=err) as progress:
        task = progress.add_task("Making files", total=len(file_kinds()))
        while kind := proofs.make_next_file(proof):
            progress.update(task, advance=1, description=f"{kind.format.label} for the {kind.audience.value}")


def _chosen(owner: Partnership, period: str | None, number: str | None) -> Sequence[Publication]:
    from saferplan.documents.publishing import archive

    rows = archive.list_publications(owner)
    found = [each for each in rows if period in (None, each.period.key) and number in (None, each.number)]
    if not found:
        known = ", ".join(f"{each.period.key}/{each.number}" for each in rows) or "nothing yet"
        stop(f"There is no such publication. {owner.name} has published: {known}.", REFUSED)
    return found


def _partnership(slug: str) -> Partnership:
    start_django()
    prepare_database()
    from saferplan.accounts.queries import find_partnership

    found = find_partnership(slug)
    if found is None:
        stop(f"There is no partnership {slug}.", REFUSED)
    return found


def published_report(name: str) -> Report | None:
    """The board's report of `harbour/2026-06/1.0`; None where the name is not of that form."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    owner = _partnership(found["slug"])
    from saferplan.documents.publishing import archive
    from saferplan.documents.publishing.errors import NotThere
    from saferplan.report.audiences import Audience

    publication = _chosen(owner, found["period"], found["number"])[0]
    try:
        return archive.report_of(publication, Audience.BOARD)
    except NotThere as error:
        stop(str(error), REFUSED)
