"""What the pages of an update stand on: the period, the card, who the visitor is to it, and what was said last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import Http404
from django.utils import timezone

from saferplan.cycle.models import EvidenceFile, HandOver, Period, Update
from saferplan.cycle.period_queries import find_period, partner_return_due
from saferplan.cycle.queries import label
from saferplan.cycle.review_queries import list_evidence
from saferplan.cycle.rules import PeriodState, UpdateState
from saferplan.cycle.update_contents import Contents
from saferplan.cycle.update_queries import (
    Asked,
    LastTime,
    actor_of,
    criteria_of,
    find_asked,
    find_update,
    list_handovers,
    load_contents,
    load_last_time,
    names_of,
    who_is,
)
from saferplan.cycle.update_rights import Actor, Who, is_for_agency, may_choose_lights, may_write
from saferplan.cycle.update_states import Move, is_writable, moves
from saferplan.report.tree import Criteria
from saferplan.web.access import Visit


@dataclass(frozen=True)
class UpdatePage:
    """An update as a visitor looks at it."""

    visit: Visit
    actor: Actor
    period: Period
    asked: Asked
    row: Update | None
    handovers: Sequence[HandOver]
    who: frozenset[Who]
    now: datetime

    @property
    def slug(self) -> str:
        return self.visit.partnership.slug

    @property
    def args(self) -> tuple[str, str, int]:
        """What addresses of this update take."""
        return (self.slug, self.period.key, self.asked.card)

    @cached_property
    def period_label(self) -> str:
        return self.period.label or label(self.period)

    @property
    def state(self) -> UpdateState:
        return UpdateState(self.row.state) if self.row else UpdateState.DRAFT

    @property
    def period_state(self) -> PeriodState:
        return PeriodState(self.period.state)

    @property
    def revision(self) -> int:
        return self.row.revision if self.row else 0

    @property
    def is_theirs(self) -> bool:
        """Whether the visitor is asked for it, not only lets it through."""
        return bool(self.who & {Who.LEAD, Who.HELPER})

    @property
    def may_write(self) -> bool:
        return may_write(self.who) and is_writable(self.state, self.period_state)

    @property
    def may_choose_lights(self) -> bool:
        return may_choose_lights(self.who)

    @property
    def is_for_agency(self) -> bool:
        return is_for_agency(self.who)

    @property
    def moves(self) -> frozenset[Move]:
        return moves(self.state, self.period_state, self.who)

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def contents(self) -> Contents:
        return load_contents(self.row)

    @cached_property
    def last(self) -> LastTime:
        return load_last_time(self.visit.partnership, self.period, self.asked, now=self.now)

    @cached_property
    def criteria(self) -> Criteria:
        return criteria_of(self.visit.partnership, self.period, self.asked.card)

    @cached_property
    def evidence(self) -> Sequence[EvidenceFile]:
        return list_evidence(self.row)

    @cached_property
    def due(self) -> datetime | None:
        return partner_return_due(self.visit.partnership, self.period)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return names_of(self.visit.partnership)

    def name(self, username: str) -> str:
        return self.names.get(username, username)


def period_of(visit: Visit, key: str) -> Period:
    period = find_period(visit.partnership, key)
    if period is None:
        raise Http404
    return period


def open_update(visit: Visit, key: str, card: int) -> UpdatePage:
    """The update of a card; not there for whoever has no business with it."""
    period = period_of(visit, key)
    asked = find_asked(visit.partnership, period, card)
    if asked is None:
        raise Http404
    actor = actor_of(visit.user, visit.partnership, visit.role)
    row = find_update(visit.partnership, period, card)
    handovers = list_handovers(row)
    who = who_is(actor, asked, handovers)
    if not who:
        raise Http404
    return UpdatePage(visit, actor, period, asked, row, handovers, who, timezone.now())
