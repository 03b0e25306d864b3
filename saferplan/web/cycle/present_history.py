"""Lights over periods: the heat map and the strips of single lights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from saferplan.common.dated import in_force
from saferplan.cycle.models import Period
from saferplan.cycle.queries import label
from saferplan.report.derived import Derived
from saferplan.report.light_facts import RuleFact
from saferplan.report.lights import criteria_on
from saferplan.report.tree import Light
from saferplan.web.cycle.loading import PeriodPage
from saferplan.web.cycle.present import activity_url, priority_url
from saferplan.web.cycle.present_why import sentence_of
from saferplan.web.cycle.wording import short_label


@dataclass(frozen=True, slots=True)
class Head:
    first: str
    last: str
    year: str
    label: str
    url: str
    is_current: bool
    is_break: bool = False


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
class Note:
    """From this period on lights may mean something else: another plan or rule, or other criteria for some codes."""

    head: Head
    is_new_plan: bool
    is_new_rule: bool
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    heads: tuple[Head, ...]
    notes: tuple[Note, ...]
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


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a light was what it was in a period."""

    head: Head
    derived: Derived
    sentence: str


def reasons(page: PeriodPage, subject: str, noun: str) -> tuple[Reason, ...]:
    """Each period's light with its sentence, the latest first; only periods whose plan had the line."""
    found = []
    for head, period in zip(heads_of(page), page.window, strict=True):
        if subject in page.gathered.facts.subjects[period.key]:
            derived = page.lights.of(subject, period.key)
            found.append(Reason(head, derived, sentence_of(derived, noun)))
    return tuple(reversed(found))


def _cells(page: PeriodPage, heads: Sequence[Head], subject: str) -> tuple[Cell, ...]:
    """Periods before the line came into the plan are empty, not "no update"."""
    subjects = page.gathered.facts.subjects
    return tuple(
        Cell(head, page.lights.of(subject, period.key).light, subject in subjects[period.key])
        for head, period in zip(heads, page.window, strict=True)
    )


def _notes(page: PeriodPage) -> tuple[Note, ...]:
    """Where the plan, its rule or the criteria are not those of the period before."""
    place = page.periods.index(page.window[0])
    before = [page.periods[place - 1] if place else None, *page.window]
    found = []
    for earlier, period in zip(before, page.window, strict=False):
        if earlier is None:
            continue
        is_new_plan = earlier.plan_version_id != period.plan_version_id
        is_new_rule = _rule_in(page, earlier) != _rule_in(page, period)
        codes = _codes_with_new_criteria(page, earlier, period)
        if is_new_plan or is_new_rule or codes:
            found.append(Note(_head(page, period), is_new_plan, is_new_rule, codes))
    return tuple(found)


def _rule_in(page: PeriodPage, period: Period) -> RuleFact | None:
    """The rule in force that makes the lights of cards and priorities."""
    rules = page.gathered.facts.rollups.get(period.plan_version.plan_id, ())
    return in_force(rules, period.ends)


def _codes_with_new_criteria(page: PeriodPage, earlier: Period, period: Period) -> tuple[str, ...]:
    """Criteria that are stated for the first time change nothing that was shown before."""
    facts = page.gathered.facts
    # A period before those shown has no plan here: its lights were held to the cards of the next.
    plan = earlier.key if earlier.key in facts.cards else period.key
    was = criteria_on(facts, plan, earlier.ends, page.now)
    now = criteria_on(facts, period.key, period.ends, page.now)
    found = []
    for activity in page.outline.activities:
        subject = f"activity:{activity.id}"
        if subject in was and (subject not in now or now[subject].value != was[subject].value):
            found.append(activity.code)
    return tuple(found)


def present_heat_map(page: PeriodPage) -> HeatMap:
    """The lights of the shown period's plan over the last periods, by priority. Wants the criteria gathered."""
    notes = _notes(page)
    broken = {note.head.url for note in notes}
    heads = tuple(replace(head, is_break=head.url in broken) for head in heads_of(page))
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
        notes=notes,
        groups=tuple(groups),
        has_lights=any(cell.light is not Light.NONE for cell in cells),
        is_cut=len(page.periods) > len(heads),
    )
