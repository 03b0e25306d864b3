"""Words that the public may not read: marked, taken out, and looked for wherever else they stand.

A mark names a place (`report`, `priority:3`, `activity:3.1.1e`, `card:2`), a field of it and the exact words, or the
whole field, or the whole place. What is restricted is absent from what the public gets, never hidden in it. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

from saferplan.report.checks.passages import sentences
from saferplan.report.finding_words import holds, is_long, without_words
from saferplan.report.mapping import texts_in, with_texts
from saferplan.report.markdown import plain_lines
from saferplan.report.tree import Activity, Card, Derivation, Light, Priority, Report, Trend

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
# What tells of things once: where a whole sentence of it stands in another place too, that was not marked there.
_NARRATIVE = {"going_well", "concern", "changes", "results_text", "position", "next_steps"}
_SENTENCE_WORDS = 6
_WHYS = ("why", "results_why", "headline_why")
NO_REASON = "Not shown: it would tell a light that is restricted."


def texts_of(report: Report) -> Iterator[Text]:
    """Every text that can be marked, in the order of the report; of lists and criteria their words, one a line."""
    for place, node in _nodes(report):
        for name in FIELDS[type(node)]:
            words = "\n".join(_read(getattr(node, name)))
            if words:
                yield Text(place, name, words)


def has_light(report: Report, place: str) -> bool:
    """Whether a place has a light that can be marked."""
    return hasattr(dict(_nodes(report)).get(place), LIGHT)


def without_restricted(report: Report, restrictions: Iterable[Restriction]) -> Report:
    """The report without the words that are restricted. A reader is told where and by which paragraph.

    A long passage is taken out wherever it stands, a short one only where it was marked: `leaks` finds the others.
    """
    found = tuple(restrictions)
    if not found:
        return report
    by_place: dict[str, list[Restriction]] = {}
    for each in found:
        by_place.setdefault(each.place, []).append(each)
    report = _rebuilt(report, lambda place, node: _restricted(node, by_place.get(place, ())))
    for each in found:
        if is_long(each.passage):
            report = with_texts(report, partial(without_words, passage=each.passage, notice=each.notice))
    hidden = {each.place.partition(":")[2] for each in found if each.field == LIGHT and each.place.startswith("act")}
    return _rebuilt(report, lambda _place, node: _without_reasons(node, hidden)) if hidden else report


def not_found(report: Report, restrictions: Iterable[Restriction]) -> tuple[Restriction, ...]:
    """The marks whose place, field or words are no longer in the report: nobody knows what they protect now."""
    nodes = dict(_nodes(report))
    return tuple(each for each in restrictions if not _is_found(nodes.get(each.place), each))


def leaks(public: Report, restrictions: Iterable[Restriction], whole: Report | None = None) -> tuple[Leak, ...]:
    """Restricted words that still stand in a report which was made without them, in other capitals or between marks.

    With the `whole` report, the sentences of texts that are restricted whole are looked for too.
    """
    said = [(place, tuple(map(_without_notices, texts_in(node)))) for place, node in _everything(public)]
    nodes = dict(_nodes(whole)) if whole else {}
    words = dict.fromkeys(passage for each in restrictions for passage in _passages(each, nodes))
    found = (Leak(place, each) for each in words for place, texts in said if any(holds(text, each) for text in texts))
    return tuple(dict.fromkeys(found))


def also_in(report: Report, restriction: Restriction) -> tuple[str, ...]:
    """The other places of the whole report in which the words of a mark stand."""
    words = tuple(_passages(restriction, dict(_nodes(report))))
    places = (place for place, node in _everything(report) if any(holds(t, w) for t in texts_in(node) for w in words))
    return tuple(place for place in places if place != restriction.place)


def _passages(restriction: Restriction, nodes: Mapping[str, Any]) -> Iterator[str]:
    """The words to look for: the passage, or the sentences of what is restricted whole."""
    if restriction.passage:
        yield restriction.passage
        return
    node = nodes.get(restriction.place)
    if node is None or restriction.field == LIGHT:
        return
    names = [restriction.field] if restriction.field else FIELDS[type(node)]
    for name in names:
        if name in _NARRATIVE:
            yield from (each for each in _sentences(getattr(node, name)) if len(each.split()) >= _SENTENCE_WORDS)


def _sentences(value: Any) -> Iterator[str]:
    texts = [value] if isinstance(value, str) else [step.text for step in value]
    for text in texts:
        for line in plain_lines(text):
            yield from sentences(line)


def _without_notices(text: str) -> str:
    for number in PARAGRAPHS:
        text = text.replace(NOTICE.format(paragraph=number), "\n")
    return text


def _read(value: Any) -> Iterator[str]:
    """The words of a field that a reader reads; of a reason its sentence."""
    return texts_in(value.sentence if isinstance(value, Derivation) else value)


def _everything(report: Report) -> Iterator[tuple[str, Any]]:
    """Each place with all that it says itself, what cannot be marked too."""
    yield "report", replace(report, priorities=(), cards=())
    for priority in report.priorities:
        yield f"priority:{priority.number}", replace(priority, activities=())
        yield from ((f"activity:{each.code}", each) for each in priority.activities)
    yield from ((f"card:{index}", card) for index, card in enumerate(report.cards))


def _nodes(report: Report) -> Iterator[tuple[str, Any]]:
    yield "report", report
    for priority in report.priorities:
        yield f"priority:{priority.number}", priority
        yield from ((f"activity:{each.code}", each) for each in priority.activities)
    yield from ((f"card:{index}", card) for index, card in enumerate(report.cards))


def _is_found(node: Any, restriction: Restriction) -> bool:
    if node is None:
        return False
    if restriction.field == LIGHT:
        return hasattr(node, LIGHT) and not restriction.passage
    names = FIELDS[type(node)]
    if restriction.field and restriction.field not in names:
        return False
    if not restriction.passage:
        return True
    looked_in = [restriction.field] if restriction.field else names
    return any(holds(text, restriction.passage) for name in looked_in for text in texts_in(getattr(node, name)))


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
    # Words first: a place that is emptied afterwards says so whatever was marked in it.
    for mark in sorted(marks, key=lambda each: (not each.passage, not each.field)):
        if mark.field == LIGHT:
            node = _without_light(node)
        elif mark.passage:
            for name in [mark.field] if mark.field else FIELDS[type(node)]:
                taken = partial(without_words, passage=mark.passage, notice=mark.notice)
                node = replace(node, **{name: with_texts(getattr(node, name), taken)})
        elif mark.field:
            node = _emptied(node, mark.field, mark.notice if mark.field in _TOLD else "")
        else:
            for name in FIELDS[type(node)]:
                node = _emptied(node, name, mark.notice if name == _telling(node) else "")
    return node


def _telling(node: Any) -> str:
    """The field of a place that says that its texts are restricted."""
    names = ("position", "results_text", "going_well")
    return next(name for name in names if name in FIELDS[type(node)])


def _emptied(node: Any, name: str, notice: str) -> Any:
    value = getattr(node, name)
    return replace(node, **{name: notice if isinstance(value, str) else type(value)()})


def _without_light(node: Any) -> Any:
    known = {each.name for each in fields(node)}
    gone: dict[str, Any] = {"light": Light.NONE, "trend": Trend.NONE, "results": Light.NONE, "headline": Light.NONE}
    gone |= {"light_stated": "", "trend_stated": "", "results_text": ""}
    gone |= {name: Derivation() for name in _WHYS}
    return replace(node, **{name: value for name, value in gone.items() if name in known})


def _without_reasons(node: Any, codes: Collection[str]) -> Any:
    """A node whose reasons do not tell the lights of these activities."""
    known = {each.name for each in fields(node)}
    whys = {name: getattr(node, name) for name in _WHYS if name in known}
    telling = {name: why for name, why in whys.items() if any(each.what in codes for each in why.inputs)}
    return replace(node, **{name: Derivation(sentence=NO_REASON, basis=why.basis) for name, why in telling.items()})
