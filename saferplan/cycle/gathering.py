"""Everything that a partnership's pages and reports are made from, in a fixed number of queries.

However many periods, plan versions and activities there are, each part is one query. Pages leave out the parts
that they do not show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto

from django.db.models import Min, Q

from saferplan.accounts.models import Partnership
from saferplan.common.dated import in_force
from saferplan.cycle.models import DecisionAsked, Meeting, Period
from saferplan.cycle.rules import StepKind
from saferplan.cycle.stated_rows import Words, load_stated
from saferplan.cycle.update_rows import UpdateLine, Written, load_written
from saferplan.plan.gathering import (
    CardFacts,
    CardSheet,
    DatedCriteria,
    load_card_facts,
    load_card_sheets,
    load_light_rules,
)
from saferplan.plan.queries import Outline, load_outlines
from saferplan.report import tree
from saferplan.report.light_facts import Facts, MeasureFact, PeriodFact, StatedFact, UpdateFact


class Part(Enum):
    """A part that a page may leave out; each but the updates is one query."""

    UPDATES = auto()
    MEETINGS = auto()
    DECISIONS = auto()


REPORT_PARTS = frozenset({Part.UPDATES, Part.MEETINGS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was gathered for some periods, oldest first; texts only for those asked for.

    `due` is when partners' updates are due, by period.
    """

    partnership: Partnership
    periods: tuple[Period, ...]
    outlines: Mapping[int, Outline]
    facts: Facts
    words: Mapping[int, Words]
    cards: Mapping[int, tuple[CardSheet, ...]]
    told: CardFacts
    written: Written = field(default_factory=Written)
    meetings: Mapping[int, Meeting] = field(default_factory=dict)
    due: Mapping[int, datetime] = field(default_factory=dict)
    decisions: Mapping[int, tuple[DecisionAsked, ...]] = field(default_factory=dict)

    def outline(self, period: Period) -> Outline:
        return self.outlines[period.plan_version_id]

    def cards_in(self, period: Period) -> tuple[CardSheet, ...]:
        return self.cards.get(period.plan_version_id, ())

    def words_of(self, fact: StatedFact | None) -> Words:
        """A stated light in the words of the report that it was loaded from."""
        return self.words.get(fact.id, NO_WORDS) if fact else NO_WORDS

    def update(self, period: Period, card: int) -> UpdateLine | None:
        return self.written.approved.get((period.pk, card))

    def owners_on(self, card: int, day: date) -> tuple[str, ...]:
        return in_force(self.told.owners.get(card, ()), day) or ()

    def criteria_on(self, card: int, day: date) -> tree.Criteria:
        return in_force(self.told.criteria.get(card, ()), day) or tree.Criteria()


NO_WORDS = Words("", "")


def gather(
    partnership: Partnership,
    periods: Sequence[Period],
    *,
    texts_of: Sequence[Period],
    as_at: datetime,
    parts: Collection[Part] = REPORT_PARTS,
    measures: Sequence[MeasureFact] = (),
) -> Gathered:
    """The facts of `periods` (oldest first) and the texts of some of them, as known at an instant.

    Six queries and one for each part but the updates. Periods must be the partnership's own, with their plan version
    loaded. `measures` are what the partnership's measures say of the periods.
    """
    versions = {period.plan_version_id for period in (*periods, *texts_of)}
    outlines = load_outlines(partnership, versions)
    stated = load_stated(partnership, periods, as_at)
    cards = load_card_sheets(partnership, versions)
    told = load_card_facts(partnership, {card.id for lines in cards.values() for card in lines}, as_at=as_at)
    wanted = [period.pk for period in texts_of]
    written = load_written(partnership, wanted if Part.UPDATES in parts else (), periods, as_at)
    meetings, due = _load_meetings(partnership, wanted) if Part.MEETINGS in parts else ({}, {})
    rules = load_light_rules(partnership, as_at=as_at)
    return Gathered(
        partnership=partnership,
        periods=tuple(periods),
        outlines=outlines,
        facts=Facts(
            periods=tuple(PeriodFact(period.key, period.ends, period.plan_version.plan_id) for period in periods),
            subjects={p.key: _subjects(outlines[p.plan_version_id], cards, p) for p in periods},
            children={p.key: _children(outlines[p.plan_version_id], cards, p) for p in periods},
            stated=stated.facts,
            criteria=_criteria_of_activities(periods, cards, told),
            rollups=rules.rollups,
            headlines=rules.headlines,
            pending=_pending(periods, cards, written),
            last=stated.last,
            measures=measures,
        ),
        words=stated.words,
        cards=cards,
        told=told,
        written=written,
        meetings=meetings,
        due=due,
        decisions=_load_decisions(partnership, wanted) if Part.DECISIONS in parts else {},
    )


