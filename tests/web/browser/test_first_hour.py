"""The first hour and "Check my report" in a real browser: axe, narrow screens, keyboard, no script, forced colours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page

from tests.web.browser.conftest import set_up, sign_in
from tests.web.browser.looking import problems_of, tab_through
from tests.web.check.test_check import FAULTY
from tests.web.seed import add_user
from tests.web.start.reports import REPORT

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
START = "/p/fernley-safer-partnership/start/"
EDITOR = "officer@fernley.example"


@pytest.fixture
def empty_site(transactional_db: None, live_server: object, settings: object, data_folder: Path) -> str:
    """The address of a running site that holds one person and no partnership."""
    settings.DATA_DIR = data_folder  # type: ignore[attr-defined]
    add_user(EDITOR, None, None)
    return str(live_server.url)  # type: ignore[attr-defined]


@pytest.fixture
def officer(empty_site: str, page: Page) -> Page:
    """A signed-in officer whose report is uploaded."""
    sign_in(page, empty_site, EDITOR)
    begin(page, empty_site)
    return page


@pytest.fixture
def plain_page(chromium: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    yield context.new_page()
    context.close()


def text_file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def press(page: Page, name: str) -> None:
    """Press a button that leads to a page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page, site: str) -> None:
    page.goto(f"{site}/start/")
    page.get_by_label("Name of the partnership").fill("Fernley Safer Partnership")
    press(page, "Start")
    set_up(page)
    press(page, "I have kept them: go on")
    page.goto(site + START + "upload/")
    page.get_by_label("Your last report").set_input_files(text_file("last-quarter.txt", REPORT))
    press(page, "Upload and read it")


def test_every_step_passes_axe_and_fits_a_phone(empty_site: str, page: Page) -> None:
    """From the empty state to the first dashboard; the console stays clean (no policy is broken)."""
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    sign_in(page, empty_site, EDITOR)
    page.goto(f"{empty_site}/start/")
    problems = problems_of(page, "start")
    begin(page, empty_site)
    problems += problems_of(page, "read")
    for name in (
        *("", "upload/", "agencies/", "meeting/", "finish/"),
        *("read/cover/", "read/priority/1/", "read/priority/1/add/", "read/activity/1.1a/", "read/card/1/"),
    ):
        page.goto(empty_site + START + name)
        problems += problems_of(page, name)
    page.goto(empty_site + START + "read/cover/")
    page.get_by_label("The plan's first month").fill("soon")
    press(page, "Save")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    problems += problems_of(page, "cover with an error")
    page.goto(empty_site + START + "finish/")
    press(page, "Make the dashboard")
    assert "July to September 2026" in page.get_by_role("heading", level=1).inner_text()
    page.goto(empty_site + START + "finish/")
    problems += problems_of(page, "finished")
    assert not problems, "\n".join(problems)
    assert console == []


def test_each_step_is_kept_and_taken_back_without_javascript(empty_site: str, plain_page: Page) -> None:
    page = plain_page
    sign_in(page, empty_site, EDITOR)
    begin(page, empty_site)
    page.get_by_role("link", name="Change activity 1.1a").click()
    page.get_by_label("Light").select_option("Red")
    page.get_by_label("Next steps, one a line").fill("Find a second firm; Licensing Manager; 30/11/2026")
    press(page, "Save")
    line = page.locator("li", has_text="Marshals at the taxi rank")
    assert "Red" in line.inner_text()
    line.locator("summary").click()
    assert "Licensing Manager, by 30 November 2026" in line.inner_text()
    page.locator("summary", has_text="1 correction").click()
    press(page, "Take back: Activity 1.1a")
    assert "Amber" in page.locator("li", has_text="Marshals at the taxi rank").inner_text()
    press(page, "This is right: go on")
    assert page.locator("li", has_text="Check what was read").get_by_text("Done").is_visible()
    press(page, "Next: Name agencies and contacts")
    press(page, "Add Night Time Economy Manager")
    press(page, "Remove Night Time Economy Manager")
    assert page.get_by_text("No agency is on the list yet.").is_visible()
    page.goto(empty_site + START + "finish/")
    press(page, "Make the dashboard")
    assert page.url == f"{empty_site}/p/fernley-safer-partnership/"
    page.goto(empty_site + START + "finish/")
    press(page, "Take the import back")
    page.goto(f"{empty_site}/p/fernley-safer-partnership/")
    assert page.get_by_text("There is nothing to show yet").is_visible()


