"""What a table may refuse. A model says so by an attribute `append_only`; the triggers are in `accounts.triggers`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """Rows of the table are added and never changed or taken out; `refusal` is what the database answers."""

    refusal: str
