"""The real report: its text gives exactly the expected facts, and Word and PDF give the same tree."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.pdf.read import read_source as read_pdf
from saferplan.documents.formats.reading import Reading
from saferplan.documents.formats.source import Source
from saferplan.documents.formats.text.read import read_source as read_text
from saferplan.documents.formats.word.read import read_source as read_word
from saferplan.report.markdown import plain_lines
from saferplan.report.schema import to_json
from tests.inputs import shared_path

pytestmark = pytest.mark.inputs
READERS: dict[str, Callable[[bytes], Source]] = {"txt": read_text, "docx": read_word, "pdf": read_pdf}


@cache
def read(kind: str) -> Reading:
    return interpret(READERS[kind](shared_path(f"inputs/scp-2018-09.{kind}").read_bytes()))


def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared_path("inputs/scp-2018-09.expected.json").read_text(encoding="utf-8"))
    return found


def words(text: str) -> str:
    """The words of a position, without the numbers of its lists."""
    return " ".join(re.sub(r"(?:^|\s)[1-4]\.\s", " ", text).split())


def differences(wanted: Any, found: Any, where: str = "") -> list[str]:
    if isinstance(wanted, dict):
        return [line for key, value in wanted.items() for line in differences(value, found.get(key), f"{where}.{key}")]
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        pairs = zip(wanted, found, strict=True)
        return [line for n, (one, other) in enumerate(pairs) for line in differences(one, other, f"{where}[{n}]")]
    return [] if wanted == found else [f"{where}: expected {wanted!r}, read {found!r}"]


@pytest.mark.parametrize("kind", READERS)
def test_each_expected_fact_is_read(kind: str) -> None:
    wanted = expected()
    found = json.loads(to_json(read(kind).tree))
    for card, other in zip(wanted["cards"], found["cards"], strict=True):
        text = words(" ".join(card.pop("position_text")))
        assert words(" ".join(plain_lines(other["position"]))) == text
    assert differences(wanted, found) == []


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_renditions_give_the_same_tree(kind: str) -> None:
    assert read(kind).tree == read("txt").tree


@pytest.mark.parametrize("kind", READERS)
def test_nothing_is_left_over(kind: str) -> None:
    reading = read(kind)
    assert (reading.unplaced, reading.notices) == (0, ())
    assert {"report.date", "priority:6", "activity:3.1.1g", "card:7"} <= set(reading.places)


def test_titles_that_differ_between_list_and_card_are_kept() -> None:
    different = {
        code
        for card in read("txt").tree.cards
        for code, title in zip(card.targets, card.target_titles, strict=False)
        if title
    }
    assert different == {"1.1.1c", "3.1.1b", "5.1.1d"}


def test_lists_of_a_position_are_unpacked() -> None:
    lines = read("txt").tree.cards[0].position.splitlines()
    assert [line.split()[0] for line in lines] == ["-", "1.", "2.", "3.", "4.", *["-"] * 6]
    assert lines[1].startswith("  1. ")
