"""The front of a report: whose it is, what plan, which version, date, author and marking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.dates import find_dates, read_date, read_years
from saferplan.documents.formats.interpret.draft import alike
from saferplan.documents.formats.interpret.front_fields import DIVIDERS, QUARTER, SPAN, field_of, set_field, set_line
from saferplan.documents.formats.interpret.views import ItemView, TableView, Text
from saferplan.report.places import Place

_PLAN = re.compile(r"\b(?:plan|strategy)\b", re.I)
_PLAN_INSIDE = re.compile(
    r"(?:[A-Z][\w'’&-]*\s+(?:(?:and|of|for|the|&)\s+)*){1,8}(?:Plan|Strategy)\s+(?:for\s+)?20\d\d\s*(?:[-–/]|to)\s*\d{2,4}"
)
_TITLE = re.compile(
    r"\b(?:dashboard|report|update|scorecard|monitoring|performance|progress|review|action plan|return)\b", re.I
)
_BODY = re.compile(r"^(?P<name>.*?\b(?:partnership|board|council|forum|csp)\b)", re.I)
_NAME_ENDS = re.compile(r"^(?:(?:Community )?Safety )?Partnership(?: Board)?$", re.I)
# How many partnerships are called: "Safer Wexmoor", "Safe in Tarn Valley".
_SAFER = re.compile(r"^Safer?(?: in)?(?: [A-Z][\w'’-]+){1,3}$")
_KEY = re.compile(
    r"^(?:key|legend|contents|what .* mean|where we are|.*(?:summary|introduction|overview|background))\W*$", re.I
)


@dataclass(eq=False, slots=True)
class CoverLine:
    """One line of the front: a paragraph of a text, or a row of label and value."""

    text: Text
    words: str
    label: str = ""
    size: float = 0.0
    heading: int = 0


def is_plan(words: str) -> bool:
    """Whether a text is a plan's name with its years."""
    return _kind(words, Context()) == "plan.title" and bool(read_years(words)[0])


def is_front_line(words: str) -> bool:
    """Whether a line names the partnership, its plan or the report, so that it is no priority's heading."""
    parts = [part for part in re.split(r":\s+|\s+[–—|-]\s+", words) if part.strip()]
    kinds = {_kind(part, Context()) for part in parts}
    return bool(kinds & {"plan.title", "partnership.name"}) or (
        "title" in kinds and bool(re.search(r"\b(?:report|dashboard|scorecard)\b", words, re.I))
    )


def says_front(words: str) -> bool:
    """Whether a line right above the first table still belongs to the front: a date, a version, a plan's years."""
    if set_line(words, Context(), Place()) or _parts_known(words):
        return True
    return any(char.isdigit() for char in words) and (is_front_line(words) or _PLAN_INSIDE.search(words) is not None)


def is_front(table: TableView) -> bool:
    """Whether most rows of a table are a label of the report's front and its value."""
    filled = [row.filled for row in table.rows if len(row.filled) in (2, 4)]
    names = [field_of(cells[at].words) for cells in filled for at in range(0, len(cells), 2)]
    known = {name for name in names if name is not None}
    return len(known) >= 3 and len(known) * 2 > max(len(names), len(table.rows))


def read_cover(items: Sequence[ItemView], context: Context) -> None:
    """Reads the items before the report's first section. What it does not know stays unplaced."""
    left: list[CoverLine] = []
    sizes: list[float] = []
    for item in items:
        if isinstance(item, TableView):
            _table(item, context)
        else:
            sizes += [paragraph.size for paragraph in item.paragraphs]
            left += [line for line in _lines(item) if not _line(line, context)]
    _titles(_without_split_names(left, context), context, usual=min(sizes, default=0.0))


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


def _titles(lines: list[CoverLine], context: Context, *, motto: bool = True, usual: float = 0.0) -> None:
    """Plan, title, partnership and motto out of the lines that no label explains."""
    rest: list[CoverLine] = []
    for line in lines:
        if _mixed(line, context):
            context.ledger.use(line.text)
            continue
        parts = [part.strip() for part in re.split(r"\s+[–—|-]\s+|\s*[|]\s*|:\s+", line.words) if part.strip()]
        kinds = [_kind(part, context) for part in parts]
        whole = _kind(line.words, context)
        if len(parts) > 1 and None not in kinds and len(set(kinds)) == len(kinds):
            parts = [part[:1].upper() + part[1:] for part in parts]
            placed = [_set_part(kind, part, context, line) for kind, part in zip(kinds, parts, strict=True)]
            if all(placed):
                context.ledger.use(line.text)
        elif _name_beside(parts, kinds, context, line) or _set_part(whole, line.words, context, line):
            context.ledger.use(line.text)
        else:
            rest.append(line)
    if "title" not in context.draft.cover:
        # Nothing in its words says so, but the one heading of the first level at the front is the title.
        labelled = {alike(context.draft.cover.get(name, "")) for name in ("plan.title", "partnership.name")}
        first = [line for line in lines if line.heading == 1 and (line in rest or alike(line.words) in labelled)]
        named = [line for line in first if len(first) == 1 and "partnership.name" not in context.draft.cover]
        for line in (line for line in named if _SAFER.match(line.words)):
            set_field("partnership.name", line.words, context, line.text.place)
            context.ledger.use(line.text)
            rest, first = [each for each in rest if each is not line], []
        if len(first) == 1 and set_field("title", first[0].words, context, first[0].text.place):
            context.ledger.use(first[0].text)
            rest = [line for line in rest if line is not first[0]]
    if motto:
        rest = [line for line in rest if not _plan_within(line, context)]
        rest = [line for line in rest if not _partnership(line, usual, context)]
        _motto(rest, context)


