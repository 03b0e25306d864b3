"""How a line of the audit chain is hashed. Pure: no database, no clock."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

LONGEST_TEXT = 200


class UnfitForAudit(ValueError):
    """Details that do not belong in the audit chain: narrative, or values that do not keep their form."""


def line_hash(
    *, previous: str, partnership_id: int, seq: int, at: datetime, by: str, action: str, subject: str, details: Any
) -> str:
    """SHA-256, as hex, over the hash before and the line as canonical JSON."""
    line = {
        "partnership": partnership_id,
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(),
        "by": by,
        "action": action,
        "subject": subject,
        "details": details,
    }
    text = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous.encode() + text.encode()).hexdigest()


def text_hash(text: str) -> str:
    """What stands in the chain for a narrative: its SHA-256, so that the text itself can be erased."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_details(details: Any, where: str = "details") -> None:
    """Ids, codes, counts and hashes only. UnfitForAudit for floats, dates, objects and texts of over 200 letters."""
    if isinstance(details, dict):
        for key, value in details.items():
            if not isinstance(key, str):
                raise UnfitForAudit(f"{where} has a key that is no text: {key!r}.")
            check_details(value, f"{where}.{key}")
    elif isinstance(details, list):
        for index, value in enumerate(details):
            check_details(value, f"{where}[{index}]")
    elif isinstance(details, str):
        if len(details) > LONGEST_TEXT:
            raise UnfitForAudit(f"{where} is a narrative; the audit chain takes its hash instead.")
    elif details is not None and not isinstance(details, bool | int):
        raise UnfitForAudit(f"{where} is a {type(details).__name__}; the audit chain takes texts and whole numbers.")
