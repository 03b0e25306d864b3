"""Texts as cells of a spreadsheet can hold them: in parts where they are too long, and never as anything but text."""

from __future__ import annotations

from collections.abc import Iterator

MOST_LETTERS = 32_767
MOST_LINE_BREAKS = 253
# What a spreadsheet takes for a formula when somebody opens such a cell and leaves it again.
_STARTS = ("=", "+", "-", "@", "'")


def fits(text: str) -> bool:
    """Whether one cell can hold the text. Letters count as UTF-16 has them."""
    if len(text) <= MOST_LINE_BREAKS:
        return True
    return _letters(text) <= MOST_LETTERS and text.count("\n") <= MOST_LINE_BREAKS


def parts_of(text: str) -> list[str]:
    """The text in as many parts as it needs; joined they are the text."""
    return [text] if fits(text) else list(_parts(text))


def _letters(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


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
    lines = text[:MOST_LETTERS].split("\n", MOST_LINE_BREAKS + 1)
    end = sum(map(len, lines[: MOST_LINE_BREAKS + 1])) + min(len(lines) - 1, MOST_LINE_BREAKS)
    while (over := _letters(text[:end]) - MOST_LETTERS) > 0:
        end -= (over + 1) // 2
    return end


def is_risky(text: str) -> bool:
    """Whether a spreadsheet must be told that the text is one."""
    return text.startswith(_STARTS)


def looks_rich(text: str) -> bool:
    """XlsxWriter takes such a text for marked-up text that it made itself."""
    return text.startswith("<r>") and text.endswith("</r>")
