"""The demo's rule for lights, adopted by its board, and the one light that the partnership set itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

from saferplan.accounts.models import Partnership
from saferplan.cycle.light_actions import adopt_rule, override_light
from saferplan.cycle.models import Period
from saferplan.cycle.rules import LightKind
from saferplan.documents.demo.story import QUARTERS
from saferplan.plan.models import LightRule, PriorityVersion
from saferplan.plan.rules import RuleKind
from saferplan.report.tree import Light

BY = "demo"
FROM = date(2026, 7, 1)
ADOPTED_AT = datetime(2026, 7, 16, 14, tzinfo=UTC)
ADOPTED = "the Community Safety Board, 16 July 2026"
SET = 5
REASON = "The return for 5.1d is missing, and the group heard on 10 November that its waiting list is closed."


def load_lights(partnership: Partnership, *, now: datetime) -> None:
    """Adopt the rule and set the light. A second time nothing is written."""
    if LightRule.objects.filter(plan__partnership=partnership).exists():
        return
    latest = Period.objects.select_related("partnership", "plan_version__plan").get(
        partnership=partnership, key=QUARTERS[-1]
    )
    adopt_rule(
        plan=latest.plan_version.plan,
        kind=RuleKind.ROLL_UP,
        method="share",
        params={"amber": "1/4", "red": "1/2"},
        effective_from=FROM,
        adopted=ADOPTED,
        by=BY,
        now=min(ADOPTED_AT, now),
    )
    priority = PriorityVersion.objects.get(version=latest.plan_version, number=SET).priority
    override_light(
        period=latest,
        subject=priority,
        kind=LightKind.DELIVERY,
        light=Light.AMBER,
        reason=REASON,
        until=latest.ends,
        by=BY,
        now=now,
    )
