"""Further habits: last quarter's light beside this one's, priorities in words, text on its side, cards as prose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from saferplan.report.tree import Card, Light, Report, Trend

from ..facts import shown
from . import kit, marks
from .parts import (
    Layout,
    Maker,
    cover_lines,
    cover_table,
    criteria_lines,
    key,
    long_date,
    paint,
    people,
    step_brackets,
    titles,
)

TITLE = {Light.GREEN: "Green", Light.AMBER: "Amber", Light.RED: "Red", Light.COMPLETE: "Blue", Light.NONE: ""}
TRACK = {
    Light.GREEN: "On track",
    Light.AMBER: "At risk",
    Light.RED: "Delayed",
    Light.COMPLETE: "Completed",
    Light.NONE: "Not started",
}
TREND = {Trend.IMPROVING: "Up", Trend.SAME: "Static", Trend.WORSENING: "Down", Trend.NONE: ""}
NUMBERS = ("One", "Two", "Three", "Four")
_BEFORE = {Light.GREEN: Light.AMBER, Light.AMBER: Light.GREEN, Light.RED: Light.AMBER, Light.COMPLETE: Light.GREEN}


def this_and_last(folder: Path) -> Layout:
    """Last quarter's light in one column and this quarter's in another: only this quarter's counts."""
    facts = shown(priority="light trend", activity="light trend owners", codes=lambda p, i: f"{p}.{i + 1:02d}")
    doc = kit.new("Arial", 10, landscape=True)
    cover_table(doc, facts)
    heads = ["Last quarter RAG", "This quarter RAG", "Direction of travel"]
    kit.line(doc, "Summary by priority", style="Heading 2")
    table = kit.grid(doc, [13, 4, 4, 4])
    kit.add(table, ["Priority", *heads], fill="FFE699", bold=True)
    for priority in facts.priorities:
        arrow = marks.ARROWS["slant"][priority.trend]
        row = kit.add(table, [f"{priority.number}. {priority.title}", "", "", arrow])
        _pair(row, 1, priority.light)
    kit.line(doc, "Activities", style="Heading 2")
    table = kit.grid(doc, [1.6, 8.4, 5.5, 3.2, 3.2, 3.1])
    kit.add(table, ["Ref", "Activity", "Lead", *heads], fill="FFE699", bold=True, header=True)
    for priority in facts.priorities:
        row = kit.add(table, [""] * 6, fill="FFF9E5")
        kit.write(kit.span(row, 0, 5), f"{priority.number}. {priority.title}", bold=True)
        for activity in priority.activities:
            arrow = marks.ARROWS["slant"][activity.trend]
            row = kit.add(table, [activity.code, activity.title, ", ".join(activity.owners), "", "", arrow])
            _pair(row, 3, activity.light)
    return Layout(name="this-and-last", path=kit.save(doc, folder, "this-and-last"), shows=facts)


def _pair(row: Any, column: int, light: Light) -> None:
    if light in _BEFORE:
        paint(row.cells[column], _BEFORE[light], TITLE, marks.FILLS)
        paint(row.cells[column + 1], light, TITLE, marks.FILLS)


def in_words(folder: Path) -> Layout:
    """Priority One to Four, on track to delayed, words for trends, running headers and page numbers."""
    facts = shown(priority="light trend objective", activity="light trend owners position", codes=_roman)
    doc = kit.new("Arial", 10)
    section = doc.sections[0]
    section.header.paragraphs[0].text = f"OFFICIAL\t{facts.partnership.name}"
    _page_number(section.footer.paragraphs[0])
    cover_lines(doc, facts)
    fills = {**marks.FILLS, Light.COMPLETE: "BDD7EE", Light.GREEN: "C6E0B4"}
    meanings = ["No concerns", "Some concern", "Behind and needs help", "Nothing left to do", "Planned for later"]
    key(doc, [(TRACK[light], fills[light], text) for light, text in zip(TRACK, meanings, strict=True)], "Status key")
    for priority in facts.priorities:
        kit.line(doc, f"Priority {NUMBERS[priority.number - 1]} – {priority.title}", style="Heading 1")
        table = kit.grid(doc, [4, 13])
        kit.add(table, ["Objective", priority.objective])
        row = kit.add(table, ["Overall status", ""])
        paint(row.cells[1], priority.light, TRACK, fills)
        kit.add(table, ["Direction of travel", TREND[priority.trend]])
        doc.add_paragraph()
        table = kit.grid(doc, [1.3, 4, 2.3, 1.8, 4.4, 3.2])
        heads = ["Ref", "Action", "Status", "Trend", "Comments", "Action owner"]
        kit.add(table, heads, fill="E2EFDA", bold=True, header=True)
        for activity in priority.activities:
            trend = TREND[activity.trend]
            row = kit.add(table, [activity.code, activity.title, "", trend, activity.position, ""], keep=False)
            paint(row.cells[2], activity.light, TRACK, fills)
            people(row.cells[5], activity.owners)
    return Layout(name="in-words", path=kit.save(doc, folder, "in-words"), shows=facts)


def _roman(priority: int, at: int) -> str:
    return f"{priority}({'abcd'[at]})"


