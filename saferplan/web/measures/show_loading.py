"""What the pages that show measures stand on: their series as known at an instant, as far as the visitor sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from saferplan.common.dates import LONDON
from saferplan.measures.group_queries import load_compared
from saferplan.measures.group_words import with_groups
from saferplan.measures.models import Measure
from saferplan.measures.queries import find_measure
from saferplan.measures.showing import Shown, show
from saferplan.report.tree import Measure as Figure
from saferplan.web.access import Visit
from saferplan.web.measures.loading import load_seen


@dataclass(frozen=True, slots=True)
class AsKnown:
    """The instant that a page looks from. `day` is empty where that is now; `wrong` is what was no day."""

    at: datetime
    day: date | None = None
    wrong: str = ""


def as_known(text: str | None) -> AsKnown:
    """The end of a day in the past as `?known=2018-09-30` names it; now where nothing or no such day is named."""
    now = timezone.now()
    if not text:
        return AsKnown(now)
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        return AsKnown(now, wrong=text)
    at = datetime.combine(day, time.max, LONDON)
    return AsKnown(at, day) if at < now else AsKnown(now)


def find_shown(visit: Visit, code: str, at: datetime) -> tuple[Measure, Shown]:
    """404 where the partnership has no such measure."""
    measure = find_measure(visit.partnership, code)
    if measure is None:
        raise Http404
    return measure, show_all(visit, [measure], at)[0]


def find_groups(visit: Visit, measure: Measure, shown: Shown, at: datetime) -> Figure:
    """The measure's figure with those of other areas beside it, as known at an instant."""
    groups, published = load_compared(visit.partnership, [measure.pk], as_at=at)
    return with_groups(shown.figure, shown.series, groups, published.get(measure.pk), translate=_)


def show_all(visit: Visit, measures: Sequence[Measure], at: datetime) -> list[Shown]:
    """What the visitor may see of measures, in their order, as known at an instant."""
    return [show(each, _) for each in load_seen(visit, measures, at)]
