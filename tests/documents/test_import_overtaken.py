"""A report that is imported over a period leaves what partners wrote, unless somebody says to replace it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from saferplan.accounts.models import Partnership
from saferplan.accounts.rules import Role
from saferplan.cycle.models import Correction, NextStep, Period, Revision, Update, UpdateEvent, UpdateLight
from saferplan.cycle.rules import PeriodState, UpdateState
from saferplan.cycle.update_actions import save_update, submit_update
from saferplan.cycle.update_contents import Contents, StepLine
from saferplan.cycle.update_queries import Asked, load_asked
from saferplan.cycle.update_rights import Actor
from saferplan.documents import actions as documents_actions
from saferplan.documents.actions import apply_import
from saferplan.documents.errors import ImportOutOfDate
from saferplan.documents.import_plan import ImportPlan, plan_again, plan_import
from saferplan.report import tree
from saferplan.report.tree import Light
from tests.documents.importing import NOW, load, new_partnership, small_report, with_activity

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
LATEST = NOW + timedelta(days=2)
HERS = "The lamps are up, and lit."
EDITOR = Actor(username="ann@brackwater.example", name="Ann Lee", role=Role.EDITOR)


@pytest.fixture
def partnership() -> Partnership:
    """A partnership whose report was imported, and its update of the lamps (1.1b) sent back: Ann wrote it anew."""
    made = new_partnership()
    period = load(made, small_report())
    Period.objects.filter(pk=period.pk).update(state=PeriodState.OPEN.value)
    Update.objects.filter(card=asked_of(made, "1.1b")[1].card).update(state=UpdateState.RETURNED.value)
    write(made, HERS)
    return made


def asked_of(partnership: Partnership, code: str) -> tuple[Period, Asked]:
    period = Period.objects.select_related("partnership", "plan_version").get(partnership=partnership)
    asked = load_asked(partnership, [period])[period.pk]
    return period, next(each for each in asked if code in each.codes.values())


def write(partnership: Partnership, position: str, code: str = "1.1b", base: int = 0) -> None:
    period, asked = asked_of(partnership, code)
    contents = Contents(
        position=position,
        lights=dict.fromkeys(asked.codes, Light.GREEN),
        steps=(StepLine(text="Count the lamps", who="Ann"),),
    )
    save_update(period=period, asked=asked, contents=contents, base=base, by=EDITOR, now=LATER)


def newer_report() -> tree.Report:
    return with_activity(small_report(), "1.1b", position="The lamps are late.")


def plan(partnership: Partnership, report: tree.Report | None = None, replaced: set[UUID] | None = None) -> ImportPlan:
    return plan_import(partnership, report or newer_report(), "2025-03", replaced=replaced or ())


def lamps() -> Update:
    return Update.objects.get(revisions__by=EDITOR.username, revisions__number=1)


def test_the_plan_names_what_would_be_overtaken(partnership: Partnership) -> None:
    [found] = plan(partnership).overtaken
    assert (found.about, found.written.by, found.written.at) == ("1.1b", EDITOR.username, LATER)
    assert (found.written.state, found.written.revision, found.is_replaced) == (UpdateState.RETURNED, 1, False)
    assert plan(partnership).changes == ()


def test_what_a_partner_wrote_stays_and_the_rest_is_imported(partnership: Partnership) -> None:
    report = newer_report()
    card = report.cards[0]
    shown = plan(partnership, small_report(priorities=report.priorities, cards=(with_position(card, "All staffed."),)))
    before = Update.objects.filter(pk=lamps().pk).values().get()
    apply_import(shown, by="tester", now=LATEST)
    assert Update.objects.filter(pk=lamps().pk).values().get() == before
    assert list(NextStep.objects.filter(update=lamps()).values_list("text", flat=True)) == ["Count the lamps"]
    assert Update.objects.exclude(pk=lamps().pk).get().position == "All staffed."
    assert plan(partnership, shown.report).is_empty


def with_position(card: tree.Card, position: str) -> tree.Card:
    return replace(card, position=position)


def test_a_report_that_says_nothing_takes_nothing_away(partnership: Partnership) -> None:
    silent = with_activity(small_report(), "1.1b", position="", next_steps=())
    assert plan(partnership, silent).overtaken == ()
    apply_import(plan(partnership, silent), by="tester", now=LATEST)
    assert lamps().position == HERS


def test_what_is_ticked_is_replaced_and_nothing_is_lost(partnership: Partnership) -> None:
    Correction.objects.create(update=lamps(), revision=1, text="Lit.", reason="Shorter", by="tester", at=LATER)
    first = plan(partnership)
    chosen = plan_again(first, [each.card for each in first.overtaken])
    assert [change.what for change in chosen.changes] == ["1.1b"]
    apply_import(chosen, by="tester", now=LATEST)
    update = lamps()
    assert (update.position, update.state, update.revision) == ("The lamps are late.", "approved", 2)
    assert (update.author, update.decided_by, update.decided_at) == ("", "tester", LATEST)
    assert [step.text for step in NextStep.objects.filter(update=update)] == ["Put up the lamps", "Test them", "Report"]
    hers, ours = Revision.objects.filter(update=update)
    assert (hers.position, hers.by, hers.steps[0]["text"]) == (HERS, EDITOR.username, "Count the lamps")
    assert (ours.position, ours.base, len(ours.steps)) == ("The lamps are late.", 1, 3)
    assert UpdateEvent.objects.get(update=update).action == "import"
    assert not UpdateLight.objects.filter(update=update).exists()
    assert Correction.objects.get().withdrawn_at == LATEST


def test_what_an_import_replaced_is_no_partners_any_more(partnership: Partnership) -> None:
    first = plan(partnership)
    apply_import(plan_again(first, [first.overtaken[0].card]), by="tester", now=LATEST)
    mended = plan(partnership, with_activity(small_report(), "1.1b", position="The lamps are *up*."))
    assert mended.overtaken == ()
    apply_import(mended, by="tester", now=LATEST)
    assert lamps().position == "The lamps are *up*."


def test_a_partner_who_still_had_their_words_open_is_set_beside(partnership: Partnership) -> None:
    first = plan(partnership)
    apply_import(plan_again(first, [first.overtaken[0].card]), by="tester", now=LATEST)
    Update.objects.filter(pk=lamps().pk).update(state="returned")
    Period.objects.update(state=PeriodState.OPEN.value)
    write(partnership, "The lamps are lit, all of them.", base=1)
    assert lamps().position == "The lamps are late."
    assert Revision.objects.get(update=lamps(), is_parked=True).position == "The lamps are lit, all of them."


def test_what_was_sent_in_stays_sent_in(partnership: Partnership) -> None:
    period, asked = asked_of(partnership, "1.1b")
    submit_update(
        period=period,
        asked=asked,
        revision=save_with_source(period, asked),
        by=EDITOR,
        now=LATER,
        today=LATER.date(),
    )
    assert plan(partnership).overtaken[0].written.state is UpdateState.SUBMITTED
    apply_import(plan(partnership), by="tester", now=LATEST)
    assert lamps().state == UpdateState.SUBMITTED


def save_with_source(period: Period, asked: Asked) -> int:
    contents = Contents(position=HERS + " All of them.", lights=dict.fromkeys(asked.codes, Light.GREEN))
    save_update(period=period, asked=asked, contents=contents, base=1, by=EDITOR, now=LATER, source="Email of 4 March")
    return 2


def test_what_a_partner_writes_after_the_page_was_shown_is_not_replaced(partnership: Partnership) -> None:
    first = plan(partnership)
    chosen = plan_again(first, [first.overtaken[0].card])
    write(partnership, "The lamps are up. The last one too.", base=1)
    with pytest.raises(ImportOutOfDate):
        apply_import(chosen, by="tester", now=LATEST)
    assert lamps().position == "The lamps are up. The last one too."


def test_a_failure_in_the_middle_replaces_nothing(partnership: Partnership, monkeypatch: pytest.MonkeyPatch) -> None:
    first = plan(partnership)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("The power went.")

    monkeypatch.setattr(documents_actions, "record", fail)
    with pytest.raises(RuntimeError):
        apply_import(plan_again(first, [first.overtaken[0].card]), by="tester", now=LATEST)
    assert (lamps().position, Revision.objects.count()) == (HERS, 1)
