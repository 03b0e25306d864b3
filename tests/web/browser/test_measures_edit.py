"""Setting up, typing in and releasing figures in a real browser: axe, a phone, keyboard, grey, no script, paper."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from saferplan.accounts.models import Agency, Partnership
from saferplan.measures.models import Measure, Release
from saferplan.plan.models import Activity, MeasureLink
from tests.web.browser.conftest import sign_in
from tests.web.browser.looking import problems_of, tab_through
from tests.web.browser.test_browser import printed
from tests.web.measures.seed_measures import RECORDED, add_measure, add_values, seed_measures, steady
from tests.web.seed import LATEST

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

EDITOR, CONTRIBUTOR = "editor@harbour.example", "contributor@harbour.example"
MEASURES = "/p/harbour/measures/"
ONE = f"{MEASURES}burglary/"


@pytest.fixture
def agency(site: str, settings: object) -> Agency:
    """The contributor's agency, whose figures a colleague recorded and nobody released."""
    settings.SECOND_STEP = False  # type: ignore[attr-defined]
    partnership = Partnership.objects.get(slug="harbour")
    burglary = seed_measures(partnership)["burglary"]
    activity = Activity.objects.filter(partnership=partnership).order_by("id")[0]
    MeasureLink.objects.create(measure=burglary, activity=activity, by="ed", recorded_at=RECORDED)
    agency = Agency.objects.get(partnership=partnership, name="Licensing team")
    add_values(add_measure(partnership, "visits", unit_words="visits", supplier=agency), [*steady(3, 23), 41])
    add_measure(partnership, "held", unit="percentage", per=100, unit_words="kept promises", supplier=agency)
    return agency


def pages(agency: Agency) -> dict[str, str]:
    burglary = Measure.objects.get(code="burglary", partnership__slug="harbour")
    one = MeasureLink.objects.filter(measure=burglary, activity__isnull=False).get()
    own = ("set-up", "change", "baseline", "target", "break", "leave-out", "links", "standing", "take-back")
    return {
        **{name: f"{ONE}{name}/" for name in own},
        "accept": f"{ONE}links/{one.pk}/accept/",
        "then and now": f"{ONE}then-and-now/",
        **{name: f"{MEASURES}{name}/" for name in ("new", "register", "release", "load", "grid", "requests")},
        "grid of one": f"{MEASURES}grid/{agency.pk}/{LATEST}/",
        "release of one": f"{MEASURES}release/{agency.pk}/",
    }


def test_every_page_passes_axe_on_a_desk_and_a_phone(site: str, agency: Agency, page: Page) -> None:
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    sign_in(page, site, EDITOR)
    problems = []
    for name, path in pages(agency).items():
        answer = page.goto(site + path)
        assert answer is not None
        assert (answer.status, page.url) == (200, site + path), name
        problems += problems_of(page, name)
    for name in ("new", "target", "baseline", "break"):
        page.goto(site + pages(agency)[name])
        page.locator("main form button[type=submit]").first.click()
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary", name
        problems += problems_of(page, f"{name} in error")
    assert problems == []
    assert console == []


def test_keyboard_reaches_every_field(site: str, agency: Agency, page: Page) -> None:
    sign_in(page, site, EDITOR)
    found = pages(agency)
    for name in ("set-up", "change", "target", "links", "grid of one", "load", "release of one"):
        page.goto(site + found[name])
        tab_through(page)


def test_a_colleague_releases_a_return_on_a_phone_without_javascript(
    site: str, agency: Agency, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    page = context.new_page()
    sign_in(page, site, CONTRIBUTOR)
    page.goto(site + pages(agency)["release of one"])
    page.get_by_label("From the month").fill("April 2026")
    page.get_by_label("To the month").fill("May 2026")
    page.get_by_label("The board", exact=True).check()
    page.get_by_label("caution", exact=False).fill("Counted by hand.")
    page.get_by_role("button", name="Look at what would be seen").click()
    assert page.locator("article svg[role=img]").count() == 1
    assert page.get_by_text("Counted by hand.").first.is_visible()
    assert not Release.objects.filter(measure__code="visits").exists()
    page.get_by_role("button", name="Release them all").click()
    assert page.get_by_text("are released: 1 measures").is_visible()
    row = Release.objects.get(measure__code="visits")
    assert (row.starts, row.ends, row.caveat) == (date(2026, 4, 1), date(2026, 5, 31), "Counted by hand.")
    context.close()


def test_checks_stand_beside_their_cell_and_are_seen_in_grey(site: str, agency: Agency, page: Page) -> None:
    """A doubtful figure is told by words beside it; what is said keeps its contrast without any colour."""
    sign_in(page, site, CONTRIBUTOR)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(site + pages(agency)["grid of one"])
    page.locator("input[name^=value-]").first.fill("4000")
    page.get_by_role("button", name="Save these figures").click()
    said = page.locator(".sp-grid__doubts, .govuk-error-message").first
    assert said.is_visible()
    cell = page.locator("input[name^=value-]").first
    assert cell.get_attribute("aria-describedby")
    with Image.open(io.BytesIO(said.screenshot())) as image:
        low, high = image.convert("L").getextrema()
    assert high - low > 150


def test_setting_up_and_the_register_print_without_the_site_around_them(
    site: str, agency: Agency, page: Page, tmp_path: Path
) -> None:
    sign_in(page, site, EDITOR)
    for path, says in ((f"{ONE}set-up/", "Burglary"), (f"{MEASURES}register/", "No baseline")):
        words = printed(page, site + path, tmp_path)
        assert says in words
        assert "Sign out" not in words
