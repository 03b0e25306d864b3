"""Invented reports of any size for measuring."""

from __future__ import annotations

from saferplan.report.tree import (
    Activity,
    Card,
    Criteria,
    Light,
    NextStep,
    Partnership,
    Period,
    Plan,
    Priority,
    Report,
    Trend,
)

LIGHTS = (Light.GREEN, Light.GREEN, Light.AMBER, Light.RED, Light.NONE)
POSITION = "- Three sessions were held in the market hall.\n- The next one is on the estate, with the wardens."
QUARTER_ENDS = ("03", "06", "09", "12")


def quarter(number: int) -> str:
    """The key of the n-th quarter from the start of 2015: `2015-03`, `2015-06` …"""
    return f"{2015 + number // 4}-{QUARTER_ENDS[number % 4]}"


def report(*, priorities: int, activities: int, period: str, turn: int = 0) -> Report:
    """`activities` in all, spread over `priorities`; lights move on with `turn`. One card a priority."""
    each = activities // priorities
    return Report(
        partnership=Partnership(name="Bench"),
        title="Performance dashboard",
        plan=Plan(title="Community Safety Plan", starts="2015-01", ends="2030-12"),
        version="1.0",
        date=period,
        author="Community Safety Team",
        period=Period(key=period),
        priorities=tuple(_priority(n, each, turn) for n in range(1, priorities + 1)),
        cards=tuple(_card(n, each, turn) for n in range(1, priorities + 1)),
    )


def _priority(number: int, activities: int, turn: int) -> Priority:
    return Priority(
        number=number,
        title=f"Priority of the town number {number}",
        objective="To make the town safer than it was.",
        light=LIGHTS[(number + turn) % 4],
        trend=Trend.SAME,
        activities=tuple(
            Activity(
                code=f"{number}.1.{n}",
                title=f"Activity {n} of priority {number} with the partners in the town",
                light=LIGHTS[(n + number + turn) % 5],
                trend=Trend.SAME,
            )
            for n in range(1, activities + 1)
        ),
    )


def _card(number: int, activities: int, turn: int) -> Card:
    return Card(
        priority=number,
        targets=tuple(f"{number}.1.{n}" for n in range(1, activities + 1)),
        owners=("Head of Community Safety",),
        aim="To keep the promise of the plan.",
        criteria=Criteria(green="On time", amber="Up to a month late", red="More than a month late"),
        light=LIGHTS[(number + turn) % 4],
        position=f"{POSITION}\n- This is turn {turn}.",
        next_steps=(NextStep(text="Agree the dates", who="Licensing Manager", due="2026-12-01"),),
    )