def _without_split_names(lines: list[CoverLine], context: Context) -> list[CoverLine]:
    """ "Ashcombe and Leigh" above "Community Safety Partnership" in the same letters: one name in two lines."""
    for above, line in zip(lines, lines[1:], strict=False):
        alike_set = above.heading == line.heading and abs(above.size - line.size) < 0.6
        if not (alike_set and _NAME_ENDS.match(line.words) and _begins_name(above.words)):
            continue
        if set_field("partnership.name", f"{above.words} {line.words}", context, above.text.place):
            context.ledger.use(above.text, line.text)
            return [each for each in lines if each is not above and each is not line]
    return lines


def _begins_name(words: str) -> bool:
    usual = all(word[0].isupper() for word in words.split() if len(word) > 3) and words[:1].isupper()
    known = _kind(words, Context()) is not None or _KEY.match(words) is not None
    return usual and not known and len(words.split()) <= 5 and not re.search(r"[\d:.;]", words)


def _plan_within(line: CoverLine, context: Context) -> bool:
    """A sentence that names the plan with its years: "This dashboard reports on the Brindle Plan 2022-23." """
    match = _PLAN_INSIDE.search(line.words)
    if match is None or "plan.title" in context.draft.cover or not read_years(match[0])[0]:
        return False
    if _set_part("plan.title", match[0].strip(), context, line):
        context.ledger.use(line.text)
        return True
    return False


def _partnership(line: CoverLine, usual: float, context: Context) -> bool:
    """A name without the usual words, such as "Saltmarsh Together": set large, or begun like the plan's name."""
    cover = context.draft.cover
    words = line.words.split()
    if "partnership.name" in cover or not 1 < len(words) <= 7 or not ("title" in cover or "plan.title" in cover):
        return False
    large = bool(line.heading) or line.size > usual * 1.12 > 0
    named = [word for word in words if len(word) > 3]
    if not named or not all(word[0].isupper() for word in named) or any(char.isdigit() for char in line.words):
        return False
    begun = cover.get("plan.title", "").split()[:1] == words[:1]
    if (
        not (large or begun)
        or _KEY.match(line.words)
        or not set_field("partnership.name", line.words, context, line.text.place)
    ):
        return False
    context.ledger.use(line.text)
    return True


def _name_beside(parts: list[str], kinds: list[str | None], context: Context, line: CoverLine) -> bool:
    """ "Saltmarsh Together: Community Safety Scorecard": what stands before the report's title is whose it is."""
    if len(parts) != 2:
        return False
    name, title = parts
    words = name.split()
    usual = 1 < len(words) <= 6 and all(word[0].isupper() for word in words if len(word) > 3)
    if kinds != [None, "title"] or not usual or any(c.isdigit() for c in name):
        return False
    if {"title", "partnership.name"} & set(context.draft.cover) or field_of(name) is not None:
        return False
    return _set_part("title", title, context, line) and set_field("partnership.name", name, context, line.text.place)


def _mixed(line: CoverLine, context: Context) -> bool:
    """ "Plan 2021-24; version 4.0; October 2022; author M. Oakes", or a title with its date: each part says what it is.

    Taken only if every part is placed and no two say the same.
    """
    if len(line.words) > 200 or not (parts := _parts_known(line.words)):
        return False
    if any(name in context.draft.cover for _, name in parts if name):
        return False
    for part, kind in parts:
        if kind:
            _set_part(kind, part, context, line)
        else:
            set_line(part, context, line.text.place)
    return True


def _parts_known(words: str) -> list[tuple[str, str]]:
    """The parts of a line, each with what its words say it is, or "" where it has a label or is a date or version."""
    for divider in (DIVIDERS[0], re.compile(r"\s*[|·•;]\s+|\s+[–—]\s+|,\s+(?=[A-Za-z])|\s*[()]\s*")):
        parts = [part.strip() for part in divider.split(words) if part.strip()]
        trial = Context()
        kinds = [("" if set_line(part, trial, Place()) else _kind(part, Context())) for part in parts]
        named = [kind for kind in kinds if kind]
        if len(parts) > 1 and None not in kinds and "" in kinds and named and len(set(named)) == len(named):
            return [(part, kind or "") for part, kind in zip(parts, kinds, strict=True)]
    return []


def _kind(words: str, context: Context) -> str | None:
    if len(words.split()) > 18 or not alike(words):
        return None
    cover = context.draft.cover
    for known in ("plan.title", "title", "partnership.name"):
        if alike(cover.get(known, "")) == alike(words):
            return known
    if read_date(words) is not None:
        return "date"
    if SPAN.match(words) or ((match := QUARTER.match(words)) and len(match[0].strip()) >= len(words) - 3):
        return "period.label"
    sentence = words.endswith(".") and len(words.split()) > 4
    is_title = _TITLE.search(words) is not None and not sentence
    dated_plan = read_years(words)[0] and not re.search(r"\b(?:report|dashboard|update)\b", words, re.I)
    if _PLAN.search(words) and not sentence and (not is_title or dated_plan):
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
    if placed and kind == "title" and (match := QUARTER.search(words)):
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
    if not cover.get("plan.starts") and (match := _PLAN_INSIDE.search(cover.get("title", ""))):
        starts, ends = read_years(match[0])
        if starts:
            cover["plan.starts"], cover["plan.ends"] = starts, ends
            cover.setdefault("plan.title", match[0].strip())
    if "partnership.name" not in cover:
        for name in ("plan.title", "title"):
            match = _BODY.match(cover.get(name, ""))
            if match and alike(match["name"]) == "communitysafetypartnership":
                continue  # what it is, not which one
            if match and match["name"].split()[-1].lower() in ("partnership", "csp", "board", "council", "forum"):
                cover["partnership.name"] = match["name"].strip()
                return
