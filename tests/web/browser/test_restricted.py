"""Restricting words in a real browser, by keyboard and without a script: the form, the look, the list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from saferplan.cycle.models import Period, Restriction, Update
from tests.web.browser.conftest import sign_in
from tests.web.browser.looking import problems_of, tab_through
from tests.web.seed import LATEST

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LIST = f"/p/harbour/{LATEST}/restricted/"
TOLD = (
    "The landlord of **the Anchor** was visited twice in June, and agreed to close at midnight.\n\n"
    "- A review of the licence is before the council\n- Talks about the lease of the yard go on"
)


def _fill(page: Page, words: str, paragraph: str, why: str) -> None:
    page.get_by_label("The words that the public may not read").fill(words)
    page.get_by_label(f"{paragraph}: ").check()
    page.get_by_label("Why does the public interest").fill(why)
    with page.expect_navigation():
        page.get_by_role("button", name="See what the public will read").click()


def test_words_are_restricted_and_each_page_passes_axe(site: str, page: Page, settings: object) -> None:
    settings.SECOND_STEP = False  # type: ignore[attr-defined]
    first = Update.objects.filter(period__key=LATEST, card__versions__targets__activity__versions__code="1.1.1a")
    Update.objects.filter(pk__in=list(first.values_list("pk", flat=True))).update(position=TOLD)
    Period.objects.filter(key=LATEST).update(concern="The landlord of the Anchor was visited twice in June.")
    sign_in(page, site, "editor@harbour.example")
    page.goto(f"{site}{LIST}")
    page.get_by_text("In focus: 1.1.1a", exact=True).click()
    with page.expect_navigation():
        page.locator("a[href$='/card:0/position/']").click()
    problems = problems_of(page, "form")
    _fill(page, "The landlord of the Anchor was visited twice in June", "7", "A case is before a court.")
    problems += problems_of(page, "look")
    assert page.get_by_text("[Restricted: Schedule 12A, paragraph 7]").first.is_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Keep it from the public").click()
    problems += problems_of(page, "list")
    assert page.locator("mark").count() > 1
    page.goto(f"{site}{LIST}")
    tab_through(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Take the mark off").first.click()
    problems += problems_of(page, "end")
    assert not problems, "\n".join(problems)


def test_a_partner_does_it_without_a_script(site: str, page: Page, chromium: Browser) -> None:
    row = Update.objects.get(period__key=LATEST, card__versions__targets__activity__versions__code="1.1.1a")
    Update.objects.filter(pk=row.pk).update(position=TOLD, state="submitted")
    sign_in(page, site, "contributor@harbour.example")
    context = chromium.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state(), viewport={"width": 320, "height": 900}
    )
    plain = context.new_page()
    plain.goto(f"{site}/p/harbour/{LATEST}/update/{row.card_id}/")
    plain.get_by_role("link", name="Restrict words of the position").click()
    _fill(plain, "Talks about the lease of the yard", "3", "A price is not agreed yet.")
    plain.get_by_role("button", name="Keep it from the public").click()
    assert plain.get_by_text("It is kept from the public.").is_visible()
    context.close()
    assert Restriction.objects.get().by == "contributor@harbour.example"
