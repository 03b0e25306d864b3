"""The list of measures, page by page, narrowed by name, supplier and priority as its address says."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.accounts.models import Agency
from saferplan.measures.models import Measure
from saferplan.plan.models import Priority
from saferplan.web.measures import list_views
from saferplan.web.measures.list_views import MEASURES_A_PAGE
from tests.web.client import Page, PageClient
from tests.web.measures.seed_measures import add_measure, add_values, link, release, steady
from tests.web.seed import Seeded, seed

pytestmark = pytest.mark.django_db
LIST = "/p/harbour/measures/"


@pytest.fixture
def many(demo: Seeded) -> list[Measure]:
    """120 measures of three suppliers and of nobody, each with three months."""
    police = Agency.objects.get(partnership=demo.partnership, name="Police")
    ambulance = Agency.objects.create(partnership=demo.partnership, name="Ambulance trust")
    made = []
    for number in range(120):
        supplier = (police, ambulance, None)[number % 3]
        measure = add_measure(demo.partnership, f"calls-{number}", name=f"Calls in ward {number}", supplier=supplier)
        add_values(measure, [number, number + 1, number + 2])
        release(measure)
        made.append(measure)
    return made


def names(page: Page) -> list[str]:
    cells = page.tree.xpath("//table[contains(@class,'sp-measures')]/tbody/tr/th/a")
    return [" ".join(cell.text_content().split()) for cell in cells]


def suppliers(page: Page) -> list[str]:
    return [heading for heading in page.headings() if heading not in ("Measures", "Retired")]


def links(page: Page) -> list[str]:
    return [str(link) for link in page.tree.xpath("//nav[contains(@class,'govuk-pagination')]//a/@href")]


def test_pages_follow_the_suppliers_and_leave_nothing_out(many: list[Measure], member: PageClient) -> None:
    pages = [member.get(f"{LIST}?page={number}") for number in (1, 2, 3)]
    assert [suppliers(page) for page in pages] == [
        ["Ambulance trust", "Police"],
        ["Police", "No supplier is named"],
        ["No supplier is named"],
    ]
    assert [len(names(page)) for page in pages] == [50, 50, 20]
    assert sorted(name for page in pages for name in names(page)) == sorted(each.name for each in many)
    assert "51 to 100 of 120 measures" in pages[1].words()
    assert links(pages[1]) == ["?page=1", "?page=1", "?page=2", "?page=3", "?page=3"]
    assert pages[1].tree.xpath("//a[@aria-current='page' and contains(@class,'pagination')]/@href") == ["?page=2"]


@pytest.mark.parametrize("page", ["0", "99", "x", ""])
def test_a_page_that_is_not_there_is_the_nearest(many: list[Measure], member: PageClient, page: str) -> None:
    assert len(names(member.get(f"{LIST}?page={page}"))) in (20, 50)


def test_only_the_measures_on_the_page_are_worked_out(
    many: list[Measure], member: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    load_seen = list_views.load_seen

    def counted(visit: object, measures: list[Measure], now: object) -> object:
        asked.append(len(measures))
        return load_seen(visit, measures, now)  # type: ignore[arg-type]

    monkeypatch.setattr(list_views, "load_seen", counted)
    member.get(LIST)
    assert asked == [MEASURES_A_PAGE]


def test_queries_do_not_grow_with_the_measures(many: list[Measure], member: PageClient) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            member.get(LIST)
        return len(captured)

    member.get(LIST)
    full = count()
    Measure.objects.filter(pk__in=[each.pk for each in many[20:]]).delete()
    assert count() == full


def test_names_suppliers_and_priorities_narrow_it_and_stay_in_the_address(
    demo: Seeded, many: list[Measure], member: PageClient
) -> None:
    page = member.get(f"{LIST}?name=WARD+calls&page=2")
    assert len(names(page)) == 50
    assert links(page)[0] == "?name=WARD+calls&page=1"
    assert page.tree.xpath("//input[@name='name']/@value") == ["WARD calls"]
    police = Agency.objects.get(partnership=demo.partnership, name="Police")
    page = member.get(f"{LIST}?supplier={police.pk}")
    assert suppliers(page) == ["Police"]
    assert len(names(page)) == 40
    assert page.tree.xpath(f"//select[@name='supplier']/option[@value='{police.pk}']/@selected")
    assert suppliers(member.get(f"{LIST}?supplier=none")) == ["No supplier is named"]
    priority = Priority.objects.filter(partnership=demo.partnership).order_by("id")[0]
    link(many[4], priority)
    assert names(member.get(f"{LIST}?priority={priority.pk}")) == ["Calls in ward 4"]
    page = member.get(f"{LIST}?priority={priority.pk}&supplier=none")
    assert "No measure matches." in page.words()
    assert page.tree.xpath("//form//a[@href='/p/harbour/measures/']")


@pytest.mark.parametrize("asked", ["supplier=999999", "priority=x", "name=%00", "supplier=%00"])
def test_what_the_address_says_amiss_is_left_out(many: list[Measure], member: PageClient, asked: str) -> None:
    page = member.get(f"{LIST}?{asked}")
    assert len(names(page)) == 50
    assert not page.tree.xpath("//*[contains(@class,'govuk-error-message')]")


def test_another_partnership_is_no_supplier_here(many: list[Measure], member: PageClient) -> None:
    other = seed("elsewhere", "Elsewhere")
    theirs = Agency.objects.create(partnership=other.partnership, name="Their police")
    page = member.get(LIST)
    assert "Their police" not in page.words()
    assert len(names(member.get(f"{LIST}?supplier={theirs.pk}"))) == 50


def test_a_short_list_has_nothing_to_narrow(demo: Seeded, member: PageClient) -> None:
    add_values(add_measure(demo.partnership, "burglary"), steady(1, 12))
    page = member.get(LIST)
    assert not page.tree.xpath("//form[contains(@class,'sp-filter')]")
    assert links(page) == []


def test_retired_measures_stand_at_the_end(many: list[Measure], member: PageClient) -> None:
    Measure.objects.filter(pk=many[0].pk).update(retired_on=date(2026, 1, 1))
    assert "Retired" not in member.get(LIST).headings()
    assert "Retired" in member.get(f"{LIST}?page=3").headings()
    assert "Retired" not in member.get(f"{LIST}?page=3&name=119").headings()
