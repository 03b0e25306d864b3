"""The series of measures that belong together: a total with its parts, held to one rule for small numbers. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple

from saferplan.measures.families import Held, Member, held_back
from saferplan.measures.rules import ReleaseLevel
from saferplan.measures.series import NOTHING_HELD, Dated, MeasureFacts, Series, ValueRow, make_series
from saferplan.measures.small_numbers import NO_RULE, Rule, strictest


class Known(NamedTuple):
    """A measure with what was recorded and said of it by an instant."""

    measure: MeasureFacts
    rows: list[ValueRow]
    dated: Dated


def make_all(
    wanted: Collection[int], known: Mapping[int, Known], *, as_at: datetime, audience: ReleaseLevel | None
) -> Mapping[int, Series]:
    """The series of some of the measures that are known. For the public, the others of their families are there too."""
    rules: dict[int, Rule] = {}
    held: dict[int, Mapping[date, Held]] = {}
    if audience is ReleaseLevel.PUBLIC:
        for total, members in _families(known).items():
            rule = strictest(each.measure.small_rule for each in members.values())
            rules |= dict.fromkeys(members, rule)
            if rule != NO_RULE and _adds_up(members, total):
                held |= held_back(total, {pk: _member(each) for pk, each in members.items()}, rule, as_at)
    return {
        pk: make_series(
            known[pk].measure,
            known[pk].rows,
            known[pk].dated,
            as_at=as_at,
            audience=audience,
            small=rules.get(pk),
            held=held.get(pk, NOTHING_HELD),
        )
        for pk in wanted
    }


def _families(known: Mapping[int, Known]) -> Mapping[int, Mapping[int, Known]]:
    """By total: it and its parts, in the order of their codes."""
    found: dict[int, dict[int, Known]] = {}
    for pk, each in sorted(known.items(), key=lambda item: item[1].measure.code):
        total = each.measure.part_of_id
        if total in known:
            assert total is not None
            found.setdefault(total, {total: known[total]})[pk] = each
    return found


def _adds_up(members: Mapping[int, Known], total: int) -> bool:
    """A count that belongs to a rate is what is divided there: held to the same rule, it is no part of a sum."""
    return not members[total].measure.has_parts


def _member(each: Known) -> Member:
    return Member(each.rows, each.dated.releases, each.measure.standing, each.measure.retired_on)
