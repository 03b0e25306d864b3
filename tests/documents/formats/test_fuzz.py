"""Mutated files end in a reading or one clear sentence: never another error, a hang or more than 500 MB."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferplan.documents.formats.child import read as read_as_child
from saferplan.documents.formats.child import read_directly, unpack
from saferplan.documents.formats.reading import Reading, UnreadableFile
from saferplan.documents.formats.registry import FORMATS, format_of_kind, read_bytes, write_report
from saferplan.files.errors import RefusedFile
from saferplan.files.gate import FileKind, check_upload
from saferplan.report.tree import Activity, Card, Criteria, Light, NextStep, Partnership, Priority, Report, Trend
from tests.documents.formats.word.packages import field, p, parts_of, r, shape, tbl, tc, tr, zipped

ENDINGS = {kind: each.ending for each in FORMATS if (kind := each.kind) is not None}
MOST_SECONDS = 10.0
MOST_BYTES = 500_000_000
READ_AND_MEASURE = """
import resource, sys
from contextlib import suppress
from saferplan.documents.formats.reading import UnreadableFile
from saferplan.documents.formats.registry import read_bytes
with suppress(UnreadableFile):
    read_bytes(sys.argv[1], sys.stdin.buffer.read())
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

REPORT = Report(
    partnership=Partnership(name="Riverton Safer Partnership"),
    title="Performance dashboard",
    version="2.1",
    date="2024-05",
    priorities=(
        Priority(
            number=1,
            title="Safe evenings",
            objective="To keep the evening streets calm",
            light=Light.GREEN,
            trend=Trend.SAME,
            activities=(
                Activity(code="1.1.1a", title="Walk the riverside at closing time", light=Light.AMBER),
                Activity(code="1.1.1b", title="Train door staff", light=Light.GREEN, trend=Trend.IMPROVING),
            ),
        ),
    ),
    cards=(
        Card(
            priority=1,
            targets=("1.1.1a",),
            owners=("Licensing team",),
            aim="Calm streets",
            criteria=Criteria(green="Four walks a month", amber="Two", red="None"),
            light=Light.AMBER,
            position="- Two walks were held\n- **More** volunteers are needed",
            next_steps=(NextStep(text="Ask the colleges", who="Dana Reed", due="2024-06"),),
        ),
    ),
)


