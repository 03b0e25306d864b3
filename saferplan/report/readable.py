"""What people see of a report in a written document: what is written and read back is equal in this form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from saferplan.report.derived import Basis
from saferplan.report.markdown import parse_markdown, to_markdown
from saferplan.report.tree import (
    Activity,
    Card,
    Criteria,
    Derivation,
    Light,
    Meeting,
    NextStep,
    Partnership,
    Period,
    Plan,
    Priority,
    Report,
)

_PLAIN = (Basis.IMPORT, Basis.NO_RULE, Basis.NOT_MEASURED)
# Characters that no XML document can hold, and so no Word file; blanks among them are collapsed before.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def readable(report: Report) -> Report:
    """The report with blanks collapsed, Markdown in its one form, and without the source's own words for lights.

    Of why a light is what it is, people see the sentence. Measures are left out: a chart in a document is a picture,
    and figures are never taken back from one.
    """
    titles = {line(activity.code): line(activity.title) for _, activity in report.activities()}
    return Report(
        schema=report.schema,
        partnership=Partnership(name=line(report.partnership.name), motto=line(report.partnership.motto)),
        title=line(report.title),
        plan=Plan(title=line(report.plan.title), starts=line(report.plan.starts), ends=line(report.plan.ends)),
        version=line(report.version),
        date=line(report.date),
        author=line(report.author),
        classification=line(report.classification),
        changes=line(report.changes),
        period=_period(report.period),
        meeting=_meeting(report.meeting),
        going_well=line(report.going_well),
        concern=line(report.concern),
        rollup_rule=line(report.rollup_rule),
        priorities=tuple(_priority(each) for each in report.priorities),
        cards=tuple(_card(each, titles) for each in report.cards),
    )


def line(text: str) -> str:
    """One line: blanks collapsed, none at the ends, nothing that a document cannot hold."""
    return " ".join(_UNWRITABLE.sub("", text).split())


def markdown(text: str) -> str:
    """The one form of a position."""
    return to_markdown(parse_markdown(_UNWRITABLE.sub("", text)))


def reason(why: Derivation) -> str:
    """The sentence that people see beside a light; none where nobody has to ask.

    That is where it is just as a loaded report states it, or where there is nothing that it could be made of.
    """
    stands_alone = why.computed is Light.NONE and why.stated is Light.NONE
    return "" if why.basis in _PLAIN and stands_alone else line(why.sentence)


def _why(why: Derivation) -> Derivation:
    return Derivation(sentence=reason(why))


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(each for each in map(line, texts) if each)


def _period(period: Period) -> Period:
    return Period(
        key=line(period.key),
        label=line(period.label),
        work_to=line(period.work_to),
        figures_to=line(period.figures_to),
    )


def _meeting(meeting: Meeting) -> Meeting:
    return Meeting(
        body=line(meeting.body), date=line(meeting.date), item=line(meeting.item), purpose=line(meeting.purpose)
    )


def _priority(priority: Priority) -> Priority:
    return replace(
        priority,
        title=line(priority.title),
        objective=line(priority.objective),
        light_stated="",
        trend_stated="",
        why=_why(priority.why),
        results_text=line(priority.results_text),
        results_why=_why(priority.results_why),
        headline_why=_why(priority.headline_why),
        activities=tuple(_activity(each) for each in priority.activities),
        measures=(),
    )


def _activity(activity: Activity) -> Activity:
    return replace(
        activity,
        code=line(activity.code),
        title=line(activity.title),
        light_stated="",
        trend_stated="",
        why=_why(activity.why),
        results_why=_why(activity.results_why),
        owners=_lines(activity.owners),
        criteria=_criteria(activity.criteria),
        position=markdown(activity.position),
        next_steps=_next_steps(activity.next_steps),
    )


def _card(card: Card, titles: dict[str, str]) -> Card:
    codes = tuple(line(code) for code in card.targets)
    stated = [line(title) for title in card.target_titles[: len(codes)]]
    stated += [""] * (len(codes) - len(stated))
    own = tuple("" if title == titles.get(code, "") else title for code, title in zip(codes, stated, strict=True))
    return replace(
        card,
        targets=codes,
        target_titles=own if any(own) else (),
        owners=_lines(card.owners),
        aim=line(card.aim),
        criteria=_criteria(card.criteria),
        light_stated="",
        why=_why(card.why),
        position=markdown(card.position),
        next_steps=_next_steps(card.next_steps),
    )


def _criteria(criteria: Criteria) -> Criteria:
    return Criteria(
        green=line(criteria.green),
        amber=line(criteria.amber),
        red=line(criteria.red),
        complete=line(criteria.complete),
    )


def _next_steps(steps: Iterable[NextStep]) -> tuple[NextStep, ...]:
    tidy = (NextStep(text=line(step.text), who=line(step.who), due=line(step.due)) for step in steps)
    return tuple(step for step in tidy if step.text or step.who or step.due)
