"""Writes of what the public may not read. The audit trail keeps hashes: a restricted text stands in no other place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.chain import text_hash
from saferplan.accounts.permissions import check_right
from saferplan.accounts.rules import Right, Role
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Period, Restriction
from saferplan.cycle.restriction_queries import Places
from saferplan.report import restrictions as pure
from saferplan.report.tree import Report


@transaction.atomic
def restrict(
    *, period: Period, mark: pure.Restriction, report: Report, role: Role, by: str, now: datetime
) -> Restriction:
    """Keep words of a period's report from the public. `report` is that report as it stands now.

    BadUpdate for words that are not in it, an unknown paragraph, or without the reason of public interest.
    """
    check_right(role, Right.EDIT)
    subject = Places(period.partnership, period).subject(mark.place)
    if subject is None or pure.not_found(report, [mark]):
        raise BadUpdate("These words are not in that text. Copy them from it as they stand.")
    if mark.paragraph not in pure.PARAGRAPHS:
        raise BadUpdate("Choose the paragraph of Schedule 12A that covers it.")
    if not mark.interest.strip():
        raise BadUpdate("Write why the public interest lies in not publishing it.")
    row = Restriction.objects.create(
        period=period,
        **subject,
        field=mark.field,
        passage=" ".join(mark.passage.split()),
        paragraph=mark.paragraph,
        interest=mark.interest.strip(),
        by=by,
        at=now,
    )
    details = {"field": mark.field, "passage": text_hash(row.passage), "paragraph": row.paragraph}
    _record(period, "restriction.add", row, details, by, now)
    return row


@transaction.atomic
def end_restriction(*, restriction: Restriction, reason: str, role: Role, by: str, now: datetime) -> None:
    """Its words may be published again. BadUpdate without a reason."""
    check_right(role, Right.EDIT)
    if not reason.strip():
        raise BadUpdate("Write why these words may be public now.")
    restriction.ended_by, restriction.ended_at, restriction.ended_reason = by, now, reason.strip()
    restriction.save(update_fields=["ended_by", "ended_at", "ended_reason"])
    _record(restriction.period, "restriction.end", restriction, {"reason": text_hash(reason)}, by, now)


def _record(
    period: Period, action: str, row: Restriction, details: Mapping[str, object], by: str, now: datetime
) -> None:
    subject = f"restriction:{row.pk}"
    record(partnership=period.partnership, by=by, action=action, subject=subject, details=dict(details), at=now)
