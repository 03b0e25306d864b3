"""What the browser tests look at, for the accessibility statement. `python -m tests.web.browser.tested` writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from saferplan.web.site.accessibility import LIST
from tests.web.browser import test_browser, test_measures, test_publishing
from tests.web.browser.looking import TAGS

HERE = Path(__file__).parent


def tested() -> dict[str, Any]:
    """By area: pages named in a table, or looked at one by one in a test."""
    return {
        "areas": {
            "Dashboards, findings and what stands around them": len(test_browser.PAGES),
            "Figures": len(test_measures.PAGES),
            "Published reports, for everybody": len(test_publishing.PUBLIC),
            "Publishing": len(test_publishing.PRIVATE),
            "Updates and their review": _looks("test_updates.py"),
            "Signing in and people": _looks("test_accounts.py"),
            "Bringing in a report": _looks("test_first_hour.py"),
        },
        "widths": [1280, 320],
        "rules": TAGS,
        "engine": "axe-core",
    }


def _looks(name: str) -> int:
    return (HERE / name).read_text(encoding="utf-8").count("problems_of(page")


if __name__ == "__main__":
    LIST.write_text(json.dumps(tested(), indent=1) + "\n", encoding="utf-8")
