"""Keys: what the file itself says that its lights and arrows mean, and criteria that hold for every light."""

from __future__ import annotations

import re
from collections.abc import Sequence

from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.reasons import label_of_reasons
from saferplan.documents.formats.interpret.values import criteria_of
from saferplan.documents.formats.interpret.views import CellView, ItemView, RowView, TableView, Text
from saferplan.documents.formats.interpret.vocabulary import (
    ARROWS,
    DOWN,
    LEVEL,
    LIGHT_LETTERS,
    LIGHT_WORDS,
    TREND_WORDS,
    UP,
    Key,
    arrow_in,
    light_of_colour,
    plain,
    read_light,
    read_trend,
)
from saferplan.documents.formats.source import Part
from saferplan.report.tree import Criteria, Light, Trend

_ARROWS = "".join(re.escape(char) for char in ARROWS)
_ARROW_SAYS = re.compile(
    rf"(?P<sign>[{_ARROWS}]+|\b(?:an? )?(?:up(?:ward)?s?|down(?:ward)?s?|level|flat|horizontal|"
    rf"sideways|right)[- ](?:pointing )?arrow|"
    rf"\barrow (?:pointing )?(?:up|down|level|across|sideways|"
    rf"right)(?:wards?)?)(?:\ufe0f)?\s*(?:[:=–—-]|means?|indicates?|shows?|is)?\s*",
    re.I,
)
_CRITERIA_LEAD = re.compile(
    r"criteria|definitions?|how .*(?:lights?|rag|rat)|(?:rag|traffic light|light|status) rating", re.I
)
_KEY_LEAD = re.compile(
    r"^(?:key|(?:rag|brag|status|colour|light|rating|traffic light|assessment)s? (?:key|used)|"
    r"legend|key to .*|.*what (?:the|these) (?:words|colours|lights|letters|symbols|signs) "
    r"mean.*|(?:rag|status|traffic light).*key|explanation of .*)[:.]?$",
    re.I,
)
_MEANING = re.compile(r"what it means|meaning|definition|description|explanation|criteria", re.I)


def read_keys(views: Sequence[ItemView], context: Context) -> set[int]:
    """Reads the keys of the whole file before anything else; gives the positions of the items that are keys."""
    lights: dict[str, Light] = {}
    arrows: dict[str, Trend] = {}
    found: set[int] = set()
    lead = ""
    for index, view in enumerate(views):
        if isinstance(view, TableView) and not label_of_reasons(view):
            is_key = _table(view, lead, lights, arrows, context)
        elif isinstance(view, Text) and view.part in (Part.BODY, Part.TEXT_BOX, Part.HEADER, Part.FOOTER):
            is_key = _paragraph(view, lead, arrows, context)
        else:
            is_key = False
        if is_key:
            found.add(index)
            if index and lead and (_KEY_LEAD.match(lead) or _CRITERIA_LEAD.search(lead)):
                before = views[index - 1]
                if isinstance(before, Text) and before.words == lead:
                    context.ledger.use(before)
                    found.add(index - 1)
        else:
            lead = view.words if isinstance(view, Text) and len(view.words.split()) <= 12 else ""
    context.key = Key(lights, arrows)
    return found


def _paragraph(text: Text, lead: str, arrows: dict[str, Trend], context: Context) -> bool:
    words = text.words
    said = arrow_meanings(words)
    if said and (len(said) >= 2 or re.search(r"arrow|\bkey\b|means?", words, re.I)):
        arrows.update(said)
        context.ledger.use(text)
        return True
    if re.match(r"^(?:next steps?|action|owner|position|rule (?:for (?:the|overall) lights|in force)\b)", words, re.I):
        return False
    criteria, rest = criteria_of([words])
    stated = _count(criteria)
    in_key = bool(_KEY_LEAD.match(lead)) or bool(re.match(r"key\b", rest, re.I))
    named = bool(_CRITERIA_LEAD.search(rest) or _CRITERIA_LEAD.search(lead))
    if (stated >= 2 and len(rest.split()) <= 14) or (stated == 1 and not rest and (in_key or named)):
        if named and not in_key:
            context.draft.criteria = _joined(context.draft.criteria, criteria)
        elif not in_key and stated >= 2:
            message = "This says when a light is shown, but not for what. It was not put on any card."
            context.ledger.doubt("criteria-for-what", message, words, text.place)
            return False
        context.ledger.use(text)
        return True
    return False


def _count(criteria: Criteria) -> int:
    return sum(bool(each) for each in (criteria.green, criteria.amber, criteria.red, criteria.complete))


def _joined(first: Criteria, then: Criteria) -> Criteria:
    return Criteria(
        green=first.green or then.green,
        amber=first.amber or then.amber,
        red=first.red or then.red,
        complete=first.complete or then.complete,
    )


def arrow_meanings(text: str) -> dict[str, Trend]:
    """What a text says that arrows mean: "↑ getting worse", "An arrow up means improving"."""
    found: dict[str, Trend] = {}
    matches = list(_ARROW_SAYS.finditer(text))
    if not matches:
        return found
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=True):
        trend = _meant(text[match.end() : end])
        sign = _sign(match["sign"])
        if trend is not None and sign is not None:
            found.setdefault(sign, trend)
    return found