@cache
def word_parts() -> dict[str, bytes]:
    """A Word file that holds a little of everything that the reader knows."""
    fill = '<w:shd w:val="clear" w:fill="00B050"/>'
    notes = f'<w:footnotes NAMESPACES><w:footnote w:id="1">{p("Survey")}</w:footnote></w:footnotes>'
    numbering = (
        '<w:numbering NAMESPACES><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    heading = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    rows = (
        tr(tc("KPA 1: Safe evenings", '<w:gridSpan w:val="2"/>'), tc("Trend"), properties="<w:tblHeader/>"),
        tr(tc("1.1.1a. Walks", '<w:vMerge w:val="restart"/>'), tc("GREEN", fill), tc(p(r("à")))),
        tr(tc("", "<w:vMerge/>"), tc(p(shape("FFC000", "A"))), tc(tbl(tr(tc("x"), tc("y"))) + p())),
    )
    body = (
        p("Riverton", '<w:pStyle w:val="H"/>')
        + p(r("Item ") + "<w:ins>" + r("one") + "</w:ins>", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + tbl(*rows)
        + p(field(" PAGE ", r("2")) + '<w:r><w:footnoteReference w:id="1"/><w:br/><w:t>• More</w:t></w:r>')
    )
    return parts_of(
        body, styles=f"<w:styles NAMESPACES>{heading}</w:styles>", footnotes=notes, numbering=numbering
    )  # fmt: skip


@cache
def made_word() -> bytes:
    document = Document()
    document.add_heading("Riverton plan", 0)
    table = document.add_table(rows=3, cols=3)
    for row, words in zip(
        table.rows, (("KPA 1", "RAG", "Trend"), ("1.1.1a. Walks", "G", "→"), ("1.1.1b. Talks", "A", "↑")), strict=True
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@cache
def made_pdf() -> bytes:
    return write_report(REPORT, "pdf")


@cache
def seeds() -> tuple[tuple[FileKind, bytes], ...]:
    text = "Performance dashboard\nKPA 1: Safe evenings\tLight\tTrend\n1.1.1a. Walks\tGREEN\t→\n"
    return (
        (FileKind.DOCX, zipped(word_parts())),
        (FileKind.DOCX, made_word()),
        (FileKind.PDF, made_pdf()),
        (FileKind.JSON, write_report(REPORT, "json")),
        (FileKind.TEXT, text.encode()),
        (FileKind.MARKDOWN, b"# Dashboard\n\n| Ref | Action | RAG |\n|---|---|---|\n| 1.1 | Walks | Green |\n"),
    )


def flip(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 3, 30))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def repeat(data: bytes, dice: random.Random) -> bytes:
    start, end = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    return data[:end] + data[start:end] * dice.choice((1, 20)) + data[end:]


def drop(data: bytes, dice: random.Random) -> bytes:
    start, end = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    return data[:start] + data[end:]


NUMBERS = [b"-1", b"0", b"999999999999", b"1e308", b"nan", b"", b"\xe2\x88\x9e"]


def digits(data: bytes, dice: random.Random) -> bytes:
    """A number becomes one that nobody expects."""
    places = [i for i in range(len(data)) if data[i : i + 1].isdigit()]
    if not places:
        return data
    at = dice.choice(places)
    return data[:at] + dice.choice(NUMBERS) + data[at + 1 :]


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [flip, cut, repeat, drop, digits]


def outcome(kind: FileKind, data: bytes) -> Reading | str:
    """What the gate, the reader and the interpretation make of a file, in this process."""
    name = f"report{ENDINGS[kind]}"
    start = time.perf_counter()
    try:
        found = check_upload(name, data)
        result: Reading | str = read_directly(data, format_of_kind(found).read)
    except (RefusedFile, UnreadableFile) as error:
        result = str(error)
        assert result.endswith(".")
        assert "\n" not in result
    assert time.perf_counter() - start < MOST_SECONDS
    assert isinstance(result, str | Reading)
    return result


def installed(kind: FileKind) -> bool:
    """Whether the format's reader is there."""
    module = format_of_kind(kind).read.split(":")[0]
    try:
        __import__(module)
    except ModuleNotFoundError:
        return False
    return True


def test_the_seeds_themselves_are_read() -> None:
    for kind, data in seeds():
        assert isinstance(outcome(kind, data), Reading)


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), index=st.integers(0, 5), times=st.integers(1, 3))
def test_mutated_bytes(seed: int, index: int, times: int) -> None:
    dice = random.Random(seed)
    kind, data = seeds()[index]
    for _ in range(times):
        data = dice.choice(MUTATIONS)(data, dice) or b"x"
    outcome(kind, data)


@pytest.mark.slow
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_mutated_parts_of_a_word_file(seed: int) -> None:
    """Byte flips in a zip mostly end at its checksums; these reach the XML."""
    dice = random.Random(seed)
    parts = dict(word_parts())
    for _ in range(dice.choice((1, 2, 5))):
        name = dice.choice(sorted(parts))
        if dice.random() < 0.15:
            del parts[name]
        elif dice.random() < 0.2:
            parts[name] = parts[dice.choice(sorted(parts))]
        else:
            parts[name] = dice.choice(MUTATIONS)(parts[name], dice) or b"x"
        if not parts:
            return
    outcome(FileKind.DOCX, zipped(parts))


