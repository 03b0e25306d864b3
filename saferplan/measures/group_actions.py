"""Writes of groups of other areas and of what was published of them. Rows are only added; what ended says when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from saferplan.accounts.actions import lock_chain, record
from saferplan.accounts.models import Partnership
from saferplan.common.periods import Frequency, is_span
from saferplan.measures.errors import BadMeasure
from saferplan.measures.group_queries import known_rows
from saferplan.measures.groups import AreaRow, named
from saferplan.measures.models import AreaValue, ComparisonGroup, GroupMember, Measure
from saferplan.measures.recording import NewValue

LONGEST_AREA = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupText:
    """`own_area` is what we are called among them, `source` who says that they are alike."""

    name: str
    own_area: str
    source: str


@transaction.atomic
def make_group(*, partnership: Partnership, text: GroupText, by: str, now: datetime) -> ComparisonGroup:
    _check_text(text)
    if ComparisonGroup.objects.filter(partnership=partnership, name=text.name.strip()).exists():
        raise BadMeasure(f"There is a group {text.name.strip()} already.")
    group = ComparisonGroup.objects.create(partnership=partnership, by=by, recorded_at=now, **_columns(text))
    _note(group, "group.make", {}, by, now)
    return group


@transaction.atomic
def change_group(*, group: ComparisonGroup, text: GroupText, by: str, now: datetime) -> Sequence[str]:
    """Returns the names of what changed; writes nothing where nothing did."""
    _check_text(text)
    columns = _columns(text)
    changed = sorted(name for name, value in columns.items() if getattr(group, name) != value)
    if not changed:
        return []
    same = ComparisonGroup.objects.filter(partnership=group.partnership, name=columns["name"])
    if same.exclude(pk=group.pk).exists():
        raise BadMeasure(f"There is a group {columns['name']} already.")
    if any(named(each.area) == named(columns["own_area"]) for each in _standing(group)):
        raise BadMeasure(f"{columns['own_area']} is one of the other areas: our own is not.")
    for name in changed:
        setattr(group, name, columns[name])
    group.save(update_fields=changed)
    _note(group, "group.change", {"fields": changed}, by, now)
    return changed


@transaction.atomic
def add_members(
    *, group: ComparisonGroup, areas: Sequence[str], joined_on: date, by: str, now: datetime
) -> Sequence[GroupMember]:
    """Areas that belong from a day on, all or none. BadMeasure for one that belongs already, or is our own."""
    names = [" ".join(area.split()) for area in areas if area.strip()]
    if not names:
        raise BadMeasure("Write at least one area.")
    lock_chain(group.partnership)
    seen: set[str] = set()
    standing = _standing(group)
    for name in names:
        _check_area(name, group, seen, standing, joined_on)
        seen.add(named(name))
    added = [
        GroupMember.objects.create(group=group, area=name, joined_on=joined_on, by=by, recorded_at=now)
        for name in names
    ]
    _note(group, "group.join", {"areas": len(added), "on": joined_on.isoformat()}, by, now)
    return added


def _check_area(
    name: str, group: ComparisonGroup, seen: set[str], standing: Sequence[GroupMember], joined_on: date
) -> None:
    if len(name) > LONGEST_AREA:
        raise BadMeasure(f"{name[:40]}… is too long for the name of an area: write one area on each line.")
    if named(name) == named(group.own_area):
        raise BadMeasure(f"{name} is our own area: the group holds the others.")
    if named(name) in seen:
        raise BadMeasure(f"{name} stands there twice.")
    for each in standing:
        if named(each.area) == named(name) and (each.left_on is None or each.left_on > joined_on):
            raise BadMeasure(f"{each.area} belongs to the group already, since {each.joined_on:%d %B %Y}.")


@transaction.atomic
def end_membership(*, member: GroupMember, left_on: date, by: str, now: datetime) -> None:
    """From a day on the area does not belong any more."""
    if member.left_on is not None:
        raise BadMeasure(f"{member.area} left on {member.left_on:%d %B %Y} already.")
    if left_on <= member.joined_on:
        raise BadMeasure(f"{member.area} joined on {member.joined_on:%d %B %Y}: it can only leave after that day.")
    member.left_on, member.left_recorded_at = left_on, now
    member.save(update_fields=["left_on", "left_recorded_at"])
    _note(member.group, "group.leave", {"member": member.pk, "on": left_on.isoformat()}, by, now)


@transaction.atomic
def withdraw_member(*, member: GroupMember, by: str, now: datetime) -> None:
    """It never belonged: it was a mistake. The row stays for what was known before."""
    if member.withdrawn_at is not None:
        return
    member.withdrawn_at = now
    member.save(update_fields=["withdrawn_at"])
    _note(member.group, "group.withdraw", {"member": member.pk}, by, now)


class AreaFigure(NamedTuple):
    """A figure of an area. `given` is as a file says it; its measure is of no account."""

    area: str
    given: NewValue


class AreaCounts(NamedTuple):
    new: int = 0
    revised: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChanges:
    """What would be written, and against which rows that was seen."""

    rows: tuple[tuple[AreaFigure, AreaRow | None], ...] = ()
    counts: AreaCounts = AreaCounts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How the figures of one source are told: where they were published, per how many of what."""

    source: str
    per: int = 1
    per_words: str = ""


