"""Text with emphasis, strong and links, as nested nodes and as a row of runs.

Both forms say the same; `from_runs` always gives the same nodes for the same look, so that what is written in any
format and read back is equal.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`href` begins with http://, https:// or mailto:."""

    href: str
    children: tuple[Inline, ...]


Inline: TypeAlias = Text | Emphasis | Strong | Link


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. `href` is empty where there is no link."""

    text: str
    emphasis: bool = False
    strong: bool = False
    href: str = ""


def runs(children: Iterable[Inline]) -> tuple[Run, ...]:
    """The nodes as a row of runs, in order."""
    return tuple(_runs(children, Run("")))


def from_runs(row: Iterable[Run]) -> tuple[Inline, ...]:
    """The nodes for a row of runs: blanks collapsed, outside of emphasis; link around strong around emphasis."""
    return tuple(_nest(_tidy(row)))


def _runs(children: Iterable[Inline], look: Run) -> Iterator[Run]:
    for child in children:
        if isinstance(child, Text):
            yield replace(look, text=child.text)
        elif isinstance(child, Emphasis):
            yield from _runs(child.children, replace(look, emphasis=True))
        elif isinstance(child, Strong):
            yield from _runs(child.children, replace(look, strong=True))
        else:
            yield from _runs(child.children, replace(look, href=child.href))


def _tidy(row: Iterable[Run]) -> Sequence[Run]:
    """Words keep their look; the blank between two words has what both looks share."""
    tidy: list[Run] = []
    blank = False
    for run in row:
        words = " ".join(run.text.split())
        blank = blank or run.text[:1].isspace()
        if not words:
            continue
        if blank and tidy:
            tidy.append(_between(tidy[-1], run))
        tidy.append(Run(words, run.emphasis, run.strong, run.href))
        blank = run.text[-1:].isspace()
    looks = itertools.groupby(tidy, key=lambda run: (run.href, run.strong, run.emphasis))
    return [Run("".join(run.text for run in group), em, strong, href) for (href, strong, em), group in looks]


def _between(first: Run, second: Run) -> Run:
    """From the outside in, because a blank inside emphasis alone would be at its edge."""
    if first.href != second.href:
        return Run(" ")
    if first.strong != second.strong:
        return Run(" ", href=first.href)
    return Run(" ", first.emphasis and second.emphasis, first.strong, first.href)


def _nest(row: Sequence[Run]) -> Iterator[Inline]:
    for href, linked in itertools.groupby(row, key=lambda run: run.href):
        inner: list[Inline] = []
        for strong, group in itertools.groupby(linked, key=lambda run: run.strong):
            leaves = [Emphasis((Text(run.text),)) if run.emphasis else Text(run.text) for run in group]
            inner += [Strong(tuple(leaves))] if strong else leaves
        if href:
            yield Link(href, tuple(inner))
        else:
            yield from inner
