"""The pages in a real browser: axe, narrow screens, keyboard, no script, forced colours, greyscale, print."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.browser.conftest import missing, sign_in
from tests.web.browser.looking import axe_problems, problems_of, tab_through, too_wide
from tests.web.seed import LATEST, seed

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BASE = f"/p/harbour/{LATEST}/"
PAGES = {
    "home": "/",
    "words": "/words/",
    "sign-in": "/sign-in/",
    "not found": "/nowhere/",
    "dashboard": BASE,
    "first period": "/p/harbour/2024-09/",
    "history": "/p/harbour/history/",
    "decisions": BASE + "decisions/",
    "priority": BASE + "priority/1/",
    "activity": BASE + "activity/1.1.1a/",
    "card": BASE + "card/1/",
    "print": BASE + "print/",
    "components": "/components/",
    "findings": BASE + "findings/",
}
# WCAG 1.4.12: readers may space text so without losing any of it.
SPACING = "* {line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important}"


@pytest.fixture(autouse=True)
def _show_components(settings: object) -> None:
    settings.SHOW_COMPONENTS = True  # type: ignore[attr-defined]


def test_axe_and_width(site: str, page: Page) -> None:
    """Every page at 1280 and 320 pixels: no violation, nothing to scroll sideways, a clean console."""
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    sign_in(page, site)
    problems = []
    for name, path in PAGES.items():
        page.goto(site + path)
        problems += problems_of(page, name)
    assert not problems, "\n".join(problems)
    assert [text for text in console if "404" not in text] == []


def test_signed_out_pages_pass_axe(site: str, page: Page) -> None:
    for path in ("/", "/words/", "/sign-in/"):
        page.goto(site + path)
        assert axe_problems(page) == []


def test_errors_pass_axe_and_take_the_focus(site: str, page: Page) -> None:
    page.goto(f"{site}/sign-in/")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".govuk-error-summary")
    assert axe_problems(page) == []
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.get_by_role("link", name="Enter your email address").click()
    assert page.evaluate("document.activeElement.id") == "id_login"


def test_keyboard_reaches_everything_and_shows_where_it_is(site: str, member: Page) -> None:
    """Tab from the top: the skip link first, each link, button and summary once, always with a visible focus."""
    for path in (BASE, BASE + "activity/1.1.1a/", "/p/harbour/history/"):
        member.goto(site + path)
        tab_through(member)
    member.goto(site + BASE)
    member.keyboard.press("Tab")
    member.keyboard.press("Enter")
    assert member.evaluate("document.activeElement.id") == "main"


def test_targets_are_large_enough(site: str, member: Page) -> None:
    """Buttons, selects and summaries are at least 24 pixels high (WCAG 2.5.8); links in text are exempt."""
    member.set_viewport_size({"width": 320, "height": 900})
    for path in (BASE, BASE + "activity/1.1.1a/", "/sign-out/"):
        member.goto(site + path)
        small = member.evaluate(
            "[...document.querySelectorAll('button, select, summary, input')].filter(e => e.checkVisibility() && "
            "e.type !== 'hidden' && e.getBoundingClientRect().height < 24).map(e => e.outerHTML.slice(0, 80))"
        )
        assert small == []


def test_without_javascript(site: str, chromium: Browser) -> None:
    """All is there and all can be done: the menu is open, periods change, signing in works."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    page = context.new_page()
    sign_in(page, site)
    page.goto(f"{site}/p/harbour/")
    assert page.get_by_role("navigation", name="Menu").get_by_role("link", name="Over time").is_visible()
    page.get_by_label("Show another period").select_option("2025-03")
    page.get_by_role("button", name="Go").click()
    page.wait_for_url(f"{site}/p/harbour/2025-03/")
    page.goto(site + BASE + "activity/1.1.1a/")
    page.locator("summary").first.click()
    assert page.get_by_text("Against which criteria").is_visible()
    page.goto(site + BASE + "findings/")
    assert page.get_by_role("heading", level=1).inner_text() == "What the checks found"
    context.close()


def test_menu_opens_on_a_phone(site: str, member: Page) -> None:
    member.set_viewport_size({"width": 320, "height": 900})
    member.goto(site + BASE)
    link = member.get_by_role("link", name="Over time", exact=True)
    assert not link.is_visible()
    member.get_by_role("button", name="Menu").click()
    assert link.is_visible()


def test_forced_colours_keep_every_sign(site: str, context: BrowserContext) -> None:
    """High contrast takes the colours away: borders of cells and all shapes are still drawn, in the text's colour."""
    page = context.new_page()
    sign_in(page, site)
    page.emulate_media(forced_colors="active")
    page.goto(f"{site}/p/harbour/history/")
    styles = page.evaluate(
        "[...document.querySelectorAll('.sp-heat .sp-cell')].map(e => { const s = getComputedStyle(e);"
        " return [s.borderTopStyle, s.borderTopColor !== s.backgroundColor, e.querySelector('svg').clientWidth > 8] })"
    )
    assert len(styles) > 200
    assert {tuple(each[1:]) for each in styles} == {(True, True)}
    assert {each[0] for each in styles} == {"solid", "dashed"}


