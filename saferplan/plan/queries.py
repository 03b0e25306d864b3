"""Reads of a plan: its outline in each version."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from saferplan.accounts.models import Partnership
from saferplan.plan.models import Activity, Card, LightRule, Plan, Priority
from saferplan.plan.rules import RuleKind
from saferplan.plan.sheets import ActivityLine as ActivityLine
from saferplan.plan.sheets import Outline as Outline
from saferplan.plan.sheets import PriorityLine as PriorityLine
from saferplan.plan.sheets import load_plan_sheets


def load_outlines(partnership: Partnership, version_ids: Collection[int]) -> Mapping[int, Outline]:
    """The outline of each plan version. One query, however many versions."""
    return load_plan_sheets(partnership, version_ids).outlines


def find_priority(partnership: Partnership, pk: int) -> Priority | None:
    return Priority.objects.filter(partnership=partnership, pk=pk).first()


def find_activity(partnership: Partnership, pk: int) -> Activity | None:
    return Activity.objects.filter(partnership=partnership, pk=pk).first()


def find_card(partnership: Partnership, pk: int) -> Card | None:
    return Card.objects.filter(partnership=partnership, pk=pk).first()


def list_light_rules(plan: Plan, kind: RuleKind) -> Sequence[LightRule]:
    """The rules that a plan adopted, the latest first."""
    return list(LightRule.objects.filter(plan=plan, kind=kind).order_by("-number"))
