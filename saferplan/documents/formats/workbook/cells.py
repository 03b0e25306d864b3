"""Texts as cells of a spreadsheet can hold them: in parts where they are too long, and never as anything but text."""

from __future__ import annotations

from collections.abc import Iterator

MOST_LETTERS = 32_767
MOST_LINE_BREAKS = 253
# What a spreadsheet takes for a formula when somebody opens such a cell and leaves it again.
_STARTS = ("=", "+", "-", "@", "'")


def parts_of(text: str) -> list[str]:
    """The text in as many parts as it needs; joined they are the text. Letters count as UTF-16 has them."""
    if len(text) <= MOST_LETTERS // 2 and text.count("\n") <= MOST_LINE_BREAKS:
        return [text]
    return list(_parts(text))


def _parts(text: str) -> Iterator[str]:
    while text:
        end = _most(text)
        if end < len(text):
            blank = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
            end = blank if blank > end // 2 else end
        yield text[:end]
        text = text[end:]


def _most(text: str) -> int:
    """How many letters from the start fit in one cell."""
    letters = breaks = 0
    for place, letter in enumerate(text):
        letters += 2 if ord(letter) > 0xFFFF else 1
        breaks += letter == "\n"
        if letters > MOST_LETTERS or breaks > MOST_LINE_BREAKS:
            return place
    return len(text)


def is_risky(text: str) -> bool:
    """Whether a spreadsheet must be told that the text is one."""
    return text.startswith(_STARTS)


def looks_rich(text: str) -> bool:
    """XlsxWriter takes such a text for marked-up text that it made itself."""
    return text.startswith("<r>") and text.endswith("</r>")
