"""The demo as a user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOADING = """
import multiprocessing
from datetime import UTC, datetime
from saferplan.cli.output import prepare_database, start_django
from saferplan.cli.site import _load_demo
if __name__ == "__main__":
    start_django()
    prepare_database()
    partnership, _accounts = _load_demo(datetime.now(UTC))
    from saferplan.documents.demo import demo_report
    from saferplan.documents.formats.registry import write_report

    worker = multiprocessing.get_context("fork").Process(target=write_report, args=(demo_report("2026-09"), "pdf"))
    worker.start()
    worker.join(30)
    print(partnership.publications.count(), "hangs" if worker.is_alive() else worker.exitcode)
    worker.kill()
"""


@pytest.mark.slow
def test_the_workers_of_the_demo_can_write_a_pdf(tmp_path: Path) -> None:
    """They are forked from the process that loaded it, and Typst hangs in a fork of a process that ran it."""
    script = tmp_path / "loading.py"
    script.write_text(LOADING)
    environment = os.environ | {"SAFERPLAN_DATA": str(tmp_path / "data"), "SAFERPLAN_SECOND_STEP": "0"}
    environment.pop("SAFERPLAN_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, timeout=180, check=False
    )
    assert (done.returncode, done.stdout.split()[-2:]) == (0, ["2", "0"]), done.stderr
