"""What runs inside the limited process: a file's bytes in, its reading as JSON out."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import msgspec

from saferplan.documents.formats.reading import Reading, UnreadableFile
from saferplan.documents.formats.source import Source
from saferplan.files.process import STOPPED
from saferplan.report.tree import Report

MOST_ITEMS = 15_000
MOST_CELLS = 20_000
MOST_COLUMNS = 500
# Activities, cards and what they name; the biggest plans have some hundreds.
MOST_NAMED = 3_000
_FAR_TOO_LARGE = "This file is far larger than a report: choose the report alone and try again."


class _Answer(msgspec.Struct, omit_defaults=True):
    """Either a reading, or the sentence that says why there is none."""

    reading: Reading | None = None
    unreadable: str = ""


def load(function: str) -> Callable[..., Any]:
    """The function with a dotted name, "package.module:name"."""
    module, name = function.split(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def read(data: bytes, reader: str) -> bytes:
    """Read a file with a format's reader. The answer is JSON for `unpack`; no error but MemoryError leaves it."""
    try:
        answer = _Answer(reading=read_directly(data, reader))
    except UnreadableFile as error:
        answer = _Answer(unreadable=str(error))
    return msgspec.json.encode(answer)


def read_directly(data: bytes, reader: str) -> Reading:
    """Read in this process, without limits: for the limited child and for tests. Raises UnreadableFile."""
    result = load(reader)(data)
    if isinstance(result, Source):
        _check_size(result)
        interpret = load("saferplan.documents.formats.interpret:interpret")
        result = interpret(result)
    reading: Reading = result
    if _named(reading.tree) > MOST_NAMED:
        raise UnreadableFile(_FAR_TOO_LARGE)
    return reading


def _named(tree: Report) -> int:
    """Checks compare each of these with each other, in the process of the site."""
    activities = sum(1 + len(each.owners) + len(each.next_steps) for _, each in tree.activities())
    cards = sum(1 + len(each.targets) + len(each.owners) + len(each.next_steps) for each in tree.cards)
    return len(tree.priorities) + activities + cards


def _check_size(source: Source) -> None:
    """A report has its bounds; far beyond them the time to understand it has none."""
    cells = sum(len(row.cells) for table in source.tables() for row in table.rows)
    widest = max((table.columns for table in source.tables()), default=0)
    if len(source.items) > MOST_ITEMS or cells > MOST_CELLS or widest > MOST_COLUMNS:
        raise UnreadableFile(_FAR_TOO_LARGE)


def unpack(answer: bytes) -> Reading:
    """The reading in an answer. Raises UnreadableFile with the sentence it holds instead."""
    try:
        found = msgspec.json.decode(answer, type=_Answer)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise UnreadableFile(STOPPED) from None
    if found.reading is None:
        raise UnreadableFile(found.unreadable or STOPPED)
    return found.reading
