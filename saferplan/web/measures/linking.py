"""What a measure is linked to: the priorities and activities it is linked to, and what it could be linked to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from saferplan.accounts.models import Partnership
from saferplan.cycle.period_queries import latest_period_of
from saferplan.measures.models import Measure
from saferplan.plan.measure_links import links_of
from saferplan.plan.models import MeasureLink
from saferplan.plan.queries import Outline, load_outlines

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
    return [_line(link, names) for link in links_of(partnership, measure)]


def subject_of(link: MeasureLink) -> str:
    return f"priority:{link.priority_id}" if link.priority_id else f"activity:{link.activity_id}"


def _line(link: MeasureLink, names: Mapping[str, str]) -> LinkLine:
    return LinkLine(
        pk=link.pk,
        name=names.get(subject_of(link), _("Something that is no longer in the plan")),
        is_activity=link.activity_id is not None,
        since=link.recorded_at,
        accepted_by=link.accepted_by,
        accepted_at=link.accepted_at,
    )
