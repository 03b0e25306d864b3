"""Older reports as earlier publications: read, put in order, shown, then brought in all together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from saferplan.accounts.models import Partnership
from saferplan.common.periods import Frequency, span_of
from saferplan.cycle.models import Period
from saferplan.cycle.period_actions import close_earlier
from saferplan.cycle.period_queries import find_period
from saferplan.documents.actions import apply_import
from saferplan.documents.errors import ImportRefused
from saferplan.documents.formats.reading import Reading
from saferplan.documents.import_plan import ImportPlan, plan_import
from saferplan.documents.matching import NEW, BadMatches
from saferplan.documents.publication_models import Publication
from saferplan.documents.publishing import archive
from saferplan.documents.publishing.files import file_kinds, make_file
from saferplan.documents.publishing.freeze import findings_of
from saferplan.documents.publishing.publish import add_publication
from saferplan.documents.publishing.storage import drop_unused, store
from saferplan.documents.publishing.versions import versions
from saferplan.report.audiences import Audience, PublicationKind
from saferplan.report.disclosure import unresolved
from saferplan.report.editions import edition
from saferplan.report.publication import Content
from saferplan.report.tree import Report


class NotBroughtIn(Exception):
    """Nothing was brought in; the message names the file and says what to do."""


@dataclass(frozen=True, slots=True)
class Older:
    """A report that was read: its file, its period's key and its number."""

    file: str
    key: str
    number: str
    report: Report
    placed: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class Step:
    """What happened with one file. `publication` is None where that number was here already."""

    older: Older
    plan: ImportPlan
    publication: Publication | None


def put_in_order(readings: Iterable[tuple[str, Reading]], frequency: Frequency) -> Sequence[Older]:
    """The reports by period and number. NotBroughtIn for one without a date, or two with the same number."""
    found = [_older(PurePath(name).name, reading, frequency) for name, reading in readings]
    found.sort(key=lambda each: (each.key, archive.number_order(each.number)))
    for one, other in zip(found, found[1:], strict=False):
        if (one.key, one.number) == (other.key, other.number):
            raise NotBroughtIn(f"{one.file} and {other.file} are both number {one.number} of {one.key}: leave one out.")
    return found


def _older(file: str, reading: Reading, frequency: Frequency) -> Older:
    report = reading.tree
    key = report.period.key or report.date[:7]
    try:
        span_of(key, frequency)
    except ValueError:
        raise NotBroughtIn(f"{file} does not say what period it is about, or not one of a {frequency.value}.") from None
    number = archive.number_in(report.version) or archive.FIRST_NUMBER
    return Older(file, key, number, report, reading.placed, reading.unplaced)


def bring_in(
    partnership: Partnership,
    olders: Sequence[Older],
    *,
    frequency: Frequency,
    answers: Mapping[str, str],
    for_public: bool,
    by: str,
    now: datetime,
) -> Iterator[Step]:
    """Bring the reports in, oldest first, a step a file; the caller's transaction makes it all or nothing.

    `answers` say of a code which earlier code it is, or that it is new. `for_public` gives the public an edition too.
    """
    for older in olders:
        yield _bring_in_one(partnership, older, frequency, answers, for_public, by, now)


@transaction.atomic
def _bring_in_one(
    partnership: Partnership,
    older: Older,
    frequency: Frequency,
    answers: Mapping[str, str],
    for_public: bool,
    by: str,
    now: datetime,
) -> Step:
    if archive.find_publication(partnership, older.key, older.number):
        plan = plan_import(partnership, older.report, older.key, frequency=frequency)
        return Step(older, plan, None)
    plan = _answered(partnership, older, frequency, answers)
    period = _newer_of(partnership, older) or _imported(older, plan, by, now)
    content = _content(partnership, older, by, now)
    if for_public:
        _check_public(older, content)
    publication = _published(period, content, for_public, by, now)
    close_earlier(period=period, by=by, now=now)
    return Step(older, plan, publication)


def _newer_of(partnership: Partnership, older: Older) -> Period | None:
    """The period, where a higher number of it is here already: an older number does not change what the plan says."""
    period = find_period(partnership, older.key)
    last = archive.latest_of(period) if period else None
    return period if last and archive.number_order(last.number) > archive.number_order(older.number) else None


def _imported(older: Older, plan: ImportPlan, by: str, now: datetime) -> Period:
    try:
        return apply_import(plan, by=by, now=now)
    except ImportRefused as error:
        raise NotBroughtIn(f"{older.file}: {error}") from None


def _answered(partnership: Partnership, older: Older, frequency: Frequency, answers: Mapping[str, str]) -> ImportPlan:
    """The import with its questions answered by code, or by the proposal that a person agreed to with `*`."""
    plan = plan_import(partnership, older.report, older.key, frequency=frequency)
    matches = {}
    for question in plan.questions:
        answer = answers.get(question.code, answers.get("*", ""))
        by_code = {option.code: str(option.uid) for option in question.options}
        if answer == "proposed":
            matches[question.code] = question.proposed_answer
        elif answer == NEW or answer in by_code:
            matches[question.code] = by_code.get(answer, NEW)
    if not matches:
        return plan
    try:
        return plan_import(partnership, older.report, older.key, frequency=frequency, matches=matches)
    except BadMatches as error:
        raise NotBroughtIn(f"{older.file}: {error}") from None


def _content(partnership: Partnership, older: Older, by: str, now: datetime) -> Content:
    """The report as it was read: what stands in the plan may have been corrected since."""
    content = Content(
        partnership=partnership.slug,
        number=older.number,
        kind=PublicationKind.EARLIER,
        prepared_by=by,
        prepared_at=now.isoformat(),
        report=replace(older.report, version=older.number),
        versions=versions(),
    )
    return replace(content, findings=findings_of(content, None, partnership.ignored_checks))


def _check_public(older: Older, content: Content) -> None:
    found = unresolved(edition(content, Audience.PUBLIC))
    if found:
        told = "; ".join(dict.fromkeys(f"“{each.quote}”" for each in found))
        raise NotBroughtIn(
            f"{older.file} may tell who somebody is: {told}. Bring it in for the board only, without --public."
        )


def _published(period: Period, content: Content, for_public: bool, by: str, now: datetime) -> Publication:
    files: dict[tuple[str, str], tuple[str, int]] = {}
    try:
        for kind in file_kinds():
            if kind.audience is Audience.PUBLIC and not for_public:
                continue
            data = make_file(content, kind)
            files[kind.audience.value, kind.format.name] = (store().put(data), len(data))
        return add_publication(period=period, content=content, files=files, prepared_by=by, approved_by=by, now=now)
    except BaseException:
        drop_unused(*(key for key, _size in files.values()))
        raise
