"""Reads of updates: what is asked of whom, what an update says, and what was said last time.

Every read is scoped to a partnership, and has a fixed number of queries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from saferplan.accounts.models import Partnership, Person, User
from saferplan.accounts.queries import agency_ids_of, find_person_of
from saferplan.accounts.rules import Role
from saferplan.common.dated import DatedValue, in_force
from saferplan.cycle.models import Correction, HandOver, Period, Revision, Update, UpdateLight
from saferplan.cycle.rules import PeriodState, UpdateState
from saferplan.cycle.stated_rows import load_stated
from saferplan.cycle.update_contents import Contents, StepLine
from saferplan.cycle.update_rights import Actor, HandOverFact, OwnerFact, Who, lead_of, standing
from saferplan.cycle.update_text import CorrectionFact, text_in_force
from saferplan.plan.gathering import CardSheet, load_card_sheets, load_criteria, load_ownerships
from saferplan.plan.queries import ActivityLine, Outline, PriorityLine, load_outlines
from saferplan.report import tree
from saferplan.report.light_facts import Facts, PeriodFact
from saferplan.report.lights import derive_all
from saferplan.report.tree import Light

OWNER_FIELDS = ("words", "agency_id", "person_id", "is_accountable")
STEP_FIELDS = ("text", "who", "due", "due_words", "activity_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A card that an update is asked for in a period, with whoever owns it at the period's end."""

    card: int
    priority: PriorityLine
    aim: str
    is_hidden: bool
    activities: tuple[ActivityLine, ...]
    owners: tuple[OwnerFact, ...]
    title: str

    @property
    def lead(self) -> OwnerFact | None:
        return lead_of(self.owners)

    @property
    def codes(self) -> dict[int, str]:
        return {activity.id: activity.code for activity in self.activities}


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """What was said before: the position in the words that counted, the steps, and the latest light of each activity.

    `period` is that of the text, `lights_period` the one before this; either may be missing.
    """

    period: Period | None = None
    position: str = ""
    steps: tuple[StepLine, ...] = ()
    lights_period: Period | None = None
    lights: Mapping[int, Light] = field(default_factory=dict)


def actor_of(user: User, partnership: Partnership, role: Role) -> Actor:
    """Who a member is here. Two queries."""
    person = find_person_of(user, partnership)
    return Actor(
        username=user.get_username(),
        name=(person.name if person else "") or user.get_full_name() or user.get_username(),
        role=role,
        person=person.pk if person else None,
        agencies=agency_ids_of(person) if person else frozenset(),
    )


def names_of(partnership: Partnership) -> Mapping[str, str]:
    """The names of everybody here, by the name that they sign in with and by their address. One query."""
    rows = Person.objects.filter(partnership=partnership).order_by("-id").values_list("email", "user__username", "name")
    return {key: name for email, username, name in rows for key in (email, username) if key}


def load_asked(partnership: Partnership, periods: Collection[Period]) -> Mapping[int, tuple[Asked, ...]]:
    """The updates asked for in each period, in the order of its plan, by the period's id. Four queries."""
    versions = {period.plan_version_id for period in periods}
    outlines = load_outlines(partnership, versions)
    sheets = load_card_sheets(partnership, versions)
    owners = _load_owners(partnership, {sheet.id for cards in sheets.values() for sheet in cards})
    return {period.pk: _asked_in(period, outlines[period.plan_version_id], sheets, owners) for period in periods}


def _asked_in(
    period: Period,
    outline: Outline,
    sheets: Mapping[int, Sequence[CardSheet]],
    owners: Mapping[int, Sequence[DatedValue[tuple[OwnerFact, ...]]]],
) -> tuple[Asked, ...]:
    priorities = {line.id: line for line in outline.priorities}
    activities = {line.id: line for line in outline.activities}
    places = {line.id: place for place, line in enumerate(outline.activities)}
    cards = sheets.get(period.plan_version_id, ())
    aims = own_aims(cards)
    found = [
        Asked(
            card=sheet.id,
            priority=priorities[sheet.priority_id],
            aim=sheet.aim,
            is_hidden=sheet.is_hidden,
            activities=tuple(
                activities[target.activity_id] for target in sheet.targets if target.activity_id in activities
            ),
            owners=in_force(owners.get(sheet.id, ()), period.ends) or (),
            title=title_of(
                [activities[target.activity_id].title for target in sheet.targets if target.activity_id in activities],
                aims.get(sheet.id, "") or priorities[sheet.priority_id].title,
            ),
        )
        for sheet in cards
    ]
    last = len(places)
    return tuple(sorted(found, key=lambda each: places[each.activities[0].id] if each.activities else last))


def own_aims(cards: Sequence[CardSheet]) -> Mapping[int, str]:
    """The aims that tell cards apart, by card: one that several cards share names none of them."""
    several = [sheet for sheet in cards if len(sheet.targets) != 1]
    counts = Counter(sheet.aim for sheet in several)
    return {sheet.id: sheet.aim for sheet in several if counts[sheet.aim] == 1}


def title_of(titles: Sequence[str], otherwise: str) -> str:
    """What an update is called: as its activity; of several, by the card's own aim, else the priority."""
    return titles[0] if len(titles) == 1 else otherwise


def _load_owners(
    partnership: Partnership, cards: Collection[int]
) -> Mapping[int, Sequence[DatedValue[tuple[OwnerFact, ...]]]]:
    """Each card's owners over time. One query."""
    found = load_ownerships(partnership, cards, OWNER_FIELDS)
    return {
        card: [
            DatedValue(row.effective_from, row.recorded_at, tuple(_owner(*each) for each in row.value)) for row in rows
        ]
        for card, rows in found.items()
    }


