"""The demo's neighbours: other harbour towns, all invented, beside one of its measures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from saferplan.common.periods import Frequency, span_of
from saferplan.measures.group_actions import (
    AreaFigure,
    GroupText,
    Telling,
    add_members,
    end_membership,
    make_group,
    record_area_values,
)
from saferplan.measures.models import Measure
from saferplan.measures.recording import NewValue
from saferplan.measures.rules import Missing

MADE_AT = datetime(2025, 10, 20, 9, tzinfo=UTC)
CHANGED_AT = datetime(2026, 5, 18, 9, tzinfo=UTC)
BEGAN, CHANGED = date(2024, 4, 1), date(2026, 4, 1)
GROUP = GroupText(
    name="Family of harbour towns",
    own_area="Brackwater",
    source="List of the network of harbour towns, April 2024 (invented)",
)
MEMBERS = (
    *("Ashlode", "Dunmouth", "Eastquay", "Fennick Bay", "Kingsferry", "Marlport", "Northhaven", "Saltmere"),
    *("Tidewell", "Wexcombe"),
)
LEFT, JOINED = "Dunmouth", "Oakhythe"
SOURCE = "Network of harbour towns, returns of {month} (invented)"
# Per cent of callers; Fennick Bay has not sent its return, and Marlport counts calls.
FIGURES: Mapping[datetime, tuple[str, Mapping[str, str | None]]] = {
    datetime(2026, 7, 20, 9, tzinfo=UTC): (
        "2026-06",
        {
            **{
                "Ashlode": "31.2",
                "Eastquay": "44.0",
                "Fennick Bay": "38.1",
                "Kingsferry": "29.4",
                "Northhaven": "41.8",
            },
            **{"Saltmere": "27.6", "Tidewell": "36.3", "Wexcombe": "33.5", "Oakhythe": "39.9"},
        },
    ),
    datetime(2026, 10, 14, 9, tzinfo=UTC): (
        "2026-09",
        {
            **{"Ashlode": "30.4", "Eastquay": "45.2", "Fennick Bay": None, "Kingsferry": "28.8", "Northhaven": "43.1"},
            **{"Saltmere": "26.9", "Tidewell": "37.5", "Wexcombe": "35.6", "Oakhythe": "38.7"},
        },
    ),
}
MARLPORT = {"2026-06": "12.4", "2026-09": "13.0"}


def load_groups(measure: Measure, *, by: str, now: datetime) -> None:
    """The group with its change of April 2026, and what its areas published of two months."""
    group = make_group(partnership=measure.partnership, text=GROUP, by=by, now=min(MADE_AT, now))
    added = add_members(group=group, areas=MEMBERS, joined_on=BEGAN, by=by, now=min(MADE_AT, now))
    end_membership(
        member=next(each for each in added if each.area == LEFT), left_on=CHANGED, by=by, now=min(CHANGED_AT, now)
    )
    add_members(group=group, areas=[JOINED], joined_on=CHANGED, by=by, now=min(CHANGED_AT, now))
    for at, (key, values) in FIGURES.items():
        source = SOURCE.format(month=f"{at:%B %Y}")
        for words, told in (("callers", values), ("calls", {"Marlport": MARLPORT[key]})):
            record_area_values(
                measure=measure,
                figures=[_figure(measure, area, key, value) for area, value in told.items()],
                telling=Telling(source=source, per=100, per_words=words),
                by=by,
                now=min(at, now),
            )


def _figure(measure: Measure, area: str, key: str, value: str | None) -> AreaFigure:
    span = span_of(key, Frequency(measure.frequency))
    given = NewValue(
        measure_id=measure.pk,
        starts=span.starts,
        ends=span.ends,
        value=None if value is None else Decimal(value),
        missing=Missing.AWAITING if value is None else None,
    )
    return AreaFigure(area, given)
