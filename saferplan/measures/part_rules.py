"""Which measure may be a part of which: what a sum needs to hold together."""

from __future__ import annotations

from typing import Protocol

from saferplan.common.periods import Frequency
from saferplan.measures.errors import BadMeasure
from saferplan.measures.models import Measure
from saferplan.measures.rules import FROM_PARTS, Aggregation, Unit
from saferplan.report.outcomes import TargetBasis


class Said(Protocol):
    """What an editor says that a measure is."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def frequency(self) -> Frequency: ...
    @property
    def aggregation(self) -> Aggregation: ...
    @property
    def target_basis(self) -> TargetBasis: ...
    @property
    def part_of(self) -> Measure | None: ...


def check_part(text: Said, measure: Measure | None) -> None:
    """BadMeasure where it is no part of the total it names, or stops being the total that its parts need.

    A total is never itself a part, so that there are no rounds. A count may be a part of a rate: what is divided there.
    """
    total = text.part_of
    parts = list(Measure.objects.filter(part_of=measure)) if measure else []
    if total is not None:
        if measure is not None and total.pk == measure.pk:
            raise BadMeasure("A measure is not a part of itself.")
        if total.part_of_id is not None:
            raise BadMeasure(f"{total} is itself a part: choose the total that it is a part of.")
        if parts:
            raise BadMeasure(f"{text.name} has parts itself, such as {parts[0]}, so it cannot be a part.")
        _check_pair(text.unit, text.frequency, _is_running(text.aggregation, text.target_basis), total)
    for part in parts:
        is_fit = Unit(part.unit) is text.unit or (text.unit in FROM_PARTS and part.unit == Unit.COUNT)
        if not is_fit or part.frequency != text.frequency or _is_running(text.aggregation, text.target_basis):
            raise BadMeasure(f"{part} is a part of it: both need one kind of number, for the same stretches of time.")


def _check_pair(unit: Unit, frequency: str, is_running: bool, total: Measure) -> None:
    is_of_rate = Unit(total.unit) in FROM_PARTS and unit is Unit.COUNT
    if not is_of_rate and (total.unit != unit or unit in FROM_PARTS):
        raise BadMeasure("A part is counted as its total is, or is the count that a rate divides.")
    if total.frequency != frequency:
        raise BadMeasure("A part and its total have figures for the same stretches of time.")
    if is_running or _is_running(Aggregation(total.aggregation), TargetBasis(total.target_basis)):
        raise BadMeasure("A sum of the year so far is neither a part nor a total of others.")


def _is_running(aggregation: Aggregation, basis: TargetBasis) -> bool:
    return aggregation is Aggregation.LATEST and basis is TargetBasis.CUMULATIVE
