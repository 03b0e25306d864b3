"""Codes of an authenticator, made here from the secret alone (RFC 6238), not by the library that checks them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

PERIOD = 30


def code(secret: str, at: float | None = None) -> str:
    """The six digits that an authenticator shows at an instant."""
    key = base64.b32decode(secret.replace(" ", ""))
    counter = int(time.time() if at is None else at) // PERIOD
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
