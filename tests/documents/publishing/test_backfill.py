"""Older reports come in oldest first, all or none, as publications of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction

from saferplan.accounts.actions import create_partnership
from saferplan.accounts.models import Partnership
from saferplan.common.periods import Frequency
from saferplan.cycle.models import Period
from saferplan.documents.demo import demo_report
from saferplan.documents.formats.reading import Reading
from saferplan.documents.publication_models import Publication
from saferplan.documents.publishing import archive, verify
from saferplan.documents.publishing.backfill import NotBroughtIn, Step, bring_in, put_in_order
from saferplan.documents.publishing.verify import Outcome
from saferplan.report.audiences import Audience
from saferplan.report.tree import Report
from tests.documents.publishing.printing import NOW

pytestmark = pytest.mark.django_db(transaction=True)
QUARTER = Frequency.QUARTER


@pytest.fixture
def town() -> Partnership:
    return create_partnership(slug="town", name="Town", by="test", now=NOW)


def read(*reports: Report) -> list[tuple[str, Reading]]:
    return [(f"{place}.docx", Reading(tree=each, placed=3)) for place, each in enumerate(reports)]


def brought(town: Partnership, *reports: Report, **options: object) -> list[Step]:
    settings = {"frequency": QUARTER, "answers": {}, "for_public": False, "by": "ann", "now": NOW} | options
    with transaction.atomic():
        return list(bring_in(town, put_in_order(read(*reports), QUARTER), **settings))  # type: ignore[arg-type]


REPORTS = [demo_report(key) for key in ("2026-09", "2026-03", "2026-06")]


def test_they_stand_in_the_order_of_their_periods_and_numbers() -> None:
    first = REPORTS[1]
    found = put_in_order(read(*REPORTS, replace(first, version="1.10"), replace(first, version="1.9")), QUARTER)
    assert [(each.key, each.number) for each in found] == [
        ("2026-03", archive.number_in(first.version) or "1.0"),
        ("2026-03", "1.9"),
        ("2026-03", "1.10"),
        ("2026-06", found[3].number),
        ("2026-09", found[4].number),
    ]


def test_two_of_one_number_and_one_without_a_period_are_named() -> None:
    with pytest.raises(NotBroughtIn, match=r"0\.docx and 1\.docx are both number"):
        put_in_order(read(REPORTS[0], REPORTS[0]), QUARTER)
    bare = replace(REPORTS[0], date="", period=replace(REPORTS[0].period, key=""))
    with pytest.raises(NotBroughtIn, match=r"0\.docx does not say what period"):
        put_in_order(read(bare), QUARTER)


def test_history_comes_in_and_stays_as_it_was_read(town: Partnership) -> None:
    steps = brought(town, *REPORTS)
    assert [step.older.key for step in steps] == ["2026-03", "2026-06", "2026-09"]
    assert set(Period.objects.values_list("state", flat=True)) == {"closed"}
    assert set(Period.objects.values_list("published_at", flat=True)) == {None}
    found = archive.list_publications(town)
    assert [each.period.key for each in found] == ["2026-09", "2026-06", "2026-03"]
    assert {each.kind for each in found} == {"earlier report"}
    assert {one.outcome for each in found for one in verify.verify(each)} == {Outcome.SAME}
    latest = archive.report_of(found[0], Audience.BOARD)
    assert replace(latest, version=REPORTS[0].version) == REPORTS[0]
    assert not found[0].files.filter(audience="public").exists()


def test_again_changes_nothing(town: Partnership) -> None:
    brought(town, *REPORTS)
    assert [step.publication for step in brought(town, *REPORTS)] == [None, None, None]
    assert Publication.objects.count() == 3


def test_one_that_cannot_come_in_keeps_all_out(town: Partnership) -> None:
    broken = replace(REPORTS[2], priorities=REPORTS[2].priorities * 2)
    with pytest.raises(NotBroughtIn, match="docx: "):
        brought(town, REPORTS[1], broken)
    assert not Publication.objects.exists()
    assert not Period.objects.exists()


def test_what_may_tell_who_somebody_is_does_not_go_to_the_public(town: Partnership) -> None:
    telling = replace(REPORTS[0], going_well="In the quarter two cases were heard for the harbour ward.")
    with pytest.raises(NotBroughtIn, match="may tell who somebody is: “In the quarter two cases"):
        brought(town, telling, for_public=True)
    assert not Publication.objects.exists()
    brought(town, telling)
    assert Publication.objects.get().files.filter(audience="board").exists()


def test_an_older_number_that_comes_later_is_not_the_newest(town: Partnership) -> None:
    newer, older = replace(REPORTS[1], version="1.10"), replace(REPORTS[1], version="1.9", going_well="Older words.")
    brought(town, newer)
    brought(town, older)
    found = archive.list_publications(town)
    assert [each.number for each in found] == ["1.10", "1.9"]
    assert [each.number for each in archive.standing(found)] == ["1.10"]
    period = Period.objects.get()
    assert archive.next_number(period) == "1.11"
    assert period.going_well == newer.going_well
    assert archive.report_of(found[1], Audience.BOARD).going_well == "Older words."
