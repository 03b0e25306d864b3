"""Where a fact stands in the file it was read from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a source file; numbers count from 1, None means "does not apply".

    `page` is known for PDF and text; `table` counts tables through the whole document; `row` counts rows in
    that table; `line` is a line of a text file or a paragraph of a document.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    line: int | None = None