def test_lights_differ_in_greyscale(site: str, page: Page) -> None:
    """With all colour taken away the sign of each light is still another picture, and darker the worse it is."""
    page.goto(f"{site}/components/")
    page.evaluate("document.documentElement.setAttribute('class', 'govuk-template')")
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    signs = page.locator("#lights ~ p > .sp-light:nth-child(1) svg")
    pictures = [signs.nth(place).screenshot() for place in range(signs.count())]
    assert len(pictures) == 6
    assert len(set(pictures)) == 6
    shapes = page.evaluate("[...document.querySelectorAll('#lights ~ p .sp-cell svg')].map(e => e.innerHTML)")
    letters = page.evaluate("[...document.querySelectorAll('#lights ~ p .sp-cell__letter')].map(e => e.textContent)")
    assert len(set(shapes)) == 6
    assert len(set(letters)) == 6


def test_text_may_be_spaced_out(site: str, chromium: Browser) -> None:
    """WCAG 1.4.12 at 320 pixels: nothing is cut off and nothing has to be scrolled sideways."""
    context = chromium.new_context(viewport={"width": 320, "height": 900}, bypass_csp=True)
    page = context.new_page()
    for path in ("/sign-in/", BASE, BASE + "priority/1/", "/p/harbour/history/"):
        page.goto(site + path)
        if path == BASE:
            sign_in(page, site)
            page.goto(site + path)
        page.add_style_tag(content=SPACING)
        cut = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => { const s = getComputedStyle(e);"
            " return s.overflow === 'hidden' && !e.closest('.govuk-visually-hidden') && e.tagName !== 'svg'"
            " && e.scrollWidth > e.clientWidth + 1 }).map(e => e.className)"
        )
        assert cut == [], path
        assert too_wide(page) <= 0, path
    context.close()


def test_print_page_is_one_sheet_of_a4(site: str, member: Page, tmp_path: Path) -> None:
    """One A4 page in 11 point, with page x of y, and none of the site around it."""
    words = printed(member, site + BASE + "print/", tmp_path)
    info = subprocess.run(["pdfinfo", str(tmp_path / "page.pdf")], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\n", info), info
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info)
    assert size is not None
    assert (round(float(size[1])), round(float(size[2]))) == (595, 842)
    for part in ("OFFICIAL", "Harbourside", "April to June 2026", "Purpose:", "of 30", "Page 1 of 1", "Key:"):
        assert part in words, part
    assert "Sign out" not in words
    sizes = member.evaluate(
        "[...document.querySelectorAll('.sp-paper p, .sp-paper li, .sp-paper td')]"
        ".map(e => getComputedStyle(e).fontSize)"
    )
    assert set(sizes) == {"14.6667px"}, "11 point is 14.6667 pixels"


@pytest.mark.parametrize(("priorities", "decisions"), [(12, 6), (7, 2), (6, 3), (6, 6), (3, 6)])
def test_print_page_stays_one_sheet_with_long_texts(
    site: str, page: Page, tmp_path: Path, priorities: int, decisions: int
) -> None:
    """Many priorities and the longest of everything: cut at words, what is left out is counted, still one sheet."""
    from saferplan.cycle.models import DecisionAsked, Meeting, Period, Update
    from saferplan.plan.models import ActivityVersion, PriorityVersion

    long = "Reopen the community rooms beside the harbour for evening courses and advice " * 6
    seed("long", "Long " * 12, priorities=priorities, each=2)
    for model, name in (
        *((Period, each) for each in ("going_well", "concern")),
        *((PriorityVersion, "title"), (ActivityVersion, "title"), (DecisionAsked, "ask"), (Update, "position")),
        (Meeting, "purpose"),
    ):
        model.objects.update(**{name: long})  # type: ignore[attr-defined]
    DecisionAsked.objects.update(owner="Head of community safety and neighbourhoods of the whole county")
    DecisionAsked.objects.filter(order__gte=decisions).delete()
    sign_in(page, site, "viewer@long.example")
    words = printed(page, f"{site}/p/long/{LATEST}/print/", tmp_path)
    info = subprocess.run(["pdfinfo", str(tmp_path / "page.pdf")], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\n", info), words
    assert ("more priorities on the dashboard" in words) == (priorities == 12)
    assert ("1 more on the dashboard" in words) == (decisions == 6)


def test_every_page_prints_without_the_site_around_it(site: str, member: Page, tmp_path: Path) -> None:
    for path in (BASE, "/p/harbour/history/", BASE + "activity/1.1.1a/"):
        words = printed(member, site + path, tmp_path)
        assert "Harbourside" in words
        assert "Sign out" not in words
        assert "Made with Saferplan" not in words


def printed(page: Page, url: str, folder: Path) -> str:
    if which("pdftotext") is None:
        missing("pdftotext is missing: run sh tests/install-browser.sh")
    page.goto(url)
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True, print_background=False)
    answer = subprocess.run(
        ["pdftotext", "-layout", str(folder / "page.pdf"), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(answer.stdout.split())


def test_inks_have_contrast() -> None:
    """Every colour of a light on white, and on its own tint, has at least 7 to 1."""
    styles = (Path(__file__).resolve().parents[3] / "frontend" / "scss" / "_lights.scss").read_text()
    inks = re.findall(r"\.sp-ink--\w+ \{ color: (#[0-9a-f]{6}); \}", styles)
    assert len(inks) == 6
    assert all(contrast(ink, "#ffffff") >= 7 for ink in inks)
    cells = re.findall(r"\.sp-cell--\w+ \{\n  color: (#\w+);\n(?:.*\n)*?  background: (#\w+);", styles)
    assert len(cells) == 6
    assert all(contrast(ink, tint) >= 7 for ink, tint in cells)


def contrast(first: str, second: str) -> float:
    """The contrast of two `#rrggbb` colours by WCAG, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
