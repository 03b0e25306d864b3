"""The self-contained page in Chromium, served under a policy that lets only its own style in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from saferplan.documents.formats.html.write import style_source, write
from saferplan.report.tree import Report
from tests.documents.formats.figured import FIGURED
from tests.documents.formats.samples import HOSTILE, REASONED, SAMPLE, hostile
from tests.documents.formats.slides.large import large
from tests.web.browser.looking import problems_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ADDRESS = "http://reports.example/report.html"
REPORTS = {
    "sample": lambda: SAMPLE,
    "figured": lambda: FIGURED,
    "reasoned": lambda: REASONED,
    "large": large,
    "hostile": lambda: hostile(f"{HOSTILE} {'Unbroken' * 30}"),
    "empty": Report,
}
POLICY = f"default-src 'none'; style-src {style_source()}"


def show(page: Page, report: Report) -> list[str]:
    """Opens the page; what the browser complains of."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
    page.route(ADDRESS, lambda route: route.fulfill(body=write(report), headers=headers))
    page.goto(ADDRESS)
    return said


@pytest.mark.parametrize("name", REPORTS)
def test_it_is_accessible_fits_a_telephone_and_keeps_to_the_policy(name: str, page: Page) -> None:
    said = show(page, REPORTS[name]())
    assert problems_of(page, name) == []
    assert said == []


def test_columns_are_as_wide_as_they_should_be(page: Page) -> None:
    show(page, SAMPLE)
    table = page.locator("table.rows").first
    widths = table.locator("thead th").evaluate_all("all => all.map(each => each.getBoundingClientRect().width)")
    whole = table.evaluate("each => each.getBoundingClientRect().width")
    assert [round(100 * width / whole) for width in widths] == [49, 17, 17, 17]
