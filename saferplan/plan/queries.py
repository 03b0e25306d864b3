"""Reads of a plan: its outline in each version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextField, Value

from saferplan.accounts.models import Partnership
from saferplan.plan.models import Activity, ActivityVersion, Card, LightRule, Plan, Priority, PriorityVersion
from saferplan.plan.rules import RuleKind


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
    """The outline of each plan version. One query, however many versions."""
    mine = {"version__in": version_ids, "version__plan__partnership": partnership}
    nothing = Value("", output_field=TextField())
    texts = ("code", "title", "objective")
    rows = (
        PriorityVersion.objects.filter(**mine)
        .order_by()
        .annotate(kind=Value("priority"), code=nothing)
        .values_list("kind", "version_id", "order", "number", "priority_id", "priority_id", *texts)
        .union(
            ActivityVersion.objects.filter(**mine)
            .order_by()
            .annotate(kind=Value("activity"), objective=nothing)
            .values_list("kind", "version_id", "order", "id", "activity_id", "priority_id", *texts),
            all=True,
        )
    )
    priorities: dict[int, list[PriorityLine]] = defaultdict(list)
    activities: dict[int, list[ActivityLine]] = defaultdict(list)
    for kind, version, _order, number, own, priority, code, title, objective in sorted(rows):
        if kind == "priority":
            priorities[version].append(PriorityLine(own, number, title, objective))
        else:
            activities[version].append(ActivityLine(own, priority, code, title))
    return {v: Outline(tuple(priorities[v]), tuple(activities[v])) for v in version_ids}


def find_priority(partnership: Partnership, pk: int) -> Priority | None:
    return Priority.objects.filter(partnership=partnership, pk=pk).first()


def find_activity(partnership: Partnership, pk: int) -> Activity | None:
    return Activity.objects.filter(partnership=partnership, pk=pk).first()


def find_card(partnership: Partnership, pk: int) -> Card | None:
    return Card.objects.filter(partnership=partnership, pk=pk).first()


def list_light_rules(plan: Plan, kind: RuleKind) -> Sequence[LightRule]:
    """The rules that a plan adopted, the latest first."""
    return list(LightRule.objects.filter(plan=plan, kind=kind).order_by("-number"))
