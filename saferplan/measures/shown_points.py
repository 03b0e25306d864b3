"""The points, ranges and breaks of a chart, from a series and the verdict on it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from saferplan.measures.series import Point, PointState, Series
from saferplan.measures.small_numbers import STAR
from saferplan.measures.verdict import Verdict
from saferplan.report import tree
from saferplan.report.labels import Translate

_STATES = {
    PointState.NOT_RELEASED: "Awaiting release",
    PointState.SMALL: "Small count, not shown",
    PointState.WAITS: "Shown once all parts of its total are released",
}
MISSING = {
    "awaiting data": "Awaiting data",
    "not collected": "Not collected",
    "suppressed at the source": "Suppressed at the source",
    "not applicable": "Not applicable",
}


def breaks_of(series: Series, points: Sequence[Point]) -> list[tuple[int, str]]:
    """The place of the first point that lies wholly after each break, and what changed. One before all is none."""
    found: dict[int, list[str]] = {}
    for each in series.dated.breaks:
        place = next((at for at, point in enumerate(points) if point.starts >= each.day), None)
        if place:
            found.setdefault(place, []).append(each.reason)
    return [(place, "; ".join(reasons)) for place, reasons in sorted(found.items())]


def shown_points(series: Series, verdict: Verdict, translate: Translate) -> tuple[tree.Point, ...]:
    reasons = {each.ends: each.reason for each in series.dated.exclusions}
    return tuple(
        tree.Point(
            label=point.ends.isoformat()[:7],
            value=number_text(point.value),
            kind=verdict.marks[place].value if place < len(verdict.marks) else "common",
            mark=mark_of(point),
            note=_note(point, reasons.get(point.ends, ""), translate, is_suspect=place in verdict.suspects),
        )
        for place, point in enumerate(series.points)
    )


def mark_of(point: Point) -> str:
    """What stands in the place of a small count."""
    return STAR if point.state is PointState.SMALL else ""


def number_text(value: Decimal | float | None) -> str:
    """A number as plain text, exact up to six decimals; empty where there is none."""
    if value is None:
        return ""
    whole = int(value)
    if value == whole:
        return str(whole)
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def no_value_words(point: Point, translate: Translate) -> str:
    if point.missing is not None:
        return translate(MISSING[point.missing.value])
    return translate(_STATES.get(point.state, ""))


def _note(point: Point, reason: str, translate: Translate, *, is_suspect: bool) -> str:
    if point.value is not None and not (point.is_excluded or is_suspect):
        return point.note
    if point.state in _STATES:
        # Why somebody left it out may tell what it was.
        return no_value_words(point, translate)
    parts = []
    if point.value is None:
        parts.append(no_value_words(point, translate))
    if point.is_excluded:
        parts.append(translate("Left out: {reason}").format(reason=reason.rstrip(".")))
    elif is_suspect:
        parts.append(translate("May be a missing figure"))
    if point.note:
        parts.append(point.note)
    return ". ".join(part for part in parts if part)


def shown_ranges(verdict: Verdict) -> tuple[tree.UsualRange, ...]:
    return tuple(
        tree.UsualRange(
            first=part.first,
            last=part.last - 1,
            mean=number_text(part.mean),
            lower=number_text(part.lower),
            upper=number_text(part.upper),
        )
        for part in verdict.parts
    )
