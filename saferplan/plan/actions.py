"""Writes of plans: plans, versions, and the owners and criteria of cards. Rows of the past stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.chain import text_hash
from saferplan.accounts.models import Agency, Partnership, Person
from saferplan.plan.errors import BadPlan
from saferplan.plan.models import Card, Criteria, LightRule, Owner, Ownership, Plan, PlanVersion
from saferplan.plan.rules import Change, PlanText, RuleKind, change_plan
from saferplan.plan.versions import Keys, load_texts, write_version
from saferplan.report import tree
from saferplan.report.rollup import BadRule, HeadlineMethod, read_rule, rule_params


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerLine:
    """An owner in words; tied to an agency or person where they are known."""

    words: str
    agency: Agency | None = None
    person: Person | None = None
    is_accountable: bool = False


@transaction.atomic
def create_plan(
    *,
    partnership: Partnership,
    title: str,
    starts: date | None = None,
    ends: date | None = None,
    by: str,
    now: datetime,
) -> Plan:
    """A plan without a version yet. IntegrityError if the partnership has one of that title and those dates."""
    plan = Plan.objects.create(partnership=partnership, title=title, starts=starts, ends=ends)
    record(partnership=partnership, by=by, action="plan.create", subject=f"plan:{plan.pk}", details={}, at=now)
    return plan


@transaction.atomic
def create_version(
    *, plan: Plan, text: PlanText, effective_from: date, note: str = "", by: str, now: datetime
) -> PlanVersion:
    """The next version of a plan, as a whole. BadPlan if the text does not hold together."""
    partnership = plan.partnership
    versions = list(PlanVersion.objects.filter(plan__partnership=partnership).values_list("pk", flat=True))
    _, keys = load_texts(partnership, versions)
    return _record_version(plan, text, keys, effective_from=effective_from, note=note, by=by, now=now)


@transaction.atomic
def create_changed_version(
    *, before: PlanVersion, changes: Sequence[Change], effective_from: date, note: str = "", by: str, now: datetime
) -> PlanVersion:
    """The next version of a plan: a copy of `before` with changes. BadPlan if they cannot be made.

    Periods keep the version they have; `cycle.actions.open_period` is given the new one.
    """
    if not changes:
        raise BadPlan("A new version of the plan needs at least one change.")
    plan = before.plan
    versions = list(PlanVersion.objects.filter(plan__partnership=plan.partnership).values_list("pk", flat=True))
    texts, keys = load_texts(plan.partnership, versions)
    text = change_plan(texts[before.pk], changes)
    return _record_version(plan, text, keys, effective_from=effective_from, note=note, by=by, now=now)


def _record_version(
    plan: Plan, text: PlanText, keys: Keys, *, effective_from: date, note: str, by: str, now: datetime
) -> PlanVersion:
    version = write_version(plan=plan, text=text, effective_from=effective_from, note=note, keys=keys)
    details = {
        "plan": plan.pk,
        "number": version.number,
        "from": effective_from.isoformat(),
        "priorities": len(text.priorities),
        "activities": len(text.activities),
    }
    subject = f"plan-version:{version.pk}"
    record(partnership=plan.partnership, by=by, action="plan.version", subject=subject, details=details, at=now)
    return version


@transaction.atomic
def set_owners(*, card: Card, owners: Sequence[OwnerLine], effective_from: date, by: str, now: datetime) -> Ownership:
    """Who owns a card from a day on. ValueError for two accountable owners or one of another partnership."""
    if sum(owner.is_accountable for owner in owners) > 1:
        raise ValueError("Only one owner can be accountable.")
    for owner in owners:
        for known in (owner.agency, owner.person):
            if known is not None and known.partnership_id != card.partnership_id:
                raise ValueError(f"{known} does not belong to this partnership.")
    ownership = Ownership.objects.create(card=card, effective_from=effective_from, recorded_at=now)
    Owner.objects.bulk_create(
        Owner(
            ownership=ownership,
            words=owner.words,
            agency=owner.agency,
            person=owner.person,
            is_accountable=owner.is_accountable,
            order=order,
        )
        for order, owner in enumerate(owners)
    )
    details = {"from": effective_from.isoformat(), "owners": len(owners)}
    record(
        partnership=card.partnership, by=by, action="plan.owners", subject=f"card:{card.pk}", details=details, at=now
    )
    return ownership


@transaction.atomic
def tie_owners(
    *,
    partnership: Partnership,
    words: str,
    agency: Agency | None,
    person: Person | None = None,
    only_unknown: bool = False,
    by: str,
    now: datetime,
) -> int:
    """Say which agency or person these words of the reports mean, wherever they stand. Returns how many rows.

    The words stay: what a report said is never changed. `only_unknown` leaves what was told before as it is.
    """
    for known in (agency, person):
        if known is not None and known.partnership_id != partnership.pk:
            raise ValueError(f"{known} does not belong to this partnership.")
    owners = Owner.objects.filter(ownership__card__partnership=partnership, words=words)
    if only_unknown:
        owners = owners.filter(agency=None, person=None)
    count = owners.update(agency=agency, person=person)
    details = {
        "words": text_hash(words),
        "agency": agency.pk if agency else None,
        "person": person.pk if person else None,
        "rows": count,
    }
    record(partnership=partnership, by=by, action="plan.tie-owners", subject="owners", details=details, at=now)
    return count


@transaction.atomic
def set_criteria(
    *, card: Card, criteria: tree.Criteria, effective_from: date, reason: str = "", by: str, now: datetime
) -> Criteria:
    """When a card's light is green, amber or red, from a day on; for days to come or of the running period."""
    return _add_criteria(card, criteria, effective_from, reason, action="plan.criteria", by=by, now=now)


