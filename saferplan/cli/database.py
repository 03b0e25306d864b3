"""Commands that work on the database: import and export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saferplan.cli.files import Source, read_or_stop
from saferplan.cli.output import REFUSED, UNREADABLE, out, prepare_database, start_django, stop
from saferplan.common.periods import Frequency

if TYPE_CHECKING:
    from saferplan.accounts.models import Partnership
    from saferplan.documents.import_plan import ImportPlan
    from saferplan.documents.overtaken import Overtaken
    from saferplan.report.tree import Report

BY = "command line"


class ExportFormat(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    PPTX = "pptx"
    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"


def import_(
    file: Source,
    partnership: Annotated[str, typer.Option("--partnership", metavar="NAME", help="Its short name, as in /p/NAME/.")],
    period: Annotated[str, typer.Option("--period", metavar="YYYY-MM", help="The last month of the period.")],
    frequency: Annotated[Frequency, typer.Option("--frequency", help="How long the period is.")] = Frequency.QUARTER,
    match: Annotated[
        list[str] | None,
        typer.Option("--match", metavar="CODE=UID", help="Answer a question: the activity's uid, or 'new'."),
    ] = None,
    new: Annotated[
        str | None, typer.Option("--new", metavar="NAME", help="Make the partnership with this name.")
    ] = None,
    replace_updates: Annotated[
        bool, typer.Option("--replace-updates", help="Replace what partners wrote in the period; it stays in history.")
    ] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Make the changes; without it they are only shown.")] = False,
) -> None:
    """Show what importing a report would change, and change it with --apply: all of it or nothing."""
    from django.db import transaction

    reading = read_or_stop(file)
    start_django()
    prepare_database()
    now = datetime.now(UTC)
    with transaction.atomic():
        owner = find_or_make(partnership, new, now)
        plan = _plan(owner, reading.tree, period, frequency, _answers(match or []))
        if replace_updates:
            plan = _with_replaced(plan)
        _show_plan(plan)
        if plan.kept:
            stop(_kept_words(plan.kept), REFUSED)
        if apply:
            _apply(plan, now)
        else:
            transaction.set_rollback(True)
    out.print("Done." if apply else "Nothing is changed yet. Add --apply to make these changes.")


def find_or_make(slug: str, new: str | None, now: datetime) -> Partnership:
    from saferplan.accounts.actions import create_partnership
    from saferplan.accounts.models import Partnership
    from saferplan.accounts.queries import find_partnership

    found = find_partnership(slug)
    if found is None and new:
        return create_partnership(slug=slug, name=new, by=BY, now=now)
    if found is None:
        known = ", ".join(Partnership.objects.values_list("slug", flat=True)) or "none yet"
        stop(f'There is no partnership {slug}. Known: {known}. To make it, add --new "Its name".', REFUSED)
    return found


def _answers(pairs: list[str]) -> dict[str, str]:
    answers = {}
    for pair in pairs:
        code, found, uid = pair.partition("=")
        if not (code and found and uid):
            stop(f"--match wants CODE=UID or CODE=new, not {pair}.", REFUSED)
        answers[code] = uid
    return answers


def _plan(
    partnership: Partnership, report: Report, period: str, frequency: Frequency, answers: dict[str, str]
) -> ImportPlan:
    from saferplan.common.periods import span_of
    from saferplan.documents.import_plan import plan_import
    from saferplan.documents.matching import BadMatches

    try:
        span_of(period, frequency)
    except ValueError as error:
        stop(str(error), REFUSED)
    try:
        return plan_import(partnership, report, period, frequency=frequency, matches=answers)
    except BadMatches as error:
        stop(str(error), REFUSED)


def _with_replaced(plan: ImportPlan) -> ImportPlan:
    from saferplan.documents.import_plan import plan_again

    return plan_again(plan, [each.card for each in plan.overtaken])


def _kept_words(kept: Sequence[Overtaken]) -> str:
    named = ", ".join(f"{each.about} ({each.written.by})" for each in kept)
    one = "an update of which" if len(kept) == 1 else "updates of which"
    return f"Partners wrote {one} the report says otherwise: {named}. To replace them, add --replace-updates."


def _apply(plan: ImportPlan, now: datetime) -> None:
    from saferplan.documents.actions import apply_import
    from saferplan.documents.errors import ImportRefused

    try:
        apply_import(plan, by=BY, now=now)
    except ImportRefused as error:
        stop(str(error), REFUSED)


def _show_plan(plan: ImportPlan) -> None:
    for change in plan.changes:
        out.print(f"{change.kind}: {change.what}{f' ({change.detail})' if change.detail else ''}", markup=False)
    if plan.is_empty:
        out.print("Nothing to change: this report is imported already, as it is.")
    for each in plan.overtaken:
        if each.is_replaced:
            out.print(f"Replaces what {each.written.by} wrote: {each.about}", markup=False)
    for note in plan.notes:
        out.print(f"Note: {note}", markup=False)
    for question in plan.questions:
        out.print(f"Question: {question.code} {question.title}. {question.sentence}", markup=False)
        for option in question.options:
            out.print(f"  --match '{question.code}={option.uid}'  {option.code} {option.title}", markup=False)
        out.print(f"  --match '{question.code}=new'  It is a new activity", markup=False)
    for problem in plan.problems:
        out.print(f"Problem: {problem}", markup=False)


def load_as_partnership(report: Report, fallback_name: str, now: datetime) -> Partnership:
    """Import a report as a partnership of its own (the demo's `--report`); again, it changes nothing."""
    from django.db import transaction
    from django.utils.text import slugify

    name = report.partnership.name or fallback_name
    period = report.period.key or report.date[:7]
    if not period:
        stop("The report states no date, so its period is unknown. Import it with: saferplan import", REFUSED)
    with transaction.atomic():
        partnership = find_or_make(slugify(name)[:60] or "report", name, now)
        plan = _plan(partnership, report, period, Frequency.QUARTER, {})
        out.print(f"\nImported as {name}, {period}:", style="bold")
        _show_plan(plan)
        _apply(plan, now)
    return partnership


def export(
    format: Annotated[ExportFormat, typer.Option("--format", help="What to write.")],
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A report file, instead of a period.")] = None,
    partnership: Annotated[str | None, typer.Option("--partnership", metavar="NAME")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="YYYY-MM")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH", help="Where to write it.")] = None,
) -> None:
    """Write a report, from a file or from a partnership's period, in another format."""
    from saferplan.documents.formats.registry import format_named, write_report

    if file is not None:
        report, stem = read_or_stop(file).tree, file.stem
    elif partnership and period:
        report, stem = _report_of(partnership, period), f"{partnership}-{period}"
    else:
        stop("Name a FILE, or a --partnership and its --period.", UNREADABLE)
    path = output or Path(stem + format_named(format.value).ending)
    path.write_bytes(write_report(report, format.value))
    out.print(f"Written: {path}", markup=False)


def _report_of(slug: str, key: str) -> Report:
    start_django()
    prepare_database()
    from saferplan.accounts.queries import find_partnership
    from saferplan.cycle.queries import list_periods
    from saferplan.cycle.reports import build_report

    partnership = find_partnership(slug)
    if partnership is None:
        stop(f"There is no partnership {slug}.", REFUSED)
    periods = list_periods(partnership)
    found = next((p for p in periods if p.key == key), None)
    if found is None:
        stop(f"{partnership.name} has no period {key}. It has: {', '.join(p.key for p in periods)}.", REFUSED)
    return build_report(partnership, found, as_at=datetime.now(UTC))
