from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from saferplan.report import tree
from saferplan.report.schema import BadTree, canonical_json, from_json, json_schema, to_json
from saferplan.report.tree import Light, Report
from tests.report.strategies import reports

PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "report.schema.json"
VALIDATOR = Draft202012Validator(json_schema())


def small() -> Report:
    activity = tree.Activity(code="1.1a", title="Walk the harbour", light=Light.GREEN)
    priority = tree.Priority(number=1, title="Safe streets", activities=(activity,))
    return Report(priorities=(priority,), cards=(tree.Card(priority=1, targets=("1.1a",)),))


@settings(max_examples=60, deadline=None)
@given(reports())
def test_what_is_written_is_read_back_equal(report: Report) -> None:
    text = to_json(report)
    assert from_json(text) == report
    assert from_json(canonical_json(report)) == report
    VALIDATOR.validate(json.loads(text))


def test_the_published_schema_is_current() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json.loads(PUBLISHED.read_text()) == json_schema()


def test_main_fields_are_always_written_and_empty_optional_ones_never() -> None:
    data = json.loads(to_json(small()))
    assert set(data) == {"schema", "partnership", "title", "plan", "version", "date", "author", "priorities", "cards"}
    assert data["partnership"] == {"name": "", "motto": ""}
    assert data["priorities"][0]["activities"] == [
        {"code": "1.1a", "title": "Walk the harbour", "light": "green", "trend": "none"}
    ]
    assert set(data["cards"][0]) == {"priority", "targets", "owners", "aim", "criteria", "light", "position"}
    assert data["cards"][0]["criteria"] == {"green": "", "amber": "", "red": ""}


def test_canonical_bytes_do_not_depend_on_layout() -> None:
    report = small()
    again = from_json(json.dumps(json.loads(to_json(report)), indent=5, sort_keys=False))
    assert canonical_json(again) == canonical_json(report)
    assert b": " not in canonical_json(report)
    other = dataclasses.replace(report, title="Café")
    assert "Café".encode() in canonical_json(other)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": "red"}, "'colour' at $ "),
        ({"priorities": [{"number": 1, "title": "A", "rag": "g"}]}, "'rag' at $.priorities[0] "),
        ({"priorities": [{"number": "one", "title": "A"}]}, "$.priorities[0].number"),
        ({"cards": [{"priority": 1, "light": "purple"}]}, "$.cards[0].light"),
        ({"cards": {}}, "$.cards"),
        ({"cards": [{}]}, "$.cards[0]"),
        ({"title": None}, "$.title"),
        ({"schema": "saferplan.report/9"}, "$.schema"),
    ],
)
def test_a_wrong_field_is_named_in_one_sentence(change: dict[str, object], said: str) -> None:
    data = {**json.loads(to_json(small())), **change}
    with pytest.raises(BadTree) as caught:
        from_json(json.dumps(data))
    assert said in str(caught.value)
    assert str(caught.value).endswith(".")
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize("text", ["", "{", b"\xff\xfe", "[" * 100_000, "[]", "3", "{}", '"a"', '{"title": "\ud800"}'])
def test_what_is_no_report_is_refused(text: str | bytes) -> None:
    with pytest.raises(BadTree):
        from_json(text)
