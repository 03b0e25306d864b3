"""Stored bytes by their content: what is put in is found by its SHA-256, and is the same for ever or destroyed."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from saferplan.files.errors import DamagedStore

_KEY = re.compile(r"[0-9a-f]{64}\Z")


class Store:
    """A folder of bytes. Two processes may put, get and delete at the same time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep the bytes, on disk when this returns. The same bytes are kept once. Returns their SHA-256 in hex."""
        key = hashlib.sha256(data).hexdigest()
        path = self._path(key)
        if self.verify(key):
            return key
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(draft, path)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(draft)
            raise
        _settle(path.parent)
        return key

    def get(self, key: str) -> bytes:
        """The bytes. Raises DamagedStore when they are not there or no longer what was put in."""
        try:
            data = self._path(key).read_bytes()
        except FileNotFoundError:
            raise DamagedStore(f"The stored file {key} is not there.") from None
        if hashlib.sha256(data).hexdigest() != key:
            raise DamagedStore(f"The stored file {key} is no longer what was put in.")
        return data

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def verify(self, key: str) -> bool:
        """Whether the bytes are there and are still what was put in."""
        try:
            self.get(key)
        except DamagedStore:
            return False
        return True

    def delete(self, key: str) -> bool:
        """Destroy the bytes for good. Says whether there were any."""
        path = self._path(key)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        _settle(path.parent)
        return True

    def _path(self, key: str) -> Path:
        if not _KEY.match(key):
            raise ValueError("A stored file is named by its SHA-256 in 64 lower-case hex digits.")
        return self._folder / key[:2] / key


def _settle(folder: Path) -> None:
    """Make a new or removed name survive a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
