"""Chromium for the tests, with the pages of two invented partnerships in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.web.accounts.codes import code
from tests.web.browser.chromium import ARGUMENTS, AXE, ROOT, STYLES, find_chromium
from tests.web.seed import PASSWORD, Seeded, seed


def missing(reason: str) -> None:
    """Skips with the reason, or fails where everything must be there (continuous integration)."""
    if os.environ.get("SAFERPLAN_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    for part in (AXE, STYLES):
        if not part.exists():
            missing(f"{part.relative_to(ROOT)} is missing: run make assets")
    with sync_playwright() as playwright:
        path = find_chromium()
        if path is None and not Path(playwright.chromium.executable_path).exists():
            missing("there is no Chromium: run sh tests/install-browser.sh")
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(transactional_db: None, live_server: object) -> str:
    """The address of a running site that holds an invented partnership."""
    seeded = seed("harbour", "Harbourside Safer Neighbourhoods Partnership", is_invented=True, priorities=6, each=5)
    assert isinstance(seeded, Seeded)
    return str(live_server.url)  # type: ignore[attr-defined]


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def member(site: str, page: Page) -> Page:
    """A page on which a viewer has signed in."""
    sign_in(page, site)
    return page


def sign_in(page: Page, site: str, name: str = "viewer@harbour.example") -> None:
    page.goto(f"{site}/sign-in/")
    page.get_by_label("Email address").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/")


def set_up(page: Page) -> str:
    """Set the second step up on the page that asks for it; returns the secret."""
    secret = page.locator(".sp-secret").inner_text()
    page.get_by_label("Code", exact=True).fill(code(secret))
    with page.expect_navigation():
        page.get_by_role("button", name="Set it up").click()
    return secret
