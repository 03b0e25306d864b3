"""An invented partnership that returns updates: three agencies, a card of two activities, and one of a single one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from saferplan.accounts.actions import create_partnership
from saferplan.accounts.models import Agency, Membership, Partnership, Person, User
from saferplan.accounts.rules import Role
from saferplan.common.periods import Frequency, span_of
from saferplan.cycle.models import NextStep, Period, StatedLight, Update
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_contents import Contents, StepLine
from saferplan.cycle.update_queries import Asked, actor_of, load_asked
from saferplan.cycle.update_rights import Actor
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
from saferplan.report.tree import Light

NOW = datetime(2026, 12, 14, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
# When the quarter before was told.
LAST_TIME = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
LATER = date(2027, 2, 1)
OLD = "Two of four sessions were held."


@dataclass
class Town:
    """Who and what there is. `ann` leads for the police, `bob` contributes for the fire service, both on card one."""

    partnership: Partnership
    before: Period
    period: Period
    actors: dict[str, Actor]
    users: dict[str, User]
    people: dict[str, Person]
    agencies: dict[str, Agency]
    asked: tuple[Asked, ...] = field(default=())

    def __getattr__(self, name: str) -> Actor:
        if name not in self.__dict__.get("actors", {}):
            raise AttributeError(name)
        return self.actors[name]

    @property
    def two(self) -> Asked:
        """The card of two activities."""
        return self.asked[0]

    @property
    def one(self) -> Asked:
        """The hidden card of one activity."""
        return self.asked[1]

    def refresh(self) -> None:
        self.asked = load_asked(self.partnership, [self.period])[self.period.pk]

    def contents(self, asked: Asked, light: Light = Light.GREEN, position: str = "Three sessions.") -> Contents:
        steps = (StepLine(text="Hold the last one", who="Ann", due=LATER),) if light in (Light.AMBER, Light.RED) else ()
        return Contents(position=position, lights=dict.fromkeys(asked.codes, light), steps=steps)

    def set_state(self, state: PeriodState) -> None:
        Period.objects.filter(pk=self.period.pk).update(state=state.value)
        self.period.refresh_from_db()


# Name, role, agency.
MEMBERS = (
    ("ann", Role.CONTRIBUTOR, "Police"),
    ("bob", Role.CONTRIBUTOR, "Fire service"),
    ("cat", Role.CONTRIBUTOR, "Council"),
    ("dev", Role.REVIEWER, "Council"),
    ("eve", Role.EDITOR, "Council"),
    ("fay", Role.REVIEWER, "Police"),
    ("vic", Role.VIEWER, "Police"),
)


def build(slug: str = "town") -> Town:
    partnership = create_partnership(slug=slug, name=slug.capitalize(), by="tester", now=NOW)
    agencies = {
        name: Agency.objects.create(partnership=partnership, name=name)
        for name in ("Police", "Fire service", "Council")
    }
    users, people, actors = {}, {}, {}
    for name, role, agency in MEMBERS:
        email = f"{name}@{slug}.example"
        user = User.objects.create(username=email, email=email)
        Membership.objects.create(user=user, partnership=partnership, role=role.value)
        person = Person.objects.create(
            partnership=partnership, agency=agencies[agency], user=user, name=f"{name.capitalize()} Smith", email=email
        )
        users[name], people[name], actors[name] = user, person, actor_of(user, partnership, role)
    plan = Plan.objects.create(partnership=partnership, title="Safer together")
    version = PlanVersion.objects.create(plan=plan, number=1, effective_from=date(2026, 4, 1))
    before = _period(partnership, version, "2026-09", PeriodState.CLOSED)
    period = _period(partnership, version, "2026-12", PeriodState.OPEN)
    _fill(partnership, version, before, agencies)
    town = Town(partnership, before, period, actors, users, people, agencies)
    town.refresh()
    return town


def _period(partnership: Partnership, version: PlanVersion, key: str, state: PeriodState) -> Period:
    span = span_of(key, Frequency.QUARTER)
    return Period.objects.create(
        partnership=partnership,
        key=key,
        starts=span.starts,
        ends=span.ends,
        plan_version=version,
        state=state.value,
    )


def _fill(partnership: Partnership, version: PlanVersion, before: Period, agencies: dict[str, Agency]) -> None:
    priority = Priority.objects.create(partnership=partnership)
    PriorityVersion.objects.create(version=version, priority=priority, number=1, title="Safer streets")
    activities = []
    for order, code in enumerate(("1.1a", "1.1b", "1.1c")):
        activity = Activity.objects.create(partnership=partnership)
        ActivityVersion.objects.create(
            version=version, activity=activity, priority=priority, code=code, title=f"Activity {code}", order=order
        )
        StatedLight.objects.create(
            period=before, activity=activity, light="amber", source="update", by="Ann Smith", recorded_at=LAST_TIME
        )
        activities.append(activity)
    for order, (mine, owners) in enumerate(
        ((activities[:2], ("Police", "Fire service")), (activities[2:], ("Fire service",)))
    ):
        card = Card.objects.create(partnership=partnership)
        sheet = CardVersion.objects.create(
            version=version,
            card=card,
            priority=priority,
            aim="Fewer people hurt",
            is_hidden=len(mine) == 1,
            order=order,
        )
        for place, activity in enumerate(mine):
            CardTarget.objects.create(card_version=sheet, activity=activity, order=place)
        ownership = Ownership.objects.create(card=card, effective_from=date(2026, 4, 1), recorded_at=NOW)
        for place, words in enumerate(owners):
            Owner.objects.create(
                ownership=ownership, words=words, agency=agencies[words], is_accountable=place == 0, order=place
            )
        Criteria.objects.create(
            card=card, effective_from=date(2026, 4, 1), recorded_at=NOW, green="All held", amber="Half", red="Fewer"
        )
        update = Update.objects.create(period=before, card=card, state="approved", position=OLD, recorded_at=NOW)
        NextStep.objects.create(update=update, text="Find a room", who="Ann", due=date(2026, 10, 30))
