"""What is said of a measure, each with its words and the way to change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saferplan.common.dated import row_in_force
from saferplan.measures.baselines import BaselineFact, baseline_figure
from saferplan.measures.models import Measure
from saferplan.measures.rules import BaselineKind, Sensitivity, SmallNumbers, StandingRelease, TargetShape, Unit
from saferplan.measures.series import Series
from saferplan.measures.targets import next_after
from saferplan.web.measures.wording import (
    AGGREGATIONS,
    FREQUENCIES,
    POLARITIES,
    SENSITIVITIES,
    SHORT_UNITS,
    SMALL_NUMBERS,
    STANDING,
    TARGET_BASES,
    day_words,
    days_words,
    wanted_words,
)

_FROM_PARTS = gettext_lazy("Worked out from the sums of the parts")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    facts: tuple[Fact, ...]
    baseline: tuple[str, ...]
    has_baseline: bool
    target: tuple[str, ...]
    has_target: bool
    standing: str | Promise
    standing_reason: str


def present_set_up(series: Series, measure: Measure, today: date) -> SetUp:
    baseline = series.baseline_on(today)
    return SetUp(
        facts=_facts(series, measure.per_words),
        baseline=baseline_words(series, baseline),
        has_baseline=baseline is not None,
        target=target_words(series, today),
        has_target=series.target_on(today) is not None,
        standing=STANDING[StandingRelease(measure.standing_release)],
        standing_reason=measure.standing_reason,
    )


def _facts(series: Series, per_words: str) -> tuple[Fact, ...]:
    measure = series.measure
    unit = str(SHORT_UNITS[measure.unit])
    if measure.unit_words:
        unit = f"{unit}: {measure.unit_words}"
    if measure.unit is Unit.RATE:
        per = f"{measure.per:,} {per_words}".strip()
        unit = _("%(unit)s, for every %(per)s") % {"unit": unit, "per": per}
    found: list[tuple[str, str | Promise]] = [
        (_("Code"), measure.code),
        (_("What exactly is counted"), measure.definition or _("Not written yet")),
        (_("Kind of number"), unit),
        (_("Good"), POLARITIES[measure.polarity]),
        (_("How often"), FREQUENCIES[measure.frequency]),
        (_("Several periods"), _FROM_PARTS if measure.has_parts else AGGREGATIONS[measure.aggregation]),
        (_("A target is for"), TARGET_BASES[measure.target_basis]),
        (_("Supplier"), measure.supplier or _("Nobody yet")),
        (_("Source"), measure.source),
        (_("Area"), measure.geography),
        (_("Stands for"), measure.is_proxy_for),
        (_("Caution"), measure.caveat),
    ]
    if measure.sensitivity is Sensitivity.PERSON:
        found.append((_("Recognising somebody"), SENSITIVITIES[measure.sensitivity]))
    if measure.small_numbers is not SmallNumbers.NONE:
        words = str(SMALL_NUMBERS[measure.small_numbers])
        if measure.small_numbers is SmallNumbers.THRESHOLD:
            words = _("%(rule)s (%(limit)d)") % {"rule": words, "limit": measure.threshold}
        found.append((_("Small numbers in public"), words))
    return tuple(Fact(label, text) for label, text in found if text)


def baseline_words(series: Series, baseline: BaselineFact | None) -> tuple[str, ...]:
    """A sentence on what it is compared with; where there is nothing, why, who was asked, and when it comes."""
    if baseline is None:
        return (_("Nobody has said what it is compared with."),)
    if baseline.kind is BaselineKind.NONE:
        return _no_baseline(baseline)
    found = baseline_figure(baseline, series.points, per=series.measure.per)
    if baseline.kind is BaselineKind.VALUE:
        return (figure_words(series, baseline.value),)
    assert baseline.starts is not None
    assert baseline.ends is not None
    days = days_words(baseline.starts, baseline.ends)
    if found.value is None:
        return (_("The mean of %(days)s, of which there is no figure yet.") % {"days": days},)
    words = _("%(value)s, the mean of %(days)s.") % {"value": figure_words(series, found.value), "days": days}
    if found.is_whole:
        return (words,)
    return (words, _("%(used)d of its %(of)d figures are there.") % {"used": found.used, "of": found.of})


def _no_baseline(baseline: BaselineFact) -> tuple[str, ...]:
    words = [_("None yet: %(reason)s") % {"reason": baseline.reason}]
    asked = {"who": baseline.asked_of, "day": day_words(baseline.asked_on) if baseline.asked_on else ""}
    if baseline.asked_of and baseline.asked_on:
        words.append(_("%(who)s was asked on %(day)s.") % asked)
    elif baseline.asked_of:
        words.append(_("%(who)s was asked.") % asked)
    if baseline.due_on:
        words.append(_("It is to come by %(day)s.") % {"day": day_words(baseline.due_on)})
    return tuple(words)


def figure_words(series: Series, value: Fraction | None) -> str:
    return wanted_words(series.measure, value) if value is not None else ""


def target_words(series: Series, today: date) -> tuple[str, ...]:
    """The target of today, and the next one that is said already."""
    rows = series.dated.targets
    here, ahead = series.target_on(today), next_after(rows, today)
    words = []
    if here is None:
        ended = row_in_force(rows, today)
        words.append(_("No target any more.") if ended else _("Nobody has said what is to be reached."))
    else:
        parts = {
            "value": figure_words(series, here.value),
            "since": day_words(here.since),
            "tolerance": f"{float(here.tolerance * 100):g}",
        }
        words.append(_("%(value)s today. Missed by no more than %(tolerance)s%%, it is nearly met.") % parts)
        if here.until is None:
            words.append(_("It counts from %(since)s.") % parts)
    if ahead is not None and ahead.value.value is not None:
        parts = {"value": figure_words(series, ahead.value.value), "day": day_words(ahead.effective_from)}
        is_line = ahead.value.shape is TargetShape.LINE
        words.append((_("It goes to %(value)s by %(day)s.") if is_line else _("From %(day)s on: %(value)s.")) % parts)
    elif ahead is not None:
        words.append(_("It ends on %(day)s.") % {"day": day_words(ahead.effective_from)})
    return tuple(words)
