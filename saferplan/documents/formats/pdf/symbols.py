"""Letters of symbol fonts as plain Unicode: arrows, ticks and bullets."""

from __future__ import annotations

import re
import unicodedata

BULLETS = frozenset("•◦▪▫■□●○‣⁃∙·❖➢✓✔–-o*▶►◆◇⚫⦁")
SOFT_HYPHEN = "\u00ad"
SYMBOL_FONT = re.compile(r"wingdings|webdings|symbol|dingbat", re.IGNORECASE)
WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xB7: "•",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE3: "↖",
    0xE4: "↗",
    0xE5: "↙",
    0xE6: "↘",
    0xE7: "🡸",
    0xE8: "➔",
    0xE9: "🡹",
    0xEA: "🡻",
    0xEB: "🡼",
    0xEC: "🡽",
    0xED: "🡿",
    0xEE: "🡾",
    0xEF: "⇦",
    0xF0: "⇨",
    0xF1: "⇧",
    0xF2: "⇩",
    0xF3: "⬄",
    0xF4: "⇳",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
SYMBOL = {0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB7: "•", 0x2D: "−"}


def plain_text(font: str, text: str) -> tuple[bool, str]:
    """(is it a letter of a symbol font, its plain text). Ligatures, odd blanks and soft hyphens are made plain."""
    if text.startswith("(cid:"):
        return False, "\ufffd"
    if len(text) == 1 and " " < text < "\x7f" and not SYMBOL_FONT.search(font):
        return False, text
    if SYMBOL_FONT.search(font) or any("\ue000" <= letter <= "\uf8ff" for letter in text):
        return True, "".join(_symbol(font.lower(), letter) for letter in text)
    return False, "".join(_plain_letter(letter) for letter in text)


def _symbol(font: str, letter: str) -> str:
    code = ord(letter)
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
    elif code > 0xFF:
        return letter
    table = SYMBOL if "symbol" in font and "open" not in font else WINGDINGS
    if code in table:
        return table[code]
    return letter if code < 0x80 else "•"


def _plain_letter(letter: str) -> str:
    if "\ufb00" <= letter <= "\ufb06":
        return unicodedata.normalize("NFKC", letter)
    if letter == "\xa0" or ("\u2000" <= letter <= "\u200a") or letter in "\u202f\u205f\u3000":
        return " "
    if letter in "\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f":
        return ""
    return "-" if letter in "\u2010\u2011" else letter
