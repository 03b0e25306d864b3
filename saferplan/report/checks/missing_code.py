"""Gaps in the row of codes or of priority numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from saferplan.report.checks.passages import listed, spot
from saferplan.report.findings import Finding, Level, Rule, Subject

_LAST = re.compile(r"^(.*?)(\d+|(?<![A-Za-z])[A-Za-z])$", re.DOTALL)


def find(subject: Subject) -> Finding | None:
    gaps = list(_gaps(subject))
    if not gaps:
        return None
    missing = [code for code, _ in gaps]
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="The codes jump over {codes}.",
        advice="Check whether a line was lost. If it was dropped from the plan, say so in the report.",
        params={"codes": listed(missing)},
        spots=tuple(spot(subject, key, code) for code, key in gaps),
    )


def _gaps(subject: Subject) -> Iterator[tuple[str, str]]:
    numbers = [priority.number for priority in subject.report.priorities]
    for number in _jumped(numbers):
        before = max((each for each in numbers if each < number), default=min(numbers))
        yield f"priority {number}", f"priority:{before}"
    groups: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for _, activity in subject.report.activities():
        match = _LAST.match(activity.code)
        if match:
            last = match[2]
            value = int(last) if last.isdigit() else ord(last.casefold()) - ord("a") + 1
            groups[match[1], "number" if last.isdigit() else "letter"][value] = activity.code
    for (prefix, kind), codes in groups.items():
        for value in _jumped(list(codes)):
            before = max((each for each in codes if each < value), default=min(codes))
            upper = codes[before][-1:].isupper()
            letter = chr(ord("A" if upper else "a") + value - 1)
            yield f"{prefix}{value if kind == 'number' else letter}", f"activity:{codes[before]}"


def _jumped(values: list[int]) -> list[int]:
    """The numbers left out of a row that begins at 1; a row with more gaps than members is no row."""
    present = {value for value in values if value > 0}
    if len(present) < 2:
        return []
    first = 1 if min(present) <= 2 else min(present)
    missing = [value for value in range(first, max(present)) if value not in present]
    return missing if len(missing) < len(present) else []


RULE = Rule(
    code="missing-code",
    name="A code is missing from the row",
    why="A line that is lost from the report is a light that nobody sees.",
    example="The activities of a priority are 1.1a, 1.1b and 1.1d.",
    find=find,
)
