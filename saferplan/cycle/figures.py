"""The figures of a period's priorities: up to the day that they reach, as they were known then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from saferplan.accounts.models import Partnership
from saferplan.cycle.missing import missing_figures
from saferplan.cycle.models import Period
from saferplan.measures.group_queries import load_compared
from saferplan.measures.group_words import with_groups
from saferplan.measures.groups import GroupFact, Published
from saferplan.measures.queries import current_facts, load_requests, series_of
from saferplan.measures.rules import ReleaseLevel
from saferplan.measures.series import MeasureFacts, Series
from saferplan.measures.showing import show
from saferplan.plan.measure_links import LinkRow, load_links
from saferplan.report import tree
from saferplan.report.labels import Translate

# By what they are for: `priority:3`, `activity:12`.
Figures = Mapping[str, tuple[tree.Measure, ...]]
# The groups of other areas, and what is known of them by measure.
Others = tuple[tuple[GroupFact, ...], Mapping[int, Published]]
NO_OTHERS: Others = ((), {})


def load_figures(
    partnership: Partnership,
    period: Period,
    *,
    at: datetime,
    audience: ReleaseLevel | None = ReleaseLevel.BOARD,
    translate: Translate = str,
    is_compared: bool = False,
) -> Figures:
    """What measures say of a period to an audience, as known at an instant. Three queries.

    Two more where they are compared with other areas.
    """
    links = load_links(partnership, as_at=at)
    series = series_of(_linked(links), as_at=at, audience=audience)
    others = load_compared(partnership, _linked(links), as_at=at) if is_compared else NO_OTHERS
    return _by_subject(links, series, period, at, others, translate)


def load_annexed(
    partnership: Partnership, period: Period, *, at: datetime
) -> tuple[Figures, tuple[tree.MissingFigure, ...]]:
    """What measures say of a period to the board, and what of all is missing from its report. Seven queries."""
    links = load_links(partnership, as_at=at)
    measures = {**current_facts(partnership, as_at=at), **_linked(links)}
    series = series_of(measures, as_at=at, audience=ReleaseLevel.BOARD)
    requests = load_requests(partnership, as_at=at)
    missing = missing_figures(series.values(), requests, linked=_linked(links), reach=_reach(period))
    others = load_compared(partnership, _linked(links), as_at=at)
    return _by_subject(links, series, period, at, others, str), missing


def _linked(links: Iterable[LinkRow]) -> dict[int, MeasureFacts]:
    return {link.measure.id: link.measure for link in links}


def _reach(period: Period) -> date:
    return period.figures_to or period.ends


def _by_subject(
    links: Sequence[LinkRow],
    series: Mapping[int, Series],
    period: Period,
    at: datetime,
    others: Others,
    translate: Translate,
) -> Figures:
    groups, published = others
    reach = _reach(period)
    shown = {}
    for pk in _linked(links):
        told = series[pk].up_to(reach)
        figure = show(told, translate).figure
        shown[pk] = with_groups(figure, told, groups, published.get(pk), until=reach, translate=translate)
    found: dict[str, list[tree.Measure]] = {}
    for link in links:
        if link.priority_id or (link.accepted_at and link.accepted_at <= at):
            found.setdefault(link.subject, []).append(shown[link.measure.id])
    return {subject: tuple(dict.fromkeys(figures)) for subject, figures in found.items()}


def known_at(period: Period, now: datetime) -> datetime:
    """What was known when a period was first published stays on its pages: later revisions do not move it.

    A report that was loaded from a file was never published here; its pages show what is known now.
    """
    return min(period.published_at, now) if period.published_at else now


def with_figures(
    report: tree.Report,
    figures: Figures,
    priorities: Mapping[int, int],
    register: tuple[tree.MissingFigure, ...] = (),
) -> tree.Report:
    """The report with the figures of its priorities and what is missing. `priorities` are their ids by number."""
    return replace(
        report,
        priorities=tuple(
            replace(each, measures=figures.get(f"priority:{priorities.get(each.number)}", ()))
            for each in report.priorities
        ),
        register=register,
    )
