"""Figures typed in: the checks stand beside each cell, and what is doubtful is saved once it is said to be right."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from saferplan.accounts.models import Agency
from saferplan.measures.models import DataLoad, DataRequest, Measure, MeasureValue
from tests.web.client import Page, PageClient
from tests.web.measures.seed_measures import add_measure, add_values, steady
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db


@pytest.fixture
def measures(demo: Seeded) -> dict[str, Measure]:
    agency = Agency.objects.get(partnership=demo.partnership, name="Licensing team")
    visits = add_measure(demo.partnership, "visits", unit_words="visits", supplier=agency)
    add_values(visits, [*steady(3, 23), 41])
    held = add_measure(
        demo.partnership, "held", unit="percentage", per=100, unit_words="kept promises", supplier=agency
    )
    calls = add_measure(demo.partnership, "calls", frequency="quarter", supplier=agency)
    add_measure(demo.partnership, "burglary")
    return {"visits": visits, "held": held, "calls": calls}


@pytest.fixture
def contributor(demo: Seeded) -> PageClient:
    client = PageClient()
    client.sign_in(demo.contributor)
    return client


def address(measures: dict[str, Measure], key: str = "2026-06") -> str:
    return reverse("measure-grid", args=["harbour", measures["visits"].supplier_id, key])


def typed(measures: dict[str, Measure], **texts: str) -> dict[str, object]:
    """`visits="5"`, `held_numerator="3"`, `calls_missing="suppressed…"` as the form sends them."""
    data: dict[str, object] = {}
    for name, text in texts.items():
        code, _under, part = name.partition("_")
        data[f"{part or 'value'}-{measures[code].pk}"] = text
    return data


def stamp(page: Page) -> str:
    return str(page.tree.xpath("//input[@name='checked']/@value")[0])


def test_plain_figures_are_saved_at_once(contributor: PageClient, measures: dict[str, Measure]) -> None:
    page = contributor.get(address(measures))
    assert len(page.tree.xpath("//tbody/tr")) == 3
    assert "41 visits" in page.words() or "41" in page.words()
    data = typed(measures, visits="39", held_numerator="30", held_denominator="40", calls_missing="not collected")
    assert contributor.client.post(address(measures), data).status_code == 302
    rows = MeasureValue.objects.filter(ends=date(2026, 6, 30)).order_by("measure_id")
    told = list(rows.values_list("value", "numerator", "denominator", "missing"))
    assert told == [(39, None, None, ""), (None, 30, 40, ""), (None, None, None, "not collected")]
    assert DataLoad.objects.get().source == "Typed in"
    page = contributor.get(address(measures))
    assert page.tree.xpath("//input[@name=$name]/@value", name=f"value-{measures['visits'].pk}") == ["39"]
    contributor.client.post(address(measures), data)
    assert DataLoad.objects.count() == 1


def test_a_month_inside_a_quarter_asks_for_the_months_only(
    contributor: PageClient, measures: dict[str, Measure]
) -> None:
    assert len(contributor.get(address(measures, "2026-05")).tree.xpath("//tbody/tr")) == 2


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"visits": "4o"}, "4o holds more than a number"),
        ({"visits": "-4"}, "-4 is below zero"),
        ({"visits": "5", "visits_missing": "not collected"}, "keep one of them"),
        ({"held_numerator": "5"}, "One of the two numbers is missing"),
        ({"held_numerator": "5", "held_denominator": "0"}, "Nothing can be divided by zero"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_cell_and_nothing_is_saved(
    contributor: PageClient, measures: dict[str, Measure], texts: dict[str, str], says: str
) -> None:
    before = MeasureValue.objects.count()
    page = contributor.post(address(measures), typed(measures, **({"calls": "7"} | texts)))
    assert says in page.words("//td[contains(@class, 'sp-grid__figure')]")
    assert page.tree.xpath("//input[@aria-invalid='true']")
    assert MeasureValue.objects.count() == before


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"visits": "41"}, "same as in the period before: was it copied?"),
        ({"visits": "410"}, "far outside the usual"),
        ({"visits": "0"}, "This is zero, and the figures before are not"),
        ({"held_numerator": "50", "held_denominator": "40"}, "This is over 100%"),
    ],
)
def test_what_is_doubtful_is_saved_once_it_is_checked(
    contributor: PageClient, measures: dict[str, Measure], texts: dict[str, str], says: str
) -> None:
    before = MeasureValue.objects.count()
    data = typed(measures, **texts)
    page = contributor.post(address(measures), data)
    assert says in page.words("//td[contains(@class, 'sp-grid__figure')]")
    assert MeasureValue.objects.count() == before
    other = typed(measures, **{**texts, "visits": "900"})
    contributor.post(address(measures), {**other, "checked": stamp(page)})
    assert MeasureValue.objects.count() == before
    assert contributor.client.post(address(measures), {**data, "checked": stamp(page)}).status_code == 302
    assert MeasureValue.objects.count() == before + 1


def test_the_grid_of_another_agency_is_not_there(
    contributor: PageClient, editor: PageClient, demo: Seeded, measures: dict[str, Measure]
) -> None:
    police = Agency.objects.get(partnership=demo.partnership, name="Police")
    theirs = reverse("measure-grid", args=["harbour", police.pk, "2026-06"])
    contributor.get(theirs, status=404)
    editor.get(theirs)
    months = reverse("measure-grids", args=["harbour"])
    assert "Police" not in contributor.get(months).words()
    assert {"Police", "Licensing team"} <= set(editor.get(months).headings())


def test_a_request_is_a_workbook_to_fill_in_and_send_back(
    contributor: PageClient, editor: PageClient, measures: dict[str, Measure], tmp_path: object
) -> None:
    measures["visits"].name = '=HYPERLINK("http://x.example")'
    measures["visits"].save()
    asking = reverse("measure-requests", args=["harbour"])
    agency = measures["visits"].supplier_id
    data = {"agency": agency, "first": "July 2026", "last": "September 2026", "due_on": "14/10/2126"}
    assert editor.client.post(asking, data).status_code == 302
    made = DataRequest.objects.get()
    assert made.measures.count() == 3
    assert "14 Oct 2126" in editor.get(asking).words()
    response = contributor.client.get(reverse("measure-request", args=["harbour", made.pk]))
    path = f"{tmp_path}/request.xlsx"
    with open(path, "wb") as file:
        file.write(response.content)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    assert "Please send this workbook back by 14 October 2126." in sheet["A2"].value
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    for row in sheet.iter_rows(min_row=7, min_col=5):
        for cell in row:
            if cell.fill.fill_type is None:
                cell.value = 7
    book.save(path)
    with open(path, "rb") as file:
        sent = contributor.client.post(
            reverse("measure-load", args=["harbour"]), {"file": file, "source": "Licensing team"}
        )
    page = contributor.get(sent.headers["location"])
    # Three months of visits, three of both numbers of the share, one quarter of calls.
    assert "7 new figures" in page.words()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"last": "June 2026"}, "The last month is before the first."),
        ({"last": "July 2029"}, "at most 24 months"),
        ({"due_on": "1/1/2020"}, "The day by which it is due is over."),
        ({"first": "soon"}, "Write the month and the year"),
    ],
)
def test_a_request_must_hold_together(
    editor: PageClient, measures: dict[str, Measure], change: dict[str, str], says: str
) -> None:
    data = {"agency": measures["visits"].supplier_id, "first": "July 2026", "last": "September 2026"}
    page = editor.post(reverse("measure-requests", args=["harbour"]), {**data, "due_on": "14/10/2126", **change})
    assert says in page.words()
    assert DataRequest.objects.count() == 0
