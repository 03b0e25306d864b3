"""Commands that work on files alone: read, check, compare."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saferplan.cli.output import FINDINGS, UNREADABLE, err, out, stop

if TYPE_CHECKING:
    from saferplan.documents.formats.reading import Reading
    from saferplan.report.tree import Report

Source = Annotated[Path, typer.Argument(metavar="FILE", help="A report: Word, PDF, Markdown, text with tabs, or JSON.")]


class ReadFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


class CheckFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def read_or_stop(path: Path) -> Reading:
    from saferplan.documents.formats.reading import UnreadableFile
    from saferplan.documents.formats.registry import read_file

    try:
        return read_file(path)
    except UnreadableFile as error:
        stop(str(error), UNREADABLE)


def read(
    file: Source,
    format: Annotated[ReadFormat, typer.Option("--format", help="How to print the report.")] = ReadFormat.TABLE,
) -> None:
    """Read a report and print what it says, and what could not be placed."""
    from saferplan.cli import show

    reading = read_or_stop(file)
    if format is ReadFormat.JSON:
        from saferplan.report.schema import to_json

        typer.echo(to_json(reading.tree))
    elif format is ReadFormat.MARKDOWN:
        from saferplan.documents.formats.registry import write_report

        typer.echo(write_report(reading.tree, "markdown").decode(), nl=False)
    else:
        show.report(reading.tree, out)
    show.notices(reading, out if format is ReadFormat.TABLE else err)


def check(
    file: Source,
    against: Annotated[Path | None, typer.Option("--against", metavar="OLDER", help="The report before it.")] = None,
    format: Annotated[CheckFormat, typer.Option("--format", help="How to print the findings.")] = CheckFormat.TEXT,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODE", help="Switch a check off.")] = None,
) -> None:
    """Check a report. Ends with 0 when it is clean, 1 when there are findings, 2 when it cannot be read."""
    from saferplan.cli import show
    from saferplan.report.checks import RULES, run_checks
    from saferplan.report.findings import Subject

    known = {rule.code for rule in RULES}
    for code in ignore or ():
        if code not in known:
            stop(f"There is no check called {code}. The checks are: {', '.join(sorted(known))}.", UNREADABLE)
    reading = read_or_stop(file)
    older = read_or_stop(against).tree if against else None
    findings = run_checks(Subject(report=reading.tree, older=older, places=reading.places), ignore=ignore or ())
    if format is CheckFormat.JSON:
        typer.echo(show.findings_json(findings))
        show.notices(reading, err)
    else:
        show.findings(findings, reading.tree, out)
        show.notices(reading, out)
    if findings:
        raise typer.Exit(FINDINGS)


def compare(
    older: Annotated[Path, typer.Argument(metavar="OLDER", help="The older report, or NAME/YYYY-MM/NUMBER.")],
    newer: Annotated[Path, typer.Argument(metavar="NEWER", help="The newer report, or NAME/YYYY-MM/NUMBER.")],
) -> None:
    """Say what changed from one report to another: two files, or publications such as brackwater/2026-09/1.1."""
    from saferplan.report.compare import compare as compare_reports
    from saferplan.report.compare import sentences
    from saferplan.report.differences import figure_sentences

    before, after = _report(older), _report(newer)
    comparison = compare_reports(before, after)
    figures = figure_sentences(before, after)
    lines = [*([] if figures and comparison.is_same() else sentences(comparison)), *figures]
    for template, params in lines:
        out.print(template.format(**params), markup=False)


def _report(path: Path) -> Report:
    """The report in a file; where there is no such file, the publication of that name."""
    if not path.exists():
        from saferplan.cli.publication import published_report

        published = published_report(path.as_posix())
        if published is not None:
            return published
    return read_or_stop(path).tree
