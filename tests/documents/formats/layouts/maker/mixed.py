"""Layouts drawn by lot: headings, order of columns, lights, arrows, codes, covers and tables, from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saferplan.report.tree import Activity, Light, NextStep, Priority, Report, Trend

from ..facts import Codes, shown
from . import cards, kit, marks
from .parts import (
    Layout,
    Maker,
    cover_lines,
    cover_table,
    key,
    long_date,
    people,
    slashed,
    step_brackets,
    step_dashes,
)

HEADS = {
    "code": ("Ref", "Reference", "Ref No.", "Code", "Action ref", "No."),
    "title": ("Activity", "Action", "Key activity", "What we will do", "Key action", "Actions"),
    "owners": ("Lead", "Owner", "Lead officer", "Responsible officer", "Lead agency", "Owner(s)"),
    "position": ("Progress", "Update", "Commentary", "Position", "Progress to date", "Current position"),
    "light": ("RAG", "BRAG", "Status", "RAG rating", "RAG status", "Traffic light"),
    "trend": ("Trend", "DoT", "Direction of travel", "Direction", "Travel"),
    "next_steps": ("Next steps", "Next step(s)", "Planned next steps"),
    "who": ("By whom", "Who"),
    "when": ("By when", "When", "Due date"),
    "priority": ("Priority", "Strategic priority", "Priority area"),
}
WIDTHS = {"code": 2, "owners": 3.2, "light": 2.7, "trend": 2.9, "who": 3, "when": 2.8, "priority": 3.2}
CODES: tuple[Codes, ...] = (
    lambda p, i: f"{p}.1.1{'abcd'[i]}",
    lambda p, i: f"{p}.{i + 1}",
    lambda p, i: f"{p}{'abcd'[i]}",
    lambda p, i: f"{p}.{i + 1:02d}",
    lambda p, i: f"{'ABCD'[p - 1]}{i + 1}",
    lambda p, i: f"CSP{p}.{i + 1}",
    lambda p, i: f"{p}.2.{i + 1}",
)
SCALES: tuple[dict[Light, str], ...] = (
    dict(zip(Light, ("GREEN", "AMBER", "RED", "COMPLETE", "", ""), strict=True)),
    dict(zip(Light, ("Green", "Amber", "Red", "Blue", "", ""), strict=True)),
    dict(zip(Light, ("On target", "Some slippage", "Off target", "Complete", "", ""), strict=True)),
    dict(zip(Light, ("Satisfactory", "Close monitoring", "Requires action", "Complete", "", ""), strict=True)),
    dict(zip(Light, ("G", "A", "R", "B", "", ""), strict=True)),
)


@dataclass(frozen=True, slots=True)
class Lot:
    """What the seed drew."""

    heads: dict[str, str]
    columns: tuple[str, ...]
    light: Callable[[Any, Light], None]
    scale: dict[Light, str] | None
    arrows: str
    step: str
    frame: str
    repeat: bool
    fill: str


def mixed(folder: Path, seed: int) -> Layout:
    """The layout of a seed."""
    lot_of = random.Random(seed)
    wide = lot_of.random() < 0.7
    columns = ["code", "title", "light", "trend"]
    columns += [name for name in ("owners", "position", "next_steps") if lot_of.random() < (0.75 if wide else 0.25)]
    if lot_of.random() < 0.5:
        lot_of.shuffle(columns)
    lot = _draw(lot_of, tuple(columns))
    wide = wide or len(_names(lot)) > 5
    has_cards = "position" not in columns
    priority = {"summary": "light trend objective", "rows": "light trend objective", "column": ""}.get(
        lot.frame, "objective"
    )
    card = "owners aim criteria light position" if has_cards else ""
    fields = " ".join(columns[:])
    facts = shown(priority=priority, activity=fields, card=card, codes=lot_of.choice(CODES))
    doc = kit.new(lot_of.choice(["Arial", "Calibri", "Verdana"]), 8.5 if wide else 10, landscape=wide, margin=1.6)
    lot_of.choice([_lines, _bold_lines, cover_table, _box])(doc, facts)
    if lot.scale and lot.scale[Light.GREEN] not in ("GREEN", "Green"):
        meanings = ("On course", "Some delay", "Will be missed", "Done")
        words = [
            (lot.scale[light], marks.FILLS[light], text) for light, text in zip(marks.FILLS, meanings, strict=False)
        ]
        key(doc, words, "Key to ratings")
    if lot.frame == "summary":
        _summary(doc, facts, lot)
    _tables(doc, facts, lot, wide=wide)
    if has_cards:
        _cards(doc, facts, lot_of.choice(["two columns", "labels", "grown"]))
    name = f"mixed-{seed}"
    return Layout(name=name, path=kit.save(doc, folder, name), shows=facts)


def _draw(lot: random.Random, columns: tuple[str, ...]) -> Lot:
    scale = lot.choice(SCALES)
    ways: list[tuple[Callable[[Any, Light], None], dict[Light, str] | None]] = [
        (lambda cell, light: _word(cell, light, scale, filled=True), scale),
        (lambda cell, light: _word(cell, light, scale, filled=False), scale),
        (lambda cell, light: kit.shade(cell, marks.tint(light, 1 + len(cell.text))), None),
        (lambda cell, light: marks.oval(cell.paragraphs[0], marks.FILLS[light]), None),
        (lambda cell, light: _dot(cell, light), None),
    ]
    light, used = lot.choice(ways)
    return Lot(
        heads={name: lot.choice(words) for name, words in HEADS.items()},
        columns=columns,
        light=light,
        scale=used,
        arrows=lot.choice([*marks.ARROWS, "Wingdings"]),
        step=lot.choice(["dashes", "brackets", "labels", "columns"]),
        frame=lot.choice(["summary", "rows", "one table", "headings", "column"]),
        repeat=lot.random() < 0.6,
        fill=lot.choice(["D9E2F3", "1F3864", "", "E2EFDA"]),
    )


def _word(cell: Any, light: Light, scale: dict[Light, str], *, filled: bool) -> None:
    kit.write(cell, scale[light])
    if filled:
        kit.shade(cell, marks.FILLS[light])


def _dot(cell: Any, light: Light) -> None:
    kit.put(cell.paragraphs[0], "●", colour=marks.FILLS[light], size=16)


def _lines(doc: Any, facts: Report) -> None:
    cover_lines(doc, facts)


def _bold_lines(doc: Any, facts: Report) -> None:
    cover_lines(doc, facts, headings=False)


def _box(doc: Any, facts: Report) -> None:
    kit.line(doc, facts.partnership.name, style="Title")
    kit.line(doc, facts.title, style="Heading 1")
    box = [facts.plan.title, f"Version {facts.version}", f"Date {long_date(facts.date)}", f"Author {facts.author}"]
    marks.text_box(doc.add_paragraph(), box, height=4)


def _lead(item: Priority) -> str:
    return f"Priority {item.number}: {item.title}"


def _mark(row: Any, at: int, light: Light, lot: Lot) -> None:
    if light is not Light.NONE:
        lot.light(row.cells[at], light)


def _arrow(row: Any, at: int, trend: Trend, lot: Lot) -> None:
    if lot.arrows != "Wingdings":
        kit.write(row.cells[at], marks.ARROWS[lot.arrows][trend])
    elif trend in marks.WINGDINGS:
        marks.symbol(row.cells[at].paragraphs[0], marks.WINGDINGS[trend])


def _summary(doc: Any, facts: Report, lot: Lot) -> None:
    kit.line(doc, "Summary of priorities", style="Heading 1")
    table = kit.grid(doc, [10, 3.4, 3.4])
    kit.add(table, ["Priority", lot.heads["light"], lot.heads["trend"]], bold=True)
    for item in facts.priorities:
        row = kit.add(table, [f"{item.number}. {item.title}", "", ""])
        _mark(row, 1, item.light, lot)
        _arrow(row, 2, item.trend, lot)


def _names(lot: Lot) -> list[str]:
    names = ["priority"] if lot.frame == "column" else []
    for name in lot.columns:
        names += ["next_steps", "who", "when"] if name == "next_steps" and lot.step == "columns" else [name]
    return names


def _widths(names: list[str], room: float) -> list[float]:
    """Columns of signs, codes and names keep their width, so no word is broken; columns of text share the rest."""
    text = {name: share for name, share in (("title", 4), ("position", 5), ("next_steps", 4)) if name in names}
    left = room - sum(WIDTHS[name] for name in names if name not in text)
    return [left * text[name] / sum(text.values()) if name in text else WIDTHS[name] for name in names]


def _tables(doc: Any, facts: Report, lot: Lot, *, wide: bool) -> None:
    names = _names(lot)
    widths = _widths(names, 26.5 if wide else 17.5)
    table = None
    for item in facts.priorities:
        if lot.frame in ("summary", "headings"):
            kit.line(doc, _lead(item), style="Heading 2")
            kit.line(doc, f"Objective: {item.objective}")
        if table is None or lot.frame not in ("one table", "column"):
            table = kit.grid(doc, widths)
            dark = lot.fill == "1F3864"
            heads = [lot.heads[name] for name in names]
            look: dict[str, Any] = {"fill": lot.fill, "header": lot.repeat, "bold": True}
            kit.add(table, heads, colour="FFFFFF" if dark else None, **look)
        if lot.frame in ("rows", "one table"):
            _heading_row(table, item, names, lot)
        for activity in item.activities:
            _row(table, activity, names, lot)
        if lot.frame == "column":
            rows = table.rows
            cell = rows[-len(item.activities)].cells[0].merge(rows[-1].cells[0])
            kit.write(cell, f"{item.number}. {item.title}", bold=True)
        elif lot.frame != "one table":
            doc.add_paragraph()


def _heading_row(table: Any, item: Priority, names: list[str], lot: Lot) -> None:
    """Over all columns; with a light and an arrow in their columns where those stand last or first."""
    row = kit.add(table, [""] * len(names), fill="EEEEEE")
    inner = [i for i, name in enumerate(names) if name not in ("light", "trend")]
    if lot.frame == "rows":
        _mark(row, names.index("light"), item.light, lot)
        _arrow(row, names.index("trend"), item.trend, lot)
        joined = list(range(inner[0], inner[-1] + 1)) == inner
        cell = kit.span(row, inner[0], inner[-1]) if joined else row.cells[names.index("title")]
    else:
        cell = kit.span(row, 0, len(names) - 1)
    kit.write(cell, _lead(item), bold=True)
    kit.write(cell, f"Objective: {item.objective}")


def _row(table: Any, activity: Activity, names: list[str], lot: Lot) -> None:
    texts = {"code": activity.code, "title": activity.title, "position": activity.position}
    row = kit.add(table, [texts.get(name, "") for name in names], keep=False)
    for at, name in enumerate(names):
        if name == "light":
            _mark(row, at, activity.light, lot)
        elif name == "trend":
            _arrow(row, at, activity.trend, lot)
        elif name == "owners":
            people(row.cells[at], activity.owners)
        elif name in ("next_steps", "who", "when"):
            for step in activity.next_steps:
                _step(row.cells[at], step, name, lot)


def _step(cell: Any, step: NextStep, name: str, lot: Lot) -> None:
    if lot.step == "columns":
        kit.write(cell, {"next_steps": step.text, "who": step.who, "when": slashed(step.due)}[name])
    elif lot.step == "labels":
        kit.write(cell, step.text)
        kit.write(cell, f"Who: {step.who}")
        kit.write(cell, f"When: {long_date(step.due)}")
    else:
        kit.write(cell, step_dashes(step) if lot.step == "dashes" else step_brackets(step))


def _cards(doc: Any, facts: Report, kind: str) -> None:
    kit.line(doc, "In focus", style="Heading 1")
    lists = kit.Lists(doc)
    for number, card in enumerate(facts.cards):
        if kind == "two columns":
            cards.two_columns(doc, facts, card, lists)
        elif kind == "labels":
            cards.labels_above(doc, facts, card, lists, number)
        else:
            cards.grown(doc, facts, card)


def _of_seed(seed: int) -> Maker:
    def maker(folder: Path) -> Layout:
        return mixed(folder, seed)

    maker.__name__ = f"mixed_{seed}"
    return maker


MAKERS: tuple[Maker, ...] = tuple(_of_seed(seed) for seed in (1, 2, 7, 13, 15, 18, 29, 33, 38, 46, 52, 54))
