"""The report tree as JSON, and the JSON Schema of that JSON."""

from __future__ import annotations

import dataclasses
import json
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from saferplan.report import descriptions, tree
from saferplan.report.tree import SCHEMA, Gap, Light, Report, Trend

# Written even when empty, so that a reader of the JSON finds the main facts in one shape.
ALWAYS: dict[type, frozenset[str]] = {
    tree.Report: frozenset(
        {"schema", "partnership", "title", "plan", "version", "date", "author", "priorities", "cards"}
    ),
    tree.Partnership: frozenset({"name", "motto"}),
    tree.Plan: frozenset({"title", "starts", "ends"}),
    tree.Priority: frozenset({"number", "title", "objective", "light", "trend", "activities"}),
    tree.Activity: frozenset({"code", "title", "light", "trend"}),
    tree.Card: frozenset({"priority", "targets", "owners", "aim", "criteria", "light", "position"}),
    tree.Criteria: frozenset({"green", "amber", "red"}),
    tree.NextStep: frozenset({"text", "who", "due"}),
    tree.Measure: frozenset({"code", "name", "title", "sentence"}),
    tree.Point: frozenset({"label", "value"}),
    tree.GroupComparison: frozenset({"group", "own", "sentence", "bars"}),
    tree.GroupBar: frozenset({"area", "value"}),
}


class BadTree(ValueError):
    """JSON that is not a report tree. The message is one sentence that names the place, as in `$.cards[0].light`."""


def to_json(report: Report, indent: int | None = 1) -> str:
    """The report as JSON text. Empty optional fields are left out."""
    return json.dumps(plain(report), ensure_ascii=False, indent=indent)


def canonical_json(report: Report) -> bytes:
    """The one byte form of a report, for hashes: UTF-8, keys sorted, no blanks."""
    return json.dumps(plain(report), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def from_json(text: str | bytes) -> Report:
    """Read a report from JSON. Fields that are left out are empty; raises BadTree for anything else amiss."""
    try:
        data = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError) as problem:
        raise BadTree(f"This is not JSON that can be read: {problem}.") from None
    except RecursionError:
        raise BadTree("This JSON is nested too deeply to be a report.") from None
    _check_known(data, Report, "$")
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise BadTree(f'The field at $.schema must be "{SCHEMA}".')
    try:
        return msgspec.convert(data, Report)
    except msgspec.ValidationError as problem:
        raise BadTree(_sentence(str(problem))) from None


def json_schema() -> dict[str, Any]:
    """The JSON Schema (Draft 2020-12) of what `to_json` writes."""
    classes = [tree.Partnership, tree.Plan, tree.NextStep, tree.Criteria, tree.Input, tree.Derivation]
    classes += [tree.Activity, tree.Point, tree.UsualRange, tree.Break, tree.GroupBar, tree.GroupComparison]
    classes += [tree.Measure, tree.Priority]
    classes += [tree.Card, tree.MissingFigure, tree.Meeting, tree.Period]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A performance report",
        **_object_schema(Report),
        "$defs": {each.__name__: _object_schema(each) for each in classes},
    }


def plain(value: Any) -> Any:
    """Frozen dataclasses as JSON values. Optional fields that say nothing are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        always = ALWAYS.get(type(value), frozenset())
        return {
            field.name: plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name in always or getattr(value, field.name) != _default(field)
        }
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _check_known(data: Any, kind: Any, path: str) -> None:
    """msgspec forbids unknown fields for its own structs only, so dataclasses are walked here."""
    if get_origin(kind) is tuple:
        if isinstance(data, list):
            for index, item in enumerate(data):
                _check_known(item, get_args(kind)[0], f"{path}[{index}]")
    elif dataclasses.is_dataclass(kind) and isinstance(data, dict):
        hints = _hints(kind)  # type: ignore[arg-type]
        for name, value in data.items():
            if name not in hints:
                raise BadTree(f"The field {name!r} at {path} is not part of a report.")
            _check_known(value, hints[name], f"{path}.{name}")


def _sentence(problem: str) -> str:
    what, _, where = problem.partition(" - at ")
    what = what.replace("`", "").rstrip(".")
    return f"The report is not right at {where.strip('`') or '$'}: {what[:1].lower()}{what[1:]}."


def _object_schema(kind: type) -> dict[str, Any]:
    hints = _hints(kind)
    texts = descriptions.FIELDS[kind.__name__]
    return {
        "type": "object",
        "description": descriptions.OBJECTS[kind.__name__],
        "properties": {name: {**_value_schema(hint), "description": texts[name]} for name, hint in hints.items()}
        | ({"schema": {"const": SCHEMA, "description": texts["schema"]}} if kind is Report else {}),
        "required": [name for name in hints if name in ALWAYS.get(kind, ())],
        "additionalProperties": False,
    }


def _value_schema(hint: Any) -> dict[str, Any]:
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value_schema(get_args(hint)[0])}
    if isinstance(hint, type) and issubclass(hint, Light | Trend | Gap):
        return {"enum": [each.value for each in hint]}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if hint is int:
        return {"type": "integer"}
    if hint is str:
        return {"type": "string"}
    raise TypeError(f"no JSON Schema for {hint!r}")
