"""All groups and points that the reference computed."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from functools import cache

import pytest

from saferplan.measures.spc import Assurance, Kind, Options, Spc, compute
from saferplan.report.outcomes import Polarity
from tests.inputs import shared_path

GOOD = {"increase": Polarity.HIGHER, "decrease": Polarity.LOWER, "neutral": Polarity.NEITHER}
KINDS = {
    "common_cause": Kind.COMMON,
    "special_cause_improvement": Kind.IMPROVEMENT,
    "special_cause_concern": Kind.CONCERN,
    "special_cause_neutral_high": Kind.HIGH,
    "special_cause_neutral_low": Kind.LOW,
}
LABELS = {
    "Common Cause": "",
    "Below LCL": "outside-below",
    "Above UCL": "outside-above",
    "7 Points Below CL": "shift-below",
    "7 Points Above CL": "shift-above",
    "7 Point Trend (Decreasing)": "trend-down",
    "7 Point Trend (Increasing)": "trend-up",
    "2 in 3 Above CL": "two-in-three-above",
    "2 in 3 Below CL": "two-in-three-below",
}
ASSURANCES = {
    "": None,
    "consistent_pass": Assurance.PASS,
    "consistent_fail": Assurance.FAIL,
    "inconsistent": Assurance.INCONSISTENT,
}
SIDES = {"": None, "-1": -1, "0": 0, "1": 1}
FLAGS = {"": None, "TRUE": True, "FALSE": False}
Row = dict[str, str]


@cache
def expected() -> dict[str, tuple[list[Row], list[Row]]]:
    found: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for place, name in enumerate(("expected_cases_summary.csv", "expected_cases_points.csv")):
        with shared_path(f"spc/{name}").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["case"]][place].append(row)
    return dict(found)


def answer(groups: list[Row], points: list[Row]) -> Spc:
    starts = [
        date.fromisoformat(row["x"])
        for before, row in zip([{"rebase_group": "0"}, *points], points, strict=False)
        if row["rebase_group"] != before["rebase_group"]
    ]
    one = groups[0]
    options = Options(
        good=GOOD[one["improvement_direction"]],
        target=float(one["target"]) if one["target"] else None,
        breaks=tuple(starts),
        fix_first=int(one["fix_after_n_points"]) if one["fix_after_n_points"] else None,
        screening=one["screen_outliers"] == "TRUE",
    )
    values = [float(row["y"]) if row["y"] else None for row in points]
    return compute([date.fromisoformat(row["x"]) for row in points], values, options)


def close_to(text: str) -> object:
    return pytest.approx(float(text), rel=1e-9, abs=1e-9) if text else None


@pytest.mark.inputs
def test_all_groups_match() -> None:
    count = 0
    for case, (groups, points) in expected().items():
        found = answer(groups, points)
        assert len(found.groups) == len(groups), case
        for row, group in zip(groups, found.groups, strict=True):
            got = (group.number, group.n, group.variation, group.assurance)
            wanted = (int(row["rebase_group"]), int(row["n"]), KINDS[row["variation_type"]])
            assert got == (*wanted, ASSURANCES[row["assurance_type"]]), case
            limits = (group.mean, group.lpl, group.upl)
            assert limits == tuple(close_to(row[name]) for name in ("mean_col", "lpl", "upl")), case
            own = [point.kind for point in found.points if point.group == group.number]
            counts = [int(row[name]) for name in list(KINDS)[:3]]
            assert [own.count(kind) for kind in list(KINDS.values())[:3]] == counts, case
            count += 1
    assert count == 80


@pytest.mark.inputs
def test_all_points_match() -> None:
    count = 0
    for case, (groups, points) in expected().items():
        found = answer(groups, points)
        for row, point in zip(points, found.points, strict=True):
            got = (point.group, point.label, point.kind, point.side, point.outside, point.close)
            assert got == (
                int(row["rebase_group"]),
                LABELS[row["special_cause_type"]],
                KINDS[row["point_type"]],
                SIDES[row["relative_to_mean"]],
                FLAGS[row["outside_limits"]],
                FLAGS[row["close_to_limits"]],
            ), (case, row["x"])
            short = next(group.short for group in found.groups if group.number == point.group)
            assert short is (row["short_group_warning"] == "TRUE")
            count += 1
    assert count == 1581
