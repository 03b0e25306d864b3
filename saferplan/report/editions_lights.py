"""Lights of results in the public edition: none tells of figures that the public does not have. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from saferplan.report.derived import Basis
from saferplan.report.labels import SMALL_ROUNDED
from saferplan.report.tree import Activity, Derivation, Light, Measure, Priority, Report

NOT_OPEN = "Not shown: the figures behind it are not all released to the public, or are too small to publish."
JUDGED = "Set by the partnership. The figures beside it are not all public."
_BY_PEOPLE = (Basis.OVERRIDE, Basis.JUDGEMENT, Basis.IMPORT)


def open_measures(board: Iterable[Measure], public: Iterable[Measure]) -> tuple[str, ...]:
    """The names of the measures whose lights the public may see: it has every figure of a year that the board has.

    A rounded measure never is one: even where all its figures are multiples, that they are is not to be told. Of two
    measures with one name, both must be.
    """
    seen = {each.code: each for each in public}
    all_of = {each.code: each for each in board}
    closed = {each.name for each in all_of.values() if not _is_open(each, seen.get(each.code))}
    return tuple(sorted({each.name for each in all_of.values()} - closed))


def _is_open(board: Measure, public: Measure | None) -> bool:
    if public is None or public.small_numbers == SMALL_ROUNDED or not board.points:
        return False
    year, month = board.points[-1].label[:7].split("-")
    # A light adds up no more than the year to a period's end.
    first = f"{int(year) - 1}-{month}"
    return _figures(board, first) == _figures(public, first)


def _figures(measure: Measure, first: str) -> list[tuple[str, str]]:
    return [(each.label, each.value) for each in measure.points if each.label > first]


def withheld_results(report: Report, open_measures: Collection[str]) -> Report:
    """The report without results lights that rest on closed figures. `open_measures` are names of those shown whole.

    A light that people stated stays, without what the figures would have given.
    """
    return replace(report, priorities=tuple(_priority(each, frozenset(open_measures)) for each in report.priorities))


def _priority(priority: Priority, known: frozenset[str]) -> Priority:
    results, why = _kept(priority.results, priority.results_why, known)
    priority = replace(
        priority,
        results=results,
        results_why=why,
        activities=tuple(_activity(each, known) for each in priority.activities),
    )
    if why.sentence != NOT_OPEN or not priority.headline_why.basis:
        return priority
    return replace(priority, headline=Light.NONE, headline_why=_closed())


def _activity(activity: Activity, known: frozenset[str]) -> Activity:
    results, why = _kept(activity.results, activity.results_why, known)
    return replace(activity, results=results, results_why=why)


def _kept(light: Light, why: Derivation, known: frozenset[str]) -> tuple[Light, Derivation]:
    if not why.inputs or all(each.what in known for each in why.inputs):
        return light, why
    if why.basis in _BY_PEOPLE:
        return light, Derivation(sentence=JUDGED, basis=why.basis)
    return Light.NONE, _closed()


def _closed() -> Derivation:
    return Derivation(sentence=NOT_OPEN, basis=Basis.MEASURED.value)
