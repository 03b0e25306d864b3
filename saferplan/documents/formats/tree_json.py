"""Report trees as JSON files."""

from __future__ import annotations

from typing import Any

import msgspec

from saferplan.documents.formats.reading import Reading, UnreadableFile
from saferplan.report.schema import BadTree, from_json, to_json
from saferplan.report.tree import SCHEMA, Light, Report

_SAYS_NOTHING = ("", Light.NONE.value, SCHEMA)


def read(data: bytes) -> Reading:
    """The tree in a JSON file; each of its texts and lights counts as placed. Raises UnreadableFile."""
    try:
        tree = from_json(data.removeprefix(b"\xef\xbb\xbf"))
    except BadTree as error:
        raise UnreadableFile(str(error)) from None
    return Reading(tree=tree, placed=_texts(msgspec.to_builtins(tree)))


def write(report: Report) -> bytes:
    return to_json(report).encode() + b"\n"


def _texts(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(_texts, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_texts, value))
    return int(isinstance(value, str) and value not in _SAYS_NOTHING)
