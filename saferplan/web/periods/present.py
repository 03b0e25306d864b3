"""A period as the page that runs it shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.accounts.models import Partnership
from saferplan.accounts.rules import Role
from saferplan.common.dates import local_day
from saferplan.cycle.chasing import Asked, Contact, Return, by_agency, late
from saferplan.cycle.lateness import Timing
from saferplan.cycle.meeting_queries import fact_of, offset_of
from saferplan.cycle.models import Meeting, MeetingStep, Period
from saferplan.cycle.period_states import Transition, takes_updates, transitions_for
from saferplan.cycle.queries import label
from saferplan.cycle.rules import PeriodState, UpdateState
from saferplan.cycle.steps import Oddity, StepFact, oddities
from saferplan.web.codes import codes_words
from saferplan.web.periods import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLine:
    """A period in the list of all."""

    url: str
    label: str
    state: str
    meeting: str
    due: str


@dataclass(frozen=True, slots=True)
class Button:
    """A move: `to` as it stands in the address."""

    to: str
    verb: str
    is_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step in the timeline. `status` says done, overdue or what is left; `is_over` that it is late."""

    id: int
    words: str
    when: str
    how: str
    status: str
    is_done: bool
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    id: int
    body: str
    when: str
    about: str
    steps: tuple[StepLine, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """An update that is asked for: what it is about, who owes it, where it is, how it stands to its day."""

    card_id: int
    codes: str
    title: str
    owners: str
    state: str
    lateness: str
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """An agency that is late, with its updates and whom to write to."""

    name: str
    returns: tuple[ReturnLine, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many of the updates have come in, and what became of them, in words."""

    came_in: int
    total: int
    approved: int
    sent_back: int
    late: int
    due: str
    is_due_over: bool


def present_list(
    partnership: Partnership,
    periods: Iterable[Period],
    meetings: Mapping[int, Meeting],
    due: Mapping[int, datetime],
) -> tuple[PeriodLine, ...]:
    """All periods, the latest first."""
    return tuple(
        PeriodLine(
            url=reverse("run-period", args=[partnership.slug, period.key]),
            label=label(period),
            state=wording.state_word(period.state),
            meeting=meeting_words(meetings.get(period.pk)),
            due=wording.moment(due[period.pk]) if period.pk in due and is_open(period) else "",
        )
        for period in reversed(tuple(periods))
    )


def meeting_words(meeting: Meeting | None) -> str:
    if meeting is None or meeting.date is None:
        return ""
    return _("%(body)s, %(day)s") % {"body": meeting.body or _("Meeting"), "day": wording.weekday(meeting.date)}


def is_open(period: Period) -> bool:
    """Whether its updates are still written and read."""
    return takes_updates(PeriodState(period.state))


def present_buttons(role: Role, period: Period) -> tuple[Button, ...]:
    return tuple(button_of(each) for each in transitions_for(role, PeriodState(period.state)))


def button_of(transition: Transition) -> Button:
    return Button(transition.after.value.replace(" ", "-"), _(transition.verb), transition.is_back)


def present_standing(returns: Sequence[Return], due: datetime | None, now: datetime) -> Standing:
    return Standing(
        came_in=sum(each.lateness.is_in for each in returns),
        total=len(returns),
        approved=sum(each.state is UpdateState.APPROVED for each in returns),
        sent_back=sum(each.state is UpdateState.RETURNED for each in returns),
        late=len(late(returns)),
        due=wording.moment(due) if due else "",
        is_due_over=due is not None and due < now,
    )


def present_returns(returns: Iterable[Return]) -> tuple[ReturnLine, ...]:
    return tuple(_return(each) for each in returns)


def _return(each: Return) -> ReturnLine:
    return ReturnLine(
        card_id=each.card_id,
        codes=codes_words(each.codes),
        title=each.title,
        owners=", ".join(owner.words for owner in each.owners),
        state=str(wording.UPDATE_WORDS[each.state]),
        lateness=wording.lateness_words(each.lateness),
        is_late=each.lateness.timing is Timing.LATE,
    )


def present_agencies(returns: Iterable[Return], contacts: Mapping[int, Sequence[Contact]]) -> tuple[AgencyLine, ...]:
    return tuple(_agency(each) for each in by_agency(returns, contacts))


def _agency(asked: Asked) -> AgencyLine:
    name = asked.name or _("No owner is recorded")
    return AgencyLine(name=name, returns=present_returns(asked.returns), contacts=asked.contacts)


def present_meetings(meetings: Iterable[Meeting], now: datetime) -> tuple[MeetingLine, ...]:
    return tuple(_meeting(each, now) for each in meetings)


def _meeting(meeting: Meeting, now: datetime) -> MeetingLine:
    steps = list(meeting.steps.all())
    about = [_("Item %(item)s") % {"item": meeting.item}] if meeting.item else []
    about += [meeting.purpose] if meeting.purpose else []
    return MeetingLine(
        id=meeting.pk,
        body=meeting.body or _("Meeting"),
        when=wording.weekday(meeting.date) if meeting.date else "",
        about=". ".join(about),
        steps=tuple(_step(step, meeting.date, now) for step in sorted(steps, key=_by_date)),
        warnings=warnings_of([fact_of(step) for step in steps], meeting.date, now),
    )


def warnings_of(facts: Sequence[StepFact], meets: date | None, now: datetime) -> tuple[str, ...]:
    """What is odd about the dates; that a step is overdue its own line says."""
    odd = oddities(facts, meets, now)
    off = wording.day_off_words(meets)
    sentences = wording.odd_sentences(each for each in odd if each.oddity is not Oddity.IN_THE_PAST)
    return (off, *sentences) if off else tuple(sentences)


def _by_date(step: MeetingStep) -> tuple[bool, str, int]:
    """By their day; those without one in the order in which they were added."""
    return step.due_at is None, step.due_at.isoformat() if step.due_at else "", step.order


def _step(step: MeetingStep, meets: date | None, now: datetime) -> StepLine:
    offset = offset_of(step)
    is_over = step.done_at is None and step.due_at is not None and step.due_at < now
    return StepLine(
        id=step.pk,
        words=wording.step_words(offset),
        when=wording.moment(step.due_at) if step.due_at else _("No date while the meeting has none"),
        how=_("On a day of its own") if step.is_by_hand else wording.offset_words(offset),
        status=_status(step, now),
        is_done=step.done_at is not None,
        is_over=is_over,
    )


def _status(step: MeetingStep, now: datetime) -> str:
    if step.done_at is not None:
        said = {"by": step.done_by, "day": wording.weekday(local_day(step.done_at))}
        return _("Done, marked by %(by)s on %(day)s") % said
    if step.due_at is None:
        return ""
    return wording.step_lateness(step.due_at, now)
