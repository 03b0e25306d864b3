"""Small PDFs made by Typst for the tests of the reader, and plain views of what was read."""

from __future__ import annotations

from collections.abc import Sequence

import typst

from saferplan.documents.formats.pdf.read import read_source
from saferplan.documents.formats.source import Paragraph, Part, Row, Source, Table

PAGE = '#set page(width: 500pt, height: 400pt, margin: 40pt)\n#set text(size: 10pt, font: "Libertinus Serif")\n'


def pdf(body: str, page: str = PAGE) -> bytes:
    """A PDF of some Typst markup."""
    made = typst.compile((page + body).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def read(body: str, page: str = PAGE) -> Source:
    return read_source(pdf(body, page))


def tables(source: Source) -> Sequence[Table]:
    return list(source.tables())


def paragraphs(source: Source, part: Part = Part.BODY) -> list[Paragraph]:
    return [item for item in source.items if isinstance(item, Paragraph) and item.part is part]


def texts(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return [row.texts for row in rows]
