"""The files of a publication: each audience's report in each format, under a name that says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saferplan.documents.formats.registry import FORMATS, Format, format_named, write_report
from saferplan.documents.publishing.storage import store
from saferplan.report.audiences import Audience
from saferplan.report.editions import edition
from saferplan.report.publication import Content

# In the order in which they are offered. Markdown is for working on a report, not for reading it.
NAMES = ("html", "pdf", "docx", "pptx", "xlsx", "csv", "json")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A file that every publication has."""

    audience: Audience
    format: Format


def file_kinds() -> tuple[FileKind, ...]:
    """Every file of a publication; the public's first."""
    known = {each.name for each in FORMATS if each.write}
    formats = [format_named(name) for name in NAMES if name in known]
    return tuple(FileKind(audience, each) for audience in (Audience.PUBLIC, Audience.BOARD) for each in formats)


def file_name(content: Content, period_key: str, kind: FileKind) -> str:
    """`brackwater-2026-09-1.1.docx`; the board's file says so in its name, wherever it is carried."""
    mark = "-board" if kind.audience is Audience.BOARD else ""
    return f"{content.partnership}-{period_key}-{content.number}{mark}{kind.format.ending}"


def make_file(content: Content, kind: FileKind) -> bytes:
    """The bytes of one file. The same content under the same versions always gives the same."""
    report, name = edition(content, kind.audience), kind.format.name
    if name == "docx" and content.word_template:
        return write_report(report, name, template=store().get(content.word_template))
    return write_report(report, name)


def make_files(content: Content) -> Iterator[tuple[FileKind, bytes]]:
    for kind in file_kinds():
        yield kind, make_file(content, kind)
