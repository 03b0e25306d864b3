"""Words of the reporting cycle: states, steps, what a cover says. Pure: no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from enum import StrEnum

from saferplan.report.light_facts import LightKind as LightKind
from saferplan.report.light_facts import LightSource as LightSource


class PeriodState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    IN_REVIEW = "in review"
    READY = "ready"
    PUBLISHED = "published"
    CLOSED = "closed"


class UpdateState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class StepKind(StrEnum):
    """The dated points of a period before its meeting."""

    PARTNER_RETURN = "partner return"
    POLICE_CLEARANCE = "police clearance"
    DIRECTOR = "director"
    LEGAL_AND_FINANCE = "legal and finance"
    FINAL_PAPERS = "final papers"
    PUBLICATION = "publication"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What a report's cover says; `label` is empty where the words made from the key will do."""

    title: str = ""
    version: str = ""
    date: str = ""
    author: str = ""
    classification: str = ""
    label: str = ""
    work_to: Day | None = None
    figures_to: Day | None = None
    going_well: str = ""
    concern: str = ""
    rollup_rule: str = ""
