from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplan.report.markdown import (
    BulletList,
    Emphasis,
    Item,
    Link,
    NumberedList,
    Paragraph,
    Run,
    Strong,
    Text,
    escape_text,
    from_runs,
    parse_markdown,
    plain_lines,
    plain_text,
    runs,
    to_markdown,
)
from tests.report.strategies import positions


def item(text: str, *lists: BulletList | NumberedList) -> Item:
    return Item((Text(text),), lists)


def para(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        ("One\nline", (para("One line"),)),
        ("One\n\nTwo", (para("One"), para("Two"))),
        ("- a\n- b", (BulletList((item("a"), item("b"))),)),
        ("- a\n\n- b", (BulletList((item("a"), item("b"))),)),
        ("- a\n* b", (BulletList((item("a"), item("b"))),)),
        ("1. a\n2. b", (NumberedList((item("a"), item("b"))),)),
        ("4. a\n5. b", (NumberedList((item("a"), item("b")), 4),)),
        ("- a\n  1. b\n- c", (BulletList((item("a", NumberedList((item("b"),))), item("c"))),)),
        ("- a\n  - b\n    - c\n  - d", (BulletList((item("a", BulletList((item("b"), item("c"), item("d")))),)),)),
        ("- a\n\n  more", (BulletList((item("a more"),)),)),
        ("- \n- a", (BulletList((item("a"),)),)),
        ("# Not a heading", (para("# Not a heading"),)),
        ("<b>raw</b> & `code`", (para("<b>raw</b> & `code`"),)),
        ("![x](https://a.example/x.png)", (Paragraph((Text("!"), Link("https://a.example/x.png", (Text("x"),)))),)),
        ("[x](javascript:alert)", (para("[x](javascript:alert)"),)),
        ("[x](/local)", (para("[x](/local)"),)),
        ("1\\. not a list", (para("1. not a list"),)),
    ],
)
def test_blocks(text: str, blocks: tuple[object, ...]) -> None:
    assert parse_markdown(text) == blocks


def test_inline_marks() -> None:
    (block,) = parse_markdown("A *b* **c *d*** [e](mailto:team@harbour.example)")
    assert block == Paragraph(
        (
            Text("A "),
            Emphasis((Text("b"),)),
            Text(" "),
            Strong((Text("c "), Emphasis((Text("d"),)))),
            Text(" "),
            Link("mailto:team@harbour.example", (Text("e"),)),
        )
    )


def test_plain_text_has_a_line_for_each_item() -> None:
    text = "Two *things*:\n\n- one\n  - **half**\n- [two](https://a.example)"
    assert plain_lines(text) == ("Two things:", "one", "half", "two")
    assert plain_text(text) == "Two things:\none\nhalf\ntwo"


def test_deep_nesting_loses_no_words() -> None:
    for depth in (5, 60, 400):
        text = "- " * depth + "deep"
        assert plain_text(text).endswith("deep")
        assert plain_text("\n".join(f"{'  ' * level}- w{level}" for level in range(depth))).count("w") == depth


@settings(max_examples=150, deadline=None)
@given(positions())
def test_written_markdown_parses_equal(text: str) -> None:
    blocks = parse_markdown(text)
    assert parse_markdown(to_markdown(blocks)) == blocks


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab1.-*_[]()<>\\ \n\t#!`:@/~+", max_size=40))
def test_any_text_parses_to_blocks_that_can_be_written(text: str) -> None:
    written = to_markdown(parse_markdown(text))
    again = to_markdown(parse_markdown(written))
    assert again == written
    assert plain_text(written) == plain_text(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab1.-*_[]()<>\\ #!`:@/&;", min_size=1, max_size=30))
def test_escaped_text_reads_as_the_words(text: str) -> None:
    assert plain_text(escape_text(text)) == " ".join(text.split())


LOOKS = st.builds(
    Run,
    st.text(alphabet='ab ,.*"_', max_size=5),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "", "https://a.example/b"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LOOKS, max_size=6))
def test_runs_and_nodes_agree_and_words_survive_writing(row: list[Run]) -> None:
    nodes = from_runs(row)
    assert from_runs(runs(nodes)) == nodes
    words = " ".join("".join(run.text for run in row).split())
    assert "".join(run.text for run in runs(nodes)) == words
    if words:
        assert plain_text(to_markdown([Paragraph(nodes)])) == words


def test_ordinary_text_is_not_cluttered_with_escapes() -> None:
    text = "Spent £4 (of £10) on snake_case & [sic] kit: 50% done, see 3.1.1e - next - <b>"
    assert escape_text(text) == text
    assert escape_text("2018. A good year") == "2018\\. A good year"


def test_punctuation_moves_out_of_emphasis_that_markdown_cannot_express() -> None:
    nodes = from_runs([Run("the"), Run('"new"', emphasis=True), Run("plan")])
    assert to_markdown([Paragraph(nodes)]) == 'the"*new*"plan'
