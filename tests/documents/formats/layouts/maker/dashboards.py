"""Dashboards: tables of priorities and activities with a light and an arrow, some with cards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from saferplan.report.tree import Light, Report, Trend

from ..facts import shown
from . import cards, kit, marks
from .parts import Layout, cover_lines, cover_table, key, paint, people

UPPER = {
    Light.GREEN: "GREEN",
    Light.AMBER: "AMBER",
    Light.RED: "RED",
    Light.COMPLETE: "COMPLETE",
    Light.NONE: "",
}
ALL_CARD = "owners aim criteria light position"


def house_style(folder: Path) -> Layout:
    """A table per KPA with the objective in its heading row, words on fills, block arrows, cards in portrait."""
    facts = shown(
        report="motto plan version date author", priority="light trend objective", card=ALL_CARD, codes=_lettered
    )
    doc = kit.new("Arial", 11)
    lists = kit.Lists(doc)
    cover_lines(doc, facts, motto=True)
    fills = {**marks.FILLS, Light.NONE: ""}
    kit.line(doc, "Our priorities this quarter", style="Heading 1")
    table = kit.grid(doc, [11, 3.5, 2.5])
    kit.add(table, ["Priority", "Traffic Light Colour", "Trend"], fill="1F3864", colour="FFFFFF", bold=True)
    for priority in facts.priorities:
        row = kit.add(table, [f"{priority.number}. {priority.title}", "", marks.ARROWS["block"][priority.trend]])
        paint(row.cells[1], priority.light, UPPER, fills)
    kit.line(doc, "Key performance activities (KPA)", style="Heading 1")
    for priority in facts.priorities:
        table = kit.grid(doc, [11, 3.5, 2.5])
        lead = f"KPA {priority.number}: {priority.title}"
        row = kit.add(table, [lead, "Traffic Light Colour", "Trend"], fill="D9E2F3", bold=True, header=True)
        kit.write(row.cells[0], f"Objective; {priority.objective}")
        for activity in priority.activities:
            texts = [f"{activity.code}. {activity.title}", "", marks.ARROWS["block"][activity.trend]]
            row = kit.add(table, texts)
            paint(row.cells[1], activity.light, UPPER, fills)
        doc.add_paragraph()
    kit.line(doc, "KPAs in focus", style="Heading 1")
    for card in facts.cards:
        cards.two_columns(doc, facts, card, lists)
    return Layout(name="house-style", path=kit.save(doc, folder, "house-style"), shows=facts)


def _lettered(priority: int, at: int) -> str:
    return f"{priority}.1.1{'abcd'[at]}"


def one_table(folder: Path) -> Layout:
    """One table for all, heading rows inside, light and arrow first, letters, slanting arrows, no headings."""
    facts = shown(activity="light trend owners", codes=lambda p, i: f"{p}.{i + 1}")
    doc = kit.new("Calibri", 10.5)
    cover_lines(doc, facts, headings=False)
    kit.line(doc, "RAG summary of the action plan", bold=True, size=14)
    table = kit.grid(doc, [1.4, 1.4, 1.5, 8.2, 4.5])
    heads = ["RAG", "DoT", "Ref", "Activity", "Lead officer(s)"]
    kit.add(table, heads, fill="404040", colour="FFFFFF", bold=True, header=True)
    for priority in facts.priorities:
        row = kit.add(table, ["", marks.ARROWS["slant"][priority.trend], "", "", ""], fill="E7E6E6", bold=True)
        paint(row.cells[0], priority.light, marks.LETTERS, marks.FILLS, bold=True)
        kit.write(kit.span(row, 2, 4), f"Priority {priority.number}: {priority.title}", bold=True)
        for activity in priority.activities:
            owners = ", ".join(activity.owners)
            row = kit.add(table, ["", marks.ARROWS["slant"][activity.trend], activity.code, activity.title, owners])
            paint(row.cells[0], activity.light, marks.LETTERS, marks.FILLS)
    doc.add_paragraph()
    rows = [
        ("G", "00B050", "On track"),
        ("A", "FFC000", "Some delay, recovery planned"),
        ("R", "FF0000", "Off track"),
        ("B", "0070C0", "Complete"),
        ("", "BFBFBF", "Not yet started"),
    ]
    key(doc, rows)
    kit.line(doc, "DoT: direction of travel since the last quarter (↗ better, → no change, ↘ worse).", size=9)
    return Layout(name="one-table", path=kit.save(doc, folder, "one-table"), shows=facts)


def fill_only(folder: Path) -> Layout:
    """Lights are only the cell's fill, in many shades; triangles; status before title; labels above values."""
    facts = shown(priority="light trend objective", card=ALL_CARD, codes=lambda p, i: f"{p}{'abcd'[i]}")
    doc = kit.new("Verdana", 9.5)
    cover_table(doc, facts)
    kit.line(doc, "Priorities", style="Heading 2")
    table = kit.grid(doc, [1.5, 2, 9, 4])
    kit.add(table, ["No.", "Status", "Priority", "Direction of travel"], fill="CCC0D9", bold=True)
    for i, priority in enumerate(facts.priorities):
        row = kit.add(table, [str(priority.number), "", priority.title, marks.ARROWS["solid"][priority.trend]])
        kit.shade(row.cells[1], marks.tint(priority.light, i + 1))
    number = 0
    for priority in facts.priorities:
        kit.line(doc, f"Priority {priority.number} – {priority.title}", style="Heading 2")
        kit.line(doc, f"Objective: {priority.objective}")
        table = kit.grid(doc, [1.5, 2, 9, 4])
        kit.add(table, ["Ref", "Status", "What we said we would do", "Direction of travel"], fill="CCC0D9", bold=True)
        for activity in priority.activities:
            number += 1
            row = kit.add(table, [activity.code, "", activity.title, marks.ARROWS["solid"][activity.trend]])
            if activity.light is not Light.NONE:
                kit.shade(row.cells[1], marks.tint(activity.light, number))
    kit.line(doc, "In focus", style="Heading 2")
    lists = kit.Lists(doc, (("–", ""), ("–", "")))
    for number, card in enumerate(facts.cards):
        cards.labels_above(doc, facts, card, lists, number)
    return Layout(name="fill-only", path=kit.save(doc, folder, "fill-only"), shows=facts)


