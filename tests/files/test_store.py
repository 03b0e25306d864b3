"""Stored bytes stay what they were, or are destroyed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferplan.files.errors import DamagedStore
from saferplan.files.store import Store


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=2_000))
def test_what_is_put_in_comes_out(tmp_path: Path, data: bytes) -> None:
    store = Store(tmp_path / "files")
    key = store.put(data)
    assert key == hashlib.sha256(data).hexdigest()
    assert store.get(key) == data
    assert store.exists(key)


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.put(b"report") == store.put(b"report")
    assert len(files(tmp_path)) == 1


def test_destroying(tmp_path: Path) -> None:
    store = Store(tmp_path)
    key = store.put(b"report")
    assert store.delete(key)
    assert not store.delete(key)
    assert not store.exists(key)
    assert files(tmp_path) == []
    with pytest.raises(DamagedStore, match="is not there"):
        store.get(key)


def test_changed_bytes_are_noticed_and_put_right(tmp_path: Path) -> None:
    store = Store(tmp_path)
    key = store.put(b"report")
    files(tmp_path)[0].write_bytes(b"forged")
    assert not store.verify(key)
    with pytest.raises(DamagedStore, match="no longer what was put in"):
        store.get(key)
    assert store.put(b"report") == key
    assert store.verify(key)


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        Store(tmp_path).put(b"report")
    assert files(tmp_path) == []


@pytest.mark.parametrize("key", ["", "../secret", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_keys_cannot_leave_the_folder(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="64 lower-case hex"):
        Store(tmp_path).get(key)
