"""What was thought of a measure at an earlier day, beside what is known now: each figure that was revised since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saferplan.measures.period_names import period_name
from saferplan.measures.series import Point, PointState, Series
from saferplan.measures.showing import written
from saferplan.web.access import Visit, for_members
from saferplan.web.fields import day_of
from saferplan.web.measures.loading import frame, load_seen, measure_or_404
from saferplan.web.measures.show_loading import as_known
from saferplan.web.pages import Crumb, show


@dataclass(frozen=True, slots=True, kw_only=True)
class ThenRow:
    period: str
    then: str
    now: str
    recorded_at: datetime | None
    is_changed: bool
    is_added: bool


@for_members
@require_safe
def then_and_now(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """With `?known=2018-09-30`, or a day as people write it: what was known by its end, and what is known now."""
    measure = measure_or_404(visit, code)
    asked = request.GET.get("known", "").strip()
    known = as_known(day_of(asked) or asked)
    now = timezone.now()
    [latest] = load_seen(visit, [measure], now)
    [then] = load_seen(visit, [measure], known.at) if known.day else [latest]
    rows = _rows(then, latest)
    crumb = Crumb(measure.name, _address(visit, code))
    return show(
        request,
        "measures/load_then.html",
        frame(visit, _("What was known, and what is known now"), crumb),
        measure=measure,
        known=known,
        asked=asked,
        rows=rows if known.day else [],
        revised=sum(row.is_changed and not row.is_added for row in rows),
        added=sum(row.is_added for row in rows),
    )


def _address(visit: Visit, code: str) -> str:
    return reverse("measure", args=[visit.partnership.slug, code])


def _rows(then: Series, latest: Series) -> list[ThenRow]:
    name = period_name(latest.measure.frequency, _)
    before = {point.ends: point for point in then.points}
    found = []
    for point in reversed(latest.points):
        old = before.get(point.ends)
        words = _words(then, old), _words(latest, point)
        found.append(
            ThenRow(
                period=name(point.ends),
                then=words[0],
                now=words[1],
                recorded_at=point.recorded_at,
                is_changed=words[0] != words[1],
                is_added=_is_nothing(old) and not _is_nothing(point),
            )
        )
    return found


def _is_nothing(point: Point | None) -> bool:
    """Nobody had recorded anything of the period."""
    return point is None or (point.recorded_at is None and point.waits_since is None)


def _words(series: Series, point: Point | None) -> str:
    if point is None:
        return _("not known yet")
    if point.value is not None:
        return written(series.measure, float(point.value))
    if point.state is PointState.NOT_RELEASED:
        return _("not released")
    return _(point.missing.value) if point.missing else ""
