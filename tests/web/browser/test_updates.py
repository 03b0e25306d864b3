"""Updates in a real browser: filled and sent in on a phone without JavaScript and by keyboard, axe, narrow screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from saferplan.accounts.models import User
from saferplan.cycle.models import Period, Update
from saferplan.cycle.update_actions import save_update
from saferplan.cycle.update_contents import Contents
from tests.cycle.returning import NOW, Town, build
from tests.web.browser.conftest import sign_in
from tests.web.browser.looking import problems_of, tab_through, too_wide
from tests.web.seed import hashed_password

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@dataclass
class Place:
    """A running site in which updates are returned."""

    address: str
    town: Town

    def url(self, path: str = "") -> str:
        return f"{self.address}/p/town/2026-12/{path}"

    def sign_in(self, page: Page, name: str) -> None:
        sign_in(page, self.address, f"{name}@town.example")

    def current(self) -> Update:
        return Update.objects.get(period=self.town.period, card=self.town.one.card)


@pytest.fixture
def place(transactional_db: None, live_server: object, settings: object, data_folder: Path) -> Place:
    settings.DATA_DIR = data_folder  # type: ignore[attr-defined]
    town = build()
    User.objects.update(password=hashed_password())
    return Place(str(live_server.url), town)  # type: ignore[attr-defined]


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    """Press a button that leads to a page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_on_a_phone_without_javascript(place: Place, phone: Page) -> None:
    """From the list to the thanks: a text, a light, a step, a file."""
    place.sign_in(phone, "bob")
    phone.goto(f"{place.address}/p/town/updates/")
    phone.get_by_role("link", name="Activity 1.1c").click()
    phone.get_by_label("Slipping (amber)").check()
    phone.get_by_label("Current position").fill("One lamp was mended. The other waits for a part.")
    phone.get_by_label("What will be done").fill("Mend the other lamp")
    phone.get_by_label("Who will do it").fill("")
    phone.get_by_label("Attach files (optional)").set_input_files(
        {"name": "walk.txt", "mimeType": "text/plain", "buffer": b"Dark at the north end."}
    )
    press(phone, "Send it in")
    assert phone.get_by_role("heading", name="There is a problem").is_visible()
    assert phone.get_by_role("link", name="walk.txt").is_visible(), (
        "what was attached is kept although it was not sent in"
    )
    phone.get_by_label("Who will do it").fill("Bob Smith")
    phone.get_by_label("By when").fill("1/2/2100")
    press(phone, "Add another step")
    assert phone.get_by_label("What will be done").count() == 2
    press(phone, "Send it in")
    assert phone.get_by_role("heading", level=1).inner_text() == "Thank you, your update is in"
    assert too_wide(phone) <= 0
    assert place.current().state == "submitted"
    assert [step.text for step in place.current().next_steps.all()] == ["Mend the other lamp"]
    press(phone, "Reopen it to change something")
    assert place.current().state == "draft"


def test_by_keyboard_alone(place: Place, page: Page) -> None:
    place.sign_in(page, "bob")
    page.goto(place.url(f"update/{place.town.one.card}/"))
    tab_through(page)
    page.goto(place.url(f"update/{place.town.one.card}/"))
    page.locator("input[type=radio]:checked").focus()
    page.keyboard.press("ArrowUp")
    assert page.get_by_label("On track (green)").is_checked()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "position"
    page.keyboard.press("Control+a")
    page.keyboard.type("All lamps are lit.")
    page.get_by_label("By when").fill("1/2/2100")
    # Enter in a line of a step saves; it never sends the update in.
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert place.current().state == "draft"
    page.get_by_role("button", name="Send it in").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Thank you, your update is in"


def test_words_are_counted_while_one_writes(place: Place, page: Page) -> None:
    """More than 150 words is advice: nothing turns red, and it can be sent in."""
    place.sign_in(page, "bob")
    page.goto(place.url(f"update/{place.town.one.card}/"))
    page.get_by_label("Current position").fill("word " * 170)
    page.wait_for_function("document.querySelector('.sp-advised').innerText.includes('20 words more than usual')")
    border = page.evaluate("getComputedStyle(document.querySelector('textarea[name=position]')).borderTopColor")
    assert border == page.evaluate(
        "getComputedStyle(document.querySelector('textarea[name=step-0-text]')).borderTopColor"
    )


def test_every_page_passes_axe_at_both_widths(place: Place, page: Page) -> None:
    town = place.town
    save_update(period=town.period, asked=town.two, contents=Contents(position="Ann's."), base=0, by=town.ann, now=NOW)
    parked = save_update(
        period=town.period, asked=town.two, contents=Contents(position="Bob's own."), base=0, by=town.bob, now=NOW
    ).parked
    assert parked
    place.sign_in(page, "bob")
    found = []
    for name, path in {
        "form": f"update/{town.one.card}/",
        "form of one who adds text": f"update/{town.two.card}/",
        "merge": f"update/{town.two.card}/merge/{parked.number}/",
        "hand over": f"update/{town.one.card}/hand-over/",
        "list": "../updates/",
    }.items():
        page.goto(place.url(path))
        found += problems_of(page, name)
    page.goto(place.url(f"update/{town.one.card}/"))
    page.get_by_label("Current position").fill("")
    press(page, "Send it in")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    found += problems_of(page, "form in error")
    page.get_by_label("Current position").fill("One lamp was mended.")
    page.get_by_label("On track (green)").check()
    page.get_by_label("By when").fill("1/2/2100")
    press(page, "Send it in")
    found += problems_of(page, "thanks")
    page.context.clear_cookies()
    place.sign_in(page, "dev")
    for name, path in {"review": "review/", "review of one": f"review/{town.one.card}/"}.items():
        page.goto(place.url(path))
        found += problems_of(page, name)
    press(page, "Send it back")
    found += problems_of(page, "review in error")
    assert found == []
    assert Period.objects.get(pk=town.period.pk).state == "open"
