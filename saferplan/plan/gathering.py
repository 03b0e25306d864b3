"""Reads of a plan for many periods at once: what is in force is then told for any day without another query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import IntegerField, Q, TextField, Value

from saferplan.accounts.models import Partnership
from saferplan.common.dated import DatedValue
from saferplan.plan.models import CardVersion, Criteria, LightRule, MeasureLink, Ownership
from saferplan.plan.rules import RuleKind
from saferplan.report import tree
from saferplan.report.light_facts import RuleFact
from saferplan.report.rollup import HeadlineMethod, read_rule


@dataclass(frozen=True, slots=True)
class Target:
    """An activity that a card is about, or only a `code` that no activity has; `wording` is the card's own."""

    activity_id: int | None
    code: str
    wording: str


@dataclass(frozen=True, slots=True)
class CardSheet:
    """A card in a plan version, with its targets in order."""

    id: int
    priority_id: int
    aim: str
    is_hidden: bool
    targets: tuple[Target, ...]


CRITERIA_FIELDS = ("green", "amber", "red", "complete")

DatedOwners = DatedValue[tuple[str, ...]]
DatedCriteria = DatedValue[tree.Criteria]


def load_card_sheets(partnership: Partnership, version_ids: Collection[int]) -> Mapping[int, tuple[CardSheet, ...]]:
    """The cards of plan versions, hidden ones too, in order, by version. One query: a row for each target."""
    rows = CardVersion.objects.filter(version__in=version_ids, version__plan__partnership=partnership)
    targets: dict[int, list[Target]] = defaultdict(list)
    sheets: dict[int, tuple[int, int, int, str, bool]] = {}
    for pk, version, card, priority, aim, hidden, target, activity, code, wording in rows.order_by(
        "order", "id", "targets__order", "targets__id"
    ).values_list(
        *("id", "version_id", "card_id", "priority_id", "aim", "is_hidden"),
        *("targets__id", "targets__activity_id", "targets__code", "targets__wording"),
    ):
        sheets[pk] = (version, card, priority, aim, hidden)
        if target is not None:
            targets[pk].append(Target(activity, code, wording))
    found: dict[int, list[CardSheet]] = defaultdict(list)
    for pk, (version, card, priority, aim, hidden) in sheets.items():
        found[version].append(CardSheet(card, priority, aim, hidden, tuple(targets[pk])))
    return {version: tuple(cards) for version, cards in found.items()}


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
class CardFacts:
    """What cards were told over time: owners in the report's words, and criteria, by card."""

    owners: Mapping[int, tuple[DatedOwners, ...]]
    criteria: Mapping[int, tuple[DatedCriteria, ...]]


def load_card_facts(partnership: Partnership, card_ids: Collection[int], *, as_at: datetime) -> CardFacts:
    """Each card's owners and criteria as known at an instant, as `load_owners` and `load_criteria` give. One query."""
    mine = {"card__in": card_ids, "card__partnership": partnership, **_known(as_at)}
    nothing, first = Value("", output_field=TextField()), Value(0, output_field=IntegerField())
    fields = ("card_id", "effective_from", "recorded_at")
    rows = (
        Ownership.objects.filter(**mine)
        .order_by()
        .annotate(kind=Value("owners"), none=nothing)
        .values_list("kind", "id", "owners__order", *fields, "owners__words", "none", "none", "none")
        .union(
            Criteria.objects.filter(**mine)
            .order_by()
            .annotate(kind=Value("criteria"), first=first)
            .values_list("kind", "id", "first", *fields, "green", "amber", "red", "complete"),
            all=True,
        )
    )
    owners: dict[int, dict[int, DatedOwners]] = defaultdict(dict)
    criteria: dict[int, list[DatedCriteria]] = defaultdict(list)
    for kind, row, _order, card, day, at, *texts in sorted(rows, key=lambda each: (each[1], each[2] or 0)):
        if kind == "criteria":
            criteria[card].append(DatedValue(day, at, tree.Criteria(**dict(zip(CRITERIA_FIELDS, texts, strict=True)))))
            continue
        # Nobody is an answer too: a row without owners ends the row before it.
        before = owners[card][row].value if row in owners[card] else ()
        owners[card][row] = DatedValue(day, at, before if texts[0] is None else (*before, texts[0]))
    return CardFacts(
        owners={card: tuple(dated.values()) for card, dated in owners.items()},
        criteria={card: tuple(dated) for card, dated in criteria.items()},
    )


@dataclass(frozen=True, slots=True)
class PlanRules:
    """The rules that plans adopted for lights, dated, by plan."""

    rollups: Mapping[int, tuple[DatedValue[RuleFact], ...]]
    headlines: Mapping[int, tuple[DatedValue[RuleFact], ...]]


def load_light_rules(partnership: Partnership, *, as_at: datetime | None = None) -> PlanRules:
    """Every rule of every plan as known at an instant (or all that is known). One query."""
    rows = LightRule.objects.filter(plan__partnership=partnership, **_known(as_at)).order_by("id")
    fields = ("plan_id", "kind", "number", "method", "params", "adopted", "effective_from", "recorded_at")
    rollups: dict[int, list[DatedValue[RuleFact]]] = defaultdict(list)
    headlines: dict[int, list[DatedValue[RuleFact]]] = defaultdict(list)
    for plan, kind, number, method, params, adopted, day, at in rows.values_list(*fields):
        if kind == RuleKind.ROLL_UP:
            fact = RuleFact(number, day, adopted, rollup=read_rule(method, params))
            rollups[plan].append(DatedValue(day, at, fact))
        else:
            fact = RuleFact(number, day, adopted, headline=HeadlineMethod(method))
            headlines[plan].append(DatedValue(day, at, fact))
    return PlanRules(
        rollups={plan: tuple(rules) for plan, rules in rollups.items()},
        headlines={plan: tuple(rules) for plan, rules in headlines.items()},
    )


class LinkRow(NamedTuple):
    """A measure that belongs to a priority, or to an activity whose owner accepted it."""

    measure_id: int
    priority_id: int | None
    activity_id: int | None
    recorded_at: datetime
    accepted_at: datetime | None

    @property
    def subject(self) -> str:
        return f"priority:{self.priority_id}" if self.priority_id else f"activity:{self.activity_id}"


def load_measure_links(partnership: Partnership, *, as_at: datetime | None = None) -> Sequence[LinkRow]:
    """The links of a partnership's measures that hold, as known at an instant (or all that is known). One query."""
    rows = MeasureLink.objects.filter(measure__partnership=partnership, measure__retired_on=None, **_known(as_at))
    still = Q(ended_at=None) if as_at is None else Q(ended_at=None) | Q(ended_at__gt=as_at)
    return [LinkRow._make(row) for row in rows.filter(still).order_by("id").values_list(*LinkRow._fields)]


def _known(as_at: datetime | None) -> dict[str, datetime]:
    return {} if as_at is None else {"recorded_at__lte": as_at}
