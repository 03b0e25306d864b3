"""Priority, activity and card pages as their templates need them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.report.derived import HEADLINE, OUTCOME, Basis, Derived
from saferplan.report.lights import tally
from saferplan.report.tree import Activity, Card, Criteria, Light, NextStep, Priority
from saferplan.web import signs
from saferplan.web.cycle.loading import PeriodPage
from saferplan.web.cycle.present import activity_url, owners_of, position_of, priority_url
from saferplan.web.cycle.present_history import Cell, Reason, reasons, strip
from saferplan.web.cycle.present_why import Part, Why, present_why, sentence_of
from saferplan.web.cycle.wording import in_words
from saferplan.web.findings import codes_in_words


@dataclass(frozen=True, slots=True)
class ActivityRow:
    code: str
    title: str
    url: str
    light: Derived
    why: str
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
    results: Derived
    headline: Derived | None
    why_work: Why
    why_results: Why
    why_headline: Why
    history: tuple[Cell, ...]
    reasons: tuple[Reason, ...]
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
    results: Derived | None
    why: Why
    why_results: Why
    history: tuple[Cell, ...]
    reasons: tuple[Reason, ...]
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
    light: Derived
    why: Why
    rows: tuple[ActivityRow, ...]
    unknown: tuple[str, ...]
    owners: tuple[str, ...]
    needs_step: bool


def present_priority(page: PeriodPage, number: int) -> PriorityPage:
    priority = page.report.priority(number)
    if priority is None:
        raise Http404
    work = page.priority_light(number)
    results = page.priority_light(number, OUTCOME)
    lights = [page.activity_light(activity.code).light for activity in priority.activities]
    numbers = [each.number for each in page.report.priorities]
    place = numbers.index(number)
    headline = page.priority_light(number, HEADLINE)
    subject = f"priority:{page.priority_ids[number]}"
    return PriorityPage(
        priority=priority,
        work=work,
        results=results,
        headline=headline if headline.basis is Basis.BOTH else None,
        why_work=present_why(page, work, noun="priority", parts=_parts(page, priority.activities)),
        why_results=present_why(page, results, noun="priority", kind=OUTCOME),
        why_headline=present_why(page, headline, noun="priority", kind=HEADLINE),
        history=strip(page, subject),
        reasons=reasons(page, subject, "priority"),
        rows=tuple(_row(page, activity) for activity in priority.activities),
        cards=tuple(link for link, card in _cards(page) if card.priority == number),
        counts=in_words([(light, tally(lights)[light]) for light in signs.ORDER if light in lights], len(lights)),
        before=_priority_neighbour(page, place - 1),
        after=_priority_neighbour(page, place + 1),
    )


def present_activity(page: PeriodPage, code: str) -> ActivityPage:
    pairs = list(page.report.activities())
    place = next((at for at, (_priority, each) in enumerate(pairs) if each.code == code), None)
    if place is None:
        raise Http404
    priority, activity = pairs[place]
    subject = f"activity:{page.activity_ids[code]}"
    light, results = page.lights.of(subject, page.key), page.lights.of(subject, page.key, OUTCOME)
    criteria = criteria_of(page, activity)
    cards = page.report.cards_of(code)
    steps = activity.next_steps or next((card.next_steps for card in cards if card.next_steps), ())
    return ActivityPage(
        activity=activity,
        priority=priority,
        priority_url=priority_url(page, priority.number),
        light=light,
        results=results if results.basis is not Basis.NOT_MEASURED else None,
        why=present_why(page, light, noun="activity", criteria=criteria, recorded_from=recorded_from(page, code)),
        why_results=present_why(page, results, noun="activity", kind=OUTCOME),
        history=strip(page, subject),
        reasons=reasons(page, subject, "activity"),
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
    activities = [activity for code in card.targets if (activity := page.report.activity(code))]
    light = page.card_light(number)
    return CardPage(
        number=number,
        card=card,
        light=light,
        why=present_why(page, light, noun="card", parts=_parts(page, activities)),
        codes=codes_in_words(page.report, card),
        priority=page.report.priority(card.priority),
        priority_url=priority_url(page, card.priority),
        rows=tuple(_row(page, activity) for activity in activities),
        unknown=tuple(code for code in card.targets if page.report.activity(code) is None),
        owners=card.owners,
        needs_step=card.light in (Light.AMBER, Light.RED) and not card.next_steps,
    )


def criteria_of(page: PeriodPage, activity: Activity) -> Criteria:
    if activity.criteria.is_stated():
        return activity.criteria
    cards = page.report.cards_of(activity.code)
    return next((card.criteria for card in cards if card.criteria.is_stated()), Criteria())


def recorded_from(page: PeriodPage, code: str) -> str:
    """The email or call that an editor recorded an activity's update from."""
    line = page.update_of(code)
    return line.source if line else ""


def _row(page: PeriodPage, activity: Activity) -> ActivityRow:
    light = page.activity_light(activity.code)
    return ActivityRow(
        code=activity.code,
        title=activity.title,
        url=activity_url(page, activity.code),
        light=light,
        why=sentence_of(light, "activity"),
        owners=owners_of(page.report, activity),
    )


def card_url(page: PeriodPage, number: int) -> str:
    return reverse("card", args=[page.slug, page.key, number])


def _cards(page: PeriodPage) -> tuple[tuple[CardLink, Card], ...]:
    return tuple(
        (
            CardLink(
                number,
                card_url(page, number),
                codes_in_words(page.report, card) or _("no activity"),
                card.light,
            ),
            card,
        )
        for number, card in enumerate(page.report.cards, start=1)
    )


def _parts(page: PeriodPage, activities: Iterable[Activity]) -> tuple[Part, ...]:
    return tuple(
        Part(a.code, a.title, activity_url(page, a.code), page.activity_light(a.code).light) for a in activities
    )


def _priority_neighbour(page: PeriodPage, place: int) -> Neighbour | None:
    if not 0 <= place < len(page.report.priorities):
        return None
    priority = page.report.priorities[place]
    return Neighbour(priority_url(page, priority.number), f"{priority.number}. {priority.title}")


def _activity_neighbour(page: PeriodPage, activity: Activity) -> Neighbour:
    return Neighbour(activity_url(page, activity.code), f"{activity.code} {activity.title}")