Cards = Mapping[int, tuple[CardSheet, ...]]


def _subjects(outline: Outline, cards: Cards, period: Period) -> tuple[str, ...]:
    return (
        *(f"priority:{priority.id}" for priority in outline.priorities),
        *(f"activity:{activity.id}" for activity in outline.activities),
        *(f"card:{card.id}" for card in cards.get(period.plan_version_id, ()) if not card.is_hidden),
    )


def _children(outline: Outline, cards: Cards, period: Period) -> Mapping[str, tuple[str, ...]]:
    """The activities of each priority and card of a period's plan."""
    found: dict[str, list[str]] = defaultdict(list)
    for activity in outline.activities:
        found[f"priority:{activity.priority_id}"].append(f"activity:{activity.id}")
    for card in cards.get(period.plan_version_id, ()):
        found[f"card:{card.id}"] += [f"activity:{each}" for each in _activities(card)]
    return {parent: tuple(children) for parent, children in found.items()}


def _activities(card: CardSheet) -> Iterable[int]:
    return (target.activity_id for target in card.targets if target.activity_id is not None)


def _criteria_of_activities(
    periods: Sequence[Period], cards: Cards, told: CardFacts
) -> Mapping[str, tuple[DatedCriteria, ...]]:
    """Each activity's criteria over time: those of its own return, else of the first card about it that has any."""
    found: dict[str, tuple[DatedCriteria, ...]] = {}
    for period in reversed(periods):
        sheets = cards.get(period.plan_version_id, ())
        for card in sorted(sheets, key=lambda card: not card.is_hidden):
            rows = told.criteria.get(card.id, ())
            if any(row.value.is_stated() for row in rows):
                for activity in _activities(card):
                    found.setdefault(f"activity:{activity}", rows)
    return found


def _pending(periods: Sequence[Period], cards: Cards, written: Written) -> Mapping[tuple[str, str], UpdateFact]:
    return {
        (f"activity:{activity}", period.key): fact
        for period in periods
        for card in cards.get(period.plan_version_id, ())
        if (fact := written.pending.get((period.pk, card.id)))
        for activity in _activities(card)
    }


def _load_meetings(
    partnership: Partnership, periods: Collection[int]
) -> tuple[dict[int, Meeting], dict[int, datetime]]:
    """The first meeting of each period, and when partners' updates are due: the earliest of its meetings counts."""
    found: dict[int, Meeting] = {}
    due: dict[int, datetime] = {}
    returns = Min("steps__due_at", filter=Q(steps__kind=StepKind.PARTNER_RETURN))
    rows = Meeting.objects.filter(period__in=periods, period__partnership=partnership).annotate(return_due=returns)
    for meeting in rows:
        found.setdefault(meeting.period_id, meeting)
        instant = meeting.return_due
        if instant is not None:
            due[meeting.period_id] = min(instant, due.get(meeting.period_id, instant))
    return found, due


def _load_decisions(partnership: Partnership, periods: Collection[int]) -> dict[int, tuple[DecisionAsked, ...]]:
    found: dict[int, list[DecisionAsked]] = defaultdict(list)
    for decision in DecisionAsked.objects.filter(period__in=periods, period__partnership=partnership):
        found[decision.period_id].append(decision)
    return {period: tuple(decisions) for period, decisions in found.items()}
