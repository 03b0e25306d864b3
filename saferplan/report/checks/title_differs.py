"""The same activity under different titles in the summary and on its card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saferplan.report.checks.passages import card_key, listed, spot
from saferplan.report.findings import Finding, Level, Rule, Subject


def find(subject: Subject) -> Finding | None:
    found = list(_differing(subject))
    if not found:
        return None
    capitals = listed(code for _, code, _, only_capitals in found if only_capitals)
    words = listed(code for _, code, _, only_capitals in found if not only_capitals)
    parts = []
    if words:
        parts.append("{words} in wording")
    if capitals:
        parts.append("{capitals} in capital letters")
    return Finding(
        code=RULE.code,
        level=Level.ASK if words else Level.CONSIDER,
        message="Titles differ between the summary and the card: " + " and ".join(parts) + ".",
        advice="Use the title of the plan in both places.",
        params={"words": words, "capitals": capitals},
        spots=tuple(spot(subject, key, title) for key, _, title, _ in found),
    )


def _differing(subject: Subject) -> Iterator[tuple[str, str, str, bool]]:
    for index, card in enumerate(subject.report.cards):
        for code, title in zip(card.targets, card.target_titles, strict=False):
            activity = subject.report.activity(code)
            if not title or activity is None or _tidy(title) == _tidy(activity.title):
                continue
            yield card_key(index), code, title, _tidy(title).casefold() == _tidy(activity.title).casefold()


def _tidy(title: str) -> str:
    plain = title.translate(str.maketrans("’‘“”–—", "''\"\"--"))
    return " ".join(re.sub(r"[.;:,\s]+$", "", plain).split())


RULE = Rule(
    code="title-differs",
    name="An activity has different titles in different places",
    why="Readers cannot tell whether it is the same work, and a changed title can hide a changed promise.",
    example="The summary says “Visit every licensed premises”, the card says “Visit licensed premises”.",
    find=find,
)
