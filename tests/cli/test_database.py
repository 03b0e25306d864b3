"""import and export against a database of their own, in processes as a user starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from saferplan.documents.demo import demo_report
from saferplan.documents.formats.registry import read_file, write_report
from saferplan.report.readable import readable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for key in ("2026-06", "2026-09"):
        (tmp_path / f"{key}.docx").write_bytes(write_report(demo_report(key), "docx"))
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SAFERPLAN_DATA": str(folder / "data"), "COLUMNS": "200"}
    environment.pop("SAFERPLAN_DATABASE_URL", None)
    command = [sys.executable, "-m", "saferplan.cli", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


NEW = ("--partnership", "brackwater", "--new", "Brackwater")
TO = ("--partnership", "brackwater")


@pytest.mark.slow
def test_import_shows_then_applies_then_has_nothing_to_change(folder: Path) -> None:
    shown = run(folder, "import", "2026-06.docx", *NEW, "--period", "2026-06")
    assert (shown.returncode, "Nothing is changed yet" in shown.stdout) == (0, True), shown.stderr
    missing = run(folder, "export", *TO, "--period", "2026-06", "--format", "json")
    assert (missing.returncode, "There is no partnership" in missing.stderr) == (3, True)

    applied = run(folder, "import", "2026-06.docx", *NEW, "--period", "2026-06", "--apply")
    assert (applied.returncode, applied.stdout.endswith("Done.\n")) == (0, True), applied.stderr
    again = run(folder, "import", "2026-06.docx", *TO, "--period", "2026-06", "--apply")
    assert "Nothing to change" in again.stdout

    out = run(folder, "export", *TO, "--period", "2026-06", "--format", "docx", "-o", "again.docx")
    assert out.returncode == 0, out.stderr
    before, after = read_file(folder / "2026-06.docx").tree, read_file(folder / "again.docx").tree
    assert readable(after).priorities == readable(before).priorities
    assert readable(after).cards == readable(before).cards


@pytest.mark.slow
def test_refusals_are_one_sentence(folder: Path) -> None:
    for arguments, says in (
        (("import", "2026-06.docx", *TO, "--period", "2026-06"), "There is no partnership brackwater"),
        (("import", "2026-06.docx", *NEW, "--period", "June"), "last month"),
        (("import", "2026-06.docx", *NEW, "--period", "2026-06", "--match", "nonsense"), "CODE=UID"),
        (("export", "--format", "pdf"), "Name a FILE"),
    ):
        done = run(folder, *arguments)
        assert done.returncode in (2, 3), done.stdout
        assert says in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_demo_starts_twice_and_serves(folder: Path) -> None:
    first = run(folder, "demo", "--load-only", "--report", "2026-06.docx")
    assert first.returncode == 0, first.stderr
    second = run(folder, "demo", "--load-only", "--report", "2026-06.docx")
    assert second.returncode == 0, second.stderr
    assert "Nothing to change" in second.stdout
    for role in ("viewer", "board member", "contributor", "reviewer", "editor", "administrator"):
        assert f"({role})" in second.stdout
    assert "Without a second step, since this is a demo" in second.stdout


PARTNER_WRITES = """
from datetime import UTC, datetime
from saferplan.cli.output import start_django
start_django()
from saferplan.cycle.models import Revision, Update
now = datetime(2026, 10, 9, tzinfo=UTC)
update = Update.objects.exclude(position="").order_by("id").first()
Revision.objects.create(update=update, number=1, position="Ours.", by="jo@town.example", at=now)
Update.objects.filter(pk=update.pk).update(position="Ours.", revision=1, state="submitted")
"""


@pytest.mark.slow
def test_what_partners_wrote_is_named_and_replaced_only_when_asked(folder: Path) -> None:
    run(folder, "import", "2026-06.docx", *NEW, "--period", "2026-06", "--apply")
    environment = os.environ | {"SAFERPLAN_DATA": str(folder / "data")}
    environment.pop("SAFERPLAN_DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", PARTNER_WRITES], cwd=folder, env=environment, timeout=120, check=True)
    again = ("import", "2026-06.docx", *TO, "--period", "2026-06", "--apply")
    refused = run(folder, *again)
    assert refused.returncode == 3
    assert "jo@town.example" in refused.stderr
    assert "add --replace-updates." in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    done = run(folder, *again, "--replace-updates")
    assert (done.returncode, done.stdout.endswith("Done.\n")) == (0, True), done.stderr
    assert "Replaces what jo@town.example wrote" in done.stdout
    assert "Nothing to change" in run(folder, *again).stdout
