"""An attacker who reads all that the public got, and works out what small counts it must have come from.

`Attacker` reasons about cells: which whole numbers each may be, by what was shown of it at any time, by what the charts
draw, and by what has to add up. It is told which figures were revised. `other_world` looks for other figures from which
exactly the same would have been published, to the last letter and coordinate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import permutations

from saferplan.common.periods import Frequency, span_of
from saferplan.measures.kin import Known, make_all
from saferplan.measures.releases import ReleaseFact
from saferplan.measures.rules import ReleaseLevel
from saferplan.measures.series import Dated, MeasureFacts, Series, ValueRow, make_series
from saferplan.measures.showing import show
from saferplan.measures.small_numbers import NO_RULE, STAR
from saferplan.report.measure_pictures import chart_of, spark_of
from saferplan.report.tree import Measure

PUBLIC = ReleaseLevel.PUBLIC
START = datetime(2026, 6, 1, 9, tzinfo=UTC)
MOST = 400


def day_number(days: int) -> datetime:
    return START + timedelta(days=days)


def row(month: str, value: int, at: int, *, of: int | None = None) -> ValueRow:
    span = span_of(month, Frequency.MONTH)
    number = Decimal(value)
    parts = (number, None, None) if of is None else (None, number, Decimal(of))
    return ValueRow(span.starts, span.ends, *parts, "", "", "ann", day_number(at))


def release(month: str, at: int) -> ReleaseFact:
    span = span_of(month, Frequency.MONTH)
    return ReleaseFact(starts=span.starts, ends=span.ends, level=PUBLIC, at=day_number(at))


@dataclass(frozen=True, kw_only=True)
class World:
    """What was recorded and released, by measure."""

    facts: Mapping[int, MeasureFacts]
    rows: Mapping[int, Sequence[ValueRow]]
    releases: Mapping[int, Sequence[ReleaseFact]]

    def known(self, at: datetime) -> dict[int, Known]:
        return {
            pk: Known(
                fact,
                sorted((each for each in self.rows[pk] if each.recorded_at <= at), key=lambda each: each[1::7]),
                Dated(releases=[each for each in self.releases[pk] if each.at <= at]),
            )
            for pk, fact in self.facts.items()
        }

    def with_values(self, values: Mapping[Cell, int]) -> World:
        rows = {pk: list(mine) for pk, mine in self.rows.items()}
        for cell, value in values.items():
            place = self.place(cell)
            old = rows[cell.measure][place]
            changed = {"numerator": Decimal(value)} if old.value is None else {"value": Decimal(value)}
            rows[cell.measure][place] = old._replace(**changed)  # type: ignore[arg-type]
        return replace(self, rows=rows)

    def place(self, cell: Cell) -> int:
        own = [place for place, each in enumerate(self.rows[cell.measure]) if each.ends == cell.ends]
        return own[cell.version]

    def value(self, cell: Cell) -> int:
        found = self.rows[cell.measure][self.place(cell)]
        number = found.numerator if found.value is None else found.value
        assert number is not None
        return int(number)


@dataclass(frozen=True, order=True)
class Cell:
    """A figure as it was recorded: the first time, or by a revision."""

    measure: int
    ends: date
    version: int = 0


Series_ = Mapping[int, Series]
Maker = Callable[[Mapping[int, Known], datetime], Series_]


def by_the_rules(known: Mapping[int, Known], at: datetime) -> Series_:
    return make_all(known.keys(), known, as_at=at, audience=PUBLIC)


def primary_only(known: Mapping[int, Known], at: datetime) -> Series_:
    """A rule that somebody might have written: small counts are left out, and nothing else is."""
    return {
        pk: make_series(each.measure, each.rows, each.dated, as_at=at, audience=PUBLIC) for pk, each in known.items()
    }


def exact(known: Mapping[int, Known], at: datetime) -> Series_:
    """What is released, before any small number is kept back: who is told which version was the public's then."""
    return {
        pk: make_series(each.measure, each.rows, each.dated, as_at=at, audience=PUBLIC, small=NO_RULE)
        for pk, each in known.items()
    }