def _sign(text: str) -> str | None:
    if arrow := arrow_in(text):
        return arrow
    words = plain(text).split()
    if any(word.startswith("up") for word in words):
        return UP
    if any(word.startswith("down") for word in words):
        return DOWN
    return LEVEL if "arrow" in words else None


def _meant(text: str) -> Trend | None:
    words = plain(text)
    if not words or len(words.split()) > 14:
        return None
    if words in TREND_WORDS:
        return TREND_WORDS[words]
    kinds = {
        trend
        for trend, pattern in (
            (Trend.WORSENING, r"\b(?:worse|worsen\w*|deteriorat\w*|declin\w*)"),
            (Trend.IMPROVING, r"\b(?:improv\w*|better)"),
            (Trend.SAME, r"\b(?:no change|same|stable|static|unchanged|steady|maintain\w*)"),
        )
        if re.search(pattern, words)
    }
    return kinds.pop() if len(kinds) == 1 else None


def _table(table: TableView, lead: str, lights: dict[str, Light], arrows: dict[str, Trend], context: Context) -> bool:
    """A table of two columns, a light or an arrow on the left of each row and its meaning on the right."""
    rows = [row for row in table.rows if row.filled or any(cell.fill for cell in row.cells)]
    head = rows[0] if rows and _is_head(rows[0]) else None
    body = rows[1:] if head is not None else rows
    is_led = bool(_KEY_LEAD.match(lead)) or head is not None
    entries = sum(1 for row in body if _is_entry(row) or (is_led and _is_coloured(row)))
    if len(body) < 2 or entries < 2 or entries < len(body) - (len(body) // 3 if is_led else 0):
        return False
    for row in body:
        _entry(row, lights, arrows)
    named = " ".join([lead, *(cell.words for cell in head.cells)] if head else [lead])
    if _CRITERIA_LEAD.search(named) and not _KEY_LEAD.match(lead):
        lines = [f"{_name(row)}: {' '.join(c.words for c in row.cells[1:])}" for row in body if _light(row) is not None]
        criteria, _ = criteria_of(lines)
        context.draft.criteria = _joined(context.draft.criteria, criteria)
    context.ledger.use(*(cell for row in rows for cell in row.cells))
    return True


def _is_head(row: RowView) -> bool:
    return any(_MEANING.search(cell.words) for cell in row.cells) or (
        len(row.filled) == 1 and bool(_KEY_LEAD.match(row.filled[0].words))
    )


def _is_entry(row: RowView) -> bool:
    own = [cell for cell in row.cells if cell.text]
    if not 1 <= len(own) <= 3 or len(row.cells) > 3:
        return False
    first = row.cells[0]
    if not any(char.isalpha() for cell in row.cells[1:] for char in cell.words):
        return False
    if len(first.words.split()) > 4 or any(arrow_in(c.words) and len(plain(c.words)) < 2 for c in row.cells[1:]):
        return False
    return _light(row) is not None or arrow_in(first.words) is not None or read_trend(first.words).trend is not None


def _is_coloured(row: RowView) -> bool:
    """A name on the light's colour, and what it means: the colour says which light the name is."""
    first = row.cells[0]
    colour = first.shape_fill or first.behind or first.fill
    return len(row.filled) == 2 and bool(first.words) and bool(colour) and light_of_colour(colour) is not None


def _light(row: RowView) -> Light | None:
    first = row.cells[0]
    seen = read_light(first.words) if first.words else None
    if seen is not None and seen.light is not None and not seen.rest:
        return seen.light
    if first.words and arrow_in(first.words):
        return None
    return _colour(first)


def _colour(cell: CellView) -> Light | None:
    return light_of_colour(cell.shape_fill or cell.behind or cell.fill) if not cell.words else None


def _name(row: RowView) -> str:
    light = _light(row)
    return {Light.GREEN: "GREEN", Light.AMBER: "AMBER", Light.RED: "RED"}.get(light or Light.NONE, "COMPLETE")


def _entry(row: RowView, lights: dict[str, Light], arrows: dict[str, Trend]) -> None:
    first, meaning = row.cells[0].words, " ".join(cell.words for cell in row.cells[1:])
    arrow = arrow_in(first)
    if arrow is not None:
        if (trend := _meant(meaning)) is not None:
            arrows.setdefault(arrow, trend)
        return
    name = plain(first)
    meant = read_light(meaning).light
    colour = row.cells[0].shape_fill or row.cells[0].behind or row.cells[0].fill
    if meant is None and name not in LIGHT_WORDS and colour:
        meant = light_of_colour(colour)
    known = LIGHT_WORDS.get(name) or LIGHT_LETTERS.get(name.upper() if len(name) == 1 else "")
    # Green, amber and red mean what they mean everywhere; a key can only give another sense to the other signs.
    if name and meant is not None and meant is not known and known not in (Light.GREEN, Light.AMBER, Light.RED):
        lights.setdefault(name, meant)
