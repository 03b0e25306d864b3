"""Groups of other areas as their pages need them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from saferplan.measures.group_queries import fact_of
from saferplan.measures.group_words import change_words
from saferplan.measures.groups import MemberFact, changes, members_on
from saferplan.measures.models import ComparisonGroup, GroupMember
from saferplan.report.measure_pictures import bars_of
from saferplan.report.tree import GroupComparison, Measure

WIDE, NARROW = 760, 300


@dataclass(frozen=True, slots=True)
class GroupLine:
    group: ComparisonGroup
    count: int


@dataclass(frozen=True, slots=True)
class ChangeLine:
    day: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage:
    """Who belongs now, who is to come or has left, and when the group changed, the latest first."""

    now: tuple[GroupMember, ...]
    others: tuple[GroupMember, ...]
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class GroupChart:
    told: GroupComparison
    wide: SafeString
    narrow: SafeString


def present_groups(groups: Sequence[ComparisonGroup], today: date) -> tuple[GroupLine, ...]:
    return tuple(
        GroupLine(
            group,
            len(members_on(fact_of(group, _facts([m for m in group.members.all() if m.withdrawn_at is None])), today)),
        )
        for group in groups
    )


def present_group(group: ComparisonGroup, members: Sequence[GroupMember], today: date) -> GroupPage:
    belongs = [fact.belongs_on(today) for fact in _facts(members)]
    return GroupPage(
        now=tuple(member for member, is_in in zip(members, belongs, strict=True) if is_in),
        others=tuple(member for member, is_in in zip(members, belongs, strict=True) if not is_in),
        changes=tuple(
            ChangeLine(each.day, change_words(each)) for each in reversed(changes(fact_of(group, _facts(members))))
        ),
    )


def _facts(members: Sequence[GroupMember]) -> tuple[MemberFact, ...]:
    return tuple(MemberFact(each.area, each.joined_on, each.left_on) for each in members)


def present_charts(measure: Measure) -> tuple[GroupChart, ...]:
    return tuple(
        GroupChart(told, _draw(measure, told, WIDE, f"group-{place}w"), _draw(measure, told, NARROW, f"group-{place}n"))
        for place, told in enumerate(measure.groups)
    )


def _draw(measure: Measure, told: GroupComparison, width: int, prefix: str) -> SafeString:
    if not any(each.value for each in told.bars):
        return SafeString()
    return mark_safe(bars_of(measure, told, translate=_, width=width, prefix=prefix))
