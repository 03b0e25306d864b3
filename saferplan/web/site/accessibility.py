"""What the accessibility statement says was tested: a list that the tests write and hold to be right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).resolve().parent / "tested.json"


@dataclass(frozen=True, slots=True)
class Tested:
    """`areas` are kinds of pages with how many of each; `widths` in pixels; `rules` the tags of `engine`."""

    areas: tuple[tuple[str, int], ...]
    widths: tuple[int, ...]
    rules: tuple[str, ...]
    engine: str


@cache
def tested() -> Tested:
    data = json.loads(LIST.read_text(encoding="utf-8"))
    return Tested(
        areas=tuple((area, count) for area, count in data["areas"].items()),
        widths=tuple(data["widths"]),
        rules=tuple(data["rules"]),
        engine=data["engine"],
    )
