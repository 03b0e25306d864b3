"""How reports, notices and findings look in the terminal. A light is a word; colour only repeats it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from saferplan.documents.formats.reading import Reading
    from saferplan.report.findings import Finding
    from saferplan.report.places import Place
    from saferplan.report.tree import Light, Report, Trend

COLOURS = {"green": "green", "amber": "yellow", "red": "bold red", "complete": "blue"}


def report(tree: Report, console: Console) -> None:
    for line in (tree.partnership.name, tree.title, tree.plan.title, f"Version {tree.version or '?'}, {tree.date}"):
        if line:
            console.print(line, markup=False)
    table = Table("", "Title", "Light", "Trend", box=None, pad_edge=False, header_style="bold")
    for priority in tree.priorities:
        title = Text(priority.title, style="bold")
        table.add_row(str(priority.number), title, _light(priority.light), _trend(priority.trend))
        for activity in priority.activities:
            table.add_row(activity.code, Text(activity.title), _light(activity.light), _trend(activity.trend))
    console.print(table)
    for card in tree.cards:
        owners = ", ".join(card.owners) or "no owner"
        console.print(
            f"Card on {', '.join(card.targets) or f'priority {card.priority}'}: {card.light}, {owners}, "
            f"{len(card.position.split())} words",
            markup=False,
        )
    activities = sum(len(p.activities) for p in tree.priorities)
    console.print(f"{len(tree.priorities)} priorities, {activities} activities, {len(tree.cards)} cards.")


def _light(light: Light) -> Text:
    return Text("not stated" if light == "none" else str(light), style=COLOURS.get(light, "dim"))


def _trend(trend: Trend) -> str:
    return "" if trend == "none" else str(trend)


def where(place: Place) -> str:
    """`page 3, table 2, row 4`."""
    named = (("page", place.page), ("table", place.table), ("row", place.row), ("line", place.line))
    return ", ".join(f"{name} {number}" for name, number in named if number is not None)


def notices(reading: Reading, console: Console) -> None:
    """What could not be placed or was read with a doubt, then the count."""
    for notice in reading.notices:
        place = where(notice.place)
        quote = f': "{notice.text}"' if notice.text else ""
        console.print(f"{place + ': ' if place else ''}{notice.message}{quote}", markup=False)
    console.print(f"{reading.placed} texts placed, {reading.unplaced} not placed.")


def about(key: str, tree: Report) -> str:
    """What a spot is about, as the report calls it: `priority 4`, `3.1.1e`, `card on 3.1.1a to 3.1.1g`."""
    kind, _colon, name = key.partition(":")
    if kind == "priority":
        return f"priority {name}"
    if kind == "activity":
        return name
    if kind == "card" and name.isdecimal() and int(name) < len(tree.cards):
        targets = tree.cards[int(name)].targets
        return f"card on {targets[0]}" + (f" to {targets[-1]}" if len(targets) > 1 else "") if targets else "card"
    return "the report"


def findings(found: Sequence[Finding], tree: Report, console: Console) -> None:
    level = None
    for finding in found:
        if finding.level is not level:
            level = finding.level
            console.print(f"\n{level.value.capitalize()}", style="bold")
        console.print(f"  {finding.sentence()}  [{finding.code}]", markup=False)
        for spot in finding.spots:
            place = where(spot.place)
            parts = [part for part in (about(spot.key, tree), place, f'"{spot.quote}"' if spot.quote else "") if part]
            console.print(f"    - {', '.join(parts)}", markup=False)
        console.print(f"    {finding.advice.format(**finding.params)}", style="italic", markup=False)
    count = len(found)
    console.print(f"\n{count} finding{'' if count == 1 else 's'}." if count else "No findings.")


def findings_json(found: Sequence[Finding]) -> str:
    return json.dumps(
        [
            {
                "code": finding.code,
                "level": finding.level.value,
                "message": finding.sentence(),
                "advice": finding.advice.format(**finding.params),
                "places": [
                    {"subject": spot.key, "quote": spot.quote, "place": where(spot.place)} for spot in finding.spots
                ],
            }
            for finding in found
        ],
        ensure_ascii=False,
        indent=1,
    )
