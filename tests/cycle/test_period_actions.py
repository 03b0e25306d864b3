"""Writes of periods, meetings and steps, and what they refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from saferplan.accounts.actions import create_partnership
from saferplan.accounts.audit import verify_chain
from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import AuditEvent, Partnership
from saferplan.accounts.rules import Role
from saferplan.common.periods import Frequency
from saferplan.cycle import period_actions
from saferplan.cycle.meeting_actions import (
    add_usual_steps,
    mark_step,
    remove_meeting,
    remove_step,
    set_meeting,
    set_step,
)
from saferplan.cycle.models import Correction, Meeting, MeetingStep, Period, Update
from saferplan.cycle.period_actions import move_period, open_period, plan_next_period, set_cover, set_dates
from saferplan.cycle.period_states import Counts, NoSuchMove, PeriodHeld, PeriodMoved
from saferplan.cycle.rules import Cover, PeriodState, StepKind
from saferplan.cycle.steps import Offset
from saferplan.plan.actions import create_plan
from saferplan.plan.models import Card, CardVersion, PlanVersion, Priority

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
BY = {"by": "tester", "now": NOW}


@pytest.fixture
def partnership(db: None) -> Partnership:
    return create_partnership(slug="brackwater", name="Brackwater", by="tester", now=NOW)


@pytest.fixture
def version(partnership: Partnership) -> PlanVersion:
    plan = create_plan(partnership=partnership, title="Plan", by="tester", now=NOW)
    return PlanVersion.objects.create(plan=plan, number=1, effective_from=date(2024, 4, 1))


@pytest.fixture
def period(partnership: Partnership, version: PlanVersion) -> Period:
    return open_period(
        partnership=partnership, key="2026-03", frequency=Frequency.QUARTER, plan_version=version, by="tester", now=NOW
    )


@pytest.fixture
def card(partnership: Partnership, version: PlanVersion) -> Card:
    card = Card.objects.create(partnership=partnership)
    priority = Priority.objects.create(partnership=partnership)
    CardVersion.objects.create(version=version, card=card, priority=priority)
    return card


def board(period: Period, day: date | None = date(2026, 6, 18), body: str = "Board") -> Meeting:
    meeting = set_meeting(period=period, body=body, date=day, by="tester", now=NOW).meeting
    add_usual_steps(meeting=meeting, by="tester", now=NOW)
    return meeting


def step(meeting: Meeting, kind: StepKind) -> MeetingStep:
    return MeetingStep.objects.select_related("meeting__period__partnership").get(meeting=meeting, kind=kind)


def test_a_period_has_its_days(period: Period) -> None:
    assert (period.starts, period.ends, period.state) == (date(2026, 1, 1), date(2026, 3, 31), "open")


def test_a_period_cannot_be_opened_twice_or_on_a_foreign_plan(period: Period, version: PlanVersion) -> None:
    said = {"key": "2026-03", "frequency": Frequency.QUARTER, "plan_version": version, "by": "tester", "now": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        open_period(partnership=period.partnership, **said)  # type: ignore[arg-type]
    other = create_partnership(slug="other", name="Other", by="tester", now=NOW)
    with pytest.raises(ValueError, match="another partnership"):
        open_period(partnership=other, **said)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="last month"):
        open_period(partnership=period.partnership, **(said | {"key": "2026"}))  # type: ignore[arg-type]
    assert verify_chain(period.partnership_id) == []


def test_cover_and_dates(period: Period) -> None:
    cover = Cover(title="Report", work_to=date(2026, 3, 20), concern="Vans.")
    set_cover(period=period, cover=cover, by="tester", now=NOW)
    event = AuditEvent.objects.get(action="period.cover")
    assert event.details == {"changed": ["title", "work_to", "concern"]}
    set_dates(period=period, work_to=None, figures_to=date(2026, 2, 28), by="tester", now=NOW)
    period.refresh_from_db()
    assert (period.title, period.concern) == ("Report", "Vans.")
    assert (period.work_to, period.figures_to) == (None, date(2026, 2, 28))


def test_the_next_period_goes_on_from_the_latest(period: Period) -> None:
    carried = Cover(title="Report", version="1.2", date="2026-05", author="CST", classification="Official", concern="C")
    set_cover(period=period, cover=carried, by="tester", now=NOW)
    meeting = board(period)
    changed = step(meeting, StepKind.PARTNER_RETURN)
    set_step(meeting=meeting, offset=Offset(StepKind.PARTNER_RETURN, 25, time(12)), step=changed, **BY)  # type: ignore[arg-type]
    set_meeting(period=period, body="board", date=date(2026, 7, 9), by="tester", now=NOW)
    planned = plan_next_period(
        partnership=period.partnership, key="2026-06", frequency=Frequency.QUARTER, by="tester", now=NOW
    )
    planned.refresh_from_db()
    assert (planned.state, planned.plan_version_id) == ("planned", period.plan_version_id)
    assert (planned.title, planned.author, planned.classification) == ("Report", "CST", "Official")
    assert (planned.version, planned.date, planned.concern, planned.work_to) == ("", "", "", None)
    meetings = Meeting.objects.filter(period=planned)
    assert [(each.body, each.date) for each in meetings] == [("Board", None)]
    first = MeetingStep.objects.filter(meeting=meetings[0])[0]
    assert (first.working_days, first.time, first.due_at) == (25, time(12), None)
    with pytest.raises(ValueError, match="already"):
        plan_next_period(partnership=period.partnership, key="2026-03", frequency=Frequency.MONTH, by="tester", now=NOW)
    assert verify_chain(period.partnership_id) == []


def test_without_a_period_there_is_nothing_to_go_on_from(partnership: Partnership) -> None:
    with pytest.raises(ValueError, match="bring in your last report"):
        plan_next_period(partnership=partnership, key="2026-06", frequency=Frequency.QUARTER, by="tester", now=NOW)


def test_a_move_is_written_with_its_line(period: Period) -> None:
    done = move_period(
        period=period, to=PeriodState.IN_REVIEW, role=Role.EDITOR, confirmed=["not-in"], by="tester", now=NOW
    )
    assert done.verb == "Start the review"
    assert period.state == Period.objects.get().state == "in review"
    event = AuditEvent.objects.get(action="period.state")
    assert event.details == {"from": "open", "to": "in review", "confirmed": ["not-in"]}
    assert verify_chain(period.partnership_id) == []


def test_a_move_that_the_table_does_not_have(period: Period) -> None:
    with pytest.raises(NoSuchMove, match="from open to published"):
        move_period(period=period, to=PeriodState.PUBLISHED, role=Role.EDITOR, by="tester", now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.EDITOR, Role.ADMINISTRATOR)])
def test_a_move_by_somebody_who_may_not(period: Period, role: Role) -> None:
    with pytest.raises(NotAllowed):
        move_period(period=period, to=PeriodState.IN_REVIEW, role=role, by="tester", now=NOW)
    assert Period.objects.get().state == "open"


def test_a_warning_wants_a_yes_and_a_block_takes_none(period: Period, card: Card) -> None:
    period.state = "in review"
    period.save()
    update = Update.objects.create(period=period, card=card, state="submitted", recorded_at=NOW)
    with pytest.raises(PeriodHeld, match="nobody has approved it") as held:
        move_period(period=period, to=PeriodState.READY, role=Role.EDITOR, by="tester", now=NOW)
    assert not held.value.is_blocked
    correction = Correction.objects.create(
        update=update, revision=1, text="T", reason="R", by="e", at=NOW, objected_at=NOW
    )
    with pytest.raises(PeriodHeld, match="objects") as held:
        move_period(
            period=period,
            to=PeriodState.READY,
            role=Role.EDITOR,
            confirmed=["undecided", "objection"],
            by="tester",
            now=NOW,
        )
    assert held.value.is_blocked
    assert Period.objects.get().state == "in review"
    assert not AuditEvent.objects.filter(action="period.state").exists()
    Correction.objects.filter(pk=correction.pk).update(settled_at=NOW)
    move_period(period=period, to=PeriodState.READY, role=Role.EDITOR, confirmed=["undecided"], by="tester", now=NOW)
    assert Period.objects.get().state == "ready"


def test_of_two_who_move_a_period_the_second_is_told(period: Period) -> None:
    """Both had the page of an open period before them."""
    yes = {"not-in", "has-begun"}
    one, other = Period.objects.get(), Period.objects.get()
    move_period(period=one, to=PeriodState.IN_REVIEW, role=Role.EDITOR, confirmed=yes, by="one", now=NOW)
    for seen in (None, PeriodState.OPEN):
        with pytest.raises(PeriodMoved, match="It is now: In review"):
            move_period(
                period=other, to=PeriodState.PLANNED, role=Role.EDITOR, seen=seen, confirmed=yes, by="other", now=NOW
            )
    assert Period.objects.get().state == "in review"
    assert AuditEvent.objects.filter(action="period.state").count() == 1


def test_a_move_between_the_look_and_the_write_wins(period: Period, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rows cannot be locked, somebody may write after our look: the condition of the write holds them apart."""

    def count(partnership: Partnership, looked_at: Period, *, now: datetime) -> Counts:
        Period.objects.filter(pk=looked_at.pk).update(state="in review")
        return Counts(cards=1)

    monkeypatch.setattr(period_actions, "load_counts", count)
    with pytest.raises(PeriodMoved, match="It is now: In review"):
        move_period(period=period, to=PeriodState.PLANNED, role=Role.EDITOR, by="other", now=NOW)
    assert not AuditEvent.objects.filter(action="period.state").exists()


