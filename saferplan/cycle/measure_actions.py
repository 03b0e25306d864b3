"""Writes of an activity's measure being accepted by the activity's owner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saferplan.accounts.errors import NotAllowed
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Period
from saferplan.cycle.update_queries import load_asked
from saferplan.cycle.update_rights import Actor, Who, standing
from saferplan.plan.measure_link_actions import accept_link
from saferplan.plan.models import MeasureLink


@transaction.atomic
def accept_measure(*, period: Period, link: MeasureLink, source: str = "", by: Actor, now: datetime) -> None:
    """The lead of an activity takes a measure as its result. An editor who has their word names the email or call.

    NotAllowed for anybody else. BadUpdate without the source, or where the period's plan has no such activity.
    """
    who = standing_to(period, link, by)
    if who is None:
        raise BadUpdate("The activity is not in the plan of this period.")
    if Who.LEAD in who:
        accept_link(link=link, accepted_by=by.name, by=by.username, now=now)
        return
    if Who.EDITOR not in who:
        raise NotAllowed("Only the owner of the activity can accept its measure.")
    if not source.strip():
        raise BadUpdate("Write who accepted the measure, and in which email or call.")
    accept_link(link=link, accepted_by=source.strip(), by=by.username, now=now)


def standing_to(period: Period, link: MeasureLink, actor: Actor) -> frozenset[Who] | None:
    """What somebody is to the activity of a link in a period, by its first card; None where it has none."""
    for asked in load_asked(period.partnership, [period])[period.pk]:
        if link.activity_id in asked.codes:
            return standing(actor, asked.owners, ())
    return None
