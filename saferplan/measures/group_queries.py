"""Reads of the groups that measures are compared with, and of what was published of their areas."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.measures.groups import AreaRow, GroupFact, MemberFact, Published, named
from saferplan.measures.models import AreaValue, ComparisonGroup, GroupMember, Measure


def list_groups(partnership: Partnership) -> Sequence[ComparisonGroup]:
    """In the order in which they were made, with their areas."""
    return list(ComparisonGroup.objects.filter(partnership=partnership).prefetch_related("members"))


def find_group(partnership: Partnership, pk: int) -> ComparisonGroup | None:
    return ComparisonGroup.objects.filter(partnership=partnership, pk=pk).select_related("partnership").first()


def list_members(group: ComparisonGroup) -> Sequence[GroupMember]:
    """All that ever belonged, but those that were a mistake."""
    return list(GroupMember.objects.filter(group=group, withdrawn_at=None))


def find_member(group: ComparisonGroup, pk: int) -> GroupMember | None:
    rows = GroupMember.objects.filter(group=group, withdrawn_at=None, pk=pk)
    return rows.select_related("group__partnership").first()


def list_areas(partnership: Partnership) -> Sequence[str]:
    """Every other area that a group has or had, each once, by name."""
    rows = GroupMember.objects.filter(group__partnership=partnership, withdrawn_at=None)
    found = {named(area): area for area in rows.order_by("id").values_list("area", flat=True)}
    return sorted(found.values())


def load_groups(partnership: Partnership, *, as_at: datetime) -> tuple[GroupFact, ...]:
    """The groups with their areas as known at an instant; those without any are not there. One query."""
    rows = GroupMember.objects.filter(group__partnership=partnership, recorded_at__lte=as_at).select_related("group")
    groups: dict[int, ComparisonGroup] = {}
    members: dict[int, list[MemberFact]] = {}
    for row in rows.order_by("group_id", "area", "joined_on", "id"):
        if row.withdrawn_at is not None and row.withdrawn_at <= as_at:
            continue
        has_left = row.left_recorded_at is not None and row.left_recorded_at <= as_at
        groups[row.group_id] = row.group
        members.setdefault(row.group_id, []).append(
            MemberFact(row.area, row.joined_on, row.left_on if has_left else None)
        )
    return tuple(fact_of(group, members[pk]) for pk, group in groups.items())


def fact_of(group: ComparisonGroup, members: Sequence[MemberFact]) -> GroupFact:
    return GroupFact(id=group.pk, name=group.name, own_area=group.own_area, source=group.source, members=tuple(members))


def load_published(measures: Collection[int], *, as_at: datetime) -> Mapping[int, Published]:
    """What was known of other areas at an instant, by measure; nothing of those without any. One query."""
    rows = AreaValue.objects.filter(measure__in=measures, recorded_at__lte=as_at).order_by("recorded_at", "id")
    found: dict[int, tuple[str, list[AreaRow]]] = {}
    for measure, words, *told in rows.values_list("measure_id", "measure__per_words", *AreaRow._fields):
        found.setdefault(measure, (words, []))[1].append(AreaRow._make(told))
    return {measure: Published(per_words=words, rows=tuple(told)) for measure, (words, told) in found.items()}


def load_compared(
    partnership: Partnership, measures: Collection[int], *, as_at: datetime
) -> tuple[tuple[GroupFact, ...], Mapping[int, Published]]:
    """What measures are compared with. Two queries, one where nothing is known of other areas."""
    published = load_published(measures, as_at=as_at)
    return (load_groups(partnership, as_at=as_at) if published else ()), published


def known_rows(measure: Measure) -> Sequence[AreaRow]:
    """What is known of other areas now, the latest recorded of each area and period."""
    rows = AreaValue.objects.filter(measure=measure).order_by("recorded_at", "id")
    found = {(named(row[0]), row[2]): AreaRow._make(row) for row in rows.values_list(*AreaRow._fields)}
    return list(found.values())
