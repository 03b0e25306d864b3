"""Writes of what the public may not read. The audit trail keeps hashes: a restricted text stands in no other place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.chain import text_hash
from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.permissions import check_right
from saferplan.accounts.rules import Right, Role
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Period, Restriction, Update
from saferplan.cycle.restriction_queries import Places
from saferplan.cycle.update_queries import Asked, list_handovers, who_is
from saferplan.cycle.update_rights import Actor
from saferplan.report import restrictions as pure
from saferplan.report.finding_words import is_tellable, spoken
from saferplan.report.tree import Report


@transaction.atomic
def restrict(
    *, period: Period, mark: pure.Restriction, report: Report, role: Role, by: str, now: datetime
) -> Restriction:
    """Keep words of a period's report from the public. `report` is that report as it stands now.

    BadUpdate for words that are not in it, an unknown paragraph, or without the reason of public interest.
    """
    check_right(role, Right.EDIT)
    return _add(period, mark, report, Places(period.partnership, period), by, now)


@transaction.atomic
def restrict_own(
    *, period: Period, asked: Asked, mark: pure.Restriction, report: Report, by: Actor, now: datetime
) -> Restriction:
    """Keep words of an update from the public, by whoever writes or reviews it. `report` says what the update says.

    NotAllowed where the update is none of their business, or the mark is on another text; BadUpdate as above.
    """
    places = Places(period.partnership, period)
    row = Update.objects.filter(period=period, card_id=asked.card).first()
    is_theirs = bool(who_is(by, asked, list_handovers(row)))
    if not is_theirs or mark.place != places.of_asked(asked):
        raise NotAllowed("Only words of an update that is yours to write or to review.")
    return _add(period, mark, report, places, by.username, now)


def _add(period: Period, mark: pure.Restriction, report: Report, places: Places, by: str, now: datetime) -> Restriction:
    subject = places.subject(mark.place)
    if subject is None or pure.not_found(report, [mark]):
        raise BadUpdate("These words are not in that text. Copy them from it as they stand.")
    _check(mark)
    passage = spoken(mark.passage)
    same = Restriction.objects.select_for_update().filter(period=period, ended_at=None, field=mark.field)
    if same.filter(**{name: subject.get(name) for name in ("card_id", "activity_id", "priority_id")}, passage=passage):
        raise BadUpdate("These words are restricted already.")
    row = Restriction.objects.create(
        period=period,
        **subject,
        field=mark.field,
        passage=passage,
        paragraph=mark.paragraph,
        interest=mark.interest.strip(),
        by=by,
        at=now,
    )
    details = {"field": mark.field, "passage": text_hash(row.passage), "paragraph": row.paragraph}
    _record(period, "restriction.add", row, details, by, now)
    return row


def _check(mark: pure.Restriction) -> None:
    if mark.passage and not is_tellable(mark.passage):
        raise BadUpdate("Mark at least two words, or a long one: a short one stands in too many places.")
    if mark.paragraph not in pure.PARAGRAPHS:
        raise BadUpdate("Choose the paragraph of Schedule 12A that covers it.")
    if not mark.interest.strip():
        raise BadUpdate("Write why the public interest lies in not publishing it.")


@transaction.atomic
def end_restriction(*, restriction: Restriction, reason: str, role: Role, by: str, now: datetime) -> None:
    """Its words may be published again. BadUpdate without a reason, or where somebody ended it already."""
    check_right(role, Right.EDIT)
    if not reason.strip():
        raise BadUpdate("Write why these words may be public now.")
    ending = {"ended_by": by, "ended_at": now, "ended_reason": reason.strip()}
    if not Restriction.objects.filter(pk=restriction.pk, ended_at=None).update(**ending):
        raise BadUpdate("Somebody took this mark off meanwhile.")
    restriction.refresh_from_db()
    _record(restriction.period, "restriction.end", restriction, {"reason": text_hash(reason)}, by, now)


def _record(
    period: Period, action: str, row: Restriction, details: Mapping[str, object], by: str, now: datetime
) -> None:
    subject = f"restriction:{row.pk}"
    record(partnership=period.partnership, by=by, action=action, subject=subject, details=dict(details), at=now)
