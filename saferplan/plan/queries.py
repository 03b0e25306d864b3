"""Reads of a plan: its outline in each version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from saferplan.accounts.models import Partnership
from saferplan.plan.models import ActivityVersion, PriorityVersion


@dataclass(frozen=True, slots=True)
class PriorityLine:
    id: int
    number: int
    title: str
    objective: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    id: int
    priority_id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The priorities and activities of one plan version, in order."""

    priorities: tuple[PriorityLine, ...]
    activities: tuple[ActivityLine, ...]


def load_outlines(partnership: Partnership, version_ids: Collection[int]) -> Mapping[int, Outline]:
    """The outline of each plan version. Two queries, however many versions."""
    priorities: dict[int, list[PriorityLine]] = defaultdict(list)
    for p in PriorityVersion.objects.filter(version__in=version_ids, version__plan__partnership=partnership):
        priorities[p.version_id].append(PriorityLine(p.priority_id, p.number, p.title, p.objective))
    activities: dict[int, list[ActivityLine]] = defaultdict(list)
    fields = ("version_id", "activity_id", "priority_id", "code", "title")
    rows = ActivityVersion.objects.filter(version__in=version_ids, version__plan__partnership=partnership)
    for version, activity, priority, code, title in rows.values_list(*fields):
        activities[version].append(ActivityLine(activity, priority, code, title))
    return {v: Outline(tuple(priorities[v]), tuple(activities[v])) for v in version_ids}
