"""A client that reads each page as a careful visitor would, and complains.

Every page it fetches must have one h1, a title, labelled inputs, unique ids, anchors and addresses that lead
somewhere, tables with headers, and no inline style or script.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html
from lxml.html import HtmlElement

from saferplan.accounts.models import User

INPUTS = "//input[not(@type='hidden')] | //select | //textarea"


def sign_in(client: Client, user: User, *, second_step: bool = True) -> None:
    """Without the form. With `second_step` the session is as after a code of the authenticator, which is needed of
    editors and administrators."""
    client.force_login(user)
    session = client.session
    done = [{"method": "password", "at": time.time()}]
    if second_step:
        done.append({"method": "mfa", "type": "totp", "at": time.time()})
    session["account_authentication_methods"] = done
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@dataclass
class Page:
    """A page as fetched: its words and its parts."""

    status: int
    url: str
    text: str
    tree: HtmlElement = field(repr=False)

    def words(self, path: str = "//main") -> str:
        """The words of the part, blanks collapsed."""
        return " ".join(" ".join(part.text_content() for part in self.tree.xpath(path)).split())

    def headings(self) -> list[str]:
        return [" ".join(each.text_content().split()) for each in self.tree.xpath("//h1 | //h2")]

    def links(self, path: str = "//main") -> dict[str, str]:
        """The words of each link and its address."""
        return {" ".join(a.text_content().split()): a.get("href") for a in self.tree.xpath(f"{path}//a[@href]")}


class PageClient:
    """Django's test client with eyes. `get` fails the test when the page itself is faulty."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=True)

    def sign_in(self, user: User, *, second_step: bool = True) -> None:
        sign_in(self.client, user, second_step=second_step)

    def get(self, url: str, status: int = 200) -> Page:
        response = self.client.get(url)
        return self._page(response, url, status)

    def post(self, url: str, data: dict[str, object], status: int = 200) -> Page:
        response = self.client.post(url, data)
        return self._page(response, url, status)

    def _page(self, response: HttpResponse, url: str, status: int) -> Page:
        assert response.status_code == status, f"{url} answered {response.status_code}, not {status}"
        text = response.content.decode()
        page = Page(status, url, text, html.document_fromstring(text))
        problems = faults(page)
        assert not problems, f"{url}: " + "; ".join(problems)
        return page


def faults(page: Page) -> list[str]:
    """What is wrong with a page, in words; empty when nothing is."""
    found: list[str] = []
    for check in (_frame, _ids, _inputs, _addresses, _tables, _inline):
        found += check(page)
    return found


def _frame(page: Page) -> list[str]:
    found = []
    if len(page.tree.xpath("//h1")) != 1:
        found.append(f"{len(page.tree.xpath('//h1'))} h1 headings")
    title = page.tree.findtext(".//title") or ""
    if not title.strip().endswith("Saferplan"):
        found.append(f"title {title!r}")
    if not page.tree.get("lang"):
        found.append("no language")
    if len(page.tree.xpath("//main")) != 1:
        found.append("not one main part")
    levels = [int(each.tag[1]) for each in page.tree.xpath("//h1 | //h2 | //h3 | //h4")]
    jumps = [b for a, b in zip(levels, levels[1:], strict=False) if b > a + 1]
    if jumps:
        found.append("heading levels jump")
    return found


def _ids(page: Page) -> list[str]:
    ids = page.tree.xpath("//@id")
    found = [f"id {each!r} stands twice" for each in sorted({i for i in ids if ids.count(i) > 1})]
    for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
        for value in page.tree.xpath(f"//@{attribute}"):
            found += [f"{attribute} points at nothing: {each}" for each in value.split() if each not in ids]
    return found


def _inputs(page: Page) -> list[str]:
    found = []
    for each in page.tree.xpath(INPUTS):
        labels = page.tree.xpath("//label[@for=$id]", id=each.get("id") or "")
        if not any(label.text_content().strip() for label in labels) and not each.get("aria-label"):
            found.append(f"input {each.get('name')!r} has no label")
    for form in page.tree.xpath("//form"):
        if (form.get("method") or "get").lower() == "post" and not form.xpath(".//input[@name='csrfmiddlewaretoken']"):
            found.append("a form without its token")
        if not form.xpath(".//button[@type='submit']"):
            found.append("a form without a button")
    return found + ["an image without alt" for _each in page.tree.xpath("//img[not(@alt)]")]


def _addresses(page: Page) -> list[str]:
    ids = set(page.tree.xpath("//@id"))
    found = []
    for each in {*page.tree.xpath("//@href"), *page.tree.xpath("//form/@action"), *page.tree.xpath("//@src")}:
        parts = urlsplit(each)
        if parts.scheme in ("http", "https", "mailto"):
            continue
        if not parts.path and parts.fragment and parts.fragment not in ids:
            found.append(f"dead anchor #{parts.fragment}")
        if not parts.path and not parts.fragment and not parts.query:
            found.append("an empty address")
        if parts.path and not _leads_somewhere(parts.path):
            found.append(f"dead address {each}")
    return found


def _leads_somewhere(path: str) -> bool:
    if path.startswith("/static/"):
        return finders.find(path.removeprefix("/static/")) is not None
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _tables(page: Page) -> list[str]:
    found = []
    for table in page.tree.xpath("//table"):
        if not table.xpath("./caption"):
            found.append("a table without a caption")
        if not table.xpath(".//thead//th[@scope='col']"):
            found.append("a table without column headers")
        rows = table.xpath("./tbody/tr")
        if rows and not all(row.xpath("./th[@scope='row']") for row in rows):
            found.append("a table row without a header")
    return found


def _inline(page: Page) -> list[str]:
    found = [f"inline style on {each.tag}" for each in page.tree.xpath("//*[@style]")]
    found += ["a style element" for _each in page.tree.xpath("//style")]
    found += ["an inline script" for _each in page.tree.xpath("//script[not(@src)]")]
    names = {str(name) for each in page.tree.iter() if isinstance(each.tag, str) for name in each.attrib}
    handlers = sorted(name for name in names if name.startswith("on"))
    return found + [f"an inline handler {each}" for each in handlers]