def typed_signs(folder: Path) -> Layout:
    """Signs typed in Wingdings and Wingdings 3 without w:sym; owners with a line break; only as Word."""
    facts = shown(priority="light trend", activity="light trend owners", codes=lambda p, i: f"{p}.{i + 1}")
    doc = kit.new("Arial", 11)
    cover_lines(doc, facts)
    for priority in facts.priorities:
        table = kit.grid(doc, [1.5, 8, 4, 1.8, 1.8])
        row = kit.add(table, ["", "", "", "", ""], fill="D0CECE", header=True)
        kit.write(kit.span(row, 0, 2), f"KPA {priority.number}: {priority.title}", bold=True)
        paint(row.cells[3], priority.light, marks.LETTERS, marks.FILLS)
        _typed(row.cells[4], priority.trend)
        kit.add(table, ["Ref", "Activity", "Owners", "RAG", "DoT"], bold=True, header=True)
        for activity in priority.activities:
            row = kit.add(table, [activity.code, activity.title, "\n".join(activity.owners), "", ""])
            paint(row.cells[3], activity.light, marks.LETTERS, marks.FILLS)
            _typed(row.cells[4], activity.trend)
        doc.add_paragraph()
    return Layout(name="typed-signs", path=kit.save(doc, folder, "typed-signs"), shows=facts)


def _typed(cell: Any, trend: Trend) -> None:
    sign, font = {
        Trend.IMPROVING: ("\uf0e9", "Wingdings"),
        Trend.SAME: ("\uf0e8", "Wingdings"),
        Trend.WORSENING: ("q", "Wingdings 3"),
        Trend.NONE: ("", ""),
    }[trend]
    if sign:
        marks.symbol_font(cell.paragraphs[0], sign, font)


def _page_number(paragraph: Any) -> None:
    kit.put(paragraph, "Page ")
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def on_its_side(folder: Path) -> Layout:
    """The priority's name on its side in a merged column, letters inside drawn discs, next steps in brackets."""
    facts = shown(priority="", activity="light trend owners next_steps", codes=lambda p, i: f"{p}.{i + 1}")
    doc = kit.new("Calibri", 10, landscape=True)
    cover_lines(doc, facts)
    table = kit.grid(doc, [2, 1.4, 7.6, 4.5, 2, 2.2, 6])
    heads = ["Priority", "Ref", "Action", "Lead", "RAG", "DoT", "Next steps (who, by when)"]
    kit.add(table, heads, fill="1F4E79", colour="FFFFFF", bold=True, header=True)
    for priority in facts.priorities:
        rows = []
        for activity in priority.activities:
            arrow = marks.ARROWS["block"][activity.trend]
            row = kit.add(table, ["", activity.code, activity.title, "; ".join(activity.owners), "", arrow, ""])
            if activity.light is not Light.NONE:
                letter = marks.LETTERS[activity.light]
                marks.oval(row.cells[4].paragraphs[0], marks.FILLS[activity.light], letter=letter)
            for step in activity.next_steps:
                kit.write(row.cells[6], f"• {step_brackets(step)}")
            rows.append(row)
        cell = rows[0].cells[0].merge(rows[-1].cells[0])
        kit.write(cell, f"{priority.number}. {priority.title}", bold=True)
        turned = parse_xml(f'<w:textDirection {nsdecls("w")} w:val="btLr"/>')
        cell._tc.get_or_add_tcPr().append(turned)
    return Layout(name="on-its-side", path=kit.save(doc, folder, "on-its-side"), shows=facts)


def headed_cards(folder: Path) -> Layout:
    """No summary of activities but their cards: title and light in the heading row of each, labels below."""
    facts = shown(priority="", activity="", card="owners aim criteria light position next_steps", codes=_roman)
    doc = kit.new("Arial", 10.5)
    lists = kit.Lists(doc, (("•", ""), ("o", "")))
    cover_lines(doc, facts)
    for priority in facts.priorities:
        kit.line(doc, f"Priority {priority.number}: {priority.title}", style="Heading 1")
        table = kit.grid(doc, [2, 15])
        kit.add(table, ["Ref", "Activity"], bold=True)
        for activity in priority.activities:
            kit.add(table, [activity.code, activity.title])
        doc.add_paragraph()
        for card in (card for card in facts.cards if card.priority == priority.number):
            _headed(doc, facts, card, lists)
    return Layout(name="headed-cards", path=kit.save(doc, folder, "headed-cards"), shows=facts)


def _headed(doc: Any, facts: Report, card: Card, lists: kit.Lists) -> None:
    table = kit.grid(doc, [3.5, 10, 3.5])
    row = kit.add(table, ["", "", ""])
    lead = kit.span(row, 0, 1)
    for code, title in titles(facts, card):
        kit.write(lead, f"{code} {title}", bold=True)
    paint(row.cells[2], card.light, {light: word.upper() for light, word in TITLE.items()}, marks.FILLS, bold=True)
    rows = [("Responsible officer", ", ".join(card.owners)), ("Aim", card.aim)]
    for label, text in rows:
        row = kit.add(table, [label, "", ""])
        kit.write(kit.span(row, 1, 2), text)
    row = kit.add(table, ["Success criteria", "", ""])
    cell = kit.span(row, 1, 2)
    for text in criteria_lines(card):
        kit.write(cell, text)
    row = kit.add(table, ["Current position", "", ""], keep=False)
    kit.position(kit.span(row, 1, 2), card.position, lists)
    if card.next_steps:
        kit.add(table, ["Next steps", "By whom", "By when"], bold=True, fill="EDEDED")
        for step in card.next_steps:
            kit.add(table, [step.text, step.who, long_date(step.due)])
    doc.add_paragraph()


MAKERS: tuple[Maker, ...] = (this_and_last, in_words, typed_signs, on_its_side, headed_cards)
