"""The report tree of a period, gathered from the database: the same tree that a reader makes from a file."""

from __future__ import annotations

from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.cycle import queries
from saferplan.cycle.gathering import Gathered, UpdateLine, gather
from saferplan.cycle.models import Meeting, Period
from saferplan.plan.gathering import CardSheet, Target
from saferplan.plan.queries import ActivityLine, PriorityLine
from saferplan.report import tree
from saferplan.report.tree import Light, Trend


def build_report(partnership: Partnership, period: Period, *, as_at: datetime) -> tree.Report:
    """The period's report as known at an instant. A fixed number of queries (8), however big the plan."""
    return report_of(gather(partnership, [period], texts_of=[period], as_at=as_at), period)


def report_of(gathered: Gathered, period: Period) -> tree.Report:
    """The report of one of the periods whose texts were gathered. Parts that were left out are empty."""
    outline = gathered.outline(period)
    return tree.Report(
        partnership=tree.Partnership(name=gathered.partnership.name, motto=gathered.partnership.motto),
        title=period.title,
        plan=_plan(period),
        version=period.version,
        date=period.date,
        author=period.author,
        classification=period.classification,
        period=_period(period),
        meeting=_meeting(gathered.meetings.get(period.pk)),
        going_well=period.going_well,
        concern=period.concern,
        rollup_rule=period.rollup_rule,
        priorities=tuple(_priority(line, period, gathered) for line in outline.priorities),
        cards=_cards(period, gathered),
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
        label=period.label or queries.label(period),
        work_to=period.work_to.isoformat() if period.work_to else "",
        figures_to=period.figures_to.isoformat() if period.figures_to else "",
    )


def _meeting(meeting: Meeting | None) -> tree.Meeting:
    if meeting is None:
        return tree.Meeting()
    date = meeting.date.isoformat() if meeting.date else ""
    return tree.Meeting(body=meeting.body, date=date, item=meeting.item, purpose=meeting.purpose)


def _priority(line: PriorityLine, period: Period, gathered: Gathered) -> tree.Priority:
    stated = gathered.light(f"priority:{line.id}", period)
    results = gathered.light(f"priority:{line.id}", period, "outcome")
    own_cards = {card.targets[0].activity_id: card for card in gathered.cards_in(period) if _is_return(card)}
    return tree.Priority(
        number=line.number,
        title=line.title,
        objective=line.objective,
        light=stated.fact.light if stated else Light.NONE,
        trend=stated.fact.trend if stated else Trend.NONE,
        light_stated=stated.light_words if stated else "",
        trend_stated=stated.trend_words if stated else "",
        results=results.fact.light if results else Light.NONE,
        results_text=results.fact.reason if results else "",
        activities=tuple(
            _activity(activity, own_cards.get(activity.id), period, gathered)
            for activity in gathered.outline(period).activities
            if activity.priority_id == line.id
        ),
    )


def _is_return(card: CardSheet) -> bool:
    """The hidden card that carries the return of one activity."""
    return card.is_hidden and bool(card.targets)


def _activity(line: ActivityLine, own: CardSheet | None, period: Period, gathered: Gathered) -> tree.Activity:
    stated = gathered.light(f"activity:{line.id}", period)
    update = _update_of(own, period, gathered)
    return tree.Activity(
        code=line.code,
        title=line.title,
        light=stated.fact.light if stated else Light.NONE,
        trend=stated.fact.trend if stated else Trend.NONE,
        light_stated=stated.light_words if stated else "",
        trend_stated=stated.trend_words if stated else "",
        owners=gathered.owners_on(own.id, period.ends) if own else (),
        criteria=gathered.criteria_on(own.id, period.ends) if own else tree.Criteria(),
        position=update.position if update else "",
        next_steps=update.next_steps() if update else (),
    )


def _update_of(card: CardSheet | None, period: Period, gathered: Gathered) -> UpdateLine | None:
    return gathered.updates.get((period.pk, card.id)) if card else None


def _cards(period: Period, gathered: Gathered) -> tuple[tree.Card, ...]:
    outline = gathered.outline(period)
    codes = {activity.id: activity.code for activity in outline.activities}
    numbers = {priority.id: priority.number for priority in outline.priorities}
    shown = [card for card in gathered.cards_in(period) if not card.is_hidden]
    return tuple(_card(card, numbers.get(card.priority_id, 0), codes, period, gathered) for card in shown)


def _card(card: CardSheet, number: int, codes: dict[int, str], period: Period, gathered: Gathered) -> tree.Card:
    stated = gathered.light(f"card:{card.id}", period)
    update = _update_of(card, period, gathered)
    known = [(code, target.wording) for target in card.targets if (code := _code(target, codes))]
    return tree.Card(
        priority=number,
        targets=tuple(code for code, _ in known),
        target_titles=tuple(wording for _, wording in known) if any(w for _, w in known) else (),
        owners=gathered.owners_on(card.id, period.ends),
        aim=card.aim,
        criteria=gathered.criteria_on(card.id, period.ends),
        light=stated.fact.light if stated else Light.NONE,
        light_stated=stated.light_words if stated else "",
        position=update.position if update else "",
        next_steps=update.next_steps() if update else (),
    )


def _code(target: Target, codes: dict[int, str]) -> str:
    """The activity's code in this version, or the code on the card that no activity has."""
    return target.code or (codes.get(target.activity_id, "") if target.activity_id is not None else "")
