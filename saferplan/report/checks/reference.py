"""The reference page of the checks, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable

from saferplan.report.findings import Level, Rule

_INTRO = """# Checks

What Saferplan looks for in a report. Each rule gives at most one finding, which lists its places. A rule can be
switched off by its code, with `--ignore` or in a partnership's settings.

A finding has one of three levels: {levels}. This page is made from the rules (`saferplan/report/checks`).
"""


def reference_page(rules: Iterable[Rule]) -> str:
    """Markdown: every rule with its code, why it matters and an example."""
    parts = [_INTRO.format(levels=", ".join(f"*{level}*" for level in Level))]
    parts += [f"## {rule.name}\n\n`{rule.code}`\n\n{rule.why}\n\nFor example: {rule.example}\n" for rule in rules]
    return "\n".join(parts)
