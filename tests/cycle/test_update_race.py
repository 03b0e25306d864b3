"""Two real processes save the same update at the same moment: one wins, the other's text is kept beside."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROUNDS = 8
ROOT = Path(__file__).resolve().parents[2]


def wait_for(path: Path, runners: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < until, f"{path.name} never came"
        assert all(runner.poll() in (None, 0) for runner in runners), "a runner stopped"
        time.sleep(0.002)


@pytest.mark.slow
def test_of_two_at_once_one_wins_and_nothing_is_lost(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "race"
    data.mkdir()
    folder.mkdir()
    environment = {**os.environ, "SAFERPLAN_DATA": str(data), "SAFERPLAN_DATABASE_URL": ""}
    command = [sys.executable, "-m", "tests.cycle.racing"]
    subprocess.run([*command, "make"], cwd=ROOT, env=environment, check=True)
    runners = [
        subprocess.Popen([*command, name, str(folder), str(ROUNDS)], cwd=ROOT, env=environment)
        for name in ("ann", "bob")
    ]
    try:
        for name in ("ann", "bob"):
            wait_for(folder / f"{name}-ready", runners)
        results = [_round(folder, data, turn, runners) for turn in range(ROUNDS)]
        assert [runner.wait(30) for runner in runners] == [0, 0]
    finally:
        for runner in runners:
            if runner.poll() is None:
                runner.kill()
                runner.wait()
    assert results == [["parked", "saved"]] * ROUNDS
    with sqlite3.connect(data / "saferplan.sqlite3") as database:
        texts = {row[0] for row in database.execute("select position from cycle_revision")}
    assert texts == {f"{name} {turn}" for name in ("ann", "bob") for turn in range(ROUNDS)}


def _round(folder: Path, data: Path, turn: int, runners: list[subprocess.Popen[bytes]]) -> list[str]:
    """Both save over the revision that stands; what became of the two, sorted."""
    with sqlite3.connect(data / "saferplan.sqlite3") as database:
        query = "select max(number) from cycle_revision where not is_parked"
        base = database.execute(query).fetchone()[0] or 0
    draft = folder / f".go-{turn}"
    draft.write_text(str(base))
    draft.rename(folder / f"go-{turn}")
    found = []
    for name in ("ann", "bob"):
        answer = folder / f"{name}-{turn}"
        wait_for(answer, runners)
        found.append(answer.read_text())
    return sorted(found)