def _owner(words: str, agency: int | None, person: int | None, is_accountable: bool) -> OwnerFact:
    return OwnerFact(words=words, agency=agency, person=person, is_accountable=is_accountable)


def find_asked(partnership: Partnership, period: Period, card: int) -> Asked | None:
    return next((asked for asked in load_asked(partnership, [period])[period.pk] if asked.card == card), None)


def find_update(partnership: Partnership, period: Period, card: int) -> Update | None:
    rows = Update.objects.filter(period=period, period__partnership=partnership, card=card)
    return rows.select_related("period__partnership").first()


def criteria_of(partnership: Partnership, period: Period, card: int) -> tree.Criteria:
    """The criteria in force at the period's end."""
    return in_force(load_criteria(partnership, {card}).get(card, ()), period.ends) or tree.Criteria()


def load_contents(update: Update | None) -> Contents:
    """What the update says now. Two queries."""
    if update is None:
        return Contents()
    lights = UpdateLight.objects.filter(update=update).values_list("activity_id", "light")
    return Contents(
        position=update.position,
        no_change_reason=update.no_change_reason,
        lights={activity: Light(light) for activity, light in lights},
        steps=_steps_of(update),
    )


def _steps_of(update: Update) -> tuple[StepLine, ...]:
    rows = update.next_steps.order_by("order", "id").values_list(*STEP_FIELDS)
    return tuple(
        StepLine(text=text, who=who, due=due, due_words=words, activity=activity)
        for text, who, due, words, activity in rows
    )


def contents_of(revision: Revision) -> Contents:
    return Contents.from_json(
        position=revision.position,
        no_change_reason=revision.no_change_reason,
        lights=revision.lights,
        steps=revision.steps,
    )


def load_last_time(partnership: Partnership, period: Period, asked: Asked, *, now: datetime) -> LastTime:
    """What was said of a card before a period. Five queries at most."""
    update = (
        Update.objects.filter(
            card=asked.card, period__partnership=partnership, state=UpdateState.APPROVED, period__ends__lt=period.ends
        )
        .select_related("period")
        .order_by("-period__ends", "-id")
        .first()
    )
    before = _period_before(partnership, period)
    return LastTime(
        period=update.period if update else None,
        position=text_in_force(update.position, load_corrections(partnership, [update.pk])[update.pk])
        if update
        else "",
        steps=_steps_of(update) if update else (),
        lights_period=before,
        lights=_lights_shown(partnership, before, asked.codes, now) if before else {},
    )


def _period_before(partnership: Partnership, period: Period) -> Period | None:
    rows = Period.objects.filter(partnership=partnership, frequency=period.frequency, ends__lt=period.ends)
    return rows.order_by("-ends", "-id").first()


def _lights_shown(
    partnership: Partnership, period: Period, activities: Iterable[int], now: datetime
) -> Mapping[int, Light]:
    """The lights of activities as the pages of a period show them; none where there is no update."""
    subjects = {f"activity:{activity}": activity for activity in activities}
    facts = Facts(
        periods=(PeriodFact(period.key, period.ends),),
        subjects={period.key: tuple(subjects)},
        stated=load_stated(partnership, [period], now).facts,
    )
    lights = derive_all(facts, now)
    shown = {activity: lights.of(subject, period.key).light for subject, activity in subjects.items()}
    return {activity: light for activity, light in shown.items() if light is not Light.NONE}


def load_corrections(
    partnership: Partnership, updates: Collection[int]
) -> defaultdict[int, tuple[CorrectionFact, ...]]:
    """The corrections of updates as facts, oldest first, by the update's id. One query."""
    found: defaultdict[int, tuple[CorrectionFact, ...]] = defaultdict(tuple)
    for correction in list_corrections(partnership, updates):
        found[correction.update_id] += (fact_of(correction),)
    return found


def list_corrections(partnership: Partnership, updates: Collection[int]) -> Sequence[Correction]:
    rows = Correction.objects.filter(update__in=updates, update__period__partnership=partnership)
    return list(rows.order_by("at", "id"))


def fact_of(correction: Correction) -> CorrectionFact:
    return CorrectionFact(
        text=correction.text,
        objected=correction.objected_at is not None,
        settled=correction.settled_at is not None,
        withdrawn=correction.withdrawn_at is not None,
    )


def list_handovers(update: Update | None) -> Sequence[HandOver]:
    """Those in force, with their people."""
    if update is None:
        return []
    return list(HandOver.objects.filter(update=update, ended_at=None).select_related("person__agency"))


def who_is(actor: Actor, asked: Asked, handovers: Iterable[HandOver]) -> frozenset[Who]:
    facts = [HandOverFact(person=each.person_id, activity=each.activity_id) for each in handovers]
    return standing(actor, asked.owners, facts)


def open_objections(partnership: Partnership, period: Period) -> int:
    """How many corrections partners object to. While there are any, the period cannot become ready."""
    rows = Correction.objects.filter(update__period=period, update__period__partnership=partnership)
    return rows.filter(objected_at__isnull=False, settled_at=None, withdrawn_at=None).count()


def state_of(period: Period) -> PeriodState:
    """The period's state as it stands in the table now, whatever the object says."""
    return PeriodState(Period.objects.values_list("state", flat=True).get(pk=period.pk))
