"""Saving and submitting an update; two people who write at the same time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saferplan.accounts.audit import verify_chain
from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import AuditEvent
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import NextStep, Revision, StatedLight, Update, UpdateEvent, UpdateLight
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_actions import (
    Saved,
    reopen_update,
    rewrite_update,
    save_update,
    settle_parked,
    submit_update,
    withdraw_update,
)
from saferplan.cycle.update_checks import Unfinished
from saferplan.cycle.update_contents import Contents, StepLine
from saferplan.cycle.update_queries import Asked, load_contents, load_last_time
from saferplan.cycle.update_rights import Actor
from saferplan.report.tree import Light
from tests.cycle.returning import LATER, NOW, OLD, TODAY, Town, build


def save(town: Town, asked: Asked, contents: Contents, by: Actor, base: int = 0, source: str = "") -> Saved:
    return save_update(period=town.period, asked=asked, contents=contents, base=base, source=source, by=by, now=NOW)


def submit(town: Town, asked: Asked, by: Actor, revision: int = 1) -> Update:
    return submit_update(period=town.period, asked=asked, revision=revision, by=by, now=NOW, today=TODAY)


def test_a_draft_keeps_everything_and_states_no_light(town: Town) -> None:
    contents = Contents(
        position="Line one\r\n\r\nLine two ",
        lights={activity: Light.RED for activity in town.two.codes},
        steps=(
            StepLine(text="Find a trainer", who="Ann", due=LATER, activity=next(iter(town.two.codes))),
            StepLine(text="Ask for money", due_words="when funded"),
        ),
    )
    before = StatedLight.objects.count()
    update = save(town, town.two, contents, town.ann).update
    assert load_contents(Update.objects.get(pk=update.pk)) == replace(contents, position="Line one\n\nLine two")
    assert (update.state, update.revision, update.lead, update.author) == ("draft", 1, "Police", "")
    assert StatedLight.objects.count() == before
    assert AuditEvent.objects.filter(action="update.save", by="ann@town.example").count() == 1
    assert "trainer" not in str(list(AuditEvent.objects.values_list("details", flat=True)))
    assert verify_chain(town.partnership.pk) == []


def test_saving_the_same_again_writes_nothing(town: Town) -> None:
    contents = town.contents(town.one)
    save(town, town.one, contents, town.bob)
    assert save(town, town.one, contents, town.bob, base=0).parked is None
    assert Revision.objects.count() == 1


def test_whoever_is_later_overwrites_nothing(town: Town) -> None:
    save(town, town.two, town.contents(town.two, position="First."), town.ann)
    save(town, town.two, town.contents(town.two, position="Ann's second."), town.ann, base=1)
    saved = save(town, town.two, Contents(position="Bob's."), town.bob, base=1)
    assert saved.parked is not None
    assert (saved.parked.number, saved.parked.base, saved.parked.is_parked) == (3, 1, True)
    update = Update.objects.get(period=town.period)
    assert (update.position, update.revision) == ("Ann's second.", 2)
    merged = save(town, town.two, Contents(position="Ann's second. Bob's."), town.bob, base=2)
    assert merged.parked is None
    assert (merged.update.revision, merged.update.position) == (4, "Ann's second. Bob's.")
    settle_parked(period=town.period, asked=town.two, number=3, by=town.bob, now=NOW)
    assert Revision.objects.get(number=3).settled_at == NOW
    assert [row.position for row in Revision.objects.order_by("number")] == [
        *("First.", "Ann's second.", "Bob's.", "Ann's second. Bob's.")
    ]


def test_nobody_settles_another_s_text(town: Town) -> None:
    save(town, town.two, town.contents(town.two, position="First."), town.ann)
    parked = save(town, town.two, Contents(position="Bob's."), town.bob).parked
    assert parked
    settle_parked(period=town.period, asked=town.two, number=parked.number, by=town.ann, now=NOW)
    assert Revision.objects.get(pk=parked.pk).settled_at is None


def test_contributors_add_text_and_never_lights(town: Town) -> None:
    save(town, town.two, town.contents(town.two, Light.AMBER), town.ann)
    save(town, town.two, town.contents(town.two, Light.GREEN, "Bob's words."), town.bob, base=1)
    update = Update.objects.get(period=town.period)
    assert update.position == "Bob's words."
    assert set(UpdateLight.objects.values_list("light", flat=True)) == {"amber"}
    with pytest.raises(NotAllowed, match="by others only"):
        submit(town, town.two, town.bob, revision=2)


def test_lights_and_steps_of_other_cards_are_left_out(town: Town) -> None:
    foreign = next(iter(town.one.codes))
    contents = Contents(position="x", lights={foreign: Light.RED}, steps=(StepLine(text="y", activity=foreign),))
    save(town, town.two, contents, town.ann)
    assert not UpdateLight.objects.exists()
    assert NextStep.objects.get(update__period=town.period).activity_id is None


@pytest.mark.parametrize(
    ("name", "card", "allowed"),
    [
        ("ann", "two", True),
        ("ann", "one", False),
        ("bob", "two", True),
        ("bob", "one", True),
        ("cat", "two", False),
        ("dev", "two", False),
        ("vic", "two", False),
        ("eve", "two", True),
        ("fay", "two", True),
    ],
)
def test_who_may_write(town: Town, name: str, card: str, allowed: bool) -> None:
    asked = getattr(town, card)
    if allowed:
        assert save(town, asked, town.contents(asked), town.actors[name]).update.revision == 1
        return
    with pytest.raises(NotAllowed):
        save(town, asked, town.contents(asked), town.actors[name])
    assert not Update.objects.filter(period=town.period).exists(), "a refusal leaves nothing behind"


def test_a_card_of_another_plan_is_refused(town: Town) -> None:
    other = build("other")
    with pytest.raises(BadUpdate, match="not in the plan of the period"):
        save(town, other.two, other.contents(other.two), other.ann)
    assert not Update.objects.filter(period=town.period).exists()


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (PeriodState.PLANNED, False),
        (PeriodState.OPEN, True),
        (PeriodState.IN_REVIEW, True),
        (PeriodState.READY, False),
        (PeriodState.PUBLISHED, False),
        (PeriodState.CLOSED, False),
    ],
)
def test_when_one_may_write(town: Town, state: PeriodState, allowed: bool) -> None:
    town.set_state(state)
    if allowed:
        save(town, town.two, town.contents(town.two), town.ann)
        return
    with pytest.raises(BadUpdate, match=f"The period is {state.value}"):
        save(town, town.two, town.contents(town.two), town.ann)


def test_submitting_names_the_author(town: Town) -> None:
    save(town, town.one, town.contents(town.one, Light.AMBER), town.bob)
    update = submit(town, town.one, town.bob)
    assert (update.state, update.author, update.submitted_at) == ("submitted", "Bob Smith", NOW)
    assert [(event.action, event.by) for event in UpdateEvent.objects.all()] == [("submit", "bob@town.example")]
    assert not StatedLight.objects.filter(period=town.period).exists(), "what is submitted drives no light"
    with pytest.raises(BadUpdate, match="with the reviewer"):
        save(town, town.one, town.contents(town.one, position="More."), town.bob, base=1)


def test_what_is_unfinished_stays_a_draft(town: Town) -> None:
    save(town, town.one, Contents(position=OLD, lights={next(iter(town.one.codes)): Light.RED}), town.bob)
    with pytest.raises(Unfinished) as refused:
        submit(town, town.one, town.bob)
    assert [problem.about for problem in refused.value.problems] == ["position", "step-0-text"]
    assert Update.objects.get(period=town.period).state == "draft"


def test_submitting_what_somebody_changed_meanwhile_is_refused(town: Town) -> None:
    save(town, town.two, town.contents(town.two), town.ann)
    save(town, town.two, Contents(position="Bob's."), town.bob, base=1)
    with pytest.raises(BadUpdate, match="Somebody changed this update"):
        submit(town, town.two, town.ann, revision=1)


def test_an_editor_names_where_it_comes_from(town: Town) -> None:
    save(town, town.two, town.contents(town.two), town.eve)
    with pytest.raises(BadUpdate, match="Name the email or the call"):
        submit(town, town.two, town.eve)
    save(town, town.two, town.contents(town.two), town.eve, base=1, source="Email of 10 December")
    update = submit(town, town.two, town.eve)
    assert (update.author, update.source) == ("Eve Smith, for Police", "Email of 10 December")


def test_it_can_be_taken_back_until_the_review_begins(town: Town) -> None:
    save(town, town.one, town.contents(town.one), town.bob)
    submit(town, town.one, town.bob)
    assert reopen_update(period=town.period, asked=town.one, by=town.bob, now=NOW).state == "draft"
    submit(town, town.one, town.bob)
    town.set_state(PeriodState.IN_REVIEW)
    with pytest.raises(BadUpdate, match="The review has begun"):
        reopen_update(period=town.period, asked=town.one, by=town.bob, now=NOW)


def test_withdrawing_leaves_its_activities_without_an_update(town: Town) -> None:
    save(town, town.two, town.contents(town.two), town.ann)
    Update.objects.filter(period=town.period).update(state="approved", author="Ann Smith")
    with pytest.raises(BadUpdate, match="Say why"):
        withdraw_update(period=town.period, asked=town.two, why=" ", by=town.dev, now=NOW)
    withdraw_update(period=town.period, asked=town.two, why="The figures were wrong", by=town.dev, now=NOW)
    rows = StatedLight.objects.filter(period=town.period).values_list("light", "source", "reason", "by")
    assert list(rows) == [("none", "update", "The figures were wrong", "Dev Smith")] * 2
    assert rewrite_update(period=town.period, asked=town.two, by=town.ann, now=NOW).state == "draft"
    save(town, town.two, town.contents(town.two, position="Right now."), town.ann, base=1)


def test_last_time(town: Town) -> None:
    last = load_last_time(town.partnership, town.period, town.two, now=NOW)
    assert (last.period, last.position, last.lights_period) == (town.before, OLD, town.before)
    assert set(last.lights.values()) == {Light.AMBER}
    assert [step.text for step in last.steps] == ["Find a room"]
    StatedLight.objects.create(
        period=town.before,
        activity_id=next(iter(town.two.codes)),
        light="green",
        source="override",
        by="x",
        recorded_at=NOW.replace(hour=11),
    )
    lights = load_last_time(town.partnership, town.period, town.two, now=NOW.replace(hour=12)).lights
    assert sorted(lights.values()) == ["amber", "green"]
    first = load_last_time(town.partnership, town.before, town.two, now=NOW)
    assert (first.period, first.position, first.lights) == (None, "", {})
