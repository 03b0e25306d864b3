"""Which kinds of lights a report shows, and why each light is what it is, said with as little repetition as can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from saferplan.report.derived import Basis
from saferplan.report.readable import line, reason
from saferplan.report.tree import Activity, Card, Derivation, Light, Priority, Report, Trend

WHY = "Why this light"
WHY_WORK = "Why this work light"
WHY_RESULTS = "Why this results light"
WHY_HEADLINE = "Why this overall light"

# Fewer codes in a row than this are named one by one.
_RANGE = 3


class Shown:
    """Which columns a report needs: no column stands there for lights that nobody has."""

    def __init__(self, report: Report) -> None:
        activities = [each for _, each in report.activities()]
        priorities = report.priorities
        self.results = any(each.results is not Light.NONE or reason(each.results_why) for each in priorities)
        self.headline = any(each.headline is not Light.NONE or reason(each.headline_why) for each in priorities)
        self.activity_results = any(each.results is not Light.NONE or reason(each.results_why) for each in activities)
        self.activity_trends = any(each.trend is not Trend.NONE for each in activities)


def reasons_of(priority: Priority, shown: Shown) -> list[tuple[str, str]]:
    """Labels and sentences of a priority's lights that have something to say for themselves."""
    several = shown.headline or shown.results
    pairs = (
        (WHY_HEADLINE, priority.headline_why),
        (WHY_WORK if several else WHY, priority.why),
        (WHY_RESULTS, priority.results_why),
    )
    return [(label, reason(why)) for label, why in pairs if reason(why)]


def reasons_by_activity(activities: Sequence[Activity], shown: Shown) -> list[tuple[str, list[tuple[str, str]]]]:
    """By label: the codes of activities whose light has one and the same reason, and that reason."""
    found = []
    for label, whys in (
        (WHY_WORK if shown.activity_results else WHY, [each.why for each in activities]),
        (WHY_RESULTS, [each.results_why for each in activities]),
    ):
        groups: dict[str, list[int]] = {}
        for place, why in enumerate(whys):
            if reason(why):
                groups.setdefault(reason(why), []).append(place)
        if groups:
            codes = [line(each.code) for each in activities]
            found.append((label, [(_named(codes, places), sentence) for sentence, places in groups.items()]))
    return found


def _named(codes: Sequence[str], places: Sequence[int]) -> str:
    """`1.1a to 1.1d, 1.1f`: what stands next to each other in the plan is named by its ends."""
    names: list[str] = []
    for run in _runs(places):
        if len(run) < _RANGE:
            names += [codes[place] for place in run]
        else:
            names.append(f"{codes[run[0]]} to {codes[run[-1]]}")
    return ", ".join(names)


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def rule_in_force(report: Report) -> str:
    """The rule that made the lights of priorities and cards, with its version and date."""
    return _distinct(each.why.rule for each in _parents(report))


def headline_rule(report: Report) -> str:
    return _distinct(each.headline_why.rule for each in report.priorities)


def has_loaded_lights(report: Report) -> bool:
    """Whether some lights have a reason and others are as a loaded report stated them."""
    whys = list(_whys(report))
    loaded = any(why.basis == Basis.IMPORT and light is not Light.NONE and not reason(why) for light, why in whys)
    return loaded and any(reason(why) for _, why in whys)


def _parents(report: Report) -> Iterator[Priority | Card]:
    yield from report.priorities
    yield from report.cards


def _whys(report: Report) -> Iterator[tuple[Light, Derivation]]:
    for parent in _parents(report):
        yield parent.light, parent.why
    for _, activity in report.activities():
        yield activity.light, activity.why
        yield activity.results, activity.results_why
    for priority in report.priorities:
        yield priority.results, priority.results_why


def _distinct(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for each in texts if (text := line(each))))
