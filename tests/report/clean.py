"""Good, complete reports of invented partnerships: no check finds anything in them."""

from __future__ import annotations

from saferplan.report.tree import (
    Activity,
    Card,
    Criteria,
    Light,
    Meeting,
    NextStep,
    Partnership,
    Period,
    Plan,
    Priority,
    Report,
    Trend,
)


def clean_report() -> Report:
    return Report(
        partnership=Partnership(name="Merrowby Harbour Safety Partnership", motto="Safe by the water"),
        title="Performance report",
        plan=Plan(title="Community Safety Plan 2030 to 2033", starts="2030-04", ends="2033-03"),
        version="1.0",
        date="2031-10-14",
        author="Community Safety Manager",
        period=Period(key="2031-09", label="July to September 2031", work_to="2031-09-30", figures_to="2031-09-30"),
        meeting=Meeting(body="Harbour Safety Board", date="2031-10-21", item="5", purpose="To decide on lighting"),
        going_well="Bicycle theft fell from 96 to 61 against the same quarter last year (source: recorded crime).",
        concern="Night visits to licensed premises are behind their target because a post is vacant.",
        rollup_rule="A priority has the worst light of its activities.",
        priorities=(_bicycles(), _night(), _quay()),
        cards=(_bicycle_card(), _night_card(), _quay_card()),
    )


def _bicycles() -> Priority:
    return Priority(
        number=1,
        title="Bicycle and moped theft",
        objective="Fewer people lose a bicycle or a moped in the harbour district",
        light=Light.GREEN,
        trend=Trend.IMPROVING,
        activities=(
            Activity(code="1.1a", title="Mark bicycles at the ferry stages", light=Light.GREEN, trend=Trend.IMPROVING),
            Activity(
                code="1.1b",
                title="Fit ground anchors for mopeds in public car parks",
                light=Light.GREEN,
                trend=Trend.SAME,
            ),
        ),
    )


def _night() -> Priority:
    return Priority(
        number=2,
        title="Harm in the evening economy",
        objective="Visitors come home from an evening at the harbour unhurt",
        light=Light.RED,
        trend=Trend.WORSENING,
        activities=(
            Activity(
                code="2.1a",
                title="Visit every licensed premises once a quarter",
                light=Light.RED,
                trend=Trend.WORSENING,
            ),
            Activity(
                code="2.1b", title="Train door staff to spot drink spiking", light=Light.GREEN, trend=Trend.IMPROVING
            ),
        ),
    )


def _quay() -> Priority:
    return Priority(
        number=3,
        title="Nuisance on the quay",
        objective="Neighbours can sleep and walk on the quay without trouble",
        light=Light.AMBER,
        trend=Trend.SAME,
        activities=(
            Activity(code="3.1a", title="Repair the lamps along the fish quay", light=Light.AMBER, trend=Trend.SAME),
            Activity(
                code="3.1b", title="Answer noise complaints within an hour", light=Light.GREEN, trend=Trend.IMPROVING
            ),
        ),
    )


def _bicycle_card() -> Card:
    return Card(
        priority=1,
        targets=("1.1a", "1.1b"),
        owners=("Harbour Police Inspector",),
        aim="To make bicycles harder to steal and easier to give back",
        criteria=Criteria(
            green="400 or more bicycles marked in the quarter and thefts below the baseline",
            amber="250 to 399 bicycles marked, or thefts up to 10% above the baseline",
            red="Fewer than 250 bicycles marked, or thefts more than 10% above the baseline",
        ),
        light=Light.GREEN,
        position=(
            "The team marked 412 bicycles at the ferry stages, against a target of 400 (source: marking register).\n\n"
            "- Thefts fell from 96 to 61 against the same quarter of 2030 (source: recorded crime, Merrowby Police).\n"
            "- Ground anchors for mopeds are in place in all 12 of 12 public car parks.\n"
            "- The marking team of 3 will move to the east stage on 5 November at 7.30 pm."
        ),
    )


def _night_card() -> Card:
    return Card(
        priority=2,
        targets=("2.1a", "2.1b"),
        owners=("Licensing Manager",),
        aim="To keep visitors unhurt in and around licensed premises",
        criteria=Criteria(
            green="90% or more of premises visited and injuries below the average of the last eight quarters",
            amber="70% to 89% of premises visited",
            red="Less than 70% of premises visited, or injuries above the average of the last eight quarters",
        ),
        light=Light.RED,
        position=(
            "Officers visited 58 of 96 licensed premises, or 60%, against 81% in the quarter before "
            "(source: visit log). One of two licensing posts is vacant, and the visits are delayed.\n\n"
            "Door staff of 31 premises were trained to spot drink spiking, up from 18 (source: training register)."
        ),
        next_steps=(
            NextStep(text="Fill the vacant licensing post", who="Head of Regulatory Services", due="2031-11-28"),
            NextStep(text="Visit the 38 premises that were left out", who="Licensing Manager", due="2031-12-15"),
        ),
    )