def test_a_meeting_moves_its_steps_and_says_which_stayed(period: Period) -> None:
    meeting = board(period)
    by_hand = step(meeting, StepKind.POLICE_CLEARANCE)
    own_day = datetime(2026, 5, 27, 11, 0, tzinfo=UTC)
    set_step(
        meeting=meeting,
        offset=Offset(StepKind.POLICE_CLEARANCE, 15, time(17)),
        by_hand=own_day,
        step=by_hand,
        by="tester",
        now=NOW,
    )
    mark_step(step=step(meeting, StepKind.PARTNER_RETURN), is_done=True, by="Ada", now=NOW)
    moved = set_meeting(
        period=period, body="Board", date=date(2026, 6, 25), item="5", meeting=meeting, by="tester", now=NOW
    )
    assert [each.kind for each in moved.stayed] == ["partner return", "police clearance"]
    assert len(moved.moved) == 4
    assert step(meeting, StepKind.POLICE_CLEARANCE).due_at == own_day
    assert step(meeting, StepKind.FINAL_PAPERS).due_at == datetime(2026, 6, 16, 9, 0, tzinfo=UTC)
    same = set_meeting(period=period, body="The Board", date=date(2026, 6, 25), meeting=meeting, by="tester", now=NOW)
    assert (same.moved, same.stayed) == ((), ())
    assert Meeting.objects.get().item == ""


