"""The pages of measures in a real browser: axe at two widths, without colour, without script, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from saferplan.accounts.models import Partnership
from tests.web.browser.conftest import sign_in
from tests.web.browser.looking import problems_of, tab_through, too_wide
from tests.web.measures.seed_measures import seed_measures
from tests.web.seed import LATEST

# WCAG 1.4.12: readers may space text so without losing any of it.
SPACING = "* {line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important}"

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PAGES = {
    "measure": "/p/harbour/measures/violence-after-dark/",
    "percentage": "/p/harbour/measures/calls-answered/",
    "earlier": "/p/harbour/measures/burglary/?known=2026-06-30",
    "awaited": "/p/harbour/measures/repeat-victims/",
    "list": "/p/harbour/measures/",
    "glance": "/p/harbour/measures/glance/",
    "priority": f"/p/harbour/{LATEST}/priority/1/",
}


@pytest.fixture
def figures(site: str) -> str:
    seed_measures(Partnership.objects.get(slug="harbour"))
    return site


def test_axe_width_and_keyboard(figures: str, page: Page) -> None:
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    sign_in(page, figures)
    problems = []
    for name, path in PAGES.items():
        page.goto(figures + path)
        problems += problems_of(page, name)
    assert not problems, "\n".join(problems)
    assert console == []
    page.goto(figures + PAGES["glance"])
    tab_through(page)


def test_one_chart_is_seen_on_a_phone_and_another_on_a_desk(figures: str, page: Page) -> None:
    sign_in(page, figures)
    for width, seen in ((1280, "wide"), (320, "narrow")):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(figures + PAGES["measure"])
        drawn = [each for each in ("wide", "narrow") if page.locator(f".sp-measure__{each} svg").is_visible()]
        assert drawn == [seen]
        box = page.locator(f".sp-measure__{seen} svg").bounding_box()
        assert box is not None
        # Drawn at its own size or little less, so that its words keep theirs.
        assert box["width"] >= 0.82 * (340 if seen == "narrow" else 760)


def test_charts_need_neither_script_nor_colour(figures: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    page = context.new_page()
    sign_in(page, figures)
    page.emulate_media(forced_colors="active")
    page.goto(figures + PAGES["glance"])
    assert page.get_by_text("Worse than usual").first.is_visible()
    assert page.locator("svg[role=img]").first.is_visible()
    page.get_by_role("link", name="Violence after dark").click()
    page.get_by_label("Day").fill("2026-06-30")
    page.get_by_role("button", name="See what was known").click()
    assert page.get_by_text("This is what was known at the end of 30 June 2026.").is_visible()
    assert page.url.endswith("?known=2026-06-30")
    context.close()


def test_wide_text_spacing_cuts_nothing_off(figures: str, chromium: Browser) -> None:
    context = chromium.new_context(bypass_csp=True, viewport={"width": 320, "height": 900})
    page = context.new_page()
    sign_in(page, figures)
    for name in ("measure", "glance", "priority"):
        page.goto(figures + PAGES[name])
        page.add_style_tag(content=SPACING)
        assert too_wide(page) <= 0, name
    context.close()
