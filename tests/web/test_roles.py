"""Every address for every kind of visitor, in their own partnership and in another.

An address without a row fails the test. To add one, write a line in PAGES:

    "name of the address": Row(Right.EDIT, 1, sends=True),

that is: the right it needs, what its address takes besides the partnership (put in order into `reverse`; a text that
begins with `$` is looked up in `Ids`, which finds objects of the seeded partnership), and `sends=True` where it only
takes a POST. What each visitor gets follows from `accounts.rules.RIGHTS`:

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
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from saferplan.accounts.models import Membership, Person, User
from saferplan.accounts.rules import RIGHTS, Right, Role, may
from saferplan.cycle.evidence_actions import store
from saferplan.cycle.meeting_actions import add_usual_steps
from saferplan.cycle.models import EvidenceFile, Update
from saferplan.measures.models import ComparisonGroup, DataRequest, Exclusion, GroupMember, Measure, SeriesBreak
from saferplan.plan.models import Card, MeasureLink, Priority
from tests.web.check.test_check import CHECK_PAGES
from tests.web.client import sign_in
from tests.web.seed import LATEST, MEMBERS, Seeded, add_user, hashed_password, seed
from tests.web.start.reports import upload_report

pytestmark = pytest.mark.django_db

NOT_FOUND = 404
SAID_AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
SEEN = 200


@dataclass(frozen=True)
class Row:
    """What an address needs and takes; see the top of this file."""

    right: Right
    takes: tuple[object, ...]
    sends: bool
    gives: int

    def __init__(self, right: Right, *takes: object, sends: bool = False, gives: int = SEEN) -> None:
        for name, value in (("right", right), ("takes", takes), ("sends", sends), ("gives", gives)):
            object.__setattr__(self, name, value)


SEE, FIND, WRITE, REVIEW, EDIT, ADMINISTER = (
    *(Right.SEE_READY, Right.SEE_FINDINGS, Right.CONTRIBUTE, Right.REVIEW, Right.EDIT, Right.ADMINISTER),
)
PAGES: dict[str, Row] = {
    # Dashboards
    "partnership": Row(SEE),
    "history": Row(SEE),
    "period": Row(SEE, LATEST),
    "print": Row(SEE, LATEST),
    "decisions": Row(SEE, LATEST),
    "priority": Row(SEE, LATEST, 1),
    "activity": Row(SEE, LATEST, "1.1.1a"),
    "card": Row(SEE, LATEST, 1),
    "download": Row(SEE, LATEST, "json"),
    # Figures
    "measures-glance": Row(SEE),
    "measure": Row(SEE, "$measure"),
    "measure-values": Row(SEE, "$measure"),
    "measures": Row(FIND),
    "measure-register": Row(FIND),
    "measure-set-up": Row(FIND, "$measure"),
    "measure-new": Row(EDIT),
    "measure-change": Row(EDIT, "$measure"),
    "measure-retire": Row(EDIT, "$measure", sends=True),
    "measure-baseline": Row(EDIT, "$measure"),
    "measure-target": Row(EDIT, "$measure"),
    "measure-break": Row(EDIT, "$measure"),
    "measure-withdraw-break": Row(EDIT, "$measure", "$series_break", sends=True),
    "measure-exclude": Row(EDIT, "$measure"),
    "measure-lift-exclusion": Row(EDIT, "$measure", "$exclusion", sends=True),
    "measure-links": Row(EDIT, "$measure"),
    "measure-end-link": Row(EDIT, "$measure", "$measure_link", sends=True),
    "measure-standing": Row(EDIT, "$measure"),
    "comparison-groups": Row(FIND),
    "comparison-group": Row(FIND, "$group"),
    "comparison-group-new": Row(EDIT),
    "comparison-group-change": Row(EDIT, "$group"),
    "comparison-group-members": Row(EDIT, "$group"),
    "comparison-group-leave": Row(EDIT, "$group", "$group_member"),
    "comparison-group-withdraw": Row(EDIT, "$group", "$group_member", sends=True),
    "measure-areas": Row(EDIT, "$measure"),
    "measure-areas-preview": Row(EDIT, "$measure", "no-such-table", gives=NOT_FOUND),  # nobody has sent it
    "measure-areas-apply": Row(EDIT, "$measure", "no-such-table", sends=True),
    "measure-areas-discard": Row(EDIT, "$measure", "no-such-table", sends=True),
    "measure-returns": Row(WRITE),
    "measure-load": Row(WRITE),
    "measure-load-preview": Row(WRITE, "no-such-file", gives=NOT_FOUND),  # nobody has sent it
    "measure-load-apply": Row(WRITE, "no-such-file", sends=True),
    "measure-load-discard": Row(WRITE, "no-such-file", sends=True),
    "measure-grids": Row(WRITE),
    "measure-grid": Row(WRITE, "$agency", LATEST, gives=NOT_FOUND),  # the agency supplies nothing
    "measure-requests": Row(EDIT),
    "measure-request": Row(FIND, "$data_request"),
    "measure-then": Row(FIND, "$measure"),
    # Findings
    "findings": Row(FIND, LATEST),
    "choose-checks": Row(EDIT),
    # Lights
    "light-rules": Row(EDIT),
    "set-priority-work": Row(EDIT, LATEST, 1),
    "set-priority-results": Row(EDIT, LATEST, 1),
    "set-card": Row(EDIT, LATEST, 1),
    "set-activity": Row(EDIT, LATEST, "1.1.1a"),
    # Periods
    "periods": Row(FIND),
    "run-period": Row(FIND, LATEST),
    "plan-period": Row(EDIT),
    "move-period": Row(EDIT, LATEST, "in-review", sends=True),
    "period-dates": Row(EDIT, LATEST),
    "period-cover": Row(EDIT, LATEST),
    "period-messages": Row(EDIT, LATEST),
    "period-owners": Row(EDIT, LATEST),
    "period-owner": Row(EDIT, LATEST, "$card"),
    "add-meeting": Row(EDIT, LATEST),
    "change-meeting": Row(EDIT, LATEST, "$meeting"),
    "usual-steps": Row(EDIT, LATEST, "$meeting", sends=True),
    "add-step": Row(EDIT, LATEST, "$meeting"),
    "change-step": Row(EDIT, LATEST, "$step"),
    "mark-step": Row(EDIT, LATEST, "$step", sends=True),
    # What the public may not read
    "restricted": Row(EDIT, LATEST),
    "restrict": Row(EDIT, LATEST, "report", "going_well"),
    "restrict-update": Row(WRITE, LATEST, "$card", "position"),
    "end-restriction": Row(EDIT, LATEST, 99, gives=NOT_FOUND),
    # Publishing: the seeded period is ready, and nobody has prepared or published anything
    "publish": Row(EDIT, LATEST),
    "prepare-proof": Row(EDIT, LATEST, sends=True),
    "give-reason": Row(EDIT, LATEST, "small-numbers", gives=NOT_FOUND),
    "proof-files": Row(EDIT, LATEST, gives=NOT_FOUND),
    "approve-proof": Row(EDIT, LATEST, sends=True),
    "give-up-proof": Row(EDIT, LATEST, sends=True),
    "proof-file": Row(EDIT, LATEST, "public", "html", gives=NOT_FOUND),
    # Word templates: the seeded partnership has none
    "templates": Row(EDIT),
    "template-file": Row(EDIT, "report", gives=NOT_FOUND),
    "try-template": Row(EDIT, "report", gives=NOT_FOUND),
    "remove-template": Row(EDIT, "report", sends=True),
    "publications": Row(SEE),
    "public-help": Row(EDIT),
    "case-reviews": Row(EDIT),
    "publication": Row(SEE, LATEST, "1.0", gives=NOT_FOUND),
    "check-publication": Row(SEE, LATEST, "1.0", gives=NOT_FOUND),
    "publication-file": Row(SEE, LATEST, "1.0", "report.pdf", gives=NOT_FOUND),
    "withdraw-publication": Row(EDIT, LATEST, "1.0", gives=NOT_FOUND),
    "ask-destruction": Row(EDIT, LATEST, "1.0", gives=NOT_FOUND),
    "decide-destruction": Row(EDIT, LATEST, "1.0", sends=True),
    # Updates and their review: the seeded contributor leads the first card
    "updates": Row(WRITE),
    "update": Row(WRITE, LATEST, "$card"),
    "update-sent": Row(WRITE, LATEST, "$card", sends=True),
    "update-merge": Row(WRITE, LATEST, "$card", 99, gives=NOT_FOUND),  # nobody has a text to merge
    "update-hand-over": Row(WRITE, LATEST, "$card"),
    "evidence": Row(WRITE, LATEST, "$card", "$evidence"),
    "review-now": Row(REVIEW, gives=302),
    "review": Row(REVIEW, LATEST),
    "review-update": Row(REVIEW, LATEST, "$card"),
    "review-correct": Row(EDIT, LATEST, "$card"),
    # The first hour
    "start": Row(EDIT),
    "start-upload": Row(EDIT),
    "start-read": Row(EDIT),
    "start-cover": Row(EDIT),
    "start-priority": Row(EDIT, 1),
    "start-add-activity": Row(EDIT, 1),
    "start-activity": Row(EDIT, "1.1a"),
    "start-card": Row(EDIT, 1),
    "start-original": Row(EDIT),
    "start-picture": Row(EDIT, 1, gives=NOT_FOUND),  # the seeded report is no PDF
    "start-agencies": Row(EDIT),
    "start-meeting": Row(EDIT),
    "start-finish": Row(EDIT),
    "start-discard": Row(EDIT, sends=True),
    "start-undo": Row(EDIT, sends=True),
    "start-checked": Row(EDIT, sends=True),
    "start-remove-agency": Row(EDIT, "$agency", sends=True),
    "start-remove-contact": Row(EDIT, "$person", sends=True),
    "start-undo-import": Row(EDIT, sends=True),
    # People
    "people": Row(EDIT),
    "person-add": Row(EDIT),
    "person": Row(EDIT, "$person"),
    "person-change": Row(EDIT, "$person"),
    "person-role": Row(EDIT, "$person"),
    "person-leave": Row(EDIT, "$person"),
    "person-revoke": Row(EDIT, "$person", sends=True),
    "person-back": Row(EDIT, "$person", sends=True),
    "person-second-step": Row(ADMINISTER, "$person", sends=True),
}
# Pages that belong to no partnership: for everybody, for those who are not signed in, for those who are.
EVERYBODY, VISITORS_ONLY, SIGNED_IN = "everybody", "visitors only", "signed in"
OTHER_PAGES: dict[str, str] = {
    "home": EVERYBODY,
    "words": EVERYBODY,
    "accessibility": EVERYBODY,
    "sign-in": VISITORS_ONLY,
    "account_login": VISITORS_ONLY,
    "sign-out": SIGNED_IN,
    "account_reset_password": EVERYBODY,
    "account_reset_password_done": EVERYBODY,
    "account_reset_password_from_key_done": EVERYBODY,
    "account_change_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "start-partnership": SIGNED_IN,
}
# Pages with tests of their own: whoever adds one names the test.
ELSEWHERE: dict[str, str] = {
    "components": "tests/web/test_pages.py",
    # Published reports, for everybody.
    **dict.fromkeys(
        ("reports", "reports-feed", "reports-help", "reports-compare", "reports-latest", "report", "report-file"),
        "tests/web/public/test_public.py",
    ),
    # For the supplier, or the owner of the activity.
    **dict.fromkeys(
        ("measure-release", "measure-take-back", "measure-accept"), "tests/web/measures/test_edit_rights.py"
    ),
    "invitation": "tests/web/accounts/test_invitations.py",
    "account_reset_password_from_key": "tests/web/accounts/test_passwords.py",
    **dict.fromkeys(
        (
            *("mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp"),
            *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
        ),
        "tests/web/accounts/test_second_step.py",
    ),
    **dict.fromkeys(CHECK_PAGES, "tests/web/check/test_check.py"),
}


class Ids:
    """The objects of a partnership that addresses name: a row takes `$agency`, the number is found here."""

    def __init__(self, seeded: Seeded) -> None:
        self.seeded = seeded

    def find(self, what: object) -> object:
        if not (isinstance(what, str) and what.startswith("$")):
            return what
        return getattr(self, what[1:])()

    def person(self) -> int:
        return Person.objects.filter(partnership=self.seeded.partnership).order_by("id")[0].pk

    def card(self) -> int:
        return Card.objects.filter(partnership=self.seeded.partnership).order_by("id")[0].pk

    def data_request(self) -> int:
        said = {"starts": date(2026, 4, 1), "ends": date(2026, 6, 30), "by": "test", "recorded_at": SAID_AT}
        said |= {"asked_on": date(2026, 6, 1), "due_on": date(2026, 7, 14), "agency_id": self.agency()}
        return DataRequest.objects.get_or_create(partnership=self.seeded.partnership, defaults=said)[0].pk

    def measure(self) -> str:
        return self._measure().code

    def _measure(self) -> Measure:
        partnership = self.seeded.partnership
        code = f"burglary-{partnership.slug}"
        return Measure.objects.get_or_create(partnership=partnership, code=code, defaults={"name": "Burglary"})[0]

    def series_break(self) -> int:
        said = {"day": date(2025, 4, 1), "reason": "Another system.", "by": "test", "recorded_at": SAID_AT}
        return SeriesBreak.objects.get_or_create(measure=self._measure(), defaults=said)[0].pk

    def exclusion(self) -> int:
        said = {"ends": date(2025, 4, 30), "reason": "Cut off.", "by": "test", "recorded_at": SAID_AT}
        return Exclusion.objects.get_or_create(measure=self._measure(), defaults=said)[0].pk

    def group(self) -> int:
        told = {"own_area": "Ours", "source": "Somebody", "by": "test", "recorded_at": SAID_AT}
        partnership = self.seeded.partnership
        return ComparisonGroup.objects.get_or_create(partnership=partnership, name="Alike", defaults=told)[0].pk

    def group_member(self) -> int:
        told = {"joined_on": date(2025, 4, 1), "by": "test", "recorded_at": SAID_AT}
        return GroupMember.objects.get_or_create(group_id=self.group(), area="Elsewhere", defaults=told)[0].pk

    def measure_link(self) -> int:
        priority = Priority.objects.filter(partnership=self.seeded.partnership).order_by("id")[0]
        told = {"priority": priority, "by": "test", "recorded_at": SAID_AT}
        return MeasureLink.objects.get_or_create(measure=self._measure(), defaults=told)[0].pk

    def evidence(self) -> int:
        update = Update.objects.get(period=self.seeded.periods[-1], card=self.card())
        kept = {"sha256": store().put(b"Forty came."), "size": 11, "media_type": "text/plain", "at": update.recorded_at}
        return EvidenceFile.objects.get_or_create(update=update, name="notes.txt", defaults=kept)[0].pk

    def agency(self) -> int:
        return self.seeded.partnership.agencies.order_by("id")[0].pk

    def meeting(self) -> int:
        return self.seeded.periods[-1].meetings.get().pk

    def step(self) -> int:
        return self.seeded.periods[-1].meetings.get().steps.order_by("id")[0].pk

    def address(self, name: str) -> str:
        return reverse(name, args=[self.seeded.partnership.slug, *map(self.find, PAGES[name].takes)])


# Who comes: everybody's role in the partnership whose pages are asked for.
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


READS = sorted(name for name, row in PAGES.items() if row.right in (SEE, FIND) and not row.sends)


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
