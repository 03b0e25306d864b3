"""A report as a spreadsheet, by the Analysis Function's rules for statistics in spreadsheets.

Cover, contents and notes, then one tidy table a worksheet. Whatever people wrote is text there and never a formula, a
link or a number.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from saferplan.documents.formats.tidy.notes import notes_table
from saferplan.documents.formats.tidy.tables import tables_of
from saferplan.documents.formats.workbook.book import book
from saferplan.documents.formats.workbook.front import add_cover, contents_table
from saferplan.documents.formats.workbook.sheets import Sheets, sheet_names
from saferplan.report.block_kinds import Cover, Line
from saferplan.report.blocks import cover as cover_of
from saferplan.report.labels import Translate
from saferplan.report.tree import Report

LANGUAGES = {"en": "en-GB", "cy": "cy-GB"}
_WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001 (XlsxWriter takes naive UTC)
_LONGEST_PROPERTY = 255


def write(report: Report, *, language: str = "en", translate: Translate = str) -> bytes:
    """The report as .xlsx."""
    made = io.BytesIO()
    workbook = book(made, LANGUAGES.get(language, language))
    sheets = Sheets(workbook, translate)
    tables = (notes_table(report, translate), *tables_of(report, translate))
    wanted = [translate("Cover"), translate("Contents"), *(each.name for each in tables)]
    first, contents, *names = sheet_names(wanted)
    others = list(zip(names, tables, strict=True))
    cover = cover_of(report, translate)
    listed = contents_table(others, translate)
    front = add_cover(sheets, first, cover, [(contents, listed), *others])
    sheets.add_table(contents, listed, "", links=names)
    for name, table in others:
        sheets.add_table(name, table, "" if name == names[0] else names[0])
    front.activate()
    _describe(workbook, cover, translate)
    workbook.close()
    return made.getvalue()


def _describe(workbook: Any, cover: Cover, say: Translate) -> None:
    author = [each for each in cover.facts.facts if each.label == say("Author")]
    words = [each.text for fact in author for each in fact.cell if isinstance(each, Line)]
    title = cover.title or cover.partnership or say("Performance report")
    properties = {"title": title, "subject": cover.plan, "author": "".join(words) or cover.partnership}
    told = {name: text[:_LONGEST_PROPERTY] for name, text in properties.items()}
    workbook.set_properties({**told, "created": _WRITTEN})
