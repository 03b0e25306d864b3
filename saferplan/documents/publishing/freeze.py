"""A period's report with all that stands behind it, as one frozen content."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain

from saferplan.accounts.models import Partnership
from saferplan.accounts.queries import list_people
from saferplan.cycle.figures import Figures, known_at, load_figures
from saferplan.cycle.models import Period
from saferplan.cycle.records import load_records
from saferplan.cycle.reports import build_report
from saferplan.cycle.restriction_queries import Places, load_restrictions, placed
from saferplan.documents.publishing.versions import versions
from saferplan.measures.rules import ReleaseLevel
from saferplan.plan.queries import load_outlines
from saferplan.report.audiences import Audience, PublicationKind
from saferplan.report.checks import run_checks
from saferplan.report.disclosure import CODES, disclosures
from saferplan.report.editions import edition
from saferplan.report.editions_lights import open_measures
from saferplan.report.findings import Subject
from saferplan.report.publication import Content, FrozenFinding, Known, PublicFigures, frozen_findings
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
    public = _figures(period, ReleaseLevel.PUBLIC, now)
    content = Content(
        partnership=partnership.slug,
        number=number,
        kind=kind,
        note=note,
        prepared_by=by,
        prepared_at=now.isoformat(),
        report=report,
        public_figures=_by_priority(period, public),
        open_measures=_open_measures(_figures(period, ReleaseLevel.BOARD, now), public),
        restrictions=placed(load_restrictions(partnership, period, as_at=now), Places(partnership, period)),
        people=tuple(_people(partnership)),
        records=load_records(partnership, period, at=known_at(period, now)),
        versions=versions(),
    )
    return replace(content, findings=findings_of(content, older, partnership.ignored_checks))


def findings_of(content: Content, older: Report | None, ignored: Collection[str]) -> tuple[FrozenFinding, ...]:
    """What the checks find in the report, and what may tell the public who somebody is.

    The second is looked for in what the public will read, and cannot be switched off.
    """
    found = run_checks(Subject(report=content.report, older=older), ignore={*ignored, *CODES})
    return (*disclosures(edition(content, Audience.PUBLIC)), *frozen_findings(found))


def _figures(period: Period, audience: ReleaseLevel, now: datetime) -> Figures:
    """What is shown to an audience is made from what was released to it by now, of what was known then."""
    return load_figures(period.partnership, period, at=known_at(period, now), audience=audience, is_compared=True)


def _by_priority(period: Period, figures: Figures) -> tuple[PublicFigures, ...]:
    outline = load_outlines(period.partnership, [period.plan_version_id])[period.plan_version_id]
    rows = ((line.number, figures.get(f"priority:{line.id}", ())) for line in outline.priorities)
    return tuple(PublicFigures(priority=number, measures=measures) for number, measures in rows if measures)


def _open_measures(board: Figures, public: Figures) -> tuple[str, ...]:
    """The measures of which the public sees what lights are made of."""
    return open_measures(chain.from_iterable(board.values()), chain.from_iterable(public.values()))


def _people(partnership: Partnership) -> Iterator[Known]:
    """Everybody known here, also who left, with what they are called in public: their job, else their agency."""
    for person in list_people(partnership):
        shown = person.job or (person.agency.name if person.agency else "") or "an officer"
        for name in dict.fromkeys(text for text in (person.name, person.email) if text):
            if name != shown:
                yield Known(name=name, shown_as=shown)
