"""Measures are defined and changed; values are recorded whole or not at all, and revisions are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.accounts.models import AuditEvent
from saferplan.common.periods import Frequency
from saferplan.measures.actions import (
    MeasureText,
    Recorded,
    change_measure,
    define_measure,
    record_values,
    retire_measure,
    revive_measure,
)
from saferplan.measures.errors import BadMeasure
from saferplan.measures.models import Measure, MeasureValue
from saferplan.measures.queries import find_measure, list_measures, list_supplied, load_series
from saferplan.measures.recording import NewValue
from saferplan.measures.rules import Aggregation, Missing, SmallNumbers, Unit
from saferplan.report.outcomes import TargetBasis
from tests.measures.town import NOW, Town, make_town, value

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def record(town: Town, *values: NewValue, by: str = "ann", days: int = 0) -> Recorded:
    return record_values(partnership=town.partnership, values=values, by=by, now=NOW + timedelta(days=days))


def test_a_measure_is_defined_with_its_line_in_the_audit(town: Town) -> None:
    found = find_measure(town.partnership, "homes")
    assert found is not None
    assert (found.per, found.supplier, found.order) == (100, town.council, 2)
    assert town.audited() == ["partnership.create", "measure.define", "measure.define"]
    assert [each.code for each in list_measures(town.partnership)] == ["burglary", "homes"]
    assert [each.code for each in list_supplied(town.partnership, town.police)] == ["burglary"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"code": "burglary"}, "already"),
        ({"code": "Burglary in homes"}, "small letters"),
        ({"code": "register"}, "address of a page"),
        ({"name": "  "}, "needs a name"),
        ({"per": 0}, "one or more"),
        ({"decimals": 7}, "six decimals"),
        ({"unit": Unit.RATE, "target_basis": TargetBasis.CUMULATIVE}, "do not add up"),
        ({"small_numbers": SmallNumbers.THRESHOLD}, "3 or more"),
    ],
)
def test_what_does_not_hold_together_is_not_defined(town: Town, changed: dict[str, object], says: str) -> None:
    text = replace(MeasureText(code="arson", name="Arson"), **changed)  # type: ignore[arg-type]
    with pytest.raises(BadMeasure, match=says):
        define_measure(partnership=town.partnership, text=text, by="eve", now=NOW)
    assert Measure.objects.count() == 2


def test_another_partnership_has_its_own_codes_and_agencies(town: Town) -> None:
    other = make_town("other")
    text = MeasureText(code="arson", name="Arson", supplier=other.police)
    with pytest.raises(BadMeasure, match="does not belong"):
        define_measure(partnership=town.partnership, text=text, by="eve", now=NOW)
    with pytest.raises(BadMeasure, match="does not have"):
        record(town, value(other.burglary, "2026-07", 5))
    assert load_series(town.partnership, [other.burglary], as_at=NOW) == {}


def text_of(measure: Measure) -> MeasureText:
    return MeasureText(
        code=measure.code,
        name=measure.name,
        unit=Unit(measure.unit),
        unit_words=measure.unit_words,
        frequency=Frequency(measure.frequency),
        supplier=measure.supplier,
    )


def test_a_change_says_what_changed_and_writes_nothing_where_nothing_did(town: Town) -> None:
    text = text_of(town.burglary)
    assert change_measure(measure=town.burglary, text=text, by="eve", now=NOW) == []
    text = replace(text, name="Burglary in homes", supplier=None)
    assert change_measure(measure=town.burglary, text=text, by="eve", now=NOW) == ["name", "supplier_id"]
    line = AuditEvent.objects.filter(partnership_id=town.partnership.pk).last()
    assert line is not None
    assert (line.action, line.details) == ("measure.change", {"fields": ["name", "supplier"]})
    town.burglary.refresh_from_db()
    assert (town.burglary.name, town.burglary.supplier) == ("Burglary in homes", None)


def test_values_keep_what_they_mean(town: Town) -> None:
    record(town, value(town.burglary, "2026-07", 5))
    text = text_of(town.burglary)
    for changed, says in (({"unit": Unit.RATE}, "two parts"), ({"frequency": Frequency.QUARTER}, "each month")):
        with pytest.raises(BadMeasure, match=says):
            change_measure(measure=town.burglary, text=replace(text, **changed), by="eve", now=NOW)  # type: ignore[arg-type]
    with pytest.raises(BadMeasure, match="already"):
        change_measure(measure=town.burglary, text=replace(text, code="homes"), by="eve", now=NOW)
    mean = replace(text, aggregation=Aggregation.MEAN)
    assert change_measure(measure=town.burglary, text=mean, by="eve", now=NOW) == ["aggregation"]


def test_a_retired_measure_is_not_listed_and_keeps_its_values(town: Town) -> None:
    record(town, value(town.burglary, "2026-07", 5))
    retire_measure(measure=town.burglary, on=date(2026, 10, 1), by="eve", now=NOW)
    assert [each.code for each in list_measures(town.partnership)] == ["homes"]
    assert town.series(town.burglary).points[0].value == 5
    with pytest.raises(BadMeasure, match="was retired on 01 October 2026"):
        retire_measure(measure=town.burglary, on=date(2026, 10, 2), by="eve", now=NOW)
    revive_measure(measure=town.burglary, by="eve", now=NOW)
    assert len(list_measures(town.partnership)) == 2


def test_values_are_recorded_and_what_is_known_is_not_written_again(town: Town) -> None:
    values = [value(town.burglary, "2026-07", 0), value(town.burglary, "2026-08", missing=Missing.AWAITING)]
    assert record(town, *values) == Recorded(new=2)
    assert record(town, *values, days=1) == Recorded(unchanged=2)
    assert town.audited().count("measure.values") == 1
    later = record(town, value(town.burglary, "2026-07", 3), value(town.burglary, "2026-09", 4), days=2)
    assert later == Recorded(new=1, revised=1)
    assert MeasureValue.objects.count() == 4


def test_what_did_we_think_in_september(town: Town) -> None:
    record(town, value(town.burglary, "2026-07", 5))
    record(town, value(town.burglary, "2026-07", 8), days=30)
    then, now = (town.series(town.burglary, at=NOW + timedelta(days=days)) for days in (29, 30))
    assert [then.points[0].value, now.points[0].value] == [5, 8]
    assert (now.points[0].revisions, now.recorded_at) == (1, NOW + timedelta(days=30))
    assert town.series(town.burglary, at=NOW - timedelta(days=1)).points == ()


def test_a_percentage_keeps_its_parts(town: Town) -> None:
    record(town, value(town.share, "2026-07", parts=("3.14", 17)), value(town.share, "2026-08", parts=(3, 2)))
    first, second = town.series(town.share).points
    assert first.ratio == (Fraction("3.14"), Fraction(17))
    assert second.value == 150


@pytest.mark.parametrize(
    ("key", "told", "says"),
    [
        ("2026-07", {}, "neither a value nor why"),
        ("2026-07", {"number": 5, "missing": Missing.AWAITING}, "both a value and why"),
        ("2026-07", {"parts": (1, 2)}, "one value, not two parts"),
        ("2026-07", {"number": -1}, "below zero"),
        ("2026-07", {"number": "NaN"}, "no finite number"),
        ("2026-07", {"number": "Infinity"}, "no finite number"),
        ("2026-07", {"number": "0.1234567"}, "more digits"),
        ("2026-07", {"number": "123456789.1234567"}, "more digits"),
        ("2026-07", {"number": 10**14}, "more digits"),
    ],
)
def test_a_value_that_does_not_fit_stops_them_all(town: Town, key: str, told: dict[str, object], says: str) -> None:
    with pytest.raises(BadMeasure, match=f"Burglary, 01/07/2026 to 31/07/2026: .*{says}"):
        record(town, value(town.burglary, "2026-06", 1), value(town.burglary, key, **told))  # type: ignore[arg-type]
    assert not MeasureValue.objects.exists()


def test_a_percentage_takes_two_parts_and_an_open_end_is_no_period(town: Town) -> None:
    with pytest.raises(BadMeasure, match="needs two parts"):
        record(town, value(town.share, "2026-07", 73))
    with pytest.raises(BadMeasure, match="below zero"):
        record(town, value(town.share, "2026-07", parts=(1, -2)))
    with pytest.raises(BadMeasure, match="not a whole month"):
        record(town, msgspec.structs.replace(value(town.burglary, "2026-07", 1), ends=date(2026, 7, 30)))
    with pytest.raises(BadMeasure, match="two values"):
        record(town, value(town.burglary, "2026-07", 1), value(town.burglary, "2026-07", 1))


def test_years_end_in_one_month(town: Town) -> None:
    text = MeasureText(code="survey", name="Survey", unit=Unit.SCORE, frequency=Frequency.YEAR)
    survey = define_measure(partnership=town.partnership, text=text, by="eve", now=NOW)
    record(town, value(survey, "2025-03", 71))
    with pytest.raises(BadMeasure, match="end in another month"):
        record(town, value(survey, "2026-12", 72))
    assert record(town, value(survey, "2026-03", "-0.5")) == Recorded(new=1)


def test_a_note_alone_is_a_revision_only_where_it_is_new(town: Town) -> None:
    record(town, value(town.burglary, "2026-07", 5, note="One big case."))
    assert record(town, value(town.burglary, "2026-07", 5)) == Recorded(unchanged=1)
    assert record(town, value(town.burglary, "2026-07", 5, note="Two cases."), days=1) == Recorded(revised=1)
    assert town.series(town.burglary, at=NOW + timedelta(days=1)).points[0].note == "Two cases."


def test_what_is_stored_comes_back_as_it_was(town: Town) -> None:
    for number in ("0", "3.14", "99999999999999", "123456789.123456", "0.000001"):
        record(town, value(town.burglary, "2026-07", number))
        assert record(town, value(town.burglary, "2026-07", number)).unchanged == 1
        assert town.series(town.burglary).points[0].value == Decimal(number)


def test_series_take_three_queries_however_many_there_are(town: Town) -> None:
    record(town, *(value(town.burglary, f"2025-{month:02}", month) for month in range(1, 13)))
    counts = []
    for measures in ([town.burglary], [town.burglary, town.share]):
        with CaptureQueriesContext(connection) as queries:
            load_series(town.partnership, measures, as_at=NOW)
        counts.append(len(queries))
    assert counts == [3, 3]
