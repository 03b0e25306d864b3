"""Deleted text that a file with tracked changes still shows: struck through, in its author's colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from saferplan.documents.formats.pdf.colours import is_dark, to_hex

LOWEST, HIGHEST = 0.1, 0.6  # where a line strikes a letter: over its base line, in letter sizes
NEAR = 1.5  # points
LONGEST_GAP = 1.2  # of the letter size: a line through words has no wider gap between them


def strikes(lines: Sequence[dict[str, Any]], chars: Sequence[dict[str, Any]]) -> tuple[set[int], set[int]]:
    """The positions of the lines that strike letters out, and of those letters.

    Only coloured letters count: black ones struck out are the author's own doing and stay, as they do in Word.
    """
    coloured = [index for index, char in enumerate(chars) if not is_dark(to_hex(char["non_stroking_color"]))]
    struck_lines: set[int] = set()
    struck: set[int] = set()
    if not coloured:
        return struck_lines, struck
    for position, line in enumerate(lines):
        if line["bottom"] - line["top"] > NEAR:
            continue
        through = [index for index in coloured if _crosses(line, chars[index])]
        if through and _covers(line, [chars[index] for index in through]):
            struck_lines.add(position)
            struck.update(through)
    return struck_lines, struck


def _crosses(line: dict[str, Any], char: dict[str, Any]) -> bool:
    size = float(char["size"])
    within = LOWEST * size <= (line["y0"] + line["y1"]) / 2 - char["matrix"][5] <= HIGHEST * size
    return bool(within and char["x0"] >= line["x0"] - NEAR and char["x1"] <= line["x1"] + NEAR)


def _covers(line: dict[str, Any], chars: Sequence[dict[str, Any]]) -> bool:
    """Whether the line begins and ends with the letters and runs through no wide blank."""
    ordered = sorted(chars, key=lambda char: float(char["x0"]))
    edge, gap = float(line["x0"]), LONGEST_GAP * float(ordered[0]["size"])
    for char in ordered:
        if char["x0"] - edge > gap:
            return False
        edge = max(edge, float(char["x1"]))
    return bool(line["x1"] - edge <= gap)
