"""The table of addresses for the tests of who sees what. To add one, write a line in PAGES:

    "name of the address": Row(Right.EDIT, 1, sends=True),

that is: the right it needs, what its address takes besides the partnership (put in order into `reverse`; a text that
begins with `$` is looked up in `Ids`, which finds objects of the seeded partnership), and `sends=True` where it only
takes a POST.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.urls import reverse

from saferplan.accounts.models import Person
from saferplan.accounts.rules import Right
from saferplan.cycle.evidence_actions import store
from saferplan.cycle.models import EvidenceFile, Update
from saferplan.measures.models import ComparisonGroup, DataRequest, Exclusion, GroupMember, Measure, SeriesBreak
from saferplan.plan.models import Card, MeasureLink, Priority
from tests.web.check.test_check import CHECK_PAGES
from tests.web.seed import LATEST, Seeded

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
