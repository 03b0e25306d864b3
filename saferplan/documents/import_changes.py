"""The changes of an import in words, for a person to read before applying it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from saferplan.accounts.models import Partnership
from saferplan.common.dated import DatedValue, in_force
from saferplan.common.dates import date_words
from saferplan.common.periods import Frequency, label_of
from saferplan.cycle.rules import Cover, LightKind
from saferplan.documents.import_facts import MeetingValue, Stated
from saferplan.documents.import_text import ReadPlan
from saferplan.documents.import_work import Work
from saferplan.documents.matching import normal
from saferplan.documents.standing import NO_LIGHT, NO_UPDATE, LightKey, LightValue, Standing, UpdateValue
from saferplan.plan.models import PlanVersion
from saferplan.plan.rules import ActivityText, CardText, PlanText, PriorityText
from saferplan.report import tree

LONGEST = 120
COVER_WORDS = {
    "title": "title",
    "version": "version",
    "date": "date",
    "author": "author",
    "classification": "classification",
    "label": "name of the period",
    "work_to": "work reported to",
    "figures_to": "date of the figures",
    "going_well": "what is going well",
    "concern": "the concern",
    "rollup_rule": "rule for the lights of priorities",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One line: `kind` (plan, version, priority, activity, card, period, cover, meeting, light, criteria, owners,
    update, partnership), what it is about, and what changes."""

    kind: str
    what: str
    detail: str


def list_changes(work: Work, stated: Stated, before: PlanVersion | None) -> Iterator[Change]:
    """Every change, in the order in which a report tells things."""
    standing = work.standing
    if work.name or work.motto:
        what = " and ".join(word for word, given in (("name", work.name), ("motto", work.motto)) if given)
        yield Change("partnership", what, f"set to {_quoted(f'{work.name} {work.motto}'.strip())}")
    yield from _plan_changes(work, before)
    yield from _period_changes(work)
    yield from _light_changes(work.lights, standing, stated.about)
    for card, owners in work.owners.items():
        was = in_force(standing.owners.get(card, ()), work.span.ends)
        if was is not None:
            now = ", ".join(owners[0].value) or "nobody"
            yield Change(
                "owners", stated.about[card], f"were {_quoted(', '.join(was) or 'nobody')}, now {_quoted(now)}"
            )
    yield from _first_time("owners", work.owners, standing.owners, work)
    for card, criteria in work.criteria.items():
        former = in_force(standing.criteria.get(card, ()), work.span.ends)
        if former is not None:
            yield Change("criteria", stated.about[card], _criteria_words(former, criteria[0].value))
    yield from _first_time("criteria", work.criteria, standing.criteria, work)
    yield from _update_changes(work.updates, standing, stated.about)


def list_notes(report: tree.Report, partnership: Partnership, key: str, read: ReadPlan) -> Iterator[str]:
    """What is worth knowing before an import, and changes nothing."""
    name = report.partnership.name
    if name and partnership.name and normal(name) != normal(partnership.name):
        yield f"The report calls the partnership {_quoted(name)}. Here it stays {_quoted(partnership.name)}."
    if report.period.key and report.period.key != key:
        yield f"The report says that it covers {report.period.key}. It will be imported as {key}."
    codes = {activity.code for _, activity in report.activities()}
    unknown = sorted({code for card in report.cards for code in card.targets if code not in codes})
    if unknown:
        yield f"Cards name codes that no activity has: {', '.join(unknown)}. They are kept as they stand."


def _plan_changes(work: Work, before: PlanVersion | None) -> Iterator[Change]:
    text = work.read.text
    if work.plan is None:
        hidden = sum(card.is_hidden for card in text.cards)
        counts = (
            f"{_count(len(text.priorities), 'priority', 'priorities')}, "
            f"{_count(len(text.activities), 'activity', 'activities')}, "
            f"{_count(len(text.cards) - hidden, 'card', 'cards')}"
        )
        yield Change("plan", work.plan_title or "a plan without a title", f"new, with {counts}")
        yield from _notes_of_matching(work)
        return
    if (work.plan.starts, work.plan.ends) != work.plan_dates:
        yield Change("plan", work.plan_title, f"runs from {work.plan_dates[0]} to {work.plan_dates[1]}")
    if work.version is None:
        yield Change("version", work.plan_title, f"a new version from {date_words(work.span.starts.isoformat())}")
        yield from _notes_of_matching(work)
        if before is not None:
            yield from compare_texts(work.standing.texts[before.pk], text)


def _notes_of_matching(work: Work) -> Iterator[Change]:
    titles = {activity.code: activity.title for activity in work.read.text.activities}
    for code, note in work.read.matching.notes.items():
        yield Change("activity", code, f"{_quoted(titles[code])} is {note}")


def compare_texts(before: PlanText, after: PlanText) -> Iterator[Change]:
    """How a plan's text changed, line by line."""
    yield from _priority_changes(before, after)
    yield from _activity_changes(before, after)
    old_cards = {card.uid: card for card in before.cards if not card.is_hidden}
    new_cards = {card.uid: card for card in after.cards if not card.is_hidden}
    for uid, card in new_cards.items():
        if uid not in old_cards:
            yield Change("card", _targets(card, after), "new")
        elif old_cards[uid] != card:
            yield Change("card", _targets(card, after), "aim, activities or wording changed")
    for uid, card in old_cards.items():
        if uid not in new_cards:
            yield Change("card", _targets(card, before), "no longer in the report")


