"""Returning, approving and correcting updates."""

from __future__ import annotations

import pytest

from saferplan.accounts.audit import verify_chain
from saferplan.accounts.errors import NotAllowed
from saferplan.cycle.correction_actions import (
    agree_to_correction,
    correct_update,
    object_to_correction,
    withdraw_correction,
)
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Correction, StatedLight, Update, UpdateEvent
from saferplan.cycle.review_actions import approve_update, return_update
from saferplan.cycle.review_queries import latest_return, load_review
from saferplan.cycle.rules import PeriodState, UpdateState
from saferplan.cycle.update_actions import save_update, submit_update, withdraw_update
from saferplan.cycle.update_queries import (
    Asked,
    load_corrections,
    load_last_time,
    open_objections,
)
from saferplan.cycle.update_rights import Actor
from saferplan.cycle.update_text import text_in_force
from saferplan.report.tree import Light
from tests.cycle.returning import NOW, TODAY, Town


def sent(town: Town, asked: Asked, by: Actor, light: Light = Light.GREEN, source: str = "") -> Update:
    saved = save_update(
        period=town.period, asked=asked, contents=town.contents(asked, light), base=0, source=source, by=by, now=NOW
    )
    return submit_update(period=town.period, asked=asked, revision=saved.update.revision, by=by, now=NOW, today=TODAY)


def approve(town: Town, asked: Asked, by: Actor, revision: int = 1) -> Update:
    return approve_update(period=town.period, asked=asked, revision=revision, by=by, now=NOW)


def give_back(town: Town, asked: Asked, by: Actor, comment: str, revision: int = 1) -> Update:
    return return_update(period=town.period, asked=asked, revision=revision, comment=comment, by=by, now=NOW)


def lights(town: Town) -> list[tuple[str, ...]]:
    rows = StatedLight.objects.filter(period=town.period).order_by("id")
    return list(rows.values_list("light", "source", "by", "approved_by", "reason"))


def test_approving_states_the_lights_in_the_author_s_name(town: Town) -> None:
    sent(town, town.two, town.ann, Light.AMBER)
    update = approve(town, town.two, town.dev)
    assert (update.state, update.author, update.decided_by) == ("approved", "Ann Smith", "dev@town.example")
    assert lights(town) == [("amber", "update", "Ann Smith", "Dev Smith", "")] * 2
    with pytest.raises(BadUpdate, match="is approved, so it cannot be approved"):
        approve(town, town.two, town.dev)
    assert verify_chain(town.partnership.pk) == []


def test_nothing_but_approval_states_a_light(town: Town) -> None:
    sent(town, town.two, town.ann)
    give_back(town, town.two, town.dev, "How many came?")
    assert lights(town) == []
    event = latest_return(Update.objects.get(period=town.period))
    assert event
    assert (event.comment, event.by) == ("How many came?", "dev@town.example")


def test_returning_wants_a_comment(town: Town) -> None:
    sent(town, town.two, town.ann)
    with pytest.raises(BadUpdate, match="Say why"):
        give_back(town, town.two, town.dev, "  ")
    assert Update.objects.get(period=town.period).state == "submitted"


def test_only_what_was_looked_at_is_decided(town: Town) -> None:
    sent(town, town.two, town.ann)
    with pytest.raises(BadUpdate, match="Somebody changed this update"):
        approve(town, town.two, town.dev, revision=7)
    with pytest.raises(BadUpdate, match="Somebody changed this update"):
        give_back(town, town.two, town.dev, "Why?", revision=7)


@pytest.mark.parametrize("name", ["ann", "bob", "cat", "vic"])
def test_only_reviewers_decide(town: Town, name: str) -> None:
    sent(town, town.two, town.ann)
    for decide in (lambda by: approve(town, town.two, by), lambda by: give_back(town, town.two, by, "Why?")):
        with pytest.raises(NotAllowed):
            decide(town.actors[name])


@pytest.mark.parametrize(
    ("writer", "source", "approver", "allowed"),
    [
        ("ann", "", "dev", True),
        ("ann", "", "fay", True),
        ("ann", "", "eve", True),
        # Nobody approves their own, whatever else they are.
        ("fay", "", "fay", False),
        ("fay", "", "dev", True),
        # An editor who recorded it for an agency may.
        ("eve", "A call on 10 December", "eve", True),
        ("eve", "A call on 10 December", "dev", True),
    ],
)
def test_who_approves_whose(town: Town, writer: str, source: str, approver: str, allowed: bool) -> None:
    sent(town, town.two, town.actors[writer], source=source)
    if allowed:
        assert approve(town, town.two, town.actors[approver]).state == "approved"
    else:
        with pytest.raises(BadUpdate, match="somebody else must approve"):
            approve(town, town.two, town.actors[approver])


def test_whoever_added_to_it_does_not_approve_it(town: Town) -> None:
    """Fay is a reviewer and acts for the police, who own it."""
    save_update(period=town.period, asked=town.two, contents=town.contents(town.two), base=0, by=town.fay, now=NOW)
    save_update(
        period=town.period,
        asked=town.two,
        contents=town.contents(town.two, position="More."),
        base=1,
        by=town.ann,
        now=NOW,
    )
    submit_update(period=town.period, asked=town.two, revision=2, by=town.ann, now=NOW, today=TODAY)
    with pytest.raises(BadUpdate, match="somebody else must approve"):
        approve(town, town.two, town.fay, revision=2)


