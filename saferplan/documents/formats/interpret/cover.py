"""The front of a report: whose it is, what plan, which version, date, author and marking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.dates import find_dates, read_date, read_years
from saferplan.documents.formats.interpret.draft import alike
from saferplan.documents.formats.interpret.views import ItemView, TableView, Text
from saferplan.documents.formats.interpret.vocabulary import plain
from saferplan.report.places import Place

_LABELS: tuple[tuple[str, str], ...] = (
    ("version", r"(?:document )?(?:version|issue)(?: no| number)?|draft"),
    ("meeting.date", r"(?:date of )?meeting date|date of (?:the )?meeting"),
    ("date", r"date|report date|date of report|published|publication date|date published|last updated|updated|as at"),
    (
        "author",
        r"(?:report |lead )?authors?|prepared by|produced by|written by|report (?:by|of|from)|"
        r"compiled by|report author(?: title)?",
    ),
    ("plan.years", r"plan (?:years|period)|years of the plan"),
    ("period.key", r"period ends|end of period"),
    (
        "period.label",
        r"(?:reporting )?period(?: covered)?|quarter|period of report|report(?:ing)? (?:quarter|month)|covering",
    ),
    ("period.work_to", r"work to|cut off|cut off date|updates to|position as at"),
    ("period.figures_to", r"(?:figures|data) (?:to|up to|as at)|data date|latest data"),
    ("meeting.body", r"meeting|committee|board|presented to|report to|to|for|considered by"),
    ("meeting.item", r"agenda item(?: no| number)?|item(?: no| number)?"),
    ("meeting.purpose", r"purpose(?: of (?:the )?report)?"),
    ("classification", r"(?:security |protective )?(?:classification|marking)|protective marking|security"),
    ("partnership.motto", r"motto|strapline"),
    ("partnership.name", r"partnership|community safety partnership|partnership name"),
    ("plan.title", r"plan|strategy|strategic plan|plan title"),
    ("title", r"title|report title|subject"),
    ("going_well", r"going well|what is going well"),
    ("concern", r"concerns?|main concern"),
    ("rollup_rule", r"rule for the lights of priorities|roll up rule"),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _LABELS)
_DATED = ("date", "meeting.date", "period.key", "period.work_to", "period.figures_to")
_MARKING = re.compile(
    r"^\W*(?:official(?:[ -]+sensitive)?|not protectively marked|unclassified|restricted|confidential|protect|public|"
    r"suitable for publication|not for publication|exempt|internal)\W*(?:[-–—:].{0,60})?$",
    re.I,
)
_VERSION = re.compile(
    r"^(?:document )?(?:version|v\.?|issue)\s*(?:no\.?|number)?\s*:?\s*(?P<number>\d[\w.]*)\b[\s,–—|-]*(?P<rest>.*)$",
    re.I,
)
_SEVERAL = re.compile(
    r"(?<=\w)[\s,;|–—-]+(?=(?:Author|Report author|Prepared by|Produced by|Date|Report date|"
    r"Version|Status|Meeting)\s*:)"
)
_DRAFT = re.compile(r"^(?:final )?draft(?: \S+)?$|^final(?: version)?$", re.I)
_QUARTER = re.compile(
    r"\b(?:quarter\s+(?:\d|one|two|three|four)|Q[1-4])\b[\s,]*(?:of\s+)?(?:\(?20\d\d\s*[-/–]\s*\d{2,4}\)?|20\d\d)?",
    re.I,
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_SPAN = re.compile(
    rf"^(?:period\s*:?\s*)?(?:\d{{1,2}}\s+)?{_MONTHS}(?:\s+20\d\d)?\s*(?:to|"
    rf"[-–—])\s*(?:\d{{1,2}}\s+)?{_MONTHS}\s+20\d\d$",
    re.I,
)
_PLAN = re.compile(r"\b(?:plan|strategy)\b", re.I)
_TITLE = re.compile(
    r"\b(?:dashboard|report|update|scorecard|monitoring|performance|progress|review|action plan|return)\b", re.I
)
_BODY = re.compile(r"^(?P<name>.*?\b(?:partnership|board|council|forum|csp)\b)", re.I)
_KEY = re.compile(
    r"^(?:key|legend|contents|what .* mean|where we are|.*(?:summary|introduction|overview|background))\W*$", re.I
)
_PAIR = re.compile(r"^([^:;\n]{2,40}?)\s*[:;]\s*(\S.*)$", re.DOTALL)


@dataclass(eq=False, slots=True)
class CoverLine:
    """One line of the front: a paragraph of a text, or a row of label and value."""

    text: Text
    words: str
    label: str = ""
    size: float = 0.0
    heading: int = 0


def field_of(label: str) -> str | None:
    """The field of the report's front that a label names."""
    words = plain(label)
    return next((name for name, pattern in _COMPILED if pattern.fullmatch(words)), None)


