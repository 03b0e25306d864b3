"""Texts of updates: how they differ, how long they are, and which of two counts. Pure: no database, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from saferplan.cycle.update_contents import StepLine

# Advice, never a limit.
ADVISED_WORDS = 150
LONGEST = 20_000
# So few words that stayed between two changes are told with them: a text that hops is hard to read.
_FEWEST_KEPT = 3
# Below this share of words that stayed, a text is a new one, and the two are better read side by side.
_LEAST_KEPT = 0.4
# Comparing two texts takes time with the product of their lengths; beyond this they are shown whole.
MOST_COMPARED = 4_000

_TOKENS = re.compile(r"\n+|[^\S\n]+|[^\s]+")
_WORD = re.compile(r"[^\s]*\w[^\s]*")


class Change(StrEnum):
    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, with the blanks in it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFact:
    """An editor's text for publication, oldest first among its kind; whether the partner objected to it, and so on."""

    text: str
    objected: bool = False
    settled: bool = False
    withdrawn: bool = False

    @property
    def is_objected(self) -> bool:
        """An objection that stands."""
        return self.objected and not self.settled and not self.withdrawn


def text_in_force(original: str, corrections: Sequence[CorrectionFact]) -> str:
    """What reports say: the latest correction, unless it was withdrawn or objected to; else the partner's own text.

    `corrections` are oldest first.
    """
    latest = next((each for each in reversed(corrections) if not each.withdrawn), None)
    return original if latest is None or latest.is_objected else latest.text


def word_count(text: str) -> int:
    """Words as a person counts them: signs that stand alone are none."""
    return len(_WORD.findall(text))


def is_same_text(one: str, other: str) -> bool:
    """The same words, however they are spaced."""
    return one.split() == other.split()


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The text after, with what was put in and what was taken out, word by word."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) + len(new) > MOST_COMPARED:
        whole = ((Change.DELETED, before), (Change.INSERTED, after))
        return (
            tuple(Piece(change, text) for change, text in whole if text)
            if before != after
            else (Piece(Change.SAME, after),)
        )
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece(Change.DELETED, "".join(old[a:b])))
        if d > c:
            pieces.append(Piece(Change.INSERTED, "".join(new[c:d])))
    return _joined(pieces)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Changes with only a word or two between them are one change."""
    runs: list[Piece] = []
    taken = given = ""
    for at, piece in enumerate(pieces):
        if piece.change is Change.DELETED:
            taken += piece.text
        elif piece.change is Change.INSERTED:
            given += piece.text
        elif (taken or given) and at + 1 < len(pieces) and _is_short(piece.text):
            taken, given = taken + piece.text, given + piece.text
        else:
            runs += [*_changed(taken, given), piece]
            taken = given = ""
    return (*runs, *_changed(taken, given))


def _is_short(text: str) -> bool:
    return word_count(text) < _FEWEST_KEPT and "\n" not in text


def _changed(taken: str, given: str) -> list[Piece]:
    """Without a blank that both sides end on: it belongs to neither."""
    end = ""
    if taken.strip() or given.strip():
        while taken and given and taken[-1].isspace() and taken[-1] == given[-1]:
            end, taken, given = taken[-1] + end, taken[:-1], given[:-1]
    pieces = [Piece(change, text) for change, text in ((Change.DELETED, taken), (Change.INSERTED, given)) if text]
    return [*pieces, Piece(Change.SAME, end)] if end else pieces


def is_rewritten(pieces: Iterable[Piece]) -> bool:
    """Whether so little stayed that the two texts are better read side by side."""
    words = {change: 0 for change in Change}
    for piece in pieces:
        words[piece.change] += word_count(piece.text)
    after = words[Change.SAME] + words[Change.INSERTED]
    return bool(words[Change.DELETED]) and words[Change.SAME] < _LEAST_KEPT * after


class StepChange(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class StepMove:
    """A next step and how it stands to last time; `before` is what it was, where it was."""

    change: StepChange
    step: StepLine
    before: StepLine | None = None


def step_moves(before: Sequence[StepLine], after: Sequence[StepLine]) -> tuple[StepMove, ...]:
    """Each step of now, then those that were dropped. Steps are the same when their words are."""
    left = list(before)
    found = []
    for step in after:
        old = next((each for each in left if is_same_text(each.text, step.text)), None)
        if old is None:
            found.append(StepMove(StepChange.NEW, step))
            continue
        left.remove(old)
        is_kept = (old.who.split(), old.due, old.due_words) == (step.who.split(), step.due, step.due_words)
        found.append(StepMove(StepChange.KEPT if is_kept else StepChange.CHANGED, step, old))
    return (*found, *(StepMove(StepChange.DROPPED, step) for step in left))
