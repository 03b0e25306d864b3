"""Words that the public may not read: marked, taken out, and looked for wherever else they stand.

A mark names a place (`report`, `priority:3`, `activity:3.1.1e`, `card:2`), a field of it and the exact words, or the
whole field, or the whole place. What is restricted is absent from what the public gets, never hidden in it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

from saferplan.report.mapping import texts_in, with_texts
from saferplan.report.tree import Activity, Card, Light, Priority, Report, Trend

# Part 1 of Schedule 12A to the Local Government Act 1972, England, in our words.
PARAGRAPHS: Mapping[str, str] = {
    "1": "information about an individual",
    "2": "information that would reveal who somebody is",
    "3": "somebody's financial or business affairs, the authority's too",
    "4": "consultations or negotiations about labour relations",
    "5": "legal advice that could be kept from a court",
    "6": "a notice or order that the authority is about to make",
    "7": "preventing, investigating or prosecuting crime",
}
NOTICE = "[Restricted: Schedule 12A, paragraph {paragraph}]"
LIGHT = "light"
# Shorter words stand in many places by chance: they are taken out, and looked for, where they were marked only.
_LONG = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """A mark. An empty `passage` means the whole field, an empty `field` all texts of the place.

    `paragraph` is a key of `PARAGRAPHS`; `interest` says why the public interest lies in not publishing.
    """

    place: str
    field: str = ""
    passage: str = ""
    paragraph: str = ""
    interest: str = ""

    @property
    def notice(self) -> str:
        return NOTICE.format(paragraph=self.paragraph)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that can be marked: its place, field and words."""

    place: str
    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Leak:
    """Restricted words that stand in a place where nobody marked them."""

    place: str
    words: str


# What can be marked of each kind of node. What is left out names the plan or the report, and is public with it.
FIELDS: Mapping[type, tuple[str, ...]] = {
    Report: ("going_well", "concern", "changes"),
    Priority: ("objective", "results_text", "why", "results_why", "headline_why"),
    Activity: ("title", "owners", "criteria", "position", "next_steps", "why", "results_why"),
    Card: ("target_titles", "owners", "aim", "criteria", "position", "next_steps", "why"),
}
# Where a reader is told that something is left out; elsewhere the words are just not there.
_TOLD = {"going_well", "concern", "changes", "objective", "results_text", "position", "aim"}


def texts_of(report: Report) -> Iterator[Text]:
    """Every text that can be marked, in the order of the report; of lists and reasons their words, one a line."""
    for place, node in _nodes(report):
        for name in FIELDS[type(node)]:
            words = "\n".join(texts_in(getattr(node, name)))
            if words:
                yield Text(place, name, words)


def without_restricted(report: Report, restrictions: Iterable[Restriction]) -> Report:
    """The report without the words that are restricted. A reader is told where and by which paragraph."""
    found = tuple(restrictions)
    if not found:
        return report
    by_place: dict[str, list[Restriction]] = {}
    for each in found:
        by_place.setdefault(each.place, []).append(each)
    report = _rebuilt(report, lambda place, node: _restricted(node, by_place.get(place, ())))
    for each in found:
        if each.passage and len(each.passage) >= _LONG:
            report = with_texts(report, partial(_pattern(each.passage).sub, each.notice))
    return report


def not_found(report: Report, restrictions: Iterable[Restriction]) -> tuple[Restriction, ...]:
    """The marks whose place, field or words are no longer in the report: nobody knows what they protect now."""
    nodes = dict(_nodes(report))
    return tuple(each for each in restrictions if not _is_found(nodes.get(each.place), each))


def leaks(report: Report, restrictions: Iterable[Restriction]) -> tuple[Leak, ...]:
    """Restricted words that still stand in a report which was made without them, in other capitals or between marks."""
    found = []
    for each in restrictions:
        pattern = _pattern(each.passage) if each.passage else None
        if pattern is None:
            continue
        nodes = _everything(report) if len(each.passage) >= _LONG else _here(report, each.place)
        found += [Leak(place, each.passage) for place, node in nodes if any(map(pattern.search, texts_in(node)))]
    return tuple(dict.fromkeys(found))


