"""Whoever writes or reviews an update keeps words of it from the public, before it is approved too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.rules import Role
from saferplan.cycle.models import Period, Restriction, Update
from saferplan.cycle.reports import build_report
from saferplan.cycle.restriction_actions import restrict_own
from saferplan.cycle.restriction_queries import Places
from saferplan.cycle.update_queries import actor_of, find_asked
from saferplan.report import restrictions as pure
from saferplan.report.restrictions import without_restricted
from tests.web.client import PageClient
from tests.web.restrictions.test_restricted import PAGE, WHY, keep
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 20, 9, tzinfo=UTC)
TOLD = "The landlord of **the Anchor** was visited.\n\n- Twice in June"


def update_of(demo: Seeded, state: str) -> Update:
    """The update that the contributor, of the licensing team, is asked for."""
    period = Period.objects.get(partnership=demo.partnership, key="2026-06")
    row = Update.objects.filter(period=period, card__versions__targets__activity__versions__code="1.1.1a").first()
    assert row is not None
    Update.objects.filter(pk=row.pk).update(position=TOLD, state=state)
    row.refresh_from_db()
    return row


def signed_in(user: object) -> PageClient:
    client = PageClient()
    client.sign_in(user)  # type: ignore[arg-type]
    return client


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_a_partner_marks_words_of_what_was_sent_in(demo: Seeded, editor: PageClient, state: str) -> None:
    row = update_of(demo, state)
    partner = signed_in(demo.contributor)
    address = f"/p/harbour/2026-06/update/{row.card_id}/restrict/position/"
    assert address in partner.get(f"/p/harbour/2026-06/update/{row.card_id}/").tree.xpath("//main//a/@href")
    seen = partner.post(address, {"passage": "landlord of the Anchor", **WHY})
    assert "The [Restricted: Schedule 12A, paragraph 7] was visited." in seen.words()
    keep(partner, address, passage="landlord of the Anchor", **WHY)
    mark = Restriction.objects.get()
    assert (mark.field, mark.passage, mark.by) == ("position", "landlord of the Anchor", "contributor@harbour.example")
    assert partner.client.get(PAGE).status_code == 404
    Update.objects.filter(pk=row.pk).update(state="approved")
    assert "landlord" in editor.get(PAGE).words("//mark")


def test_a_reviewer_comes_from_the_review_and_goes_back_to_it(demo: Seeded) -> None:
    row = update_of(demo, "submitted")
    reviewer = signed_in(demo.reviewer)
    review = f"/p/harbour/2026-06/review/{row.card_id}/"
    address = f"/p/harbour/2026-06/update/{row.card_id}/restrict/position/"
    assert address in reviewer.get(review).tree.xpath("//main//a/@href")
    answer = reviewer.client.post(address, {"passage": "Twice in June", **WHY, "keep": "1"})
    assert answer.headers["Location"] == review


def test_only_words_of_an_update_that_is_there(demo: Seeded) -> None:
    row = update_of(demo, "submitted")
    partner = signed_in(demo.contributor)
    start = f"/p/harbour/2026-06/update/{row.card_id}/restrict"
    assert partner.client.get(f"{start}/aim/").status_code == 404
    assert partner.client.get(f"{start}/criteria/").status_code == 404
    wrong = partner.post(f"{start}/position/", {"passage": "no such words", **WHY})
    assert "These words are not in that text" in wrong.words()
    theirs = Update.objects.filter(period=row.period).exclude(card__ownerships__owners__words="Licensing team").first()
    assert theirs is not None
    assert partner.client.get(f"/p/harbour/2026-06/update/{theirs.card_id}/restrict/position/").status_code == 404


@pytest.mark.parametrize(
    ("who", "place"), [("viewer", ""), ("contributor", "report"), ("contributor", "activity:6.1.1a")]
)
def test_nobody_marks_what_is_not_theirs(demo: Seeded, who: str, place: str) -> None:
    row = update_of(demo, "approved")
    period = Period.objects.select_related("partnership").get(pk=row.period_id)
    asked = find_asked(demo.partnership, period, row.card_id)
    assert asked is not None
    report = build_report(demo.partnership, period, as_at=NOW)
    place = place or Places(demo.partnership, period).of_asked(asked)
    mark = pure.Restriction(place=place, paragraph="7", interest="A case.")
    actor = actor_of(getattr(demo, who), demo.partnership, Role(who))
    with pytest.raises(NotAllowed):
        restrict_own(period=period, asked=asked, mark=mark, report=report, by=actor, now=NOW)
    assert without_restricted(report, ()) == report
    assert not Restriction.objects.exists()