def shapes(folder: Path) -> Layout:
    """Lights as drawn discs, coloured characters, VML, pictures; arrows as Wingdings symbols."""
    facts = shown(activity="light trend", codes=lambda p, i: f"KPA{p}.{i + 1}")
    doc = kit.new("Arial", 10)
    cover_lines(doc, facts)
    ways = [
        lambda cell, light: marks.oval(cell.paragraphs[0], marks.FILLS[light]),
        lambda cell, light: kit.put(cell.paragraphs[0], "●", colour=marks.FILLS[light], size=18),
        lambda cell, light: marks.vml_oval(cell.paragraphs[0], marks.FILLS[light]),
        lambda cell, light: marks.picture(cell.paragraphs[0], marks.FILLS[light]),
        lambda cell, light: marks.oval(cell.paragraphs[0], marks.FILLS[light], anchored=True),
    ]
    kit.line(doc, "Summary of priorities", style="Heading 1")
    table = kit.grid(doc, [11, 3, 3])
    kit.add(table, ["Priority", "Rating", "Trend"], bold=True)
    for priority in facts.priorities:
        row = kit.add(table, [f"Priority {priority.number}: {priority.title}", "", ""])
        ways[priority.number - 1](row.cells[1], priority.light)
        _symbol(row.cells[2], priority.trend)
    kit.line(doc, "Activities", style="Heading 1")
    for priority in facts.priorities:
        kit.line(doc, f"Priority {priority.number}: {priority.title}", style="Heading 2")
        table = kit.grid(doc, [2.5, 8.5, 3, 3])
        kit.add(table, ["Reference", "Activity", "Rating", "Trend"], bold=True, header=True)
        for activity in priority.activities:
            row = kit.add(table, [activity.code, activity.title, "", ""])
            if activity.light is not Light.NONE:
                ways[priority.number](row.cells[2], activity.light)
            _symbol(row.cells[3], activity.trend)
    return Layout(name="shapes", path=kit.save(doc, folder, "shapes"), shows=facts)


def _symbol(cell: Any, trend: Trend) -> None:
    if trend in marks.WINGDINGS:
        marks.symbol(cell.paragraphs[0], marks.WINGDINGS[trend])


