"""Lights over time: where the plan or the criteria changed, the heat map says so."""

from __future__ import annotations

from datetime import UTC, date, datetime

from saferplan.cycle.light_actions import adopt_rule
from saferplan.cycle.models import Period
from saferplan.plan.models import Criteria, PlanVersion
from saferplan.plan.rules import RuleKind
from tests.web.client import Page, PageClient
from tests.web.seed import Seeded

URL = "/p/harbour/history/"


def notes(page: Page) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.tree.xpath("//ul[contains(@class, 'sp-breaks')]/li")]


def marked(page: Page) -> list[str]:
    heads = page.tree.xpath("//thead//th[.//span[@class='sp-heat__break']]")
    return [" ".join(each.text_content().split()) for each in heads]


def test_nothing_is_marked_while_plan_and_criteria_stay(demo: Seeded, member: PageClient) -> None:
    page = member.get(URL)
    assert marked(page) == []
    assert notes(page) == []


def test_a_new_version_of_the_plan_is_marked(demo: Seeded, member: PageClient) -> None:
    plan = PlanVersion.objects.get().plan
    older = PlanVersion.objects.create(plan=plan, number=2, effective_from=date(2023, 4, 1))
    Period.objects.filter(key__lt="2025-09").update(plan_version=older)
    page = member.get(URL)
    assert marked(page) == ["Jul–Sep 2025*, the plan, its rule or criteria changed"]
    assert notes(page)[0] == "* July to September 2025: a new version of the plan."


def test_a_change_just_before_the_first_column_is_marked(demo: Seeded, member: PageClient) -> None:
    """The period before the eight shown counts too."""
    latest = demo.periods[-1]
    plan = PlanVersion.objects.get().plan
    version = PlanVersion.objects.create(plan=plan, number=2, effective_from=date(2023, 4, 1))
    Period.objects.create(
        partnership=demo.partnership,
        plan_version=version,
        key="2024-06",
        frequency=latest.frequency,
        starts=date(2024, 4, 1),
        ends=date(2024, 6, 30),
    )
    assert notes(member.get(URL))[0] == "* July to September 2024: a new version of the plan."


def test_new_criteria_are_marked_with_their_activities(demo: Seeded, member: PageClient) -> None:
    card = Criteria.objects.order_by("card_id").first()
    assert card is not None
    Criteria.objects.create(
        card=card.card,
        effective_from=date(2026, 1, 1),
        recorded_at=datetime(2026, 1, 2, tzinfo=UTC),
        green="All done by the end of the quarter",
        amber=card.amber,
        red=card.red,
    )
    page = member.get(URL)
    assert marked(page) == ["Jan–Mar 2026*, the plan, its rule or criteria changed"]
    assert notes(page)[0].startswith("* January to March 2026: new criteria for 1.1.1a")
    assert notes(page)[0].endswith(".")
    assert len(notes(page)) == 2


def test_a_new_rule_for_lights_is_marked(demo: Seeded, member: PageClient) -> None:
    adopt_rule(
        plan=demo.periods[-1].plan_version.plan,
        kind=RuleKind.ROLL_UP,
        method="worst",
        params={},
        effective_from=demo.periods[-1].starts,
        adopted="Strategy Group, 20 June 2026",
        by="test",
        now=datetime(2026, 6, 21, tzinfo=UTC),
    )
    page = member.get(URL)
    assert notes(page)[0].endswith("another rule makes the lights of priorities.")
    assert marked(page) == ["Apr–Jun 2026*, the plan, its rule or criteria changed"]
