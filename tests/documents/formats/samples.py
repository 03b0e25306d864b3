"""Invented reports that every writer is tried on."""

from __future__ import annotations

import json
from dataclasses import replace

from saferplan.report import tree
from saferplan.report.schema import from_json
from saferplan.report.tree import Activity, Card, Criteria, Light, NextStep, Priority, Report, Trend
from tests.inputs import shared_path

HOSTILE = '#import "x": * $1+1$ @ref <label> *bold* _em_ `r` \\ // /* */ [a](b) {{x}} &amp; <b>x</b> \' " | ~~s~~'
SCRIPT = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"

_ACTIVITIES = (
    Activity(
        code="1.1.1a",
        title="Lit routes home for people who work late",
        light=Light.GREEN,
        trend=Trend.IMPROVING,
        owners=("Night-time manager", "Licensing team"),
        position="The scheme runs on **four** routes.\n\n- Route A opened in May\n- Route B opened in June\n"
        "  - lighting was mended\n  - two help points\n\nSee [the map](https://routes.example/a) and *note* it.",
    ),
    Activity(
        code="1.1.1b",
        title="Visits to repeat victims",
        light=Light.AMBER,
        trend=Trend.SAME,
        owners=("Victim services lead",),
        position="Visits went to 41 households.\n\n1. Twelve wait\n2. Nine moved away",
        next_steps=(
            NextStep(text="Fill the vacant advocate post", who="Victim services lead", due="2026-10-30"),
            NextStep(text="Agree a rule for the waiting list", who="Partnership analyst", due="2026-11"),
            NextStep(text="Tell the board"),
        ),
    ),
    Activity(code="1.1.1c", title="Knife bins at two stations", light=Light.RED, trend=Trend.WORSENING),
    Activity(code="1.1.1d", title="Junior wardens in schools", light=Light.COMPLETE),
    Activity(code="1.1.1e", title="Water safety week", light=Light.DEFERRED),
    Activity(code="1.1.1f", title="Cameras on the quay", light=Light.NONE),
)

SAMPLE = Report(
    partnership=tree.Partnership(name="Harbour Community Safety Partnership", motto="Looking out for each other"),
    title="Performance report",
    plan=tree.Plan(title="Safer Harbour Plan 2026 to 2029", starts="2026-04", ends="2029-03"),
    version="2.3",
    date="2026-08-14",
    author="Partnership analyst",
    classification="OFFICIAL",
    period=tree.Period(key="2026-06", label="April to June 2026", work_to="2026-07-31", figures_to="2026-06-30"),
    meeting=tree.Meeting(body="Harbour Partnership Board", date="2026-09-04", item="7b", purpose="To note progress"),
    going_well="Late workers now have four lit routes home.",
    concern="Knife bins wait for a contract since May.",
    rollup_rule="A priority takes the worst light of its activities.",
    priorities=(
        Priority(
            number=1,
            title="Safe streets after dark",
            objective="Fewer people are harmed in the streets at night.",
            light=Light.RED,
            trend=Trend.WORSENING,
            results=Light.AMBER,
            results_text="Recorded violence after dark is within its usual range.",
            activities=_ACTIVITIES,
        ),
        Priority(number=2, title="Homes without fear", light=Light.GREEN, trend=Trend.SAME),
    ),
    cards=(
        Card(
            priority=1,
            targets=("1.1.1a", "1.1.1b", "1.1.1c"),
            owners=("Night-time manager", "Police"),
            aim="To let everybody get home unharmed",
            criteria=Criteria(green="All routes lit", amber="Some routes dark", red="No routes"),
            light=Light.AMBER,
            position="Three routes are lit.\n\n- One waits for a lamp post\n- One is new",
            next_steps=(NextStep(text="Order the lamp post", who="Highways", due="2026-09-30"),),
        ),
    ),
)


def hostile(text: str) -> Report:
    """The sample with a text in every field that takes one."""
    activity = replace(_ACTIVITIES[0], title=text, owners=(text,), position=text, light_stated=text)
    activity = replace(activity, next_steps=(NextStep(text=text, who=text, due=text),))
    card = replace(SAMPLE.cards[0], aim=text, owners=(text,), criteria=Criteria(green=text, amber=text, red=text))
    return replace(
        SAMPLE,
        partnership=tree.Partnership(name=text, motto=text),
        title=text,
        plan=tree.Plan(title=text),
        version=text,
        date=text,
        author=text,
        classification=text,
        period=tree.Period(key=text, label=text, work_to=text, figures_to=text),
        meeting=tree.Meeting(body=text, date=text, item=text, purpose=text),
        going_well=text,
        concern=text,
        rollup_rule=text,
        priorities=(
            replace(SAMPLE.priorities[0], title=text, objective=text, results_text=text, activities=(activity,)),
        ),
        cards=(replace(card, targets=("1.1.1a", "9.9.9z"), position=text, next_steps=activity.next_steps),),
    )


def real_report() -> Report:
    """The reference report's facts, from its list of expected facts; skips where that is not at hand."""
    facts = json.loads(shared_path("inputs/scp-2018-09.expected.json").read_text(encoding="utf-8"))
    for card in facts["cards"]:
        card["position"] = "\n\n".join(card.pop("position_text"))
    return from_json(json.dumps(facts))
