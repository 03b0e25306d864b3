"""Every page says what it should, to whom it should."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.cycle.models import DecisionAsked, Period, StatedLight
from tests.web.client import Page, PageClient
from tests.web.seed import KEYS, LATEST, PASSWORD, Seeded, add_partnership, add_user, seed

pytestmark = pytest.mark.django_db

DASHBOARD_ORDER = [
    "What changed, and why",
    "Needs a decision",
    "Priorities",
    "Going well",
    "Still to come",
    "What these words mean",
    "Take it with you",
]


@pytest.fixture
def dashboard(demo: Seeded, member: PageClient) -> Page:
    return member.get(f"/p/harbour/{LATEST}/")


def test_home_lists_what_the_visitor_may_see(demo: Seeded, closed: Seeded, visitor: PageClient) -> None:
    words = visitor.get("/").words()
    assert "Harbourside" not in words
    assert "Millbrook" not in words
    visitor.sign_in(closed.viewer)
    words = visitor.get("/").words()
    assert "Harbourside" not in words
    assert "Millbrook" in words


def test_dashboard_stands_in_order(dashboard: Page) -> None:
    assert dashboard.headings()[0] == "Performance dashboard April to June 2026"
    assert dashboard.headings()[1:] == DASHBOARD_ORDER
    words = dashboard.words()
    about = "For the Strategy Group of 26 June 2026, item 5. Version 1.0. Work to 12 June 2026, figures to 31 May 2026."
    marks = [about, "Every licensed venue", "Theft from sheds", "On track", "Worse", "What changed, and why"]
    places = [words.index(mark) for mark in marks]
    assert places == sorted(places)


def test_counts_are_words_and_add_up(dashboard: Page) -> None:
    work, results = dashboard.tree.xpath("//p[@class='sp-counts']")
    line = " ".join(work.text_content().split())
    assert line == "Work: 15 On track, 4 Slipping, 4 Off track, 4 Complete, 3 No update, of 30 activities"
    assert "1 Worse, 1 Unclear, 1 Better, 3 Not measured, of 6 priorities" in " ".join(results.text_content().split())
    marks = dashboard.tree.xpath("//p[@class='sp-marks'][@aria-hidden='true']//svg")
    assert len(marks) == 30


def test_changes_come_worse_first_with_their_reason(dashboard: Page) -> None:
    items = dashboard.tree.xpath("//section[@aria-labelledby='changed']//li")
    texts = [" ".join(item.text_content().split()) for item in items]
    assert len(texts) == 6
    assert texts[0].endswith("Nothing could be done this quarter: the post is empty. Slipping→toOff track")
    assert [("Off track" in t.split("→to")[1]) for t in texts] == [True] * 4 + [False] * 2


def test_at_most_five_decisions_and_a_way_to_all(dashboard: Page, member: PageClient) -> None:
    assert len(dashboard.tree.xpath("//section[@aria-labelledby='decide']//li")) == 5
    url = dashboard.links("//section[@aria-labelledby='decide']")["See all decisions, 1 more, and next steps"]
    everything = member.get(url)
    assert "Write to the health trust about the empty post." in everything.words()
    assert "Head of community safety, by 9 August 2026" in everything.words()


def test_no_decision_is_said(demo: Seeded, member: PageClient) -> None:
    DecisionAsked.objects.all().delete()
    assert "Nothing is put to this meeting for a decision." in member.get(f"/p/harbour/{LATEST}/").words()


def test_members_are_told_who_is_late(demo: Seeded, member: PageClient) -> None:
    """3 activities have no update: counted, listed, and their owners stand beside them."""
    page = member.get(f"/p/harbour/{LATEST}/")
    assert "3 No update" in page.words()
    assert "Still to come" in page.headings()
    assert "4.1.1a" in page.words("//section[@aria-labelledby='late']")
    assert "Licensing team" in member.get(f"/p/harbour/{LATEST}/activity/4.1.1a/").words()


def test_downloads_name_the_owners(demo: Seeded, member: PageClient) -> None:
    import json

    report = json.loads(member.client.get(f"/p/harbour/{LATEST}/download/json/").content)
    owners = {code: card.get("owners", []) for card in report["cards"] for code in card["targets"]}
    assert owners["4.1.1a"] == owners["1.1.1a"] == ["Licensing team"]


def test_members_see_who_stated_a_light(demo: Seeded, member: PageClient) -> None:
    url = f"/p/harbour/{LATEST}/activity/1.1.1a/"
    assert "R. Okafor, in the partner’s update" in member.get(url).words()


def test_why_this_light(demo: Seeded, member: PageClient) -> None:
    why = member.get(f"/p/harbour/{LATEST}/activity/1.1.2b/").words("//details")
    assert "Between six and nine in ten done" in why
    assert "12 June 2026" in why
    assert "Slipping in this period only." in why
    steady = member.get(f"/p/harbour/{LATEST}/activity/2.1.1b/").words("//details")
    assert "On track for 8 quarters or longer, since Jul to Sep 2024 at least." in steady


def test_activity_shows_position_as_markdown_and_steps(demo: Seeded, member: PageClient) -> None:
    page = member.get(f"/p/harbour/{LATEST}/activity/1.1.1a/")
    assert page.tree.xpath("//section[@aria-labelledby='position']//li/strong/text()") == ["every evening"]
    assert "Agree cover for the empty post" in page.words("//section[@aria-labelledby='next']")
    assert len(page.tree.xpath("//ol[@class='sp-strip']/li")) == 8


def test_priority_and_card(demo: Seeded, member: PageClient) -> None:
    priority = member.get(f"/p/harbour/{LATEST}/priority/1/")
    assert "2 on track, 1 slipping, 1 off track, 1 complete, of 5" in priority.words()
    assert len(priority.tree.xpath("//table/tbody/tr")) == 5
    assert "Previous" not in priority.words("//nav[@aria-label='Priorities']")
    card = member.get(priority.links()["Card about 1.1.1a"])
    assert "Fewer people hurt or frightened on a night out." in card.words()


def test_history_has_eight_periods_and_a_letter_a_cell(demo: Seeded, member: PageClient) -> None:
    page = member.get("/p/harbour/history/")
    assert len(page.tree.xpath("//thead//th")) == 9
    row = page.tree.xpath("//tr[.//a[contains(@href,'2.1.1a')]]")[0]
    assert [each.text for each in row.xpath(".//span[@class='sp-cell__letter']")] == list("AAAARRAG")
    assert "Slipping" in row.text_content()


def test_history_of_an_earlier_period(demo: Seeded, member: PageClient) -> None:
    assert len(member.get("/p/harbour/history/?to=2025-03").tree.xpath("//thead//th")) == 4
    member.get("/p/harbour/history/?to=1999-03", status=404)


def test_moving_between_periods_needs_no_script(demo: Seeded, member: PageClient) -> None:
    page = member.get("/p/harbour/")
    assert [each.get("value") for each in page.tree.xpath("//select[@name='period']//option")] == list(reversed(KEYS))
    answer = member.client.get("/p/harbour/?period=2025-03")
    assert (answer.status_code, answer["Location"]) == (302, "/p/harbour/2025-03/")
    assert member.client.get("/p/harbour/?period=//evil.example").status_code == 404
    assert "→" in member.get("/p/harbour/2025-03/").words("//nav[@aria-label='Periods']")


def test_first_period_says_it_has_nothing_to_compare_with(demo: Seeded, member: PageClient) -> None:
    assert "nothing to compare it with" in member.get(f"/p/harbour/{KEYS[0]}/").words()


def test_a_partnership_without_any_period(db: None, visitor: PageClient) -> None:
    from saferplan.accounts.rules import Role

    partnership = add_partnership("new", "New Partnership")
    visitor.sign_in(add_user("viewer@new.example", partnership, Role.VIEWER))
    assert "no report has been loaded" in visitor.get("/p/new/").words()
    visitor.get("/p/new/history/")
    visitor.get("/p/new/2026-06/", status=404)
    visitor.get("/p/new/?period=2026-06", status=404)
    visitor.sign_in(add_user("ed@new.example", partnership, Role.EDITOR))
    assert "Start with the last report you have" in visitor.get("/p/new/").words()


def test_a_period_without_lights(demo: Seeded, member: PageClient) -> None:
    StatedLight.objects.filter(period=demo.periods[-1]).delete()
    page = member.get(f"/p/harbour/{LATEST}/")
    assert "No light has been stated for this period yet." in page.words()
    assert "See the period before" in page.links()
    for tail in ("priority/1/", "activity/1.1.1a/", "card/1/", "print/", "decisions/"):
        member.get(f"/p/harbour/{LATEST}/{tail}")


def test_empty_texts_and_dates_are_said(demo: Seeded, member: PageClient) -> None:
    Period.objects.update(going_well="", concern="", work_to=None, figures_to=None, version="", title="")
    words = member.get(f"/p/harbour/{LATEST}/").words()
    assert "No dates are given for the work and the figures." in words
    assert words.count("Nobody has written this sentence yet.") == 2


def test_findings_are_for_members(demo: Seeded, member: PageClient) -> None:
    url = f"/p/harbour/{LATEST}/findings/"
    assert PageClient().client.get(url)["Location"] == f"/sign-in/?next={url}"
    page = member.get(url)
    assert re.search(r"\d+ things? to look at before this report is published", page.words())
    codes = re.findall(r'id="finding-([a-z0-9-]+)"', page.text)
    assert len(codes) == len(set(codes)) > 1
    demo.partnership.ignored_checks = codes[:1]
    demo.partnership.save()
    assert f'id="finding-{codes[0]}"' not in member.get(url).text


def test_print_page_has_everything(demo: Seeded, member: PageClient) -> None:
    words = member.get(f"/p/harbour/{LATEST}/print/").words("//article")
    for part in ("Official", "April to June 2026", "Strategy Group of 26 June 2026", "Purpose: to agree", "of 30"):
        assert part in words


@pytest.mark.parametrize("tail", ["priority/9/", "activity/9.9.9z/", "card/99/", "card/0/", "download/exe/"])
def test_what_is_not_there_is_not_found(demo: Seeded, member: PageClient, tail: str) -> None:
    assert "Page not found" in member.get(f"/p/harbour/{LATEST}/{tail}", status=404).words()


@pytest.mark.parametrize("name", ["html", "docx", "pdf", "pptx", "xlsx", "csv", "json", "markdown"])
def test_downloads(demo: Seeded, member: PageClient, name: str) -> None:
    answer = member.client.get(f"/p/harbour/{LATEST}/download/{name}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="harbour-2026-06.')
    assert len(answer.content) > 1000


def test_sign_in_and_out(closed: Seeded, visitor: PageClient) -> None:
    page = visitor.post("/sign-in/", {"login": "", "password": ""})
    assert page.tree.findtext(".//title", "").startswith("Error: Sign in")
    assert set(page.links("//div[@role='alert']").values()) == {"#id_login", "#id_password"}
    wrong = visitor.post("/sign-in/", {"login": "viewer@millbrook.example", "password": "wrong"})
    unknown = visitor.post("/sign-in/", {"login": "nobody@millbrook.example", "password": "wrong"})
    assert wrong.words("//div[@role='alert']") == unknown.words("//div[@role='alert']")
    answer = visitor.client.post(
        "/sign-in/?next=/p/millbrook/",
        {"login": "viewer@millbrook.example", "password": PASSWORD, "next": "/p/millbrook/"},
    )
    assert answer["Location"] == "/p/millbrook/"
    assert "Sign out?" in visitor.get("/sign-out/").headings()
    assert visitor.client.post("/sign-out/")["Location"] == "/"
    assert visitor.client.get("/p/millbrook/").status_code == 302


def test_sign_in_does_not_lead_elsewhere(closed: Seeded, visitor: PageClient) -> None:
    data = {"login": "viewer@millbrook.example", "password": PASSWORD, "next": "https://evil.example/"}
    assert visitor.client.post("/sign-in/", data)["Location"] == "/"


def test_words_and_components(db: None, visitor: PageClient, settings: object) -> None:
    assert "Is it making a difference?" in visitor.get("/words/").words()
    visitor.get("/components/", status=404)
    settings.SHOW_COMPONENTS = True  # type: ignore[attr-defined]
    page = visitor.get("/components/")
    assert "There is a problem" in page.words()
    shapes = {"".join(each.xpath("./@d | ./*/@d | .//@cx | .//@fill")) for each in page.tree.xpath("//svg")}
    assert len(shapes) >= 6


def test_every_light_has_a_shape_of_its_own() -> None:
    from saferplan.report.tree import Light
    from saferplan.web import signs

    assert len(set(signs.SHAPES.values())) == len(Light)
    assert len({str(letter) for letter in signs.LETTERS.values()}) == len(Light)
    assert len({str(word) for word in signs.WORK.values()}) == len(Light)


def test_raw_html_in_a_position_is_text(demo: Seeded, member: PageClient) -> None:
    from saferplan.cycle.models import Update

    Update.objects.update(position="<script>alert(1)</script> [x](javascript:alert(1)) <b>bold</b>")
    page = member.get(f"/p/harbour/{LATEST}/activity/1.1.1a/")
    assert "<script>alert" not in page.text
    assert not page.tree.xpath("//a[starts-with(@href,'javascript')]")
    assert "<b>bold</b>" in page.words("//section[@aria-labelledby='position']")


def test_broken_pages_need_no_database(visitor: PageClient, rf: object) -> None:
    from saferplan.web.site.views import broken

    answer = broken(rf.get("/"))  # type: ignore[attr-defined]
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in answer.content.decode()


def test_a_form_without_its_token_is_explained(closed: Seeded) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()


PAGES = ["", "print/", "priority/1/", "activity/1.1.1a/", "card/1/", "decisions/", "findings/", "download/json/"]
# What shows charts also reads the measures' values, and what was known when the period was published.
WITH_CHARTS = {"priority/1/": 16, "activity/1.1.1a/": 16, "download/json/": 16}


@pytest.mark.parametrize("tail", PAGES)
def test_queries_are_at_most_twelve_and_constant(db: None, tail: str) -> None:
    """Counted with session and user: one period and one activity against eight periods and sixty activities."""
    small = seed("small", "Small", priorities=1, each=1, keys=(LATEST,))
    large = seed("large", "Large", priorities=12, each=5)
    counts = []
    for slug, seeded in (("small", small), ("large", large)):
        client = PageClient()
        client.sign_in(seeded.viewer)
        client.client.get(f"/p/{slug}/{LATEST}/{tail}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.client.get(f"/p/{slug}/{LATEST}/{tail}")
        assert answer.status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
    assert counts[0] <= WITH_CHARTS.get(tail, 12), counts


def test_history_queries_do_not_grow(db: None) -> None:
    seeded = seed("large", "Large", priorities=6, each=5)
    client = PageClient()
    client.sign_in(seeded.viewer)
    with CaptureQueriesContext(connection) as queries:
        client.get("/p/large/history/")
    assert len(queries) <= 12


def test_a_light_recorded_later_counts_instead(demo: Seeded, member: PageClient) -> None:
    row = StatedLight.objects.filter(period=demo.periods[-1], activity__isnull=False, light="red").first()
    assert row is not None
    before = member.get(f"/p/harbour/{LATEST}/").words("//p[@class='sp-counts'][1]")
    StatedLight.objects.create(
        period=row.period,
        activity=row.activity,
        light="green",
        source="override",
        by="x",
        reason="Cover found.",
        recorded_at=datetime(2026, 6, 25, tzinfo=UTC),
    )
    after = member.get(f"/p/harbour/{LATEST}/").words("//p[@class='sp-counts'][1]")
    assert "4 Off track" in before
    assert "3 Off track" in after
