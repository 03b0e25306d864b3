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

from saferplan.accounts.models import Partnership
from saferplan.common.dated import in_force
from saferplan.cycle.agenda import Agenda, load_agenda
from saferplan.cycle.measured import load_measured
from saferplan.cycle.models import Period
from saferplan.cycle.stated_rows import Words, load_stated
from saferplan.cycle.update_rows import UpdateLine, Written, load_written
from saferplan.plan.gathering import Told, load_told
from saferplan.plan.sheets import CardSheet, Outline, load_plan_sheets
from saferplan.report import tree
from saferplan.report.light_facts import Facts, PeriodFact, StatedFact, UpdateFact


class Part(Enum):
    """A part that a page may leave out; the agenda is one query."""

    UPDATES = auto()
    AGENDA = auto()


REPORT_PARTS = frozenset({Part.UPDATES, Part.AGENDA})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was gathered for some periods, oldest first; texts only for those asked for."""

    partnership: Partnership
    periods: tuple[Period, ...]
    outlines: Mapping[int, Outline]
    facts: Facts
    words: Mapping[int, Words]
    cards: Mapping[int, tuple[CardSheet, ...]]
    told: Told
    written: Written = field(default_factory=Written)
    agenda: Agenda = field(default_factory=Agenda)

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
) -> Gathered:
    """The facts of `periods` (oldest first) and the texts of some of them, as known at an instant.

    Seven queries, and one for the agenda. Periods must be the partnership's own, with their plan version
    loaded.
    """
    versions = {period.plan_version_id for period in (*periods, *texts_of)}
    sheets = load_plan_sheets(partnership, versions)
    outlines, cards = sheets.outlines, sheets.cards
    stated = load_stated(partnership, periods, as_at)
    told = load_told(partnership, {card.id for lines in cards.values() for card in lines}, as_at=as_at)
    wanted = [period.pk for period in texts_of]
    written = load_written(partnership, wanted if Part.UPDATES in parts else (), periods, as_at)
    agenda = load_agenda(partnership, wanted) if Part.AGENDA in parts else Agenda()
    return Gathered(
        partnership=partnership,
        periods=tuple(periods),
        outlines=outlines,
        facts=Facts(
            periods=tuple(PeriodFact(period.key, period.ends, period.plan_version.plan_id) for period in periods),
            subjects={p.key: _subjects(outlines[p.plan_version_id], cards, p) for p in periods},
            children={p.key: _children(outlines[p.plan_version_id], cards, p) for p in periods},
            stated=stated.facts,
            criteria={f"card:{card}": rows for card, rows in told.criteria.items()},
            cards=_cards_of_activities(periods, cards),
            rollups=told.rollups,
            headlines=told.headlines,
            pending=_pending(periods, cards, written),
            last=stated.last,
            measures=load_measured(partnership, periods, as_at),
        ),
        words=stated.words,
        cards=cards,
        told=told,
        written=written,
        agenda=agenda,
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


def _cards_of_activities(periods: Sequence[Period], cards: Cards) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By period: the cards about each activity in the period's plan, first the one of its own return."""
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for version, sheets in cards.items():
        about: dict[str, list[str]] = defaultdict(list)
        for card in sorted(sheets, key=lambda card: not card.is_hidden):
            for activity in _activities(card):
                about[f"activity:{activity}"].append(f"card:{card.id}")
        found[version] = {activity: tuple(names) for activity, names in about.items()}
    return {period.key: found.get(period.plan_version_id, {}) for period in periods}


def _pending(periods: Sequence[Period], cards: Cards, written: Written) -> Mapping[tuple[str, str], UpdateFact]:
    return {
        (f"activity:{activity}", period.key): fact
        for period in periods
        for card in cards.get(period.plan_version_id, ())
        if (fact := written.pending.get((period.pk, card.id)))
        for activity in _activities(card)
    }
