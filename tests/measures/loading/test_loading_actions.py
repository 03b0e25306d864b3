"""Loads against a database: all or nothing, revisions kept, the same file again changes nothing, large tables."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.accounts.actions import create_partnership
from saferplan.accounts.models import Agency, AuditEvent, Partnership
from saferplan.common.periods import Frequency
from saferplan.measures import loading_actions as loads
from saferplan.measures.actions import MeasureText, define_measure, record_values
from saferplan.measures.errors import BadMeasure
from saferplan.measures.loading.mapping import LEAVE_OUT, SourceReading
from saferplan.measures.models import DataLoad, Measure, MeasureValue, SourceMapping
from saferplan.measures.queries import load_series
from saferplan.measures.rules import Unit
from tests.measures.loading.tables import csv_book

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
LONG = "measure,month,value\n"


@pytest.fixture
def owner() -> Partnership:
    owner = create_partnership(slug="brackwater", name="Brackwater", by="test", now=NOW)
    police = Agency.objects.create(partnership=owner, name="Police")
    for code, unit, supplier in (
        ("burglary", Unit.COUNT, police),
        ("solved", Unit.PERCENTAGE, police),
        ("visits", Unit.COUNT, None),
    ):
        text = MeasureText(code=code, name=code.capitalize(), unit=unit, supplier=supplier)
        define_measure(partnership=owner, text=text, by="test", now=NOW)
    return owner


def load(
    owner: Partnership, text: str, *, now: datetime = NOW, source: SourceReading | None = None
) -> tuple[DataLoad | None, loads.Recorded]:
    reading = source or SourceReading()
    known = loads.loadable_measures(owner, as_at=now)
    shown = loads.preview(csv_book(text), reading, known, today=now.date())
    return loads.apply_load(
        partnership=owner,
        shown=shown,
        source=reading,
        source_name="Police",
        file_name="a.csv",
        sha256=loads.hash_of(text.encode()),
        by="ed",
        now=now,
    )


def test_what_did_we_think_in_september(owner: Partnership) -> None:
    september = datetime(2026, 9, 10, tzinfo=UTC)
    table = LONG + "burglary,2026-07,30\nburglary,2026-08,*\n"
    load(owner, table, now=september)
    load(owner, table.replace("30", "34").replace("*", "28"), now=NOW)
    burglary = Measure.objects.get(code="burglary")
    then = load_series(owner, [burglary], as_at=september + timedelta(days=20))[burglary.pk]
    now = load_series(owner, [burglary], as_at=NOW)[burglary.pk]
    assert [(point.value, point.missing) for point in then.points] == [(30, None), (None, "suppressed at the source")]
    assert [point.value for point in now.points] == [34, 28]
    assert MeasureValue.objects.count() == 4


def test_the_same_file_again_writes_nothing_at_all(owner: Partnership) -> None:
    load(owner, LONG + "burglary,2026-07,30\n")
    events = AuditEvent.objects.count()
    made, done = load(owner, LONG + "burglary,2026-07,30.0\n", now=NOW + timedelta(days=1))
    assert (made, done.unchanged) == (None, 1)
    assert (MeasureValue.objects.count(), DataLoad.objects.count(), AuditEvent.objects.count()) == (1, 1, events)


def test_a_refused_cell_or_an_open_question_stops_the_whole(owner: Partnership) -> None:
    with pytest.raises(BadMeasure, match="1 cell cannot be read, so nothing was loaded"):
        load(owner, LONG + "burglary,2026-07,30\nburglary,2026-08,x\n")
    with pytest.raises(BadMeasure, match="not known yet"):
        load(owner, LONG + "burglary,2026-07,30\nGraffiti,2026-08,1\n")
    with pytest.raises(BadMeasure, match="No months"):
        load(owner, "a,b\n1,2\n")
    assert (MeasureValue.objects.count(), DataLoad.objects.count()) == (0, 0)


def test_what_was_shown_is_what_is_loaded(owner: Partnership) -> None:
    """Somebody else's figure in between stops the load."""
    known = loads.loadable_measures(owner, as_at=NOW)
    shown = loads.preview(csv_book(LONG + "burglary,2026-07,30\n"), SourceReading(), known, today=NOW.date())
    [change] = shown.changes.new
    record_values(
        partnership=owner, values=[msgspec.structs.replace(change.fact.given, value=Decimal(31))], by="other", now=NOW
    )
    with pytest.raises(BadMeasure, match="meanwhile"):
        loads.apply_load(
            partnership=owner,
            shown=shown,
            source=SourceReading(),
            source_name="Police",
            file_name="",
            sha256="",
            by="ed",
            now=NOW,
        )
    assert MeasureValue.objects.count() == 1


def test_another_partnership_s_measures_are_unknown(owner: Partnership) -> None:
    other = create_partnership(slug="other", name="Other", by="test", now=NOW)
    with pytest.raises(BadMeasure, match="not known yet"):
        load(other, LONG + "burglary,2026-07,30\n")


def test_measures_of_given_suppliers_only(owner: Partnership) -> None:
    police = Agency.objects.get(name="Police")
    mine = loads.loadable_measures(owner, {police.pk}, as_at=NOW)
    assert [measure.code for measure in mine] == ["burglary", "solved"]
    assert loads.loadable_measures(owner, set(), as_at=NOW) == ()


def test_a_mapping_is_kept_once_and_found_by_its_name(owner: Partnership) -> None:
    source = SourceReading(names={"dwellings": "burglary", "other": LEAVE_OUT})
    for _again in range(2):
        loads.keep_mapping(partnership=owner, name="Police", source=source, by="ed", now=NOW)
    assert loads.find_mapping(owner, "Police") == source
    assert loads.find_mapping(owner, "Fire") is None
    assert SourceMapping.objects.count() == 1
    assert AuditEvent.objects.filter(action="mapping.keep").count() == 1
    made, done = load(owner, "month,Dwellings,Other\n2026-07,5,6\n", source=source)
    assert made is not None
    assert (done.new, made.mapping["names"]["dwellings"]) == (1, "burglary")


def test_a_large_table_takes_few_queries(owner: Partnership) -> None:
    luck = random.Random(4)
    months = [f"{year}-{month:02}" for year in range(1950, 2026) for month in range(1, 13)]
    rows = [f"{code},{key},{luck.randrange(900)}" for code in ("burglary", "visits") for key in months]
    with CaptureQueriesContext(connection) as captured:
        _load, done = load(owner, LONG + "\n".join(rows))
    assert done.new == len(rows) == 1824
    # Rows are written in batches; what the database allows in one statement decides how many.
    assert len(captured) < 60
    ends = MeasureValue.objects.order_by("ends").first()
    assert ends is not None
    assert (ends.starts, ends.ends) == (date(1950, 1, 1), date(1950, 1, 31))
    assert Frequency(ends.measure.frequency) is Frequency.MONTH
