"""Rows written straight to the table are the rows that the models would have written."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest

from saferplan.measures import value_rows
from saferplan.measures.actions import record_values
from saferplan.measures.models import DataLoad, MeasureValue
from saferplan.measures.rules import Missing
from tests.measures.town import NOW, Town, make_town, value

pytestmark = pytest.mark.django_db
FIELDS = ("measure", "load", "starts", "ends", "value", "numerator", "denominator", "missing", "note", "by")


@pytest.fixture
def town() -> Town:
    return make_town()


def test_they_are_as_the_models_write_them(town: Town) -> None:
    given = [
        value(town.burglary, "2026-01", "1E+3", note="late, %s and {name} \\N \t"),
        value(town.burglary, "2026-02", "0.000001"),
        value(town.burglary, "2026-03", 99_999_999_999_999),
        value(town.burglary, "2026-04", missing=Missing.SUPPRESSED),
        value(town.share, "2026-01", parts=(1, "3.5")),
    ]
    load = DataLoad.objects.create(partnership=town.partnership, source="test", by="ann", at=NOW)
    record_values(partnership=town.partnership, values=given, load=load, by="ann", now=NOW)
    straight = list(MeasureValue.objects.order_by("id").values(*FIELDS, "recorded_at"))
    MeasureValue.objects.all().delete()
    for each in given:
        MeasureValue.objects.create(
            load=load,
            by="ann",
            recorded_at=NOW,
            missing=each.missing.value if each.missing else "",
            **{name: getattr(each, name) for name in ("measure_id", *FIELDS[2:7], "note")},
        )
    assert straight == list(MeasureValue.objects.order_by("id").values(*FIELDS, "recorded_at"))
    assert straight[0]["value"] == Decimal(1000)


def test_batches_are_told_and_none_stays_where_one_fails(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(value_rows, "BATCH", 2)
    given = [value(town.burglary, f"2026-0{month}", month) for month in range(1, 6)]
    told: list[tuple[int, int]] = []
    numbers = count(1)

    def stop_at_the_third(done: int, total: int) -> None:
        told.append((done, total))
        if next(numbers) == 3:
            raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        record_values(partnership=town.partnership, values=given, by="ann", now=NOW, tell=stop_at_the_third)
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert not MeasureValue.objects.exists()
    assert "measure.values" not in town.audited()
    later = NOW + timedelta(days=1)
    record_values(partnership=town.partnership, values=given, by="ann", now=later)
    assert MeasureValue.objects.count() == 5
