"""Writing a great many values at once: rows straight to the table, without an object for each.

PostgreSQL copies them; any other database runs one statement over them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

from django.db import connection

from saferplan.measures.loading.table import Tell
from saferplan.measures.models import MeasureValue
from saferplan.measures.recording import NewValue

Row: TypeAlias = tuple[int | str | date | datetime | Decimal | None, ...]

BATCH = 5000
_COLUMNS = (
    *("measure_id", "load_id", "starts", "ends", "value", "numerator", "denominator", "missing", "note", "by"),
    "recorded_at",
)


def write_values(
    values: Sequence[NewValue], *, load_id: int | None, by: str, now: datetime, tell: Tell | None = None
) -> None:
    """Add a row for each; they are checked already."""
    names = ", ".join(connection.ops.quote_name(name) for name in _COLUMNS)
    table = connection.ops.quote_name(MeasureValue._meta.db_table)
    copies = connection.vendor == "postgresql"
    pending = _as_they_are(values, load_id, by, now) if copies else _adapted(values, load_id, by, now)
    done = 0
    with connection.cursor() as cursor:
        while batch := list(islice(pending, BATCH)):
            if copies:
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in batch:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(_COLUMNS))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", batch)
            done += len(batch)
            if tell:
                tell(done, len(values))


def _as_they_are(values: Sequence[NewValue], load_id: int | None, by: str, now: datetime) -> Iterator[Row]:
    for each in values:
        yield (
            each.measure_id,
            load_id,
            each.starts,
            each.ends,
            each.value,
            each.numerator,
            each.denominator,
            each.missing.value if each.missing else "",
            each.note,
            by,
            now,
        )


def _adapted(values: Sequence[NewValue], load_id: int | None, by: str, now: datetime) -> Iterator[Row]:
    """As the database's own types; the few days that there are, once each."""
    at = connection.ops.adapt_datetimefield_value(now)
    days: dict[date, str | None] = {}
    for each in values:
        starts, ends = days.get(each.starts), days.get(each.ends)
        if starts is None or ends is None:
            starts = days[each.starts] = connection.ops.adapt_datefield_value(each.starts)
            ends = days[each.ends] = connection.ops.adapt_datefield_value(each.ends)
        yield (
            each.measure_id,
            load_id,
            starts,
            ends,
            _digits(each.value),
            _digits(each.numerator),
            _digits(each.denominator),
            each.missing.value if each.missing else "",
            each.note,
            by,
            at,
        )


def _digits(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
