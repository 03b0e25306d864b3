"""Functions that the tests run in a limited process: well behaved and not."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import time
from pathlib import Path


def shout(data: bytes, *arguments: str) -> bytes:
    print("this is not the result")
    return data.upper() + "|".join(arguments).encode()


def fail(data: bytes) -> bytes:
    raise ValueError("a secret of the file")


def crash(data: bytes) -> bytes:
    ctypes.string_at(0)
    return data


def hang(data: bytes) -> bytes:
    time.sleep(60)
    return data


def spin(data: bytes) -> bytes:
    while True:
        pass


def swell(data: bytes) -> bytes:
    kept = [bytes(10_000_000) + b"x" * 10_000_000 for _ in range(200)]
    return b"".join(kept)[:10]


def most_memory(data: bytes) -> bytes:
    """The most memory in bytes that could be had before there was no more."""
    kept = []
    try:
        while len(kept) < 2_000:
            kept.append(b"x" * 1_000_000)
    except MemoryError:
        pass
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return str(int(peak.split()[1]) * 1024).encode()


def write_file(data: bytes) -> bytes:
    Path(data.decode()).write_bytes(b"x")
    return b"written"


def secrets(data: bytes) -> bytes:
    return "\n".join(sorted(os.environ)).encode()


def quit_early(data: bytes) -> bytes:
    sys.exit(0)


def fork_and_hang(data: bytes) -> bytes:
    socket.socketpair()
    os.fork()
    time.sleep(60)
    return data
