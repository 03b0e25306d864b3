"""Texts of updates: how they differ, how long they are, which of two counts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplan.cycle.update_contents import Contents, StepLine
from saferplan.cycle.update_text import (
    MOST_COMPARED,
    Change,
    CorrectionFact,
    Piece,
    StepChange,
    differences,
    is_rewritten,
    is_same_text,
    step_moves,
    text_in_force,
    word_count,
)
from saferplan.report.tree import Light

SAME, INS, DEL = Change.SAME, Change.INSERTED, Change.DELETED


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("One two.", "One two.", [(SAME, "One two.")]),
        ("", "New.", [(INS, "New.")]),
        ("Old.", "", [(DEL, "Old.")]),
        ("Old.", "New.", [(DEL, "Old."), (INS, "New.")]),
        ("Two venues.", "Three venues.", [(DEL, "Two"), (INS, "Three"), (SAME, " venues.")]),
        # Words side by side that both changed are one change.
        ("He was late today.", "She is late today.", [(DEL, "He was"), (INS, "She is"), (SAME, " late today.")]),
        # So are words that have only a word or two between them.
        ("Two were lost.", "Three were won.", [(DEL, "Two were lost."), (INS, "Three were won.")]),
        (
            "Two of the four were lost.",
            "One of the four was lost.",
            [(DEL, "Two"), (INS, "One"), (SAME, " of the four "), (DEL, "were"), (INS, "was"), (SAME, " lost.")],
        ),
        ("One.\n\nTwo.", "One.\n\nThree.", [(SAME, "One.\n\n"), (DEL, "Two."), (INS, "Three.")]),
        ("Done.", "Done. And more.", [(SAME, "Done."), (INS, " And more.")]),
    ],
)
def test_differences(before: str, after: str, expected: list[tuple[Change, str]]) -> None:
    assert differences(before, after) == tuple(Piece(*each) for each in expected)


WORDS = st.lists(st.sampled_from(["a", "bb", "c.", " ", "\n", "  ", "\n\n", "dé"]), max_size=25).map("".join)


@given(WORDS, WORDS)
def test_nothing_is_lost_in_a_difference(before: str, after: str) -> None:
    """Without what was taken out it is the text after; without what was put in, the words before."""
    pieces = differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not DEL) == after
    kept = "".join(piece.text for piece in pieces if piece.change is not INS)
    assert "".join(kept.split()) == "".join(before.split())
    assert all(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "rewritten"),
    [
        ("", "All new.", False),
        ("All gone.", "", False),
        ("One two three four.", "One two three five.", False),
        ("One two three four.", "Entirely other words stand here.", True),
        ("One two three four five six.", "One two three and so much more that is new and long.", True),
        ("Same.", "Same.", False),
    ],
)
def test_a_new_text_is_better_read_beside_the_old(before: str, after: str, rewritten: bool) -> None:
    assert is_rewritten(differences(before, after)) is rewritten


def test_very_long_texts_are_shown_whole() -> None:
    before, after = "old " * MOST_COMPARED, "new " * MOST_COMPARED
    assert [piece.change for piece in differences(before, after)] == [DEL, INS]
    assert [piece.change for piece in differences(before, before)] == [SAME]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("One", 1), ("One  two\nthree", 3), ("- one\n- two", 2), ("a – b", 2), ("well-lit 3.1.1e (new)", 3)],
)
def test_words_are_counted_as_people_count(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a b", "a  b\n", True), ("a b", "a c", False), ("", " ", True), ("A", "a", False)],
)
def test_the_same_words(one: str, other: str, same: bool) -> None:
    assert is_same_text(one, other) is same


def correction(text: str, objected: bool = False, settled: bool = False, withdrawn: bool = False) -> CorrectionFact:
    return CorrectionFact(text=text, objected=objected, settled=settled, withdrawn=withdrawn)


@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        ([], "theirs"),
        ([correction("a")], "a"),
        ([correction("a"), correction("b")], "b"),
        ([correction("a", withdrawn=True)], "theirs"),
        ([correction("a"), correction("b", withdrawn=True)], "a"),
        ([correction("a", objected=True)], "theirs"),
        ([correction("a", objected=True, settled=True)], "a"),
        ([correction("a", settled=True)], "a"),
        # An objection to the latest is not answered with the one before.
        ([correction("a"), correction("b", objected=True)], "theirs"),
        # A new correction answers the objection to the one before.
        ([correction("a", objected=True), correction("b")], "b"),
        ([correction("a", objected=True, withdrawn=True)], "theirs"),
    ],
)
def test_which_text_counts(corrections: list[CorrectionFact], expected: str) -> None:
    assert text_in_force("theirs", corrections) == expected


def test_steps_are_kept_changed_new_or_dropped() -> None:
    day, later = date(2027, 1, 8), date(2027, 2, 8)
    fill = StepLine(text="Fill the post", who="Ann", due=day)
    moved = StepLine(text="Fill  the post", who="Ann", due=later)
    train = StepLine(text="Train the wardens", who="Bob", due=day)
    assert [(move.change, move.step, move.before) for move in step_moves([fill], [fill])] == [
        (StepChange.KEPT, fill, fill)
    ]
    assert [(move.change, move.step, move.before) for move in step_moves([fill, train], [moved])] == [
        (StepChange.CHANGED, moved, fill),
        (StepChange.DROPPED, train, None),
    ]
    assert [move.change for move in step_moves([], [fill, fill])] == [StepChange.NEW, StepChange.NEW]


@given(
    st.builds(
        Contents,
        position=st.text(max_size=20),
        no_change_reason=st.text(max_size=5),
        lights=st.dictionaries(st.integers(1, 99), st.sampled_from(Light), max_size=4),
        steps=st.lists(
            st.builds(
                StepLine,
                text=st.text(max_size=9),
                who=st.text(max_size=9),
                due=st.none() | st.dates(),
                due_words=st.text(max_size=5),
                activity=st.none() | st.integers(1, 99),
            ),
            max_size=3,
        ).map(tuple),
    )
)
def test_contents_survive_being_kept(contents: Contents) -> None:
    again = Contents.from_json(
        position=contents.position,
        no_change_reason=contents.no_change_reason,
        lights=contents.lights_as_json(),
        steps=contents.steps_as_json(),
    )
    assert again == contents