def merged_column(folder: Path) -> Layout:
    """One landscape table: the priority in a vertically merged column, with its light in another."""
    facts = shown(activity="light trend owners", priority="light", codes=lambda p, i: f"{'ABCD'[p - 1]}{i + 1}")
    facts = _deferred(facts)
    doc = kit.new("Arial", 10, landscape=True)
    cover_table(doc, facts)
    table = kit.grid(doc, [4, 2.2, 1.5, 8.5, 4.5, 2.4, 2.4])
    heads = ["Priority", "Overall RAG", "Ref", "Key activity", "Owner", "Activity RAG", "Trend"]
    kit.add(table, heads, fill="DEEAF6", bold=True, header=True)
    words = {Light.GREEN: "Green", Light.AMBER: "Amber", Light.RED: "Red", Light.COMPLETE: "Complete"}
    words[Light.DEFERRED] = "Deferred"
    for priority in facts.priorities:
        rows = []
        for activity in priority.activities:
            arrow = marks.ARROWS["thin"][activity.trend]
            row = kit.add(table, ["", "", activity.code, activity.title, "", "", arrow])
            people(row.cells[4], activity.owners)
            paint(row.cells[5], activity.light, words, marks.FILLS)
            rows.append(row)
        for column in (0, 1):
            cell = rows[0].cells[column].merge(rows[-1].cells[column])
            if column:
                paint(cell, priority.light, words, marks.FILLS, bold=True)
            else:
                kit.write(cell, f"{priority.number}. {priority.title}", bold=True)
    return Layout(name="merged-column", path=kit.save(doc, folder, "merged-column"), shows=facts)


def _deferred(facts: Report) -> Report:
    """The last activity of the first priority is deferred, not without a light."""
    first, *others = facts.priorities
    last = replace(first.activities[-1], light=Light.DEFERRED)
    return replace(facts, priorities=(replace(first, activities=(*first.activities[:-1], last)), *others))


def police_scale(folder: Path) -> Layout:
    """Satisfactory, close monitoring, requires action, awaiting information; words for direction; landscape cards."""
    facts = shown(priority="light trend objective", card=ALL_CARD, codes=lambda p, i: f"{p}.{'abcd'[i]}")
    words = {
        Light.GREEN: "SATISFACTORY",
        Light.AMBER: "CLOSE MONITORING",
        Light.RED: "REQUIRES ACTION",
        Light.COMPLETE: "COMPLETE",
        Light.NONE: "AWAITING INFORMATION",
    }
    fills = {**marks.FILLS, Light.COMPLETE: "9DC3E6"}
    doc = kit.new("Times New Roman", 11)
    cover_lines(doc, facts)
    meanings = ["On course", "Off course, being watched", "Will be missed without action", "Finished", "No report yet"]
    key(
        doc,
        [(words[light], fills[light], text) for light, text in zip(words, meanings, strict=True)],
        "Assessments used",
    )
    kit.line(doc, "Assessment by priority", style="Heading 1")
    table = kit.grid(doc, [9, 5, 3])
    kit.add(table, ["Priority", "Assessment", "Direction"], bold=True)
    for priority in facts.priorities:
        direction = marks.ARROWS["words"][priority.trend]
        row = kit.add(table, [f"Priority {priority.number} {priority.title}", "", direction])
        paint(row.cells[1], priority.light, words, fills, bold=True)
    for priority in facts.priorities:
        kit.line(doc, f"Priority {priority.number} {priority.title}", style="Heading 2")
        kit.line(doc, f"Strategic objective: {priority.objective}")
        table = kit.grid(doc, [1.5, 7.5, 5, 3])
        kit.add(table, ["Ref.", "Measure", "Assessment", "Direction"], bold=True)
        for activity in priority.activities:
            row = kit.add(table, [activity.code, activity.title, "", marks.ARROWS["words"][activity.trend]])
            paint(row.cells[2], activity.light, words, fills, bold=True)
    kit.orient(doc.add_section(), landscape=True)
    lists = kit.Lists(doc)
    for card in facts.cards:
        cards.assessment(doc, facts, card, lists, words, fills)
    return Layout(name="police-scale", path=kit.save(doc, folder, "police-scale"), shows=facts)
