"""What differs between two reports."""

from __future__ import annotations

from collections.abc import Iterator

from saferplan.report.compare_ways import rule_changes, ways_of, with_ways
from saferplan.report.compare_words import sentences
from saferplan.report.comparison import Comparison, FieldChange, Item, Kind, LightStep, Matched, TextStep
from saferplan.report.derived import Since
from saferplan.report.derived import compare as since
from saferplan.report.markdown import plain_text
from saferplan.report.matching import Pair, match_by_code_and_title, similarity
from saferplan.report.readable import readable
from saferplan.report.tree import Activity, Card, Criteria, Light, NextStep, Priority, Report, Trend

__all__ = [
    "Comparison",
    "FieldChange",
    "Item",
    "Kind",
    "LightStep",
    "Matched",
    "TextStep",
    "compare",
    "light_step",
    "sentences",
    "text_step",
]

_STEPS = {
    Since.SAME: LightStep.SAME,
    Since.BETTER: LightStep.BETTER,
    Since.WORSE: LightStep.WORSE,
    Since.GONE: LightStep.GONE,
    Since.NOT_COMPARABLE: LightStep.OTHER,
}
_NEARLY = 0.97


def compare(older: Report, newer: Report) -> Comparison:
    """All differences that people see; blanks and forms of Markdown do not count.

    Of how lights came about, it tells what people did: another rule, and a light that was set or is set no longer.
    """
    ways, rules = (ways_of(older), ways_of(newer)), tuple(rule_changes(older, newer))
    older, newer = readable(older), readable(newer)
    priorities = match_by_code_and_title(
        [(str(each.number), each.title) for each in older.priorities],
        [(str(each.number), each.title) for each in newer.priorities],
    )
    old_activities = [activity for _, activity in older.activities()]
    new_activities = [activity for _, activity in newer.activities()]
    activities = match_by_code_and_title(
        [(each.code, each.title) for each in old_activities], [(each.code, each.title) for each in new_activities]
    )
    renamed = {old_activities[pair.older].code: new_activities[pair.newer].code for pair in activities}
    moved = {older.priorities[pair.older].number: newer.priorities[pair.newer].number for pair in priorities}
    cards = _match_cards(older.cards, newer.cards, renamed, moved)
    matched = [_matched_priority(older.priorities[p.older], newer.priorities[p.newer], p) for p in priorities]
    matched += [_matched_activity(old_activities[p.older], new_activities[p.newer], p) for p in activities]
    matched += [_matched_card(older, newer, pair, renamed) for pair in cards]
    old_items, new_items = list(_items(older)), list(_items(newer))
    rows = (priorities, activities, cards)
    taken_old = _taken(rows, (len(older.priorities), len(old_activities)), older=True)
    taken_new = _taken(rows, (len(newer.priorities), len(new_activities)), older=False)
    return Comparison(
        cover=(*_cover(older, newer), *rules),
        added=tuple(item for index, item in enumerate(new_items) if index not in taken_new),
        removed=tuple(item for index, item in enumerate(old_items) if index not in taken_old),
        matched=tuple(with_ways(each, *ways) for each in matched),
    )


def _taken(rows: tuple[list[Pair], ...], sizes: tuple[int, int], *, older: bool) -> set[int]:
    """Places in the row of all items (priorities, activities, cards) that have a match."""
    starts = (0, sizes[0], sizes[0] + sizes[1])
    return {
        start + (pair.older if older else pair.newer)
        for start, pairs in zip(starts, rows, strict=True)
        for pair in pairs
    }


def light_step(before: Light, after: Light) -> LightStep:
    """How a light moved, by the one function for lights; deferred cannot be set against the others."""
    if before is Light.NONE and after not in (Light.NONE, Light.DEFERRED):
        return LightStep.NEW
    if before is Light.DEFERRED and after is Light.NONE:
        return LightStep.OTHER
    return _STEPS[since(before, after)]


def text_step(before: str, after: str) -> TextStep:
    """What became of a position, both as Markdown."""
    first, second = plain_text(before), plain_text(after)
    if not first or not second:
        return TextStep.ADDED if second else TextStep.REMOVED if first else TextStep.NONE
    if before == after:
        return TextStep.UNCHANGED
    return TextStep.NEARLY if similarity(first, second, _NEARLY) >= _NEARLY else TextStep.CHANGED


def _items(report: Report) -> Iterator[Item]:
    for priority in report.priorities:
        yield _priority_item(priority)
    for _, activity in report.activities():
        yield _activity_item(activity)
    for index in range(len(report.cards)):
        yield _card_item(report, index)


def _priority_item(priority: Priority) -> Item:
    return Item(
        kind=Kind.PRIORITY,
        key=f"priority:{priority.number}",
        name=str(priority.number),
        title=priority.title,
        light=priority.light,
    )


def _activity_item(activity: Activity) -> Item:
    return Item(
        kind=Kind.ACTIVITY,
        key=f"activity:{activity.code}",
        name=activity.code,
        title=activity.title,
        light=activity.light,
    )


