"""What in the words of a public edition may tell who somebody is, and which of it nobody has answered for yet.

Looked for in the edition as the public will read it, after restrictions and names. Each sentence is answered for by
itself: a reason holds for these words in this place, and for no others. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

from saferplan.report.checks import personal_data, small_numbers
from saferplan.report.checks.counts import counts_of_people
from saferplan.report.checks.passages import Passage, all_texts, card_key, listed, narrative, reasons, sentences
from saferplan.report.findings import Level
from saferplan.report.publication import FrozenFinding
from saferplan.report.tree import Measure, NextStep, Report

CODES = frozenset({small_numbers.RULE.code, personal_data.RULE.code})


def disclosures(public: Report) -> tuple[FrozenFinding, ...]:
    """One finding for each sentence of a public edition; its quote is the sentence, whole."""
    return tuple(dict.fromkeys(chain(_counts(public), _personal(public))))


def unresolved(public: Report, accepted: Collection[str] = ()) -> tuple[FrozenFinding, ...]:
    """What must be put right or answered for before the public may read it. `accepted` are marks of findings."""
    return tuple(each for each in disclosures(public) if each.level is not Level.CONSIDER and each.mark not in accepted)


def _counts(public: Report) -> Iterator[FrozenFinding]:
    for passage in chain(narrative(public), reasons(public), _remarks(public)):
        for sentence in _sentences(passage):
            counts = tuple(counts_of_people(sentence, small_numbers.SMALLEST_SAFE))
            if counts:
                told = listed(f"“{words}”" for words in counts)
                message = f"A small count of people may let somebody be recognised: {told}."
                yield _finding(small_numbers.RULE.code, Level.FIX, message, passage.key, sentence)


def _personal(public: Report) -> Iterator[FrozenFinding]:
    for passage in chain(all_texts(public), reasons(public), _remarks(public), _labels(public)):
        for words in _telling(passage):
            found = tuple(personal_data.patterns(words))
            is_office = all(soft for _kind, _match, soft in found)
            message = f"The text holds what looks like personal data: {listed(kind for kind, _match, _soft in found)}."
            level = Level.CONSIDER if is_office else Level.FIX
            yield _finding(personal_data.RULE.code, level, message, passage.key, words)


def _telling(passage: Passage) -> Iterator[str]:
    """The sentences with personal data; the whole text where it is spread over more than one."""
    whole = {match for _kind, match, _soft in personal_data.patterns(passage.text)}
    for sentence in _sentences(passage):
        found = {match for _kind, match, _soft in personal_data.patterns(sentence)}
        whole -= found
        if found:
            yield sentence
    if whole:
        yield " ".join(passage.text.split())


def _sentences(passage: Passage) -> Iterator[str]:
    return (sentence for line in passage.lines for sentence in sentences(line))


def _finding(code: str, level: Level, message: str, key: str, quote: str) -> FrozenFinding:
    return FrozenFinding(code=code, level=level, message=message, key=key, quote=quote)


def _remarks(public: Report) -> Iterator[Passage]:
    """What people wrote beside figures. Figures themselves, and what is said of them, have rules of their own."""
    for priority in public.priorities:
        key = f"priority:{priority.number}"
        for measure in priority.measures:
            yield from _passages(key, _written(measure))
    yield from _passages("report.register", (each.reason for each in public.register))


def _written(measure: Measure) -> Iterator[str]:
    yield measure.caveat
    yield from (each.reason for each in measure.breaks)
    yield from (point.note for point in measure.points)
    yield from (bar.note for group in measure.groups for bar in group.bars)


def _labels(public: Report) -> Iterator[Passage]:
    """Names, dates and titles, in which nobody counts anything."""
    names = (public.partnership.name, public.partnership.motto, public.period.label)
    yield from _passages("report", (*names, public.meeting.body, public.meeting.item, public.meeting.purpose))
    for priority in public.priorities:
        key = f"priority:{priority.number}"
        for measure in priority.measures:
            yield from _passages(key, (measure.name, measure.source, measure.quiet))
        for activity in priority.activities:
            yield from _passages(f"activity:{activity.code}", (*activity.owners, *_who(activity.next_steps)))
    for index, card in enumerate(public.cards):
        yield from _passages(card_key(index), (*card.owners, *_who(card.next_steps)))


def _who(steps: tuple[NextStep, ...]) -> Iterator[str]:
    return (text for step in steps for text in (step.who, step.due))


def _passages(key: str, texts: Collection[str] | Iterator[str]) -> Iterator[Passage]:
    return (Passage(key, (" ".join(text.split()),)) for text in texts if text.strip())
