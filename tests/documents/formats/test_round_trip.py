"""What is written and read back says the same, in every format that is written and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis.internal.conjecture import providers

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.markdown.read import read_source as read_markdown
from saferplan.documents.formats.markdown.write import write as write_markdown
from saferplan.documents.formats.pdf.read import read_source as read_pdf
from saferplan.documents.formats.pdf.write import write as write_pdf
from saferplan.documents.formats.reading import Reading
from saferplan.documents.formats.source import Source
from saferplan.documents.formats.word.read import read_source as read_word
from saferplan.documents.formats.word.write import write as write_word
from saferplan.report.derivations import rule_words
from saferplan.report.readable import readable
from saferplan.report.rollup import Method, RollUp
from saferplan.report.schema import from_json, to_json
from saferplan.report.tree import Activity, Card, Light, Priority, Report
from tests.documents.formats.samples import REASONED, SAMPLE, UPDATED, real_report
from tests.report.strategies import measured_reports, reports

# The same examples each time: how people lay pages out is read by rules of thumb, which chance can always trip.
FIXED = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "phases": [Phase.generate],
    "suppress_health_check": list(HealthCheck),
}


@pytest.fixture(autouse=True)
def examples_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the examples the same: else they also draw on constants of whatever modules other tests have loaded."""
    monkeypatch.setattr(providers, "_get_local_constants", providers.Constants)
    providers.CONSTANTS_CACHE.cache.clear()


class Format(NamedTuple):
    write: Callable[[Report], bytes]
    read: Callable[[bytes], Source]


FORMATS = {
    "markdown": Format(write_markdown, read_markdown),
    "pdf": Format(write_pdf, read_pdf),
    "word": Format(write_word, read_word),
}


def there_and_back(name: str, report: Report) -> Reading:
    """Writes and reads a report, and compares as text so that a difference shows."""
    form = FORMATS[name]
    reading = interpret(form.read(form.write(report)))
    assert to_json(readable(reading.tree)) == to_json(readable(report))
    return reading


def tidy(report: Report) -> bool:
    """A dash, colon or stop around a priority's title cannot be told from one that divides it from its number."""
    return all(each.title.strip(" -–—:;,.)") == each.title for each in report.priorities)


@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_comes_back_whole(name: str) -> None:
    reading = there_and_back(name, SAMPLE)
    assert [notice.text for notice in reading.notices] == []
    assert reading.unplaced == 0


@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_of_reason_comes_back_whole(name: str) -> None:
    reading = there_and_back(name, REASONED)
    assert [notice.text for notice in reading.notices] == []
    assert reading.unplaced == 0
    first = reading.tree.priorities[0]
    assert first.why.sentence.endswith("The report itself stated green.")
    assert (first.headline, first.results) == (Light.RED, Light.RED)
    assert [a.why.sentence for a in first.activities[2:5]] == [UPDATED.sentence] * 3
    assert reading.tree.cards[0].why.sentence.startswith("Amber: 1 of 3")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("method", Method)
def test_each_rule_comes_back_in_its_words(name: str, method: Method) -> None:
    words = rule_words(RollUp(method=method, red=None if method is Method.WORST else Fraction(1, 3)))
    reading = there_and_back(name, replace(REASONED, rollup_rule=words))
    assert reading.tree.rollup_rule == words
    assert not reading.notices


@pytest.mark.inputs
@pytest.mark.parametrize("name", FORMATS)
def test_the_reference_report_comes_back_whole(name: str) -> None:
    reading = there_and_back(name, real_report())
    assert reading.unplaced == 0


@pytest.mark.parametrize("name", FORMATS)
def test_a_card_that_says_little_comes_back(name: str) -> None:
    card = Card(priority=1, targets=("1.1a",), light=Light.GREEN)
    activity = Activity(code="1.1a", title="Mend the lights", light=Light.RED)
    report = Report(priorities=(Priority(number=1, title="Streets", activities=(activity,)),), cards=(card, card))
    there_and_back(name, report)


@pytest.mark.slow
@settings(max_examples=40, **FIXED)
@given(report=reports())
def test_a_generated_report_comes_back_from_word(report: Report) -> None:
    assume(tidy(report))
    there_and_back("word", report)


@pytest.mark.slow
@settings(max_examples=40, **FIXED)
@given(report=reports())
def test_a_generated_report_comes_back_from_markdown(report: Report) -> None:
    assume(tidy(report))
    there_and_back("markdown", report)


@pytest.mark.slow
@settings(max_examples=20, **FIXED)
@given(report=reports())
def test_a_generated_report_comes_back_from_pdf(report: Report) -> None:
    assume(tidy(report))
    there_and_back("pdf", report)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=20, **FIXED)
@given(report=measured_reports())
def test_figures_and_the_register_change_nothing_of_what_is_read(name: str, report: Report) -> None:
    """Of a report that is read back whole without them: nothing they say is taken for something else."""
    assume(tidy(report))
    form = FORMATS[name]
    priorities = tuple(replace(each, measures=()) for each in report.priorities)
    bare = interpret(form.read(form.write(replace(report, priorities=priorities, register=()))))
    assume(to_json(readable(bare.tree)) == to_json(readable(report)))
    full = there_and_back(name, report)
    assert full.unplaced == bare.unplaced


@pytest.mark.slow
@settings(max_examples=20, **FIXED)
@given(report=measured_reports())
def test_json_keeps_figures_and_the_register(report: Report) -> None:
    assert from_json(to_json(report)) == report
