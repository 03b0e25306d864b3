"""Every address for every kind of visitor, in their own partnership and in another.

The table of addresses, and how to add one, is in `role_rows.py`. An address without a row fails the test. What each
visitor gets follows from `accounts.rules.RIGHTS`:

- not signed in: the way to sign in;
- without the right, of another partnership, or no longer a member: not found, as if there were nothing;
- with the right: 200, or what the row says in `gives`; a page that only takes a POST says 405 to a GET, and changes
  nothing at all when the form is sent by somebody without the right.

Board members see a period once it is ready: the seeded periods are as good as published, and the tests of a period's
states say what happens before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from saferplan.accounts.models import Membership, User
from saferplan.accounts.rules import RIGHTS, Right, Role, may
from saferplan.cycle.meeting_actions import add_usual_steps
from tests.web.client import sign_in
from tests.web.role_rows import (
    ELSEWHERE,
    EVERYBODY,
    NOT_FOUND,
    OTHER_PAGES,
    PAGES,
    SEEN,
    SIGNED_IN,
    VISITORS_ONLY,
    Ids,
)
from tests.web.seed import MEMBERS, Seeded, add_user, hashed_password, seed
from tests.web.start.reports import upload_report

pytestmark = pytest.mark.django_db

VISITORS: dict[str, Role | None] = {
    "anonymous": None,
    **{name: role for name, (role, _agency) in MEMBERS.items()},
    "other": None,
    "left": None,
}


@dataclass(frozen=True)
class Site:
    """Two partnerships, made once: the tests here change nothing that another one reads."""

    own: Seeded
    other: Seeded
    left: User

    def user(self, visitor: str) -> User | None:
        if visitor == "anonymous":
            return None
        if visitor == "other":
            return self.other.administrator
        return self.left if visitor == "left" else getattr(self.own, visitor)

    def client(self, visitor: str) -> Client:
        client = Client()
        user = self.user(visitor)
        if user is not None:
            sign_in(client, user)
        return client


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    with (
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
        transaction.atomic(),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(settings, "DATA_DIR", tmp_path_factory.mktemp("data"))
        own, other = (seed(slug, slug.capitalize(), priorities=1, each=2) for slug in ("own", "other"))
        for each in (own, other):
            upload_report(each.partnership)
            add_usual_steps(meeting=each.periods[-1].meetings.get(), by="test", now=timezone.now())
        left = User.objects.create(username="left@own.example", email="left@own.example", password=hashed_password())
        Membership.objects.create(
            user=left, partnership=own.partnership, role=Role.ADMINISTRATOR.value, left_at=timezone.now()
        )
        yield Site(own, other, left)
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
    assert names() == {*PAGES, *OTHER_PAGES, *ELSEWHERE}
    assert set(RIGHTS) == {role for role in VISITORS.values() if role}, "every role comes by"


def test_each_address_has_one_row_only() -> None:
    assert len(PAGES) + len(OTHER_PAGES) + len(ELSEWHERE) == len({*PAGES, *OTHER_PAGES, *ELSEWHERE})


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("name", PAGES)
def test_who_sees_what(site: Site, name: str, visitor: str) -> None:
    row, url = PAGES[name], Ids(site.own).address(name)
    client = site.client(visitor)
    is_let_in = may(VISITORS[visitor], row.right)
    for answer in (client.get(url), client.head(url)):
        if visitor == "anonymous":
            assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={url}")
        elif not is_let_in:
            assert answer.status_code == NOT_FOUND
        else:
            takes_no_head = answer.request["REQUEST_METHOD"] == "HEAD" and answer.status_code == 405
            assert takes_no_head or answer.status_code == (405 if row.sends else row.gives)
    if not is_let_in:
        sent = client.post(url, {"name": "x"})
        assert sent.status_code == (302 if visitor == "anonymous" else NOT_FOUND)
        if visitor == "anonymous":
            assert sent["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    "name", [name for name, row in PAGES.items() if any(str(x).startswith("$") for x in row.takes)]
)
def test_what_belongs_to_another_partnership_is_not_there(site: Site, name: str) -> None:
    """Its number in our own address leads nowhere, even for an administrator of both."""
    user = add_user(f"both-{name}@own.example", site.own.partnership, Role.ADMINISTRATOR)
    Membership.objects.create(user=user, partnership=site.other.partnership, role=Role.ADMINISTRATOR.value)
    client = Client()
    sign_in(client, user)
    takes = [Ids(site.other).find(each) for each in PAGES[name].takes]
    url = reverse(name, args=[site.own.partnership.slug, *takes])
    if PAGES[name].sends:
        assert client.post(url).status_code == NOT_FOUND
    else:
        assert client.get(url).status_code == NOT_FOUND
        assert client.post(url).status_code in (NOT_FOUND, 405)


def masked(page: bytes) -> bytes:
    """The page without its form tokens, which differ each time."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]*', rb"\1", page)


@pytest.mark.parametrize("name", PAGES)
def test_a_partnership_that_is_not_there_looks_like_a_closed_one(site: Site, name: str) -> None:
    """Nobody can find out by asking which partnerships exist."""
    url = Ids(site.own).address(name)
    nowhere = url.replace("/p/own/", "/p/nowhere/")
    for visitor in ("anonymous", "other"):
        there, not_there = (site.client(visitor).get(each) for each in (url, nowhere))
        assert there.status_code == not_there.status_code
        assert masked(there.content).replace(b"/p/own/", b"/p/nowhere/") == masked(not_there.content)
        location = there.headers.get("Location", "").replace("/p/own/", "/p/nowhere/")
        assert location == not_there.headers.get("Location", "")


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("name", OTHER_PAGES)
def test_pages_of_no_partnership(site: Site, name: str, visitor: str) -> None:
    whose = OTHER_PAGES[name]
    is_signed_in = visitor != "anonymous"
    is_for = {EVERYBODY: True, VISITORS_ONLY: not is_signed_in, SIGNED_IN: is_signed_in}[whose]
    assert site.client(visitor).get(reverse(name)).status_code == (SEEN if is_for else 302)


SEEING = (Right.SEE_READY, Right.SEE_FINDINGS)
READS = sorted(name for name, row in PAGES.items() if row.right in SEEING and not row.sends)


@pytest.mark.parametrize("name", READS)
def test_pages_that_show_take_no_post(site: Site, name: str) -> None:
    assert site.client("administrator").post(Ids(site.own).address(name)).status_code == 405


def test_somebody_switched_off_sees_nothing(site: Site) -> None:
    user = add_user("gone@own.example", site.own.partnership, Role.VIEWER)
    client = Client()
    sign_in(client, user)
    assert client.get("/p/own/").status_code == SEEN
    user.is_active = False
    user.save()
    assert client.get("/p/own/").status_code == 302


def test_every_page_is_sent_with_its_policy(site: Site) -> None:
    answer = site.client("viewer").get("/p/own/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
