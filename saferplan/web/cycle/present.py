"""The dashboard as its template needs it: plain values, worked out from a period's report and lights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.cycle.queries import label
from saferplan.report import derivations, rollup
from saferplan.report.derived import HEADLINE, OUTCOME, Basis, Derived, Since
from saferplan.report.lights import tally
from saferplan.report.tree import Activity, Light, Report
from saferplan.web import signs
from saferplan.web.cycle.loading import PeriodPage, is_gathering
from saferplan.web.cycle.wording import first_sentence, how_many_periods, in_words

DECISIONS_SHOWN = 5
CHANGES_SHOWN = 6
GOOD_NEWS_SHOWN = 3
# Worse first: a reader with one minute must not miss it.
CHANGE_ORDER = (Since.WORSE, Since.GONE, Since.BETTER, Since.NOT_COMPARABLE)
SEVERITY = (Light.RED, Light.AMBER, Light.NONE, Light.GREEN, Light.COMPLETE, Light.DEFERRED)


@dataclass(frozen=True, slots=True)
class Count:
    light: Light
    number: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each light, of how many, and the same in words. `marks` is one light for each thing counted."""

    counts: tuple[Count, ...]
    total: int
    words: str

    @property
    def marks(self) -> tuple[Light, ...]:
        return tuple(count.light for count in self.counts for _each in range(count.number))


@dataclass(frozen=True, slots=True)
class Line:
    """An activity in a list, with a sentence about it, else why its light is what it is.

    `how_long` says for how long the light is the same.
    """

    code: str
    title: str
    url: str
    text: str
    light: Derived
    why: str
    how_long: str


@dataclass(frozen=True, slots=True)
class Decision:
    ask: str
    owner: str
    due: str
    code: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PriorityLine:
    number: int
    title: str
    url: str
    work: Derived
    results: Light
    headline: Derived | None
    why: str
    counts: rollup.Counts | None


@dataclass(frozen=True, slots=True)
class Late:
    """An activity without an update, who was to write it, and what is known of it."""

    code: str
    title: str
    url: str
    why: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    title: str
    report: Report
    work: Counts
    results: Counts
    changes: tuple[Line, ...]
    changes_left: int
    decisions: tuple[Decision, ...]
    decisions_left: int
    priorities: tuple[PriorityLine, ...]
    good_news: tuple[Line, ...]
    late: tuple[Late, ...]
    due: datetime | None
    is_overdue: bool
    has_headline: bool
    has_lights: bool
    before: str

    @property
    def has_before(self) -> bool:
        return bool(self.before)


def present_dashboard(page: PeriodPage) -> Dashboard:
    lines = [_line(page, activity) for _priority, activity in page.report.activities()]
    changes = _changes(page, lines)
    decisions = present_decisions(page)
    priorities = present_priorities(page)
    due = page.gathered.agenda.due.get(page.period.pk)
    work = _count((line.light.light for line in lines), signs.ORDER)
    return Dashboard(
        title=page.report.title or _("Performance dashboard"),
        report=page.report,
        work=work,
        results=_count((_results(page, p.number) for p in page.report.priorities), signs.RESULTS_ORDER, results=True),
        changes=changes[:CHANGES_SHOWN],
        changes_left=max(0, len(changes) - CHANGES_SHOWN),
        decisions=decisions[:DECISIONS_SHOWN],
        decisions_left=max(0, len(decisions) - DECISIONS_SHOWN),
        priorities=priorities,
        good_news=_good_news(page, lines),
        late=_late(page, lines),
        due=due,
        is_overdue=due is not None and page.now > due,
        has_headline=any(priority.headline for priority in priorities),
        has_lights=any(line.light.light is not Light.NONE for line in lines)
        or any(priority.light is not Light.NONE for priority in page.report.priorities),
        before=page.before.label or label(page.before) if page.before else "",
    )


def _results(page: PeriodPage, number: int) -> Light:
    return page.priority_light(number, OUTCOME).light


def _count(lights: Iterable[Light], order: Sequence[Light], *, results: bool = False) -> Counts:
    found = tally(lights)
    left = [light for light in Light if light not in order]
    counts = tuple(Count(light, found[light]) for light in (*order, *left) if found[light])
    pairs = [(count.light, count.number) for count in counts]
    return Counts(counts, found.total(), in_words(pairs, found.total(), results=results))


def activity_url(page: PeriodPage, code: str) -> str:
    return reverse("activity", args=[page.slug, page.key, code])


def priority_url(page: PeriodPage, number: int) -> str:
    return reverse("priority", args=[page.slug, page.key, number])


