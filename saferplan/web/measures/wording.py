"""Words for what measures are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saferplan.charts.figures import figure
from saferplan.common.periods import Frequency, label_of
from saferplan.measures.rules import (
    Aggregation,
    ReleaseLevel,
    Sensitivity,
    SmallNumbers,
    StandingRelease,
    Unit,
)
from saferplan.measures.series import MeasureFacts
from saferplan.measures.showing import unit_of
from saferplan.report.outcomes import Polarity, TargetBasis
from saferplan.report.tree import Gap

UNITS: Mapping[Unit, Promise] = {
    Unit.COUNT: gettext_lazy("A count, such as offences or people"),
    Unit.RATE: gettext_lazy("A rate: one count divided by another, for every 1,000 say"),
    Unit.PERCENTAGE: gettext_lazy("A percentage: one count out of another"),
    Unit.MONEY: gettext_lazy("Money, in pounds"),
    Unit.DAYS: gettext_lazy("Days"),
    Unit.SCORE: gettext_lazy("A score"),
}
SHORT_UNITS: Mapping[Unit, Promise] = {
    Unit.COUNT: gettext_lazy("Count"),
    Unit.RATE: gettext_lazy("Rate"),
    Unit.PERCENTAGE: gettext_lazy("Percentage"),
    Unit.MONEY: gettext_lazy("Money"),
    Unit.DAYS: gettext_lazy("Days"),
    Unit.SCORE: gettext_lazy("Score"),
}
POLARITIES: Mapping[Polarity, Promise] = {
    Polarity.LOWER: gettext_lazy("Lower is better"),
    Polarity.HIGHER: gettext_lazy("Higher is better"),
    Polarity.NEITHER: gettext_lazy("Neither: more may be good or bad"),
}
FREQUENCIES: Mapping[Frequency, Promise] = {
    Frequency.MONTH: gettext_lazy("Every month"),
    Frequency.QUARTER: gettext_lazy("Every quarter"),
    Frequency.YEAR: gettext_lazy("Every year"),
}
AGGREGATIONS: Mapping[Aggregation, Promise] = {
    Aggregation.SUM: gettext_lazy("They add up"),
    Aggregation.LATEST: gettext_lazy("The latest counts"),
    Aggregation.MEAN: gettext_lazy("Their mean counts"),
}
TARGET_BASES: Mapping[TargetBasis, Promise] = {
    TargetBasis.EACH_PERIOD: gettext_lazy("Each month, quarter or year by itself"),
    TargetBasis.CUMULATIVE: gettext_lazy("The whole year, over which the figures add up"),
}
SENSITIVITIES: Mapping[Sensitivity, Promise] = {
    Sensitivity.OPEN: gettext_lazy("Nobody could be recognised"),
    Sensitivity.PERSON: gettext_lazy("It counts persons, and a small number could point at one"),
}
SMALL_NUMBERS: Mapping[SmallNumbers, Promise] = {
    SmallNumbers.NONE: gettext_lazy("No rule"),
    SmallNumbers.THRESHOLD: gettext_lazy("Counts below a limit, and those that would tell them, are shown as *"),
    SmallNumbers.ROUND: gettext_lazy("Counts of 1 to 7 are shown as *, all others rounded to the nearest 5"),
}
STANDING: Mapping[StandingRelease, Promise] = {
    StandingRelease.NONE: gettext_lazy("No standing rule: each return is released"),
    StandingRelease.BOARD_ONLY: gettext_lazy("For the board only, without asking again; never for the public"),
    StandingRelease.ALREADY_PUBLISHED: gettext_lazy("Published elsewhere already: anybody may see it at once"),
}
LEVELS: Mapping[ReleaseLevel, Promise] = {
    ReleaseLevel.PROVISIONAL: gettext_lazy("Provisional"),
    ReleaseLevel.BOARD: gettext_lazy("Cleared for the board"),
    ReleaseLevel.PUBLIC: gettext_lazy("Cleared for the public"),
}
GAPS: Mapping[Gap, Promise] = {
    Gap.LATE: gettext_lazy("Late"),
    Gap.AWAITING: gettext_lazy("Awaiting data"),
    Gap.PROVISIONAL: gettext_lazy("Not released"),
    Gap.NO_BASELINE: gettext_lazy("No baseline"),
    Gap.NO_TARGET: gettext_lazy("No target"),
}


def wanted_words(measure: MeasureFacts, value: Fraction | float) -> str:
    """A baseline or target: with a decimal where it has one, even of a measure that is counted in whole numbers."""
    return figure(float(value), unit=unit_of(measure), decimals=measure.decimals or None)


def day_words(day: date) -> str:
    return date_format(day, "j F Y")


def period_words(ends: date, frequency: Frequency) -> str:
    """`September 2026`, `July to September 2026`."""
    return label_of(f"{ends:%Y-%m}", frequency)


def days_words(starts: date, ends: date) -> str:
    """`July 2026`, `July to September 2026`, of whole months."""
    first, last = date_format(starts, "F Y"), date_format(ends, "F Y")
    if first == last:
        return last
    if starts.year == ends.year:
        first = date_format(starts, "F")
    return _("%(first)s to %(last)s") % {"first": first, "last": last}
