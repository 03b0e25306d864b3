"""What a measure serves: the priorities and activities whose results it tells, in the latest period's report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.cycle.models import Period
from saferplan.measures.models import Measure
from saferplan.plan.measure_links import links_held
from saferplan.plan.models import MeasureLink
from saferplan.plan.queries import Outline, load_outlines
from saferplan.web.access import Visit
from saferplan.web.cycle.loading import latest_period, list_periods_seen_by


@dataclass(frozen=True, slots=True)
class Served:
    """`waits` where the owner of an activity has not accepted the measure."""

    name: str
    url: str
    waits: bool


def present_served(visit: Visit, measure: Measure, at: datetime) -> tuple[Served, ...]:
    """As linked at an instant, priorities first. What the latest plan no longer holds is left out. Four queries."""
    links = links_held(visit.partnership, measure, at)
    period = latest_period(list_periods_seen_by(visit), at) if links else None
    if period is None:
        return ()
    outline = load_outlines(visit.partnership, {period.plan_version_id})[period.plan_version_id]
    found = (_served(visit.partnership.slug, period, link, outline, at) for link in links)
    return tuple(each for each in found if each)


def _served(slug: str, period: Period, link: MeasureLink, outline: Outline, at: datetime) -> Served | None:
    if link.priority_id:
        priority = next((each for each in outline.priorities if each.id == link.priority_id), None)
        if priority is None:
            return None
        name = _("Priority %(number)d: %(title)s") % {"number": priority.number, "title": priority.title}
        return Served(name, reverse("priority", args=[slug, period.key, priority.number]), waits=False)
    activity = next((each for each in outline.activities if each.id == link.activity_id), None)
    if activity is None:
        return None
    waits = link.accepted_at is None or link.accepted_at > at
    url = reverse("activity", args=[slug, period.key, activity.code])
    return Served(f"{activity.code} {activity.title}", url, waits)
