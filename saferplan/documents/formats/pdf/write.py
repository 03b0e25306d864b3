"""A report as a tagged PDF (PDF/UA-1 and PDF/A-2a), set by Typst from a fixed page layout."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import typst

from saferplan.documents.formats.drawings import FONTS, in_own_letters
from saferplan.documents.formats.pdf.table_tags import with_table_tags
from saferplan.report import labels
from saferplan.report.blocks import Block, Picture, blocks
from saferplan.report.labels import Translate
from saferplan.report.readable import line
from saferplan.report.tree import Report

HERE = Path(__file__).resolve().parent
LAYOUT = HERE / "report.typ"
REGIONS = {"en": "GB", "cy": "GB"}
# To be read by everybody (ISO 14289-1), and in fifty years (ISO 19005-2, level A).
STANDARDS = ["a-2a", "ua-1"]
_MOST_UNKNOWN_SIGNS = 60
_UNKNOWN_SIGN = re.compile(r"the text `?\"(.+?)\"`? could not be displayed|disallowed codepoint `\"(.+?)\"`")
_ESCAPE = re.compile(r"^\\u\{([0-9a-f]+)\}$")


def write(report: Report, *, language: str = "en", translate: Translate = str) -> bytes:
    """The report as a PDF file; the same report always gives the same bytes."""
    title = line(report.title or report.partnership.name) or translate("Performance report")
    data = {
        "blocks": [_plain(_drawn(block)) for block in blocks(report, translate)],
        "title": title,
        "author": line(report.author),
        "classification": line(report.classification),
        "language": language,
        "region": REGIONS.get(language),
        "footer": " | ".join(text for text in (line(report.partnership.name), line(report.title)) if text),
        "lights": {light.value: _plain(look) for light, look in labels.LOOKS.items()},
        "words": {"page": translate("Page {page} of {pages}"), "contents": translate("Contents")},
    }
    return _compile(json.dumps(data, ensure_ascii=False))


def _drawn(block: Block) -> Block:
    return replace(block, svg=in_own_letters(block.svg), narrow="") if isinstance(block, Picture) else block


def _plain(value: Any) -> Any:
    """Frozen dataclasses as JSON values; `kind` is the name of the class."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"kind": type(value).__name__} | {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def _compile(data: str) -> bytes:
    """Typst refuses to make an accessible file with signs that no font has: such signs become their names."""
    for _ in range(_MOST_UNKNOWN_SIGNS):
        try:
            return with_table_tags(_typst(data, STANDARDS))
        except typst.TypstError as problem:
            unknown = _unknown_sign(problem.message)
            if not unknown or unknown not in data:
                raise
            data = data.replace(unknown, _name(unknown))
    # A text in a script that we have no font for keeps its letters, for a program to read, in a plainer file.
    return with_table_tags(_typst(data, []))


def _typst(data: str, standards: list[Any]) -> bytes:
    made = typst.compile(
        LAYOUT,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=standards,
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no file")
    return made


def _unknown_sign(message: str) -> str:
    found = _UNKNOWN_SIGN.search(message)
    if not found:
        return ""
    sign = found[1] or found[2]
    escape = _ESCAPE.match(sign)
    return chr(int(escape[1], 16)) if escape else sign


def _name(sign: str) -> str:
    names = (unicodedata.name(each, "").lower() for each in sign if unicodedata.category(each) != "Cf")
    return "".join(f"[{name}]" for name in names if name)
