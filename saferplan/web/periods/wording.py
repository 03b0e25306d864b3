"""What the pages of periods say, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from saferplan.common.dates import local_day
from saferplan.cycle.lateness import Lateness, Timing
from saferplan.cycle.period_dates import DateProblem
from saferplan.cycle.period_states import STATE_MEANS, STATE_WORDS, Reason
from saferplan.cycle.rules import PeriodState, UpdateState
from saferplan.cycle.steps import Odd, Oddity, Offset, StepFact
from saferplan.cycle.working_days import SATURDAY, is_working_day, working_days_between

UPDATE_WORDS: Mapping[UpdateState | None, Promise] = {
    None: gettext_lazy("Not begun"),
    UpdateState.DRAFT: gettext_lazy("Being written"),
    UpdateState.SUBMITTED: gettext_lazy("Sent in"),
    UpdateState.RETURNED: gettext_lazy("Sent back"),
    UpdateState.APPROVED: gettext_lazy("Approved"),
    UpdateState.WITHDRAWN: gettext_lazy("Taken back"),
}
# Working days within which a step is near.
NEAR = 10
DATE_PROBLEMS: Mapping[DateProblem, Promise] = {
    DateProblem.WORK_BEFORE_START: gettext_lazy("The cut-off for work lies before the period begins."),
    DateProblem.FIGURES_BEFORE_START: gettext_lazy("The figures end before the period begins."),
    DateProblem.FIGURES_AHEAD: gettext_lazy("The figures cannot reach into the future."),
}


def state_word(state: str) -> str:
    return _(STATE_WORDS[PeriodState(state)])


def state_meaning(state: str) -> str:
    return _(STATE_MEANS[PeriodState(state)])


def reason_words(reason: Reason) -> str:
    return ngettext(reason.one, reason.many, reason.count) % {"count": reason.count}


def clock(at: time) -> str:
    """`5pm`, `10.30am`, `midday`."""
    if (at.hour, at.minute) == (12, 0):
        return _("midday")
    hour, half = at.hour % 12 or 12, _("am") if at.hour < 12 else _("pm")
    return f"{hour}{half}" if at.minute == 0 else f"{hour}.{at.minute:02}{half}"


def weekday(day: date) -> str:
    """`Thursday 14 January 2027`."""
    return date_format(day, "l j F Y")


def day_off_words(day: date | None) -> str:
    """That a meeting is on a day on which nobody works; empty for a working day."""
    if day is None or is_working_day(day):
        return ""
    if day.weekday() >= SATURDAY:
        return _("The meeting is on a %(day)s.") % {"day": date_format(day, "l")}
    return _("The meeting is on a bank holiday.")


def moment(at: datetime) -> str:
    """`Thursday 14 January 2027, 5pm`, in London's time."""
    local = localtime(at)
    return _("%(day)s, %(time)s") % {"day": weekday(local.date()), "time": clock(local.time())}


def working_days(count: int) -> str:
    return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}


def lateness_words(lateness: Lateness) -> str:
    """How an update stands to its day: `late by 3 working days`. Empty where there is nothing to say."""
    days = {"days": working_days(lateness.days)}
    if lateness.timing is Timing.LATE:
        return _("Late by %(days)s") % days if lateness.days else _("Late")
    if lateness.timing is Timing.IN_LATE:
        return _("Came in %(days)s late") % days if lateness.days else _("Came in late")
    if lateness.timing is Timing.DUE_SOON and not lateness.days:
        return _("Due within a working day")
    if lateness.timing in (Timing.DUE_SOON, Timing.NOT_DUE):
        return _("Due in %(days)s") % days
    return ""


def step_words(offset: Offset) -> str:
    return offset.name or _(offset.words)


def offset_words(offset: Offset) -> str:
    """`20 working days before`, `5 clear working days before`."""
    if offset.clear:
        template = ngettext(
            "%(count)d clear working day before", "%(count)d clear working days before", offset.working_days
        )
    else:
        template = ngettext("%(count)d working day before", "%(count)d working days before", offset.working_days)
    return template % {"count": offset.working_days}


def odd_sentences(odd: Iterable[Odd]) -> list[str]:
    """What is odd about the dates of steps: a sentence for each, and one for all that lie in the past."""
    found, past = [], []
    later: dict[str, list[str]] = {}
    for each in odd:
        name = step_words(each.step.offset)
        if each.oddity is Oddity.AFTER_MEETING:
            found.append(_("“%(step)s” falls after the meeting.") % {"step": name})
        elif each.oddity is Oddity.AFTER_NEXT and each.other is not None:
            later.setdefault(step_words(each.other.offset), []).append(f"“{name}”")
        else:
            past.append(f"“{name}”")
    for other, names in later.items():
        said = {"steps": ", ".join(names), "other": other}
        words = ngettext(
            "%(steps)s falls after “%(other)s”, which should come later.",
            "These fall after “%(other)s”, which should come later: %(steps)s.",
            len(names),
        )
        found.append(words % said)
    if past:
        found.append(_("In the past and not marked done: %(steps)s.") % {"steps": ", ".join(past)})
    return found


def stayed_words(facts: list[StepFact]) -> str:
    """Which steps kept their date though the meeting moved."""
    by_hand = [f"“{step_words(fact.offset)}”" for fact in facts if not fact.is_done]
    done = [f"“{step_words(fact.offset)}”" for fact in facts if fact.is_done]
    parts = []
    if by_hand:
        parts.append(_("Kept, because you set the date yourself: %(steps)s.") % {"steps": ", ".join(by_hand)})
    if done:
        parts.append(_("Kept, because it is done: %(steps)s.") % {"steps": ", ".join(done)})
    return " ".join(parts)


def step_lateness(due: datetime, now: datetime) -> str:
    """How long until a step that is near, or since when it is overdue; empty for one that is far."""
    first, last = sorted((local_day(now), local_day(due)))
    count = working_days_between(first, last)
    if due < now:
        return _("Overdue by %(days)s") % {"days": working_days(count)} if count else _("Overdue")
    if first == last:
        return _("Today")
    if not count:
        return _("Before the next working day")
    return _("In %(days)s") % {"days": working_days(count)} if count <= NEAR else ""