def tags(xml: bytes) -> list[bytes]:
    return [piece for piece in xml.replace(b"<", b"\0<").replace(b">", b">\0").split(b"\0") if piece]


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_elements_where_they_do_not_belong(seed: int) -> None:
    """Well-formed XML of real elements in an order that no program writes."""
    dice = random.Random(seed)
    parts = dict(word_parts())
    name = dice.choice(["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"])
    pieces = tags(parts[name])
    empty = [piece for piece in tags(parts["word/document.xml"]) if piece.endswith(b"/>")]
    for _ in range(dice.choice((1, 4, 12))):
        pieces.insert(dice.randrange(1, len(pieces)), dice.choice(empty))
    parts[name] = b"".join(pieces)
    outcome(FileKind.DOCX, zipped(parts))


def hostile() -> Iterator[tuple[str, FileKind, bytes]]:
    deep = "".join("<w:tbl><w:tr><w:tc>" for _ in range(80)) + p("deep")
    deep += "".join("</w:tc></w:tr></w:tbl>" for _ in range(80))
    yield "deep tables", FileKind.DOCX, zipped(parts_of(deep))
    deeper = deep.replace("<w:tc>", "<w:tc>" * 1).replace("<w:tbl>", "<w:tbl>" * 3)
    yield "elements too deep", FileKind.DOCX, zipped(parts_of(deeper))
    yield "deep inserts", FileKind.DOCX, zipped(parts_of(p("<w:ins>" * 220 + r("x") + "</w:ins>" * 220)))
    wide = tbl(tr(*(tc("x", '<w:gridSpan w:val="999999999"/>') for _ in range(50))))
    yield "endless spans", FileKind.DOCX, zipped(parts_of(wide))
    dice = random.Random(7)  # what is always the same packs so well that the gate takes it for a bomb
    many = tbl(*(tr(*(tc(f"1.1.1a. {dice.random()}") for _ in range(8))) for _ in range(1_000)))
    yield "a huge table", FileKind.DOCX, zipped(parts_of(many))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 400}"/></w:style>'
        for n in range(400)
    )
    looped = p("x", '<w:pStyle w:val="s0"/>')
    yield (
        "styles in a ring",
        FileKind.DOCX,
        zipped(parts_of(looped, styles=f"<w:styles NAMESPACES>{styles}</w:styles>")),
    )
    words = " ".join(f"ab *[({dice.random()}" for _ in range(6_000))
    yield "one long paragraph", FileKind.DOCX, zipped(parts_of(p(words)))
    yield "nested JSON", FileKind.JSON, b'{"schema":' + b"[" * 100_000
    yield "one long line", FileKind.TEXT, b"1.1.1a\t" * 5_000
    yield "many short lines", FileKind.TEXT, b"1.1.1a. Walks\tGREEN\n" * 3_000
    yield "a PDF of nothing", FileKind.PDF, b"%PDF-1.7\n" + b"<< " * 20_000
    yield "a PDF that points at itself", FileKind.PDF, (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"trailer<</Root 1 0 R>>"
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "data"), [pytest.param(k, d, id=name) for name, k, d in hostile()])
def test_hostile_files_through_the_limited_process(kind: FileKind, data: bytes) -> None:
    if not installed(kind):
        pytest.skip(f"no reader for {kind} yet")
    start = time.perf_counter()
    # A process of its own, since the peak of a process's children is that of all it ever had.
    done = subprocess.run(
        [sys.executable, "-c", READ_AND_MEASURE, f"report{ENDINGS[kind]}"], input=data, capture_output=True, check=False
    )
    assert time.perf_counter() - start < 40
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert int(done.stdout) * (1 if sys.platform == "darwin" else 1024) < MOST_BYTES


def test_a_reading_crosses_the_process_whole() -> None:
    for kind, data in seeds():
        if installed(kind):
            reader = format_of_kind(kind).read
            assert unpack(read_as_child(data, reader)) == read_directly(data, reader)
            assert read_bytes(f"report{ENDINGS[kind]}", data) == read_directly(data, reader)
