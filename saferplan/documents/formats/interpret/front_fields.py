"""The labelled fields of a report's front: version, date, author, marking and their like."""

from __future__ import annotations

import re

from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.dates import read_date, read_years
from saferplan.documents.formats.interpret.draft import alike
from saferplan.documents.formats.interpret.vocabulary import plain
from saferplan.report.places import Place

_LABELS: tuple[tuple[str, str], ...] = (
    ("version", r"(?:document )?(?:version|issue)(?: no| number)?|draft"),
    ("meeting.date", r"(?:date of )?meeting date|date of (?:the )?meeting"),
    ("date", r"date|report date|date of report|published|publication date|date published|last updated|updated|as at"),
    (
        "author",
        r"(?:report |lead )?authors?|prepared by|produced by|written by|report (?:by|of|from)|"
        r"compiled by|report author(?: title)?|(?:document|report) owner|owner of (?:this|the) (?:document|report)",
    ),
    ("plan.years", r"(?:plan|strategy) (?:years|period)|(?:years|period) of the (?:plan|strategy)"),
    ("period.key", r"period ends|end of period"),
    (
        "period.label",
        r"(?:reporting )?period(?: covered)?|quarter|period of report|report(?:ing)? (?:quarter|month)|covering",
    ),
    ("period.work_to", r"work to|cut off|cut off date|updates to|position as at"),
    ("period.figures_to", r"(?:figures|data) (?:to|up to|as at)|data date|latest data"),
    ("meeting.body", r"meeting|committee|board|presented to|report to|to|for|considered by"),
    ("meeting.item", r"agenda item(?: no| number)?|item(?: no| number)?"),
    ("changes", r"what changed"),
    ("meeting.purpose", r"purpose(?: of (?:the )?report)?"),
    ("classification", r"(?:security |protective )?(?:classification|marking)|protective marking|security"),
    ("partnership.motto", r"motto|strapline"),
    ("partnership.name", r"partnership|community safety partnership|partnership name"),
    ("plan.title", r"plan|strategy|strategic plan|plan title|(?:reporting|report|progress) (?:against|on)"),
    ("title", r"title|report|report title|subject"),
    ("going_well", r"going well|what is going well"),
    ("concern", r"concerns?|main concern"),
    # Of the rules of a live report the tree of a file holds only the words.
    ("rule_in_force", r"rule in force"),
    ("headline_rule", r"rule for overall lights"),
    ("loaded_lights", r"lights without a reason"),
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
    r"^(?:document |(?:final )?draft |final )?(?:version|v(?:er)?\.?|issue)\s*(?:no\.?|number)?\s*:?\s*"
    r"(?P<number>\d[\w.]*)\b"
    r"[\s,–—|-]*(?P<rest>.*)$",
    re.I,
)
_SEVERAL = re.compile(
    r"(?<=\w)[\s,;|–—-]+(?=(?:Author|Report author|Prepared by|Produced by|Date|Report date|"
    r"Version|Status|Meeting)\s*:)"
)
DIVIDERS = (
    re.compile(r"\s*[|·•]\s*|\s+[–—]\s+|;\s+"),
    re.compile(r"\s*[|·•]\s*|\s+[–—]\s+|;\s+|\.\s+(?=[A-Z])|,\s+(?=[A-Za-z])|\s*[()]\s*"),
)
_DRAFT = re.compile(r"^(?:final )?draft(?: \S+)?$|^final(?: version)?$", re.I)
QUARTER = re.compile(
    r"\b(?:quarter\s+(?:\d|one|two|three|four)|Q[1-4])\b[\s,]*(?:of\s+)?(?:\(?20\d\d\s*[-/–]\s*\d{2,4}\)?|20\d\d)?(?:\s*\b(?:report|update|return)\b)?",
    re.I,
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
SPAN = re.compile(
    rf"^(?:period\s*:?\s*)?(?:\d{{1,2}}\s+)?{_MONTHS}(?:\s+20\d\d)?\s*(?:to|"
    rf"[-–—])\s*(?:\d{{1,2}}\s+)?{_MONTHS}\s+20\d\d$",
    re.I,
)
_PAIR = re.compile(r"^([^:;\n]{2,40}?)\s*[:;]\s*(\S.*)$", re.DOTALL)


def field_of(label: str) -> str | None:
    """The field of the report's front that a label names."""
    words = plain(label)
    return next((name for name, pattern in _COMPILED if pattern.fullmatch(words)), None)


def set_line(words: str, context: Context, place: Place) -> bool:
    """Sets the field that a line of the front names: by its label, or because it is plainly a date or a marking."""
    parts = _SEVERAL.split(words)
    if len(parts) > 1 and len(words) < 160:
        return all([set_line(part.strip(" ,;|-–—"), context, place) for part in parts])
    if (pair := _PAIR.match(words)) and field_of(pair[1]) == "plan.years" and read_years(pair[2])[0]:
        return set_field("plan.years", pair[2], context, place)
    if (several := divided(words)) and len(words) < 160:
        return all([set_line(part, context, place) for part in several])
    if _MARKING.match(words):
        return set_field("classification", words, context, place)
    if match := _VERSION.match(words):
        return _version(match, context, place)
    if (pair := _PAIR.match(words)) and (name := field_of(pair[1])):
        return set_field(name, pair[2], context, place)
    for name in ("author",):
        match = re.match(
            r"^(?:report author|author|(?:prepared|produced|written|compiled|report) by)\s+(?:the\s+)?(\S.*)$",
            words,
            re.I,
        )
        if match and len(match[1].split()) <= 10:
            return set_field(name, match[1], context, place)
    if read_date(words) is not None:
        return set_field("date", words, context, place)
    if SPAN.match(words) or ((found := QUARTER.match(words)) and len(found[0].strip()) >= len(words) - 3):
        return set_field("period.label", words, context, place)
    if _DRAFT.match(words) and "version" not in context.draft.cover:
        return set_field("version", words, context, place)
    return False


def _version(match: re.Match[str], context: Context, place: Place) -> bool:
    """A version, and the date or the author in the same line."""
    rest = re.sub(r"^\(?(?:final|draft|approved)\)?[\s,–—|-]*", "", match["rest"].strip(), flags=re.I).strip(" ()")
    by = re.match(r"(?:prepared |produced |written )?by\s+(?:the\s+)?(\S.*)", rest, re.I)
    if rest and by is None and read_date(rest) is None:
        return False
    placed = set_field("version", match["number"].rstrip("."), context, place)
    if by is not None:
        return set_field("author", by[1], context, place) and placed
    return (set_field("date", rest, context, place) if rest else True) and placed


def divided(words: str) -> list[str]:
    """The parts of "October 2025 | Version 2.1 | Author: …", where each of them says what it is."""
    for divider in DIVIDERS:
        parts = [part for part in divider.split(words) if part.strip()]
        trial = Context()
        if len(parts) > 1 and all([set_line(part, trial, Place()) for part in parts]):
            return parts
    return []


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
