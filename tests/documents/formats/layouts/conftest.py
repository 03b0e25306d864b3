"""Prints, at the end of a run, the recall of facts for each layout and format."""

from __future__ import annotations

import pytest

HEAD = ("layout", "format", "facts", "found", "missing", "wrong", "extra", "notices")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The lines that the tests recorded; they come through from the workers of a parallel run as well."""
    reports = [report for name in ("passed", "failed") for report in terminalreporter.stats.get(name, [])]
    rows = {value for report in reports for key, value in report.user_properties if key == "recall"}
    if rows:
        terminalreporter.section("recall of facts")
        for row in [HEAD, *sorted(rows)]:
            terminalreporter.write_line(f"{row[0]:20}{row[1]:8}" + "".join(f"{text:>9}" for text in row[2:]))