def corrected(town: Town, text: str = "Short.") -> Correction:
    return correct_update(period=town.period, asked=town.two, text=text, reason="Too long", by=town.eve, now=NOW)


def in_force(town: Town) -> str:
    update = Update.objects.get(period=town.period, card=town.two.card)
    return text_in_force(update.position, load_corrections(town.partnership, [update.pk])[update.pk])


def test_a_correction_stands_beside_the_original(town: Town) -> None:
    sent(town, town.two, town.ann)
    with pytest.raises(BadUpdate, match="Only an approved update"):
        corrected(town)
    approve(town, town.two, town.dev)
    with pytest.raises(BadUpdate, match="the partner's own text"):
        corrected(town, "Three  sessions.")
    with pytest.raises(BadUpdate, match="why it differs"):
        correct_update(period=town.period, asked=town.two, text="Short.", reason="", by=town.eve, now=NOW)
    corrected(town)
    assert Update.objects.get(period=town.period).position == "Three sessions."
    assert in_force(town) == "Short."
    with pytest.raises(NotAllowed):
        correct_update(period=town.period, asked=town.two, text="x", reason="y", by=town.dev, now=NOW)


def test_an_objection_holds_the_period_and_brings_back_the_original(town: Town) -> None:
    sent(town, town.two, town.ann)
    approve(town, town.two, town.dev)
    corrected(town)
    with pytest.raises(BadUpdate, match="Say what is wrong"):
        object_to_correction(period=town.period, asked=town.two, words=" ", by=town.ann, now=NOW)
    with pytest.raises(NotAllowed):
        object_to_correction(period=town.period, asked=town.two, words="No", by=town.cat, now=NOW)
    object_to_correction(period=town.period, asked=town.two, words="It says too little.", by=town.bob, now=NOW)
    assert (open_objections(town.partnership, town.period), in_force(town)) == (1, "Three sessions.")
    agree_to_correction(period=town.period, asked=town.two, by=town.ann, now=NOW)
    assert (open_objections(town.partnership, town.period), in_force(town)) == (0, "Short.")
    actions = list(UpdateEvent.objects.values_list("action", flat=True).order_by("id"))
    assert actions == ["submit", "approve", "correct", "object", "agree"]


@pytest.mark.parametrize("answer", ["withdraw", "again"])
def test_an_editor_answers_an_objection(town: Town, answer: str) -> None:
    sent(town, town.two, town.ann)
    approve(town, town.two, town.dev)
    corrected(town)
    object_to_correction(period=town.period, asked=town.two, words="No.", by=town.ann, now=NOW)
    if answer == "withdraw":
        withdraw_correction(period=town.period, asked=town.two, by=town.eve, now=NOW)
    else:
        corrected(town, "Three sessions, all full.")
    assert open_objections(town.partnership, town.period) == 0
    assert in_force(town) == ("Three sessions." if answer == "withdraw" else "Three sessions, all full.")


def test_texts_of_a_published_period_stay(town: Town) -> None:
    sent(town, town.two, town.ann)
    approve(town, town.two, town.dev)
    corrected(town)
    town.set_state(PeriodState.PUBLISHED)
    for act in (
        lambda: corrected(town, "Another."),
        lambda: object_to_correction(period=town.period, asked=town.two, words="No", by=town.ann, now=NOW),
        lambda: agree_to_correction(period=town.period, asked=town.two, by=town.ann, now=NOW),
        lambda: withdraw_correction(period=town.period, asked=town.two, by=town.eve, now=NOW),
    ):
        with pytest.raises(BadUpdate, match="The period is published"):
            act()


def test_a_withdrawn_update_takes_its_correction_with_it(town: Town) -> None:
    sent(town, town.two, town.ann)
    approve(town, town.two, town.dev)
    corrected(town)
    object_to_correction(period=town.period, asked=town.two, words="No", by=town.ann, now=NOW)
    withdraw_update(period=town.period, asked=town.two, why="Wrong", by=town.ann, now=NOW)
    assert open_objections(town.partnership, town.period) == 0
    assert in_force(town) == "Three sessions."


def test_the_review_list_begins_with_what_waits(town: Town, django_assert_num_queries: object) -> None:
    sent(town, town.one, town.bob, Light.RED)
    with django_assert_num_queries(7):  # type: ignore[operator]
        lines = load_review(town.partnership, town.period, NOW)
    assert [(line.asked.card, line.state) for line in lines] == [
        (town.one.card, UpdateState.SUBMITTED),
        (town.two.card, None),
    ]
    assert (lines[0].author, list(lines[0].lights.values())) == ("Bob Smith", [Light.RED])


def test_the_next_period_opens_with_the_text_that_counted(town: Town) -> None:
    sent(town, town.two, town.ann)
    approve(town, town.two, town.dev)
    corrected(town)
    following = town.period
    following.pk, following.key, following.ends = None, "2027-03", town.period.ends.replace(year=2027)
    following.save()
    assert load_last_time(town.partnership, following, town.two, now=NOW).position == "Short."
