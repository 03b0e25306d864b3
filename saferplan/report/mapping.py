"""Every text of a frozen value: read, or changed into another value of the same shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

# Fields that hold a name for programs, which no reader reads.
_NAMES = frozenset({"schema", "basis", "signal", "kind"})


def with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """The same value with each of its texts changed. Enums and numbers stay, and so do names for programs."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(with_texts(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value) if each.name not in _NAMES]
        return replace(value, **{name: with_texts(getattr(value, name), change) for name in names})
    return value


def texts_in(value: Any) -> Iterator[str]:
    """The texts of a value that say anything, in order."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            if each.name not in _NAMES:
                yield from texts_in(getattr(value, each.name))
