"""Priority, activity and card pages as their templates need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.cycle.rules import LightSource
from saferplan.report.derived import DELIVERY, OUTCOME, Derived
from saferplan.report.lights import tally
from saferplan.report.tree import Activity, Card, Criteria, Light, NextStep, Priority
from saferplan.web import signs
from saferplan.web.cycle.loading import PeriodPage
from saferplan.web.cycle.present import activity_url, owners_of, position_of, priority_url
from saferplan.web.cycle.present_history import Cell, strip
from saferplan.web.cycle.wording import how_long, in_words
from saferplan.web.findings import codes_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Where a light comes from."""

    light: Light
    is_results: bool
    source: str
    by: str
    at: datetime | None
    since: str
    reason: str
    criterion: str
    has_criteria: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    code: str
    title: str
    url: str
    light: Derived
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardLink:
    number: int
    url: str
    words: str
    light: Light


@dataclass(frozen=True, slots=True)
class Neighbour:
    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityPage:
    priority: Priority
    work: Derived
    is_unstated: bool
    results: Light
    why: tuple[Why, ...]
    history: tuple[Cell, ...]
    rows: tuple[ActivityRow, ...]
    cards: tuple[CardLink, ...]
    counts: str
    before: Neighbour | None
    after: Neighbour | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPage:
    activity: Activity
    priority: Priority
    priority_url: str
    light: Derived
    why: Why
    history: tuple[Cell, ...]
    owners: tuple[str, ...]
    criteria: Criteria
    position: str
    next_steps: tuple[NextStep, ...]
    needs_step: bool
    cards: tuple[CardLink, ...]
    before: Neighbour | None
    after: Neighbour | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    number: int
    card: Card
    codes: str
    priority: Priority | None
    priority_url: str
    rows: tuple[ActivityRow, ...]
    unknown: tuple[str, ...]
    owners: tuple[str, ...]
    needs_step: bool


SOURCES = {
    LightSource.IMPORT: lambda: _("read from the report that was loaded"),
    LightSource.UPDATE: lambda: _("stated in the partner's update"),
    LightSource.JUDGEMENT: lambda: _("a judgement"),
    LightSource.OVERRIDE: lambda: _("set by the partnership in place of the update's"),
}


def present_priority(page: PeriodPage, number: int) -> PriorityPage:
    priority = page.report.priority(number)
    if priority is None:
        raise Http404
    work = page.priority_light(number)
    results = page.priority_light(number, OUTCOME)
    lights = [page.activity_light(activity.code).light for activity in priority.activities]
    numbers = [each.number for each in page.report.priorities]
    place = numbers.index(number)
    why = [_why(page, f"priority:{page.priority_ids[number]}", work, Criteria(), note=_rollup_note(page))]
    if results.light is not Light.NONE:
        why.append(_why(page, f"priority:{page.priority_ids[number]}", results, Criteria(), kind=OUTCOME))
    return PriorityPage(
        priority=priority,
        work=work,
        is_unstated=work.light is Light.NONE and any(light is not Light.NONE for light in lights),
        results=results.light,
        why=tuple(why),
        history=strip(page, f"priority:{page.priority_ids[number]}"),
        rows=tuple(_row(page, activity) for activity in priority.activities),
        cards=tuple(link for link, card in _cards(page) if card.priority == number),
        counts=in_words([(light, tally(lights)[light]) for light in signs.ORDER if light in lights], len(lights)),
        before=_priority_neighbour(page, place - 1),
        after=_priority_neighbour(page, place + 1),
    )


def _rollup_note(page: PeriodPage) -> str:
    if page.report.rollup_rule:
        return _("The rule for a priority's light: %(rule)s") % {"rule": page.report.rollup_rule}
    return _(
        "The partnership has not recorded a rule that makes this light from the lights of the activities. "
        "It is shown as it was stated."
    )


