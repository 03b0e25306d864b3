"""The register of missing figures in a document: a table for each kind of what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saferplan.common.dates import date_words
from saferplan.report.block_kinds import Cell, Column, Line, Table
from saferplan.report.labels import Translate
from saferplan.report.readable import line
from saferplan.report.tree import Gap, MissingFigure

TITLE = "What figures are missing"
# What stands below the title; readers know the annex by it.
COUNT = "Measures of which something is missing: {count}."
NOTHING = "–"
GAPS = {
    Gap.LATE: "Late",
    Gap.AWAITING: "Awaiting data",
    Gap.PROVISIONAL: "Not released",
    Gap.NO_BASELINE: "No baseline",
    Gap.NO_TARGET: "No target",
}
EXPLAINED = {
    Gap.LATE: "Asked for, and the day has passed.",
    Gap.AWAITING: "The period has ended and no figure has come in yet.",
    Gap.PROVISIONAL: "Recorded, but the supplier has not released them.",
    Gap.NO_BASELINE: "Nothing to compare the figures with yet.",
    Gap.NO_TARGET: "Nobody has said what is to be reached.",
}
_ABOUT = {
    Gap.LATE: "Figures for",
    Gap.AWAITING: "Figures for",
    Gap.PROVISIONAL: "Figures for",
    Gap.NO_BASELINE: "Why",
}
# Of a release nobody is asked by letter, and of a target neither.
_ASKED = (Gap.LATE, Gap.AWAITING, Gap.NO_BASELINE)
_WIDTHS = {"Measure": 26, "Figures for": 22, "Why": 28, "Supplier": 19, "Asked": 18, "Due": 18}


@dataclass(frozen=True, slots=True)
class Group:
    """All that is missing of one kind, with its heading and what the kind means."""

    title: str
    anchor: str
    explained: Line
    table: Table


def how_many(register: Sequence[MissingFigure], say: Translate) -> Line:
    return Line(text=say(COUNT).format(count=len({each.code for each in register})))


def groups(register: Sequence[MissingFigure], say: Translate) -> Iterator[Group]:
    """The kinds of which something is missing, the most pressing first."""
    for gap in Gap:
        rows = [each for each in register if each.gap is gap]
        if rows:
            anchor = f"missing-{gap.value.replace(' ', '-')}"
            table = _Making(gap, rows, say).table()
            yield Group(f"{say(GAPS[gap])}: {len(rows)}", anchor, Line(text=say(EXPLAINED[gap])), table)


class _Making:
    """One table in the making. Columns in which no row says anything are left out."""

    def __init__(self, gap: Gap, rows: Sequence[MissingFigure], say: Translate) -> None:
        self.gap = gap
        self.rows = rows
        self.say = say

    def table(self) -> Table:
        columns = [("Measure", [each.name for each in self.rows])]
        if self.gap in _ABOUT:
            columns.append((_ABOUT[self.gap], [self._about(each) for each in self.rows]))
        columns.append(("Supplier", [each.supplier for each in self.rows]))
        if self.gap in _ASKED:
            columns.append(("Asked", [self._asked(each) for each in self.rows]))
            columns.append(("Due", [date_words(each.due_on, self.say) for each in self.rows]))
        told = [(name, texts) for name, texts in columns if any(texts)]
        return Table(
            caption=self.say(GAPS[self.gap]),
            columns=self._heads([name for name, _texts in told]),
            rows=tuple(tuple(_cell(text) for text in row) for row in zip(*(texts for _, texts in told), strict=True)),
        )

    def _heads(self, names: Sequence[str]) -> tuple[Column, ...]:
        whole = sum(_WIDTHS[name] for name in names)
        shares = [_WIDTHS[name] * 100 // whole for name in names[1:]]
        return tuple(
            Column(text=self.say(name), share=share)
            for name, share in zip(names, (100 - sum(shares), *shares), strict=True)
        )

    def _about(self, row: MissingFigure) -> str:
        """The reason as it was given, or the months."""
        if self.gap is Gap.NO_BASELINE:
            return row.reason
        first, last = date_words(row.starts, self.say), date_words(row.ends, self.say)
        if not last or first == last:
            return last or self.say("No figure yet")
        if row.starts[:4] == row.ends[:4]:
            first = first.removesuffix(f" {row.starts[:4]}")
        return self.say("{start} to {end}").format(start=first, end=last)

    def _asked(self, row: MissingFigure) -> str:
        """Whom and when. The public edition names no supplier, and so does not say either that nobody was asked."""
        parts = [part for part in (row.asked_of, date_words(row.asked_on, self.say)) if part]
        return ", ".join(parts) if parts or not row.supplier else self.say("Nobody yet")


def _cell(text: str) -> Cell:
    return (Line(text=line(text) or NOTHING),)