def _everything(report: Report) -> Iterator[tuple[str, Any]]:
    yield "report", replace(report, priorities=(), cards=())
    for priority in report.priorities:
        yield f"priority:{priority.number}", replace(priority, activities=())
        yield from ((f"activity:{each.code}", each) for each in priority.activities)
    yield from ((f"card:{index}", card) for index, card in enumerate(report.cards))


def _here(report: Report, place: str) -> Iterator[tuple[str, Any]]:
    return ((each, node) for each, node in _everything(report) if each == place)


def _nodes(report: Report) -> Iterator[tuple[str, Any]]:
    yield "report", report
    for priority in report.priorities:
        yield f"priority:{priority.number}", priority
        yield from ((f"activity:{each.code}", each) for each in priority.activities)
    yield from ((f"card:{index}", card) for index, card in enumerate(report.cards))


def _is_found(node: Any, restriction: Restriction) -> bool:
    if node is None:
        return False
    if restriction.field not in ("", LIGHT, *FIELDS[type(node)]):
        return False
    if not restriction.passage:
        return True
    value = getattr(node, restriction.field)
    return any(map(_pattern(restriction.passage).search, texts_in(value)))


def _rebuilt(report: Report, change: Callable[[str, Any], Any]) -> Report:
    def activity(each: Activity) -> Activity:
        changed: Activity = change(f"activity:{each.code}", each)
        return changed

    def priority(each: Priority) -> Priority:
        changed: Priority = change(f"priority:{each.number}", each)
        return replace(changed, activities=tuple(activity(one) for one in each.activities))

    whole: Report = change("report", report)
    return replace(
        whole,
        priorities=tuple(priority(each) for each in report.priorities),
        cards=tuple(change(f"card:{index}", card) for index, card in enumerate(report.cards)),
    )


def _restricted(node: Any, marks: Sequence[Restriction]) -> Any:
    for mark in marks:
        if mark.field == LIGHT:
            node = _without_light(node)
        elif not mark.field:
            for name in FIELDS[type(node)]:
                node = _emptied(node, name, mark.notice if name == _telling(node) else "")
        elif not mark.passage:
            node = _emptied(node, mark.field, mark.notice if mark.field in _TOLD else "")
        else:
            value = with_texts(getattr(node, mark.field), partial(_pattern(mark.passage).sub, mark.notice))
            node = replace(node, **{mark.field: value})
    return node


def _telling(node: Any) -> str:
    """The field of a place that says that its texts are restricted."""
    names = ("position", "results_text", "going_well")
    return next(name for name in names if name in FIELDS[type(node)])


def _emptied(node: Any, name: str, notice: str) -> Any:
    value = getattr(node, name)
    if isinstance(value, str):
        return replace(node, **{name: notice if value or notice else ""})
    return replace(node, **{name: type(value)()})


def _without_light(node: Any) -> Any:
    known = {each.name for each in fields(node)}
    gone: dict[str, Any] = {"light": Light.NONE, "trend": Trend.NONE, "results": Light.NONE, "headline": Light.NONE}
    gone |= {"light_stated": "", "trend_stated": "", "results_text": ""}
    changed = {name: value for name, value in gone.items() if name in known}
    reasons = {name: type(getattr(node, name))() for name in ("why", "results_why", "headline_why") if name in known}
    return replace(node, **changed, **reasons)


# What may stand between two words of a passage, or around it, without being read: blanks, emphasis, a link's address.
_BETWEEN = r"(?:[\s*_\\\[]|\](?:\([^)]*\))?|[-+] |\d+\. )+"
_MARKS = r"[*_]*"


def _pattern(passage: str) -> re.Pattern[str]:
    """Finds a passage whatever its capitals, blanks and marks, and not inside longer words."""
    words = passage.split()
    inner = _BETWEEN.join(r"\\?".join(map(re.escape, word)) for word in words)
    return re.compile(rf"{_MARKS}(?<!\w){inner}(?!\w){_MARKS}", re.IGNORECASE)
