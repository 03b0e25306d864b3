"""What differs between two reports beyond the fields that `compare` tells: figures, and texts word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from saferplan.report.compare_words import Sentence
from saferplan.report.comparison import Comparison, Kind, Matched, TextStep
from saferplan.report.markdown import plain_text
from saferplan.report.tree import Measure, Report

_MOST_NAMED = 6
_WORDS = re.compile(r"\s+|[^\s]+")


class Mark(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, only in the older or only in the newer."""

    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class TextDifference:
    """A position that changed: of which item, and how."""

    of: Matched
    pieces: tuple[Piece, ...]


def text_differences(comparison: Comparison, older: Report, newer: Report) -> tuple[TextDifference, ...]:
    """The positions that came, went or changed, each with its words."""
    quiet = (TextStep.NONE, TextStep.UNCHANGED)
    found = [each for each in comparison.matched if each.position not in quiet]
    return tuple(
        TextDifference(each, pieces(_position(older, each.older.key), _position(newer, each.newer.key)))
        for each in found
    )


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Two plain texts as one row of words that are the same, gone or new."""
    one, two = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    for step, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if step == "equal":
            found.append(Piece(Mark.SAME, "".join(one[a:b])))
            continue
        if a != b:
            found.append(Piece(Mark.GONE, "".join(one[a:b])))
        if c != d:
            found.append(Piece(Mark.NEW, "".join(two[c:d])))
    return tuple(found)


def _position(report: Report, key: str) -> str:
    kind, _colon, name = key.partition(":")
    if kind == Kind.CARD:
        return plain_text(report.cards[int(name)].position)
    activity = report.activity(name) if kind == Kind.ACTIVITY else None
    return plain_text(activity.position) if activity else ""


def figure_sentences(older: Report, newer: Report) -> list[Sentence]:
    """What became of the figures, a measure at a time: new values, revised ones, and another target."""
    return [sentence for name, pair in _measures(older, newer).items() for sentence in _figures(name, *pair)]


def _measures(older: Report, newer: Report) -> Mapping[str, tuple[Measure | None, Measure | None]]:
    before = {each.code: each for priority in older.priorities for each in priority.measures}
    after = {each.code: each for priority in newer.priorities for each in priority.measures}
    codes = dict.fromkeys([*after, *before])
    return {(after.get(code) or before[code]).name: (before.get(code), after.get(code)) for code in codes}


def _figures(name: str, before: Measure | None, after: Measure | None) -> Iterator[Sentence]:
    if before is None or after is None:
        if after is not None:
            said = {"name": name, "latest": after.latest or "none"}
            yield "{name}: its figures are new here. Latest: {latest}.", said
        else:
            yield "{name}: its figures are no longer here.", {"name": name}
        return
    if before.latest != after.latest:
        said = {"name": name, "before": before.latest or "none", "after": after.latest or "none"}
        yield "{name}: the latest figure was {before} and is now {after}.", said
    if before.target != after.target:
        said = {"name": name, "before": before.target or "none", "after": after.target or "none"}
        yield "{name}: the target was {before} and is now {after}.", said
    values = {point.label: point.value for point in before.points}
    revised = [
        f"{point.label} from {values[point.label] or 'none'} to {point.value or 'none'}"
        for point in after.points
        if point.label in values and point.value != values[point.label]
    ]
    if revised:
        more = len(revised) - _MOST_NAMED
        rest = f" and {more} more" if more > 0 else ""
        yield "{name}: revised: {revised}.", {"name": name, "revised": "; ".join(revised[:_MOST_NAMED]) + rest}
