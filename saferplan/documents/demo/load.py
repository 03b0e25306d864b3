"""Loading the demo: agencies and contacts, then quarter by quarter through the import, as a real partnership would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from django.db import transaction

from saferplan.accounts.actions import add_agency, add_person, create_partnership
from saferplan.accounts.models import Agency, Partnership, Person
from saferplan.common.periods import Frequency, span_of
from saferplan.cycle.actions import ask_decision
from saferplan.cycle.models import DecisionAsked, Period
from saferplan.documents.actions import apply_import
from saferplan.documents.demo import people
from saferplan.documents.demo.covers import COVERS, DECISIONS
from saferplan.documents.demo.lights import load_lights
from saferplan.documents.demo.measures import load_measures
from saferplan.documents.demo.periods import open_next_quarter, settle_quarter
from saferplan.documents.demo.reports import STORIES, demo_report
from saferplan.documents.demo.story import QUARTERS, PriorityStory
from saferplan.documents.demo.updates import load_updates
from saferplan.documents.import_plan import plan_import, proposed_matches
from saferplan.plan.actions import set_criteria
from saferplan.plan.models import Activity, CardVersion, Criteria

BY = "demo"
# What a person would confirm: this activity moved to another priority.
CONFIRMED = frozenset({"5.1f"})


@transaction.atomic
def load_demo(*, now: datetime, progress: Callable[[str], None] = lambda text: None) -> Partnership:
    """The demo partnership: eight quarters and one that is open. A second time it writes nothing."""
    partnership = Partnership.objects.filter(slug=people.SLUG).first() or create_partnership(
        slug=people.SLUG,
        name=people.NAME,
        motto=people.MOTTO,
        is_invented=True,
        by=BY,
        now=_when(COVERS[QUARTERS[0]].date, now),
    )
    progress("Agencies and contacts")
    _load_people(partnership, _when(COVERS[QUARTERS[0]].date, now))
    for key in QUARTERS:
        progress(f"Report for {key}")
        _load_quarter(partnership, key, _when(COVERS[key].date, now))
    load_lights(partnership, now=now)
    load_measures(partnership, now=now)
    open_next_quarter(partnership, now=now)
    load_updates(partnership, now=now)
    return partnership


def _when(month: str, now: datetime) -> datetime:
    """The instant at which a quarter's report was imported: on the 20th of its month, but never after now."""
    year, number = (int(part) for part in month.split("-"))
    return min(datetime.combine(date(year, number, 20), time(9, 30), UTC), now)


def _load_people(partnership: Partnership, now: datetime) -> None:
    agencies = {agency.short_name: agency for agency in Agency.objects.filter(partnership=partnership)}
    for name, short_name in people.AGENCIES:
        if short_name not in agencies:
            agencies[short_name] = add_agency(partnership=partnership, name=name, short_name=short_name, by=BY, now=now)
    known = set(Person.objects.filter(partnership=partnership).values_list("name", flat=True))
    for name, job, agency in people.PEOPLE:
        if name not in known:
            email = people.address_of(name)
            add_person(
                partnership=partnership, name=name, job=job, email=email, agency=agencies[agency], by=BY, now=now
            )


def _load_quarter(partnership: Partnership, key: str, now: datetime) -> None:
    for story in STORIES:
        if story.card.new_from == key:
            _change_criteria(partnership, story, key, now)
    report = demo_report(key)
    plan = plan_import(partnership, report, key)
    asked = {question.code for question in plan.questions}
    if not asked <= CONFIRMED:
        raise AssertionError(f"The demo raises questions that nobody foresaw: {sorted(asked - CONFIRMED)}.")
    if asked:
        plan = plan_import(partnership, report, key, matches=proposed_matches(plan))
    if plan.is_empty:
        return
    period = apply_import(plan, by=BY, now=now)
    _ask_decisions(period, key, now)
    settle_quarter(period, is_latest=key == QUARTERS[-1], is_last_but_one=key == QUARTERS[-2], now=now)


def _change_criteria(partnership: Partnership, story: PriorityStory, key: str, now: datetime) -> None:
    card, new = story.card, story.card.new_criteria
    version = (
        CardVersion.objects.filter(
            card__partnership=partnership, is_hidden=False, targets__activity__versions__code=card.targets[0]
        )
        .select_related("card__partnership")
        .order_by("-version__effective_from", "-version__number")
        .first()
    )
    if version is None or new is None or Criteria.objects.filter(card=version.card, reason=card.reason).exists():
        return
    set_criteria(
        card=version.card,
        criteria=new,
        effective_from=span_of(key, Frequency.QUARTER).starts,
        reason=card.reason,
        by=BY,
        now=now,
    )


def _ask_decisions(period: Period, key: str, now: datetime) -> None:
    if DecisionAsked.objects.filter(period=period).exists():
        return
    for decision in DECISIONS.get(key, ()):
        activity = (
            Activity.objects.filter(versions__version=period.plan_version, versions__code=decision.activity).first()
            if decision.activity
            else None
        )
        ask_decision(
            period=period,
            ask=decision.ask,
            owner=decision.owner,
            due=decision.due,
            activity=activity,
            by=BY,
            now=now,
        )
