"""Public pages and those of publishing in a real browser: axe, narrow screens, keyboard, without script or cookies."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period, StatedLight
from saferplan.documents.publishing import proofs
from saferplan.web.public import kept
from saferplan.web.site.accessibility import LIST
from tests.documents.publishing.printing import LATER, NOW, publish, reopen
from tests.web.browser.conftest import sign_in
from tests.web.browser.looking import problems_of, tab_through
from tests.web.measures.seed_measures import seed_measures
from tests.web.seed import LATEST

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
REPORTS = "/p/harbour/reports/"
PUBLIC = {
    "archive": REPORTS,
    "report": f"{REPORTS}{LATEST}/1.1/",
    "older number": f"{REPORTS}{LATEST}/1.0/",
    "compare": f"{REPORTS}compare/",
    "compared": f"{REPORTS}compare/?from={LATEST}/1.0&to={LATEST}/1.1",
    "help": f"{REPORTS}help/",
    "accessibility": "/accessibility/",
    "whole report": f"{REPORTS}{LATEST}/1.1/harbour-{LATEST}-1.1.html",
}
PRIVATE = {
    "local help": "/p/harbour/publications/help/",
    "case reviews": "/p/harbour/publications/case-reviews/",
    "restricted": f"/p/harbour/{LATEST}/restricted/",
    "restrict": f"/p/harbour/{LATEST}/restricted/report/going_well/",
    "proof": f"/p/harbour/{LATEST}/publish/",
    "reason": f"/p/harbour/{LATEST}/publish/reasons/unchanged-text/",
    "publications": "/p/harbour/publications/",
    "publication": f"/p/harbour/publications/{LATEST}/1.1/",
    "withdraw": f"/p/harbour/publications/{LATEST}/1.1/withdraw/",
    "destroy": f"/p/harbour/publications/{LATEST}/1.1/destroy/",
    "check": f"/p/harbour/publications/{LATEST}/1.1/check/",
}


@pytest.fixture
def published(site: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Two numbers are out and a third is a proof. Nothing is kept from one test to the next."""
    monkeypatch.setattr(kept, "SECONDS", -1)
    town = Partnership.objects.get(slug="harbour")
    seed_measures(town)
    period = Period.objects.get(partnership=town, key=LATEST)
    publish(period)
    reopen(period)
    StatedLight.objects.filter(period=period, light="green", activity__isnull=False).update(light="complete")
    publish(period, note="Some lights were wrong.", now=LATER)
    reopen(period)
    proofs.prepare(period=period, note="As agreed at the meeting.", amended=True, by="somebody", now=NOW)
    return site


def test_public_pages_need_no_account_script_or_cookie(published: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    page = context.new_page()
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    for path in PUBLIC.values():
        answer = page.goto(published + path)
        assert answer is not None
        assert answer.ok, path
    assert context.cookies() == []
    assert console == []
    page.goto(published + PUBLIC["archive"])
    page.get_by_role("link", name="Compare two reports").click()
    page.get_by_label("The older one").select_option(f"{LATEST}/1.0")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("heading", name="Lights", exact=True).is_visible()
    context.close()


def test_public_pages_pass_axe_at_both_widths(published: str, page: Page) -> None:
    problems = []
    for name, path in PUBLIC.items():
        page.goto(published + path)
        problems += problems_of(page, name)
    assert not problems, "\n".join(problems)
    page.goto(published + PUBLIC["report"])
    tab_through(page)


def test_pages_of_publishing_pass_axe_at_both_widths(published: str, page: Page, settings: object) -> None:
    settings.SECOND_STEP = False  # type: ignore[attr-defined]
    sign_in(page, published, "editor@harbour.example")
    problems = []
    page.goto(published + PRIVATE["proof"])
    reasons = str(page.locator("a[href*='/reasons/']").first.get_attribute("href"))
    for name, path in (PRIVATE | {"reason": reasons}).items():
        answer = page.goto(published + path)
        assert answer is not None
        assert answer.ok, path
        problems += problems_of(page, name)
    assert not problems, "\n".join(problems)
    page.goto(published + PRIVATE["proof"])
    tab_through(page)


def test_the_statement_says_what_is_tested() -> None:
    from tests.web.browser.tested import tested

    told = json.loads(LIST.read_text(encoding="utf-8"))
    assert told == tested(), "Write it anew: python -m tests.web.browser.tested"
    assert all(told["areas"].values())
