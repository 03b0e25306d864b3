"""A period's report with all that stands behind it, as one frozen content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.accounts.queries import list_people
from saferplan.cycle.figures import known_at, load_figures
from saferplan.cycle.models import Period
from saferplan.cycle.records import load_records
from saferplan.cycle.reports import build_report
from saferplan.cycle.restriction_queries import load_restrictions, placed
from saferplan.documents.publishing.versions import versions
from saferplan.measures.rules import ReleaseLevel
from saferplan.plan.queries import load_outlines
from saferplan.report.audiences import PublicationKind
from saferplan.report.checks import run_checks
from saferplan.report.findings import Subject
from saferplan.report.publication import Content, Known, PublicFigures, frozen_findings
from saferplan.report.tree import Report


def freeze(
    period: Period,
    *,
    number: str,
    kind: PublicationKind,
    note: str,
    older: Report | None,
    by: str,
    now: datetime,
) -> Content:
    """Everything that a publication keeps, as it is known now. `older` is the report published before.

    The figures are those known at `period.published_at`, where the object given has one.
    """
    partnership = period.partnership
    report = build_report(partnership, period, as_at=now)
    report = replace(report, version=number, changes=note)
    return Content(
        partnership=partnership.slug,
        number=number,
        kind=kind,
        note=note,
        prepared_by=by,
        prepared_at=now.isoformat(),
        report=report,
        public_figures=_public_figures(partnership, period, now),
        restrictions=placed(report, load_restrictions(partnership, period, as_at=now)),
        people=tuple(_people(partnership)),
        findings=frozen_findings(run_checks(Subject(report=report, older=older), ignore=partnership.ignored_checks)),
        records=load_records(partnership, period, at=known_at(period, now)),
        versions=versions(),
    )


def _public_figures(partnership: Partnership, period: Period, now: datetime) -> tuple[PublicFigures, ...]:
    """What is shown to the public is made from what was released to it by now, of what was known then."""
    figures = load_figures(partnership, period, at=known_at(period, now), audience=ReleaseLevel.PUBLIC)
    outline = load_outlines(partnership, [period.plan_version_id])[period.plan_version_id]
    rows = ((line.number, figures.get(f"priority:{line.id}", ())) for line in outline.priorities)
    return tuple(PublicFigures(priority=number, measures=measures) for number, measures in rows if measures)


def _people(partnership: Partnership) -> Iterator[Known]:
    """Everybody known here, also who left, with what they are called in public: their job, else their agency."""
    for person in list_people(partnership):
        shown = person.job or (person.agency.name if person.agency else "") or "an officer"
        for name in dict.fromkeys(text for text in (person.name, person.email) if text):
            if name != shown:
                yield Known(name=name, shown_as=shown)
