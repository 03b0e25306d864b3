"""Capital letters: shouting, and one name in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saferplan.report.checks.passages import all_texts, card_key, listed, sentences, spot
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.tree import Report

_LOUD_WORDS = frozenset(
    (
        *("URGENT", "IMPORTANT", "NOT", "MUST", "NEVER", "ALWAYS", "NOTE", "ONLY", "ALL", "WARNING", "ATTENTION"),
        *("PLEASE", "IMMEDIATELY", "COMPLETED", "DELAYED", "DONE"),
    )
)
_LOUD = re.compile(r"\b[A-Z]{2,}(?:[ -][A-Z]{2,})*\b")
_LONGEST_ABBREVIATION = 6
_MARKS = frozenset(("red", "amber", "green", "complete", "official", "sensitive"))
_CAPITALISED = re.compile(r"\b[a-z][\w’']*,? ([A-Z][a-z’']+(?:[ -](?:of |and |the )?[A-Z][a-z’']+)+)")


def find(subject: Subject) -> Finding | None:
    loud = list(dict.fromkeys(_shouting(subject.report)))
    uneven = list(dict.fromkeys(_uneven(subject.report)))
    if not loud and not uneven:
        return None
    parts = []
    if loud:
        parts.append("Words in capitals shout: {loud}.")
    if uneven:
        parts.append("Names are written with and without capitals: {uneven}.")
    return Finding(
        code=RULE.code,
        level=Level.CONSIDER,
        message=" ".join(parts),
        advice="Write sentences in ordinary letters, and each name in one way.",
        params={"loud": listed(words for _, words in loud), "uneven": listed(words for _, words in uneven)},
        spots=tuple(spot(subject, key, words) for key, words in [*loud, *uneven]),
    )


def _shouting(report: Report) -> Iterator[tuple[str, str]]:
    texts = list(all_texts(report))
    lower = {word for passage in texts for word in re.findall(r"\b[a-z]{5,}\b", passage.text)} - _MARKS
    for passage in texts:
        for match in _LOUD.finditer(passage.text):
            words = re.split(r"[ -]", match[0])
            ordinary = sum(
                word in _LOUD_WORDS
                or word.casefold() in lower
                or (len(word) > _LONGEST_ABBREVIATION and word.casefold() not in _MARKS)
                for word in words
            )
            if len(words) > 2 or ordinary:
                yield passage.key, match[0]


def _uneven(report: Report) -> Iterator[tuple[str, str]]:
    yield from _uneven_owners(report)
    named: dict[str, tuple[str, str]] = {}
    for passage in all_texts(report):
        for line in passage.lines:
            for sentence in sentences(line):
                for match in _CAPITALISED.finditer(sentence):
                    named.setdefault(match[1].casefold(), (passage.key, match[1]))
    texts = [passage.text for passage in all_texts(report)]
    for key, name in named.values():
        small = re.compile(rf"\b{re.escape(name.casefold())}\b")
        if any(small.search(text) for text in texts):
            yield key, name


def _uneven_owners(report: Report) -> Iterator[tuple[str, str]]:
    owners = [(card_key(index), owner) for index, card in enumerate(report.cards) for owner in card.owners]
    owners += [(f"activity:{each.code}", owner) for _, each in report.activities() for owner in each.owners]
    first: dict[str, str] = {}
    for key, owner in owners:
        if first.setdefault(owner.casefold(), owner) != owner:
            yield key, owner


RULE = Rule(
    code="capitals",
    name="Words in capitals, or names in two ways",
    why="Capitals are hard to read, screen readers may spell them, and two spellings look like two things.",
    example="The scheme is URGENT and runs on.",
    find=find,
)
