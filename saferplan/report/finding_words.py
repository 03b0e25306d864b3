"""Finds words in a text however they are set there: capitals, blanks, emphasis, links, lists, quotation marks, dashes.

What was copied from a page is looked for in the Markdown that the page was made of, and the other way round. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from saferplan.report.markdown import plain_lines

# Shorter words stand inside longer ones by chance.
LONG = 12
_NOTHING = re.compile(r"(?!)")
# What is not read: marks of emphasis and links, soft hyphens, and characters without width.
_UNREAD = r"*_\\\[\]\u00ad\u200b-\u200d\u2060\ufeff"
_ADDRESS = r"\]\([^)]{0,500}\)"
_IN_WORD = rf"(?:{_ADDRESS}|[{_UNREAD}])*"
_DASHES = "-\u2010\u2011\u2013\u2014\u2212"
_BETWEEN = rf"(?:{_ADDRESS}|\d{{1,3}}[.)]\s|[\s{_UNREAD}{re.escape(_DASHES)}+•·])+"
_ALIKE = (_DASHES, "'’‘ʼ`´", '"“”„«»')
_MARK = re.compile(rf"{_ADDRESS}|\*\*|[*\[]|(?<![^\W_])__?|__?(?![^\W_])")


@lru_cache(maxsize=512)
def spoken(passage: str) -> str:
    """A passage as somebody reads it out: its words between single blanks, without marks and lone dashes."""
    plain = " ".join(plain_lines(passage)) or passage
    plain = unicodedata.normalize("NFC", re.sub(_ADDRESS, "", plain))
    words = (re.sub(f"[{_UNREAD}]", "", word) for word in plain.split())
    return " ".join(word for word in words if word.strip(f"{_DASHES}+•·"))


def is_long(passage: str) -> bool:
    """Whether a passage is long enough to mean the same wherever it stands."""
    return len(spoken(passage)) >= LONG


def is_tellable(passage: str) -> bool:
    """Whether it can be told from chance: two words, or one of four letters."""
    words = spoken(passage).split()
    return len(words) > 1 or any(len(re.sub(r"\W", "", word)) > 3 for word in words)


@lru_cache(maxsize=512)
def pattern_of(passage: str) -> re.Pattern[str]:
    """Finds a passage; a short one as whole words only. It never finds one without words."""
    words = spoken(passage).split()
    if not words:
        return _NOTHING
    inner = _BETWEEN.join(_IN_WORD.join(map(_one, word)) for word in words)
    if not is_long(passage):
        inner = rf"(?<![^\W_]){inner}(?![^\W_])"
    return re.compile(rf"[*_\[]*{inner}(?:{_ADDRESS}|[*_])*", re.IGNORECASE)


def holds(text: str, passage: str) -> bool:
    return pattern_of(passage).search(text) is not None


def pieces_of(text: str, passages: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """A text in pieces, each with whether it is of one of the passages."""
    spans = sorted(found.span() for passage in passages for found in pattern_of(passage).finditer(text))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if end > at:
            pieces += [(text[at : max(start, at)], False), (text[max(start, at) : end], True)]
            at = end
    return tuple(each for each in (*pieces, (text[at:], False)) if each[0])


def without_words(text: str, passage: str, notice: str) -> str:
    """The text with a notice where the passage stood. What was emphasised around it stays so."""
    return pattern_of(passage).sub(lambda found: _in_marks(found[0], notice), text)


def _in_marks(taken: str, notice: str) -> str:
    """A notice within those marks that open or end in what was taken out and have their other half outside."""
    opened: list[str] = []
    ended: list[str] = []
    for found in _MARK.finditer(taken):
        mark = found[0]
        is_address = mark.startswith("]")
        if opened and opened[-1] == ("[" if is_address else mark):
            opened.pop()
        elif is_address or taken[found.end() : found.end() + 1].strip() == "":
            ended.append(mark)
        else:
            opened.append(mark)
    return "".join(opened) + notice + "".join(ended)


def _one(letter: str) -> str:
    """A character, in each of the ways in which it is written."""
    for alike in _ALIKE:
        if letter in alike:
            return f"[{re.escape(alike)}]"
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"
