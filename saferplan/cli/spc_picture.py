"""A series as the chart that pages and documents show of it."""

from __future__ import annotations

from saferplan.charts.points import Band, SpcPoint
from saferplan.charts.spc import spc_chart
from saferplan.measures.spc_report import SeriesReport
from saferplan.measures.verdict import WITHHELD

SUSPECT = "may be a missing figure"
LEFT_OUT = "left out of the usual range"


def picture(report: SeriesReport, y: str) -> str:
    """Points, band and words of one verdict."""
    verdict = report.verdict
    notes = dict.fromkeys(verdict.left_out, LEFT_OUT) | dict.fromkeys(verdict.suspects, SUSPECT)
    last = len(report.labels) - 1
    points = [
        SpcPoint(
            label=label,
            value=point.y,
            kind=mark.value,
            note=notes.get(place, ""),
            group=point.group,
            is_latest=place == last,
        )
        for place, (label, point, mark) in enumerate(zip(report.labels, report.spc.points, verdict.marks, strict=True))
    ]
    bands = [
        Band(
            first=part.first,
            last=part.last - 1,
            mean=part.mean,
            lower=None if part.answer in WITHHELD else part.lower,
            upper=None if part.answer in WITHHELD else part.upper,
        )
        for part in verdict.parts
    ]
    return spc_chart(
        title=report.by or y,
        description=" ".join([report.sentences, *report.warnings]),
        points=points,
        bands=bands,
        target=verdict.target,
        breaks=[(part.first, "recording changed") for part in verdict.parts[1:]],
        key=True,
    )
