"""Run a function on untrusted bytes in a child process with little time, little memory and no secrets.

The child takes bytes and gives bytes; nothing of its own is unpickled. On Linux processor time, memory and written
files are limited too; elsewhere only the time is, and `limits_memory()` says so.
"""

from __future__ import annotations

import importlib
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from saferplan.files.errors import ParserFailed

_log = logging.getLogger(__name__)

SECONDS = 60.0
MEMORY = 430_000_000
MOST_RESULT = 60_000_000
# For each process of the site, so that many uploads at once leave threads and memory for the pages.
MOST_AT_ONCE = 2
WAIT = 10.0
_OUT_OF_MEMORY = 77
# A child that ends early, with nothing amiss to be seen, has no result.
_DONE = b"done\n"
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TEMP", "TZ")

TOO_LONG = "The file takes too long to read: it may be damaged, so open it, save it again and try once more."
TOO_BIG = "The file needs too much memory to read: make it smaller, or split it, and try again."
BUSY = "Other reports are being read right now: wait a minute and try again."
STOPPED = "The file could not be read: it may be damaged, so open it, save it again and try once more."


_places = threading.BoundedSemaphore(MOST_AT_ONCE)


def limits_memory() -> bool:
    """Whether this system can hold a child to its memory."""
    return sys.platform.startswith("linux")


def run_limited(
    function: str,
    data: bytes,
    arguments: Sequence[str] = (),
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> bytes:
    """The result of `function` ("module:name", called as `name(data, *arguments)`) from a limited child process.

    `memory` is in bytes beyond what the child takes once its code is loaded. Raises ParserFailed when too many children
    run already, or when this one runs too long, takes too much memory or stops in any other way.
    """
    command = [sys.executable, "-m", "saferplan.files.process", str(int(seconds) + 1), str(memory), function]
    with _place():
        return _run([*command, *arguments], data, seconds)


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(timeout=WAIT):
        raise ParserFailed(BUSY)
    try:
        yield
    finally:
        _places.release()


def _run(command: Sequence[str], data: bytes, seconds: float) -> bytes:
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,
    ) as child:
        try:
            result, complaints = child.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise ParserFailed(TOO_LONG) from None
        finally:
            _end(child)
    if child.returncode == 0 and result.startswith(_DONE) and len(result) <= MOST_RESULT:
        return result[len(_DONE) :]
    _log.warning("%s ended with %s: %s", command[5], child.returncode, _error_name(complaints))
    raise ParserFailed(_reason(child.returncode))


def _error_name(complaints: bytes) -> str:
    """The kind of error that ended the child. Its words may quote the file, so they are not logged."""
    lines = complaints.decode(errors="replace").strip().splitlines()
    return lines[-1].split(":")[0][:100] if lines else "nothing said"


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child, and what it may have started, unless it is over already."""
    if child.poll() is not None:
        return
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()


def _reason(code: int) -> str:
    if code == _OUT_OF_MEMORY:
        return TOO_BIG
    if code == -getattr(signal, "SIGXCPU", 0):
        return TOO_LONG
    return STOPPED


def _environment() -> dict[str, str]:
    """No settings and no keys: what the child parses may be hostile."""
    kept = {key: os.environ[key] for key in _KEPT_VARIABLES if key in os.environ}
    home = Path(__file__).resolve().parents[2]
    return kept | {"PYTHONPATH": str(home), "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"}


def _load(function: str) -> Callable[..., bytes]:
    module, name = function.split(":")
    loaded: Callable[..., bytes] = getattr(importlib.import_module(module), name)
    return loaded


def _limit(seconds: int, memory: int) -> None:
    if not limits_memory():
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    room = pages * resource.getpagesize() + memory
    for limit, most in (
        (resource.RLIMIT_AS, room),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))


def _child(seconds: int, memory: int, function: str, arguments: Sequence[str]) -> int:
    # What a library prints must not mix with the result.
    answer = os.dup(1)
    os.dup2(2, 1)
    data = sys.stdin.buffer.read()
    called = _load(function)
    _limit(seconds, memory)
    try:
        result = called(data, *arguments)
        with os.fdopen(answer, "wb") as stream:
            stream.write(_DONE + result)
    except MemoryError:
        return _OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(_child(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:]))
