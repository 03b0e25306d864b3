"""Limits, signals and verdict of a series out of a table, and the same as JSON and CSV. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from saferplan.common.dates import date_words
from saferplan.measures.refused import RefusedSeries
from saferplan.measures.spc import Options, Spc, compute
from saferplan.measures.spc_table import NamedSeries
from saferplan.measures.verdict import Verdict, judge
from saferplan.measures.verdict_words import explain, warnings
from saferplan.report.derivations import in_words

CSV_COLUMNS = ("by", "x", "y", "group", "kind", "rule", "mean", "lpl", "upl")
# A spreadsheet program would run text that begins so.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesReport:
    """`labels` are the dates as they were given, one for each point."""

    by: str | None
    labels: tuple[str, ...]
    spc: Spc
    verdict: Verdict

    @property
    def name(self) -> Callable[[date], str]:
        words = {point.x: date_words(label) for point, label in zip(self.spc.points, self.labels, strict=True)}
        return words.__getitem__

    @property
    def sentences(self) -> str:
        return in_words(explain(self.verdict, self.name))

    @property
    def warnings(self) -> list[str]:
        return [in_words([sentence]) for sentence in warnings(self.verdict, self.name)]


def report_on(series: NamedSeries, options: Options) -> SeriesReport:
    """Raises RefusedSeries, for one thing where a break is not among the dates."""
    for day in options.breaks:
        if day not in series.dates:
            text = "the break {day} is not among the dates: give the first date after the change."
            raise RefusedSeries("break", text, day=f"{day:%Y-%m-%d}" if len(series.labels[0]) > 7 else f"{day:%Y-%m}")
    spc = compute(series.dates, series.values, options)
    labels = dict(zip(series.dates, series.labels, strict=True))
    in_order = tuple(text for day, text in sorted(labels.items()))
    return SeriesReport(by=series.by, labels=in_order, spc=spc, verdict=judge(spc))


def as_json(reports: Iterable[SeriesReport]) -> str:
    return json.dumps([_as_data(report) for report in reports], ensure_ascii=False, indent=1)


def _as_data(report: SeriesReport) -> dict[str, object]:
    groups = report.spc.groups
    points = zip(report.labels, report.spc.points, strict=True)
    return {
        "by": report.by,
        "groups": [
            {
                "n": group.n,
                "mean": group.mean,
                "lpl": group.lpl,
                "upl": group.upl,
                "variation": group.variation,
                "assurance": group.assurance,
            }
            for group in groups
        ],
        "points": [
            {"x": label, "y": point.y, "group": point.group, "kind": point.kind, "rule": point.label or None}
            for label, point in points
        ],
        "verdict": {
            "answer": report.verdict.answer,
            "why": report.verdict.why or None,
            "kind": report.verdict.kind,
            "assurance": report.verdict.assurance,
            "sentence": report.sentences,
            "warnings": report.warnings,
            "rules": report.verdict.rules,
        },
    }


def as_csv(reports: Iterable[SeriesReport]) -> str:
    """One row a point, with the limits of its group."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for report in reports:
        groups = {group.number: group for group in report.spc.groups}
        for label, point in zip(report.labels, report.spc.points, strict=True):
            group = groups[point.group]
            own = (label, point.y, point.group, point.kind, point.label)
            writer.writerow((safe_text(report.by or ""), *own, group.mean, group.lpl, group.upl))
    return text.getvalue()


def safe_text(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA_SIGNS) else text
