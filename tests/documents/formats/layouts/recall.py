"""Recall of facts: which facts of an expected tree a read tree has, lacks, has otherwise, or has made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from saferplan.report.tree import Card, Criteria, NextStep, Report

Key = tuple[str, ...]
Fact = tuple[str, ...]

_LINE = re.compile(r"^( *)(?:([-*+•])|(\d+)[.)])\s+(.*)$")
_TOKEN = re.compile(r"(?<!\\)(?:\*\*|\*|__|(?<!\w)_|_(?!\w))")
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_ESCAPE = re.compile(r"\\([^\w\s])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Facts as tuples that end in the value: `("activity", "1.1a", "light", "amber")`.

    `wrong` holds pairs: the expected fact and what was read instead.
    """

    found: list[Fact] = field(default_factory=list)
    missing: list[Fact] = field(default_factory=list)
    wrong: list[tuple[Fact, str]] = field(default_factory=list)
    extra: list[Fact] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.found) + len(self.missing) + len(self.wrong)

    @property
    def complete(self) -> bool:
        return not (self.missing or self.wrong or self.extra)

    def lines(self) -> Iterator[str]:
        """One line for each fact that is not as expected."""
        for fact in self.missing:
            yield f"missing  {' | '.join(fact)}"
        for fact, instead in self.wrong:
            yield f"wrong    {' | '.join(fact)}\n  read   {instead}"
        for fact in self.extra:
            yield f"extra    {' | '.join(fact)}"


def recall(expected: Report, got: Report) -> Recall:
    """Compare each fact of `expected` with `got`. An empty field is no fact; a filled one in its place is extra."""
    wanted, had = _facts(expected), _facts(_in_order_of(expected, got))
    out = Recall()
    for key, value in wanted.items():
        read = had.get(key, "")
        if read == value:
            out.found.append((*key, value))
        elif not read:
            out.missing.append((*key, value))
        else:
            out.wrong.append(((*key, value), read))
    out.extra.extend((*key, value) for key, value in had.items() if key not in wanted)
    return out


def _in_order_of(expected: Report, got: Report) -> Report:
    """`got` with each card at the number of the expected card that shares most of its targets, so one lost card does
    not make all after it wrong; where none is left, an empty card holds the number."""
    left = list(got.cards)
    cards: list[Card] = []
    for card in expected.cards:
        best = max(left, key=lambda other: len(set(other.targets) & set(card.targets)), default=None)
        if best is not None and set(best.targets) & set(card.targets):
            left.remove(best)
            cards.append(best)
        else:
            cards.append(Card(priority=0))
    return replace(got, cards=(*cards, *left))


def _facts(report: Report) -> dict[Key, str]:
    return {key: text for key, text in _every(report) if text}


def _every(report: Report) -> Iterator[tuple[Key, str]]:
    yield ("report", "partnership"), _plain(report.partnership.name)
    yield ("report", "motto"), _plain(report.partnership.motto)
    yield ("report", "title"), _plain(report.title)
    yield ("report", "plan"), _plain(report.plan.title)
    yield ("report", "plan starts"), report.plan.starts
    yield ("report", "plan ends"), report.plan.ends
    yield ("report", "version"), _plain(report.version)
    yield ("report", "date"), report.date
    yield ("report", "author"), _plain(report.author)
    for item in report.priorities:
        name = f"{item.number}"
        yield ("priority", name, "title"), _plain(item.title)
        yield ("priority", name, "objective"), _plain(item.objective)
        yield ("priority", name, "light"), _state(item.light)
        yield ("priority", name, "trend"), _state(item.trend)
    seen: dict[str, int] = {}
    for priority, activity in report.activities():
        seen[activity.code] = seen.get(activity.code, 0) + 1
        again = f" ({seen[activity.code]})" if seen[activity.code] > 1 else ""
        key = ("activity", activity.code + again)
        yield (*key, "priority"), str(priority.number)
        yield (*key, "title"), _plain(activity.title)
        yield (*key, "light"), _state(activity.light)
        yield (*key, "trend"), _state(activity.trend)
        yield (*key, "owners"), _names(activity.owners)
        yield (*key, "position"), shape(activity.position)
        yield from _criteria(key, activity.criteria)
        yield from _steps(key, activity.next_steps)
    for number, card in enumerate(report.cards, 1):
        yield from _card(("card", str(number)), card)


def _card(key: Key, card: Card) -> Iterator[tuple[Key, str]]:
    yield (*key, "priority"), str(card.priority or "")
    yield (*key, "targets"), " ".join(card.targets)
    yield (*key, "owners"), _names(card.owners)
    yield (*key, "aim"), _plain(_bare(card.aim))
    yield (*key, "light"), _state(card.light)
    yield (*key, "position"), shape(card.position)
    yield from _criteria(key, card.criteria)
    yield from _steps(key, card.next_steps)


def _criteria(key: Key, criteria: Criteria) -> Iterator[tuple[Key, str]]:
    for name in ("green", "amber", "red", "complete"):
        yield (*key, f"{name} when"), _plain(getattr(criteria, name)).rstrip(".")


def _steps(key: Key, steps: tuple[NextStep, ...]) -> Iterator[tuple[Key, str]]:
    for number, step in enumerate(steps, 1):
        yield (*key, f"next step {number}"), _plain(step.text).rstrip(".")
        yield (*key, f"next step {number} who"), _plain(step.who)
        yield (*key, f"next step {number} due"), step.due


def _plain(text: str) -> str:
    return " ".join(text.translate(_QUOTES).split())


def _bare(text: str) -> str:
    return _TOKEN.sub("", text)


def _state(state: str) -> str:
    return "" if state == "none" else str(state)


def _names(names: tuple[str, ...]) -> str:
    return "; ".join(_plain(name) for name in names)


def shape(markdown: str) -> str:
    """A position as one comparable text: blocks with kind and depth, words with their emphasis, blanks collapsed.

    Curly quotes equal straight ones. A word's emphasis is that of its first letter, so `*so.*` equals `*so*.`; a list
    item's depth counts from 0.
    """
    blocks: list[str] = []
    indents: list[int] = []
    open_block = False
    for line in markdown.translate(_QUOTES).replace("\t", "    ").split("\n"):
        item = _LINE.match(line)
        if not line.strip():
            open_block = False
        elif item:
            indent = len(item[1])
            while indents and indents[-1] >= indent:
                indents.pop()
            blocks.append(f"{'>' * len(indents)}{'#' if item[3] else '-'} {item[4]}")
            indents.append(indent)
            open_block = True
        elif open_block:
            blocks[-1] += " " + line.strip()
        else:
            if not line.startswith(" "):
                indents.clear()
            blocks.append(line.strip())
            open_block = True
    return " ¶ ".join(_emphasised(block) for block in blocks)


def _emphasised(block: str) -> str:
    strong = slant = False
    words: list[str] = []
    at = 0
    pieces: list[tuple[str, str]] = []
    for token in [*_TOKEN.finditer(block), None]:
        mark = "'" * slant + '"' * strong
        pieces.extend((letter, mark) for letter in block[at : token.start() if token else len(block)])
        if token:
            at = token.end()
            strong, slant = (not strong, slant) if len(token[0]) == 2 else (strong, not slant)
    word: list[tuple[str, str]] = []
    for letter, mark in [*pieces, (" ", "")]:
        if not letter.isspace():
            word.append((letter, mark))
        elif word:
            first = next((m for c, m in word if c.isalnum()), "")
            words.append(_ESCAPE.sub(r"\1", "".join(c for c, _ in word)) + (f"{{{first}}}" if first else ""))
            word = []
    return " ".join(words)
