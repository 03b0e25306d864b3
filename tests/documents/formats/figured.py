"""An invented report with figures: many months with a break and a signal, one without a value yet, a short one."""

from __future__ import annotations

from dataclasses import replace

from saferplan.report.tree import Break, Gap, Measure, MissingFigure, Point, Report, UsualRange
from tests.documents.formats.samples import SAMPLE

_VALUES = (21, 24, 19, 26, 22, 20, 25, 23, 21, 27, 22, 24, 23, 20, 26, None, 24, 22)
_AFTER = (31, 35, 33, 30, 36, 34, 32, 35, 33, 31, 34, 36, 33, 35, 32, 34, 33, 51)


def _month(place: int) -> str:
    return f"{2023 + (6 + place) // 12}-{(6 + place) % 12 + 1:02}"


def _points() -> tuple[Point, ...]:
    values = (*_VALUES, *_AFTER)
    last = len(values) - 1
    return tuple(
        Point(
            label=_month(place),
            value="" if value is None else str(value),
            kind="concern" if place == last else "common",
            note="Not collected" if value is None else "",
        )
        for place, value in enumerate(values)
    )


VIOLENCE = Measure(
    code="violence",
    name="Violence after dark",
    title="Violence after dark: 419 in 12 months, up from 384; the latest month stands out",
    sentence="June 2026 was 51, above the usual range of 26 to 41. Recording changed in January 2025.",
    signal="concern",
    unit="offences",
    latest="51 in June 2026",
    comparison="July 2025 to June 2026: 419; July 2024 to June 2025: 384",
    target="30",
    source="Harbour Police",
    data_to="2026-06-30",
    release="board",
    known_on="2026-08-14",
    caveat="Offences are counted when they are recorded, not when they happened.",
    quiet="Harbour Police. Data to 30 June 2026. Cleared for the board. As known on 14 August 2026.",
    points=_points(),
    ranges=(
        UsualRange(first=0, last=17, mean="22.9", lower="13.8", upper="32.1"),
        UsualRange(first=18, last=35, mean="33.8", lower="26.1", upper="41.4"),
    ),
    breaks=(Break(at=18, reason="New crime system"),),
)
AWAITED = Measure(
    code="repeat-victims",
    name="Repeat victims",
    title="Repeat victims: awaiting release by Victim Support since 3 August 2026",
    sentence="No value is released yet.",
    signal="no data",
    quiet="Victim Support. No data yet.",
)
BURGLARY = replace(
    VIOLENCE,
    code="burglary",
    name="Burglary",
    title="Burglary: 18 in June 2026",
    points=_points()[:17],
    ranges=(),
    breaks=(),
)
_LATE = MissingFigure(
    code="burglary",
    name="Burglary",
    gap=Gap.LATE,
    supplier="Harbour Police",
    starts="2026-05",
    ends="2026-06",
    asked_on="2026-07-01",
    due_on="2026-07-10",
)
REGISTER = (
    _LATE,
    MissingFigure(code="repeat-victims", name="Repeat victims", gap=Gap.PROVISIONAL, supplier="Victim Support"),
    replace(
        _LATE,
        gap=Gap.NO_BASELINE,
        starts="",
        ends="",
        reason="The new system has no year behind it yet",
        asked_of="Partnership analyst",
        due_on="2027-04-30",
    ),
    MissingFigure(code="violence", name="Violence after dark", gap=Gap.NO_TARGET),
)
FIGURED: Report = replace(
    SAMPLE,
    register=REGISTER,
    priorities=(
        replace(SAMPLE.priorities[0], measures=(VIOLENCE, AWAITED)),
        replace(SAMPLE.priorities[1], measures=(BURGLARY,)),
    ),
)
