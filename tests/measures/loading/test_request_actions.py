"""Asking an agency for figures: what holds together is recorded, with a line of the audit trail."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from saferplan.accounts.actions import create_partnership
from saferplan.accounts.models import Agency, AuditEvent
from saferplan.measures.actions import MeasureText, define_measure
from saferplan.measures.errors import BadMeasure
from saferplan.measures.models import DataRequest
from saferplan.measures.request_actions import ask_for_figures, asked_of, find_request

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
DAYS = {"starts": date(2026, 7, 1), "ends": date(2026, 9, 30), "due_on": date(2026, 10, 20), "by": "ed", "now": NOW}


def agency_of(slug: str, *codes: str) -> Agency:
    owner = create_partnership(slug=slug, name=slug, by="test", now=NOW)
    agency = Agency.objects.create(partnership=owner, name="Police")
    for code in codes:
        text = MeasureText(code=code, name=code, supplier=agency)
        define_measure(partnership=owner, text=text, by="test", now=NOW)
    return agency


def test_all_that_an_agency_supplies() -> None:
    police = agency_of("brackwater", "burglary", "violence")
    made = ask_for_figures(partnership=police.partnership, agency=police, **DAYS)  # type: ignore[arg-type]
    assert [measure.code for measure in asked_of(made, as_at=NOW).measures] == ["burglary", "violence"]
    assert made.asked_on == date(2026, 10, 5)
    assert find_request(police.partnership, made.pk) == made
    assert AuditEvent.objects.filter(action="figures.ask").count() == 1


def test_what_does_not_hold_together_is_not_asked() -> None:
    police, others = agency_of("brackwater", "burglary"), agency_of("millbrook", "theft")
    nothing = Agency.objects.create(partnership=police.partnership, name="Fire")
    for change, says in (
        ({"agency": nothing}, "supplies no measure"),
        ({"agency": others}, "does not belong"),
        ({"ends": date(2026, 6, 30)}, "before the first"),
        ({"ends": date(2029, 6, 30)}, "24 months"),
        ({"due_on": date(2026, 10, 4)}, "is over"),
    ):
        with pytest.raises(BadMeasure, match=says):
            ask_for_figures(**({"partnership": police.partnership, "agency": police} | DAYS | change))  # type: ignore[arg-type]
    assert DataRequest.objects.count() == 0
    made = ask_for_figures(partnership=others.partnership, agency=others, **DAYS)  # type: ignore[arg-type]
    assert find_request(police.partnership, made.pk) is None