def _card_item(report: Report, index: int) -> Item:
    card = report.cards[index]
    return Item(
        kind=Kind.CARD,
        key=f"card:{index}",
        name=", ".join(card.targets) or f"priority {card.priority}",
        title=card.aim,
        light=card.light,
    )


def _match_cards(
    older: tuple[Card, ...], newer: tuple[Card, ...], renamed: dict[str, str], moved: dict[int, int]
) -> list[Pair]:
    """Cards that share most activities; cards without any by their priority, in order."""
    free = list(range(len(older)))
    pairs: list[Pair] = []
    for index, card in enumerate(newer):
        best, share = None, 0.0
        for other in free:
            before = {renamed.get(code, code) for code in older[other].targets}
            both = before | set(card.targets)
            found = len(before & set(card.targets)) / len(both) if both else 0.0
            if not both and moved.get(older[other].priority, older[other].priority) == card.priority:
                found = 1.0
            if found > share:
                best, share = other, found
        if best is not None:
            free.remove(best)
            pairs.append(Pair(older=best, newer=index, proposed=False, similarity=share))
    return pairs


def _matched_priority(before: Priority, after: Priority, pair: Pair) -> Matched:
    fields = [
        ("title", before.title, after.title),
        ("objective", before.objective, after.objective),
        ("trend", _trend(before.trend), _trend(after.trend)),
        ("results", _light(before.results), _light(after.results)),
        ("headline", _light(before.headline), _light(after.headline)),
        ("results_text", before.results_text, after.results_text),
    ]
    return Matched(
        older=_priority_item(before),
        newer=_priority_item(after),
        proposed=pair.proposed,
        similarity=pair.similarity,
        light=light_step(before.light, after.light),
        position=TextStep.NONE,
        changes=_changes(fields),
    )


def _matched_activity(before: Activity, after: Activity, pair: Pair) -> Matched:
    fields = [
        ("title", before.title, after.title),
        ("trend", _trend(before.trend), _trend(after.trend)),
        ("results", _light(before.results), _light(after.results)),
        ("owners", ", ".join(before.owners), ", ".join(after.owners)),
        *_criteria_fields(before.criteria, after.criteria),
        ("next_steps", _steps(before.next_steps), _steps(after.next_steps)),
    ]
    return Matched(
        older=_activity_item(before),
        newer=_activity_item(after),
        proposed=pair.proposed,
        similarity=pair.similarity,
        light=light_step(before.light, after.light),
        position=text_step(before.position, after.position),
        changes=_changes(fields),
    )


def _matched_card(older: Report, newer: Report, pair: Pair, renamed: dict[str, str]) -> Matched:
    before, after = older.cards[pair.older], newer.cards[pair.newer]
    fields = [
        ("targets", ", ".join(renamed.get(code, code) for code in before.targets), ", ".join(after.targets)),
        ("owners", ", ".join(before.owners), ", ".join(after.owners)),
        ("aim", before.aim, after.aim),
        *_criteria_fields(before.criteria, after.criteria),
        ("next_steps", _steps(before.next_steps), _steps(after.next_steps)),
    ]
    return Matched(
        older=_card_item(older, pair.older),
        newer=_card_item(newer, pair.newer),
        proposed=pair.proposed,
        similarity=pair.similarity,
        light=light_step(before.light, after.light),
        position=text_step(before.position, after.position),
        changes=_changes(fields),
    )


def _cover(older: Report, newer: Report) -> Iterator[FieldChange]:
    def fields(report: Report) -> dict[str, str]:
        return {
            "partnership.name": report.partnership.name,
            "partnership.motto": report.partnership.motto,
            "title": report.title,
            "plan.title": report.plan.title,
            "plan.starts": report.plan.starts,
            "plan.ends": report.plan.ends,
            "version": report.version,
            "date": report.date,
            "author": report.author,
            "classification": report.classification,
            "changes": report.changes,
            "period.key": report.period.key,
            "period.label": report.period.label,
            "period.work_to": report.period.work_to,
            "period.figures_to": report.period.figures_to,
            "meeting.body": report.meeting.body,
            "meeting.date": report.meeting.date,
            "meeting.item": report.meeting.item,
            "meeting.purpose": report.meeting.purpose,
            "going_well": report.going_well,
            "concern": report.concern,
            "rollup_rule": report.rollup_rule,
        }

    after = fields(newer)
    yield from _changes([(name, before, after[name]) for name, before in fields(older).items()])


def _changes(fields: list[tuple[str, str, str]]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(field=name, before=one, after=two) for name, one, two in fields if one != two)


def _criteria_fields(before: Criteria, after: Criteria) -> list[tuple[str, str, str]]:
    names = ("green", "amber", "red", "complete")
    return [(f"criteria.{name}", getattr(before, name), getattr(after, name)) for name in names]


def _light(light: Light) -> str:
    return "" if light is Light.NONE else light.value


def _trend(trend: Trend) -> str:
    return "" if trend is Trend.NONE else trend.value


def _steps(steps: tuple[NextStep, ...]) -> str:
    return "; ".join(", ".join(part for part in (step.text, step.who, step.due) if part) for step in steps)
