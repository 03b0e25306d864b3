"""What a cell of figures says: a number, why there is none, or what is wrong with it. Zero is a value. Pure."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeAlias

from saferplan.measures.loading.said import Said, said
from saferplan.measures.loading.table import Cell, Mark, Special
from saferplan.measures.recording import DECIMALS, LARGEST, MAY_BE_NEGATIVE, MOST_DIGITS, is_plain
from saferplan.measures.rules import Missing, Unit

# What partners write where they have no number. A dash is never zero.
SIGNS: dict[str, Missing] = {
    **dict.fromkeys(("-", "--", ":", "[x]", "not collected", "not recorded"), Missing.NOT_COLLECTED),
    **dict.fromkeys(("..", "...", "awaiting", "awaiting data", "tbc", "tba", "pending"), Missing.AWAITING),
    **dict.fromkeys(("not available", "not yet available", "to follow"), Missing.AWAITING),
    **dict.fromkeys(("n/a", "na", "n.a.", ".", "[z]", "not applicable"), Missing.NOT_APPLICABLE),
    **dict.fromkeys(("*", "**", "[c]", "suppressed", "suppressed at the source"), Missing.SUPPRESSED),
}
_ALIKE = str.maketrans(
    {"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2026": "...", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
)
_PLAIN = re.compile(r"\d{1,14}(?:\.\d+)?")
_NUMBER = re.compile(
    r"(?P<less>-)? ?(?P<pound>\u00a3)? ?(?P<minus>-)?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(?P<rest>\.\d+)? ?(?P<percent>%)?"
)
_IN_BRACKETS = re.compile(r"\((?P<inside>\u00a3? ?[\d, ]+(?:\.\d+)?)\)")
_SHORTENED = re.compile(r"[+-]?\d(?:\.\d+)?[eE][+-]?\d+")
_OTHER_MONEY = re.compile(r"[$\u20ac\u00a5]|\b(?:EUR|USD)\b")
_COMMA = re.compile(r"\d+,\d+")
_ANY_NUMBER = re.compile(r"\d")
_PLACES = Decimal("0.000001")
# Shares of people asked may be kept as scores, where nobody knows of how many.
_SHARES = frozenset({Unit.PERCENTAGE, Unit.SCORE})

Figure: TypeAlias = Decimal | Missing | Said


def figure_of(cell: Cell, unit: Unit) -> Figure:
    """Of a cell that is not blank. `unit` is of the number itself: the parts of a rate are counts."""
    if isinstance(cell, str):
        return _of_text(cell.translate(_ALIKE).strip(), unit)
    if isinstance(cell, Special):
        return _of_special(cell, unit)
    if cell is None:
        return Missing.AWAITING
    if isinstance(cell, bool):
        return said("is {value}, where a number belongs", value=str(cell).upper())
    return _kept(Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell), unit)


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.translate(_ALIKE).strip())


def text_of(cell: Cell) -> str:
    """As somebody would read it aloud; empty for a blank."""
    if cell is None:
        return ""
    return (cell.text if isinstance(cell, Special) else str(cell)).strip()


def _of_text(text: str, unit: Unit) -> Figure:
    if _PLAIN.fullmatch(text):
        return _kept(Decimal(text), unit)
    if not text:
        return Missing.AWAITING
    sign = SIGNS.get(text.casefold())
    if sign is not None:
        return sign
    if text[0] in "=@" or (text[0] in "+-" and re.search(r"[(|!]", text)):
        return said("is a formula: save the values only and try again")
    return _of_written(text, unit)


def _of_written(text: str, unit: Unit) -> Figure:
    brackets = _IN_BRACKETS.fullmatch(text)
    if brackets:
        if unit is not Unit.MONEY:
            return said("is in brackets: take them off, or write a minus sign")
        text = "-" + brackets["inside"]
    found = _NUMBER.fullmatch(text[1:] if text[0] == "+" else text)
    if found is None or not (found["whole"] or found["rest"]):
        return _why_not(text)
    if found["pound"] and unit is not Unit.MONEY:
        return said("is an amount of money, which this measure is not")
    if found["percent"] and unit not in _SHARES:
        return said("is a percentage, which this measure is not")
    digits = (found["whole"] or "0").replace(",", "").replace(" ", "") + (found["rest"] or "")
    number = Decimal(digits)
    return _kept(-number if found["less"] or found["minus"] else number, unit)


def _why_not(text: str) -> Said:
    if _SHORTENED.fullmatch(text):
        return said("was shortened by a spreadsheet program: widen its column, save and try again")
    if _OTHER_MONEY.search(text):
        return said("is in another currency than pounds")
    if _COMMA.fullmatch(text):
        return said("has its comma in a place for neither thousands nor decimals: write 1,234 or 1.5")
    if _ANY_NUMBER.search(text):
        return said("holds more than a number: write the number alone")
    return said("is no number")


def _of_special(cell: Special, unit: Unit) -> Figure:
    if cell.mark is Mark.PERCENT:
        if unit not in _SHARES:
            return said("is shown as a percentage, which this measure is not")
        return _kept(Decimal(cell.text) * 100, unit)
    words = {
        Mark.ERROR: "holds an error of the spreadsheet: mend it there",
        Mark.FORMULA: "has a formula whose result was not saved: open the file in Excel, save it and try again",
        Mark.DATE: "is a date, where a number belongs: the spreadsheet program may have changed what was typed",
        Mark.TIME: "is a time of day, where a number belongs",
        Mark.LONG: "is a very long text, where a number belongs",
    }
    return said(words[cell.mark])


def _kept(number: Decimal, unit: Unit) -> Figure:
    if is_plain(number):
        return number
    if not number.is_finite():
        return said("is no number")
    if abs(number) >= LARGEST:
        return said("is too large a number to be right")
    if number < 0 and unit not in MAY_BE_NEGATIVE:
        return said("is below zero")
    exponent = number.as_tuple().exponent
    kept = number.quantize(_PLACES).normalize() if isinstance(exponent, int) and exponent < -DECIMALS else number
    if len(kept.as_tuple().digits) > MOST_DIGITS:
        return said("has more digits than can be kept")
    return kept