def _priority_changes(before: PlanText, after: PlanText) -> Iterator[Change]:
    old = {line.uid: line for line in before.priorities}
    for line in after.priorities:
        was = old.pop(line.uid, None)
        what = f"priority {line.number}"
        if was is None:
            yield Change("priority", what, f"new: {_quoted(line.title)}")
        elif was != line:
            yield Change("priority", what, "; ".join(_priority_words(was, line)))
    for line in old.values():
        yield Change("priority", f"priority {line.number}", f"no longer in the plan: {_quoted(line.title)}")


def _priority_words(was: PriorityText, now: PriorityText) -> Iterator[str]:
    if was.number != now.number:
        yield f"was number {was.number}"
    if was.title != now.title:
        yield f"was {_quoted(was.title)}, now {_quoted(now.title)}"
    if was.objective != now.objective:
        yield "its objective changed"


def _activity_changes(before: PlanText, after: PlanText) -> Iterator[Change]:
    numbers = {line.uid: line.number for line in (*before.priorities, *after.priorities)}
    old = {line.uid: line for line in before.activities}
    for line in after.activities:
        was = old.pop(line.uid, None)
        if was is None:
            yield Change("activity", line.code, f"new: {_quoted(line.title)}")
        elif was != line:
            yield Change("activity", line.code, "; ".join(_activity_words(was, line, numbers)))
    for line in old.values():
        yield Change("activity", line.code, f"no longer in the plan: {_quoted(line.title)}")


def _activity_words(was: ActivityText, now: ActivityText, numbers: Mapping[UUID, int]) -> Iterator[str]:
    if was.priority != now.priority:
        yield f"moved from priority {numbers[was.priority]}"
    if was.code != now.code:
        yield f"was {was.code}"
    if was.title != now.title:
        yield f"was {_quoted(was.title)}, now {_quoted(now.title)}"


def _targets(card: CardText, text: PlanText) -> str:
    codes = {line.uid: line.code for line in text.activities}
    return "the card for " + (
        ", ".join(codes.get(t.uid, t.code) if t.uid else t.code for t in card.targets) or "nothing"
    )


def _period_changes(work: Work) -> Iterator[Change]:
    period = work.standing.period
    label = label_of(work.key, Frequency(work.frequency))
    version = f"version {work.version.number} of the plan" if work.version else "the new version of the plan"
    if period is None:
        yield Change("period", label, f"new, with {version}")
        return
    if work.version is None or work.version.pk != period.plan_version_id:
        yield Change("period", label, f"now follows {version}")
    for each in fields(Cover):
        was, now = getattr(period, each.name), getattr(work.cover, each.name)
        if was != now:
            yield Change(
                "cover", COVER_WORDS[each.name], f"was {_quoted(str(was or ''))}, now {_quoted(str(now or ''))}"
            )
    meeting = work.standing.meeting
    stands = (
        MeetingValue(**{f.name: getattr(meeting, f.name) for f in fields(MeetingValue)}) if meeting else MeetingValue()
    )
    if stands != work.meeting:
        yield Change("meeting", work.meeting.body or "the meeting", str(work.meeting.date or "without a date"))


def _light_changes(
    lights: Mapping[LightKey, LightValue], standing: Standing, about: Mapping[UUID, str]
) -> Iterator[Change]:
    first = Counter((kind, value.light) for (uid, kind), value in lights.items() if (uid, kind) not in standing.latest)
    for kind, words in ((LightKind.DELIVERY, "lights for work"), (LightKind.OUTCOME, "lights for results")):
        counts = [f"{count} {light}" for (of, light), count in first.items() if of == kind]
        if counts:
            yield Change("light", words, ", ".join(counts))
    for (uid, about_what), value in lights.items():
        was = standing.latest.get((uid, about_what))
        if was is not None:
            what = about.get(uid, "something no longer in the report")
            of = " for results" if about_what == LightKind.OUTCOME else ""
            yield Change("light", what, f"the light{of} was {_light_words(was)}, now {_light_words(value)}")


def _light_words(value: LightValue) -> str:
    if value == NO_LIGHT:
        return "not stated"
    said = [value.light, value.trend if value.trend != "none" else "", value.light_words, value.reason]
    return _quoted(", ".join(part for part in said if part))


def _first_time(
    kind: str, added: Iterable[UUID], standing: Mapping[UUID, Sequence[DatedValue[Any]]], work: Work
) -> Iterator[Change]:
    count = sum(in_force(standing.get(card, ()), work.span.ends) is None for card in added)
    if count:
        yield Change(kind, _count(count, "activity or card", "activities and cards"), "set for the first time")


def _criteria_words(was: tree.Criteria, now: tree.Criteria) -> str:
    parts = []
    for name in ("green", "amber", "red", "complete"):
        old, new = getattr(was, name), getattr(now, name)
        if old != new:
            parts.append(f"{name} was {_quoted(old)}, now {_quoted(new)}")
    return "; ".join(parts)


def _update_changes(
    updates: Mapping[UUID, UpdateValue], standing: Standing, about: Mapping[UUID, str]
) -> Iterator[Change]:
    new = [value for card, value in updates.items() if card not in standing.updates]
    if new:
        steps = sum(len(value.next_steps) for value in new)
        yield Change(
            "update",
            _count(len(new), "position", "positions"),
            f"with {_count(steps, 'next step', 'next steps')}" if steps else "without next steps",
        )
    for card, value in updates.items():
        if card in standing.updates:
            detail = "position and next steps taken out" if value == NO_UPDATE else "position or next steps changed"
            yield Change("update", about[card], detail)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”" if text else "nothing"
