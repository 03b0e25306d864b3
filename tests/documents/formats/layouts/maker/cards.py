"""Cards, the "in focus" sheets, in the shapes that they come in."""

from __future__ import annotations

from typing import Any

from docx.shared import Pt

from saferplan.report.tree import Card, Light, Report

from . import kit, marks
from .parts import criteria_lines, paint, step_dashes, titles


def two_columns(doc: Any, facts: Report, card: Card, lists: kit.Lists) -> None:
    """Labels on the left in capitals, values on the right, the position over both columns."""
    priority = facts.priority(card.priority)
    assert priority
    table = kit.grid(doc, [5, 12])
    row = kit.add(table, ["", ""], fill="D9E2F3")
    kit.write(kit.span(row, 0, 1), f"KPA {priority.number}: {priority.title}", bold=True)
    row = kit.add(table, ["TARGET", ""])
    for code, title in titles(facts, card):
        kit.write(row.cells[1], f"{code}. {title}")
    kit.add(table, ["TARGET OWNER", ", ".join(card.owners)])
    kit.add(table, ["AIM/RATIONALE", card.aim])
    row = kit.add(table, ["TRAFFIC LIGHT CRITERIA", ""])
    for text in criteria_lines(card):
        kit.write(row.cells[1], text)
    row = kit.add(table, ["TRAFFIC LIGHT", ""])
    paint(row.cells[1], card.light, {light: light.value.upper() for light in Light}, marks.FILLS)
    row = kit.add(table, ["", ""])
    kit.write(kit.span(row, 0, 1), "CURRENT POSITION")
    row = kit.add(table, ["", ""], keep=False)
    kit.position(kit.span(row, 0, 1), card.position, lists)
    doc.add_paragraph()


def labels_above(doc: Any, facts: Report, card: Card, lists: kit.Lists, number: int) -> None:
    """One column: a shaded label, its value in the row below. The light is only a fill."""
    table = kit.grid(doc, [16.5])

    def label(text: str) -> None:
        kit.add(table, [text], fill="E5DFEC", bold=True)

    label("Activities")
    row = kit.add(table, [""])
    for code, title in titles(facts, card):
        kit.write(row.cells[0], f"{code} {title}")
    label("Responsible")
    kit.add(table, ["; ".join(card.owners)])
    label("Aim")
    kit.add(table, [card.aim])
    label("How we judge it")
    row = kit.add(table, [""])
    for text in criteria_lines(card):
        kit.write(row.cells[0], text)
    label("Status")
    row = kit.add(table, [""])
    kit.shade(row.cells[0], marks.tint(card.light, number))
    label("Current position")
    row = kit.add(table, [""], keep=False)
    kit.position(row.cells[0], card.position, lists)
    doc.add_paragraph()


def assessment(
    doc: Any, facts: Report, card: Card, lists: kit.Lists, words: dict[Light, str], fills: dict[Light, str]
) -> None:
    """Landscape, four columns: owner and assessment side by side, criteria in three coloured cells."""
    table = kit.grid(doc, [4, 8.5, 4, 8.5])
    codes = titles(facts, card)
    row = kit.add(table, ["MEASURE", "", "", ""], bold=True)
    cell = kit.span(row, 1, 3)
    for code, title in codes:
        kit.write(cell, f"{code} {title}")
    row = kit.add(table, ["OWNER", ", ".join(card.owners), "ASSESSMENT", ""])
    paint(row.cells[3], card.light, words, fills, bold=True)
    row = kit.add(table, ["AIM/RATIONALE", "", "", ""])
    kit.write(kit.span(row, 1, 3), card.aim)
    stated = ((Light.GREEN, card.criteria.green), (Light.AMBER, card.criteria.amber), (Light.RED, card.criteria.red))
    cells = []
    for light, text in stated:
        row = kit.add(table, ["", words[light], "", ""])
        kit.write(kit.span(row, 2, 3), text)
        kit.shade(row.cells[1], fills[light])
        cells.append(row.cells[0])
    kit.write(cells[0].merge(cells[-1]), "CRITERIA")
    row = kit.add(table, ["REASON FOR ASSESSMENT", "", "", ""], keep=False)
    kit.position(kit.span(row, 1, 3), card.position, lists)
    doc.add_paragraph()


def nested(doc: Any, facts: Report, card: Card, lists: kit.Lists | None) -> None:
    """Labels on the left in sentence case; the next steps are a table inside a cell; the light a content control."""
    table = kit.grid(doc, [4.2, 12.8], style="Light Grid Accent 1" if card.priority == 9 else "Table Grid")
    for label, text in (
        ("Activity", "\n".join(f"{code} {title}" for code, title in titles(facts, card))),
        ("Lead", " / ".join(card.owners)),
        ("Why it matters", card.aim),
    ):
        row = kit.add(table, [label, ""])
        for piece in text.split("\n"):
            kit.write(row.cells[1], piece)
    row = kit.add(table, ["RAG criteria", ""])
    inner = row.cells[1].add_table(0, 2)
    inner.style = "Table Grid"
    for word, fill, text in (
        ("Green", "C6EFCE", card.criteria.green),
        ("Amber", "FFEB9C", card.criteria.amber),
        ("Red", "FFC7CE", card.criteria.red),
    ):
        line = kit.add(inner, [word, text])
        kit.shade(line.cells[0], fill)
    row = kit.add(table, ["RAG", card.light.value.title()])
    marks.control(row.cells[1].paragraphs[0], "RAG")
    row = kit.add(table, ["Progress", ""], keep=False)
    kit.position(row.cells[1], card.position, lists)
    if card.next_steps:
        row = kit.add(table, ["Next steps", ""])
        inner = row.cells[1].add_table(0, 3)
        inner.style = "Table Grid"
        kit.add(inner, ["Action", "Who", "When"], bold=True)
        for step in card.next_steps:
            kit.add(inner, [step.text, step.who, _day(step.due)])
    for label in (row.cells[0] for row in table.rows):
        for run in label.paragraphs[0].runs:
            run.bold = True
    doc.add_paragraph()


def _day(due: str) -> str:
    year, month, day = due.split("-")
    return f"{day}.{month}.{year}"


def grown(doc: Any, facts: Report, card: Card, *, split: bool = False) -> None:
    """Typed bullets, text over many runs, labels with colons, next steps as lines."""
    table = kit.grid(doc, [4, 13])
    rows = [
        ("Priority:", facts.priorities[card.priority - 1].title),
        ("Target(s):", "\n".join(f"{code} - {title}" for code, title in titles(facts, card))),
        ("Owner(s):", "\n".join(card.owners)),
        ("Rationale:", card.aim),
        ("Criteria:", "\n".join(criteria_lines(card))),
        ("Status:", card.light.value.title()),
    ]
    for label, text in rows:
        row = kit.add(table, [label, ""], split=split)
        for piece in text.split("\n"):
            kit.write(row.cells[1], piece, split=split)
    row = kit.add(table, ["Update:", ""], split=split, keep=False)
    kit.position(row.cells[1], card.position, None, split=split)
    if card.next_steps:
        row = kit.add(table, ["Next steps:", ""], split=split)
        for step in card.next_steps:
            kit.write(row.cells[1], step_dashes(step), split=split)
    doc.add_paragraph().paragraph_format.space_after = Pt(12)
