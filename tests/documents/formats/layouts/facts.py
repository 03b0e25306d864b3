"""One invented report as plain facts.

Thornmouth, its partnership, its agencies, its schemes and its people are all invented. The layouts in `maker` write
these facts in the many ways that councils do; a layout that does not show a fact leaves it out with `shown`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from saferplan.report.tree import (
    Activity,
    Card,
    Criteria,
    Light,
    NextStep,
    Partnership,
    Plan,
    Priority,
    Report,
    Trend,
)

_G, _A, _R, _C, _N = Light.GREEN, Light.AMBER, Light.RED, Light.COMPLETE, Light.NONE
_UP, _SAME, _DOWN, _NO = Trend.IMPROVING, Trend.SAME, Trend.WORSENING, Trend.NONE

_YOUNG = Priority(
    number=1,
    title="Keeping young people safe from violence",
    objective="To make sure that fewer young people are hurt, exploited or drawn into carrying weapons",
    light=_G,
    trend=_SAME,
    activities=(
        Activity(
            code="1.1a",
            title="Run the Steer Clear mentoring scheme in all four secondary schools",
            light=_G,
            trend=_UP,
            owners=("Youth Justice Manager",),
            position="Mentors are now in place at Harbour Road and at St Odile's. The two remaining schools "
            "start after the half-term break, one term earlier than planned.",
        ),
        Activity(
            code="1.1b",
            title="Train licensed taxi drivers to spot the signs of exploitation",
            light=_A,
            trend=_SAME,
            owners=("Licensing Team", "Lantern House"),
            position="Two of the five sessions ran in July. The September session was cancelled because the "
            "trainer was ill.",
            next_steps=(
                NextStep(
                    text="Book a second trainer for the rest of the year", who="Licensing Manager", due="2025-11-14"
                ),
            ),
        ),
        Activity(
            code="1.1c",
            title="Publish a shared map of where young people say they feel unsafe",
            light=_C,
            trend=_NO,
            owners=("Community Safety Analyst",),
            position="The map was published on 4 August 2025 and is on the partnership's page.",
        ),
        Activity(
            code="1.1d",
            title="Open a Friday evening drop-in at the Quayside library",
            light=_N,
            trend=_NO,
            owners=("Libraries Manager",),
            position="Not due to start until the building work ends in the spring.",
        ),
    ),
)

_ABUSE = Priority(
    number=2,
    title="Domestic abuse",
    objective="To hear people who live with abuse sooner and to help them well",
    light=_A,
    trend=_UP,
    activities=(
        Activity(
            code="2.1a",
            title="Place a specialist adviser in the hospital's emergency department",
            light=_G,
            trend=_UP,
            owners=("Brightwater NHS Trust",),
            position="The adviser started on 1 July and works four evenings a week. Staff say that they now "
            "know whom to ring.",
        ),
        Activity(
            code="2.1b",
            title="Give every housing officer training in how to ask about abuse",
            light=_R,
            trend=_DOWN,
            owners=("Head of Housing",),
            position="No course has run since April. The provider withdrew in June and the new contract is "
            "still with the legal team.",
            next_steps=(
                NextStep(text="Sign the contract with the new provider", who="Head of Housing", due="2025-10-31"),
                NextStep(text="Run the first two courses", who="Lantern House", due="2025-12"),
            ),
        ),
        Activity(
            code="2.1c",
            title="Review how partners share information about repeat cases",
            light=_A,
            trend=_SAME,
            owners=("Detective Chief Inspector", "Adult Social Care"),
            position="A first draft of the review went to the steering group in September. Two partners "
            "have yet to comment.",
            next_steps=(
                NextStep(
                    text="Collect the last comments and redraft", who="Partnership Support Officer", due="2025-11-28"
                ),
            ),
        ),
    ),
)

_NEIGHBOURHOOD = Priority(
    number=3,
    title="Neighbourhood crime",
    objective="To cut burglary and vehicle crime on the estates that suffer most",
    light=_R,
    trend=_DOWN,
    activities=(
        Activity(
            code="3.1a",
            title="Visit every burgled home within three days and mark property",
            light=_R,
            trend=_DOWN,
            owners=("Neighbourhood Inspector",),
            position="Visits took nine days on average because the team covered the harbour festival. "
            "Marking kits have run out.",
            next_steps=(
                NextStep(text="Buy 400 marking kits from the reserve", who="Neighbourhood Inspector", due="2025-10-24"),
            ),
        ),
        Activity(
            code="3.1b",
            title="Light the footpaths between Mill Lane and the station",
            light=_C,
            trend=_SAME,
            owners=("Highways Team",),
            position="All 36 lamps work and the contractor has left the site.",
        ),
        Activity(
            code="3.1c",
            title="Work with shops on thefts by the same few people",
            light=_A,
            trend=_UP,
            owners=("Town Centre Manager", "Vale Constabulary"),
            position="Eleven shops share a radio channel. The exclusion scheme waits for advice on privacy.",
            next_steps=(
                NextStep(text="Ask the privacy officer for a decision", who="Town Centre Manager", due="2025-11"),
            ),
        ),
    ),
)

_EVENINGS = Priority(
    number=4,
    title="Evenings in the town centre",
    objective="To keep the town centre a place where people of every age like to spend the evening",
    light=_G,
    trend=_UP,
    activities=(
        Activity(
            code="4.1a",
            title="Keep the Lighthouse award for well run venues going with at least 20 members",
            light=_G,
            trend=_SAME,
            owners=("Licensing Team",),
            position="Twenty-three venues hold the award and three more have applied.",
        ),
        Activity(
            code="4.1b",
            title="Station marshals at the taxi ranks on Friday and Saturday nights",
            light=_A,
            trend=_DOWN,
            owners=("Business Improvement District",),
            position="Marshals worked 18 of 26 nights. Numbers fell in August when two of them left.",
            next_steps=(NextStep(text="Advertise for two more marshals", who="Business Manager", due="2025-10-17"),),
        ),
        Activity(
            code="4.1c",
            title="Agree one response to street drinking complaints",
            light=_G,
            trend=_UP,
            owners=("Community Safety Team", "Vale Constabulary", "Public Health"),
            position="The joint response was agreed in July and is working well on both sides of the river.",
        ),
    ),
)

_CARDS = (
    Card(
        priority=1,
        targets=("1.1a",),
        owners=("Youth Justice Manager",),
        aim="To give young people at risk an adult who *stays with them* for a full school year",
        criteria=Criteria(
            green="Mentors in at least three schools",
            amber="Mentors in one or two schools",
            red="No mentor in place",
        ),
        light=_G,
        position="Mentoring grew quickly over the summer:\n\n"
        "- Harbour Road has two mentors, who each meet nine pupils a week.\n"
        "- St Odile's has one mentor so far.\n"
        "  - A second has been offered the post.\n"
        "  - The school has given them a room of their own.\n"
        "- Quayside Academy and The Beacon start after half-term.\n\n"
        "Pupils say that the scheme is *something of our own*.",
    ),
    Card(
        priority=1,
        targets=("1.1b", "1.1c"),
        owners=("Licensing Team", "Lantern House", "Community Safety Analyst"),
        aim="To help people who see young people every day to notice harm and to say so",
        criteria=Criteria(
            green="Half of all drivers trained by December",
            amber="A quarter of all drivers trained by December",
            red="Fewer than a quarter trained, or no trainer",
        ),
        light=_A,
        position="Sessions for drivers:\n\n"
        "1. The first session, on 8 July, was full.\n"
        "2. The second, on 22 July, had room for more.\n"
        "3. The third was cancelled at short notice.\n\n"
        "The map of places that feel unsafe is complete and has had *over 1,900* views.",
        next_steps=(
            NextStep(text="Book a second trainer for the rest of the year", who="Licensing Manager", due="2025-11-14"),
        ),
    ),
    Card(
        priority=2,
        targets=("2.1a", "2.1b", "2.1c"),
        owners=("Domestic Abuse Lead", "Head of Housing"),
        aim="To find people earlier and to pass them from service to service without asking them to start again",
        criteria=Criteria(
            green="All three strands on time",
            amber="One strand late with a date for recovery",
            red="Two strands late, or one late with no date",
        ),
        light=_A,
        position="- The adviser in the emergency department has settled in.\n"
        "- Training for housing officers has stopped.\n"
        "  - The provider withdrew in June.\n"
        "  - A new contract is with the legal team.\n"
        "- The review of repeat cases is in draft.",
        next_steps=(
            NextStep(text="Sign the contract with the new provider", who="Head of Housing", due="2025-10-31"),
            NextStep(text="Collect the last comments and redraft", who="Partnership Support Officer", due="2025-11-28"),
        ),
    ),
    Card(
        priority=3,
        targets=("3.1a",),
        owners=("Neighbourhood Inspector",),
        aim="To stop a second burglary at the same address",
        criteria=Criteria(
            green="Nine in ten homes visited within three days",
            amber="Seven in ten homes visited within three days",
            red="Fewer than seven in ten homes visited within three days",
        ),
        light=_R,
        position="Visits took nine days on average. The team covered the harbour festival for most of August.\n\n"
        "Marking kits ran out on 2 September, so visits since then have left a leaflet only.",
        next_steps=(
            NextStep(text="Buy 400 marking kits from the reserve", who="Neighbourhood Inspector", due="2025-10-24"),
        ),
    ),
    Card(
        priority=4,
        targets=("4.1a", "4.1b", "4.1c"),
        owners=("Town Centre Manager",),
        aim="To make a night out feel safe from the first drink to the ride home",
        criteria=Criteria(
            green="Marshals on at least 24 nights in the quarter",
            amber="Marshals on 15 to 23 nights in the quarter",
            red="Marshals on fewer than 15 nights in the quarter",
        ),
        light=_G,
        position="Twenty-three venues hold the *Lighthouse award*.\n\n"
        "- Marshals worked 18 of 26 nights.\n"
        "- The joint response to street drinking was agreed in July.",
    ),
)

FACTS = Report(
    partnership=Partnership(name="Thornmouth Community Safety Partnership", motto="Looking out for each other"),
    title="Quarterly performance report",
    plan=Plan(title="Thornmouth Community Safety Plan 2024-27", starts="2024-04", ends="2027-03"),
    version="2.1",
    date="2025-10",
    author="Partnership Support Team",
    priorities=(_YOUNG, _ABUSE, _NEIGHBOURHOOD, _EVENINGS),
    cards=_CARDS,
)

ACTIVITY_FIELDS = frozenset({"light", "trend", "owners", "position", "next_steps"})
PRIORITY_FIELDS = frozenset({"objective", "light", "trend"})
CARD_FIELDS = frozenset({"owners", "aim", "criteria", "light", "position", "next_steps"})

_EMPTY_ACTIVITY = Activity(code="", title="")
_EMPTY_PRIORITY = Priority(number=0, title="")
_EMPTY_CARD = Card(priority=0)

Codes = Callable[[int, int], str]


def shown(
    *,
    report: str = "plan version date author",
    priority: str = "light trend",
    activity: str = "light trend",
    card: str = "",
    codes: Codes | None = None,
) -> Report:
    """The facts that a layout shows: names of fields, separated by blanks; no cards at all where `card` is empty.

    Titles, codes, numbers and targets are always shown. `codes` gives another code style: (priority, position from
    0) to code.
    """
    tree = FACTS
    kept = set(report.split())
    tree = replace(
        tree,
        partnership=replace(tree.partnership, motto=tree.partnership.motto if "motto" in kept else ""),
        plan=tree.plan if "plan" in kept else Plan(),
        version=tree.version if "version" in kept else "",
        date=tree.date if "date" in kept else "",
        author=tree.author if "author" in kept else "",
    )
    renamed = {a.code: codes(p.number, i) for p in tree.priorities for i, a in enumerate(p.activities)} if codes else {}
    priorities = []
    for item in tree.priorities:
        gone = PRIORITY_FIELDS - set(priority.split())
        activities = tuple(_activity(a, set(activity.split()), renamed) for a in item.activities)
        empty: dict[str, Any] = {name: getattr(_EMPTY_PRIORITY, name) for name in gone}
        priorities.append(replace(item, activities=activities, **empty))
    cards = tuple(_card(c, set(card.split()), renamed) for c in tree.cards) if card else ()
    return replace(tree, priorities=tuple(priorities), cards=cards)


def _activity(item: Activity, kept: set[str], renamed: dict[str, str]) -> Activity:
    empty: dict[str, Any] = {name: getattr(_EMPTY_ACTIVITY, name) for name in ACTIVITY_FIELDS - kept}
    return replace(item, code=renamed.get(item.code, item.code), **empty)


def _card(item: Card, kept: set[str], renamed: dict[str, str]) -> Card:
    empty: dict[str, Any] = {name: getattr(_EMPTY_CARD, name) for name in CARD_FIELDS - kept}
    return replace(item, targets=tuple(renamed.get(code, code) for code in item.targets), **empty)
