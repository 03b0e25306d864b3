"""The pages that show measures."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.measures.models import Measure, MeasureValue
from saferplan.plan.models import Priority
from tests.web.client import PageClient
from tests.web.measures.seed_measures import add_measure, add_values, link, release, seed_measures, steady
from tests.web.seed import Seeded, seed

pytestmark = pytest.mark.django_db

VIOLENCE = "/p/harbour/measures/violence-after-dark/"


@pytest.fixture
def measures(demo: Seeded) -> dict[str, Measure]:
    return seed_measures(demo.partnership)


def test_the_title_is_what_the_chart_shows(measures: dict[str, Measure], member: PageClient) -> None:
    page = member.get(VIOLENCE)
    assert page.headings()[0].startswith("Violence after dark: ")
    assert "May 2026 is unusually high, which is worse" in page.headings()[0]
    assert page.words("//p[@class='sp-measure__say']").startswith("Worse than usual")
    assert page.headings()[1:] == [
        *("Compared", "What this measures", "Every value", "What was decided, and when", "What was known earlier"),
    ]


def test_a_title_of_ones_own_stands_with_what_the_figures_say(measures: dict[str, Measure], member: PageClient) -> None:
    Measure.objects.filter(code="violence-after-dark").update(title="Nights are more violent since spring")
    page = member.get(VIOLENCE)
    assert page.headings()[0] == "Nights are more violent since spring"
    assert "May 2026 is unusually high" in page.words("//p[@class='sp-measure__say']")


def test_chart_words_and_every_value_stand_on_the_page(measures: dict[str, Measure], member: PageClient) -> None:
    page = member.get(VIOLENCE)
    charts = page.tree.xpath("//svg[@role='img']")
    assert len(charts) == 2
    rows = page.tree.xpath("//table[contains(@class,'sp-values')]/tbody/tr")
    assert len(rows) == 36
    first = [" ".join(cell.text_content().split()) for cell in rows[0]]
    assert first == ["May 2026", "96", "Worse than usual."]
    assert [cell.text_content().strip() for cell in rows[26]][1:] == ["–", "Not collected."]
    assert "New crime system" in page.words("//section[@aria-labelledby='decided']")
    assert "50 from 1 April 2025" in page.words("//section[@aria-labelledby='decided']")
    about = page.words("//section[@aria-labelledby='about']")
    assert "on average from 1 December 2024 to 31 May 2025." in about
    assert "Lower is better" in about


def test_a_baseline_that_is_missing_says_why_who_was_asked_and_when_it_comes(
    measures: dict[str, Measure], member: PageClient
) -> None:
    about = member.get("/p/harbour/measures/calls-answered/").words("//section[@aria-labelledby='about']")
    assert "None yet: The phone system counts since October 2025 only." in about
    assert "Asked of Police on 2 April 2026. Due on 30 September 2026." in about


def test_a_percentage_shows_what_it_is_made_of(measures: dict[str, Measure], member: PageClient) -> None:
    page = member.get("/p/harbour/measures/calls-answered/")
    row = page.words("//table[contains(@class,'sp-values')]/tbody/tr[1]")
    assert "of 1,000" in row
    assert "%" in row
    assert "Too few points" in page.words("//p[@class='sp-measure__say']")


def test_a_zero_that_may_be_missing_says_so(measures: dict[str, Measure], member: PageClient) -> None:
    page = member.get("/p/harbour/measures/nuisance/")
    assert "stands between large values" in page.words("//p[@class='sp-measure__say']")
    assert "May be a missing figure" in page.words("//table")


def test_the_quiet_line_says_source_reach_release_and_day(measures: dict[str, Measure], member: PageClient) -> None:
    line = member.get(VIOLENCE).words("//p[@class='sp-figure__quiet']")
    assert line.startswith("Police recorded crime. Data to 31 May 2026. Cleared for the board. As known on ")
    assert line.endswith("Counted when recorded, not when it happened.")


def test_what_is_not_released_is_awaited_and_never_told(
    measures: dict[str, Measure], member: PageClient, editor: PageClient
) -> None:
    url = "/p/harbour/measures/repeat-victims/"
    page = member.get(url)
    assert page.headings()[0] == "Repeat victims: awaiting release by Police since 14 June 2026"
    assert page.tree.xpath("//svg[@role='img']") == []
    assert {cell.text for cell in page.tree.xpath("//td[contains(@class,'numeric')]")} == {"–"}
    given = editor.get(url)
    assert "Provisional" in given.words("//p[@class='sp-figure__quiet']")
    assert given.tree.xpath("//svg[@role='img']")


def test_what_was_known_earlier_stays_what_it_was(measures: dict[str, Measure], member: PageClient) -> None:
    burglary = measures["burglary"]
    before = member.get("/p/harbour/measures/burglary/?known=2026-06-30").words()
    add_values(burglary, [999], recorded_at=datetime(2026, 7, 2, tzinfo=UTC))
    assert member.get("/p/harbour/measures/burglary/?known=2026-06-30").words() == before
    now = member.get("/p/harbour/measures/burglary/")
    assert "999" in now.words("//table")
    assert "Revised once" in now.words("//table/tbody/tr[1]")
    early = member.get("/p/harbour/measures/burglary/?known=2020-01-01")
    assert early.headings()[0] == "Burglary: no figures yet"
    assert "This is what was known at the end of 1 January 2020." in early.words()


@pytest.mark.parametrize("text", ["soon", "2018-02-31", "2018"])
def test_a_day_that_is_none_is_said_and_changes_nothing(
    measures: dict[str, Measure], member: PageClient, text: str
) -> None:
    assert f"“{text}” is no day." in member.get(f"{VIOLENCE}?known={text}").words()


def test_a_day_to_come_is_now(measures: dict[str, Measure], member: PageClient) -> None:
    assert "This is what was known" not in member.get(f"{VIOLENCE}?known=2999-01-01").words()


def test_the_values_as_csv_are_those_of_the_page(measures: dict[str, Measure], member: PageClient) -> None:
    answer = member.client.get(f"{VIOLENCE}values.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="harbour-violence-after-dark.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 36
    assert (rows[-1]["starts"], rows[-1]["value"], rows[-1]["kind"]) == ("2026-05-01", "96", "concern")
    assert (rows[9]["value"], rows[9]["note"]) == ("", "Not collected")
    held = member.client.get("/p/harbour/measures/repeat-victims/values.csv").content.decode("utf-8-sig")
    assert [row["value"] for row in csv.DictReader(io.StringIO(held))] == [""] * 6


def test_csv_holds_no_formula(measures: dict[str, Measure], member: PageClient) -> None:
    MeasureValue.objects.filter(measure=measures["burglary"]).update(note="=1+1")
    text = member.client.get("/p/harbour/measures/burglary/values.csv").content.decode()
    assert ",'=1+1," in text


def test_all_measures_at_a_glance(measures: dict[str, Measure], member: PageClient) -> None:
    page = member.get("/p/harbour/measures/glance/")
    assert len(page.tree.xpath("//article")) == 5
    assert len(page.tree.xpath("//svg[@role='img']")) == 4
    titles = [" ".join(each.text_content().split()) for each in page.tree.xpath("//article/h2 | //article/h3")]
    assert any(title.startswith("Repeat victims: awaiting release") for title in titles)


def test_no_measure_is_said(demo: Seeded, member: PageClient) -> None:
    assert "No measure is defined yet." in member.get("/p/harbour/measures/glance/").words()


def test_another_partnerships_measure_is_not_there(
    measures: dict[str, Measure], closed: Seeded, member: PageClient
) -> None:
    add_measure(closed.partnership, "theirs")
    member.get("/p/harbour/measures/theirs/", status=404)
    assert member.client.get("/p/harbour/measures/theirs/values.csv").status_code == 404


def test_queries_do_not_grow(db: None) -> None:
    counts = {}
    for slug, number, months in (("few", 1, 3), ("many", 40, 24)):
        seeded = seed(slug, slug, priorities=1, each=1, keys=("2026-06",))
        for place in range(number):
            made = add_measure(seeded.partnership, f"m-{place}")
            add_values(made, steady(place, months))
            release(made)
            link(made, Priority.objects.get(partnership=seeded.partnership))
        client = PageClient()
        client.sign_in(seeded.viewer)
        for tail in ("glance/", "m-0/", "m-0/values.csv"):
            with CaptureQueriesContext(connection) as queries:
                assert client.client.get(f"/p/{slug}/measures/{tail}").status_code == 200
            counts[slug, tail] = len(queries)
    for tail in ("glance/", "m-0/", "m-0/values.csv"):
        assert counts["few", tail] == counts["many", tail], counts
        assert counts["many", tail] <= 12, counts
