"""The charts that the page of components shows, of invented figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from saferplan.charts.bars import Bar, bars
from saferplan.charts.lights import lights_strip
from saferplan.charts.marks import Kind, mark_sign
from saferplan.charts.points import Band, SpcPoint
from saferplan.charts.rolling import rolling_chart
from saferplan.charts.run import run_chart
from saferplan.charts.sparkline import sparkline
from saferplan.charts.spc import spc_chart
from saferplan.charts.words import KINDS
from saferplan.report.tree import Light

VALUES = (14, 17, 11, 16, 19, 15, 12, 18, 21, 14, 16, 13, 17, 31, 15, 12, None, 16, 22, 24, 21, 26, 23, 25, 20, 27)
KINDS_OF = {13: "concern", 3: "improvement", 7: "low", 10: "high"}
BREAK = 18
GROUP = (("Northbridge", 6.1), ("Easthaven", 4.4), ("Millbrook", 3.9), ("Kingsmere", None))
# A phone of 320 pixels leaves 290 between the margins.
WIDE, NARROW = 640, 290


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart for a wide and for a narrow page; only one of them is shown."""

    name: str
    wide: SafeString
    narrow: SafeString


def shown_charts() -> list[ShownChart]:
    made = {
        _("With a usual range"): _usual_range,
        _("Run chart"): _run,
        _("Twelve months at a time"): _rolling,
        _("Comparison"): _bars,
        _("Lights over time"): _strip,
    }
    return [ShownChart(name, mark_safe(draw(name, WIDE)), mark_safe(draw(name, NARROW))) for name, draw in made.items()]


def shown_sparkline() -> SafeString:
    return mark_safe(sparkline(_("Burglary, by month"), VALUES, [_kind(place) for place in range(len(VALUES))]))


def shown_marks() -> list[tuple[SafeString, str]]:
    return [(mark_safe(mark_sign(kind)), _(words)) for kind, words in KINDS.items()]


def _kind(place: int) -> Kind:
    return KINDS_OF.get(place, "common")  # type: ignore[return-value]


def _month(place: int) -> str:
    return f"{2029 + place // 12}-{place % 12 + 1:02d}"


def _usual_range(name: str, width: int) -> str:
    points = [
        SpcPoint(
            label=_month(place),
            value=value,
            kind=_kind(place),
            note=_("Counted in another way") if place == 20 else "",
            group=int(place >= BREAK),
        )
        for place, value in enumerate(VALUES)
    ]
    bands = [
        Band(first=0, last=BREAK - 1, mean=15.9, lower=4.1, upper=27.7),
        Band(first=BREAK, last=len(VALUES) - 1, mean=23.5),
    ]
    return spc_chart(
        title=name,
        description=_("Burglary by month, with its usual range up to a change of recording."),
        points=points,
        bands=bands,
        target=20,
        breaks=[(BREAK, _("recording changed"))],
        width=width,
        height=260 if width == WIDE else 220,
        key=True,
        prefix=f"usual-{width}",
        translate=_,
    )


def _run(name: str, width: int) -> str:
    quarters = (
        (f"{2029 + turn // 4}-{turn % 4 * 3 + 3:02d}", value) for turn, value in enumerate((62, 64, None, 71, 69))
    )
    return run_chart(
        title=name,
        description=_("People who feel safe after dark, by quarter."),
        points=list(quarters),
        median=66.5,
        target=75,
        unit="%",
        width=width,
        height=200,
        prefix=f"run-{width}",
        translate=_,
    )


def _rolling(name: str, width: int) -> str:
    known = [value or 15 for value in VALUES]
    return rolling_chart(
        title=name,
        description=_("Burglaries in the twelve months to each month."),
        points=[(_month(place), sum(known[place - 11 : place + 1])) for place in range(11, len(known))],
        unit=_("offences in 12 months"),
        width=width,
        height=200,
        prefix=f"rolling-{width}",
        translate=_,
    )


def _bars(name: str, width: int) -> str:
    return bars(
        title=name,
        description=_("Burglaries per 1,000 people in partnerships like ours."),
        bars=[
            Bar(label=label, value=value, is_own=place == 1, note=_("provisional") if place == 2 else "")
            for place, (label, value) in enumerate(GROUP)
        ],
        unit=_("per 1,000 people"),
        reference=(_("Middle of the group"), 4.2),
        width=width,
        prefix=f"bars-{width}",
        translate=_,
    )


def _strip(name: str, width: int) -> str:
    lights = (Light.GREEN, Light.GREEN, Light.AMBER, Light.RED, Light.NONE, Light.DEFERRED, Light.AMBER, Light.COMPLETE)
    cells = [(f"{2029 + turn // 4}-{turn % 4 * 3 + 3:02d}", light.value) for turn, light in enumerate(lights)]
    return lights_strip(name, cells, width=width, prefix=f"strip-{width}", translate=_)