@transaction.atomic
def restate_criteria(
    *, card: Card, criteria: tree.Criteria, effective_from: date, reason: str, by: str, now: datetime
) -> Criteria:
    """Criteria backdated into periods that were reported. ValueError without a reason."""
    if not reason.strip():
        raise ValueError("Criteria can be changed for the past only with a reason.")
    return _add_criteria(card, criteria, effective_from, reason, action="plan.restate-criteria", by=by, now=now)


def _add_criteria(
    card: Card, criteria: tree.Criteria, effective_from: date, reason: str, *, action: str, by: str, now: datetime
) -> Criteria:
    row = Criteria.objects.create(
        card=card,
        effective_from=effective_from,
        recorded_at=now,
        green=criteria.green,
        amber=criteria.amber,
        red=criteria.red,
        complete=criteria.complete,
        reason=reason,
    )
    details = {"from": effective_from.isoformat(), "row": row.pk, "reason": text_hash(reason)}
    record(partnership=card.partnership, by=by, action=action, subject=f"card:{card.pk}", details=details, at=now)
    return row


@transaction.atomic
def adopt_light_rule(
    *,
    plan: Plan,
    kind: RuleKind,
    method: str,
    params: Mapping[str, object],
    effective_from: date,
    adopted: str,
    reason: str = "",
    by: str,
    now: datetime,
) -> LightRule:
    """How the plan's lights are made from a day on. Rules of before stay: they made the lights of before.

    BadRule for a method or numbers that cannot be, or where it is not said who adopted it.
    """
    if not adopted.strip():
        raise BadRule("Say who adopted the rule, such as the board and the day of its meeting.")
    known = rule_params(read_rule(method, params)) if kind is RuleKind.ROLL_UP else {}
    if kind is RuleKind.HEADLINE and method not in list(HeadlineMethod):
        raise BadRule(f"There is no rule for a headline called {method!r}.")
    Plan.objects.select_for_update().get(pk=plan.pk)
    number = LightRule.objects.filter(plan=plan, kind=kind).count() + 1
    rule = LightRule.objects.create(
        plan=plan,
        kind=kind.value,
        number=number,
        method=method,
        params=known,
        effective_from=effective_from,
        recorded_at=now,
        adopted=adopted.strip(),
        reason=reason.strip(),
        by=by,
    )
    details = {"kind": kind.value, "number": number, "method": method, "from": effective_from.isoformat()}
    record(partnership=plan.partnership, by=by, action="plan.rule", subject=f"plan:{plan.pk}", details=details, at=now)
    return rule
