"""The report tree of a period, gathered from the database: the same tree that a reader makes from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.cycle import queries
from saferplan.cycle.models import Meeting, Period, StatedLight, Update
from saferplan.plan.queries import (
    ActivityLine,
    CardLine,
    PriorityLine,
    criteria_in_force,
    load_cards,
    load_outlines,
    owners_in_force,
)
from saferplan.report import tree
from saferplan.report.tree import Light, Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    cards: tuple[CardLine, ...]
    owners: Mapping[int, tuple[str, ...]]
    criteria: Mapping[int, tree.Criteria]
    updates: Mapping[int, Update]
    stated: Mapping[tuple[str, str], StatedLight]

    def light(self, subject: str, kind: str = "delivery") -> StatedLight | None:
        return self.stated.get((subject, kind))


def build_report(partnership: Partnership, period: Period, *, as_at: datetime) -> tree.Report:
    """The period's report as known at an instant. A fixed number of queries (10), however big the plan."""
    version = period.plan_version
    outline = load_outlines(partnership, [version.pk])[version.pk]
    cards = load_cards(partnership, version.pk)
    ids = [card.id for card in cards]
    facts = _Facts(
        cards=cards,
        owners=owners_in_force(ids, on=period.ends, as_at=as_at),
        criteria=criteria_in_force(ids, on=period.ends, as_at=as_at),
        updates=queries.load_updates(partnership, period, as_at=as_at),
        stated=queries.load_stated(partnership, period, as_at=as_at),
    )
    meeting = next(iter(queries.load_meetings(partnership, period)), None)
    codes = {activity.id: activity.code for activity in outline.activities}
    numbers = {priority.id: priority.number for priority in outline.priorities}
    return tree.Report(
        partnership=tree.Partnership(name=partnership.name, motto=partnership.motto),
        title=period.title,
        plan=_plan(period),
        version=period.version,
        date=period.date,
        author=period.author,
        classification=period.classification,
        period=_period(period),
        meeting=_meeting(meeting),
        going_well=period.going_well,
        concern=period.concern,
        priorities=tuple(_priority(p, outline.activities, facts) for p in outline.priorities),
        cards=tuple(_card(card, numbers, codes, facts) for card in cards if not card.is_hidden),
    )


def _plan(period: Period) -> tree.Plan:
    plan = period.plan_version.plan
    return tree.Plan(
        title=plan.title,
        starts=f"{plan.starts:%Y-%m}" if plan.starts else "",
        ends=f"{plan.ends:%Y-%m}" if plan.ends else "",
    )


def _period(period: Period) -> tree.Period:
    return tree.Period(
        key=period.key,
        label=queries.label(period),
        work_to=period.work_to.isoformat() if period.work_to else "",
        figures_to=period.figures_to.isoformat() if period.figures_to else "",
    )


def _meeting(meeting: Meeting | None) -> tree.Meeting:
    if meeting is None:
        return tree.Meeting()
    date = meeting.date.isoformat() if meeting.date else ""
    return tree.Meeting(body=meeting.body, date=date, item=meeting.item, purpose=meeting.purpose)


def _priority(line: PriorityLine, activities: tuple[ActivityLine, ...], facts: _Facts) -> tree.Priority:
    stated = facts.light(f"priority:{line.id}")
    results = facts.light(f"priority:{line.id}", "outcome")
    return tree.Priority(
        number=line.number,
        title=line.title,
        objective=line.objective,
        light=Light(stated.light) if stated else Light.NONE,
        trend=Trend(stated.trend) if stated else Trend.NONE,
        light_stated=stated.light_words if stated else "",
        trend_stated=stated.trend_words if stated else "",
        results=Light(results.light) if results else Light.NONE,
        results_text=results.reason if results else "",
        activities=tuple(_activity(a, facts) for a in activities if a.priority_id == line.id),
    )


def _activity(line: ActivityLine, facts: _Facts) -> tree.Activity:
    stated = facts.light(f"activity:{line.id}")
    own = next((c for c in facts.cards if c.is_hidden and c.targets and c.targets[0][0] == line.id), None)
    update = facts.updates.get(own.id) if own else None
    return tree.Activity(
        code=line.code,
        title=line.title,
        light=Light(stated.light) if stated else Light.NONE,
        trend=Trend(stated.trend) if stated else Trend.NONE,
        light_stated=stated.light_words if stated else "",
        trend_stated=stated.trend_words if stated else "",
        owners=facts.owners.get(own.id, ()) if own else (),
        criteria=facts.criteria.get(own.id, tree.Criteria()) if own else tree.Criteria(),
        position=update.position if update else "",
        next_steps=queries.next_steps_of(update) if update else (),
    )


def _card(card: CardLine, numbers: Mapping[int, int], codes: Mapping[int, str], facts: _Facts) -> tree.Card:
    stated = facts.light(f"card:{card.id}")
    update = facts.updates.get(card.id)
    known = [(codes[activity], wording) for activity, wording in card.targets if activity in codes]
    return tree.Card(
        priority=numbers.get(card.priority_id, 0),
        targets=tuple(code for code, _ in known),
        target_titles=tuple(wording for _, wording in known) if any(w for _, w in known) else (),
        owners=facts.owners.get(card.id, ()),
        aim=card.aim,
        criteria=facts.criteria.get(card.id, tree.Criteria()),
        light=Light(stated.light) if stated else Light.NONE,
        light_stated=stated.light_words if stated else "",
        position=update.position if update else "",
        next_steps=queries.next_steps_of(update) if update else (),
    )
