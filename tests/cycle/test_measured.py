"""Lights of results from measures: cleared figures only, accepted links only, and the past as it was published."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from saferplan.cycle.models import Period
from saferplan.cycle.reports import build_report
from saferplan.measures.models import Measure, MeasureValue, Release, Target
from saferplan.plan.measure_link_actions import accept_link, link_measure
from saferplan.plan.models import Activity, MeasureLink, Priority
from saferplan.report.tree import Light, Report
from tests.web.seed import LATEST, Seeded, seed

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 20, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=60)


@pytest.fixture
def own(db: None) -> Seeded:
    return seed("harbour", "Harbourside", priorities=2, each=2)


@pytest.fixture
def measure(own: Seeded) -> Measure:
    """Vehicle crime: 100 a month from April to June 2026, where at most 90 was wanted."""
    measure = Measure.objects.create(partnership=own.partnership, code="vehicle-crime", name="Vehicle crime")
    for month in (4, 5, 6):
        known(measure, month, "100", NOW)
    Target.objects.create(
        measure=measure, effective_from=date(2026, 4, 1), recorded_at=NOW, by="test", value=Decimal(90)
    )
    return measure


def known(measure: Measure, month: int, value: str, at: datetime) -> None:
    ends = date(2026, month, calendar.monthrange(2026, month)[1])
    MeasureValue.objects.create(
        measure=measure, starts=ends.replace(day=1), ends=ends, value=Decimal(value), by="test", recorded_at=at
    )


def clear(measure: Measure, at: datetime) -> None:
    Release.objects.create(
        measure=measure, starts=date(2026, 4, 1), ends=date(2026, 6, 30), level="board", by="supplier", at=at
    )


def priority_of(own: Seeded) -> Priority:
    return Priority.objects.filter(partnership=own.partnership).order_by("id")[1]


def report(own: Seeded, at: datetime) -> Report:
    period = Period.objects.select_related("plan_version__plan").get(partnership=own.partnership, key=LATEST)
    return build_report(own.partnership, period, as_at=at)


def test_cleared_figures_make_the_light(own: Seeded, measure: Measure) -> None:
    link_measure(measure=measure, subject=priority_of(own), by="test", now=NOW)
    clear(measure, NOW)
    found = report(own, NOW).priorities[1]
    assert found.results is Light.RED
    assert found.results_why.sentence.startswith("Red: Vehicle crime is 300, where at most 270 was wanted")
    assert found.results_why.inputs[0].what == "Vehicle crime"


def test_figures_that_are_not_cleared_make_none(own: Seeded, measure: Measure) -> None:
    link_measure(measure=measure, subject=priority_of(own), by="test", now=NOW)
    found = report(own, NOW).priorities[1]
    assert found.results is Light.NONE
    assert "there is no released figure for Vehicle crime" in found.results_why.sentence


def test_an_activity_has_results_once_its_owner_accepted_the_measure(own: Seeded, measure: Measure) -> None:
    activity = Activity.objects.filter(partnership=own.partnership).order_by("id")[0]
    link = link_measure(measure=measure, subject=activity, by="test", now=NOW)
    clear(measure, NOW)
    assert report(own, NOW).priorities[0].activities[0].results is Light.NONE
    accept_link(link=MeasureLink.objects.get(pk=link.pk), accepted_by="Licensing", by="test", now=NOW)
    assert report(own, NOW).priorities[0].activities[0].results is Light.RED


def test_what_was_published_does_not_move(own: Seeded, measure: Measure) -> None:
    """Later revisions, clearances and links count for what is still open, not for what was published."""
    link_measure(measure=measure, subject=priority_of(own), by="test", now=NOW)
    clear(measure, NOW)
    Period.objects.filter(partnership=own.partnership, key=LATEST).update(state="published", published_at=NOW)
    before = report(own, NOW)
    for month in (4, 5, 6):
        known(measure, month, "10", LATER)
    clear(measure, LATER)
    link_measure(measure=measure, subject=Priority.objects.filter(partnership=own.partnership)[0], by="test", now=LATER)
    assert report(own, LATER).priorities == before.priorities
    Period.objects.filter(partnership=own.partnership, key=LATEST).update(state="in review", published_at=None)
    assert report(own, LATER).priorities[1].results is Light.GREEN