def present_activity(page: PeriodPage, code: str) -> ActivityPage:
    pairs = list(page.report.activities())
    place = next((at for at, (_priority, each) in enumerate(pairs) if each.code == code), None)
    if place is None:
        raise Http404
    priority, activity = pairs[place]
    subject = f"activity:{page.activity_ids[code]}"
    light = page.lights.of(subject, page.key)
    criteria = criteria_of(page, activity)
    cards = page.report.cards_of(code)
    steps = activity.next_steps or next((card.next_steps for card in cards if card.next_steps), ())
    return ActivityPage(
        activity=activity,
        priority=priority,
        priority_url=priority_url(page, priority.number),
        light=light,
        why=_why(page, subject, light, criteria),
        history=strip(page, subject),
        owners=owners_of(page.report, activity),
        criteria=criteria,
        position=position_of(page.report, activity),
        next_steps=steps,
        needs_step=light.light in (Light.AMBER, Light.RED) and not steps,
        cards=tuple(link for link, card in _cards(page) if code in card.targets),
        before=_activity_neighbour(page, pairs[place - 1][1]) if place else None,
        after=_activity_neighbour(page, pairs[place + 1][1]) if place + 1 < len(pairs) else None,
    )


def present_card(page: PeriodPage, number: int) -> CardPage:
    """`number` counts the report's cards from 1."""
    if not 1 <= number <= len(page.report.cards):
        raise Http404
    card = page.report.cards[number - 1]
    rows = tuple(_row(page, activity) for code in card.targets if (activity := page.report.activity(code)))
    return CardPage(
        number=number,
        card=card,
        codes=codes_in_words(page.report, card),
        priority=page.report.priority(card.priority),
        priority_url=priority_url(page, card.priority),
        rows=rows,
        unknown=tuple(code for code in card.targets if page.report.activity(code) is None),
        owners=card.owners,
        needs_step=card.light in (Light.AMBER, Light.RED) and not card.next_steps,
    )


def criteria_of(page: PeriodPage, activity: Activity) -> Criteria:
    if activity.criteria.is_stated():
        return activity.criteria
    cards = page.report.cards_of(activity.code)
    return next((card.criteria for card in cards if card.criteria.is_stated()), Criteria())


def _row(page: PeriodPage, activity: Activity) -> ActivityRow:
    light = page.activity_light(activity.code)
    owners = owners_of(page.report, activity)
    return ActivityRow(activity.code, activity.title, activity_url(page, activity.code), light, owners)


def _cards(page: PeriodPage) -> tuple[tuple[CardLink, Card], ...]:
    return tuple(
        (
            CardLink(
                number,
                reverse("card", args=[page.slug, page.key, number]),
                codes_in_words(page.report, card) or _("no activity"),
                card.light,
            ),
            card,
        )
        for number, card in enumerate(page.report.cards, start=1)
    )


def _why(
    page: PeriodPage, subject: str, derived: Derived, criteria: Criteria, *, kind: str = DELIVERY, note: str = ""
) -> Why:
    line = page.stated(subject, kind)
    texts = {
        Light.GREEN: criteria.green,
        Light.AMBER: criteria.amber,
        Light.RED: criteria.red,
        Light.COMPLETE: criteria.complete,
    }
    return Why(
        light=derived.light,
        is_results=kind == OUTCOME,
        source=SOURCES[LightSource(line.source)]() if line else "",
        by=line.by if line else "",
        at=line.fact.recorded_at if line else None,
        since=how_long(derived, page.window, page.period.frequency) if line and kind == DELIVERY else "",
        reason=derived.reason,
        criterion=texts.get(derived.light, ""),
        has_criteria=criteria.is_stated(),
        note=note,
    )


def _priority_neighbour(page: PeriodPage, place: int) -> Neighbour | None:
    if not 0 <= place < len(page.report.priorities):
        return None
    priority = page.report.priorities[place]
    return Neighbour(priority_url(page, priority.number), f"{priority.number}. {priority.title}")


def _activity_neighbour(page: PeriodPage, activity: Activity) -> Neighbour:
    return Neighbour(activity_url(page, activity.code), f"{activity.code} {activity.title}")
