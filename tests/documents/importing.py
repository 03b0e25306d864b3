"""Small invented reports, and what an import test asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from saferplan.accounts.actions import create_partnership
from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period
from saferplan.cycle.reports import build_report
from saferplan.documents.actions import apply_import
from saferplan.documents.import_plan import plan_import
from saferplan.report import tree
from saferplan.report.tree import Light, Trend

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
AS_AT = NOW + timedelta(days=365)


def as_stated(report: tree.Report) -> tree.Report:
    """A report without what is worked out of it: why each light is what it is, what is measured or missing."""
    nothing = tree.Derivation()
    priorities = tuple(
        replace(
            priority,
            why=nothing,
            results_why=nothing,
            headline=Light.NONE,
            headline_why=nothing,
            measures=(),
            activities=tuple(
                replace(each, why=nothing, results=Light.NONE, results_why=nothing) for each in priority.activities
            ),
        )
        for priority in report.priorities
    )
    cards = tuple(replace(card, why=nothing) for card in report.cards)
    return replace(report, priorities=priorities, cards=cards, register=())


def new_partnership(slug: str = "brackwater") -> Partnership:
    return create_partnership(slug=slug, name="Brackwater Safer Together", by="tester", now=NOW)


def activity(code: str, title: str, light: Light = Light.GREEN, **more: object) -> tree.Activity:
    return tree.Activity(code=code, title=title, light=light, trend=Trend.SAME, **more)  # type: ignore[arg-type]


def small_report(**more: object) -> tree.Report:
    """Two priorities, four activities, one card; one activity has a return of its own."""
    first = tree.Priority(
        number=1,
        title="Safer streets after dark",
        objective="People feel safe going home.",
        light=Light.AMBER,
        trend=Trend.WORSENING,
        light_stated="A",
        results=Light.RED,
        results_text="Fewer people say that they feel safe.",
        activities=(
            activity("1.1a", "Street marshals on Friday and Saturday nights", Light.AMBER),
            activity(
                "1.1b",
                "Lighting of the harbour path",
                Light.RED,
                owners=("Highways Manager",),
                criteria=tree.Criteria(green="On time", amber="A month late", red="Later"),
                position="The lamps are *ordered*.",
                next_steps=(
                    tree.NextStep(text="Put up the lamps", who="Highways Manager", due="2025-06-30"),
                    tree.NextStep(text="Test them", due="when dry"),
                    tree.NextStep(text="Report", due="2025-08"),
                ),
            ),
        ),
    )
    second = tree.Priority(
        number=2,
        title="Less anti-social behaviour",
        activities=(
            activity("2.1a", "Joint patrols in the town centre"),
            activity("2.1b", "Youth work on the Marsh estate", Light.NONE),
        ),
    )
    card = tree.Card(
        priority=1,
        targets=("1.1a", "9.9z"),
        target_titles=("Night marshals", ""),
        owners=("Night Time Lead", "Harbour Police"),
        aim="A way home for everybody",
        criteria=tree.Criteria(green="Every night", amber="Most nights", red="Fewer"),
        light=Light.AMBER,
        light_stated="Amber",
        position="Two of three nights were staffed.",
        next_steps=(tree.NextStep(text="Recruit", who="Night Time Lead", due="2025-05-31"),),
    )
    report = tree.Report(
        partnership=tree.Partnership(name="Brackwater Safer Together", motto="Together"),
        title="Performance report",
        plan=tree.Plan(title="Plan 2024-27", starts="2024-04", ends="2027-03"),
        version="1.0",
        date="2025-04",
        author="Community Safety Team",
        classification="OFFICIAL",
        period=tree.Period(key="2025-03", label="January to March 2025", work_to="2025-03-31", figures_to="2025-02-28"),
        meeting=tree.Meeting(body="Partnership Board", date="2025-04-24", item="6", purpose="For decision"),
        going_well="Patrols cover every weekend.",
        concern="The harbour path is still dark.",
        rollup_rule="A priority is as its worst activity.",
        priorities=(first, second),
        cards=(card,),
    )
    return replace(report, **more)  # type: ignore[arg-type]


def with_activities(report: tree.Report, number: int, activities: Sequence[tree.Activity]) -> tree.Report:
    """The report with other activities in a priority."""
    priorities = tuple(replace(p, activities=tuple(activities)) if p.number == number else p for p in report.priorities)
    return replace(report, priorities=priorities)


def with_activity(report: tree.Report, code: str, **changes: object) -> tree.Report:
    """The report with something else said of one activity."""
    priorities = tuple(
        replace(
            p,
            activities=tuple(
                replace(a, **changes) if a.code == code else a  # type: ignore[arg-type]
                for a in p.activities
            ),
        )
        for p in report.priorities
    )
    return replace(report, priorities=priorities)


def for_quarter(report: tree.Report, key: str, **changes: object) -> tree.Report:
    return replace(report, period=tree.Period(key=key), **changes)  # type: ignore[arg-type]


def load(
    partnership: Partnership,
    report: tree.Report,
    key: str = "2025-03",
    matches: dict[str, str] | None = None,
    now: datetime = NOW,
) -> Period:
    return apply_import(plan_import(partnership, report, key, matches=matches), by="tester", now=now)


def stored(partnership: Partnership, key: str = "2025-03") -> tree.Report:
    """The report as the database now tells it, without what is worked out of it."""
    period = Period.objects.select_related("plan_version__plan").get(partnership=partnership, key=key)
    return as_stated(build_report(partnership, period, as_at=AS_AT))
