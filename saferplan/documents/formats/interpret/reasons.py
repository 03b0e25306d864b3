"""Why lights are what they are, as our own documents say it: below a priority's name, and in tables of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.draft import ActivityDraft
from saferplan.documents.formats.interpret.positions import plain_of
from saferplan.documents.formats.interpret.views import ItemView, RowView, TableView
from saferplan.documents.formats.source import Paragraph

WORK, RESULTS, HEADLINE = "why", "results_why", "headline_why"
_LABELS = {
    "Why this light": WORK,
    "Why this work light": WORK,
    "Why this results light": RESULTS,
    "Why this overall light": HEADLINE,
}
_LABEL = re.compile(rf"(?:^|\s)(?P<label>{'|'.join(_LABELS)}):\s+")
_RANGE = re.compile(r"(?P<first>\S.*?) to (?P<last>\S.*)")


def lift(views: Sequence[ItemView]) -> None:
    """Takes the reasons off the names of priorities in our own overview, and keeps them with the row."""
    above: RowView | None = None
    for view in views:
        if not isinstance(view, TableView) or not view.rows or not _is_overview(view.rows[0]):
            continue
        for row in view.rows[1:]:
            name, reasons = _divided(row)
            if reasons and name is None and above is not None:
                above.reasons = (above.reasons or {}) | reasons
                view.rows.remove(row)
                continue
            above = row
            row.reasons = reasons
            if reasons and name is not None and row.cells[0].text is not None:
                row.cells[0].text.reword((name,))


def _is_overview(head: RowView) -> bool:
    words = [cell.words for cell in head.filled]
    return len(words) > 2 and words[0] == "Priority" and words[-1] == "Trend"


def _divided(row: RowView) -> tuple[Paragraph | None, dict[str, str]]:
    """The name of a row and the reasons below it; no name in a row that holds only the reasons of the one above."""
    text = row.cells[0].text if row.cells else None
    found = list(_LABEL.finditer(text.words)) if text is not None else []
    if text is None or not found:
        return None, {}
    name = text.words[: found[0].start()].strip()
    ends = [match.start() for match in found[1:]] + [len(text.words)]
    reasons = {_LABELS[one["label"]]: text.words[one.end() : end].strip() for one, end in zip(found, ends, strict=True)}
    return (replace(text.paragraphs[0], text=name, markdown="", strong_lead="") if name else None), reasons


def label_of_reasons(view: ItemView) -> str:
    """Which light a table of our own explains, activity by activity: `why`, `results_why`, or "" where it is none."""
    if not isinstance(view, TableView) or view.columns != 2 or not view.rows:
        return ""
    words = [cell.words for cell in view.rows[0].filled]
    label = _LABELS.get(words[1], "") if len(words) == 2 and words[0] == "Activities" else ""
    return label if label in (WORK, RESULTS) else ""


def read_reasons(table: TableView, context: Context) -> None:
    """The reasons of activities, each for those that its row names."""
    label = label_of_reasons(table)
    head = [cell.words for cell in table.rows[0].cells]
    for row in table.rows:
        names, sentence = row.cells[0], row.cells[-1]
        if [cell.words for cell in row.cells] == head:
            context.ledger.use(*row.cells)
            continue
        found = list(_activities(plain_of(names.paragraphs), context))
        if not found:
            continue
        for activity in found:
            setattr(activity, label, plain_of(sentence.paragraphs))
        context.ledger.use(names, sentence)


def _activities(names: str, context: Context) -> Iterator[ActivityDraft]:
    """`1.1a, 1.1c to 1.1f`: those codes and all between two of them; none at all where one is unknown."""
    found: list[ActivityDraft] = []
    for name in names.split(", "):
        one = context.draft.activity(name)
        ends = _RANGE.fullmatch(name)
        if one is not None:
            found.append(one)
        elif ends is not None and (between := _between(ends["first"], ends["last"], context)):
            found += between
        else:
            return
    yield from found


def _between(first: str, last: str, context: Context) -> list[ActivityDraft]:
    for priority in context.draft.priorities:
        codes = [activity.code for activity in priority.activities]
        if first in codes and last in codes:
            return priority.activities[codes.index(first) : codes.index(last) + 1]
    return []
