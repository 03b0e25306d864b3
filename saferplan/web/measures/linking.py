"""What a measure is linked to: the priorities and activities it is linked to, and what it could be linked to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from saferplan.accounts.models import Partnership
from saferplan.cycle.measure_actions import standing_to
from saferplan.cycle.period_queries import latest_period_of
from saferplan.cycle.update_queries import actor_of
from saferplan.cycle.update_rights import Who
from saferplan.measures.models import Measure
from saferplan.plan.measure_links import links_of
from saferplan.plan.models import MeasureLink
from saferplan.plan.queries import Outline, load_outlines
from saferplan.web.access import Visit

NO_PLAN = Outline((), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """`waits` for its owner's acceptance where it is of an activity that nobody accepted it for yet."""

    pk: int
    name: str
    is_activity: bool
    since: datetime
    accepted_by: str
    accepted_at: datetime | None
    may_accept: bool = False

    @property
    def waits(self) -> bool:
        return self.is_activity and self.accepted_at is None


def outline_of(partnership: Partnership) -> Outline:
    """The plan of the latest period. Two queries."""
    period = latest_period_of(partnership)
    return load_outlines(partnership, {period.plan_version_id})[period.plan_version_id] if period else NO_PLAN


def names_of(outline: Outline) -> Mapping[str, str]:
    """What can be linked to, priorities first: `priority:3` and what it is called."""
    found = {
        f"priority:{each.id}": _("Priority %(number)d: %(title)s") % {"number": each.number, "title": each.title}
        for each in outline.priorities
    }
    return found | {f"activity:{each.id}": f"{each.code} {each.title}" for each in outline.activities}


def present_links(partnership: Partnership, measure: Measure, names: Mapping[str, str]) -> Sequence[LinkLine]:
    return [_line(link, names, may_accept=False) for link in links_of(partnership, measure)]


def present_links_to(visit: Visit, measure: Measure) -> Sequence[LinkLine]:
    """The links, with which of them the visitor may accept."""
    names = names_of(outline_of(visit.partnership))
    return [_line(link, names, may_accept=may_accept(visit, link)) for link in links_of(visit.partnership, measure)]


def may_accept(visit: Visit, link: MeasureLink) -> bool:
    """Whether the visitor leads the activity, or edits; nobody where that is done, or for a priority."""
    period = latest_period_of(visit.partnership)
    if period is None or link.activity_id is None or link.accepted_at is not None:
        return False
    period.partnership = visit.partnership
    who = standing_to(period, link, actor_of(visit.user, visit.partnership, visit.role)) or frozenset()
    return bool(who & {Who.LEAD, Who.EDITOR})


def subject_of(link: MeasureLink) -> str:
    return f"priority:{link.priority_id}" if link.priority_id else f"activity:{link.activity_id}"


def _line(link: MeasureLink, names: Mapping[str, str], *, may_accept: bool) -> LinkLine:
    return LinkLine(
        pk=link.pk,
        name=names.get(subject_of(link), _("Something that is no longer in the plan")),
        is_activity=link.activity_id is not None,
        since=link.recorded_at,
        accepted_by=link.accepted_by,
        accepted_at=link.accepted_at,
        may_accept=may_accept,
    )
