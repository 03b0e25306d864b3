"""Makes every layout. Nothing here uses the project's own writers."""

from __future__ import annotations

from pathlib import Path

from . import dashboards, mixed, more, office, pdfs, plans, varied
from .parts import Layout, Maker

__all__ = ["MAKERS", "NEVER_WORD", "NOT_PRINTED", "Layout", "Maker", "make"]

MAKERS: tuple[Maker, ...] = (
    dashboards.house_style,
    dashboards.one_table,
    dashboards.fill_only,
    dashboards.shapes,
    dashboards.merged_column,
    dashboards.police_scale,
    plans.action_plan,
    plans.by_whom_by_when,
    plans.long_rows,
    plans.nothing_styled,
    plans.blue_and_grey,
    office.tracked,
    office.controls,
    office.split_runs,
    office.highlighted,
    office.coloured_discs,
    *more.MAKERS,
    *varied.MAKERS,
    *mixed.MAKERS,
    *pdfs.MAKERS,
)

NEVER_WORD: tuple[Maker, ...] = pdfs.MAKERS
# Their PDFs need fonts (Wingdings, coloured signs) that the machine need not have: without them every sign is one box.
NOT_PRINTED: tuple[Maker, ...] = (more.typed_signs, office.coloured_discs)


def make(folder: Path) -> list[Layout]:
    """Write every layout into a folder."""
    return [maker(folder) for maker in MAKERS]
