"""Codes in words."""

from __future__ import annotations

import pytest

from saferplan.web.codes import codes_words


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([], ""),
        (["1.1a"], "1.1a"),
        (["1.1a", "1.1b"], "1.1a, 1.1b"),
        (["2.1.1a", "2.1.1b", "2.1.1c"], "2.1.1a to 2.1.1c"),
        (["2.1.1a", "2.1.1b", "2.1.1d", "2.1.1e", "2.1.1f"], "2.1.1a, 2.1.1b, 2.1.1d to 2.1.1f"),
        (["1.9", "1.10", "1.11"], "1.9 to 1.11"),
        (["1.1a", "1.2b", "1.3c"], "1.1a, 1.2b, 1.3c"),
        (["1", "2", "3"], "1 to 3"),
        (["c", "b", "a"], "c, b, a"),
        (["1.1a", "1.1a", "1.1a"], "1.1a, 1.1a, 1.1a"),
        (["", "x", "é"], ", x, é"),
        (["1.1³", "1.1⁴", "1.1⁵"], "1.1³, 1.1⁴, 1.1⁵"),
    ],
)
def test_runs_are_told_by_their_ends(codes: list[str], words: str) -> None:
    assert codes_words(codes) == words
