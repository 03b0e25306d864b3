"""Nobody recovers a small count from all that was published; and the attacker is good enough to tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferplan.measures.rules import Aggregation, SmallNumbers, Unit
from saferplan.measures.series import MeasureFacts, ValueRow
from saferplan.report.outcomes import TargetBasis
from tests.measures.attacking import (
    Attacker,
    Cell,
    Maker,
    Publication,
    World,
    by_the_rules,
    day_number,
    drawn_values,
    exact,
    numbers_in,
    other_world,
    primary_only,
    publish,
    release,
    row,
    swaps,
)
from tests.measures.values import facts

MONTHS = ("2026-03", "2026-04", "2026-05")
INSTANTS = [day_number(days) for days in (10, 20, 30, 40)]
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(QUICK, max_examples=25)
# Most counts are small, or just not, or of a size that rounds one way or the other.
counts = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 20, 47])
rules = st.sampled_from(
    [(SmallNumbers.THRESHOLD, 3), (SmallNumbers.THRESHOLD, 5), (SmallNumbers.THRESHOLD, 8), (SmallNumbers.ROUND, 0)]
)


def measure(pk: int, rule: tuple[SmallNumbers, int], **more: object) -> MeasureFacts:
    return facts(id=pk, code=f"m{pk}", name=f"Measure {pk}", small_numbers=rule[0], threshold=rule[1], **more)


@st.composite
def families(draw: st.DrawFn, rule: tuple[SmallNumbers, int] | None = None) -> World:
    """A total with two to four parts, recorded, released and revised bit by bit."""
    rule = rule or draw(rules)
    parts = range(2, 2 + draw(st.integers(2, 4)))
    rows: dict[int, list[ValueRow]] = {1: [], **{part: [] for part in parts}}
    releases: dict[int, list[object]] = {1: [], **{part: [] for part in parts}}
    together = draw(st.booleans())
    for month in MONTHS:
        values = {part: draw(counts) for part in parts}
        values[1] = sum(values.values())
        for pk, value in values.items():
            rows[pk].append(row(month, value, 1))
        at = draw(st.sampled_from([5, 15, 25]))
        for pk in values:
            releases[pk].append(release(month, at if together else draw(st.sampled_from([5, 15, 25]))))
        if draw(st.booleans()):
            revised = draw(st.sampled_from(sorted(parts)))
            after = {**values, revised: draw(counts)}
            after[1] = sum(after[part] for part in parts)
            for pk in (1, revised):
                if after[pk] != values[pk]:
                    rows[pk].append(row(month, after[pk], 26))
                    releases[pk].append(release(month, 28 if together else draw(st.sampled_from([28, 35]))))
    found = {1: measure(1, rule), **{part: measure(part, rule, part_of_id=1) for part in parts}}
    return World(facts=found, rows=rows, releases=releases)  # type: ignore[arg-type]


def sums_of(world: World) -> Iterator[tuple[tuple[Cell, list[Cell]], tuple[Cell, list[Cell]]]]:
    """Of each period what adds up: as first recorded, and as it stands last."""
    for ends in sorted({each.ends for each in world.rows[1]}):
        last = {pk: sum(each.ends == ends for each in rows) - 1 for pk, rows in world.rows.items()}
        parts = [pk for pk in world.facts if pk != 1]
        first = Cell(1, ends), [Cell(pk, ends) for pk in parts]
        yield first, (Cell(1, ends, last[1]), [Cell(pk, ends, last[pk]) for pk in parts])


def attack_family(world: World, make: Maker) -> list[Cell]:
    attacker = Attacker(world, publish(world, INSTANTS, make))
    for before, after in sums_of(world):
        for _turn in range(3):
            attacker.reason([before, after])
            attacker.revisions(before, after)
    # The sum of figures that were all published is no news.
    open_sums = {total for pair in sums_of(world) for total, parts in pair if attacker.shown.issuperset(parts)}
    return [cell for cell in attacker.recovered() if cell not in open_sums]


@QUICK
@given(families())
def test_a_total_and_its_parts_do_not_tell_a_small_count(world: World) -> None:
    assert not attack_family(world, by_the_rules)


def guesses(world: World, cell: Cell) -> Iterator[Mapping[Cell, int]]:
    """Other figures of the period of a cell that add up as well: the same in another order, then near ones."""
    for before, after in sums_of(world):
        if before[0].ends != cell.ends:
            continue
        cells = list(dict.fromkeys([*before[1], *after[1]]))
        for own in (before[1], after[1]):
            yield from (_summed(world, guess, before, after) for guess in swaps(world, own))
        if len(cells) <= 5:
            for steps in product((0, 1, -1, 2, -2), repeat=len(cells)):
                guess = {each: world.value(each) + step for each, step in zip(cells, steps, strict=True)}
                if min(guess.values()) >= 0:
                    yield _summed(world, guess, before, after)


def _summed(
    world: World,
    guess: Mapping[Cell, int],
    before: tuple[Cell, Sequence[Cell]],
    after: tuple[Cell, Sequence[Cell]],
) -> Mapping[Cell, int]:
    sums = {total: sum(guess.get(each, world.value(each)) for each in parts) for total, parts in (before, after)}
    return {**guess, **sums}


@FEW
@given(families())
def test_other_figures_would_have_been_published_in_just_the_same_way(world: World) -> None:
    """Even whoever knows the rules, and reads every word and coordinate, is left with at least two answers."""
    published = publish(world, INSTANTS)
    for cell in sorted(Attacker(world, published).starred):
        if cell.measure != 1:
            assert other_world(world, INSTANTS, cell, guesses(world, cell), published), (cell, world.value(cell))


@st.composite
def running_totals(draw: st.DrawFn) -> World:
    """A sum of the year so far, released out of turn and revised."""
    rule = draw(rules.filter(lambda each: each[0] is SmallNumbers.THRESHOLD))
    months = [f"2026-{month:02}" for month in range(1, 9)]
    rows, releases, sum_so_far = [], [], 0
    for month in months:
        sum_so_far += draw(counts)
        if month == "2026-04":
            sum_so_far = draw(counts)
        rows.append(row(month, sum_so_far, 1))
        releases.append(release(month, draw(st.sampled_from([5, 15, 25]))))
    fact = measure(1, rule, aggregation=Aggregation.LATEST, target_basis=TargetBasis.CUMULATIVE)
    return World(facts={1: fact}, rows={1: rows}, releases={1: releases})


def small_steps(world: World, published: Sequence[Publication]) -> list[tuple[int, int]]:
    """What lies between two figures of one year that were shown, where it is small."""
    attacker = Attacker(world, published)
    days = sorted({each.ends for each in attacker.shown})
    limit = world.facts[1].small_rule.limit
    found = []
    for first, second in zip(days, days[1:], strict=False):
        was, now = (world.value(Cell(1, day)) for day in (first, second))
        if (first.month >= 4) == (second.month >= 4) and 0 < now - was < limit:
            found.append((was, now))
    return found


@QUICK
@given(running_totals())
def test_nothing_small_lies_between_two_running_totals(world: World) -> None:
    published = publish(world, INSTANTS)
    assert not small_steps(world, published)
    for cell in sorted(Attacker(world, published).starred):
        near = ({cell: value} for step in range(1, 9) for value in (world.value(cell) + step, world.value(cell) - step))
        assert other_world(world, INSTANTS, cell, (each for each in near if each[cell] >= 0), published)


@QUICK
@given(st.lists(counts, min_size=26, max_size=26), rules, st.sampled_from([Unit.COUNT, Unit.PERCENTAGE]))
def test_two_years_of_months_tell_no_small_one(values: list[int], rule: tuple[SmallNumbers, int], unit: Unit) -> None:
    """Sums over 12 months, limits, titles and pictures come from what is shown, and from nothing else."""
    world = two_years(values, rule, unit)
    attacker = Attacker(world, publish(world, INSTANTS[-1:]))
    assert not attacker.recovered()
    for cell in sorted(attacker.starred)[:3]:
        others = ({cell: value} for value in range(1, 8) if value != world.value(cell))
        assert other_world(world, INSTANTS[-1:], cell, others, attacker.publications)


def two_years(values: Sequence[int], rule: tuple[SmallNumbers, int], unit: Unit = Unit.COUNT) -> World:
    months = [f"{2024 + place // 12}-{place % 12 + 1:02}" for place in range(len(values))]
    of = 100 if unit is Unit.PERCENTAGE else None
    rows = [row(month, value, 1, of=of) for month, value in zip(months, values, strict=True)]
    fact = measure(1, rule, unit=unit, per=of or 1)
    return World(facts={1: fact}, rows={1: rows}, releases={1: [release(month, 5) for month in months]})


# The attacker can win.


def a_family(*parts: int) -> World:
    rule = (SmallNumbers.THRESHOLD, 5)
    values = {1: sum(parts), **dict(enumerate(parts, 2))}
    return World(
        facts={pk: measure(pk, rule, part_of_id=1 if pk > 1 else None) for pk in values},
        rows={pk: [row("2026-03", value, 1)] for pk, value in values.items()},
        releases={pk: [release("2026-03", 5)] for pk in values},
    )


@pytest.mark.parametrize("parts", [(12, 7, 1), (1, 1, 20), (3, 10), (1, 1, 1, 9)])
def test_leaving_out_small_counts_alone_is_found_out(parts: tuple[int, ...]) -> None:
    world = a_family(*parts)
    assert attack_family(world, primary_only)
    assert not attack_family(world, by_the_rules)


def test_differences_of_a_running_total_are_found_out() -> None:
    world = World(
        facts={
            1: measure(
                1, (SmallNumbers.THRESHOLD, 5), aggregation=Aggregation.LATEST, target_basis=TargetBasis.CUMULATIVE
            )
        },
        rows={1: [row(f"2026-{month:02}", value, 1) for month, value in ((4, 9), (5, 11), (6, 22), (7, 25))]},
        releases={1: [release(f"2026-{month:02}", 5) for month in (4, 5, 6, 7)]},
    )
    assert small_steps(world, publish(world, INSTANTS, exact)) == [(9, 11), (22, 25)]
    assert [point.mark for point in publish(world, INSTANTS)[-1].figures[1].points] == ["", "*", "", "*"]


def test_a_sum_with_a_small_count_in_it_is_found_out() -> None:
    world = two_years([10] * 25 + [3], (SmallNumbers.THRESHOLD, 5))
    (told,) = publish(world, INSTANTS[-1:], exact)
    (kept,) = publish(world, INSTANTS[-1:])
    assert "3" not in kept.figures[1].latest
    words = {"title": told.figures[1].title, "comparison": told.figures[1].comparison}
    mixed = Publication(kept.at, {1: replace(kept.figures[1], **words)}, kept.pictures)
    assert Attacker(world, [mixed]).recovered() == [Cell(1, world.rows[1][-1].ends)]
    assert not Attacker(world, [kept]).recovered()


def test_a_point_drawn_where_it_is_kept_back_is_found_out() -> None:
    world = two_years([10, 20, 30, 3, 20, 10, 40, 30], (SmallNumbers.THRESHOLD, 5))
    (told,) = publish(world, INSTANTS[-1:], exact)
    (kept,) = publish(world, INSTANTS[-1:])
    assert drawn_values(kept.figures[1], told.pictures[1][0])[3] == 3
    assert 3 not in drawn_values(kept.figures[1], kept.pictures[1][0])
    mixed = Publication(kept.at, kept.figures, told.pictures)
    assert Attacker(world, [mixed]).recovered() == [Cell(1, world.rows[1][3].ends)]


def test_a_number_that_is_kept_back_stands_nowhere() -> None:
    world = two_years([1111] * 20 + [777], (SmallNumbers.THRESHOLD, 1000))
    (published,) = publish(world, INSTANTS[-1:])
    assert "1111" in set(numbers_in(published))
    assert not {each for each in numbers_in(published) if "777" in each}
