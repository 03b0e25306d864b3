"""What is restricted is in no public page, feed, comparison or file of a publication, nor in any answer's headers."""

from __future__ import annotations

import pytest
from django.test import Client

from saferplan.accounts.models import AuditEvent
from saferplan.accounts.rules import Role
from saferplan.cycle.models import NextStep, Period, Update
from saferplan.cycle.reports import build_report
from saferplan.cycle.restriction_actions import restrict
from saferplan.documents.publication_models import Publication
from saferplan.documents.publishing import archive
from saferplan.plan.models import ActivityVersion, CardVersion, Criteria, Owner, PriorityVersion
from saferplan.report.audiences import Audience
from saferplan.report.restrictions import Restriction, texts_of
from saferplan.web.public import kept
from tests.documents.decompress import words_found
from tests.documents.publishing.printing import LATER, NOW, publish, reopen
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db(transaction=True)
REPORTS = "/p/harbour/reports/"
KEY = "2026-06"


def _write(period: Period) -> list[str]:
    """A word of its own in each kind of text; the words."""
    words = [f"Qxkestrel{letter}vj" for letter in "abcdefgh"]
    partnership = period.partnership
    Period.objects.filter(pk=period.pk).update(going_well=f"At {words[0]}.", concern=f"Not at {words[1]}.")
    Update.objects.filter(period=period).update(position=f"Met **{words[2]}**.\n\n- Then {words[2]}")
    NextStep.objects.filter(update__period=period).update(text=f"Ring {words[3]}", who=words[3])
    CardVersion.objects.filter(version=period.plan_version).update(aim=f"Help {words[4]}")
    Criteria.objects.filter(card__partnership=partnership).update(green=words[5], amber=words[5], red=words[5])
    Owner.objects.filter(ownership__card__partnership=partnership).update(words=words[6], person=None, agency=None)
    ActivityVersion.objects.filter(version=period.plan_version).update(title=f"Work at {words[7]}")
    PriorityVersion.objects.filter(version=period.plan_version).update(objective=f"Help {words[4]}")
    period.refresh_from_db()
    return words


def _restrict_all(period: Period) -> None:
    report = build_report(period.partnership, period, as_at=NOW)
    for text in texts_of(report):
        if "Qxkestrel" in text.words:
            mark = Restriction(place=text.place, field=text.field, paragraph="3", interest="A contract.")
            restrict(period=period, mark=mark, report=report, role=Role.EDITOR, by="editor", now=NOW)


@pytest.fixture
def out(demo: Seeded, monkeypatch: pytest.MonkeyPatch) -> tuple[Publication, list[str]]:
    """Two numbers of a period in which everything that can be is restricted; its note repeats a word of it."""
    monkeypatch.setattr(kept, "SECONDS", -1)
    period = demo.periods[-1]
    words = _write(period)
    _restrict_all(period)
    report = build_report(period.partnership, period, as_at=NOW)
    passage = Restriction(place="report", field="going_well", passage=words[0], paragraph="3", interest="A contract.")
    restrict(period=period, mark=passage, report=report, role=Role.EDITOR, by="editor", now=NOW)
    publish(period)
    reopen(period)
    return publish(period, note=f"More about {words[0]}.", now=LATER), words


def test_nothing_public_tells_what_is_restricted(out: tuple[Publication, list[str]]) -> None:
    publication, words = out
    visitor = Client()
    files = [file.name for file in archive.list_files(publication, Audience.PUBLIC)]
    assert len(files) > 5
    addresses = [
        REPORTS,
        f"{REPORTS}feed.xml",
        f"{REPORTS}{KEY}/1.0/",
        f"{REPORTS}{KEY}/1.1/",
        f"{REPORTS}compare/?from={KEY}/1.0&to={KEY}/1.1",
        *(f"{REPORTS}{KEY}/1.1/{name}" for name in files),
    ]
    for address in addresses:
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode()
        assert words_found(answer.content + head, words) == {}, address
        assert words_found(answer.content, words) == {}, address


def test_the_boards_files_have_all_of_it_and_the_audit_trail_none(out: tuple[Publication, list[str]]) -> None:
    publication, words = out
    for file in archive.list_files(publication, Audience.BOARD):
        assert len(words_found(archive.bytes_of(file), words)) >= len(words) - 1, file.name
        assert Client().get(f"{REPORTS}{KEY}/1.1/{file.name}").status_code == 404
    trail = str(list(AuditEvent.objects.filter(partnership_id=publication.partnership_id).values())).encode()
    assert b"restriction.add" in trail
    assert words_found(trail, words) == {}
