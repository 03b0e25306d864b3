"""An invented report to upload, as text."""

from __future__ import annotations

from datetime import UTC, datetime

from saferplan.accounts.models import Partnership
from saferplan.documents.models import Upload
from saferplan.documents.uploads import add_upload

NAME = "last-quarter.txt"
REPORT = """Let's keep Fernley safe

Performance Dashboard

Fernley Safer Partnership Strategic Plan 2026-29

Version 1.0\tSeptember 2026
Author\tCommunity Safety Team

Priorities\tTraffic Light Colour\tTrend
1. Safer streets\tAMBER\t↘
2. Safer homes\tGREEN\t➡

KPA 1: Safer streets Objective; Fewer people are hurt at night\tTraffic Light Colour\tTrend
1.1a. Marshals at the taxi rank\tAMBER\t↘
1.1b. Lights in the park\tGREEN\t➡
KPA 2: Safer homes Objective; Fewer burglaries\tTraffic Light Colour\tTrend
2.1a. Visit each burgled home\tGREEN\t➡

In focus

KPA 1: Safer streets\t
TARGET\t1.1a. Marshals at the taxi rank
TARGET OWNER\tNight Time Economy Manager
AIM/RATIONALE\tTo get people home safely
TRAFFIC LIGHT CRITERIA\tGREEN: Each weekend. AMBER: Some weekends. RED: None
TRAFFIC LIGHT\tAMBER
CURRENT POSITION\tTwo of four weekends were staffed.
"""


def upload_report(partnership: Partnership) -> Upload:
    now = datetime(2026, 10, 1, tzinfo=UTC)
    return add_upload(partnership=partnership, name=NAME, data=REPORT.encode(), by="editor", now=now)
