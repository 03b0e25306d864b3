"""What a report states about its period, as values that can be compared with what stands in the database. Pure."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saferplan.common.periods import Frequency, label_of
from saferplan.cycle.rules import Cover, LightKind
from saferplan.documents.import_text import ReadPlan, has_own_return
from saferplan.documents.standing import NO_LIGHT, NO_UPDATE, LightKey, LightValue, UpdateValue
from saferplan.report import tree
from saferplan.report.tree import Light, Trend

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
LONGEST_TITLE = 300
LONGEST_CODE = 40
LONGEST_DATE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingValue:
    body: str = ""
    date: date | None = None
    item: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """All that a report states. `about` says in words what a uid is: "2.1a", "priority 2", "the card for 2.1a"."""

    lights: Mapping[LightKey, LightValue]
    owners: Mapping[UUID, tuple[str, ...]]
    criteria: Mapping[UUID, tree.Criteria]
    updates: Mapping[UUID, UpdateValue]
    about: Mapping[UUID, str]


def problems_of(report: tree.Report, key: str, frequency: Frequency) -> list[str]:
    """Why the report cannot be imported, a sentence each."""
    try:
        label_of(key, frequency)
    except ValueError as problem:
        return [str(problem)]
    problems = [
        f"The number of priority {n} stands twice. Number each priority once." for n in _doubled_numbers(report)
    ]
    problems += [f"The code {code} stands twice. Give each activity its own code." for code in _doubled_codes(report)]
    for priority, activity in report.activities():
        if not activity.code:
            problems.append(f"“{activity.title[:80]}” in priority {priority.number} has no code. Give it one.")
        elif len(activity.code) > LONGEST_CODE:
            problems.append(f"The code {activity.code[:40]}… is longer than {LONGEST_CODE} letters. Shorten it.")
    numbers = {priority.number for priority in report.priorities}
    for index, card in enumerate(report.cards, 1):
        if card.priority not in numbers:
            problems.append(f"Card {index} belongs to priority {card.priority}, which the report does not have.")
        if len(set(card.targets)) != len(card.targets):
            problems.append(f"Card {index} names the same activity twice.")
        if "" in card.targets:
            problems.append(f"Card {index} names an activity without a code.")
    return problems + _text_problems(report)


def _text_problems(report: tree.Report) -> list[str]:
    problems = []
    for name, value in {
        "The date that the work is reported to": report.period.work_to,
        "The date of the figures": report.period.figures_to,
        "The date of the meeting": report.meeting.date,
    }.items():
        if value and day_of(value) is None:
            problems.append(f"{name}, “{value[:40]}”, is not a day such as 2026-09-30.")
    for name, value in {"first": report.plan.starts, "last": report.plan.ends}.items():
        if value and not MONTH.fullmatch(value):
            problems.append(f"The {name} month of the plan, “{value[:40]}”, is not a month such as 2024-04.")
    if not problems and report.plan.starts and report.plan.ends and report.plan.ends < report.plan.starts:
        problems.append("The plan ends before it starts.")
    if len(report.plan.title) > LONGEST_TITLE:
        problems.append(f"The title of the plan is longer than {LONGEST_TITLE} letters. Shorten it.")
    if len(report.date) > LONGEST_DATE:
        problems.append(f"The date of the report, “{report.date[:40]}”, is not a day or month such as 2026-09.")
    if "\\x00" in repr(report).replace("\\\\", ""):
        problems.append("The report holds a character that no text can have. Save it anew and try again.")
    return problems


def _doubled_numbers(report: tree.Report) -> list[int]:
    return [number for number, count in Counter(p.number for p in report.priorities).items() if count > 1]


def _doubled_codes(report: tree.Report) -> list[str]:
    codes = Counter(activity.code for _, activity in report.activities() if activity.code)
    return [code for code, count in codes.items() if count > 1]


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == LONGEST_DATE else None
    except ValueError:
        return None


def first_day(month: str) -> date | None:
    found = MONTH.fullmatch(month)
    return date(int(found[1]), int(found[2]), 1) if found else None


def last_day(month: str) -> date | None:
    found = MONTH.fullmatch(month)
    if not found:
        return None
    year, number = int(found[1]), int(found[2])
    return date(year, number, calendar.monthrange(year, number)[1])


def cover_of(report: tree.Report, key: str, frequency: Frequency) -> Cover:
    label = report.period.label
    return Cover(
        title=report.title,
        version=report.version,
        date=report.date,
        author=report.author,
        classification=report.classification,
        label="" if label == label_of(key, frequency) else label,
        work_to=day_of(report.period.work_to),
        figures_to=day_of(report.period.figures_to),
        going_well=report.going_well,
        concern=report.concern,
        rollup_rule=report.rollup_rule,
    )


def meeting_of(report: tree.Report) -> MeetingValue:
    said = report.meeting
    return MeetingValue(body=said.body, date=day_of(said.date), item=said.item, purpose=said.purpose)


def stated_in(report: tree.Report, read: ReadPlan) -> Stated:
    """Every light, owner, criterion and update of the report, by the identities of `read`."""
    lights: dict[LightKey, LightValue] = {}
    owners: dict[UUID, tuple[str, ...]] = {}
    criteria: dict[UUID, tree.Criteria] = {}
    updates: dict[UUID, UpdateValue] = {}
    about: dict[UUID, str] = {}
    for priority in report.priorities:
        uid = read.priorities[priority.number]
        about[uid] = f"priority {priority.number}"
        lights[uid, LightKind.DELIVERY] = _light(
            priority.light, priority.trend, priority.light_stated, priority.trend_stated
        )
        lights[uid, LightKind.OUTCOME] = LightValue(light=priority.results.value, reason=priority.results_text)
    for _, activity in report.activities():
        uid = read.activities[activity.code]
        about[uid] = activity.code
        lights[uid, LightKind.DELIVERY] = _light(
            activity.light, activity.trend, activity.light_stated, activity.trend_stated
        )
        if activity.code in read.own:
            own = read.own[activity.code]
            about[own] = activity.code
            owners[own], criteria[own] = activity.owners, activity.criteria
            if has_own_return(activity):
                updates[own] = UpdateValue(position=activity.position, next_steps=activity.next_steps)
    for uid, card in zip(read.cards, report.cards, strict=True):
        about[uid] = (
            f"the card for {', '.join(card.targets)}" if card.targets else f"a card of priority {card.priority}"
        )
        lights[uid, LightKind.DELIVERY] = _light(card.light, Trend.NONE, card.light_stated, "")
        owners[uid], criteria[uid] = card.owners, card.criteria
        updates[uid] = UpdateValue(position=card.position, next_steps=card.next_steps)
    return Stated(
        lights={key: value for key, value in lights.items() if value != NO_LIGHT},
        owners=owners,
        criteria=criteria,
        updates={uid: value for uid, value in updates.items() if value != NO_UPDATE},
        about=about,
    )


def _light(light: Light, trend: Trend, light_words: str, trend_words: str) -> LightValue:
    return LightValue(light=light.value, trend=trend.value, light_words=light_words, trend_words=trend_words)


def lights_to_state(
    stated: Mapping[LightKey, LightValue],
    latest: Mapping[LightKey, LightValue],
    imported: Mapping[LightKey, LightValue],
) -> dict[LightKey, LightValue]:
    """The lights that an import adds. One imported before and overridden since is not stated again.

    A light that an earlier import stated and this report does not is stated as none.
    """
    added = {
        key: value
        for key, value in stated.items()
        if value not in (latest.get(key, NO_LIGHT), imported.get(key, NO_LIGHT))
    }
    gone = {key for key, value in imported.items() if value != NO_LIGHT and key not in stated}
    return added | {key: NO_LIGHT for key in gone if latest.get(key) != NO_LIGHT}


def updates_to_write(
    stated: Mapping[UUID, UpdateValue], standing: Mapping[UUID, UpdateValue], cards: Iterable[UUID]
) -> dict[UUID, UpdateValue]:
    """The updates that differ; empty ones for the report's cards that now say nothing."""
    return {
        card: stated.get(card, NO_UPDATE)
        for card in cards
        if stated.get(card, NO_UPDATE) != standing.get(card, NO_UPDATE)
    }
