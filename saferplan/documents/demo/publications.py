"""Two quarters of the demo as they went out, and what stands beside reports on its public site. All invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from saferplan.accounts.models import Partnership
from saferplan.accounts.rules import Role
from saferplan.cycle.models import Period
from saferplan.cycle.period_queries import find_period
from saferplan.documents.publishing import archive
from saferplan.documents.publishing.files import make_files
from saferplan.documents.publishing.freeze import freeze
from saferplan.documents.publishing.public_information import CaseReviews, add_case_reviews, set_help
from saferplan.documents.publishing.publish import add_publication
from saferplan.documents.publishing.storage import store
from saferplan.report.audiences import PublicationKind
from saferplan.report.publication import Reason, with_reasons

WENT_OUT = {"2026-03": datetime(2026, 5, 14, 9, tzinfo=UTC), "2026-06": datetime(2026, 8, 13, 9, tzinfo=UTC)}
WHY = "The partnership, its people and its figures are invented."
HELP = (
    "- **Brackwater advice line**: 01632 960 001, weekdays from 9am to 5pm (an invented number)\n"
    "- **Harbour safe place**: ask at any quayside shop with a lighthouse in its window"
)
YEARS = (
    CaseReviews(ends=date(2025, 3, 31), applications=14, not_met=6, reviews=8, recommended=5),
    CaseReviews(ends=date(2026, 3, 31), applications=17, not_met=5, reviews=12, recommended=7),
)


def publish_demo(
    partnership: Partnership, *, now: datetime, progress: Callable[[str], None] = lambda _text: None
) -> None:
    """Publish what is not published yet; again, it changes nothing. The demo knows everything since it was loaded."""
    for key, at in WENT_OUT.items():
        period = find_period(partnership, key)
        if period is not None and archive.latest_of(period) is None:
            _publish(period, at, now, progress)
    if not partnership.help_texts.exists():
        at = WENT_OUT["2026-06"]
        set_help(partnership=partnership, text=HELP, role=Role.EDITOR, by="demo", now=at)
        for year in YEARS:
            add_case_reviews(partnership=partnership, year=year, role=Role.EDITOR, by="demo", now=at)


def _publish(period: Period, at: datetime, now: datetime, progress: Callable[[str], None]) -> None:
    before = archive.published_before(period)
    content = freeze(
        period,
        number=archive.next_number(period),
        kind=PublicationKind.FIRST,
        note="",
        older=archive.content_of(before).report if before else None,
        by="an editor of the demo",
        now=now,
    )
    reasons = {each.mark: Reason(WHY, "an administrator of the demo", at.isoformat()) for each in content.findings}
    content = replace(content, findings=with_reasons(content.findings, reasons))
    files = {}
    for kind, data in make_files(content):
        progress(f"{period.key} as {kind.format.label}, for the {kind.audience.value}")
        files[kind.audience.value, kind.format.name] = (store().put(data), len(data))
    add_publication(
        period=period,
        content=content,
        files=files,
        prepared_by="an editor of the demo",
        approved_by="an administrator of the demo",
        now=at,
    )
