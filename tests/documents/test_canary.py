"""What is restricted is in no part of any file that the public gets, in whatever format there is."""

from __future__ import annotations

import base64
import io
import string
import zipfile
import zlib
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pytest

from saferplan.documents.formats.registry import FORMATS, write_report
from saferplan.report.audiences import Audience
from saferplan.report.editions import edition
from saferplan.report.publication import Content, PublicFigures
from saferplan.report.restrictions import FIELDS, LIGHT, NOTICE, Restriction
from saferplan.report.tree import Activity, Card, Criteria, Derivation, Light, NextStep, Priority, Report
from tests.documents.decompress import words_found
from tests.documents.formats.figured import AWAITED, FIGURED, VIOLENCE

WRITTEN = [each.name for each in FORMATS if each.write]


class _Aviary:
    """Gives a new word each time: letters only, so that no writer breaks or escapes it."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def bird(self) -> str:
        count = len(self.words)
        letters = string.ascii_lowercase
        self.words.append(f"Qxkestrel{letters[count // 26]}{letters[count % 26]}vj")
        return self.words[-1]

    def why(self, basis: str = "override") -> Derivation:
        return Derivation(sentence=f"Red: set up to June. {self.bird()}.", basis=basis, rule=f"Rule {self.bird()}")

    def step(self) -> NextStep:
        return NextStep(text=f"Visit {self.bird()}", who=self.bird(), due=self.bird())

    def criteria(self) -> Criteria:
        return Criteria(green=self.bird(), amber=self.bird(), red=self.bird(), complete=self.bird())

    def activity(self, code: str) -> Activity:
        return Activity(
            code=code,
            title=f"Work with {self.bird()}",
            light=Light.RED,
            why=self.why(),
            results=Light.AMBER,
            results_why=self.why("judgement"),
            owners=(self.bird(),),
            criteria=self.criteria(),
            position=f"Met **{self.bird()}**.\n\n- [{self.bird()}](https://{self.bird()}.example)\n- {self.bird()}",
            next_steps=(self.step(),),
        )

    def card(self, code: str) -> Card:
        return Card(
            priority=1,
            targets=(code,),
            target_titles=(self.bird(),),
            owners=(self.bird(),),
            aim=self.bird(),
            criteria=self.criteria(),
            light=Light.RED,
            why=self.why(),
            position=f"Met *{self.bird()}* and {self.bird()}.",
            next_steps=(self.step(),),
        )

    def priority(self, number: int, *activities: Activity) -> Priority:
        return Priority(
            number=number,
            title="Safe streets",
            objective=self.bird(),
            light=Light.RED,
            why=self.why(),
            results=Light.RED,
            results_text=self.bird(),
            results_why=self.why("judgement"),
            headline=Light.RED,
            headline_why=self.why("work and results"),
            activities=activities,
        )


def _mark(place: str, field: str = "", passage: str = "") -> Restriction:
    return Restriction(place=place, field=field, passage=passage, paragraph="3", interest="A contract.")


@cache
def aviary() -> tuple[Content, tuple[str, ...]]:
    """A report with a word in every text that can be restricted: field by field, whole places, lights and passages."""
    made = _Aviary()
    marks = [_mark(place, name) for place, kind in _BY_FIELD.items() for name in FIELDS[kind]]
    first = made.priority(1, made.activity("1.1.1a"), made.activity("1.1.1b"), _unread(made))
    second = made.priority(2)
    marks += [_mark(place) for place in ("priority:2", "activity:1.1.1b", "card:1")]
    marks += [_mark("activity:1.1.1c", LIGHT)]
    passages, last = _passages(made)
    marks += [_mark("card:2", "position", passage) for passage in passages]
    closed = replace(VIOLENCE, caveat=f"Of {made.bird()}.", sentence=made.bird())
    report = replace(
        FIGURED,
        going_well=f"All is well at {made.bird()}.",
        concern=made.bird(),
        changes=made.bird(),
        author=made.bird(),
        priorities=(replace(first, measures=(closed,)), second),
        cards=(made.card("1.1.1a"), made.card("1.1.1b"), last),
        register=(),
    )
    content = Content(
        report=report, restrictions=tuple(marks), public_figures=(PublicFigures(priority=1, measures=(AWAITED,)),)
    )
    return content, tuple(made.words)


_BY_FIELD = {"report": Report, "priority:1": Priority, "activity:1.1.1a": Activity, "card:0": Card}


def _unread(made: _Aviary) -> Activity:
    """An activity whose light is restricted with its reasons, and nothing else."""
    return Activity(
        code="1.1.1c",
        title="Knife bins",
        light=Light.RED,
        light_stated=made.bird(),
        why=made.why(),
        results_why=made.why("judgement"),
    )


def _passages(made: _Aviary) -> tuple[list[str], Card]:
    """Words that run over emphasis, a link, lines and a list; the same words stand in another field too."""
    one, two, three, four, five, six = (made.bird() for _each in range(6))
    position = (
        f"Work goes on. The **{one}** and [{two}\nhall](https://hall.example/{three}) closed.\n\n"
        f"- The ward of {four}\n- *{five}* moved, {six} stayed"
    )
    passages = [f"the {one} and {two} hall", f"{four} {five} moved", six]
    card = Card(priority=1, targets=("1.1.1c",), aim=f"Help for {four.upper()} - {five} moved", position=position)
    return passages, card


@cache
def _written(audience: Audience, name: str) -> bytes:
    content, _words = aviary()
    return write_report(edition(content, audience), name)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_public_file_holds_none_of_it(name: str) -> None:
    _content, words = aviary()
    assert words_found(_written(Audience.PUBLIC, name), list(words)) == {}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_boards_file_holds_it_and_the_search_finds_it(name: str) -> None:
    """What a format does not show at all, it cannot tell; of the rest each word is met."""
    content, words = aviary()
    found = words_found(_written(Audience.BOARD, name), list(words))
    assert len(found) >= (len(words) if name == "json" else len(words) * 4 // 5)
    positions = [card.position for card in content.report.cards]
    assert all(any(word in position for word in found) for position in positions)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_public_file_says_where_something_is_left_out(name: str) -> None:
    notice = NOTICE.format(paragraph="3")
    assert words_found(_written(Audience.PUBLIC, name), [notice])


def test_every_text_has_a_word_of_its_own() -> None:
    """The report above leaves none of its texts without a canary."""
    content, _words = aviary()
    nodes = {
        "report": content.report,
        "priority:1": content.report.priorities[0],
        "activity:1.1.1a": content.report.priorities[0].activities[0],
        "card:0": content.report.cards[0],
    }
    for place, kind in _BY_FIELD.items():
        for name in FIELDS[kind]:
            assert "Qxkestrel" in str(getattr(nodes[place], name)), (place, name)


WORD = "Qxkestrelvj"


def _zipped(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("inner.bin", data)
    return made.getvalue()


def _pdf(data: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.Root.Hidden = pdf.make_indirect(pdf.make_stream(data))
        pdf.save(made, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _described(word: str) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.Root.Piece = pdf.make_indirect(pikepdf.Dictionary(Alt=pikepdf.String(word + "é–")))
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _hidden() -> list[Any]:
    plain = f"x {WORD} x".encode()
    cases = {
        "utf-8": plain,
        "utf-16": WORD.encode("utf-16"),
        "over a line": b"Qxkes-\ntrelvj",
        "between tags": b"<w:t>Qxkes</w:t></w:r><w:r><w:t>trelvj</w:t>",
        "escaped": b"Qxkestrel&#118;j",
        "in an address": b"https://x.example/Qxkestrel%76j",
        "in JSON": b'"Qxkestrel\\u0076j"',
        "base64": b'<img src="data:image/svg+xml;base64,' + base64.b64encode(plain * 3) + b'">',
        "zlib": zlib.compress(plain),
        "a zip": _zipped(plain),
        "a zip in a zip": _zipped(_zipped(plain)),
        "a zip in base64": b"url(" + base64.b64encode(_zipped(plain)) + b")",
        "a stream": _pdf(plain),
        "hexadecimal in a stream": _pdf(b"<" + WORD.encode().hex().encode() + b"> Tj"),
        "a zip in a stream": _pdf(_zipped(plain)),
        "a description": _described(WORD),
    }
    return [pytest.param(data, id=name) for name, data in cases.items()]


@pytest.mark.parametrize("data", _hidden())
def test_a_word_is_found_wherever_it_hides(data: bytes) -> None:
    assert WORD in words_found(data, [WORD, "Qxothervj"])
    assert "Qxothervj" not in words_found(data, [WORD, "Qxothervj"])