def _line(page: PeriodPage, activity: Activity) -> Line:
    """The sentence is why the light is what it is: the stated reason, else how the position begins."""
    light = page.activity_light(activity.code)
    text = light.reason or first_sentence(position_of(page.report, activity))
    why = "" if text else derivations.why(light, "activity", _)
    how_long = _("for %(periods)s") % {"periods": how_many_periods(page.window[-light.periods_same :])}
    return Line(activity.code, activity.title, activity_url(page, activity.code), text, light, why, how_long)


def position_of(report: Report, activity: Activity) -> str:
    """What was written about an activity: on its own line, else on the first card that is about it."""
    if activity.position:
        return activity.position
    return next((card.position for card in report.cards_of(activity.code) if card.position), "")


def _changes(page: PeriodPage, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Which lights changed since the period before; one that only goes by other criteria is the same light."""
    shown = [since for since in CHANGE_ORDER if not (since is Since.GONE and is_gathering(page.period))]
    changed = [line for line in lines if line.light.since in shown and line.light.light is not line.light.before]
    return tuple(
        sorted(changed, key=lambda line: (CHANGE_ORDER.index(line.light.since), SEVERITY.index(line.light.light)))
    )


def _good_news(page: PeriodPage, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Finished or steadily on track, and with something written about it; the longest first.

    A card's text may be about another of its activities: what is also said of one that is not on track is no good news.
    """
    well = (Light.GREEN, Light.COMPLETE)
    trouble = {line.text for line in lines if line.light.light not in well}
    good = [
        line
        for line in lines
        if line.light.light in well and line.light.since is Since.SAME and line.text and line.text not in trouble
    ]
    good.sort(key=lambda line: -line.light.periods_same)
    # Activities of one card share its text: it is told once.
    told = {line.text: line for line in reversed(good)}
    return tuple(line for line in good if told[line.text] is line)[:GOOD_NEWS_SHOWN]


def _late(page: PeriodPage, lines: Sequence[Line]) -> tuple[Late, ...]:
    silent = {line.code: line.light for line in lines if line.light.light is Light.NONE}
    return tuple(
        Late(
            a.code,
            a.title,
            activity_url(page, a.code),
            _why_silent(page, silent[a.code]),
            owners_of(page.report, a),
        )
        for _priority, a in page.report.activities()
        if a.code in silent
    )


def _why_silent(page: PeriodPage, light: Derived) -> str:
    """What is known of a missing update; nothing where the one before came in and this one is only not here yet."""
    was_there = page.before is not None and light.last == page.before.ends
    plain = light.basis is Basis.NO_UPDATE and light.pending is None and was_there
    return "" if plain and is_gathering(page.period) else derivations.why(light, "activity", _)


def owners_of(report: Report, activity: Activity) -> tuple[str, ...]:
    """An activity's owners: its own, else those of the first card about it."""
    if activity.owners:
        return activity.owners
    return next((card.owners for card in report.cards_of(activity.code) if card.owners), ())


def present_decisions(page: PeriodPage) -> tuple[Decision, ...]:
    """Every decision asked for, in the order of the agenda."""
    known = {activity.id: activity for activity in page.outline.activities}
    found = []
    for asked in page.gathered.agenda.decisions.get(page.period.pk, ()):
        activity = known.get(asked.activity_id) if asked.activity_id else None
        about = (activity.code, activity.title, activity_url(page, activity.code)) if activity else ("", "", "")
        found.append(Decision(asked.ask, asked.owner, asked.due.isoformat() if asked.due else "", *about))
    return tuple(found)


def present_priorities(page: PeriodPage) -> tuple[PriorityLine, ...]:
    return tuple(
        PriorityLine(
            number=priority.number,
            title=priority.title,
            url=priority_url(page, priority.number),
            work=page.priority_light(priority.number),
            results=_results(page, priority.number),
            headline=_headline(page, priority.number),
            why=_why_shown(page.priority_light(priority.number)),
            counts=page.priority_light(priority.number).counts,
        )
        for priority in page.report.priorities
    )


def _headline(page: PeriodPage, number: int) -> Derived | None:
    found = page.priority_light(number, HEADLINE)
    return found if found.basis is Basis.BOTH else None


def _why_shown(work: Derived) -> str:
    """Beside a priority's light: why, where it is more than what a report stated."""
    plain = work.basis in (Basis.IMPORT, Basis.NO_RULE) and work.beside is None
    return "" if plain else derivations.why(work, "priority", _)
