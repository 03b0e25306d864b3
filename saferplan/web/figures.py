"""Charts and sparklines as templates need them: each with its title, badge, sentence and one quiet line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from saferplan.report.measure_pictures import chart_of, spark_of
from saferplan.report.tree import Measure
from saferplan.web.badges import Badge, badge_of

# A chart of its own, on a wide screen and on a phone; and one of many side by side.
WIDE, NARROW, SMALL = (760, 320), (340, 260), (310, 190)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCard:
    """One of many: `chart` is empty where there is none. Of the title, `lead` leads to its page and `rest` follows."""

    measure: Measure
    lead: str
    rest: str
    url: str
    badge: Badge
    chart: SafeString


def has_values(measure: Measure) -> bool:
    return any(point.value for point in measure.points)


def draw(measure: Measure, size: tuple[int, int], prefix: str) -> SafeString:
    if not has_values(measure):
        return SafeString()
    return mark_safe(chart_of(measure, translate=_, width=size[0], height=size[1], prefix=prefix))


def present_cards(measures: Iterable[Measure], slug: str, *, known: str = "") -> tuple[FigureCard, ...]:
    """`known` is the day that the measure's own page is to look from, as in its address."""
    return tuple(
        FigureCard(
            measure=measure,
            lead=_lead(measure),
            rest=measure.title.removeprefix(_lead(measure)),
            url=measure_url(slug, measure.code, known),
            badge=badge_of(measure.signal),
            chart=draw(measure, SMALL, f"chart-{number}"),
        )
        for number, measure in enumerate(measures, 1)
    )


def _lead(measure: Measure) -> str:
    """The measure's name where a title made by rule begins with it, else the whole title."""
    return measure.name if measure.title.startswith(f"{measure.name}: ") else measure.title


def draw_spark(measure: Measure) -> SafeString:
    """The last values as a line; empty where there is none."""
    return mark_safe(spark_of(measure, prefix=f"spark-{measure.code}")) if has_values(measure) else SafeString()


def measure_url(slug: str, code: str, known: str = "") -> str:
    return reverse("measure", args=[slug, code]) + (f"?known={known}" if known else "")
