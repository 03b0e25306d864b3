"""The layouts show what they are said to show, and the comparison of facts sees what is lost, changed or made up."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from saferplan.report.tree import Activity, Card, Light, Report, Trend

from .facts import FACTS, shown
from .maker import MAKERS, Maker
from .recall import recall, shape

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made")


def _texts(report: Report) -> list[str]:
    out = [report.partnership.name, report.plan.title, report.version, report.author]
    for priority in report.priorities:
        out += [priority.title, priority.objective]
    for _, activity in report.activities():
        out += [activity.code, activity.title, *activity.owners, *activity.position.split("\n")]
        out += [text for step in activity.next_steps for text in (step.text, step.who)]
    for card in report.cards:
        out += [*card.targets, *card.owners, card.aim, *card.position.split("\n")]
        out += [card.criteria.green, card.criteria.amber, card.criteria.red]
        out += [text for step in card.next_steps for text in (step.text, step.who)]
    return [_squeezed(re.sub(r"^ *(- |\d\. )", "", text)) for text in out]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s*]", "", text)


def _shown_text(path: Path) -> str:
    out: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                out.extend(node.text or "" for node in etree.fromstring(archive.read(name)).iter(f"{W}t"))
    return _squeezed("".join(out))


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_a_word_layout_holds_each_text_that_it_is_said_to_show(maker: Maker, folder: Path) -> None:
    layout = maker(folder)
    assert layout.path.exists()
    if layout.path.suffix == ".docx":
        text = _shown_text(layout.path)
        assert [wanted for wanted in _texts(layout.shows) if wanted not in text] == []


def test_the_names_of_layouts_differ(folder: Path) -> None:
    names = [maker(folder).name for maker in MAKERS]
    assert len(set(names)) == len(names) >= 14


def test_facts_that_are_not_shown_are_left_out() -> None:
    tree = shown(priority="", activity="light", codes=lambda p, i: f"{p}.{i}")
    assert tree.cards == ()
    assert {p.objective for p in tree.priorities} == {""}
    assert {a.trend for _, a in tree.activities()} == {Trend.NONE}
    assert tree.activity("2.1") is not None


def test_the_facts_against_themselves_are_all_found() -> None:
    facts = recall(FACTS, FACTS)
    assert facts.complete
    assert facts.total == len(facts.found) > 150


def test_a_lost_a_changed_and_an_invented_fact_are_told_apart() -> None:
    first, *others = FACTS.priorities
    changed = replace(first.activities[0], light=Light.RED, trend=Trend.NONE)
    ghost = Activity(code="9.9z", title="Invented")
    got = replace(FACTS, priorities=(replace(first, activities=(changed, *first.activities[1:], ghost)), *others))
    facts = recall(FACTS, got)
    assert facts.wrong == [(("activity", "1.1a", "light", "green"), "red")]
    assert facts.missing == [("activity", "1.1a", "trend", "improving")]
    assert ("activity", "9.9z", "title", "Invented") in facts.extra


def test_one_lost_card_does_not_make_the_others_wrong() -> None:
    facts = recall(FACTS, replace(FACTS, cards=FACTS.cards[1:]))
    assert {fact[:2] for fact in facts.missing} == {("card", "1")}
    assert facts.wrong == []
    invented = recall(FACTS, replace(FACTS, cards=(*FACTS.cards, Card(priority=1, targets=("9.9z",)))))
    assert ("card", "6", "targets", "9.9z") in invented.extra


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A *small thing*.", "A *small thing.*"),
        ("- a\n  - b\n- c", "* a\n    * b\n* c"),
        ("One\nline", "One  line"),
        ("1. a\n2. b", "1) a\n2) b"),
        (r"Cost 4\*", "Cost 4\\*"),
    ],
)
def test_positions_with_the_same_structure_and_words_are_equal(one: str, other: str) -> None:
    assert shape(one) == shape(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A *small* thing", "A small thing"),
        ("- a\n  - b", "- a\n- b"),
        ("One\n\ntwo", "One two"),
        ("1. a", "- a"),
        ("- a b", "- a c"),
    ],
)
def test_positions_that_differ_are_not_equal(one: str, other: str) -> None:
    assert shape(one) != shape(other)
