"""What applying an import writes, worked out beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saferplan.common.dated import DatedValue
from saferplan.common.periods import Frequency, Span
from saferplan.cycle.rules import Cover
from saferplan.documents.import_facts import MeetingValue
from saferplan.documents.import_text import ReadPlan
from saferplan.documents.overtaken import Overtaken
from saferplan.documents.standing import LightKey, LightValue, Standing, UpdateValue
from saferplan.plan.models import Plan, PlanVersion
from saferplan.report import tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What applying writes. `plan` and `version` are None where new ones are made.

    `updates` are without those that partners wrote and that stay; `overtaken` are those of which the report says
    otherwise.
    """

    standing: Standing
    key: str
    frequency: Frequency
    span: Span
    read: ReadPlan
    name: str
    motto: str
    plan: Plan | None
    plan_title: str
    plan_dates: tuple[date | None, date | None]
    version: PlanVersion | None
    cover: Cover
    meeting: MeetingValue
    lights: Mapping[LightKey, LightValue]
    owners: Mapping[UUID, Sequence[DatedValue[tuple[str, ...]]]]
    criteria: Mapping[UUID, Sequence[DatedValue[tree.Criteria]]]
    updates: Mapping[UUID, UpdateValue]
    overtaken: tuple[Overtaken, ...] = ()
