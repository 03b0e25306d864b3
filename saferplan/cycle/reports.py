"""The report tree of a period, gathered from the database: the same tree that a reader makes from a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.cycle import queries
from saferplan.cycle.agenda import MeetingLine
from saferplan.cycle.figures import known_at, load_annexed, with_figures
from saferplan.cycle.gathering import Gathered, gather
from saferplan.cycle.models import Period
from saferplan.cycle.update_rows import UpdateLine
from saferplan.plan.gathering import CardSheet, Target
from saferplan.plan.queries import ActivityLine, PriorityLine
from saferplan.report import tree
from saferplan.report.derivations import derivation, rule_words
from saferplan.report.derived import DELIVERY, HEADLINE, OUTCOME, Basis, Derived, Lights
from saferplan.report.lights import derive_all

PERIODS_SHOWN = 8


def build_report(partnership: Partnership, period: Period, *, as_at: datetime) -> tree.Report:
    """The period’s report with its figures, as known at an instant. A fixed number of queries, however big the plan."""
    window = window_of(queries.list_periods(partnership), period)
    # The period that was given counts, not the same one read anew: a proof may take newer figures than it has.
    window = [period if each.pk == period.pk else each for each in window]
    gathered = gather(partnership, window, texts_of=[period], as_at=as_at)
    report = report_of(gathered, derive_all(gathered.facts, as_at), period)
    numbers = {line.number: line.id for line in gathered.outline(period).priorities}
    figures, register = load_annexed(partnership, period, at=known_at(period, as_at))
    return with_figures(report, figures, numbers, register)


def window_of(periods: Sequence[Period], period: Period) -> Sequence[Period]:
    """A period with those before it that are shown beside it; `periods` are oldest first."""
    place = [each.pk for each in periods].index(period.pk)
    return periods[max(0, place + 1 - PERIODS_SHOWN) : place + 1]


def report_of(gathered: Gathered, lights: Lights, period: Period) -> tree.Report:
    """The report of one of the periods whose texts were gathered. Parts that were left out are empty."""
    return _Reporting(gathered, lights, period).report()


class _Reporting:
    """One report in the making."""

    def __init__(self, gathered: Gathered, lights: Lights, period: Period) -> None:
        self.gathered = gathered
        self.lights = lights
        self.period = period
        self.outline = gathered.outline(period)
        self.codes = {activity.id: activity.code for activity in self.outline.activities}
        self.names = {f"activity:{pk}": code for pk, code in self.codes.items()}
        self.own_cards = {card.targets[0].activity_id: card for card in gathered.cards_in(period) if _is_return(card)}
        self.children = gathered.facts.children.get(period.key, {})

    def report(self) -> tree.Report:
        period, gathered = self.period, self.gathered
        return tree.Report(
            partnership=tree.Partnership(name=gathered.partnership.name, motto=gathered.partnership.motto),
            title=period.title,
            plan=_plan(period),
            version=period.version,
            date=period.date,
            author=period.author,
            classification=period.classification,
            period=_period(period),
            meeting=_meeting(gathered.agenda.meetings.get(period.pk)),
            going_well=period.going_well,
            concern=period.concern,
            rollup_rule=self._rule(),
            priorities=tuple(self._priority(line) for line in self.outline.priorities),
            cards=self._cards(),
        )

    def _rule(self) -> str:
        """The plan's rule in words; as the loaded report put it where none is adopted."""
        derived = [self._light(f"priority:{line.id}") for line in self.outline.priorities]
        rule = next((each.rule for each in derived if each.rule), None)
        return rule_words(rule.rollup) if rule and rule.rollup else self.period.rollup_rule

    def _light(self, subject: str, kind: str = DELIVERY) -> Derived:
        return self.lights.of(subject, self.period.key, kind)

    def _why(self, subject: str, derived: Derived, noun: str = "activity") -> tree.Derivation:
        parts = [(self.names.get(child, child), self._light(child).light) for child in self.children.get(subject, ())]
        return derivation(derived, noun, parts)

    def _priority(self, line: PriorityLine) -> tree.Priority:
        subject = f"priority:{line.id}"
        light, results, headline = (self._light(subject, kind) for kind in (DELIVERY, OUTCOME, HEADLINE))
        words = self.gathered.words_of(light.fact)
        return tree.Priority(
            number=line.number,
            title=line.title,
            objective=line.objective,
            light=light.light,
            trend=light.trend,
            light_stated=words.light,
            trend_stated=words.trend,
            why=self._why(subject, light, "priority"),
            results=results.light,
            results_text=results.reason if results.basis is Basis.IMPORT else "",
            results_why=derivation(results, "priority"),
            headline=headline.light if headline.basis is Basis.BOTH else tree.Light.NONE,
            headline_why=derivation(headline, "priority") if headline.basis is Basis.BOTH else tree.Derivation(),
            activities=tuple(
                self._activity(activity, self.own_cards.get(activity.id))
                for activity in self.outline.activities
                if activity.priority_id == line.id
            ),
        )

    def _activity(self, line: ActivityLine, own: CardSheet | None) -> tree.Activity:
        subject = f"activity:{line.id}"
        light, results = self._light(subject), self._light(subject, OUTCOME)
        words = self.gathered.words_of(light.fact)
        update = self._update_of(own)
        measured = results.basis is not Basis.NOT_MEASURED
        return tree.Activity(
            code=line.code,
            title=line.title,
            light=light.light,
            trend=light.trend,
            light_stated=words.light,
            trend_stated=words.trend,
            why=self._why(subject, light),
            results=results.light,
            results_why=derivation(results, "activity") if measured else tree.Derivation(),
            owners=self.gathered.owners_on(own.id, self.period.ends) if own else (),
            criteria=self.gathered.criteria_on(own.id, self.period.ends) if own else tree.Criteria(),
            position=update.position if update else "",
            next_steps=update.next_steps() if update else (),
        )

    def _update_of(self, card: CardSheet | None) -> UpdateLine | None:
        return self.gathered.update(self.period, card.id) if card else None

    def _cards(self) -> tuple[tree.Card, ...]:
        numbers = {priority.id: priority.number for priority in self.outline.priorities}
        shown = [card for card in self.gathered.cards_in(self.period) if not card.is_hidden]
        return tuple(self._card(card, numbers.get(card.priority_id, 0)) for card in shown)

    def _card(self, card: CardSheet, number: int) -> tree.Card:
        subject = f"card:{card.id}"
        light = self._light(subject)
        update = self._update_of(card)
        known = [(code, target.wording) for target in card.targets if (code := _code(target, self.codes))]
        return tree.Card(
            priority=number,
            targets=tuple(code for code, _ in known),
            target_titles=tuple(wording for _, wording in known) if any(w for _, w in known) else (),
            owners=self.gathered.owners_on(card.id, self.period.ends),
            aim=card.aim,
            criteria=self.gathered.criteria_on(card.id, self.period.ends),
            light=light.light,
            light_stated=self.gathered.words_of(light.fact).light,
            why=self._why(subject, light, "card"),
            position=update.position if update else "",
            next_steps=update.next_steps() if update else (),
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


def _meeting(meeting: MeetingLine | None) -> tree.Meeting:
    if meeting is None:
        return tree.Meeting()
    date = meeting.date.isoformat() if meeting.date else ""
    return tree.Meeting(body=meeting.body, date=date, item=meeting.item, purpose=meeting.purpose)


def _is_return(card: CardSheet) -> bool:
    """The hidden card that carries the return of one activity."""
    return card.is_hidden and bool(card.targets)


def _code(target: Target, codes: dict[int, str]) -> str:
    """The activity's code in this version, or the code on the card that no activity has."""
    return target.code or (codes.get(target.activity_id, "") if target.activity_id is not None else "")