def test_a_meeting_of_another_period_is_refused(period: Period) -> None:
    meeting = board(period)
    later = open_period(
        partnership=period.partnership,
        key="2026-06",
        frequency=Frequency.QUARTER,
        plan_version=period.plan_version,
        by="tester",
        now=NOW,
    )
    with pytest.raises(ValueError, match="another period"):
        set_meeting(period=later, body="Board", date=None, meeting=meeting, by="tester", now=NOW)
    with pytest.raises(ValueError, match="another meeting"):
        set_step(
            meeting=board(later),
            offset=Offset(StepKind.OTHER, 2, time(9)),
            step=meeting.steps.all()[0],
            by="tester",
            now=NOW,
        )


def test_the_steps_of_the_same_group_s_last_meeting_are_taken_over(period: Period) -> None:
    first = board(period)
    own = Offset(StepKind.OTHER, 3, time(9), name="The chair reads it")
    set_step(meeting=first, offset=own, by="tester", now=NOW)
    remove_step(step=step(first, StepKind.DIRECTOR), by="tester", now=NOW)
    second = set_meeting(period=period, body="BOARD", date=date(2026, 7, 9), by="tester", now=NOW).meeting
    assert add_usual_steps(meeting=second, by="tester", now=NOW) == first
    assert [each.name or each.kind for each in second.steps.all()] == [
        "partner return",
        "police clearance",
        "legal and finance",
        "final papers",
        "publication",
        "The chair reads it",
    ]
    other = set_meeting(period=period, body="Scrutiny", date=None, by="tester", now=NOW).meeting
    assert add_usual_steps(meeting=other, by="tester", now=NOW) is None
    assert other.steps.count() == 6
    add_usual_steps(meeting=other, by="tester", now=NOW)
    assert other.steps.count() == 6, "a second time adds nothing"


def test_a_step_is_marked_done_and_not_done(period: Period) -> None:
    meeting = board(period)
    papers = step(meeting, StepKind.FINAL_PAPERS)
    mark_step(step=papers, is_done=True, by="Ada", now=NOW)
    set_meeting(period=period, body="Board", date=date(2026, 6, 25), meeting=meeting, by="tester", now=NOW)
    papers = step(meeting, StepKind.FINAL_PAPERS)
    assert (papers.done_by, papers.done_at, papers.due_at) == ("Ada", NOW, datetime(2026, 6, 9, 9, 0, tzinfo=UTC))
    mark_step(step=papers, is_done=False, by="Bo", now=NOW + timedelta(hours=1))
    papers = step(meeting, StepKind.FINAL_PAPERS)
    assert (papers.done_by, papers.done_at, papers.due_at) == ("", None, datetime(2026, 6, 16, 9, 0, tzinfo=UTC))


def test_a_step_of_ones_own_is_added_after_the_others_and_taken_out(period: Period) -> None:
    meeting = board(period)
    own = set_step(meeting=meeting, offset=Offset(StepKind.OTHER, 2, time(9), name="Print it"), by="tester", now=NOW)
    assert (own.order, own.due_at) == (6, datetime(2026, 6, 16, 8, 0, tzinfo=UTC))
    remove_step(step=own, by="tester", now=NOW)
    remove_meeting(meeting=meeting, by="tester", now=NOW)
    assert not Meeting.objects.exists()
    assert not MeetingStep.objects.exists()
    assert verify_chain(period.partnership_id) == []