def _quay_card() -> Card:
    return Card(
        priority=3,
        targets=("3.1a", "3.1b"),
        owners=("Street Lighting Engineer",),
        aim="To keep the quay quiet and lit",
        criteria=Criteria(
            green="95% of lamps lit and complaints fewer than in the same quarter of the year before",
            amber="80% to 94% of lamps lit, or as many complaints as the year before",
            red="Less than 80% of lamps lit, or more complaints than the year before",
        ),
        light=Light.AMBER,
        position=(
            "Of 140 lamps along the fish quay 118 are lit, or 84% (source: lamp survey of 12 September 2031). "
            "The other lamps need parts from the maker.\n\n"
            "*Noise*: 43 complaints came in, against 57 in the same quarter of 2030, and all but 4% were answered "
            "within an hour (source: council call records)."
        ),
        next_steps=(NextStep(text="Fit the new lamp heads", who="Street Lighting Engineer", due="2031-11-14"),),
    )


def clean_action_plan() -> Report:
    """The other common layout: everything beside the activity, no cards."""
    return Report(
        partnership=Partnership(name="Dunmoor Valley Community Safety Partnership"),
        title="Action plan update",
        plan=Plan(title="Action plan 2031-32", starts="2031-04", ends="2032-03"),
        version="2.1",
        date="2031-07",
        author="Partnership Analyst",
        period=Period(key="2031-06", label="Quarter 1", work_to="2031-06-30", figures_to="2031-05-31"),
        rollup_rule="Each priority takes the light that most of its actions have.",
        priorities=(_farms(), _roads()),
    )


def _farms() -> Priority:
    return Priority(
        number=1,
        title="Rural theft",
        light=Light.GREEN,
        trend=Trend.IMPROVING,
        activities=(
            Activity(
                code="1.1",
                title="Mark farm machinery",
                light=Light.GREEN,
                trend=Trend.IMPROVING,
                owners=("Rural Crime Sergeant",),
                criteria=Criteria(
                    green="Machinery thefts 10% or more below the average of the last three years",
                    amber="Machinery thefts within 10% of that average",
                    red="Machinery thefts more than 10% above that average",
                ),
                position="Thefts of machinery fell to 14, against an average of 22 (source: recorded crime).",
            ),
            Activity(
                code="1.2",
                title="Hold a lock surgery at each market",
                light=Light.COMPLETE,
                trend=Trend.SAME,
                owners=("Markets Manager",),
                position="All six markets had a surgery, the last on 21 June 2031. Farmers asked for one on alarms.",
            ),
            Activity(
                code="1.3",
                title="Watch fuel tanks with cameras",
                light=Light.AMBER,
                trend=Trend.SAME,
                owners=("Farm Watch Coordinator",),
                criteria=Criteria(
                    green="At least 40 tanks watched", amber="20 to 39 tanks watched", red="Fewer than 20 tanks watched"
                ),
                position="27 of 40 tanks are watched. The supplier has delayed the other cameras until August.",
                next_steps=(NextStep(text="Agree a new date", who="Farm Watch Coordinator", due="2031-08"),),
            ),
            Activity(
                code="1.4",
                title="Stop hare coursing",
                light=Light.GREEN,
                trend=Trend.IMPROVING,
                owners=("PC Orla Venn",),
                criteria=Criteria(
                    green="Fewer reports than last year", amber="As many reports", red="More reports than last year"
                ),
                position="Reports fell from 31 to 19 against the same months of 2030 (source: police call log).",
            ),
        ),
    )


def _roads() -> Priority:
    return Priority(
        number=2,
        title="Safe roads",
        light=Light.RED,
        trend=Trend.WORSENING,
        activities=(
            Activity(
                code="2.1",
                title="Slow traffic through villages",
                light=Light.RED,
                trend=Trend.WORSENING,
                owners=("Head of Highways and Transport",),
                criteria=Criteria(
                    green="Mean speed at or under 30 mph",
                    amber="Mean speed of 31 to 33 mph",
                    red="Mean speed above 33 mph",
                ),
                position=(
                    "- Mean speed is 35 mph at 4 of 9 sites, up from 33 mph (source: roadside counters, May 2031).\n"
                    "- Parish councils of Upper and Lower Dunmoor ask for signs."
                ),
                next_steps=(
                    NextStep(text="Put up signs at the worst sites", who="Traffic Engineer", due="2031-09-15"),
                ),
            ),
            Activity(code="2.2", title="Teach young drivers", light=Light.DEFERRED, owners=("Road Safety Officer",)),
        ),
    )
