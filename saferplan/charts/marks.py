"""The marks of points: each kind has a shape of its own, then a colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from saferplan.charts.colours import BLUE, LINE, ORANGE, PURPLE
from saferplan.charts.svg import number, sign

Kind = Literal["common", "improvement", "concern", "high", "low"]
Places = Iterable[tuple[float, float]]

RADIUS = 4.0
RING = 2.6


def rings(places: Places, radius: float) -> str:
    drawn = _circles(places, radius)
    return f'<g fill="#fff" stroke="{LINE}" stroke-width="1.2">{drawn}</g>' if drawn else ""


def discs(places: Places, radius: float) -> str:
    drawn = _circles(places, radius)
    return f'<g fill="{BLUE}" stroke="#fff" stroke-width=".8">{drawn}</g>' if drawn else ""


def diamonds(places: Places, radius: float) -> str:
    r = number(radius * 1.3)
    return _shapes([f"M{number(x)} {number(y - radius * 1.3)}l{r} {r}-{r} {r}-{r}-{r}z" for x, y in places], ORANGE)


def triangles_up(places: Places, radius: float) -> str:
    return _shapes(_triangles(places, radius, 1), PURPLE)


def triangles_down(places: Places, radius: float) -> str:
    return _shapes(_triangles(places, radius, -1), PURPLE)


def crosses(places: Places) -> str:
    """Where a value is missing: a small cross on the axis."""
    drawn = "".join([f"M{number(x - 3)} {number(y - 3)}l6 6m0-6l-6 6" for x, y in places])
    return f'<path d="{drawn}" fill="none" stroke="{LINE}" stroke-width="1.3"/>' if drawn else ""


def stars(places: Places) -> str:
    """Where a value is kept back: a star on the axis, so that it is not taken for a missing one."""
    drawn = "".join([f"M{number(x)} {number(y - 4)}v8m-3.5-6l7 4m0-4l-7 4" for x, y in places])
    return f'<path d="{drawn}" fill="none" stroke="{LINE}" stroke-width="1.3"/>' if drawn else ""


def halo(x: float, y: float, radius: float, note: str) -> str:
    """Around a point that has a note. `note` is escaped; browsers show it under the pointer."""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius + 3.6)}" fill="none" stroke="{LINE}" '
        f'stroke-width="1.4" stroke-dasharray="2.6 1.8"><title>{note}</title></circle>'
    )


DRAW: Mapping[str, Callable[[Places, float], str]] = {
    "common": rings,
    "improvement": discs,
    "concern": diamonds,
    "high": triangles_up,
    "low": triangles_down,
}


def mark_sign(kind: str) -> str:
    """The mark alone, 16 by 16, for a key made of words."""
    return sign(DRAW[kind]([(8.0, 8.0)], 3.4 if kind == "common" else RADIUS + 0.6))


def _circles(places: Places, radius: float) -> str:
    r = number(radius)
    return "".join([f'<circle cx="{number(x)}" cy="{number(y)}" r="{r}"/>' for x, y in places])


def _triangles(places: Places, radius: float, way: int) -> list[str]:
    half, high = radius * 1.25, radius * 2.1 * way
    return [
        f"M{number(x)} {number(y - high * 0.58)}l{number(half)} {number(high)}h{number(-2 * half)}z" for x, y in places
    ]


def _shapes(paths: list[str], colour: str) -> str:
    if not paths:
        return ""
    return f'<path d="{"".join(paths)}" fill="{colour}" stroke="#fff" stroke-width=".8"/>'
