"""Signing in, the second step and people in a real browser: axe, narrow screens, keyboard, without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page

from saferplan.accounts.models import Agency, Person
from tests.web.accounts.codes import code
from tests.web.browser.conftest import set_up, sign_in
from tests.web.browser.looking import problems_of, tab_through
from tests.web.seed import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PEOPLE = "/p/harbour/people/"


@pytest.fixture(autouse=True)
def _nothing_is_counted_yet(site: str) -> None:
    cache.clear()


@pytest.fixture
def ada(site: str) -> Person:
    """A contact with a long address, of an agency with a long name."""
    agency = Agency.objects.get(name="Police")
    agency.name = "Harbourside and Marsh End Constabulary, Neighbourhoods Command"
    agency.save()
    return Person.objects.create(
        partnership=agency.partnership, agency=agency, name="Ada Marsh", email="ada.marsh.neighbourhoods@police.example"
    )


@pytest.fixture
def plain_page(chromium: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    yield context.new_page()
    context.close()


def fill_in(page: Page, name: str) -> None:
    page.get_by_label("Email address").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_from_a_password_to_the_people(site: str, page: Page, ada: Person) -> None:
    """Every page on the way passes axe, fits a phone, and breaks no policy."""
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    problems = []
    for path in ("/sign-in/", "/account/password/forgotten/", "/account/password/forgotten/sent/"):
        page.goto(site + path)
        problems += problems_of(page, path)
    page.goto(site + PEOPLE)
    fill_in(page, "administrator@harbour.example")
    problems += problems_of(page, "set-up")
    page.get_by_label("Code", exact=True).fill("000000")
    press(page, "Set it up")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    problems += problems_of(page, "set-up with an error")
    set_up(page)
    problems += problems_of(page, "recovery codes")
    press(page, "I have kept them: go on")
    assert page.url == site + PEOPLE
    problems += problems_of(page, "people")
    person = f"{PEOPLE}{ada.pk}/"
    for path in (
        *(PEOPLE + "add/", person, person + "change/", person + "role/", person + "left/"),
        *("/account/", "/account/password/", "/account/second-step/remove/", "/account/recovery-codes/new/"),
    ):
        page.goto(site + path)
        problems += problems_of(page, path)
    page.goto(site + person + "role/")
    page.get_by_label("Contributor").check()
    press(page, "Send the invitation")
    problems += problems_of(page, "invited")
    link = page.locator("p.sp-secret").inner_text()
    press_out(page, site)
    for path in (link.removeprefix(site), "/sign-in/?next=/p/harbour/"):
        page.goto(site + path)
        problems += problems_of(page, path)
    fill_in(page, "administrator@harbour.example")
    problems += problems_of(page, "code")
    page.goto(f"{site}/invitation/made-up/")
    problems += problems_of(page, "no invitation")
    assert not problems, "\n".join(problems)
    assert [text for text in console if "404" not in text] == []


def press_out(page: Page, site: str) -> None:
    page.goto(f"{site}/sign-out/")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Sign out").click()


def test_all_of_it_without_javascript(site: str, plain_page: Page, chromium: Browser, ada: Person) -> None:
    """Second step, invitation, joining: by forms alone, as a browser sends them."""
    page = plain_page
    page.goto(site + PEOPLE)
    fill_in(page, "administrator@harbour.example")
    secret = set_up(page)
    recovery = page.locator(".sp-codes li").first.inner_text()
    page.goto(f"{site}{PEOPLE}{ada.pk}/role/")
    page.locator("[value=viewer]").check()
    press(page, "Send the invitation")
    link = page.locator("p.sp-secret").inner_text()

    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    theirs = context.new_page()
    theirs.goto(link)
    theirs.get_by_label("Choose a password").fill("a pass phrase of my own")
    press(theirs, "Accept and join")
    assert theirs.url == f"{site}/p/harbour/"
    assert theirs.get_by_text("You have joined.").is_visible()
    context.close()

    press_out(page, site)
    page.goto(f"{site}/sign-in/")
    fill_in(page, "administrator@harbour.example")
    page.get_by_label("Code", exact=True).fill(code(secret))
    press(page, "Go on")
    assert page.get_by_text("or was used already").first.is_visible(), "the code of the set-up"
    page.get_by_label("Code", exact=True).fill(recovery)
    press(page, "Go on")
    assert page.url == f"{site}/"


def test_a_new_password_by_link_without_javascript(site: str, plain_page: Page) -> None:
    from saferplan.accounts.models import User
    from tests.web.accounts.test_passwords import NEW, asked_link, path

    link = path(asked_link(User.objects.get(username="viewer@harbour.example")))
    plain_page.goto(site + link)
    plain_page.get_by_label("New password").fill(NEW)
    press(plain_page, "Save the new password")
    assert plain_page.get_by_role("heading", level=1).inner_text() == "Your password is changed"


def test_keyboard_reaches_all_of_it(site: str, page: Page, ada: Person) -> None:
    for path in ("/sign-in/", "/account/password/forgotten/"):
        page.goto(site + path)
        tab_through(page)
    sign_in(page, site)
    page.goto(f"{site}/account/")
    tab_through(page)
    page.goto(f"{site}/account/second-step/")
    tab_through(page)


def test_codes_can_be_pasted(site: str, page: Page) -> None:
    page.goto(site + PEOPLE)
    fill_in(page, "editor@harbour.example")
    field = page.get_by_label("Code", exact=True)
    field.evaluate("e => { e.focus(); document.execCommand('insertText', false, ' 123 456 '); }")
    assert field.input_value() == " 123 456 "


def test_the_square_is_dark_on_light_in_forced_colours(site: str, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site + PEOPLE)
    fill_in(page, "editor@harbour.example")
    box = page.locator(".sp-qr")
    assert box.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    assert box.locator("path").first.evaluate("e => getComputedStyle(e).fill") == "rgb(0, 0, 0)"