def test_a_line_leads_to_its_row_in_the_original(officer: Page) -> None:
    """The original scrolls in its own box beside what was read; the row is marked, also in forced colours."""
    officer.emulate_media(forced_colors="active")
    link = officer.locator("li", has_text="Visit each burgled home").locator(".sp-read__where")
    link.click()
    place = officer.locator(":target")
    assert "Visit each burgled home" in place.inner_text()
    assert place.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    seen = place.evaluate(
        "e => { const row = e.getBoundingClientRect(), box = e.closest('.sp-original').getBoundingClientRect();"
        " return row.top >= box.top - 1 && row.bottom <= box.bottom + 1 && row.bottom <= innerHeight; }"
    )
    assert seen
    left, right = (officer.locator(f"#{each}").bounding_box() for each in ("read", "original"))
    assert left is not None
    assert right is not None
    assert right["x"] > left["x"] + 400


def test_pages_of_a_pdf_stand_beside_what_was_read(empty_site: str, officer: Page) -> None:
    from saferplan.documents.formats.registry import read_bytes, write_report

    data = write_report(read_bytes("last-quarter.txt", REPORT.encode()).tree, "pdf")
    officer.goto(empty_site + START + "upload/")
    officer.get_by_label("Your last report").set_input_files(
        {"name": "last-quarter.pdf", "mimeType": "application/pdf", "buffer": data}
    )
    press(officer, "Upload and read it")
    picture = officer.locator("#page-1 img")
    officer.wait_for_function("document.querySelector('#page-1 img').naturalWidth > 500")
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] > 500
    officer.locator("li", has_text="Visit each burgled home").locator(".sp-read__where").click()
    assert "#page-" in officer.url


def test_keyboard_reaches_every_part_of_the_first_hour(empty_site: str, officer: Page) -> None:
    for name in ("", "read/", "read/activity/1.1a/", "agencies/"):
        officer.goto(empty_site + START + name)
        tab_through(officer)


def test_check_my_report(empty_site: str, context: BrowserContext, page: Page) -> None:
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    page.goto(f"{empty_site}/check/rules/")
    problems = problems_of(page, "rules")
    page.goto(f"{empty_site}/check/")
    tab_through(page)
    problems += problems_of(page, "check")
    press(page, "Check this report")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    problems += problems_of(page, "check with an error")
    page.get_by_label("Your report").set_input_files(text_file("report.txt", FAULTY))
    press(page, "Check this report")
    problems += problems_of(page, "findings")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the list").click()
    assert download.value.suggested_filename == "findings.csv"
    assert "Fix before publishing" in Path(download.value.path()).read_text("utf-8-sig")
    assert not problems, "\n".join(problems)
    assert console == []


def test_check_my_report_without_javascript_and_in_forced_colours(empty_site: str, plain_page: Page) -> None:
    plain_page.emulate_media(forced_colors="active")
    plain_page.goto(f"{empty_site}/check/")
    plain_page.get_by_label("Your report").set_input_files(text_file("report.txt", FAULTY))
    press(plain_page, "Check this report")
    assert plain_page.get_by_role("heading", level=1).inner_text().endswith("findings")
    summary = plain_page.locator("summary").first
    summary.click()
    assert plain_page.locator("details[open] p").first.is_visible()
    assert plain_page.get_by_role("link", name="Ask the owner").is_visible()
