"""All tables of a report, in the order of the report. Those without a row are left out."""

from __future__ import annotations

from saferplan.documents.formats.tidy.figures import figure_tables
from saferplan.documents.formats.tidy.kinds import Table
from saferplan.documents.formats.tidy.work import work_tables
from saferplan.report.labels import Translate
from saferplan.report.tree import Report


def tables_of(report: Report, say: Translate = str) -> tuple[Table, ...]:
    made = (*work_tables(report, say), *figure_tables(report, say))
    return tuple(each for each in made if each.rows)
