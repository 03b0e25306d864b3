"""Whatever a source holds: no exception, and each text is either placed or noticed."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.source import Cell, Marker, Paragraph, Part, Row, Source, Table

WORDS = st.sampled_from(
    [
        *(
            "",
            " ",
            "GREEN",
            "amber",
            "R",
            "➡",
            "▲ worse",
            "●",
            "1.1a. Light the paths",
            "1.1a. One 1.1b. Two",
            "A3",
            "2",
            "-",
        ),
        *(
            "Priority 1: Streets",
            "KPA 2: Homes Objective; To mend",
            "1. Streets",
            "Objective: calm",
            "Theme Two",
            "Streets",
        ),
        *(
            "Ref",
            "Action",
            "RAG",
            "Trend",
            "Lead",
            "Progress",
            "Next steps",
            "By whom",
            "By when",
            "TARGET",
            "Priority",
        ),
        *(
            "TARGET OWNER",
            "AIM/RATIONALE",
            "TRAFFIC LIGHT CRITERIA",
            "CURRENT POSITION",
            "GREEN: yes. AMBER: so. RED: no",
        ),
        *("Owner: Jo", "RAG: Green", "Target: 1.2 Visit", "Version 1.1", "September 2018", "Author", "Key", "Contents"),
        *(
            "Harbour Plan 2017-18",
            "Performance report",
            "In detail: 1.1a",
            "In focus: 1.1a",
            "Order lamps – Jo – 30/11/18",
        ),
        *(
            "Up arrow means worse",
            "Page 1 of 3",
            "• one • two",
            "1. one 2. two",
            "Results: fewer",
            "What it means",
            "Word",
        ),
    ]
)
TEXTS = st.one_of(WORDS, WORDS, st.text(max_size=30))
COLOURS = st.sampled_from(["", "", "", "#00b050", "#ffc000", "#ff0000", "#0070c0", "#d9d9d9", "#zzz"])
PARAGRAPHS = st.builds(
    Paragraph,
    text=TEXTS,
    markdown=st.one_of(st.just(""), st.text(max_size=10)),
    heading=st.integers(0, 3),
    marker=st.sampled_from(list(Marker)),
    number=st.sampled_from(["", "1.", "a)"]),
    depth=st.integers(0, 3),
    size=st.sampled_from([0.0, 10.0, 16.0]),
    bold=st.booleans(),
    fill=COLOURS,
    strong_lead=st.sampled_from(["", "Owner:", "Lead"]),
    part=st.sampled_from([Part.BODY] * 6 + list(Part)),
)
CELLS = st.builds(
    Cell,
    column=st.integers(0, 5),
    span=st.integers(1, 3),
    paragraphs=st.lists(PARAGRAPHS, max_size=3).map(tuple),
    fill=COLOURS,
    shape_fill=COLOURS,
    merged_up=st.booleans(),
)


@st.composite
def tidy_tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 6))
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        cells = [draw(CELLS) for _ in range(width)]
        rows.append(
            Row(
                cells=tuple(
                    Cell(column=i, paragraphs=c.paragraphs, fill=c.fill, shape_fill=c.shape_fill, merged_up=c.merged_up)
                    for i, c in enumerate(cells)
                )
            )
        )
    return Table(rows=tuple(rows), columns=width)


WILD_TABLES = st.builds(
    Table,
    rows=st.lists(st.builds(Row, cells=st.lists(CELLS, max_size=4).map(tuple)), max_size=4).map(tuple),
    columns=st.integers(0, 6),
)
SOURCES = st.builds(Source, items=st.lists(st.one_of(PARAGRAPHS, tidy_tables(), WILD_TABLES), max_size=8).map(tuple))


def count_texts(source: Source) -> int:
    """Paragraphs and cells with content; a merged cell that repeats the one above counts once."""
    count = 0
    for item in source.items:
        if isinstance(item, Paragraph):
            count += bool(item.text.strip())
            continue
        above: dict[int, str] = {}
        for row in item.rows:
            own: dict[int, str] = {}
            for cell in row.cells:
                words = " ".join(_shown(p) for p in cell.paragraphs if p.text.strip())
                for column in range(cell.column, cell.column + cell.span):
                    own.setdefault(column, words)
                repeats = cell.merged_up and above.get(cell.column) == words
                count += bool(words) and not repeats
            above = own
    return count


def _shown(paragraph: Paragraph) -> str:
    text, number = paragraph.text.strip(), paragraph.number
    return text if paragraph.marker is Marker.BULLET or not number or text.startswith(number) else f"{number} {text}"


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES)
def test_each_text_is_placed_or_noticed(source: Source) -> None:
    reading = interpret(source)
    assert reading.placed + reading.unplaced == count_texts(source)
    assert len(reading.notices) >= reading.unplaced
    assert all(notice.message.endswith((".", "”.")) for notice in reading.notices)


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_reading_twice_gives_the_same(source: Source) -> None:
    assert interpret(source) == interpret(source)
