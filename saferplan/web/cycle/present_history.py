"""Lights over periods: the heat map and the strips of single lights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from saferplan.cycle.models import Period
from saferplan.cycle.queries import label
from saferplan.report.tree import Light
from saferplan.web.cycle.loading import PeriodPage
from saferplan.web.cycle.present import activity_url, priority_url
from saferplan.web.cycle.wording import short_label


@dataclass(frozen=True, slots=True)
class Head:
    first: str
    last: str
    year: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A light in a period; `is_in_plan` is false where the plan of that period had no such line."""

    head: Head
    light: Light
    is_in_plan: bool


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    title: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A priority with its own lights, and its activities."""

    number: int
    row: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    has_lights: bool
    is_cut: bool


def heads_of(page: PeriodPage) -> tuple[Head, ...]:
    return tuple(_head(page, period) for period in page.window)


def _head(page: PeriodPage, period: Period) -> Head:
    url = reverse("period", args=[page.slug, period.key])
    return Head(*short_label(period), period.label or label(period), url, period.pk == page.period.pk)


def strip(page: PeriodPage, subject: str) -> tuple[Cell, ...]:
    return _cells(page, heads_of(page), subject)


def _cells(page: PeriodPage, heads: Sequence[Head], subject: str) -> tuple[Cell, ...]:
    """Periods before the line came into the plan are empty, not "no update"."""
    subjects = page.gathered.facts.subjects
    return tuple(
        Cell(head, page.lights.of(subject, period.key).light, subject in subjects[period.key])
        for head, period in zip(heads, page.window, strict=True)
    )


def present_heat_map(page: PeriodPage) -> HeatMap:
    """The lights of the shown period's plan over the last periods, by priority."""
    heads = heads_of(page)
    groups = []
    for priority in page.report.priorities:
        own = f"priority:{page.priority_ids[priority.number]}"
        head_row = Row("", priority.title, priority_url(page, priority.number), _cells(page, heads, own))
        rows = tuple(
            Row(
                activity.code,
                activity.title,
                activity_url(page, activity.code),
                _cells(page, heads, f"activity:{page.activity_ids[activity.code]}"),
            )
            for activity in priority.activities
        )
        groups.append(Group(priority.number, head_row, rows))
    cells = [cell for group in groups for row in (group.row, *group.rows) for cell in row.cells]
    return HeatMap(
        heads=heads,
        groups=tuple(groups),
        has_lights=any(cell.light is not Light.NONE for cell in cells),
        is_cut=len(page.periods) > len(heads),
    )
