"""The real report as PDF: every fact of its list, read the whole way."""

from __future__ import annotations

import json
import time

import pytest

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.pdf.read import read_source
from saferplan.documents.formats.word.read import read_source as read_word
from tests.inputs import shared_path

pytestmark = pytest.mark.inputs


def test_the_real_report_gives_all_its_facts() -> None:
    expected = json.loads(shared_path("inputs/scp-2018-09.expected.json").read_text())
    reading = interpret(read_source(shared_path("inputs/scp-2018-09.pdf").read_bytes()))
    tree = reading.tree
    assert (tree.title, tree.version, tree.date, tree.author) == tuple(
        expected[key] for key in ("title", "version", "date", "author")
    )
    for told, priority in zip(expected["priorities"], tree.priorities, strict=True):
        assert (told["title"], told["objective"]) == (priority.title, priority.objective)
        assert [(a["code"], a["title"], a["light"], a["trend"]) for a in told["activities"]] == [
            (a.code, a.title, a.light, a.trend) for a in priority.activities
        ]
    for told, card in zip(expected["cards"], tree.cards, strict=True):
        assert (told["priority"], told["targets"], told["owners"]) == (
            card.priority,
            list(card.targets),
            list(card.owners),
        )
        assert (told["aim"], told["light"]) == (card.aim, card.light)
    assert reading.unplaced == 0


def test_the_pdf_says_what_the_word_file_says() -> None:
    as_pdf = interpret(read_source(shared_path("inputs/scp-2018-09.pdf").read_bytes())).tree
    as_word = interpret(read_word(shared_path("inputs/scp-2018-09.docx").read_bytes())).tree
    assert as_pdf.priorities == as_word.priorities
    assert as_pdf.cards == as_word.cards


@pytest.mark.slow
def test_fourteen_pages_take_seconds() -> None:
    data = shared_path("inputs/scp-2018-09.pdf").read_bytes()
    started = time.process_time()
    source = read_source(data)
    assert source.pages == 14
    assert time.process_time() - started < 8
