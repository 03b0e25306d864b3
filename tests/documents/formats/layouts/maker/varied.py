"""Reports in another order and another voice: a committee paper, activities as prose, cards before tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.shared import Cm

from saferplan.report.tree import Activity, Light, Plan, Report, Trend

from ..facts import shown
from . import kit, marks
from .parts import Layout, Maker, criteria_lines, long_date, paint, people, step_dashes, titles

TITLE = {Light.GREEN: "Green", Light.AMBER: "Amber", Light.RED: "Red", Light.COMPLETE: "Complete", Light.NONE: ""}
REASON = {
    Light.GREEN: "GREEN – as planned",
    Light.AMBER: "AMBER – behind, can be recovered",
    Light.RED: "RED – needs a decision",
    Light.COMPLETE: "COMPLETE",
    Light.NONE: "",
}
_MORE = "- Two things helped:\n  - one shared office\n  - one shared list\n- Nothing else to report."


def committee_paper(folder: Path) -> Layout:
    """The cover sheet of a committee; lights with a reason; typed bullets of several kinds; dates of several kinds."""
    facts = shown(
        priority="light trend objective",
        activity="light trend owners position next_steps",
        codes=lambda p, i: f"{p}.{i + 1}",
    )
    plan = Plan(title="Thornmouth Community Safety Plan 2024 to 2027", starts="2024-04", ends="2027-03")
    facts = _with_bullets(replace(facts, plan=plan, date="2025-10-14"))
    doc = kit.new("Arial", 10, landscape=True)
    kit.line(doc, facts.partnership.name, bold=True, size=16)
    table = kit.grid(doc, [6, 12])
    for label, text in (
        ("Report title:", facts.title),
        ("Plan:", facts.plan.title),
        ("Report author:", facts.author),
        ("Date:", "14 October 2025"),
        ("Version:", facts.version),
    ):
        kit.add(table, [label, text])
    doc.add_paragraph()
    signs = ("-", "•", "–", "▪")
    for priority in facts.priorities:
        table = kit.grid(doc, [1.3, 4.6, 7, 3.3, 2.4, 3.4, 3.6])
        row = kit.add(table, [""] * 7, fill="DAEEF3")
        kit.write(kit.span(row, 0, 2), f"Priority {priority.number}: {priority.title}", bold=True)
        paint(row.cells[3], priority.light, REASON, {}, bold=True)
        kit.write(row.cells[4], marks.ARROWS["slant"][priority.trend])
        row = kit.add(table, [""] * 7)
        kit.write(kit.span(row, 0, 6), f"Objective: {priority.objective}")
        heads = ["Ref", "Action", "Position", "RAG status", "Direction of travel", "Lead", "Next steps"]
        kit.add(table, heads, bold=True, header=True)
        for activity in priority.activities:
            arrow = marks.ARROWS["slant"][activity.trend]
            row = kit.add(table, [activity.code, activity.title, "", "", arrow, "", ""], keep=False)
            _typed(row.cells[2], activity.position, signs[priority.number - 1])
            paint(row.cells[3], activity.light, REASON, {})
            people(row.cells[5], activity.owners)
            for number, step in enumerate(activity.next_steps):
                due = _ordinal(step.due) if number == 0 else long_date(step.due)
                kit.write(row.cells[6], f"{step.text} ({step.who}, {due})")
        doc.add_paragraph()
    return Layout(name="committee-paper", path=kit.save(doc, folder, "committee-paper"), shows=facts)


def _with_bullets(facts: Report) -> Report:
    priorities = []
    for priority in facts.priorities:
        first, *others = priority.activities
        first = replace(first, position=f"{first.position}\n\n{_MORE}")
        priorities.append(replace(priority, activities=(first, *others)))
    return replace(facts, priorities=tuple(priorities))


def _typed(cell: Any, markdown: str, sign: str) -> None:
    for kind, depth, text in kit.blocks(markdown):
        if not kind:
            kit.write(cell, text)
            continue
        paragraph = kit.write(cell, f"{'o' if depth else sign}\t{text}")
        paragraph.paragraph_format.left_indent = Cm(0.6 * (depth + 1))
        paragraph.paragraph_format.first_line_indent = Cm(-0.6)


def _ordinal(due: str) -> str:
    """`2025-10-31` to `31st October 2025`."""
    day = int(due.split("-")[2]) if due.count("-") == 2 else 0
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th")
    return long_date(due).replace(f"{day} ", f"{day}{ending} ", 1) if day else long_date(due)


def prose(folder: Path) -> Layout:
    """No tables: a heading for each priority and activity, then lines that begin with a label in bold."""
    facts = shown(
        priority="light trend objective",
        activity="light trend owners position next_steps",
        codes=lambda p, i: f"{p}.{i + 1}",
    )
    doc = kit.new("Calibri", 11)
    kit.line(doc, facts.partnership.name, style="Title")
    kit.line(doc, facts.title, style="Heading 1")
    kit.line(doc, facts.plan.title)
    kit.line(doc, f"Version {facts.version}, {long_date(facts.date)}")
    kit.line(doc, f"Prepared by: {facts.author}")
    for priority in facts.priorities:
        kit.line(doc, f"Priority {priority.number}: {priority.title}", style="Heading 1")
        kit.line(doc, f"**Objective:** {priority.objective}")
        _stated(doc, priority.light, priority.trend)
        for activity in priority.activities:
            _entry(doc, activity)
    return Layout(name="prose", path=kit.save(doc, folder, "prose"), shows=facts)


def _stated(doc: Any, light: Light, trend: Trend) -> None:
    if light is not Light.NONE:
        kit.line(doc, f"**RAG:** {TITLE[light]}")
    if trend is not Trend.NONE:
        kit.line(doc, f"**Direction of travel:** {marks.ARROWS['words'][trend]}")


def _entry(doc: Any, activity: Activity) -> None:
    kit.line(doc, f"{activity.code} {activity.title}", style="Heading 2")
    kit.line(doc, f"**Lead:** {', '.join(activity.owners)}")
    _stated(doc, activity.light, activity.trend)
    kit.line(doc, f"**Progress:** {activity.position}")
    if activity.next_steps:
        kit.line(doc, "**Next steps:**")
        for step in activity.next_steps:
            kit.line(doc, step_dashes(step), style="List Bullet")


def cards_first(folder: Path) -> Layout:
    """Cards on landscape pages before the tables, priorities at the end; the light at the top of each card."""
    facts = shown(
        priority="light trend objective",
        card="owners aim criteria light position",
        codes=lambda p, i: f"{p}{'abcd'[i]}",
    )
    doc = kit.new("Trebuchet MS", 10, landscape=True)
    kit.line(doc, facts.title, style="Title")
    kit.line(doc, facts.partnership.name, style="Heading 1")
    kit.line(doc, facts.plan.title)
    kit.line(doc, f"{long_date(facts.date)} | Version {facts.version} | Author: {facts.author}")
    lists = kit.Lists(doc, (("\uf0a7", "Wingdings"), ("\uf0d8", "Wingdings")))
    for card in facts.cards:
        priority = facts.priorities[card.priority - 1]
        table = kit.grid(doc, [6, 19])
        kit.add(table, ["Priority", f"{priority.number}. {priority.title}"], fill="D6E3BC", bold=True)
        row = kit.add(table, ["RAG", ""])
        paint(row.cells[1], card.light, TITLE, marks.FILLS)
        row = kit.add(table, ["Key activity", ""])
        for code, title in titles(facts, card):
            kit.write(row.cells[1], f"{code}) {title}")
        row = kit.add(table, ["Owners", ""])
        people(row.cells[1], card.owners)
        kit.add(table, ["Aim / rationale", card.aim])
        row = kit.add(table, ["RAG criteria", ""])
        for text in criteria_lines(card):
            kit.write(row.cells[1], text)
        row = kit.add(table, ["Current position", ""], keep=False)
        kit.position(row.cells[1], card.position, lists)
        doc.add_paragraph()
    for priority in facts.priorities:
        kit.line(doc, f"Priority {priority.number}: {priority.title}", style="Heading 2")
        table = kit.grid(doc, [15, 2, 4, 4])
        kit.add(table, ["Key activity", "Ref", "Trend", "RAG"], fill="D6E3BC", bold=True, header=True)
        for activity in priority.activities:
            row = kit.add(table, [activity.title, activity.code, marks.ARROWS["block"][activity.trend], ""])
            paint(row.cells[3], activity.light, TITLE, marks.FILLS)
    kit.line(doc, "Summary of priorities", style="Heading 1")
    table = kit.grid(doc, [8, 9, 4, 4])
    kit.add(table, ["Priority", "Objective", "Trend", "RAG"], fill="D6E3BC", bold=True)
    for priority in facts.priorities:
        arrow = marks.ARROWS["block"][priority.trend]
        row = kit.add(table, [f"{priority.number}. {priority.title}", priority.objective, arrow, ""])
        paint(row.cells[3], priority.light, TITLE, marks.FILLS)
    return Layout(name="cards-first", path=kit.save(doc, folder, "cards-first"), shows=facts)


MAKERS: tuple[Maker, ...] = (committee_paper, prose, cards_first)
