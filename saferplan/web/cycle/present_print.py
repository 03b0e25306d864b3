"""What of the dashboard fits on one sheet of A4. What is left out is counted on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from saferplan.report.tree import Light
from saferplan.web import signs
from saferplan.web.cycle.present import Dashboard, Line, PriorityLine

# A line of 11 point holds about so many characters across the sheet, and in the first column of its table.
ACROSS, IN_COLUMN = 86, 31
# Lines of text on a sheet, after its headings, rules, margins and the key.
LINES = 34
SENTENCE, ASK, OWNER = 155, 84, 36


@dataclass(frozen=True, slots=True)
class Fit:
    """How much is shown: pieces of each kind, and characters of each text. From roomy to tight."""

    changes: int
    priorities: int
    good_news: int
    name: int
    text: int
    title: int
    has_whys: bool = False


FITS = (
    Fit(changes=6, priorities=12, good_news=3, name=90, text=220, title=90, has_whys=True),
    Fit(changes=5, priorities=12, good_news=2, name=80, text=140, title=62, has_whys=True),
    Fit(changes=4, priorities=12, good_news=1, name=70, text=100, title=62, has_whys=True),
    Fit(changes=3, priorities=12, good_news=1, name=60, text=76, title=62, has_whys=True),
    Fit(changes=6, priorities=12, good_news=3, name=90, text=220, title=90),
    Fit(changes=5, priorities=12, good_news=3, name=80, text=170, title=62),
    Fit(changes=4, priorities=12, good_news=2, name=70, text=140, title=62),
    Fit(changes=5, priorities=12, good_news=1, name=70, text=100, title=62),
    Fit(changes=4, priorities=12, good_news=2, name=70, text=90, title=62),
    Fit(changes=4, priorities=12, good_news=1, name=70, text=76, title=62),
    Fit(changes=3, priorities=10, good_news=2, name=60, text=100, title=62),
    Fit(changes=3, priorities=10, good_news=1, name=60, text=76, title=62),
    Fit(changes=3, priorities=8, good_news=1, name=48, text=76, title=31),
    Fit(changes=2, priorities=8, good_news=1, name=44, text=60, title=31),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    fit: Fit
    changes: tuple[Line, ...]
    changes_left: int
    priorities: tuple[PriorityLine, ...]
    priorities_left: int
    whys: tuple[PriorityLine, ...]
    good_news: tuple[Line, ...]


def present_sheet(dashboard: Dashboard) -> Sheet:
    """The roomiest fit whose lines are on the sheet, else the tightest."""
    fit = next((each for each in FITS if _lines(dashboard, each) <= LINES), FITS[-1])
    all_changes = len(dashboard.changes) + dashboard.changes_left
    return Sheet(
        fit=fit,
        changes=dashboard.changes[: fit.changes],
        changes_left=max(0, all_changes - fit.changes),
        priorities=dashboard.priorities[: fit.priorities],
        priorities_left=max(0, len(dashboard.priorities) - fit.priorities),
        whys=_whys(dashboard, fit),
        good_news=dashboard.good_news[: fit.good_news],
    )


def _lines(dashboard: Dashboard, fit: Fit) -> int:
    report = dashboard.report
    around = len("1.1.1a: . ")
    sentences = (report.meeting.purpose, report.going_well, report.concern)
    lines = sum(_high(len("Going well: ") + min(len(each), SENTENCE)) for each in sentences)
    for change in dashboard.changes[: fit.changes]:
        words = len(_word(change.light.before)) + len(_word(change.light.light)) + around
        lines += _high(words + min(len(change.title), fit.name) + min(len(change.text), fit.text))
    for good in dashboard.good_news[: fit.good_news]:
        lines += _high(around + len(_word(good.light.light) + good.how_long) + min(len(good.text), fit.text))
    for asked in dashboard.decisions:
        lines += _high(min(len(asked.ask), ASK) + min(len(asked.owner), OWNER) + len("(, 30 September 2031)"))
    for priority in dashboard.priorities[: fit.priorities]:
        lines += _high(min(len(priority.title), fit.title) + len("12. "), IN_COLUMN + 4)
    lines += sum(_high(len(priority.why) + len("12. ")) for priority in _whys(dashboard, fit))
    left = bool(dashboard.changes_left or dashboard.changes[fit.changes :])
    left_out = (left, bool(dashboard.decisions_left), len(dashboard.priorities) > fit.priorities, not fit.has_whys)
    return lines + sum(left_out)


def _whys(dashboard: Dashboard, fit: Fit) -> tuple[PriorityLine, ...]:
    """The shown priorities that are not on track, with why, where there is room for the reasons of all of them."""
    shown = dashboard.priorities[: fit.priorities] if fit.has_whys else ()
    return tuple(each for each in shown if each.why and each.work.light not in (Light.GREEN, Light.COMPLETE))


def _word(light: Light) -> str:
    return str(signs.WORK[light])


def _high(characters: int, width: int = ACROSS) -> int:
    return max(1, ceil(characters / width))