def find_area_changes(measure: Measure, figures: Sequence[AreaFigure], telling: Telling) -> AreaChanges:
    """New, revised and unchanged figures; a blank takes nothing away. Writes nothing."""
    known: Mapping[tuple[str, date], AreaRow] = {(named(row.area), row.ends): row for row in known_rows(measure)}
    rows, new, unchanged = [], 0, 0
    for each in figures:
        before = known.get((named(each.area), each.given.ends))
        if before is not None and _said(before) == _saying(each.given, telling):
            unchanged += 1
            continue
        new += before is None
        rows.append((each, before))
    return AreaChanges(rows=tuple(rows), counts=AreaCounts(new, len(rows) - new, unchanged))


@transaction.atomic
def record_area_values(
    *, measure: Measure, figures: Sequence[AreaFigure], telling: Telling, by: str, now: datetime
) -> AreaCounts:
    """Add what was published of other areas, all or nothing; what is known already is not written again."""
    if not telling.source.strip():
        raise BadMeasure("Say where the figures were published.")
    if telling.per < 1:
        raise BadMeasure("A rate is told for one or more.")
    lock_chain(measure.partnership)
    frequency = Frequency(measure.frequency)
    for each in figures:
        if not is_span(each.given.starts, each.given.ends, frequency):
            raise BadMeasure(f"{each.area}: the days are not a whole {frequency.value}.")
    changes = find_area_changes(measure, figures, telling)
    AreaValue.objects.bulk_create([_row(measure, each, telling, by, now) for each, _before in changes.rows])
    if changes.rows:
        details = {"areas": len({named(each.area) for each, _before in changes.rows}), **changes.counts._asdict()}
        record(
            partnership=measure.partnership,
            by=by,
            action="measure.areas",
            subject=f"measure:{measure.pk}",
            details=details,
            at=now,
        )
    return changes.counts


def _said(row: AreaRow) -> tuple[object, ...]:
    """The same figure in a newer publication is no revision."""
    return row.value, row.numerator, row.denominator, row.per, row.per_words, row.missing


def _saying(given: NewValue, telling: Telling) -> tuple[object, ...]:
    missing = given.missing.value if given.missing else ""
    return given.value, given.numerator, given.denominator, telling.per, telling.per_words.strip(), missing


def _row(measure: Measure, each: AreaFigure, telling: Telling, by: str, now: datetime) -> AreaValue:
    given = each.given
    return AreaValue(
        measure=measure,
        area=" ".join(each.area.split()),
        starts=given.starts,
        ends=given.ends,
        value=given.value,
        numerator=given.numerator,
        denominator=given.denominator,
        per=telling.per,
        per_words=telling.per_words.strip(),
        missing=given.missing.value if given.missing else "",
        source=telling.source.strip(),
        by=by,
        recorded_at=now,
    )


def _check_text(text: GroupText) -> None:
    if not text.name.strip():
        raise BadMeasure("A group needs a name.")
    if not text.own_area.strip():
        raise BadMeasure("Write what our own area is called among the others.")
    if not text.source.strip():
        raise BadMeasure("Say who made the group, so that readers can judge it.")


def _columns(text: GroupText) -> dict[str, str]:
    return {
        "name": " ".join(text.name.split()),
        "own_area": " ".join(text.own_area.split()),
        "source": " ".join(text.source.split()),
    }


def _standing(group: ComparisonGroup) -> Sequence[GroupMember]:
    return list(GroupMember.objects.filter(group=group, withdrawn_at=None))


def _note(group: ComparisonGroup, action: str, details: Mapping[str, object], by: str, now: datetime) -> None:
    subject = f"group:{group.pk}"
    record(partnership=group.partnership, by=by, action=action, subject=subject, details=dict(details), at=now)
