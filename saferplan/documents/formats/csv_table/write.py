"""A report as one long table in CSV: a row for each fact, in the order of the report.

UTF-8 with a byte order mark, so that spreadsheets know it; lines and quotes as RFC 4180 has them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from saferplan.documents.formats.tidy.kinds import Cell, Column, LightWord, Mark, Number, Role, Table
from saferplan.documents.formats.tidy.tables import tables_of
from saferplan.report.block_kinds import Line
from saferplan.report.blocks import cover as cover_of
from saferplan.report.labels import Translate
from saferplan.report.readable import line
from saferplan.report.tree import Report

COLUMNS = ("Period", "Kind", "Code", "Title", "When", "What", "Value", "Unit", "Note")
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")
# The wide forms are those of East Asian keyboards.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Row = tuple[str, str, str, str, str, str, str, str]


def write(report: Report, *, language: str = "en", translate: Translate = str) -> bytes:
    """The report as CSV. `language` is taken for the sake of one form for all writers."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([translate(name) for name in COLUMNS])
    period = line(report.period.key)
    for row in _rows(report, translate):
        writer.writerow([guarded(each) for each in (period, *row)])
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def guarded(text: str) -> str:
    """With a `'` before what a spreadsheet would take for a formula; a number below zero is none."""
    return f"'{text}" if text.startswith(_STARTS) and not _NUMBER.fullmatch(text) else text


def _rows(report: Report, say: Translate) -> Iterator[Row]:
    yield from _about(report, say)
    for table in tables_of(report, say):
        for row in table.rows:
            yield from _facts(table, row)


def _about(report: Report, say: Translate) -> Iterator[Row]:
    cover, kind = cover_of(report, say), say("Report")
    texts = [
        ("Partnership", cover.partnership),
        ("Motto", cover.motto),
        ("Title", cover.title),
        ("Plan", cover.plan),
        ("Classification", cover.classification),
    ]
    facts = [(say(name), text) for name, text in texts]
    facts += [
        (each.label, "".join(one.text for one in each.cell if isinstance(one, Line))) for each in cover.facts.facts
    ]
    facts += [(each.label, each.text) for each in cover.summary]
    for what, text in facts:
        if text:
            yield kind, "", cover.title, "", what, text, "", ""


def _facts(table: Table, row: tuple[Cell, ...]) -> Iterator[Row]:
    """A fact for each cell that says something; notes go with the fact before them, or else with the first."""
    told = [(column, _text(cell, column)) for column, cell in zip(table.columns, row, strict=True)]
    named = {role: "; ".join(text for column, text in told if column.role is role) for role in Role}
    facts: list[tuple[str, str, list[str]]] = []
    early: list[str] = []
    for column, text in told:
        if column.role is Role.FACT:
            facts.append((column.name, text, early))
            early = []
        elif column.role is Role.NOTE and text:
            said = f"{column.name}: {text}" if column.is_named else text
            (facts[-1][2] if facts else early).append(said)
    for name, text, notes in facts:
        if text:
            yield (
                table.kind,
                named[Role.CODE],
                named[Role.TITLE],
                named[Role.WHEN],
                name,
                text,
                named[Role.UNIT],
                _joined(notes),
            )


def _joined(notes: Sequence[str]) -> str:
    """As sentences in a row; the last one ends as it does."""
    return " ".join([*(f"{each.rstrip('.')}." for each in notes[:-1]), *notes[-1:]])


def _text(cell: Cell, column: Column) -> str:
    if isinstance(cell, Number):
        return cell.text
    if isinstance(cell, LightWord):
        return cell.word
    return "" if isinstance(cell, Mark) and column.role is Role.NOTE else str(cell)
