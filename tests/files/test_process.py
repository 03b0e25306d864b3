"""A function on untrusted bytes gets little time, little memory and no secrets."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from saferplan.files.errors import ParserFailed
from saferplan.files.process import STOPPED, TOO_BIG, TOO_LONG, limits_memory, run_limited

HERE = "tests.files.children:"
linux = pytest.mark.skipif(not limits_memory(), reason="only Linux can hold a child to its memory")


def test_bytes_in_and_bytes_out_quickly() -> None:
    data = b"report " * 200_000
    start = time.perf_counter()
    assert run_limited(HERE + "shout", data, ["a", "b"]) == data.upper() + b"a|b"
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("name", ["fail", "crash", "nothing_here"])
def test_failures_become_one_sentence(name: str) -> None:
    with pytest.raises(ParserFailed) as failed:
        run_limited(HERE + name, b"x")
    assert str(failed.value) == STOPPED


def test_the_log_names_the_error_and_quotes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ParserFailed):
        run_limited(HERE + "fail", b"x")
    assert "ValueError" in caplog.text
    assert "a secret of the file" not in caplog.text


def test_an_early_end_gives_no_result() -> None:
    with pytest.raises(ParserFailed):
        run_limited(HERE + "quit_early", b"x")


@pytest.mark.parametrize("name", ["hang", "fork_and_hang"])
def test_a_hanging_child_is_ended(name: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ParserFailed) as failed:
        run_limited(HERE + name, b"x", seconds=1)
    assert str(failed.value) == TOO_LONG
    assert time.perf_counter() - start < 10


@linux
def test_processor_time_is_limited() -> None:
    with pytest.raises(ParserFailed) as failed:
        run_limited(HERE + "spin", b"x", seconds=1)
    assert str(failed.value) == TOO_LONG


@linux
def test_memory_is_limited() -> None:
    with pytest.raises(ParserFailed) as failed:
        run_limited(HERE + "swell", b"x")
    assert str(failed.value) == TOO_BIG
    assert 300_000_000 < int(run_limited(HERE + "most_memory", b"")) < 500_000_000


@linux
def test_files_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ParserFailed):
        run_limited(HERE + "write_file", str(tmp_path / "file").encode())
    assert not (tmp_path / "file").exists() or (tmp_path / "file").read_bytes() == b""


def test_secrets_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFERPLAN_SECRET_KEY", "hidden")
    monkeypatch.setenv("DATABASE_URL", "hidden")
    names = run_limited(HERE + "secrets", b"").decode().split("\n")
    assert not {"SAFERPLAN_SECRET_KEY", "DATABASE_URL", "HOME"} & set(names)
