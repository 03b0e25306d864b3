"""A small invented partnership for the tests of pages: a plan, eight quarters of lights, a card, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password

from saferplan.accounts.models import Agency, Membership, Partnership, Person, User
from saferplan.accounts.rules import Role
from saferplan.common.periods import Frequency, span_of
from saferplan.cycle.models import DecisionAsked, Meeting, NextStep, Period, StatedLight, Update
from saferplan.cycle.rules import PeriodState
from saferplan.plan.models import (
    Activity,
    ActivityVersion,
    Card,
    CardTarget,
    CardVersion,
    Criteria,
    Owner,
    Ownership,
    Plan,
    PlanVersion,
    Priority,
    PriorityVersion,
)

KEYS = ("2024-09", "2024-12", "2025-03", "2025-06", "2025-09", "2025-12", "2026-03", "2026-06")
LATEST = KEYS[-1]
PASSWORD = "a long pass phrase for tests"
TITLES = (
    "Safer streets after dark",
    "Tackling theft and burglary together",
    "Safe at home: domestic abuse",
    "Young people and serious violence",
    "Neighbourhoods free of nuisance",
    "Prevent: resilience to extremism",
)
WORK = (
    "Brief every licensed venue on welfare and vulnerability",
    "Light and clear the walk from the station to the market square",
    "Share repeat-location data between the street wardens and the police every week",
    "Train front-line housing staff to recognise and refer",
    "Review how reports reach the right agency within two working days",
)
OWNERS = (
    ("Licensing team",),
    ("Street scene", "Police"),
    ("Police",),
    ("Housing options",),
    ("Community safety team",),
)
# A letter a quarter, oldest first. "-" is no update.
LIGHTS = (
    "AAGGGGGG",
    "GGGGAARA",
    "AAAARRAG",
    "GGGGGGGG",
    "GGGAGGG-",
    "GGGGGGAR",
    "-AAAGGGG",
    "GGGGGGGC",
)
BY_LETTER = {"G": "green", "A": "amber", "R": "red", "C": "complete", "D": "deferred", "-": "none"}


# Who signs in, as `<name>@<slug>.example`; the agency each is of. Its name is also the words of the owners it is.
MEMBERS = {
    "viewer": (Role.VIEWER, "Community safety team"),
    "board": (Role.BOARD_MEMBER, "Police"),
    "contributor": (Role.CONTRIBUTOR, "Licensing team"),
    "reviewer": (Role.REVIEWER, "Community safety team"),
    "editor": (Role.EDITOR, "Community safety team"),
    "administrator": (Role.ADMINISTRATOR, "Community safety team"),
}


@dataclass(frozen=True)
class Seeded:
    """A whole partnership and a member in each role; each member is a person of an agency."""

    partnership: Partnership
    periods: tuple[Period, ...]
    viewer: User
    board: User
    contributor: User
    reviewer: User
    editor: User
    administrator: User


@cache
def hashed_password() -> str:
    """Hashing is slow on purpose: once for all users of a test run."""
    return make_password(PASSWORD)


def add_user(name: str, partnership: Partnership | None, role: Role | None) -> User:
    user = User.objects.create(username=name, email=name, password=hashed_password())
    if partnership and role:
        Membership.objects.create(user=user, partnership=partnership, role=role.value)
    return user


def add_partnership(slug: str, name: str, *, is_invented: bool = False) -> Partnership:
    return Partnership.objects.create(slug=slug, name=name, motto="Working together", is_invented=is_invented)


def add_members(partnership: Partnership) -> dict[str, User]:
    """A member in each role, with their agencies."""
    slug = partnership.slug
    names = dict.fromkeys(name for _role, name in MEMBERS.values())
    agencies = {name: Agency.objects.create(partnership=partnership, name=name) for name in names}
    users = {}
    for name, (role, agency) in MEMBERS.items():
        email = f"{name}@{slug}.example"
        users[name] = add_user(email, partnership, role)
        Person.objects.create(
            partnership=partnership,
            agency=agencies[agency],
            user=users[name],
            name=f"{name.capitalize()} of {slug}",
            email=email,
        )
    return users


def seed(
    slug: str, name: str, *, is_invented: bool = False, priorities: int = 6, each: int = 5, keys: tuple[str, ...] = KEYS
) -> Seeded:
    """A whole partnership and its members, `viewer@<slug>.example` and so on (see MEMBERS)."""
    partnership = add_partnership(slug, name, is_invented=is_invented)
    users = add_members(partnership)
    plan = Plan.objects.create(
        partnership=partnership, title="Safer together 2024 to 2027", starts=date(2024, 4, 1), ends=date(2027, 3, 31)
    )
    version = PlanVersion.objects.create(plan=plan, number=1, effective_from=date(2024, 4, 1))
    periods = tuple(_period(partnership, version, key) for key in keys)
    for number in range(1, priorities + 1):
        _priority(partnership, version, periods, number, each)
    _decisions(periods[-1])
    return Seeded(partnership, periods, **users)


def _period(partnership: Partnership, version: PlanVersion, key: str) -> Period:
    span = span_of(key, Frequency.QUARTER)
    period = Period.objects.create(
        partnership=partnership,
        key=key,
        starts=span.starts,
        ends=span.ends,
        plan_version=version,
        state=PeriodState.READY if key == LATEST else PeriodState.PUBLISHED,
        work_to=span.ends - timedelta(days=18),
        figures_to=span.ends - timedelta(days=30),
        title="Performance dashboard",
        version="1.0",
        date=key,
        author="Community safety team",
        classification="Official",
        going_well="Every licensed venue on the high street has now been briefed, a quarter early.",
        concern="Theft from sheds is up for a third quarter and the ground anchor trial has no money.",
    )
    Meeting.objects.create(
        period=period,
        body="Strategy Group",
        date=span.ends - timedelta(days=4),
        item="5",
        purpose="to agree the next steps and two requests for money.",
    )
    return period


def _priority(
    partnership: Partnership, version: PlanVersion, periods: tuple[Period, ...], number: int, each: int
) -> None:
    priority = Priority.objects.create(partnership=partnership)
    PriorityVersion.objects.create(
        version=version,
        priority=priority,
        number=number,
        title=TITLES[(number - 1) % len(TITLES)],
        objective="People can walk, work and rest here without fear, and know whom to ask for help.",
    )
    for place in range(each):
        _activity(partnership, version, priority, periods, number, place)
    for at, period in enumerate(periods):
        letters = LIGHTS[(number * 3) % len(LIGHTS)]
        _state(period, "priority", priority, letters[at % 8])
        results = ("red", "amber", "", "green", "", "")[(number - 1) % 6]
        if results:
            _state(period, "priority", priority, results, kind="outcome", reason="412 in 12 months, 366 before.")


def _activity(
    partnership: Partnership,
    version: PlanVersion,
    priority: Priority,
    periods: tuple[Period, ...],
    number: int,
    place: int,
) -> None:
    activity = Activity.objects.create(partnership=partnership)
    code = f"{number}.1.{place // 3 + 1}{'abc'[place % 3]}"
    ActivityVersion.objects.create(
        version=version,
        activity=activity,
        priority=priority,
        code=code,
        title=WORK[place % len(WORK)],
        order=number * 100 + place,
    )
    card = Card.objects.create(partnership=partnership)
    sheet = CardVersion.objects.create(
        version=version,
        card=card,
        priority=priority,
        aim="Fewer people hurt or frightened on a night out." if place == 0 else "",
        is_hidden=place != 0,
        order=number * 100 + place,
    )
    CardTarget.objects.create(card_version=sheet, activity=activity)
    _owners_and_criteria(card, OWNERS[place % len(OWNERS)])
    letters = LIGHTS[(number * 5 + place) % len(LIGHTS)]
    for at, period in enumerate(periods):
        letter = letters[at % 8]
        if letter != "-":
            _state(period, "activity", activity, letter)
            _update(period, card, letter)
        if place == 0 and letter != "-":
            _state(period, "card", card, letter)


def _owners_and_criteria(card: Card, words: tuple[str, ...]) -> None:
    recorded = datetime(2024, 4, 2, 9, tzinfo=UTC)
    ownership = Ownership.objects.create(card=card, effective_from=date(2024, 4, 1), recorded_at=recorded)
    agencies = {agency.name: agency for agency in Agency.objects.filter(partnership=card.partnership_id)}
    for order, each in enumerate(words):
        Owner.objects.create(
            ownership=ownership, words=each, agency=agencies.get(each), is_accountable=order == 0, order=order
        )
    Criteria.objects.create(
        card=card,
        effective_from=date(2024, 4, 1),
        recorded_at=recorded,
        green="Nine in ten done by the end of the quarter",
        amber="Between six and nine in ten done",
        red="Fewer than six in ten done, or no one to do it",
    )


def _state(
    period: Period, kind_of: str, subject: object, letter: str, *, kind: str = "delivery", reason: str = ""
) -> None:
    StatedLight.objects.create(
        period=period,
        **{kind_of: subject},
        kind=kind,
        light=BY_LETTER.get(letter, letter),
        source="update",
        reason=reason,
        by="R. Okafor",
        recorded_at=recorded_in(period),
    )


def recorded_in(period: Period) -> datetime:
    return datetime(period.ends.year, period.ends.month, 12, 9, tzinfo=UTC)


def _update(period: Period, card: Card, letter: str) -> None:
    texts = {
        "G": "Forty-one of forty-four venues are briefed. The last three are booked for next month.",
        "A": "The trainer left in May, so two sessions were lost. A new one starts in July.",
        "R": "Nothing could be done this quarter: the post is empty.",
        "C": "All of it is done.",
    }
    position = f"{texts[letter]}\n\n- Wardens walk the route **every evening**\n- Cameras at both ends work again"
    update = Update.objects.create(
        period=period, card=card, state="approved", lead="R. Okafor", position=position, recorded_at=recorded_in(period)
    )
    if letter in "AR":
        NextStep.objects.create(
            update=update,
            text="Agree cover for the empty post with the health trust",
            who="Head of community safety",
            due=period.ends + timedelta(days=40),
        )


def _decisions(period: Period) -> None:
    activity = Activity.objects.filter(partnership=period.partnership).order_by("id").first()
    asks = (
        "Fund the ground anchor trial for one year?",
        "Agree the scope of the late night levy study.",
        "Move the housing training to next year?",
        "Name one lead for repeat locations.",
        "Accept the new criteria for venue briefings.",
        "Write to the health trust about the empty post.",
    )
    for order, ask in enumerate(asks):
        DecisionAsked.objects.create(
            period=period,
            activity=activity if order % 2 == 0 else None,
            ask=ask,
            owner="Head of community safety",
            due=date(2026, 7, 30),
            order=order,
        )
