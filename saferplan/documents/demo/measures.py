"""The demo's measures: what each is, what is said of it, and who released its figures. Invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from saferplan.accounts.models import Agency, Partnership
from saferplan.documents.demo import figures
from saferplan.documents.demo.figures import Month, decimals
from saferplan.documents.demo.groups import load_groups
from saferplan.documents.demo.people import address_of
from saferplan.measures.actions import MeasureText, define_measure, record_values
from saferplan.measures.dated_actions import BaselineText, TargetText, add_break, set_baseline, set_target
from saferplan.measures.models import Measure
from saferplan.measures.queries import load_return
from saferplan.measures.recording import NewValue
from saferplan.measures.release_actions import release_return, set_standing_release
from saferplan.measures.request_actions import ask_for_figures
from saferplan.measures.returns import Releaser
from saferplan.measures.rules import (
    BaselineKind,
    ReleaseLevel,
    Sensitivity,
    SmallNumbers,
    StandingRelease,
    Unit,
)
from saferplan.plan.measure_link_actions import accept_link, link_measure
from saferplan.plan.models import ActivityVersion, PriorityVersion
from saferplan.report.outcomes import Polarity

BY = "demo"
EDITOR = "editor@brackwater.example"
DEFINED_AT = datetime(2025, 10, 6, 9, tzinfo=UTC)
PLAN_FROM, YEAR_BEFORE = date(2024, 4, 1), (date(2023, 4, 1), date(2024, 3, 31))
# When figures came in, and up to which day.
LOADS = (
    (datetime(2025, 10, 8, 10, tzinfo=UTC), date(2025, 9, 30)),
    (datetime(2026, 7, 9, 10, tzinfo=UTC), date(2026, 6, 30)),
    (datetime(2026, 10, 8, 10, tzinfo=UTC), date(2026, 9, 30)),
)
ASKED_AT, DUE_ON = datetime(2026, 9, 21, 9, tzinfo=UTC), date(2026, 11, 6)
LINKED_AT = datetime(2026, 10, 12, 9, tzinfo=UTC)
RECORDED_BY = {
    "Police": address_of("Hamish Abara"),
    "Council": "reviewer@brackwater.example",
    "Probation": EDITOR,
    "NHS": EDITOR,
    "Fire service": EDITOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureStory:
    """`months` are its figures; `target` counts from April 2024 on for each month."""

    text: MeasureText
    agency: str
    months: tuple[Month, ...] = ()
    has_baseline: bool = True
    target: str = ""
    priority: int = 0
    activity: str = ""
    accepted_by: str = ""


STORIES = (
    MeasureStory(
        text=MeasureText(
            code="violence-at-night",
            name="Violence at night",
            definition="Violence with injury recorded in the town centre and the harbour quarter from 8pm to 6am.",
            unit_words="offences",
            source="Police recorded crime",
            geography="Town centre and harbour quarter",
        ),
        agency="Police",
        months=figures.VIOLENCE,
        target="25.4",
        priority=1,
    ),
    MeasureStory(
        text=MeasureText(
            code="vehicle-crime",
            name="Vehicle crime",
            definition="Theft of and from vehicles, and interference with vehicles.",
            unit_words="offences",
            source="Police recorded crime",
            geography="The borough",
            is_proxy_for="Theft of motorcycles and scooters, of which there is no figure yet",
        ),
        agency="Police",
        months=figures.VEHICLES,
        target="45",
        priority=3,
    ),
    MeasureStory(
        text=MeasureText(
            code="repeat-complaints",
            name="Repeat complaints of anti-social behaviour",
            definition="Callers to the one number who had called about the same thing in the 12 months before, "
            "out of all callers.",
            unit=Unit.PERCENTAGE,
            unit_words="callers",
            source="Case log of the one number",
            geography="The borough",
        ),
        agency="Council",
        months=figures.REPEATS,
        target="38",
        priority=4,
    ),
    MeasureStory(
        text=MeasureText(
            code="homes-on-release",
            name="Homes on the day of release",
            definition="People leaving prison who have somewhere to live that night, out of all who return.",
            unit=Unit.PERCENTAGE,
            unit_words="people",
            polarity=Polarity.HIGHER,
            source="Probation register",
            caveat="Few people return in a month: single months vary a lot.",
        ),
        agency="Probation",
        months=figures.HOMES,
        target="85",
        activity="6.1e",
        accepted_by="Nerys Okonjo, email of 12 October 2026",
    ),
    MeasureStory(
        text=MeasureText(
            code="hate-crime",
            name="Hate crime reported",
            definition="Crimes marked as motivated by hostility to a protected characteristic.",
            unit_words="reports",
            polarity=Polarity.NEITHER,
            source="Police recorded crime",
            caveat="More reports may mean more trust in the police, more crime, or both.",
        ),
        agency="Police",
        months=figures.HATE_CRIME,
        has_baseline=False,
    ),
    MeasureStory(
        text=MeasureText(
            code="nuisance-calls",
            name="Calls about nuisance",
            definition="Calls to the one number that are about nuisance in a public place.",
            unit_words="calls",
            source="Case log of the one number",
        ),
        agency="Council",
        months=figures.NUISANCE,
    ),
    MeasureStory(
        text=MeasureText(
            code="knife-injuries",
            name="Young people hurt with a knife",
            definition="People under 25 treated in the emergency department for a wound by a knife.",
            unit_words="people",
            sensitivity=Sensitivity.PERSON,
            small_numbers=SmallNumbers.THRESHOLD,
            threshold=5,
            source="Emergency department",
        ),
        agency="NHS",
        months=figures.KNIVES,
    ),
    MeasureStory(
        text=MeasureText(
            code="deliberate-fires",
            name="Deliberate fires",
            definition="Fires of bins, grass and empty buildings that the fire service thought deliberate.",
            unit_words="fires",
            source="Fire service incident records",
            geography="The borough",
        ),
        agency="Fire service",
        months=figures.FIRES,
        activity="4.1d",
    ),
    MeasureStory(
        text=MeasureText(
            code="motorcycle-theft",
            name="Theft of motorcycles and scooters",
            definition="Thefts of powered two-wheelers.",
            unit_words="thefts",
            source="Police recorded crime",
        ),
        agency="Police",
        has_baseline=False,
    ),
)
NO_BASELINE = {
    "hate-crime": "Hate crime is marked in another way since April 2025: a year of figures is needed first.",
    "motorcycle-theft": "The new crime system counts these thefts together with cars until it is changed.",
}


def load_measures(partnership: Partnership, *, now: datetime) -> None:
    """Define the measures, record their figures as they came in, and release them. A second time nothing is written."""
    if Measure.objects.filter(partnership=partnership).exists():
        return
    agencies = {agency.short_name: agency for agency in Agency.objects.filter(partnership=partnership)}
    made = {
        story.text.code: _define(partnership, story, agencies[story.agency], now=min(DEFINED_AT, now))
        for story in STORIES
    }
    _say(made, now=min(DEFINED_AT, now))
    until = date.min
    for at, to in LOADS:
        _load(partnership, made, since=until, to=to, now=min(at, now))
        _release(agencies, to, now=min(at.replace(day=at.day + 1), now))
        until = to
    _revise(made["vehicle-crime"], now=min(LINKED_AT, now))
    load_groups(made["repeat-complaints"], by=BY, now=now)
    _ask(agencies["Police"], now=min(ASKED_AT, now))
    for story in STORIES:
        _link(partnership, story, made[story.text.code], now=min(LINKED_AT, now))


def _define(partnership: Partnership, story: MeasureStory, agency: Agency, *, now: datetime) -> Measure:
    text = replace(story.text, supplier=agency)
    return define_measure(partnership=partnership, text=text, by=BY, now=now)


def _say(made: dict[str, Measure], *, now: datetime) -> None:
    """Baselines, targets, the break, and the standing rules."""
    before = BaselineText(kind=BaselineKind.PERIOD, starts=YEAR_BEFORE[0], ends=YEAR_BEFORE[1])
    missing = BaselineText(
        kind=BaselineKind.NONE,
        asked_of="Performance team of Mereshire Police",
        asked_on=date(2026, 9, 14),
        due_on=date(2027, 1, 29),
    )
    for story in STORIES:
        measure = made[story.text.code]
        reason = NO_BASELINE.get(measure.code, "")
        baseline = before if story.has_baseline else missing
        set_baseline(measure=measure, baseline=baseline, effective_from=PLAN_FROM, reason=reason, by=BY, now=now)
        if story.target:
            set_target(measure=measure, target=TargetText(day=PLAN_FROM, value=Decimal(story.target)), by=BY, now=now)
    fewer = TargetText(day=date(2027, 3, 31), value=Decimal("6.5"), line_from=PLAN_FROM, line_start=Decimal("9.75"))
    set_target(measure=made["deliberate-fires"], target=fewer, by=BY, now=now)
    add_break(
        measure=made["hate-crime"],
        day=date(2025, 4, 1),
        reason="Officers mark hate crime when it is first reported",
        by=BY,
        now=now,
    )
    editor = Releaser(username=EDITOR, may_edit=True)
    for code, standing, why in (
        ("hate-crime", StandingRelease.ALREADY_PUBLISHED, "Published by the force every month"),
        ("knife-injuries", StandingRelease.BOARD_ONLY, "Priya Lockhart, email of 2 October 2025"),
    ):
        set_standing_release(measure=made[code], standing=standing, reason=why, by=editor, now=now)


def _load(partnership: Partnership, made: dict[str, Measure], *, since: date, to: date, now: datetime) -> None:
    for story in STORIES:
        months = [month for month in story.months if since < month.ends <= to]
        values = [_value(made[story.text.code], month) for month in months]
        if values:
            record_values(partnership=partnership, values=values, by=RECORDED_BY[story.agency], now=now)


def _value(measure: Measure, month: Month) -> NewValue:
    value, above, below = decimals(month)
    return NewValue(
        measure_id=measure.pk,
        starts=month.span.starts,
        ends=month.ends,
        value=value,
        numerator=above,
        denominator=below,
    )


def _release(agencies: dict[str, Agency], to: date, *, now: datetime) -> None:
    """The police release to the public but for the last quarter; the fire service has not looked at it yet."""
    is_last = to == LOADS[-1][1]
    releasers = {
        "Police": Releaser(username=address_of("Leopold Singh"), agencies={agencies["Police"].pk}),
        "Council": Releaser(username=address_of("Marek Oldacre"), agencies={agencies["Council"].pk}),
        "Probation": Releaser(
            username=EDITOR, may_edit=True, named="Nerys Okonjo", email=f"email of {now.day} {now:%B %Y}"
        ),
        "Fire service": Releaser(username=address_of("Gwilym Stroud"), agencies={agencies["Fire service"].pk}),
    }
    for name, releaser in releasers.items():
        if is_last and name == "Fire service":
            continue
        level = ReleaseLevel.PUBLIC if name == "Police" and not is_last else ReleaseLevel.BOARD
        whole = load_return(agencies[name], starts=date(2023, 4, 1), ends=to, level=level, as_at=now)
        release_return(
            agency=agencies[name],
            starts=whole.starts,
            ends=to,
            level=level,
            seen=whole.seen,
            caveat="Figures of the last quarter may be revised." if name == "Police" else "",
            by=releaser,
            now=now,
        )


def _revise(vehicles: Measure, *, now: datetime) -> None:
    """Two thefts of July were found to be of August: nobody has released that yet."""
    july, august = figures.VEHICLES[-3:-1]
    assert july.value is not None
    assert august.value is not None
    changed = (replaced(july, july.value - 2), replaced(august, august.value + 2))
    values = [_value(vehicles, month) for month in changed]
    record_values(partnership=vehicles.partnership, values=values, by=RECORDED_BY["Police"], now=now)


def replaced(month: Month, value: int) -> Month:
    return Month(span=month.span, value=value)


def _ask(police: Agency, *, now: datetime) -> None:
    """For two quarters: of motorcycles nothing came."""
    ask_for_figures(
        partnership=police.partnership,
        agency=police,
        starts=date(2026, 4, 1),
        ends=date(2026, 9, 30),
        due_on=DUE_ON,
        by=BY,
        now=now,
    )


def _link(partnership: Partnership, story: MeasureStory, measure: Measure, *, now: datetime) -> None:
    if story.priority:
        found = PriorityVersion.objects.filter(version__plan__partnership=partnership, number=story.priority)
        link_measure(measure=measure, subject=found.latest("version__number").priority, by=BY, now=now)
    if story.activity:
        named = ActivityVersion.objects.filter(version__plan__partnership=partnership, code=story.activity)
        link = link_measure(measure=measure, subject=named.latest("version__number").activity, by=BY, now=now)
        if story.accepted_by:
            accept_link(link=link, accepted_by=story.accepted_by, by=BY, now=now)
