"""What a period's report says is missing: up to the day it reaches, as it was known when it was published."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.accounts.models import Agency
from saferplan.cycle.models import Period
from saferplan.measures.models import DataRequest, Measure
from saferplan.plan.measure_link_actions import link_measure
from saferplan.report.tree import Gap, MissingFigure
from tests.cycle.test_measured import clear, known, priority_of, report
from tests.web.seed import LATEST, Seeded, seed

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 20, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=60)


@pytest.fixture
def own(db: None) -> Seeded:
    return seed("harbour", "Harbourside", priorities=2, each=2)


@pytest.fixture
def police(own: Seeded) -> Agency:
    return Agency.objects.create(partnership=own.partnership, name="City Police")


@pytest.fixture
def theft(own: Seeded, police: Agency) -> Measure:
    measure = Measure.objects.create(partnership=own.partnership, code="theft", name="Theft", supplier=police)
    link_measure(measure=measure, subject=priority_of(own), by="test", now=NOW)
    return measure


def ask(measure: Measure, starts: date, ends: date, due: date) -> None:
    asked = DataRequest.objects.create(
        partnership=measure.partnership,
        agency=measure.supplier,
        starts=starts,
        ends=ends,
        asked_on=date(2026, 7, 1),
        due_on=due,
        by="eve",
        recorded_at=NOW,
    )
    asked.measures.add(measure)


def told(own: Seeded, at: datetime = NOW) -> list[tuple[Gap, str, str]]:
    return [(each.gap, each.starts, each.ends) for each in report(own, at).register]


def test_late_figures_name_the_supplier_and_the_days(own: Seeded, theft: Measure) -> None:
    known(theft, 4, "10", NOW)
    clear(theft, NOW)
    ask(theft, date(2026, 4, 1), date(2026, 6, 30), due=date(2026, 7, 10))
    assert report(own, NOW).register == (
        MissingFigure(
            code="theft",
            name="Theft",
            gap=Gap.LATE,
            supplier="City Police",
            starts="2026-05",
            ends="2026-05",
            asked_on="2026-07-01",
            due_on="2026-07-10",
        ),
        MissingFigure(code="theft", name="Theft", gap=Gap.NO_BASELINE, supplier="City Police"),
        MissingFigure(code="theft", name="Theft", gap=Gap.NO_TARGET, supplier="City Police"),
    )


def test_what_is_due_after_the_report_reaches_is_not_missing_from_it(own: Seeded, theft: Measure) -> None:
    """The period's figures reach to the end of May: June and July are another report's."""
    for month in (4, 5, 7):
        known(theft, month, "10", NOW)
    assert told(own, LATER) == [
        (Gap.PROVISIONAL, "2026-04", "2026-05"),
        (Gap.NO_BASELINE, "", ""),
        (Gap.NO_TARGET, "", ""),
    ]


def test_a_measure_whose_figures_begin_later_is_not_missing(own: Seeded, police: Agency) -> None:
    measure = Measure.objects.create(partnership=own.partnership, code="new", name="New", supplier=police)
    assert told(own, LATER) == []
    known(measure, 6, "1", NOW)
    assert told(own, LATER) == []
    known(measure, 5, "1", NOW)
    assert [gap for gap, _, _ in told(own, LATER)] == [Gap.PROVISIONAL, Gap.NO_BASELINE, Gap.NO_TARGET]


def test_the_register_of_a_published_period_does_not_move(own: Seeded, theft: Measure) -> None:
    Period.objects.filter(partnership=own.partnership, key=LATEST).update(state="published", published_at=NOW)
    before = report(own, NOW).register
    assert [each.gap for each in before] == [Gap.AWAITING, Gap.NO_BASELINE, Gap.NO_TARGET]
    for month in (4, 5):
        known(theft, month, "10", LATER)
    clear(theft, LATER)
    assert report(own, LATER).register == before


def test_queries_do_not_grow_with_measures(own: Seeded, theft: Measure, police: Agency) -> None:
    counts = []
    for more in (0, 40):
        for place in range(more):
            other = Measure.objects.create(
                partnership=own.partnership, code=f"m{place}", name=f"M {place}", supplier=police
            )
            known(other, 5, "3", NOW)
            ask(other, date(2026, 4, 1), date(2026, 6, 30), due=date(2026, 7, 10))
        with CaptureQueriesContext(connection) as queries:
            rows = report(own, NOW).register
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(rows) > 80
