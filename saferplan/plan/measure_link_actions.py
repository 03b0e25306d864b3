"""Writes of links: a measure is tied to a priority or activity, accepted by the activity's owner, or taken off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.chain import text_hash
from saferplan.measures.models import Measure
from saferplan.plan.errors import BadPlan
from saferplan.plan.models import Activity, MeasureLink, Priority


@transaction.atomic
def link_measure(*, measure: Measure, subject: Priority | Activity, by: str, now: datetime) -> MeasureLink:
    """The measure says from now on whether a priority makes a difference; an activity's counts once accepted."""
    if subject.partnership_id != measure.partnership_id:
        raise BadPlan("This is not part of the partnership's plan.")
    name = "priority" if isinstance(subject, Priority) else "activity"
    if MeasureLink.objects.filter(measure=measure, ended_at=None, **{name: subject}).exists():
        raise BadPlan("The measure is linked to it already.")
    link = MeasureLink.objects.create(measure=measure, by=by, recorded_at=now, **{name: subject})
    _note(link, "plan.link-measure", {"link": link.pk, name: subject.pk}, by, now)
    return link


@transaction.atomic
def accept_link(*, link: MeasureLink, accepted_by: str, by: str, now: datetime) -> None:
    """The owner of the activity takes the measure as theirs. Who the owner is, is for the caller to know."""
    if link.activity_id is None:
        raise BadPlan("A priority's measure needs nobody's acceptance.")
    if link.accepted_at is not None:
        raise BadPlan("The measure was accepted already.")
    link.accepted_by, link.accepted_at = accepted_by[:150], now
    link.save(update_fields=["accepted_by", "accepted_at"])
    _note(link, "plan.accept-measure", {"link": link.pk, "accepted_by": text_hash(accepted_by)}, by, now)


@transaction.atomic
def end_link(*, link: MeasureLink, by: str, now: datetime) -> None:
    """The measure says nothing of it from now on; what was said before stays."""
    if link.ended_at is not None:
        raise BadPlan("The measure was taken off already.")
    link.ended_at = now
    link.save(update_fields=["ended_at"])
    _note(link, "plan.unlink-measure", {"link": link.pk}, by, now)


def _note(link: MeasureLink, action: str, details: dict[str, object], by: str, now: datetime) -> None:
    measure = link.measure
    subject = f"measure:{measure.pk}"
    record(partnership=measure.partnership, by=by, action=action, subject=subject, details=details, at=now)
