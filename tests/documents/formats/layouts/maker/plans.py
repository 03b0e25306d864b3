"""Action plans: one wide table with lead, progress, light, direction and next steps in a row, and no cards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from saferplan.report.tree import Activity, Light, NextStep, Report, Trend

from ..facts import shown
from . import kit, marks
from .parts import (
    Layout,
    cover_lines,
    cover_table,
    key,
    long_date,
    paint,
    people,
    short_date,
    slashed,
    step_brackets,
    step_dashes,
)

ALL = "light trend owners position next_steps"
BRAG = {Light.GREEN: "Green", Light.AMBER: "Amber", Light.RED: "Red", Light.COMPLETE: "Blue", Light.NONE: "Grey"}
TARGET = {
    Light.GREEN: "On target",
    Light.AMBER: "Some slippage",
    Light.RED: "Off target",
    Light.COMPLETE: "Complete",
    Light.NONE: "Not started",
}


def action_plan(folder: Path) -> Layout:
    """A landscape table per priority; next steps with who and when in one cell; BRAG in words; a key."""
    facts = shown(activity=ALL, priority="", codes=lambda p, i: f"{p}.{i + 1}")
    doc = kit.new("Arial", 9, landscape=True, margin=1.5)
    cover_lines(doc, facts)
    fills = {**marks.FILLS, Light.COMPLETE: "5B9BD5"}
    meanings = ["Action on track", "Action delayed", "Action will not be met", "Action complete", "Action not started"]
    key(doc, [(BRAG[light], fills[light], text) for light, text in zip(BRAG, meanings, strict=True)], "BRAG key")
    for priority in facts.priorities:
        kit.line(doc, f"Priority {priority.number}: {priority.title}", style="Heading 1")
        table = kit.grid(doc, [1.3, 5, 3, 7, 1.8, 2.4, 6.2])
        heads = ["Ref", "Action", "Lead", "Progress this quarter", "BRAG", "Direction of travel", "Next steps"]
        kit.add(table, heads, fill="203864", colour="FFFFFF", bold=True, header=True)
        for activity in priority.activities:
            arrow = marks.ARROWS["block"][activity.trend]
            lead = ", ".join(activity.owners)
            row = kit.add(table, [activity.code, activity.title, lead, activity.position, "", arrow, ""])
            paint(row.cells[4], activity.light, BRAG, fills)
            for step in activity.next_steps:
                kit.write(row.cells[6], step_dashes(step))
    return Layout(name="action-plan", path=kit.save(doc, folder, "action-plan"), shows=facts)


def by_whom_by_when(folder: Path) -> Layout:
    """Two header rows; separate columns for the step, by whom and by when; a row for each step, the rest merged."""
    facts = shown(activity=ALL, priority="light trend objective", codes=lambda p, i: f"{p}{'abcd'[i]}")
    doc = kit.new("Calibri", 9, landscape=True, margin=1.5)
    cover_table(doc, facts)
    fills = {**marks.FILLS, Light.GREEN: "A9D08E", Light.AMBER: "FFD966", Light.RED: "FF7C80"}
    words = ["As planned", "Late, with a date for recovery", "Will not be done in time", "Done", "Starts later"]
    key(
        doc,
        [(TARGET[light], fills[light], text) for light, text in zip(TARGET, words, strict=True)],
        "What the words mean",
    )
    widths = [1.2, 4, 3, 5, 2.2, 2.7, 3.2, 2.8, 2.6]
    for priority in facts.priorities:
        kit.line(doc, f"{priority.number}. {priority.title}", bold=True, size=14)
        kit.line(doc, f"Aim: {priority.objective}")
        trend = marks.ARROWS["words"][priority.trend]
        kit.line(doc, f"Overall status: {TARGET[priority.light]}. Direction of travel: {trend}")
        table = kit.grid(doc, widths)
        first = kit.add(table, [""] * 9, fill="C5E0B3", header=True)
        second = kit.add(
            table,
            ["", "", "", "Update", "Status", "Direction", "Action", "By whom", "By when"],
            fill="E2EFD9",
            bold=True,
            header=True,
        )
        for column, text in ((0, "Ref"), (1, "What we will do"), (2, "Lead agency")):
            kit.write(first.cells[column].merge(second.cells[column]), text, bold=True)
        kit.write(kit.span(first, 3, 5), "Position at the end of quarter 2", bold=True)
        kit.write(kit.span(first, 6, 8), "Next steps", bold=True)
        for activity in priority.activities:
            _merged_rows(table, activity, fills)
        doc.add_paragraph()
    return Layout(name="by-whom-by-when", path=kit.save(doc, folder, "by-whom-by-when"), shows=facts)


def _merged_rows(table: Any, activity: Activity, fills: dict[Light, str]) -> None:
    rows = []
    for step in activity.next_steps or (NextStep(text=""),):
        due = slashed(step.due) if step.due else ""
        rows.append(kit.add(table, ["", "", "", "", "", "", step.text, step.who, due]))
    trend = marks.ARROWS["words"][activity.trend]
    texts = (activity.code, activity.title, "\n".join(activity.owners), activity.position, "", trend)
    for column, text in enumerate(texts):
        cell = rows[0].cells[column].merge(rows[-1].cells[column])
        for piece in text.split("\n"):
            if piece:
                kit.write(cell, piece)
        if column == 4:
            paint(cell, activity.light, TARGET, fills)


def long_rows(folder: Path) -> Layout:
    """Portrait, long texts: rows broken over pages, header rows on each page, letters on colours, bullets."""
    facts = _lengthened(shown(activity="light trend owners position", priority="", codes=lambda p, i: f"{p}.1.{i + 1}"))
    doc = kit.new("Arial", 11)
    lists = kit.Lists(doc)
    cover_lines(doc, facts)
    table = kit.grid(doc, [1.5, 3.7, 6.2, 1.3, 1.3, 3.4])
    heads = ["Ref", "Key activity", "Commentary", "RAG", "DoT", "Lead"]
    kit.add(table, heads, fill="7030A0", colour="FFFFFF", bold=True, header=True)
    for priority in facts.priorities:
        row = kit.add(table, [""] * 6, fill="E4DFEC")
        kit.write(kit.span(row, 0, 5), f"Priority {priority.number}: {priority.title}", bold=True)
        for activity in priority.activities:
            arrow = marks.ARROWS["thin"][activity.trend]
            lead = "; ".join(activity.owners)
            row = kit.add(table, [activity.code, activity.title, "", "", arrow, lead], keep=False)
            kit.position(row.cells[2], activity.position, lists)
            paint(row.cells[3], activity.light, marks.LETTERS, {**marks.FILLS, Light.NONE: ""}, bold=True)
    return Layout(name="long-rows", path=kit.save(doc, folder, "long-rows"), shows=facts)


_LONG = (
    "Partners met twice in the quarter and looked at the plan line by line.",
    "What went well:\n\n- Staff from five agencies shared one office each Thursday.\n"
    "- Residents of the harbour estate asked for the same again.\n  - A second date is being looked for.",
    "The money for the rest of the year is set aside and no further approval is needed before the end of March.",
    "Risks remain: two posts are covered by agency staff and the hall may close for repairs in the new year.",
    "- The steering group has asked for a short paper on both.\n- It will be written in plain words.",
)


def _lengthened(facts: Report) -> Report:
    priorities = []
    for priority in facts.priorities:
        activities = tuple(
            replace(a, position="\n\n".join([a.position, *_LONG[: 2 + (i + priority.number) % 4]]))
            for i, a in enumerate(priority.activities)
        )
        priorities.append(replace(priority, activities=activities))
    return replace(facts, priorities=tuple(priorities))


def nothing_styled(folder: Path) -> Layout:
    """A plan in one table with the priority's number in the code only, typed labels inside the next-steps cell."""
    facts = shown(activity=ALL, priority="light trend", codes=lambda p, i: f"CS{p}.{i + 1}")
    doc = kit.new("Tahoma", 9, landscape=True, margin=1.8)
    cover_lines(doc, facts, headings=False)
    mood = {Trend.IMPROVING: "▲ Better", Trend.SAME: "↔ Same", Trend.WORSENING: "▼ Worse", Trend.NONE: ""}
    words = {Light.GREEN: "green", Light.AMBER: "amber", Light.RED: "red", Light.COMPLETE: "complete", Light.NONE: ""}
    widths = [2.4, 1.9, 1.6, 4.4, 6.2, 6.2, 3.2]
    heads = ["Direction", "RAG rating", "Action no.", "Action", "Progress to date", "Next steps", "Responsible officer"]
    for priority in facts.priorities:
        table = kit.grid(doc, widths)
        row = kit.add(table, [mood[priority.trend], "", "", "", "", "", ""], bold=True)
        paint(row.cells[1], priority.light, words, {}, bold=True)
        kit.write(kit.span(row, 2, 6), f"PRIORITY {priority.number}: {priority.title}", bold=True)
        kit.add(table, heads, fill="D9D9D9", bold=True)
        for activity in priority.activities:
            owners = " / ".join(activity.owners)
            texts = [mood[activity.trend], words[activity.light], activity.code, activity.title, activity.position]
            row = kit.add(table, [*texts, "", owners])
            for step in activity.next_steps:
                kit.write(row.cells[5], step.text)
                kit.write(row.cells[5], f"By whom: {step.who}")
                kit.write(row.cells[5], f"By when: {short_date(step.due)}")
        doc.add_paragraph()
    return Layout(name="nothing-styled", path=kit.save(doc, folder, "nothing-styled"), shows=facts)


