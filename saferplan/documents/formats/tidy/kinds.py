"""What tidy tables are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import NamedTuple

from saferplan.report.labels import Translate
from saferplan.report.tree import Light


class Mark(StrEnum):
    """What stands where there is nothing to show, as statistics in spreadsheets have it."""

    KEPT_BACK = "[c]"
    NOTHING = "[x]"
    NO_SUCH = "[z]"


class Number(NamedTuple):
    """A number as exact text, and how many decimals are shown of it."""

    text: str
    decimals: int = 0


class LightWord(NamedTuple):
    light: Light
    word: str


Cell = str | Number | LightWord | Mark


class Role(Enum):
    """What a column is in the long table: what names the row, a fact of its own, or words that go with a fact.

    What another table tells is not told again.
    """

    CODE = "code"
    TITLE = "title"
    WHEN = "when"
    UNIT = "unit"
    FACT = "fact"
    NOTE = "note"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`widest` is how many letters a line of it may have. One that `may_be_blank` says nothing where it is blank.

    One that `stays` is there even where no row says anything in it. The numbers of one that `is_label` count nothing.
    A note of one that `is_named` has the column's name before it.
    """

    name: str
    role: Role = Role.FACT
    widest: int = 40
    may_be_blank: bool = False
    stays: bool = False
    is_label: bool = False
    is_named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`key` names it for programs, `name` for people; `kind` is what each row is about; `about` what it holds."""

    key: str
    name: str
    kind: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def told(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """Without the columns in which no row says anything."""
    made = [tuple(row) for row in rows]
    kept = [at for at, column in enumerate(columns) if column.stays or any(_says(row[at]) for row in made)]
    return tuple(columns[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in made)


def _says(cell: Cell) -> bool:
    return cell != "" and not isinstance(cell, Mark)


def table(
    say: Translate,
    names: tuple[str, str, str, str, str],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
) -> Table:
    """`names` are key, name, kind, title and what it holds, in English."""
    key, *words = names
    name, kind, title, about = (say(each) for each in words)
    kept, made = told(columns, rows)
    return Table(key=key, name=name, kind=kind, title=title, about=about, columns=_distinct(kept, say), rows=made)


def _distinct(columns: Iterable[Column], say: Translate) -> tuple[Column, ...]:
    """With translated names, none twice: two English words can be one in another language."""
    made: list[Column] = []
    taken: set[str] = set()
    for column in columns:
        name, count = say(column.name), 1
        while name.casefold() in taken:
            count += 1
            name = f"{say(column.name)} {count}"
        taken.add(name.casefold())
        made.append(replace(column, name=name))
    return tuple(made)
