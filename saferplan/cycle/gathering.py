"""Everything that a partnership's pages and reports are made from, in a fixed number of queries.

However many periods, plan versions and activities there are, each part is one query. Pages leave out the parts
that they do not show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto

from saferplan.accounts.models import Partnership
from saferplan.common.dated import in_force
from saferplan.cycle.models import DecisionAsked, Meeting, Period, StatedLight, Update
from saferplan.cycle.rules import UpdateState
from saferplan.plan.gathering import (
    CardSheet,
    DatedCriteria,
    DatedOwners,
    load_card_sheets,
    load_criteria,
    load_owners,
)
from saferplan.plan.queries import Outline, load_outlines
from saferplan.report import tree
from saferplan.report.light_facts import Facts, PeriodFact, StatedFact
from saferplan.report.tree import Light, Trend

STATED_FIELDS = (
    *("period_id", "kind", "light", "trend", "reason", "recorded_at", "until"),
    *("light_words", "trend_words", "source", "by"),
    *("priority_id", "activity_id", "card_id"),
)


class Part(Enum):
    """A part that a page may leave out; each is one query."""

    OWNERS = auto()
    CRITERIA = auto()
    UPDATES = auto()
    MEETINGS = auto()
    DECISIONS = auto()


REPORT_PARTS = frozenset({Part.OWNERS, Part.CRITERIA, Part.UPDATES, Part.MEETINGS})


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A light as stated: the fact that lights are derived from, and where it came from."""

    fact: StatedFact
    light_words: str
    trend_words: str
    source: str
    by: str


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """An approved update. `steps` are (activity id or None, the step)."""

    lead: str
    position: str
    recorded_at: datetime
    steps: tuple[tuple[int | None, tree.NextStep], ...]

    def next_steps(self) -> tuple[tree.NextStep, ...]:
        return tuple(step for _, step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was gathered for some periods, oldest first; texts only for those asked for."""

    partnership: Partnership
    periods: tuple[Period, ...]
    outlines: Mapping[int, Outline]
    facts: Facts
    stated: Mapping[tuple[str, str, str], StatedLine]
    cards: Mapping[int, tuple[CardSheet, ...]]
    owners: Mapping[int, tuple[DatedOwners, ...]] = field(default_factory=dict)
    criteria: Mapping[int, tuple[DatedCriteria, ...]] = field(default_factory=dict)
    updates: Mapping[tuple[int, int], UpdateLine] = field(default_factory=dict)
    meetings: Mapping[int, Meeting] = field(default_factory=dict)
    decisions: Mapping[int, tuple[DecisionAsked, ...]] = field(default_factory=dict)

    def outline(self, period: Period) -> Outline:
        return self.outlines[period.plan_version_id]

    def cards_in(self, period: Period) -> tuple[CardSheet, ...]:
        return self.cards.get(period.plan_version_id, ())

    def light(self, subject: str, period: Period, kind: str = "delivery") -> StatedLine | None:
        """The latest light stated for a subject in a period."""
        return self.stated.get((subject, period.key, kind))

    def owners_on(self, card: int, day: date) -> tuple[str, ...]:
        return in_force(self.owners.get(card, ()), day) or ()

    def criteria_on(self, card: int, day: date) -> tree.Criteria:
        return in_force(self.criteria.get(card, ()), day) or tree.Criteria()


def gather(
    partnership: Partnership,
    periods: Sequence[Period],
    *,
    texts_of: Sequence[Period],
    as_at: datetime,
    parts: Collection[Part] = REPORT_PARTS,
) -> Gathered:
    """The lights of `periods` (oldest first) and the texts of some of them, as known at an instant.

    Four queries and one for each part. Periods must be the partnership's own.
    """
    versions = {period.plan_version_id for period in (*periods, *texts_of)}
    outlines = load_outlines(partnership, versions)
    stated = _load_stated(partnership, {period.pk: period.key for period in (*periods, *texts_of)}, as_at)
    cards = load_card_sheets(partnership, {period.plan_version_id for period in texts_of})
    ids = {card.id for lines in cards.values() for card in lines}
    wanted = [period.pk for period in texts_of]
    return Gathered(
        partnership=partnership,
        periods=tuple(periods),
        outlines=outlines,
        facts=_facts(periods, outlines, stated),
        stated={(line.fact.subject, line.fact.period, line.fact.kind): line for line in stated},
        cards=cards,
        owners=load_owners(partnership, ids, as_at=as_at) if Part.OWNERS in parts else {},
        criteria=load_criteria(partnership, ids, as_at=as_at) if Part.CRITERIA in parts else {},
        updates=_load_updates(partnership, wanted, as_at) if Part.UPDATES in parts else {},
        meetings=_load_meetings(partnership, wanted) if Part.MEETINGS in parts else {},
        decisions=_load_decisions(partnership, wanted) if Part.DECISIONS in parts else {},
    )


def _facts(periods: Sequence[Period], outlines: Mapping[int, Outline], stated: Sequence[StatedLine]) -> Facts:
    return Facts(
        periods=tuple(PeriodFact(period.key, period.ends) for period in periods),
        subjects={period.key: _subjects(outlines[period.plan_version_id]) for period in periods},
        stated=[line.fact for line in stated],
    )


def _subjects(outline: Outline) -> tuple[str, ...]:
    return tuple(f"priority:{p.id}" for p in outline.priorities) + tuple(f"activity:{a.id}" for a in outline.activities)


def _subject(priority: int | None, activity: int | None, card: int | None) -> str:
    if priority is not None:
        return f"priority:{priority}"
    return f"activity:{activity}" if activity is not None else f"card:{card}"


def _load_stated(partnership: Partnership, keys: Mapping[int, str], as_at: datetime) -> list[StatedLine]:
    """Every light stated in the periods, in the order in which later ones count. One query."""
    rows = StatedLight.objects.filter(period__in=keys, period__partnership=partnership, recorded_at__lte=as_at)
    return [
        StatedLine(
            StatedFact(_subject(*ids), keys[period], kind, Light(light), Trend(trend), reason, at, until),
            light_words,
            trend_words,
            source,
            by,
        )
        for period, kind, light, trend, reason, at, until, light_words, trend_words, source, by, *ids in rows.order_by(
            "recorded_at", "id"
        ).values_list(*STATED_FIELDS)
    ]


def _load_updates(
    partnership: Partnership, periods: Collection[int], as_at: datetime
) -> dict[tuple[int, int], UpdateLine]:
    """The approved updates by period and card, with their next steps. One query: a row for each step."""
    rows = Update.objects.filter(
        period__in=periods, period__partnership=partnership, state=UpdateState.APPROVED, recorded_at__lte=as_at
    )
    steps: dict[tuple[int, int], list[tuple[int | None, tree.NextStep]]] = defaultdict(list)
    found: dict[tuple[int, int], tuple[str, str, datetime]] = {}
    for period, card, lead, position, at, activity, text, who, due, due_words in rows.order_by(
        "id", "next_steps__order", "next_steps__id"
    ).values_list(
        *("period_id", "card_id", "lead", "position", "recorded_at", "next_steps__activity_id"),
        *("next_steps__text", "next_steps__who", "next_steps__due", "next_steps__due_words"),
    ):
        found[period, card] = (lead, position, at)
        if text is not None:
            when = due_words or (due.isoformat() if due else "")
            steps[period, card].append((activity, tree.NextStep(text=text, who=who, due=when)))
    return {key: UpdateLine(*update, tuple(steps[key])) for key, update in found.items()}


def _load_meetings(partnership: Partnership, periods: Collection[int]) -> dict[int, Meeting]:
    """The first meeting of each period."""
    found: dict[int, Meeting] = {}
    for meeting in Meeting.objects.filter(period__in=periods, period__partnership=partnership):
        found.setdefault(meeting.period_id, meeting)
    return found


def _load_decisions(partnership: Partnership, periods: Collection[int]) -> dict[int, tuple[DecisionAsked, ...]]:
    found: dict[int, list[DecisionAsked]] = defaultdict(list)
    for decision in DecisionAsked.objects.filter(period__in=periods, period__partnership=partnership):
        found[decision.period_id].append(decision)
    return {period: tuple(decisions) for period, decisions in found.items()}
