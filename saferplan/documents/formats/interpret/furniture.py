"""Page headers and footers: what only repeats the front of the report, or numbers pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.cover import is_plan
from saferplan.documents.formats.interpret.dates import read_date
from saferplan.documents.formats.interpret.draft import alike
from saferplan.documents.formats.interpret.front_fields import set_field, set_line
from saferplan.documents.formats.interpret.views import Text
from saferplan.documents.formats.source import Part

_PAGE = re.compile(r"(?:\bpage\s*)?\b\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\b|\bpage\b", re.I)
_MARKED = re.compile(
    r"^(?P<marking>OFFICIAL(?:[ -]+SENSITIVE)?|NOT PROTECTIVELY MARKED|RESTRICTED|"
    r"CONFIDENTIAL|PROTECT)\b[\s|–—-]+(?P<rest>.+)$"
)
_DIVIDED = re.compile(r"\s*[|\t•·]\s*|\s+[–—-]\s+|\s{2,}")
_VERSION = re.compile(r"\b(?:version|v)\s*:?\s*(?P<number>\d+(?:\.\d+)*)\b", re.I)
_LONGEST = 120  # letters of a page's footer
_FRONT = ("title", "plan.title", "partnership.name", "partnership.motto", "classification", "author", "period.label")


def place_furniture(texts: Sequence[Text], context: Context) -> None:
    """Ticks off headers and footers that say nothing new. What only they say was read before."""
    cover = context.draft.cover
    for text in texts:
        if text.placed or text.part not in (Part.HEADER, Part.FOOTER):
            continue
        parts = [part.strip() for part in _DIVIDED.split(text.words) if part.strip()]
        if all(_known(part, cover) for part in parts):
            text.placed = True


def read_headers(texts: Sequence[Text], context: Context) -> None:
    """Markings, versions and dates that stand only in a page header or footer."""
    for text in texts:
        if text.part is Part.BODY and not text.placed and "|" in text.words and len(text.words) < _LONGEST:
            _parts(text, context)  # the footer of a file of one page is not known as one
        if text.part in (Part.HEADER, Part.FOOTER) and not text.placed:
            if match := _MARKED.match(text.words):
                rest = [part for part in re.split(r"\s*[|\t•·]\s*|\s+[–—-]\s+", match["rest"]) if part.strip()]
                if all(_known(part, context.draft.cover) for part in rest):
                    text.placed = set_line(match["marking"], context, text.place)
                    continue
            trial = Context()
            if set_line(text.words, trial, text.place) and all(
                name not in context.draft.cover for name in trial.draft.cover
            ):
                set_line(text.words, context, text.place)
                text.placed = True
                continue
            _parts(text, context)
            if not text.placed:
                _undivided(text, context)


def _undivided(text: Text, context: Context) -> None:
    """ "Safer Wexmoor Dashboard Version 1.3 March 2025 Page 2": a version and a date, if the rest is known."""
    cover, words = context.draft.cover, text.words
    versions = list(_VERSION.finditer(words))
    rest = _VERSION.sub(" ", words)
    known = sorted((cover[name] for name in _FRONT if cover.get(name)), key=len, reverse=True)
    for said in known:
        rest = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", " ", rest, flags=re.I)
    rest = re.sub(r"\bpage\s+\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\b", " ", rest, flags=re.I).strip(" |–—-,.:")
    day = read_date(rest)
    if len(words) > _LONGEST or len(versions) > 1 or (rest and day is None):
        return
    fields = [("version", versions[0]["number"])] if versions else []
    fields += [("date", day)] if day else []
    if all(cover.get(name, value) == value for name, value in fields):
        text.placed = all([set_field(name, value, context, text.place) for name, value in fields])


def _parts(text: Text, context: Context) -> None:
    """A footer of several parts: those that say what they are and are not known yet."""
    cover = context.draft.cover
    parts = [part for part in _DIVIDED.split(text.words) if part.strip()]
    known = []
    for part in parts:
        trial = Context()
        if set_line(part, trial, text.place) and all(name not in cover for name in trial.draft.cover):
            known.append(set_line(part, context, text.place))
        elif "plan.title" not in cover and is_plan(part):
            known.append(set_field("plan.title", part, context, text.place))
        else:
            known.append(_known(part, cover))
    text.placed = all(known)


def _known(part: str, cover: dict[str, str]) -> bool:
    words = alike(_PAGE.sub("", part))
    if not words:
        return True
    if any(alike(cover.get(name, "")) and words in alike(cover[name]) for name in _FRONT if name in cover):
        return True
    if words == "version" + alike(cover.get("version", "?")) or words == "v" + alike(cover.get("version", "?")):
        return True
    return read_date(part) is not None and read_date(part) == cover.get("date")