def is_front(table: TableView) -> bool:
    """Whether most rows of a table are a label of the report's front and its value."""
    names = [field_of(row.filled[0].words) for row in table.rows if len(row.filled) == 2]
    known = {name for name in names if name is not None}
    return len(known) >= 3 and len(known) * 2 > len(table.rows)


def read_cover(items: Sequence[ItemView], context: Context) -> None:
    """Reads the items before the report's first section. What it does not know stays unplaced."""
    left: list[CoverLine] = []
    for item in items:
        if isinstance(item, TableView):
            _table(item, context)
        else:
            left += [line for line in _lines(item) if not _line(line, context)]
    _titles(left, context)


def _lines(text: Text) -> list[CoverLine]:
    return [CoverLine(text, " ".join(p.text.split()), size=p.size, heading=p.heading) for p in text.paragraphs]


def _table(table: TableView, context: Context) -> None:
    for row in table.rows:
        cells = [cell for cell in row.filled if not cell.merged_up]
        index = 0
        while index < len(cells):
            cell = cells[index]
            name = field_of(cell.words)
            if name is not None and index + 1 < len(cells):
                if set_field(name, cells[index + 1].words, context, row.place):
                    context.ledger.use(cell, cells[index + 1])
                index += 2
                continue
            if cell.text is not None:
                for line in _lines(cell.text):
                    if not _line(line, context):
                        _titles([line], context, motto=False)
            index += 1


def _line(line: CoverLine, context: Context) -> bool:
    """Places a line that says by itself what it is."""
    words, ledger, place = line.words, context.ledger, line.text.place
    if set_line(words, context, place):
        ledger.use(line.text)
        return True
    return False


def set_line(words: str, context: Context, place: Place) -> bool:
    """Sets the field that a line of the front names: by its label, or because it is plainly a date or a marking."""
    parts = _SEVERAL.split(words)
    if len(parts) > 1 and len(words) < 160:
        return all([set_line(part.strip(" ,;|-–—"), context, place) for part in parts])
    if (several := _divided(words)) and len(words) < 160:
        return all([set_line(part, context, place) for part in several])
    if _MARKING.match(words):
        return set_field("classification", words, context, place)
    if match := _VERSION.match(words):
        rest = match["rest"].strip(" ()")
        if rest and read_date(rest) is None:
            return False
        placed = set_field("version", match["number"].rstrip("."), context, place)
        return (set_field("date", rest, context, place) if rest else True) and placed
    if (pair := _PAIR.match(words)) and (name := field_of(pair[1])):
        return set_field(name, pair[2], context, place)
    for name in ("author",):
        match = re.match(
            r"^(?:report author|author|prepared by|produced by|written by|report by)\s+(\S.*)$", words, re.I
        )
        if match and len(match[1].split()) <= 10:
            return set_field(name, match[1], context, place)
    if read_date(words) is not None:
        return set_field("date", words, context, place)
    if _SPAN.match(words) or ((found := _QUARTER.match(words)) and len(found[0].strip()) >= len(words) - 3):
        return set_field("period.label", words, context, place)
    if _DRAFT.match(words) and "version" not in context.draft.cover:
        return set_field("version", words, context, place)
    return False


def _divided(words: str) -> list[str]:
    """The parts of "October 2025 | Version 2.1 | Author: …", where each of them says what it is."""
    parts = [part for part in re.split(r"\s*[|·•]\s*|\s+[–—]\s+|;\s+", words) if part.strip()]
    if len(parts) < 2:
        return []
    trial = Context()
    return parts if all([set_line(part, trial, Place()) for part in parts]) else []


def set_field(name: str, value: str, context: Context, place: Place) -> bool:
    """Sets a field once. The same value again is furniture; another one is a doubt and stays unplaced."""
    value = " ".join(value.split())
    cover = context.draft.cover
    if name == "plan.years":
        starts, ends = read_years(value)
        if starts:
            cover.setdefault("plan.starts", starts)
            cover.setdefault("plan.ends", ends)
        elif (first := read_date(value)) is not None:
            cover.setdefault("plan.starts", first)
        return bool(starts) or read_date(value) is not None
    if name in _DATED:
        value = read_date(value) or value
        if name == "period.key" and read_date(value) is None:
            return False
    if name == "version" and (match := _VERSION.match("version " + value)) and not match["rest"]:
        value = match["number"]
    if name in cover:
        if alike(cover[name]) != alike(value):
            context.ledger.doubt(
                "said-twice", f"The report gives this twice. The first was kept: “{cover[name]}”.", value, place
            )
            return False
        return True
    if name == "plan.title" and (starts := read_years(value)[0]):
        cover.setdefault("plan.starts", starts)
        cover.setdefault("plan.ends", read_years(value)[1])
    cover[name] = value
    context.ledger.mark(f"report.{name}", place)
    return True


