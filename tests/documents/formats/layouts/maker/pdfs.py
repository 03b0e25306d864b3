"""Layouts that never were a Word file: PDF from Typst and from a browser, with lines and fills of their own kind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import typst

from saferplan.report.tree import Activity, Light, Report

from ..facts import shown
from . import marks
from .parts import Layout, Maker, criteria_lines, long_date, short_date, titles

WORDS = {Light.GREEN: "Green", Light.AMBER: "Amber", Light.RED: "Red", Light.COMPLETE: "Complete", Light.NONE: ""}

_DASHBOARD = """
#let d = json(bytes(sys.inputs.data))
#let foot = context [#d.title #h(1fr) Page #counter(page).display("1 of 1", both: true)]
#set page(paper: "a4", margin: 2cm, footer: foot)
#set text(size: 10pt)
#let paint(fill) = if fill != none { rgb(fill) }
= #d.partnership
#text(size: 16pt)[#d.title]

#d.plan

#grid(columns: 2, gutter: 12pt, [Version #d.version], [#d.date], [Author], [#d.author])
== Priorities
#table(columns: (1fr, 3cm, 2cm), table.header[*Priority*][*RAG*][*Trend*],
  ..d.priorities.map(p => (p.name, table.cell(fill: rgb(p.fill))[#p.word], p.trend)).flatten())
#for p in d.priorities [
  == #p.name
  Objective: #p.objective
  #table(columns: (auto, 1fr, 3cm, 2cm), table.header(repeat: true)[*Ref*][*Activity*][*RAG*][*Trend*],
    ..p.activities.map(a => (a.code, a.title, table.cell(fill: paint(a.fill))[#a.word], a.trend)).flatten())
]
#pagebreak()
== In focus
#for c in d.cards [
  #table(columns: (4cm, 1fr), fill: (x, y) => if x == 0 { rgb("#eef2f7") },
    [*Target*], c.targets.join(linebreak()),
    [*Target owner*], c.owners,
    [*Aim*], c.aim,
    [*Criteria*], c.criteria.join(linebreak()),
    [*RAG*], table.cell(fill: rgb(c.fill))[#c.word],
    [*Current position*], eval(c.position, mode: "markup"))
]
"""

_PLAN = """
#let d = json(bytes(sys.inputs.data))
#set page(paper: "a4", flipped: true, margin: 1.6cm)
#set text(size: 9pt)
#text(size: 18pt, weight: "bold")[#d.partnership]

#text(size: 13pt)[#d.title]

#d.plan

Version #d.version #h(1cm) #d.date #h(1cm) Author: #d.author
#let disc(fill) = if fill != none { circle(radius: 5pt, fill: rgb(fill)) }
#for p in d.priorities [
  #v(6pt)
  #text(size: 12pt, weight: "bold")[#p.name]
  #table(columns: (1.2cm, 4fr, 3fr, 5fr, 1.4cm, 1.8cm, 4fr, 2.6cm, 2.2cm), stroke: (x, y) => (bottom: 0.5pt + gray),
    table.header(repeat: true)[*Ref*][*Action*][*Lead*][*Progress*][*BRAG*][*Travel*][*Next step*][*By whom*][*When*],
    ..p.activities.map(a => (a.code, a.title, a.owners, a.position, disc(a.fill), a.trend,
      a.steps.map(s => s.text).join(parbreak()), a.steps.map(s => s.who).join(parbreak()),
      a.steps.map(s => s.due).join(parbreak()))).flatten())
]
"""


def typst_dashboard(folder: Path) -> Layout:
    """Typst: tables with thin lines and filled cells, words for lights, cards with a pale label column."""
    facts = shown(
        priority="light trend objective", card="owners aim criteria light position", codes=lambda p, i: f"{p}.{i + 1}"
    )
    path = _typst(folder, "typst-dashboard", _DASHBOARD, facts, "thin")
    return Layout(name="typst-dashboard", path=path, shows=facts)


def typst_plan(folder: Path) -> Layout:
    """Typst: an action plan with rules between rows only, and discs for lights."""
    activity = "light trend owners position next_steps"
    facts = shown(priority="", activity=activity, codes=lambda p, i: f"{p}{'abcd'[i]}")
    return Layout(name="typst-plan", path=_typst(folder, "typst-plan", _PLAN, facts, "solid"), shows=facts)


def _typst(folder: Path, name: str, template: str, facts: Report, arrows: str) -> Path:
    path = folder / f"{name}.pdf"
    source: Any = template.encode()
    typst.compile(source, output=str(path), sys_inputs={"data": json.dumps(_data(facts, arrows))})
    return path


def _fill(light: Light) -> str | None:
    return None if light is Light.NONE else f"#{marks.FILLS[light]}"


def _data(facts: Report, arrows: str) -> dict[str, Any]:
    signs = marks.ARROWS[arrows]
    return {
        "partnership": facts.partnership.name,
        "title": facts.title,
        "plan": facts.plan.title,
        "version": facts.version,
        "date": long_date(facts.date),
        "author": facts.author,
        "priorities": [
            {
                "name": f"Priority {p.number}: {p.title}",
                "objective": p.objective,
                "fill": _fill(p.light) or "#ffffff",
                "word": WORDS[p.light],
                "trend": signs[p.trend],
                "activities": [_activity(a, signs[a.trend]) for a in p.activities],
            }
            for p in facts.priorities
        ],
        "cards": [
            {
                "targets": [f"{code} {title}" for code, title in titles(facts, card)],
                "owners": ", ".join(card.owners),
                "aim": card.aim.replace("*", ""),
                "criteria": criteria_lines(card),
                "fill": _fill(card.light),
                "word": WORDS[card.light],
                "position": _typst_markup(card.position),
            }
            for card in facts.cards
        ],
    }


def _activity(item: Activity, trend: str) -> dict[str, Any]:
    return {
        "code": item.code,
        "title": item.title,
        "fill": _fill(item.light),
        "word": WORDS[item.light],
        "trend": trend,
        "owners": ", ".join(item.owners),
        "position": item.position,
        "steps": [{"text": s.text, "who": s.who, "due": short_date(s.due)} for s in item.next_steps],
    }


def _typst_markup(markdown: str) -> str:
    return markdown.replace("*", "_").replace("1. ", "+ ").replace("2. ", "+ ").replace("3. ", "+ ")


_STYLE = """
@page { size: A4 landscape; margin: 15mm } body { font: 10pt Arial, sans-serif }
table { border-collapse: collapse; width: 100%; margin-bottom: 8mm } td, th { border: 1px solid #666; padding: 2mm;
vertical-align: top; text-align: left } th { background: #1d3557; color: #fff } td.l { width: 22mm; font-weight: bold }
td div { margin-bottom: 2mm } * { print-color-adjust: exact }
"""


def browser_plan(folder: Path) -> Layout:
    """A web page that someone printed: one table, a merged priority cell, next steps as a list in the row."""
    activity = "light trend owners position next_steps"
    facts = shown(priority="light", activity=activity, codes=lambda p, i: f"{p}.{i + 1}")
    heads = ("Priority", "Ref", "Action", "Owner", "Progress", "Status", "Direction of travel", "Next steps")
    rows = [_html_rows(facts, number) for number in range(len(facts.priorities))]
    head = "".join(f"<th>{text}</th>" for text in heads)
    lines = (facts.plan.title, f"Version {facts.version}", long_date(facts.date), f"Author: {facts.author}")
    page = (
        f"<!doctype html><meta charset=utf-8><title>{facts.title}</title><style>{_STYLE}</style>"
        f"<h1>{facts.partnership.name}</h1><h2>{facts.title}</h2>{''.join(f'<p>{text}</p>' for text in lines)}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
    path = folder / "browser-plan.html"
    path.write_text(page, encoding="utf-8")
    return Layout(name="browser-plan", path=path, shows=facts)


def _html_rows(facts: Report, number: int) -> str:
    priority = facts.priorities[number]
    rows = []
    for i, item in enumerate(priority.activities):
        lead = ""
        if i == 0:
            name = f"<b>{priority.number}. {escape(priority.title)}</b><br>Overall: {WORDS[priority.light]}"
            lead = f'<td rowspan="{len(priority.activities)}">{name}</td>'
        fill = f' style="background:#{marks.FILLS[item.light]}"' if item.light is not Light.NONE else ""
        steps = "".join(f"<div>{escape(s.text)} – {escape(s.who)} – {long_date(s.due)}</div>" for s in item.next_steps)
        cells: Sequence[str] = (
            item.code,
            escape(item.title),
            "".join(f"<div>{escape(owner)}</div>" for owner in item.owners),
            escape(item.position),
        )
        tail = f"<td class=l{fill}>{WORDS[item.light]}</td><td>{marks.ARROWS['words'][item.trend]}</td><td>{steps}</td>"
        rows.append(f"<tr>{lead}{''.join(f'<td>{cell}</td>' for cell in cells)}{tail}</tr>")
    return "".join(rows)


MAKERS: tuple[Maker, ...] = (typst_dashboard, typst_plan, browser_plan)
