"""A large table of figures, and its loading, for the bench."""

from __future__ import annotations

import csv
import io
import random
import time
from datetime import UTC, datetime

from tests.bench.timing import Ratio

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MONTHS = 250


def table(values: int) -> bytes:
    """A long table: a measure, a month and a count a row."""
    luck = random.Random(1)
    lines = ["measure,month,value"]
    months = [f"{2006 + month // 12}-{month % 12 + 1:02}" for month in range(MONTHS)]
    for number in range(values // MONTHS):
        lines += [f"crime-type-{number},{key},{luck.randrange(2000)}" for key in months]
    return "\n".join(lines).encode()


def define(values: int) -> object:
    from saferplan.accounts.actions import create_partnership
    from saferplan.measures.models import Measure

    owner = create_partnership(slug="figures", name="Figures", by="bench", now=NOW)
    Measure.objects.bulk_create(
        Measure(partnership=owner, code=f"crime-type-{number}", name=f"Crime type {number}")
        for number in range(values // MONTHS)
    )
    return owner


def bench_figures(values: int) -> list[Ratio]:
    """Loading once, loading the same file again, and the csv module merely reading it."""
    from saferplan.accounts.models import Partnership
    from saferplan.measures import loading_actions as loads
    from saferplan.measures.loading.mapping import SourceReading
    from saferplan.measures.loading.sheets import ON_COMMAND, open_book

    data = table(values)
    owner = define(values)
    assert isinstance(owner, Partnership)

    def load() -> int:
        known = loads.loadable_measures(owner, as_at=NOW)
        shown = loads.preview(open_book("a.csv", data, ON_COMMAND), SourceReading(), known, today=NOW.date())
        _load, done = loads.apply_load(
            partnership=owner,
            shown=shown,
            source=SourceReading(),
            source_name="bench",
            file_name="a.csv",
            sha256=loads.hash_of(data),
            by="bench",
            now=NOW,
        )
        return done.new + done.unchanged

    times = []
    for call in (lambda: sum(1 for _row in csv.reader(io.StringIO(data.decode(), newline=""))) - 1, load, load):
        begun = time.perf_counter()
        assert call() == values, values
        times.append((time.perf_counter() - begun) * 1000)
    read, loaded, again = times
    alone = "the csv module merely reads the file"
    return [
        Ratio(
            f"Load {values:,} figures: read, compare, write",
            alone,
            loaded,
            read,
            f"{values / loaded * 1000:,.0f} a second",
        ),
        Ratio(f"Load the same {values:,} figures again: nothing changes", alone, again, read),
    ]
