"""Pieces that several layouts share: covers, dates, owners, next steps, cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from saferplan.report.tree import Card, Light, NextStep, Report

from . import kit

MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A file and the facts that it shows. `path` is a .docx, a .pdf or an .html: a .docx is read and, turned into a
    .pdf by LibreOffice, read again; an .html is printed to a .pdf by Chromium."""

    name: str
    path: Path
    shows: Report


Maker = Callable[[Path], Layout]


def long_date(due: str) -> str:
    """`2025-11-14` to `14 November 2025`, `2025-11` to `November 2025`."""
    year, month, *day = due.split("-")
    return " ".join([*(str(int(d)) for d in day), MONTHS[int(month) - 1], year])


def slashed(due: str) -> str:
    """`2025-11-14` to `14/11/2025`; a month stays in words."""
    year, month, *day = due.split("-")
    return f"{day[0]}/{month}/{year}" if day else f"{MONTHS[int(month) - 1]} {year}"


def short_date(due: str) -> str:
    """`2025-11-14` to `14 Nov 25`; a month is `Dec 2025`."""
    year, month, *day = due.split("-")
    return f"{int(day[0])} {MONTHS[int(month) - 1][:3]} {year[2:]}" if day else f"{MONTHS[int(month) - 1][:3]} {year}"


def step_dashes(step: NextStep) -> str:
    return f"{step.text} – {step.who} – {long_date(step.due)}"


def step_brackets(step: NextStep) -> str:
    return f"{step.text} ({step.who}, by {slashed(step.due)})"


def cover_lines(doc: Any, facts: Report, *, headings: bool = True, motto: bool = False, **look: Any) -> None:
    """A cover of plain lines: partnership, title, plan, then version, date and author with labels."""
    if motto:
        kit.line(doc, facts.partnership.motto, **{**look, "size": 12})
    if headings:
        kit.line(doc, facts.title, style="Title")
        kit.line(doc, facts.partnership.name, **look)
    else:
        kit.line(doc, facts.partnership.name, bold=True, size=20)
        kit.line(doc, facts.title, bold=True, size=16)
    kit.line(doc, facts.plan.title, **look)
    kit.line(doc, f"Version: {facts.version}", **look)
    kit.line(doc, f"Date: {long_date(facts.date)}", **look)
    kit.line(doc, f"Author: {facts.author}", **look)


def cover_table(doc: Any, facts: Report) -> None:
    """A cover of a name, a title and a table of two columns, as in a committee report."""
    kit.line(doc, facts.partnership.name, style="Heading 1")
    table = kit.grid(doc, [5, 12])
    for label, text in (
        ("Report title", facts.title),
        ("Plan", facts.plan.title),
        ("Report author", facts.author),
        ("Date of report", long_date(facts.date)),
        ("Version number", facts.version),
    ):
        row = kit.add(table, [label, text])
        kit.shade(row.cells[0], "DDDDDD")
        row.cells[0].paragraphs[0].runs[0].bold = True
    doc.add_paragraph()


def key(doc: Any, rows: Sequence[tuple[str, str, str]], title: str = "Key") -> None:
    """A key: word, fill, meaning."""
    kit.line(doc, title, bold=True)
    table = kit.grid(doc, [4, 11])
    for word, fill, meaning in rows:
        row = kit.add(table, [word, meaning], size=9)
        if fill:
            kit.shade(row.cells[0], fill)
    doc.add_paragraph()


def criteria_lines(card: Card) -> list[str]:
    return [f"GREEN: {card.criteria.green}.", f"AMBER: {card.criteria.amber}.", f"RED: {card.criteria.red}."]


def titles(facts: Report, card: Card) -> list[tuple[str, str]]:
    """(code, title) of each target of a card."""
    found = (facts.activity(code) for code in card.targets)
    return [(a.code, a.title) for a in found if a]


def paint(cell: Any, light: Light, words: dict[Light, str], fills: dict[Light, str], **look: Any) -> None:
    """Write a light's word and fill the cell."""
    if words.get(light):
        kit.write(cell, words[light], **look)
    if fills.get(light):
        kit.shade(cell, fills[light])


def people(cell: Any, owners: Sequence[str]) -> None:
    """One paragraph for each owner."""
    for owner in owners:
        kit.write(cell, owner)
