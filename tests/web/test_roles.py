"""Every address for every kind of visitor. An address without a row here fails the test."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.web.check.test_check import CHECK_PAGES
from tests.web.client import PageClient
from tests.web.seed import LATEST, Seeded, add_user, seed
from tests.web.start.test_roles import START_PAGES

pytestmark = pytest.mark.django_db

SIGN_IN = "sign in"
NOT_FOUND = 404
SEEN = 200
VISITORS = ("anonymous", "viewer", "editor", "other")

# What each visitor gets in the closed partnership, then in the open demo; "other" is a member of another partnership.
LIVE = (
    {"anonymous": SIGN_IN, "viewer": SEEN, "editor": SEEN, "other": NOT_FOUND},
    {"anonymous": SEEN, "viewer": SEEN, "editor": SEEN, "other": SEEN},
)
MEMBERS = (
    {"anonymous": SIGN_IN, "viewer": SEEN, "editor": SEEN, "other": NOT_FOUND},
    {"anonymous": SIGN_IN, "viewer": SEEN, "editor": SEEN, "other": NOT_FOUND},
)
EDITORS = (
    {"anonymous": SIGN_IN, "viewer": NOT_FOUND, "editor": SEEN, "other": NOT_FOUND},
    {"anonymous": SIGN_IN, "viewer": NOT_FOUND, "editor": SEEN, "other": NOT_FOUND},
)
PERIOD = f"/p/{{slug}}/{LATEST}/"
PARTNERSHIP_PAGES = {
    "partnership": ("/p/{slug}/", LIVE),
    "history": ("/p/{slug}/history/", LIVE),
    "period": (PERIOD, LIVE),
    "print": (PERIOD + "print/", LIVE),
    "decisions": (PERIOD + "decisions/", LIVE),
    "priority": (PERIOD + "priority/1/", LIVE),
    "activity": (PERIOD + "activity/1.1.1a/", LIVE),
    "card": (PERIOD + "card/1/", LIVE),
    "download": (PERIOD + "download/json/", LIVE),
    "findings": (PERIOD + "findings/", MEMBERS),
    "choose-checks": ("/p/{slug}/checks/", EDITORS),
}
# Pages that change something when they are sent; their own tests say what.
CHANGING = {"choose-checks"}
# Pages that belong to no partnership, and what everybody gets there.
OPEN_PAGES = {
    "home": ("/", SEEN),
    "words": ("/words/", SEEN),
    "components": ("/components/", NOT_FOUND),
    "sign-in": ("/sign-in/", "anonymous only"),
    "sign-out": ("/sign-out/", "members only"),
}
# Pages whose own tests hold their matrix: other parts of the product add theirs here, with the test's name.
ELSEWHERE: dict[str, str] = {
    **dict.fromkeys(START_PAGES, "tests/web/start/test_roles.py"),
    **dict.fromkeys(CHECK_PAGES, "tests/web/check/test_check.py"),
}


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: object) -> Iterator[dict[str, Seeded]]:
    """A closed partnership and the open demo, made once: these tests only read."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield {
            "closed": seed("closed", "Closed", priorities=1, each=2),
            "open": seed("open", "Open", is_open=True, priorities=1, each=2),
        }
        transaction.set_rollback(True)


def names(resolver: URLResolver | None = None) -> set[str]:
    found: set[str] = set()
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            found |= names(each)
        elif isinstance(each, URLPattern):
            assert each.name, f"{each.pattern} has no name"
            found.add(each.name)
    return found


def test_every_address_has_a_row() -> None:
    assert names() == {*PARTNERSHIP_PAGES, *OPEN_PAGES, *ELSEWHERE}


def masked(page: bytes) -> bytes:
    """The page without its form tokens, which differ each time."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]*', rb"\1", page)


def sign_in(client: PageClient, visitor: str, seeded: Seeded, elsewhere: Seeded) -> None:
    who = {"viewer": seeded.viewer, "editor": seeded.editor, "other": elsewhere.editor}
    if visitor in who:
        client.sign_in(who[visitor])


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("slug", ["closed", "open"])
@pytest.mark.parametrize("name", PARTNERSHIP_PAGES)
def test_who_sees_what(both: dict[str, Seeded], name: str, slug: str, visitor: str) -> None:
    address, rights = PARTNERSHIP_PAGES[name]
    expected = rights[slug == "open"][visitor]
    client = PageClient()
    sign_in(client, visitor, both[slug], both["closed" if slug == "open" else "open"])
    url = address.format(slug=slug)
    answer = client.client.get(url)
    if expected == SIGN_IN:
        assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={url}")
    else:
        assert answer.status_code == expected


@pytest.mark.parametrize("name", PARTNERSHIP_PAGES)
def test_a_partnership_that_is_not_there_looks_like_a_closed_one(both: dict[str, Seeded], name: str) -> None:
    """Nobody can find out by asking which partnerships exist."""
    address = PARTNERSHIP_PAGES[name][0]
    anonymous, member = PageClient(), PageClient()
    member.sign_in(both["open"].editor)
    for client in (anonymous, member):
        there = client.client.get(address.format(slug="closed"))
        not_there = client.client.get(address.format(slug="nowhere"))
        assert there.status_code == not_there.status_code
        assert masked(there.content).replace(b"closed", b"nowhere") == masked(not_there.content)
        assert there.headers.get("Location", "").replace("closed", "nowhere") == not_there.headers.get("Location", "")


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("name", OPEN_PAGES)
def test_pages_of_no_partnership(both: dict[str, Seeded], name: str, visitor: str) -> None:
    address, expected = OPEN_PAGES[name]
    client = PageClient()
    sign_in(client, visitor, both["closed"], both["open"])
    is_member = visitor != "anonymous"
    if expected == "anonymous only":
        expected = 302 if is_member else SEEN
    elif expected == "members only":
        expected = SEEN if is_member else 302
    assert client.client.get(address).status_code == expected


@pytest.mark.parametrize("name", sorted(set(PARTNERSHIP_PAGES) - CHANGING))
def test_pages_that_show_take_no_post(both: dict[str, Seeded], name: str) -> None:
    client = PageClient()
    client.sign_in(both["closed"].editor)
    assert client.client.post(PARTNERSHIP_PAGES[name][0].format(slug="closed")).status_code == 405


def test_somebody_switched_off_sees_nothing(both: dict[str, Seeded]) -> None:
    from saferplan.accounts.rules import Role

    user = add_user("gone@closed.example", both["closed"].partnership, Role.VIEWER)
    client = PageClient()
    client.sign_in(user)
    assert client.client.get("/p/closed/").status_code == SEEN
    user.is_active = False
    user.save()
    assert client.client.get("/p/closed/").status_code == 302


def test_every_page_is_sent_with_its_policy(both: dict[str, Seeded]) -> None:
    answer = PageClient().client.get("/p/open/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
