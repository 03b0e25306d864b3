"""What the pages that show measures stand on: their series as known at an instant, to whom they may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from saferplan.accounts.rules import Right
from saferplan.common.dates import LONDON
from saferplan.measures.models import Measure
from saferplan.measures.queries import find_measure, list_measures, load_series
from saferplan.measures.rules import ReleaseLevel
from saferplan.measures.showing import Shown, show
from saferplan.web.access import Visit


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


def audience_of(visit: Visit) -> ReleaseLevel | None:
    """Those who run the partnership's figures see them before their release; everybody else what the board may see."""
    return None if visit.can(Right.EDIT) else ReleaseLevel.BOARD


def find_shown(visit: Visit, code: str, at: datetime) -> Shown:
    """404 where the partnership has no such measure."""
    measure = find_measure(visit.partnership, code)
    if measure is None:
        raise Http404
    return show_all(visit, [measure], at)[measure.pk]


def show_all(visit: Visit, measures: Iterable[Measure | int], at: datetime) -> Mapping[int, Shown]:
    """What is shown of measures as known at an instant, by the measure's id."""
    series = load_series(visit.partnership, measures, as_at=at, audience=audience_of(visit))
    return {pk: show(each, _) for pk, each in series.items()}


def list_shown(visit: Visit, at: datetime) -> list[Shown]:
    """Every measure of the partnership, in its order."""
    measures = list_measures(visit.partnership)
    shown = show_all(visit, measures, at)
    return [shown[measure.pk] for measure in measures]
