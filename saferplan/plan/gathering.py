"""Reads of a plan for many periods at once: what is in force is then told for any day without another query."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import IntegerField, TextField, Value
from django.db.models.functions import Cast

from saferplan.accounts.models import Partnership
from saferplan.common.dated import DatedValue
from saferplan.plan.models import Criteria, LightRule, Ownership
from saferplan.plan.rules import RuleKind
from saferplan.plan.sheets import CardSheet as CardSheet
from saferplan.plan.sheets import Target as Target
from saferplan.plan.sheets import load_plan_sheets
from saferplan.report import tree
from saferplan.report.light_facts import RuleFact
from saferplan.report.rollup import HeadlineMethod, read_rule

CRITERIA_FIELDS = ("green", "amber", "red", "complete")

DatedOwners = DatedValue[tuple[str, ...]]
DatedCriteria = DatedValue[tree.Criteria]
DatedRule = DatedValue[RuleFact]


def load_card_sheets(partnership: Partnership, version_ids: Collection[int]) -> Mapping[int, tuple[CardSheet, ...]]:
    """The cards of plan versions, hidden ones too, in order, by version. One query."""
    return load_plan_sheets(partnership, version_ids).cards


def load_owners(
    partnership: Partnership, card_ids: Collection[int], *, as_at: datetime | None = None
) -> Mapping[int, tuple[DatedOwners, ...]]:
    """Each card's owners, in the report's words, as known at an instant (or all that is known). One query."""
    found = load_ownerships(partnership, card_ids, ("words",), as_at=as_at)
    return {
        card: tuple(
            DatedValue(row.effective_from, row.recorded_at, tuple(words for (words,) in row.value)) for row in rows
        )
        for card, rows in found.items()
    }


def load_ownerships(
    partnership: Partnership, card_ids: Collection[int], fields: Sequence[str], *, as_at: datetime | None = None
) -> Mapping[int, tuple[DatedValue[tuple[tuple[Any, ...], ...]], ...]]:
    """Each card's owners over time, in order; of each owner the fields of `Owner` that are asked for. One query."""
    rows = Ownership.objects.filter(card__in=card_ids, card__partnership=partnership, **_known(as_at))
    owners: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    heads: dict[int, tuple[int, date, datetime]] = {}
    named = tuple(f"owners__{field}" for field in fields)
    for card, ownership, day, recorded_at, owner, *values in rows.order_by("id", "owners__order").values_list(
        "card_id", "id", "effective_from", "recorded_at", "owners__id", *named
    ):
        heads[ownership] = (card, day, recorded_at)
        # Nobody is an answer too: a row without owners ends the row before it.
        if owner is not None:
            owners[ownership].append(tuple(values))
    found: dict[int, list[DatedValue[tuple[tuple[Any, ...], ...]]]] = defaultdict(list)
    for ownership, (card, day, recorded_at) in heads.items():
        found[card].append(DatedValue(day, recorded_at, tuple(owners[ownership])))
    return {card: tuple(dated) for card, dated in found.items()}


def load_criteria(
    partnership: Partnership, card_ids: Collection[int], *, as_at: datetime | None = None
) -> Mapping[int, tuple[DatedCriteria, ...]]:
    """Each card's criteria as known at an instant (or all that is known). One query."""
    rows = Criteria.objects.filter(card__in=card_ids, card__partnership=partnership, **_known(as_at))
    fields = ("card_id", "effective_from", "recorded_at", *CRITERIA_FIELDS)
    found: dict[int, list[DatedCriteria]] = defaultdict(list)
    for card, day, recorded_at, green, amber, red, complete in rows.order_by("id").values_list(*fields):
        criteria = tree.Criteria(green=green, amber=amber, red=red, complete=complete)
        found[card].append(DatedValue(day, recorded_at, criteria))
    return {card: tuple(dated) for card, dated in found.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """What was said over time: owners in the report's words and criteria by card, rules for lights by plan."""

    owners: Mapping[int, tuple[DatedOwners, ...]]
    criteria: Mapping[int, tuple[DatedCriteria, ...]]
    rollups: Mapping[int, tuple[DatedRule, ...]]
    headlines: Mapping[int, tuple[DatedRule, ...]]


def load_told(partnership: Partnership, card_ids: Collection[int], *, as_at: datetime) -> Told:
    """Owners and criteria of cards, and the rules of every plan, as known at an instant. One query."""
    mine = {"card__in": card_ids, "card__partnership": partnership, **_known(as_at)}
    fields = ("effective_from", "recorded_at")
    owners = Ownership.objects.filter(**mine).order_by().annotate(kind=_text("owners"), none=_text(""))
    first = Value(0, output_field=IntegerField())
    criteria = Criteria.objects.filter(**mine).order_by().annotate(kind=_text("criteria"), first=first)
    rules = LightRule.objects.filter(plan__partnership=partnership, **_known(as_at)).order_by()
    rules = rules.annotate(what=_text("rule"), stored=Cast("params", TextField()))
    named = ("owners__words", *("none",) * (len(CRITERIA_FIELDS) - 1))
    rows = owners.values_list("kind", "id", "owners__order", "card_id", *fields, *named)
    rows = rows.union(
        criteria.values_list("kind", "id", "first", "card_id", *fields, *CRITERIA_FIELDS),
        rules.values_list("what", "id", "number", "plan_id", *fields, "kind", "method", "stored", "adopted"),
        all=True,
    )
    return _told(sorted(rows, key=lambda row: (row[1], row[2] or 0)))


def _text(words: str) -> Value:
    return Value(words, output_field=TextField())


def _told(rows: Iterable[tuple[Any, ...]]) -> Told:
    owners: dict[int, dict[int, DatedOwners]] = defaultdict(dict)
    criteria: dict[int, list[DatedCriteria]] = defaultdict(list)
    rules: Mapping[str, dict[int, list[DatedRule]]] = {kind: defaultdict(list) for kind in RuleKind}
    for what, row, place, about, day, at, *texts in rows:
        if what == "criteria":
            said = tree.Criteria(**dict(zip(CRITERIA_FIELDS, texts, strict=True)))
            criteria[about].append(DatedValue(day, at, said))
        elif what == "rule":
            kind, method, stored, adopted = texts
            rules[kind][about].append(DatedValue(day, at, _rule(kind, place, day, method, json.loads(stored), adopted)))
        else:
            # Nobody is an answer too: a row without owners ends the row before it.
            before = owners[about][row].value if row in owners[about] else ()
            owners[about][row] = DatedValue(day, at, before if texts[0] is None else (*before, texts[0]))
    return Told(
        owners={card: tuple(dated.values()) for card, dated in owners.items()},
        criteria={card: tuple(dated) for card, dated in criteria.items()},
        rollups={plan: tuple(found) for plan, found in rules[RuleKind.ROLL_UP].items()},
        headlines={plan: tuple(found) for plan, found in rules[RuleKind.HEADLINE].items()},
    )


def _rule(kind: str, number: int, day: date, method: str, params: Mapping[str, object], adopted: str) -> RuleFact:
    if kind == RuleKind.ROLL_UP:
        return RuleFact(number, day, adopted, rollup=read_rule(method, params))
    return RuleFact(number, day, adopted, headline=HeadlineMethod(method))


def _known(as_at: datetime | None) -> dict[str, datetime]:
    return {} if as_at is None else {"recorded_at__lte": as_at}