def _titles(lines: list[CoverLine], context: Context, *, motto: bool = True) -> None:
    """Plan, title, partnership and motto out of the lines that no label explains."""
    rest: list[CoverLine] = []
    for line in lines:
        parts = [part.strip() for part in re.split(r"\s+[–—|-]\s+|\s*[|]\s*|:\s+", line.words) if part.strip()]
        kinds = [_kind(part, context) for part in parts]
        whole = _kind(line.words, context)
        if len(parts) > 1 and None not in kinds and len(set(kinds)) == len(kinds):
            parts = [part[:1].upper() + part[1:] for part in parts]
            placed = [_set_part(kind, part, context, line) for kind, part in zip(kinds, parts, strict=True)]
            if all(placed):
                context.ledger.use(line.text)
        elif whole is not None and _set_part(whole, line.words, context, line):
            context.ledger.use(line.text)
        else:
            rest.append(line)
    if "title" not in context.draft.cover:
        # Nothing in its words says so, but the one heading of the first level at the front is the title.
        labelled = {alike(context.draft.cover.get(name, "")) for name in ("plan.title", "partnership.name")}
        first = [line for line in lines if line.heading == 1 and (line in rest or alike(line.words) in labelled)]
        if len(first) == 1 and set_field("title", first[0].words, context, first[0].text.place):
            context.ledger.use(first[0].text)
            rest = [line for line in rest if line is not first[0]]
    if motto:
        _motto(rest, context)


def _kind(words: str, context: Context) -> str | None:
    if len(words.split()) > 18:
        return None
    cover = context.draft.cover
    for known in ("plan.title", "title", "partnership.name"):
        if alike(cover.get(known, "")) == alike(words):
            return known
    if read_date(words) is not None:
        return "date"
    if _SPAN.match(words) or ((match := _QUARTER.match(words)) and len(match[0].strip()) >= len(words) - 3):
        return "period.label"
    is_title = _TITLE.search(words) is not None
    if _PLAN.search(words) and (
        not is_title or (read_years(words)[0] and not re.search(r"\b(?:report|dashboard|update)\b", words, re.I))
    ):
        return "plan.title"
    if is_title:
        return "title"
    match = _BODY.match(words)
    if (
        match
        and len(words) - len(match[0]) <= 12
        and len(words.split()) <= 9
        and words[:1].isupper()
        and not words.endswith(".")
    ):
        return "partnership.name"
    return None


def _set_part(kind: str | None, words: str, context: Context, line: CoverLine) -> bool:
    if kind is None:
        return False
    place = line.text.place
    placed = set_field(kind, words, context, place)
    if placed and kind == "plan.title":
        starts, ends = read_years(words)
        if starts:
            context.draft.cover.setdefault("plan.starts", starts)
            context.draft.cover.setdefault("plan.ends", ends)
    if placed and kind == "title" and (match := _QUARTER.search(words)):
        context.draft.cover.setdefault("period.label", match[0].strip(" ,()"))
    if placed and kind == "title" and "date" not in context.draft.cover and (dates := find_dates(words)):
        context.draft.cover["date"] = dates[-1]
        context.ledger.mark("report.date", place)
    return placed


def _motto(lines: list[CoverLine], context: Context) -> None:
    """One short line that nothing else explains is the motto; two different ones are not guessed about."""
    cover = context.draft.cover
    lines = [line for line in lines if not line.heading and not _KEY.match(line.words)]
    different = {alike(line.words) for line in lines}
    if len(different) == 1 and "partnership.motto" not in cover and _is_front(context):
        words = lines[0].words
        if 2 <= len(words.split()) <= 12 and not any(char.isdigit() for char in words) and not words.endswith(":"):
            cover["partnership.motto"] = words
            context.ledger.mark("report.partnership.motto", lines[0].text.place)
            context.ledger.use(*(line.text for line in lines))


def _is_front(context: Context) -> bool:
    return any(name in context.draft.cover for name in ("title", "plan.title", "partnership.name"))


def finish_cover(context: Context) -> None:
    """The partnership's name, where it is only said as part of the plan's or the report's title."""
    cover = context.draft.cover
    if "partnership.name" not in cover:
        for name in ("plan.title", "title"):
            match = _BODY.match(cover.get(name, ""))
            if match and match["name"].split()[-1].lower() in ("partnership", "csp", "board", "council", "forum"):
                cover["partnership.name"] = match["name"].strip()
                return
