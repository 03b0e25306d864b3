"""Write the pages of this folder that are made from the code: checks, the report's schema, the states of a period."""

import json
from pathlib import Path

from saferplan.cycle import period_diagram
from saferplan.report.checks import RULES
from saferplan.report.checks.reference import reference_page
from saferplan.report.schema import json_schema

HERE = Path(__file__).parent

(HERE / "checks.md").write_text(reference_page(RULES), encoding="utf-8")
(HERE / "report.schema.json").write_text(json.dumps(json_schema(), indent=2) + "\n", encoding="utf-8")
(HERE / "period.md").write_text(period_diagram.reference_page(), encoding="utf-8")
