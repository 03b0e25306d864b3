"""What the browser tests look for on a page: axe's rules, its width, and where the keyboard goes."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.web.browser.chromium import AXE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = (
    "tags => axe.run(document, {runOnly: tags}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
)
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  // GOV.UK draws radios and checkboxes before their labels; the input itself is invisible.
  const drawn = ['radio', 'checkbox'].includes(at.type) && at.labels.length;
  const style = drawn ? getComputedStyle(at.labels[0], '::before') : getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const painted = style.boxShadow !== 'none' || style.backgroundColor === 'rgb(255, 221, 0)';
  return {
    what: at.textContent.trim().slice(0, 40) || at.tagName,
    shown: outline || painted,
    inside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""


def open_details(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def too_wide(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def axe_problems(page: Page) -> list[object]:
    """Each rule that the page breaks, with the elements."""
    page.evaluate(AXE.read_text())
    return list(page.evaluate(RUN_AXE, TAGS))


def problems_of(page: Page, name: str) -> list[str]:
    """What is wrong with the page as it stands, at 1280 and 320 pixels: rules broken, too wide, cut off."""
    found = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        open_details(page)
        if too_wide(page) > 0:
            found.append(f"{name} at {width} is {too_wide(page)} pixels too wide")
        found += [f"{name} at {width}: {each}" for each in axe_problems(page)]
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def tab_through(page: Page) -> None:
    """Tab from the top: the skip link first, each link, button, field and summary once, the focus always in sight."""
    wanted = page.evaluate(
        "(() => { const groups = new Set(); return [...document.querySelectorAll("
        "'a[href], button, summary, select, input, textarea, [tabindex=\"0\"]')].filter(e => {"
        " if (!e.checkVisibility() || e.type === 'hidden' || e.disabled) return false;"
        " if (e.type === 'radio') { if (groups.has(e.name)) return false; groups.add(e.name); } return true; }).length"
        " })()"
    )
    reached = 0
    for step in range(wanted + 1):
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUS)
        # After the last the focus is nowhere, or on the first again.
        if state is None or (step and state["what"] == "Skip to main content"):
            break
        reached += 1
        assert state["shown"], f"{page.url}: no visible focus on {state['what']}"
        assert state["inside"], f"{page.url}: the focus on {state['what']} is out of sight"
        if step == 0:
            assert state["what"] == "Skip to main content"
    assert reached == wanted, page.url
