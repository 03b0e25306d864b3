"""Which activity of the database a line of a report is. Pure.

An exact code within the plan is a match. Otherwise a match is proposed by title and a person confirms it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import IntEnum
from uuid import UUID

NEW = "new"
ALIKE = 0.6
ALIKE_ELSEWHERE = 0.75


class Where(IntEnum):
    """How near a known activity is: in the version before, elsewhere in the same plan, in another plan."""

    BEFORE = 0
    SAME_PLAN = 1
    OTHER_PLAN = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report. `key` is its code."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Known:
    uid: UUID
    key: str
    title: str
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An activity that a line might be. `likeness` of the titles is from 0 to 1."""

    uid: UUID
    code: str
    title: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Is this line one of these activities, or a new one? `proposed` is the best guess, None: a new one."""

    code: str
    title: str
    sentence: str
    proposed: UUID | None
    options: tuple[Option, ...]

    @property
    def proposed_answer(self) -> str:
        return str(self.proposed) if self.proposed else NEW


@dataclass(frozen=True, slots=True)
class Matching:
    """`found` gives each line's activity, None for a new one; lines with an open question are not in it."""

    found: dict[str, UUID | None] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


class BadMatches(ValueError):
    """An answer that names no line of the report, no known activity, or the same activity twice."""


def normal(title: str) -> str:
    return " ".join(title.split()).casefold()


def likeness(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1; case and blanks do not count."""
    one, other = normal(one), normal(other)
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def match_activities(lines: Sequence[Line], known: Sequence[Known], answers: Mapping[str, str]) -> Matching:
    """Match each line. `answers` maps codes to an activity's uid or "new"; raises BadMatches."""
    matching = Matching()
    _take_answers(matching, lines, known, answers)
    before = [each for each in known if each.where is Where.BEFORE]
    _take_codes(matching, lines, before, alike=True)
    pairs = _pairs(matching, lines, before, ALIKE)
    claimed = {uid: line for line, uid in pairs.items()}
    for each in _open(matching, lines):
        same_code = _with_code(matching, each, before)
        if same_code and same_code.uid not in claimed and each.key not in pairs:
            matching.found[each.key] = same_code.uid
        elif each.key in pairs or same_code:
            _ask(matching, each, pairs.get(each.key), before, same_code)
    _take_codes(matching, lines, [each for each in known if each.where is Where.SAME_PLAN], alike=True)
    _match_elsewhere(matching, lines, known)
    return matching


def _match_elsewhere(matching: Matching, lines: Sequence[Line], known: Sequence[Known]) -> None:
    elsewhere = [each for each in known if each.where is not Where.BEFORE]
    _take_same_titles(matching, lines, [each for each in elsewhere if each.where is Where.OTHER_PLAN])
    pairs = _pairs(matching, lines, elsewhere, ALIKE_ELSEWHERE)
    for each in _open(matching, lines):
        if each.key in pairs:
            _ask(matching, each, pairs[each.key], elsewhere, None)
        else:
            matching.found[each.key] = None


def _take_answers(
    matching: Matching, lines: Sequence[Line], known: Iterable[Known], answers: Mapping[str, str]
) -> None:
    keys, uids = {line.key for line in lines}, {str(each.uid) for each in known}
    for key, answer in answers.items():
        if key not in keys:
            raise BadMatches(f"The report has no {key}, so it cannot be matched.")
        if answer != NEW and answer not in uids:
            raise BadMatches(f"{key} cannot be matched: this partnership has no activity {answer}.")
        found = None if answer == NEW else UUID(answer)
        if found and found in matching.found.values():
            raise BadMatches(f"{key} and another line are matched with the same activity.")
        matching.found[key] = found


def _take_codes(matching: Matching, lines: Sequence[Line], known: Sequence[Known], *, alike: bool) -> None:
    for line in _open(matching, lines):
        same = _with_code(matching, line, known)
        if same and (not alike or likeness(line.title, same.title) >= ALIKE):
            matching.found[line.key] = same.uid


def _take_same_titles(matching: Matching, lines: Sequence[Line], known: Sequence[Known]) -> None:
    taken = set(matching.found.values())
    uids: dict[str, set[UUID]] = {}
    for each in known:
        if each.uid not in taken:
            uids.setdefault(normal(each.title), set()).add(each.uid)
    titles = [normal(line.title) for line in lines]
    for line in _open(matching, lines):
        title = normal(line.title)
        if len(uids.get(title, ())) == 1 and titles.count(title) == 1:
            matching.found[line.key] = next(iter(uids[title]))
            matching.notes[line.key] = "taken to be the same as in another plan, because its title is the same"


def _pairs(matching: Matching, lines: Sequence[Line], known: Sequence[Known], enough: float) -> dict[str, UUID]:
    """The most alike titles of what is still open, each line and each activity once."""
    taken = set(matching.found.values()) | {question.proposed for question in matching.questions}
    scores = [
        (likeness(line.title, each.title), -each.where, index, line.key, each.uid)
        for line in _open(matching, lines)
        for index, each in enumerate(known)
        if each.uid not in taken
    ]
    pairs: dict[str, UUID] = {}
    for score, _, _, key, uid in sorted(scores, key=lambda row: (-row[0], -row[1], row[2])):
        if score >= enough and key not in pairs and uid not in pairs.values():
            pairs[key] = uid
    return pairs


def _ask(
    matching: Matching, line: Line, proposed: UUID | None, known: Sequence[Known], same_code: Known | None
) -> None:
    taken = set(matching.found.values())
    options: dict[UUID, Option] = {}
    for each in known:
        score = likeness(line.title, each.title)
        if each.uid not in taken and each.uid not in options and (score >= ALIKE or each is same_code):
            options[each.uid] = Option(uid=each.uid, code=each.key, title=each.title, likeness=round(score, 2))
    ranked = sorted(options.values(), key=lambda option: (option.uid != proposed, -option.likeness))
    best = ranked[0]
    if proposed:
        sentence = f"Is {line.key} “{line.title}” what was {best.code} “{best.title}”?"
    else:
        sentence = f"Is {line.key} “{line.title}” a new activity? Another line looks like the earlier {best.code}."
    matching.questions.append(
        Question(code=line.key, title=line.title, sentence=sentence, proposed=proposed, options=tuple(ranked))
    )


def _open(matching: Matching, lines: Iterable[Line]) -> list[Line]:
    asked = {question.code for question in matching.questions}
    return [line for line in lines if line.key not in matching.found and line.key not in asked]


def _with_code(matching: Matching, line: Line, known: Iterable[Known]) -> Known | None:
    taken = set(matching.found.values())
    return next((each for each in known if each.key == line.key and each.uid not in taken), None)
