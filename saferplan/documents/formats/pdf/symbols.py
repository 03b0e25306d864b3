"""Letters of symbol fonts as plain Unicode: arrows, ticks and bullets."""

from __future__ import annotations

import re
import unicodedata

from saferplan.documents.formats.word.symbols import in_font

BULLETS = frozenset("•◦▪▫■□●○‣⁃∙·❖➢✓✔–-o*▶►◆◇⚫⦁")
SOFT_HYPHEN = "\u00ad"
NO_LETTER = "\ufffd"
EMOJI_FONT = re.compile(r"emoji|symbol|color", re.IGNORECASE)
SYMBOL_FONT = re.compile(r"wingdings|webdings|symbol|dingbat", re.IGNORECASE)

LOST_ARROWS = frozenset("çèéêëìíîðñòó")
LOST_SHAPES = frozenset("ln")


def lost_sign(text: str, *, coloured: bool) -> str:
    """The sign of Wingdings that a letter alone in its cell stands for, where the maker of the file had no such font.

    A lone "é" is an arrow up; an "l" is a disc if it has a colour. Anything else is given back as it is.
    """
    if len(text) == 1 and (text in LOST_ARROWS or (coloured and text in LOST_SHAPES)):
        return in_font(text, "wingdings")
    return text


def plain_text(font: str, text: str) -> tuple[bool, str]:
    """(is it a letter of a symbol font, its plain text). Ligatures, odd blanks and soft hyphens are made plain."""
    if text.startswith("(cid:"):
        return False, NO_LETTER
    if len(text) == 1 and " " < text < "\x7f" and not SYMBOL_FONT.search(font):
        return False, text
    if "\U0001f7e0" <= text <= "\U0001f7ff" and not EMOJI_FONT.search(font):
        return True, NO_LETTER  # a font without such signs: what the file shows is not what it says
    if any("\ue000" <= letter <= "\uf8ff" for letter in text) and not SYMBOL_FONT.search(font):
        return True, NO_LETTER
    if SYMBOL_FONT.search(font):
        return True, in_font(text, _symbol_font(font)).strip()
    return False, "".join(_plain_letter(letter) for letter in text)


def _symbol_font(font: str) -> str | None:
    """The name of the symbol font as Word knows it; None for those whose letters have Unicode's own codes."""
    name = re.sub(r"[^a-z0-9]", "", font.lower().partition("+")[2] or font.lower())
    for known, said in (("wingdings3", "wingdings 3"), ("wingdings2", "wingdings 2"), ("wingdings", "wingdings")):
        if known in name:
            return said
    if "webdings" in name:
        return "webdings"
    return "symbol" if name.startswith("symbol") else None


def _plain_letter(letter: str) -> str:
    if "\ufb00" <= letter <= "\ufb06":
        return unicodedata.normalize("NFKC", letter)
    if letter == "\xa0" or ("\u2000" <= letter <= "\u200a") or letter in "\u202f\u205f\u3000":
        return " "
    if letter in "\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f":
        return ""
    return "-" if letter in "\u2010\u2011" else letter