@dataclass(frozen=True)
class Publication:
    """All that the public got of the measures at one time."""

    at: datetime
    figures: Mapping[int, Measure]
    pictures: Mapping[int, tuple[str, ...]]


def publish(world: World, instants: Iterable[datetime], make: Maker = by_the_rules) -> list[Publication]:
    found = []
    for at in instants:
        figures = {pk: show(each).figure for pk, each in make(world.known(at), at).items()}
        pictures = {
            pk: (chart_of(each), chart_of(each, key=True, width=310, height=190), spark_of(each))
            for pk, each in figures.items()
        }
        found.append(Publication(at, figures, pictures))
    return found


@dataclass
class Attacker:
    """`low` and `high` say which numbers a cell may be; `starred` are the cells that were kept back."""

    world: World
    publications: Sequence[Publication]
    low: dict[Cell, int] = field(default_factory=dict)
    high: dict[Cell, int] = field(default_factory=dict)
    starred: set[Cell] = field(default_factory=set)
    shown: set[Cell] = field(default_factory=set)

    def __post_init__(self) -> None:
        for publication in self.publications:
            known = self.world.known(publication.at)
            told = exact(known, publication.at)
            revised = {point.ends for series in told.values() for point in series.points if point.revisions}
            for pk, series in told.items():
                self._read(publication, pk, series, revised)

    def _read(self, publication: Publication, pk: int, series: Series, revised: set[date]) -> None:
        figure, rule = publication.figures[pk], series.measure.small_rule
        drawn = drawn_values(figure, publication.pictures[pk][0])
        for place, (point, printed) in enumerate(zip(series.points, figure.points, strict=True)):
            if point.value is None:
                continue
            cell = Cell(pk, point.ends, point.revisions)
            if printed.mark == STAR:
                self.starred.add(cell)
                # A mark is no zero, and by rounding a small count; of a period that was revised it may be any.
                most = rule.limit - 1 if rule.is_rounding else MOST
                self._narrow(cell, *(0, MOST) if point.ends in revised else (1, most))
            elif printed.value and not series.measure.has_parts:
                value, around = int(Decimal(printed.value)), 2 if rule.is_rounding and printed.value != "0" else 0
                self.shown.add(cell)
                self._narrow(cell, value - around, value + around)
            if place in drawn and not printed.value:
                self._narrow(cell, drawn[place], drawn[place])
        self._read_sums(figure, [Cell(pk, point.ends, point.revisions) for point in series.points])

    def _read_sums(self, figure: Measure, cells: Sequence[Cell]) -> None:
        """`12 months to August 2018: 351, up from 261 in 12 months to August 2017.`, and what the title says."""
        said = " ".join((figure.title, figure.comparison))
        for text in re.findall(r"12 months to \w+ \d{4}: ([\d,]+)|: ([\d,]+) in 12 months", said):
            number = int("".join(text).replace(",", ""))
            self.equation(number, cells[-12:])

    def _narrow(self, cell: Cell, low: int, high: int) -> bool:
        old = self.range_of(cell)
        self.low[cell], self.high[cell] = max(low, old[0]), min(high, old[1])
        return self.range_of(cell) != old

    def range_of(self, cell: Cell) -> tuple[int, int]:
        return self.low.get(cell, 0), self.high.get(cell, MOST)

    def equation(self, total: Cell | int, parts: Sequence[Cell]) -> bool:
        """`total` is the sum of `parts`; whether that tells more of any of them."""
        ranges = [self.range_of(each) for each in parts]
        least, most = sum(each[0] for each in ranges), sum(each[1] for each in ranges)
        low, high = (total, total) if isinstance(total, int) else self.range_of(total)
        told = False if isinstance(total, int) else self._narrow(total, least, most)
        for part, (smallest, largest) in zip(parts, ranges, strict=True):
            told |= self._narrow(part, low - (most - largest), high - (least - smallest))
        return told

    def reason(self, equations: Sequence[tuple[Cell, Sequence[Cell]]]) -> None:
        for _turn in range(20):
            if not any([self.equation(total, parts) for total, parts in equations]):
                return

    def revisions(self, before: tuple[Cell, Sequence[Cell]], after: tuple[Cell, Sequence[Cell]]) -> None:
        """What a total changed by is what its revised parts did."""
        (was, olds), (now, news) = before, after
        changed = [(old, new) for old, new in zip(olds, news, strict=True) if old != new]
        if len(changed) == 1:
            (old, new) = changed[0]
            by = [self.range_of(now)[each] - self.range_of(was)[1 - each] for each in (0, 1)]
            low, high = self.range_of(old)
            self._narrow(new, low + by[0], high + by[1])
            low, high = self.range_of(new)
            self._narrow(old, low - by[1], high - by[0])

    def recovered(self) -> list[Cell]:
        """The cells that were kept back and are known all the same, and rightly so."""
        found = []
        for cell in sorted(self.starred):
            low, high = self.range_of(cell)
            is_public = cell in self.shown and not self.world.facts[cell.measure].small_rule.is_small(
                Decimal(self.world.value(cell))
            )
            if low == high == self.world.value(cell) and not is_public:
                found.append(cell)
        return found


