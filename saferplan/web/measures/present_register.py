"""The list of measures and the register of what is missing, as rows of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saferplan.measures.register import RegisterRow
from saferplan.measures.rules import Missing
from saferplan.measures.series import PointState, Series
from saferplan.measures.showing import show, target_of, written
from saferplan.report.tree import Gap
from saferplan.web.badges import Badge, badge_of
from saferplan.web.figures import draw_spark
from saferplan.web.measures.wording import GAPS, LEVELS, day_words, days_words, period_words, wanted_words

TAGS: Mapping[Gap, str] = {
    Gap.LATE: "orange",
    Gap.AWAITING: "yellow",
    Gap.PROVISIONAL: "blue",
    Gap.NO_BASELINE: "grey",
    Gap.NO_TARGET: "grey",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """One thing missing of a measure. `does` is what to do about it, in words, at `url`."""

    name: str
    measure_url: str
    gap: str | Promise
    tag: str
    about: str
    supplier: str
    asked: str
    due: str
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GapGroup:
    id: str
    title: str | Promise
    count: int
    explained: str
    lines: tuple[MissingLine, ...]


def present_register(slug: str, rows: Sequence[RegisterRow], *, may_edit: bool) -> tuple[GapGroup, ...]:
    """By what is missing, the most pressing first; kinds of which nothing is missing are left out."""
    explained = {
        Gap.LATE: _("Asked for, and the day has passed."),
        Gap.AWAITING: _("The period has ended and no figure has come in yet."),
        Gap.PROVISIONAL: _("Recorded, but the supplier has not released them."),
        Gap.NO_BASELINE: _("Nothing to compare the figures with yet."),
        Gap.NO_TARGET: _("Nobody has said what is to be reached."),
    }
    groups = []
    for gap in Gap:
        lines = tuple(_line(slug, row, may_edit) for row in rows if row.gap is gap)
        if lines:
            groups.append(
                GapGroup(
                    id=gap.name.lower().replace("_", "-"),
                    title=GAPS[gap],
                    count=len(lines),
                    explained=explained[gap],
                    lines=lines,
                )
            )
    return tuple(groups)


def _line(slug: str, row: RegisterRow, may_edit: bool) -> MissingLine:
    return MissingLine(
        name=row.name,
        measure_url=measure_url(slug, row.code, may_edit),
        gap=GAPS[row.gap],
        tag=TAGS[row.gap],
        about=_about(row),
        supplier=row.supplier,
        asked=_asked(row),
        due=day_words(row.due_on) if row.due_on else "",
        is_overdue=row.is_overdue,
    )


def measure_url(slug: str, code: str, may_edit: bool) -> str:
    """For editors where what is missing can be said, for others where the figures are."""
    return reverse("measure-set-up" if may_edit else "measure", args=[slug, code])


def _about(row: RegisterRow) -> str:
    """The reason as it was given, or the periods."""
    if row.reason:
        return row.reason
    if row.starts is None or row.ends is None:
        return _("no figure yet") if row.gap in (Gap.AWAITING, Gap.LATE) else ""
    return days_words(row.starts, row.ends)


def _asked(row: RegisterRow) -> str:
    """`City Police, 3 October 2026`. Of a release or a target nobody is asked by letter."""
    if row.gap in (Gap.PROVISIONAL, Gap.NO_TARGET):
        return "–"
    day = day_words(row.asked_on) if row.asked_on else ""
    return ", ".join(part for part in (row.asked_of, day) if part) or _("Nobody yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure in the list: `latest` is its last figure with the period, or why there is none."""

    name: str
    code: str
    url: str
    supplier: str
    latest: str
    period: str
    target: str
    level: str | Promise
    gaps: tuple[tuple[str | Promise, str], ...]
    badge: Badge
    spark: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierGroup:
    id: str
    title: str
    lines: tuple[MeasureLine, ...]


def present_list(
    slug: str, series: Sequence[Series], rows: Sequence[RegisterRow], *, today: date
) -> tuple[SupplierGroup, ...]:
    """The measures by supplier, those of none last."""
    missing: dict[int, list[Gap]] = {}
    for row in rows:
        missing.setdefault(row.measure_id, []).append(row.gap)
    found: dict[tuple[str, int], list[MeasureLine]] = {}
    for each in series:
        key = (each.measure.supplier, each.measure.supplier_id or 0)
        gaps = dict.fromkeys(missing.get(each.measure.id, ()))
        found.setdefault(key, []).append(_measure(slug, each, list(gaps), today))
    order = sorted(found, key=lambda key: (not key[1], key[0].casefold()))
    return tuple(
        SupplierGroup(id=f"supplier-{key[1]}", title=key[0] or _("No supplier is named"), lines=tuple(found[key]))
        for key in order
    )


def _measure(slug: str, series: Series, gaps: Sequence[Gap], today: date) -> MeasureLine:
    measure, latest = series.measure, series.latest
    target, figure = target_of(series, today), show(series, _).figure
    return MeasureLine(
        name=measure.name,
        code=measure.code,
        url=reverse("measure", args=[slug, measure.code]),
        supplier=measure.supplier,
        latest=written(measure, float(latest.value)) if latest and latest.value is not None else _without(series),
        period=period_words(latest.ends, measure.frequency) if latest else "",
        target=wanted_words(measure, target) if target is not None else "",
        level=LEVELS[latest.level] if latest else "",
        gaps=tuple((GAPS[gap], TAGS[gap]) for gap in gaps),
        badge=badge_of(figure.signal),
        spark=draw_spark(figure),
    )


def _without(series: Series) -> str:
    """Why there is no figure."""
    if any(point.state is PointState.NOT_RELEASED for point in series.points):
        return _("awaiting release")
    if any(point.missing is Missing.AWAITING for point in series.points) or not series.points:
        return _("awaiting data")
    return _("no figure")


def count_words(count: int) -> str:
    return ngettext("%(count)d measure", "%(count)d measures", count) % {"count": count}
