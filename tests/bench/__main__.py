"""`make bench`: speed as ratios against a named alternative in the same run. `--write` keeps them in the docs."""

from __future__ import annotations

import argparse
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferplan.config.settings")
os.environ["SAFERPLAN_DATA"] = tempfile.mkdtemp(prefix="saferplan-bench-")

import django
from rich.console import Console
from rich.progress import Progress

from tests.bench.charts import bench_charts
from tests.bench.figures import bench_figures
from tests.bench.measures import bench_measures
from tests.bench.slides import bench_slides
from tests.bench.spc import bench_statistics
from tests.bench.timing import Ratio, in_turns
from tests.bench.trees import quarter, report
from tests.bench.workbook import bench_workbook

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "bench.md"
READER = "reader@bench.example"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def bench_reading() -> Iterator[Ratio]:
    import docx

    from saferplan.documents.formats.child import read_directly
    from saferplan.documents.formats.registry import write_report

    data = write_report(report(priorities=6, activities=30, period="2026-09"), "docx")

    def read() -> object:
        return read_directly(data, "saferplan.documents.formats.word.read:read_source")

    def walk() -> object:
        document = docx.Document(io.BytesIO(data))
        return [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    yield in_turns("Read a Word report of 30 activities", read, "python-docx opens it and walks its cells", walk)


def bench_writing() -> Iterator[Ratio]:
    import docx
    import typst

    from saferplan.documents.formats.registry import write_report

    tree = report(priorities=6, activities=30, period="2026-09")

    def plain_table() -> object:
        document = docx.Document()
        table = document.add_table(rows=100, cols=3)
        for row in table.rows:
            for cell in row.cells:
                cell.text = "Some text in a cell"
        document.save(io.BytesIO())
        return document

    def empty_page() -> object:
        return typst.compile(b"= Empty\nOne line.", ignore_system_fonts=True)

    yield in_turns(
        "Write it as Word",
        lambda: write_report(tree, "docx"),
        "python-docx fills a plain table of 100 rows",
        plain_table,
    )
    yield in_turns("Write it as PDF", lambda: write_report(tree, "pdf"), "Typst sets one empty page", empty_page)


def fill(slug: str, *, priorities: int, activities: int, periods: int) -> None:
    from saferplan.accounts.actions import add_member, create_partnership
    from saferplan.accounts.models import User
    from saferplan.accounts.rules import Role
    from saferplan.documents.actions import apply_import
    from saferplan.documents.import_plan import plan_import

    partnership = create_partnership(slug=slug, name=slug, by="bench", now=NOW)
    reader, _is_new = User.objects.get_or_create(username=READER)
    add_member(partnership=partnership, user=reader, role=Role.VIEWER, by="bench", now=NOW)
    for turn in range(periods):
        key = quarter(turn)
        tree = report(priorities=priorities, activities=activities, period=key, turn=turn)
        apply_import(plan_import(partnership, tree, key), by="bench", now=NOW)


def bench_dashboard() -> Iterator[Ratio]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from saferplan.accounts.models import User

    fill("small", priorities=1, activities=1, periods=1)
    fill("usual", priorities=6, activities=30, periods=8)
    fill("large", priorities=10, activities=300, periods=40)
    client, visitor = Client(), Client()
    client.force_login(User.objects.get(username=READER))

    def page(address: str, *, by: Client = client) -> Callable[[], object]:
        def get() -> object:
            response = by.get(address)
            assert response.status_code == 200, (address, response.status_code)
            return response

        return get

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            page(address)()
        return len(captured)

    counts = {slug: queries(f"/p/{slug}/") for slug in ("small", "usual", "large")}
    sizes = {"small": "1 × 1", "usual": "30 × 8", "large": "300 × 40"}
    note = "queries: " + ", ".join(f"{counts[slug]} at {size}" for slug, size in sizes.items())
    form = page("/sign-in/", by=visitor)
    empty = "an empty page of the same site (the sign-in form)"
    first = in_turns("Dashboard, 30 activities × 8 quarters", page("/p/usual/"), empty, form, rounds=15)
    yield Ratio(first.name, first.alternative, first.milliseconds, first.alternative_milliseconds, note)
    yield in_turns("Dashboard, 300 activities × 40 quarters", page("/p/large/"), empty, form)
    yield in_turns("Dashboard, 300 × 40", page("/p/large/"), "the dashboard at 1 × 1", page("/p/small/"))
    yield in_turns("Lights over time, 300 × 40 (8 shown)", page("/p/large/history/"), empty, form)


def bench_lights() -> Iterator[Ratio]:
    from saferplan.accounts.models import Partnership
    from saferplan.cycle.gathering import gather
    from saferplan.cycle.queries import list_periods
    from saferplan.report.lights import Facts, derive_all

    partnership = Partnership.objects.get(slug="large")
    periods = list_periods(partnership)

    def load() -> Facts:
        return gather(partnership, periods, texts_of=[], as_at=NOW, parts=()).facts

    facts = load()
    name = f"Derive all lights of 300 activities × 40 quarters ({len(facts.stated)} stated)"
    yield in_turns(name, lambda: derive_all(facts, NOW), "loading what they are derived from", load)


def bench_import(partnerships: int) -> Iterator[Ratio]:
    import time

    from saferplan.report.schema import from_json, to_json

    texts = [to_json(report(priorities=6, activities=30, period=quarter(turn), turn=turn)) for turn in range(8)]
    begun = time.perf_counter()
    for number in range(partnerships):
        fill(f"import-{number}", priorities=6, activities=30, periods=8)
    imported = (time.perf_counter() - begun) * 1000
    begun = time.perf_counter()
    for _ in range(partnerships):
        for text in texts:
            from_json(text)
    parsed = (time.perf_counter() - begun) * 1000
    name = f"Import {partnerships} partnerships × 8 quarters of 30 activities"
    yield Ratio(name, "parsing the same reports from JSON", imported, parsed, f"{partnerships * 8} reports")


def _told(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.3f}"


def table(ratios: list[Ratio]) -> str:
    rows = ["| measured | against | ratio | note |", "|---|---|---|---|"]
    rows += [f"| {r.name} | {r.alternative} | {_told(r.value)} | {r.note} |" for r in ratios]
    return "\n".join(rows)


HEAD = """# How fast it is

`make bench` measures both sides in one run, in turns, and prints the median of the one over the median of the other,
since machines are shared. `make bench BENCH=--write` keeps the figures here; `make bench BENCH="--partnerships 20"` is
a short run. The database is SQLite in a temporary folder.

"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="keep the figures in docs/reference/bench.md")
    options.add_argument("--partnerships", type=int, default=300)
    options.add_argument("--figures", type=int, default=1_000_000)
    options.add_argument("--only", action="append", metavar="PART", help="a part by its name, such as statistics")
    chosen = options.parse_args()
    django.setup()
    from django.conf import settings

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    from saferplan.accounts.migrate import migrate_and_protect

    migrate_and_protect(verbosity=0)
    parts: tuple[tuple[str, Callable[[], Iterator[Ratio]]], ...] = (
        ("reading", bench_reading),
        ("writing", bench_writing),
        ("slides", bench_slides),
        ("spreadsheets", bench_workbook),
        ("dashboard", bench_dashboard),
        ("lights", bench_lights),
        ("charts", bench_charts),
        ("statistics", bench_statistics),
        ("pages of measures", bench_measures),
        ("import", lambda: bench_import(chosen.partnerships)),
        ("loading figures", lambda: iter(bench_figures(chosen.figures))),
    )
    unknown = set(chosen.only or ()) - {name for name, _part in parts}
    if unknown or (chosen.only and chosen.write):
        options.error(f"--only takes these, and nothing is written then: {', '.join(name for name, _part in parts)}")
    parts = tuple(part for part in parts if not chosen.only or part[0] in chosen.only)
    ratios: list[Ratio] = []
    console = Console()
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Measuring", total=len(parts))
        for name, part in parts:
            progress.update(task, description=f"Measuring {name}")
            ratios += part()
            progress.advance(task)
    text = table(ratios)
    console.print(text, markup=False, soft_wrap=True)
    if chosen.write:
        PAGE.write_text(HEAD + text + "\n")


if __name__ == "__main__":
    main()
