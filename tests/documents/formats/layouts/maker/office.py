"""Word's own furniture: tracked changes, comments, text boxes, footnotes, content controls, nested tables, odd runs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from saferplan.report.tree import Activity, Light

from ..facts import shown
from . import cards, kit, marks
from .parts import Layout, cover_lines, long_date, paint

TITLE = {Light.GREEN: "Green", Light.AMBER: "Amber", Light.RED: "Red", Light.COMPLETE: "Complete", Light.NONE: "TBC"}
CARD = "owners aim criteria light position next_steps"


def tracked(folder: Path) -> Layout:
    """Tracked changes (what is accepted counts), comments, a text box for a cover, footnotes."""
    facts = shown(activity="light trend owners position", codes=lambda p, i: f"{p}.{i + 1}")
    doc = kit.new("Calibri", 11)
    _view_without_changes(doc)
    marks.footnotes(doc, ["Counted from 1 July to 30 September.", *["Not every agency sent figures in time."] * 2])
    notes = count(2)
    kit.line(doc, facts.partnership.name, style="Title")
    box = [facts.title, facts.plan.title, f"Version {facts.version}", long_date(facts.date), f"Author: {facts.author}"]
    marks.text_box(doc.add_paragraph(), box, height=4.6)
    table = kit.grid(doc, [10, 3.5, 3.5])
    kit.add(table, ["Priorities", "RAG", "Direction of travel"], fill="DDEBF7", bold=True)
    for priority in facts.priorities:
        row = kit.add(table, [f"{priority.number}. {priority.title}", "", marks.ARROWS["words"][priority.trend]])
        _changed(row.cells[1], "Red" if priority.light is Light.AMBER else "", TITLE[priority.light])
        if priority.number == 2:
            marks.footnote(row.cells[0].paragraphs[0], 1)
    for priority in facts.priorities:
        kit.line(doc, f"Priority {priority.number}: {priority.title}", style="Heading 2")
        table = kit.grid(doc, [1.2, 4, 3, 4.3, 2.2, 2.9])
        kit.add(table, ["Ref", "Activity", "Owner", "Position", "RAG", "Travel"], fill="DDEBF7", bold=True, header=True)
        for activity in priority.activities:
            _tracked_row(doc, table, activity, notes)
        if priority.number == 4:
            marks.mark_row(table.rows[-1], "ins")
        if priority.number == 3:
            row = kit.add(table, ["3.9", "Repaint the bus shelters", "Highways Team", "Withdrawn.", "Red", "Same"])
            marks.mark_row(row, "del")
    return Layout(name="tracked", path=kit.save(doc, folder, "tracked"), shows=facts)


def _tracked_row(doc: Any, table: Any, activity: Activity, notes: Iterator[int]) -> None:
    arrow = marks.ARROWS["words"][activity.trend]
    row = kit.add(table, [activity.code, "", ", ".join(activity.owners), "", "", arrow])
    first, rest = activity.title.split(" ", 1)
    title = row.cells[1].paragraphs[0]
    if activity.light is Light.GREEN:
        marks.deleted(title, "Try to " + first.lower())
        marks.inserted(title, first)
        kit.put(title, f" {rest}")
    else:
        kit.put(title, activity.title)
    place = row.cells[3].paragraphs[0]
    sentences = activity.position.split(". ", 1)
    kit.put(place, sentences[0] + (". " if len(sentences) > 1 else ""))
    marks.deleted(place, "This text was taken out. ")
    if len(sentences) > 1 and activity.light is Light.RED:
        marks.moved(row.cells[2].paragraphs[0], place, sentences[1])
    elif len(sentences) > 1:
        marks.inserted(place, sentences[1])
    wrong = {Light.AMBER: "Green", Light.RED: "Amber"}.get(activity.light, "")
    _changed(row.cells[4], wrong, TITLE[activity.light] if activity.light is not Light.NONE else "")
    if activity.light is Light.RED:
        doc.add_comment(row.cells[4].paragraphs[0].runs or title.runs, text="Should this be green?", author="J Osprey")
        marks.footnote(place, next(notes))


def _changed(cell: Any, old: str, new: str) -> None:
    paragraph = cell.paragraphs[0]
    if old:
        marks.deleted(paragraph, old)
        marks.inserted(paragraph, new)
    elif new:
        kit.put(paragraph, new)


def _view_without_changes(doc: Any) -> None:
    """The document is set to show its final text, so LibreOffice prints that."""
    view = parse_xml(f'<w:revisionView {nsdecls("w")} w:markup="0" w:insDel="0" w:comments="0"/>')
    doc.settings.element.insert(0, view)


def controls(folder: Path) -> Layout:
    """Content controls around a run, a cell and a row; nested tables in cards; dates and lights from drop-downs."""
    facts = shown(activity="light trend", card=CARD, codes=lambda p, i: f"{p}.{i + 1}")
    doc = kit.new("Arial", 10.5)
    cover_lines(doc, facts)
    marks.control(doc.paragraphs[-2], "Date")
    kit.line(doc, "Where we are", style="Heading 1")
    table = kit.grid(doc, [1.2, 9.3, 3, 3.5])
    kit.add(table, ["No", "Priority", "Status", "Direction of travel"], fill="FFF2CC", bold=True)
    for priority in facts.priorities:
        arrow = marks.ARROWS["mixed"][priority.trend]
        row = kit.add(table, [str(priority.number), priority.title, TITLE[priority.light], arrow])
        marks.control_around(row.cells[2]._tc, "Status")
    for priority in facts.priorities:
        kit.line(doc, f"{priority.number}. {priority.title}", style="Heading 2")
        table = kit.grid(doc, [9, 1.5, 3.5, 3])
        kit.add(table, ["Key activity", "Ref", "Direction of travel", "Status"], fill="FFF2CC", bold=True, header=True)
        for activity in priority.activities:
            arrow = marks.ARROWS["mixed"][activity.trend]
            word = "" if activity.light is Light.NONE else TITLE[activity.light]
            row = kit.add(table, [activity.title, activity.code, arrow, word])
            if activity.code.endswith("2"):
                marks.control_around(row._tr, "Repeating row")
            elif word:
                marks.control(row.cells[3].paragraphs[0], "Status")
    kit.line(doc, "Activities in focus", style="Heading 1")
    lists = kit.Lists(doc)
    for card in facts.cards:
        cards.nested(doc, facts, card, lists)
    return Layout(name="controls", path=kit.save(doc, folder, "controls"), shows=facts)


def split_runs(folder: Path) -> Layout:
    """Words cut over runs, headings broken over lines, typed bullets, no-break blanks, no heading styles."""
    facts = shown(priority="light trend", card=CARD, codes=lambda p, i: f"{p}.1{'abcd'[i]}")
    doc = kit.new("Georgia", 10.5)
    kit.line(doc, facts.partnership.name, bold=True, size=18, split=True)
    kit.line(doc, facts.title, bold=True, size=15, split=True)
    kit.line(doc, facts.plan.title, size=13, split=True)
    table = kit.grid(doc, [4, 5])
    kit.add(table, [f"Version {facts.version}", long_date(facts.date)], split=True)
    kit.add(table, ["Author", facts.author], split=True)
    doc.add_paragraph()
    _split_table(doc, facts, "Summary", None)
    for priority in facts.priorities:
        _split_table(doc, facts, f"Priority {priority.number}: {priority.title}", priority.number)
    kit.line(doc, "Detail of each activity", bold=True, size=13)
    for card in facts.cards:
        cards.grown(doc, facts, card, split=True)
    return Layout(name="split-runs", path=kit.save(doc, folder, "split-runs"), shows=facts)


def _split_table(doc: Any, facts: Any, heading: str, number: int | None) -> None:
    kit.line(doc, heading, bold=True, size=13)
    table = kit.grid(doc, [11.5, 2.5, 2.5])
    row = kit.add(table, ["Priority" if number is None else "Activity", "RAG", "Direction"], fill="BDD7EE", bold=True)
    for cell, text in ((row.cells[1], "rating"), (row.cells[2], "of travel")):
        run = cell.paragraphs[0].runs[-1]
        run.add_break()
        kit.put(cell.paragraphs[0], text, bold=True)
    items = facts.priorities if number is None else facts.priorities[number - 1].activities
    for item in items:
        lead = f"{item.number}." if number is None else item.code
        words = f"{lead}\u00a0{item.title}" if number is None else f"{lead}:\t{item.title}"
        row = kit.add(table, ["", "", ""])
        kit.write(row.cells[0], words, split=True)
        if item.light is not Light.NONE:
            kit.write(row.cells[1], TITLE[item.light].lower(), split=True)
        kit.write(row.cells[2], marks.ARROWS["solid"][item.trend])
    doc.add_paragraph()


def highlighted(folder: Path) -> Layout:
    """Lights as text on a highlight or a shaded run, not a filled cell; a table with a Word style."""
    facts = shown(activity="light owners", priority="light", codes=lambda p, i: f"{p}.{i + 1}")
    doc = kit.new("Arial", 11)
    cover_lines(doc, facts)
    pens = {Light.GREEN: "green", Light.AMBER: "yellow", Light.RED: "red", Light.COMPLETE: "blue"}
    for priority in facts.priorities:
        title = kit.line(doc, f"Priority {priority.number}: {priority.title} – ", style="Heading 1")
        _pen(title.add_run(TITLE[priority.light].upper()), pens[priority.light])
        table = kit.grid(doc, [10, 3, 4], style="Light List Accent 1")
        kit.add(table, ["Activity", "RAG", "Owner"])
        for activity in priority.activities:
            row = kit.add(table, [f"{activity.code} {activity.title}", "", ", ".join(activity.owners)])
            if activity.light is not Light.NONE:
                run = row.cells[1].paragraphs[0].add_run(f" {marks.LETTERS[activity.light]} ")
                run.font.size = Pt(14)
                if activity.light is Light.AMBER:
                    shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFC000"/>'
                    run._r.get_or_add_rPr().append(parse_xml(shading))
                else:
                    _pen(run, pens[activity.light])
    return Layout(name="highlighted", path=kit.save(doc, folder, "highlighted"), shows=facts)


def _pen(run: Any, colour: str) -> None:
    mark = OxmlElement("w:highlight")
    mark.set(qn("w:val"), colour)
    run._r.get_or_add_rPr().append(mark)


def coloured_discs(folder: Path) -> Layout:
    """Emoji discs, arrows beside the word, everything of a priority in one merged heading row, landscape cards."""
    facts = shown(priority="objective light", activity="light trend", card="owners aim light position", codes=_dashed)
    doc = kit.new("Arial", 10, landscape=True)
    cover_lines(doc, facts, headings=False)
    discs = {Light.GREEN: "🟢", Light.AMBER: "🟠", Light.RED: "🔴", Light.COMPLETE: "🔵", Light.NONE: "⚪"}
    for priority in facts.priorities:
        table = kit.grid(doc, [2, 16, 2.6, 4.4])
        row = kit.add(table, ["", "", "", ""], fill="F2F2F2")
        kit.write(kit.span(row, 0, 1), f"Priority {priority.number}: {priority.title}", bold=True)
        kit.write(row.cells[0], f"Objective: {priority.objective}")
        paint(row.cells[2], priority.light, discs, {})
        kit.add(table, ["Code", "Activity", "Status", "Trend"], bold=True, header=True)
        for activity in priority.activities:
            trend = marks.ARROWS["mixed"][activity.trend]
            row = kit.add(table, [activity.code, activity.title, "", trend])
            paint(row.cells[2], activity.light, discs, {})
        doc.add_paragraph()
    for card in facts.cards:
        table = kit.grid(doc, [5, 20])
        codes = "\n".join(f"{a.code} {a.title}" for code in card.targets if (a := facts.activity(code)))
        for label, text in (("Activity", codes), ("Owner", "\n".join(card.owners)), ("Aim", card.aim)):
            row = kit.add(table, [label, ""], keep=False)
            for piece in text.split("\n"):
                kit.write(row.cells[1], piece)
        kit.add(table, ["Status", discs[card.light]])
        row = kit.add(table, ["Current position", ""], keep=False)
        kit.position(row.cells[1], card.position)
        doc.add_paragraph()
    return Layout(name="coloured-discs", path=kit.save(doc, folder, "coloured-discs"), shows=facts)


def _dashed(priority: int, at: int) -> str:
    return f"{priority}-{at + 1}"
