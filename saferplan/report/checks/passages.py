"""The texts of a report, each with the key of where it stands, and spots in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from saferplan.report.derived import Basis
from saferplan.report.findings import Spot, Subject
from saferplan.report.markdown import plain_lines
from saferplan.report.places import Place
from saferplan.report.tree import Card, Criteria, Derivation, NextStep, Report

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'’”)]*\s+(?=[\"'‘“(]*[A-Z0-9])")
_NOT_AN_END = re.compile(r"(?:\b(?:St|Mr|Mrs|Ms|Dr|No|Nos|vs|approx|e\.g|i\.e|etc|cf|Rd|Ave|Sgt|Insp|Cllr)|^\W*\d+)\.$")
_QUOTE_LENGTH = 160
_BY_RULES = frozenset({Basis.MEASURED, Basis.ROLLED_UP, Basis.BOTH, Basis.UPDATE, Basis.NO_UPDATE, Basis.NO_RULE})


@dataclass(frozen=True, slots=True)
class Passage:
    """A text without marks, one line for each paragraph or list item. `key` is a key of `Reading.places`."""

    key: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def narrative(report: Report) -> Iterator[Passage]:
    """What the report tells: positions, next steps, results, and the two sentences of its first page."""
    yield from _plain((("report.going_well", report.going_well), ("report.concern", report.concern)))
    for priority in report.priorities:
        yield from _plain(((f"priority:{priority.number}", priority.results_text),))
        for activity in priority.activities:
            yield from _told(f"activity:{activity.code}", activity.position, activity.next_steps)
    for index, card in enumerate(report.cards):
        yield from _told(card_key(index), card.position, card.next_steps)


def wording(report: Report) -> Iterator[Passage]:
    """What the plan says: titles, objectives, aims and criteria."""
    yield from _plain((("report.title", report.title), ("report.plan", report.plan.title)))
    for priority in report.priorities:
        yield from _plain((f"priority:{priority.number}", text) for text in (priority.title, priority.objective))
        for activity in priority.activities:
            texts = (activity.title, *_criteria_texts(activity.criteria))
            yield from _plain((f"activity:{activity.code}", text) for text in texts)
    for index, card in enumerate(report.cards):
        texts = (card.aim, *card.target_titles, *_criteria_texts(card.criteria))
        yield from _plain((card_key(index), text) for text in texts)


def reasons(report: Report) -> Iterator[Passage]:
    """What people wrote beside lights and of a correction: why a light is set, and what changed."""
    yield from _plain((("report.changes", report.changes),))
    for priority in report.priorities:
        whys = (priority.why, priority.results_why, priority.headline_why)
        yield from _reasons(f"priority:{priority.number}", whys)
        for activity in priority.activities:
            yield from _reasons(f"activity:{activity.code}", (activity.why, activity.results_why))
    for index, card in enumerate(report.cards):
        yield from _reasons(card_key(index), (card.why,))


def all_texts(report: Report) -> Iterator[Passage]:
    yield from wording(report)
    yield from narrative(report)


def card_key(index: int) -> str:
    """`index` counts from 0."""
    return f"card:{index}"


def card_name(card: Card) -> str:
    """How a message names a card, in a sentence after "the"."""
    if not card.targets:
        return f"card of priority {card.priority}"
    if len(card.targets) == 1:
        return f"card of {card.targets[0]}"
    return f"card of {card.targets[0]} to {card.targets[-1]}"


def spot(subject: Subject, key: str, quote: str = "") -> Spot:
    """A spot with its place in the file, if that is known. Long quotes are cut."""
    short = " ".join(quote.split())
    if len(short) > _QUOTE_LENGTH:
        short = short[:_QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
    return Spot(key=key, quote=short, place=subject.places.get(key, Place()))


def sentences(line: str) -> tuple[str, ...]:
    """The sentences of one line; a full stop after a short form or a code ends none."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(line):
        if _NOT_AN_END.search(line[start : end.start()]):
            continue
        found.append(line[start : end.end()].strip())
        start = end.end()
    found.append(line[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def told_sentences(passages: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """Each sentence with the key of its passage."""
    for passage in passages:
        for line in passage.lines:
            for sentence in sentences(line):
                yield passage.key, sentence


def listed(items: Iterable[object]) -> str:
    """`a, b and c`, each once."""
    texts = list(dict.fromkeys(str(item) for item in items))
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def _plain(pairs: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    for key, text in pairs:
        if text.strip():
            yield Passage(key, (" ".join(text.split()),))


def _told(key: str, position: str, steps: tuple[NextStep, ...]) -> Iterator[Passage]:
    lines = plain_lines(position)
    if lines:
        yield Passage(key, lines)
    yield from _plain((key, step.text) for step in steps)


def _reasons(key: str, whys: Iterable[Derivation]) -> Iterator[Passage]:
    """Those that hold words of people; what a rule says of figures is held to the rules of the figures."""
    yield from _plain((key, why.sentence) for why in whys if why.basis not in _BY_RULES)


def _criteria_texts(criteria: Criteria) -> tuple[str, ...]:
    return criteria.green, criteria.amber, criteria.red, criteria.complete
