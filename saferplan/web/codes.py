"""Codes of activities in words: a run of them by its ends."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

LAST = re.compile(r"(.*?)([0-9]{1,9}|[a-z])$", re.IGNORECASE | re.DOTALL)
SHORTEST_RUN = 3


def codes_words(codes: Iterable[str]) -> str:
    """`2.1.1a to 2.1.1f`: three or more that follow each other are a run, others stand by themselves."""
    runs: list[list[str]] = []
    for code in codes:
        if runs and _follows(runs[-1][-1], code):
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(_words(run) for run in runs)


def _words(run: list[str]) -> str:
    if len(run) < SHORTEST_RUN:
        return ", ".join(run)
    return _("%(first)s to %(last)s") % {"first": run[0], "last": run[-1]}


def _follows(before: str, code: str) -> bool:
    first, second = LAST.match(before), LAST.match(code)
    if not first or not second or first[1] != second[1]:
        return False
    if first[2].isdigit() != second[2].isdigit():
        return False
    return _place(second[2]) == _place(first[2]) + 1


def _place(last: str) -> int:
    return int(last) if last.isdigit() else ord(last)