def drawn_values(figure: Measure, picture: str) -> Mapping[int, int]:
    """By place, what the points of a chart lie at: read off the coordinates, with two known points as the scale."""
    known = [(place, float(each.value)) for place, each in enumerate(figure.points) if each.value]
    if len({value for _place, value in known}) < 2:
        return {}
    spots = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', picture)]
    line = re.search(r'<path d="([ML\d. ]+)" fill="none" stroke="#\w+" stroke-width="1.5"', picture)
    if line:
        spots += [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", line[1])]
    columns = sorted({round(x, 1) for x, _y in spots})
    if len(columns) < 2 or len(known) < 2:
        return {}
    step = (columns[-1] - columns[0]) / max(known[-1][0] - known[0][0], 1)
    at = {round((x - columns[0]) / step) + known[0][0]: y for x, y in spots} if step else {}
    (first, low), (second, high) = min(known, key=lambda each: each[1]), max(known, key=lambda each: each[1])
    if first not in at or second not in at or abs(at[first] - at[second]) < 0.1:
        return {}
    scale = (high - low) / (at[second] - at[first])
    return {place: round(low + (y - at[first]) * scale) for place, y in at.items() if 0 <= place < len(figure.points)}


def numbers_in(publication: Publication) -> Iterator[str]:
    """Every number in what is written, drawn or coordinated."""
    for pk, figure in publication.figures.items():
        for text in (repr(figure), *publication.pictures[pk]):
            yield from re.findall(r"\d[\d,.]*", text)


def other_world(
    world: World,
    instants: Sequence[datetime],
    cell: Cell,
    guesses: Iterable[Mapping[Cell, int]],
    published: Sequence[Publication],
) -> World | None:
    """Another world in which the cell is another number and everything published is the same."""
    for guess in guesses:
        if guess.get(cell, world.value(cell)) == world.value(cell):
            continue
        other = world.with_values(guess)
        if all(
            _points(other, publication) == {pk: each.points for pk, each in publication.figures.items()}
            for publication in published
        ) and publish(other, instants) == list(published):
            return other
    return None


def _points(world: World, publication: Publication) -> Mapping[int, object]:
    made = by_the_rules(world.known(publication.at), publication.at)
    return {pk: show(each).figure.points for pk, each in made.items()}


def swaps(world: World, cells: Sequence[Cell]) -> Iterator[Mapping[Cell, int]]:
    """The numbers of some cells in another order."""
    values = [world.value(each) for each in cells]
    for order in dict.fromkeys(permutations(values)):
        yield dict(zip(cells, order, strict=True))