def blue_and_grey(folder: Path) -> Layout:
    """Discs with letters, B for blue and a grey disc for none; brackets in next steps; the date in a footer."""
    facts = shown(activity="light trend owners next_steps", priority="light", codes=lambda p, i: f"P{p}-{i + 1:02d}")
    doc = kit.new("Arial", 10, landscape=True)
    doc.sections[0].footer.paragraphs[0].text = f"Version {facts.version}, {long_date(facts.date)}"
    kit.line(doc, facts.partnership.name, style="Title")
    kit.line(doc, f"{facts.plan.title}: {facts.title}", style="Heading 1")
    facts = replace(facts, author="")
    table = kit.grid(doc, [3, 8.5, 4.5, 2.2, 2, 5.5])
    kit.add(
        table, ["Action ref", "Action", "Accountable", "BRAG", "Trend", "What happens next"], bold=True, header=True
    )
    for priority in facts.priorities:
        row = kit.add(table, [""] * 6, fill="FBE4D5")
        kit.write(kit.span(row, 0, 2), f"{priority.number} {priority.title}", bold=True)
        _disc(row.cells[3], priority.light)
        for activity in priority.activities:
            arrow = marks.ARROWS["slant"][activity.trend]
            row = kit.add(table, [activity.code, activity.title, "", "", arrow, ""])
            people(row.cells[2], activity.owners)
            _disc(row.cells[3], activity.light)
            for step in activity.next_steps:
                kit.write(row.cells[5], step_brackets(step))
    rows = [("● Blue", "", "Complete"), ("● Green", "", "On track"), ("● Amber", "", "Late"), ("● Red", "", "Stuck")]
    doc.add_paragraph()
    key(doc, [*rows, ("● Grey", "", "Not started")])
    return Layout(name="blue-and-grey", path=kit.save(doc, folder, "blue-and-grey"), shows=facts)


def _disc(cell: Any, light: Light) -> None:
    kit.put(cell.paragraphs[0], "●", colour=marks.FILLS[light], size=16)
    letter = marks.LETTERS[light]
    if letter:
        kit.put(cell.paragraphs[0], f" {letter}")
