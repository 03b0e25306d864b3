"""What each audience reads of a publication. The rules of an edition are applied here and nowhere else.

The board reads all of it. The public reads what the suppliers released to the public, without what is restricted,
without names of people and without who is late; what is missing says so in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from saferplan.report.audiences import Audience
from saferplan.report.editions_lights import withheld_results
from saferplan.report.mapping import with_texts
from saferplan.report.publication import Content, Known, PublicFigures
from saferplan.report.register import for_public
from saferplan.report.restrictions import leaks, not_found, without_restricted
from saferplan.report.tree import Report

RULES = "editions/1"
PUBLIC_MARK = "Public edition"
_SHORTEST_NAME = 5
T = TypeVar("T")


def edition(content: Content, audience: Audience) -> Report:
    """The report of a publication as an audience reads it."""
    report = replace(content.report, version=content.number)
    if audience is Audience.BOARD:
        return report
    report = withheld_results(report, content.open_measures)
    report = _with_measures(report, content.public_figures)
    report = without_restricted(report, content.restrictions)
    report = replace(report, author="", classification=PUBLIC_MARK)
    return without_names(report, content.people)


def _with_measures(report: Report, figures: Iterable[PublicFigures]) -> Report:
    found = {each.priority: each.measures for each in figures}
    priorities = tuple(replace(each, measures=found.get(each.number, ())) for each in report.priorities)
    codes = {measure.code for measures in found.values() for measure in measures}
    return replace(report, priorities=priorities, register=for_public(report.register, codes))


def without_names(value: T, people: Sequence[Known]) -> T:
    """The same with each name or address of a person replaced by their role, wherever a text holds it.

    Longer names go first, so that a name inside another does no harm. A single short word is no name to look for.
    """
    telling = [each for each in people if len(each.name) >= _SHORTEST_NAME and re.search(r"[ @]", each.name.strip())]
    if not telling:
        return value
    ordered = sorted(telling, key=lambda each: (-len(each.name), each.name))
    roles = {" ".join(each.name.split()).casefold(): each.shown_as for each in reversed(ordered)}
    words = (r"\s+".join(re.escape(word) for word in each.name.split()) for each in ordered)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)

    def renamed(text: str) -> str:
        return pattern.sub(lambda found: roles[" ".join(found[0].split()).casefold()], text)

    changed: T = with_texts(value, renamed)
    return changed


def replaced_names(content: Content) -> tuple[Known, ...]:
    """The names that stand in the report and that the public reads otherwise, so that somebody can look at them."""
    return tuple(each for each in content.people if without_names(content.report, [each]) != content.report)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps an edition from going out. `place` is a key such as `card:2`, `words` what to look for there."""

    code: str
    place: str
    words: str


def obstacles(content: Content) -> tuple[Obstacle, ...]:
    """What stands against the public edition: a mark whose words are gone, or restricted words somewhere else."""
    return tuple(_obstacles(content))


def _obstacles(content: Content) -> Iterator[Obstacle]:
    for each in not_found(content.report, content.restrictions):
        yield Obstacle("mark-without-words", each.place, each.passage)
    for leak in leaks(edition(content, Audience.PUBLIC), content.restrictions, content.report):
        yield Obstacle("restricted-elsewhere", leak.place, leak.words)
