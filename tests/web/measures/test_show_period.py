"""Charts on a period's pages: up to the day that its figures reach, and as known when it was published."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.accounts.rules import Role
from saferplan.cycle.models import Period
from saferplan.cycle.period_actions import move_period
from saferplan.cycle.rules import PeriodState
from saferplan.measures.models import Measure
from saferplan.plan.models import Activity, MeasureLink, Priority
from tests.web.client import Page, PageClient
from tests.web.measures.seed_measures import RECORDED, add_measure, add_values, link, release, seed_measures, steady
from tests.web.seed import LATEST, Seeded, seed

pytestmark = pytest.mark.django_db

PUBLISHED = datetime(2026, 6, 20, 9, tzinfo=UTC)
PRIORITY = f"/p/harbour/{LATEST}/priority/1/"


@pytest.fixture
def measures(demo: Seeded) -> dict[str, Measure]:
    return seed_measures(demo.partnership)


def titles(page: Page) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.tree.xpath("//article/h3")]


def publish(seeded: Seeded) -> None:
    Period.objects.filter(key=LATEST).update(state=PeriodState.READY.value)
    period = Period.objects.get(partnership=seeded.partnership, key=LATEST)
    move_period(
        period=period,
        to=PeriodState.PUBLISHED,
        role=Role.EDITOR,
        confirmed=("asks",),
        by="ed",
        now=PUBLISHED,
    )


def test_a_priority_shows_its_measures(measures: dict[str, Measure], member: PageClient) -> None:
    page = member.get(PRIORITY)
    assert "What the figures show" in page.headings()
    assert [title.partition(":")[0] for title in titles(page)] == ["Violence after dark", "Burglary", "Nuisance"]
    assert len(page.tree.xpath("//article//svg[@role='img']")) == 3
    second = member.get(f"/p/harbour/{LATEST}/priority/2/")
    assert titles(second)[1] == "Repeat victims: awaiting release by Police since 14 June 2026"


def test_a_priority_without_a_measure_says_so(measures: dict[str, Measure], member: PageClient) -> None:
    assert "No measure belongs to this priority yet" in member.get(f"/p/harbour/{LATEST}/priority/3/").words()


def test_what_is_not_released_is_for_nobody_on_a_periods_page(measures: dict[str, Measure], editor: PageClient) -> None:
    page = editor.get(f"/p/harbour/{LATEST}/priority/2/")
    assert titles(page)[1].startswith("Repeat victims: awaiting release")


def test_figures_reach_as_far_as_the_period_says(measures: dict[str, Measure], member: PageClient) -> None:
    earlier = titles(member.get("/p/harbour/2025-12/priority/1/"))
    assert "November 2025" in earlier[1] or "in 12 months" in earlier[1]
    Period.objects.filter(key="2025-12").update(figures_to=date(2025, 9, 30))
    page = member.get("/p/harbour/2025-12/priority/1/")
    assert "Data to 30 September 2025." in page.words("//article[1]")
    assert "May 2026" not in page.words("//section[@aria-labelledby='figures']")


def test_the_past_does_not_move(demo: Seeded, measures: dict[str, Measure], member: PageClient) -> None:
    publish(demo)
    before = member.get(PRIORITY)
    add_values(measures["burglary"], [999], recorded_at=datetime(2026, 7, 2, tzinfo=UTC))
    late = add_measure(demo.partnership, "late-comer")
    link(
        late,
        Priority.objects.filter(partnership=demo.partnership).order_by("id")[0],
        at=datetime(2026, 7, 2, tzinfo=UTC),
    )
    add_values(late, steady(3), recorded_at=datetime(2026, 7, 2, tzinfo=UTC))
    after = member.get(PRIORITY)
    part = "//section[@aria-labelledby='figures']"
    assert after.words(part) == before.words(part)
    assert "999" not in after.words(part)
    assert "As known on 20 June 2026." in after.words("//article[1]")
    url = after.links("//article[2]")["Burglary"]
    assert url == "/p/harbour/measures/burglary/?known=2026-06-20"
    assert "999" not in member.get(url).words()
    assert "999" in member.get("/p/harbour/measures/burglary/").words()


def test_a_live_period_shows_what_is_known_now(demo: Seeded, measures: dict[str, Measure], member: PageClient) -> None:
    add_values(measures["burglary"], [999], recorded_at=datetime(2026, 7, 2, tzinfo=UTC))
    page = member.get(PRIORITY)
    assert "999" in page.words("//article[2]")
    assert page.links("//article[2]")["Burglary"] == "/p/harbour/measures/burglary/"


def test_the_report_to_take_away_holds_the_same_figures(measures: dict[str, Measure], member: PageClient) -> None:
    page = member.get(PRIORITY)
    report = json.loads(member.client.get(f"/p/harbour/{LATEST}/download/json/").content)
    figures = report["priorities"][0]["measures"]
    assert [each["title"] for each in figures] == titles(page)
    assert figures[0]["sentence"] in page.words("//article[1]")
    assert figures[0]["points"][-1] == {"label": "2026-05", "value": "96", "kind": "concern"}
    for name in ("docx", "pdf", "html", "markdown"):
        answer = member.client.get(f"/p/harbour/{LATEST}/download/{name}/")
        assert answer.status_code == 200
        assert len(answer.content) > 1000


def test_queries_with_many_measures_are_those_with_one(db: None) -> None:
    counts = []
    for slug, number in (("one", 1), ("many", 30)):
        seeded = seed(slug, slug, priorities=1, each=1, keys=(LATEST,))
        publish(seeded)
        priority = Priority.objects.get(partnership=seeded.partnership)
        for place in range(number):
            made = add_measure(seeded.partnership, f"m-{place}")
            add_values(made, steady(place, 24))
            release(made)
            link(made, priority)
        client = PageClient()
        client.sign_in(seeded.viewer)
        with CaptureQueriesContext(connection) as queries:
            assert client.client.get(f"/p/{slug}/{LATEST}/priority/1/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16, counts


def test_an_activity_shows_the_measures_that_its_owner_accepted(
    demo: Seeded, measures: dict[str, Measure], member: PageClient
) -> None:
    url = f"/p/harbour/{LATEST}/activity/1.1.1a/"
    assert "What the figures show" not in member.get(url).headings()
    activity = Activity.objects.filter(partnership=demo.partnership).order_by("id").first()
    assert activity is not None
    MeasureLink.objects.create(measure=measures["burglary"], activity=activity, by="ed", recorded_at=RECORDED)
    assert "What the figures show" not in member.get(url).headings()
    MeasureLink.objects.update(accepted_at=RECORDED, accepted_by="Licensing")
    page = member.get(url)
    assert [title.partition(":")[0] for title in titles(page)] == ["Burglary"]
    assert len(page.tree.xpath("//article//svg[@role='img']")) == 1
    assert page.links("//article")["Burglary"] == "/p/harbour/measures/burglary/"


def test_a_measure_names_what_it_serves(demo: Seeded, measures: dict[str, Measure], member: PageClient) -> None:
    url = "/p/harbour/measures/burglary/"
    activity = Activity.objects.filter(partnership=demo.partnership).order_by("id").first()
    assert activity is not None
    later = datetime(2026, 6, 16, tzinfo=UTC)
    MeasureLink.objects.create(measure=measures["burglary"], activity=activity, by="ed", recorded_at=later)
    page = member.get(url)
    serves = "//dt[text()='Tells the results of']/following-sibling::dd"
    links = list(page.links(serves).items())
    assert [text.split(maxsplit=1)[0] for text, _ in links] == ["Priority", "1.1.1a"]
    assert [address for _, address in links] == [PRIORITY, f"/p/harbour/{LATEST}/activity/1.1.1a/"]
    for _, address in links:
        member.get(address)
    assert page.words(serves).count("has not accepted") == 1
    assert "has not accepted" not in member.get(f"{url}?known=2026-06-15").words()
    MeasureLink.objects.update(accepted_at=later, accepted_by="Licensing")
    assert "has not accepted" not in member.get(url).words()
    MeasureLink.objects.all().delete()
    assert "No priority or activity yet." in member.get(url).words()


def test_board_members_are_led_to_a_period_that_they_may_see(
    demo: Seeded, measures: dict[str, Measure], visitor: PageClient
) -> None:
    Period.objects.filter(partnership=demo.partnership).update(state=PeriodState.PUBLISHED.value)
    Period.objects.filter(partnership=demo.partnership, key=LATEST).update(state=PeriodState.IN_REVIEW.value)
    visitor.sign_in(demo.board)
    addresses = visitor.get("/p/harbour/measures/burglary/").links("//dl[@class='sp-facts']").values()
    assert list(addresses) == ["/p/harbour/2026-03/priority/1/"]
    visitor.get("/p/harbour/2026-03/priority/1/")
