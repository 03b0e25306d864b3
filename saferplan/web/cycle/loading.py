"""What the pages of a period stand on: which period, its report, and its lights with those before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import Http404
from django.utils import timezone

from saferplan.cycle.gathering import REPORT_PARTS, Gathered, Part, gather
from saferplan.cycle.light_actions import FIXED
from saferplan.cycle.models import Period
from saferplan.cycle.period_states import is_for_board
from saferplan.cycle.queries import label, list_periods
from saferplan.cycle.reports import report_of, window_of
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_rows import UpdateLine
from saferplan.plan.queries import Outline
from saferplan.report.derived import DELIVERY, Derived, Lights
from saferplan.report.lights import derive_all
from saferplan.report.tree import Report
from saferplan.web.access import Visit


@dataclass(frozen=True)
class PeriodPage:
    """A period as a visitor looks at it. `periods` are all of the partnership's, oldest first."""

    visit: Visit
    periods: Sequence[Period]
    period: Period
    gathered: Gathered
    report: Report
    lights: Lights
    now: datetime

    @cached_property
    def window(self) -> Sequence[Period]:
        return self.gathered.periods

    @cached_property
    def outline(self) -> Outline:
        return self.gathered.outline(self.period)

    @cached_property
    def activity_ids(self) -> dict[str, int]:
        return {activity.code: activity.id for activity in self.outline.activities}

    @cached_property
    def priority_ids(self) -> dict[int, int]:
        return {priority.number: priority.id for priority in self.outline.priorities}

    @cached_property
    def before(self) -> Period | None:
        place = self.periods.index(self.period)
        return self.periods[place - 1] if place else None

    @cached_property
    def after(self) -> Period | None:
        place = self.periods.index(self.period)
        return self.periods[place + 1] if place + 1 < len(self.periods) else None

    @property
    def slug(self) -> str:
        return self.visit.partnership.slug

    @property
    def key(self) -> str:
        return self.period.key

    @property
    def is_open(self) -> bool:
        """Whether lights can still be stated: what is published stays as it is."""
        return PeriodState(self.period.state) not in FIXED

    @cached_property
    def label(self) -> str:
        return self.report.period.label or label(self.period)

    def activity_light(self, code: str) -> Derived:
        return self.lights.of(f"activity:{self.activity_ids[code]}", self.key)

    def card_id(self, number: int) -> int:
        """One of the report's cards, counted from 1."""
        return [card.id for card in self.gathered.cards_in(self.period) if not card.is_hidden][number - 1]

    def card_light(self, number: int) -> Derived:
        return self.lights.of(f"card:{self.card_id(number)}", self.key)

    def update_of(self, code: str) -> UpdateLine | None:
        """The approved update that an activity's light comes from."""
        own = self.activity_ids[code]
        about = [card for card in self.gathered.cards_in(self.period) if own in [t.activity_id for t in card.targets]]
        lines = (self.gathered.update(self.period, card.id) for card in about)
        return next((line for line in lines if line), None)

    def priority_light(self, number: int, kind: str = DELIVERY) -> Derived:
        return self.lights.of(f"priority:{self.priority_ids[number]}", self.key, kind)


def list_periods_seen_by(visit: Visit) -> Sequence[Period]:
    """The partnership's periods, oldest first. For board members a period is not there before it is ready."""
    periods = list_periods(visit.partnership)
    if not visit.sees_only_ready:
        return periods
    return [period for period in periods if is_for_board(PeriodState(period.state))]


def find_period(periods: Sequence[Period], key: str) -> Period:
    """The partnership's period of that key; 404 where there is none."""
    found = next((period for period in periods if period.key == key), None)
    if found is None:
        raise Http404
    return found


def latest_period(periods: Sequence[Period], now: datetime) -> Period | None:
    """The latest period with something to show: whose updates are in, else that has begun, else the first."""
    today = timezone.localdate(now)
    begun = [period for period in periods if period.starts <= today]
    told = [period for period in begun if not is_gathering(period)]
    return next((some[-1] for some in (told, begun) if some), periods[0] if periods else None)


def is_gathering(period: Period) -> bool:
    """Whether updates are still to come: silence says nothing yet."""
    return PeriodState(period.state) in (PeriodState.PLANNED, PeriodState.OPEN)


def load_page(visit: Visit, key: str | None, parts: Collection[Part] = REPORT_PARTS) -> PeriodPage | None:
    """The page of a period, or of the latest (`key` None); None where the partnership has no period yet."""
    now = timezone.now()
    periods = list_periods_seen_by(visit)
    period = find_period(periods, key) if key is not None else latest_period(periods, now)
    if period is None:
        return None
    gathered = gather(visit.partnership, window_of(periods, period), texts_of=[period], as_at=now, parts=parts)
    lights = derive_all(gathered.facts, now)
    return PeriodPage(
        visit=visit,
        periods=periods,
        period=period,
        gathered=gathered,
        report=report_of(gathered, lights, period),
        lights=lights,
        now=now,
    )
