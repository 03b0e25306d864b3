"""Loading the updates of the demo's open quarter, through the same actions that its people would use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from saferplan.accounts.models import Partnership, Person
from saferplan.accounts.rules import Role
from saferplan.cycle.correction_actions import correct_update
from saferplan.cycle.evidence_actions import add_evidence
from saferplan.cycle.handover_actions import hand_over
from saferplan.cycle.models import Period, Update
from saferplan.cycle.period_queries import find_period
from saferplan.cycle.review_actions import approve_update, return_update
from saferplan.cycle.update_actions import save_update, submit_update
from saferplan.cycle.update_contents import Contents
from saferplan.cycle.update_queries import Asked, load_asked, load_last_time
from saferplan.cycle.update_rights import Actor
from saferplan.documents.demo import people
from saferplan.documents.demo.periods import NEXT
from saferplan.documents.demo.returns import APPROVED, DRAFT, RETURNED, RETURNS, Return

CAME_IN = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
# The names with which the demo's reviewer and editor sign in.
REVIEWER, EDITOR = (f"{role}@{people.SLUG}.example" for role in ("reviewer", "editor"))


def load_updates(partnership: Partnership, *, now: datetime) -> None:
    """Some updates are approved, some wait, one came back, one is a draft; the rest is owed. Nothing a second time."""
    period = find_period(partnership, NEXT)
    if period is None or Update.objects.filter(period=period).exists():
        return
    asked = {tuple(each.codes.values()): each for each in load_asked(partnership, [period])[period.pk]}
    # All in the past, minutes apart, so that the history has an order.
    at = min(CAME_IN, now) - timedelta(minutes=len(RETURNS))
    for minutes, each in enumerate(RETURNS):
        _load(period, asked[each.codes], each, at + timedelta(minutes=minutes))


def _load(period: Period, asked: Asked, said: Return, at: datetime) -> None:
    editor, reviewer = _member(EDITOR), _member(REVIEWER)
    by = editor if said.source else _lead(asked)
    if said.evidence[0]:
        name, text = said.evidence
        add_evidence(period=period, asked=asked, name=name, data=text.encode(), by=by, now=at)
    if said.handed_to[0]:
        name, words = said.handed_to
        person = Person.objects.get(partnership=period.partnership, name=name)
        hand_over(period=period, asked=asked, person=person, words=words, by=by, now=at)
        return
    last = load_last_time(period.partnership, period, asked, now=at)
    contents = Contents(
        position=said.text or last.position,
        no_change_reason=said.no_change,
        lights=dict.fromkeys(asked.codes, said.light),
        steps=said.steps,
    )
    saved = save_update(period=period, asked=asked, contents=contents, base=0, source=said.source, by=by, now=at)
    if said.state is DRAFT:
        return
    revision = saved.update.revision
    submit_update(period=period, asked=asked, revision=revision, by=by, now=at, today=at.date())
    later = at + timedelta(seconds=20)
    if said.state is RETURNED:
        return_update(period=period, asked=asked, revision=revision, comment=said.comment, by=reviewer, now=later)
    if said.state is APPROVED:
        approve_update(period=period, asked=asked, revision=revision, by=reviewer, now=later)
    if said.corrected[0]:
        text, reason = said.corrected
        correct_update(period=period, asked=asked, text=text, reason=reason, by=editor, now=later)


def _lead(asked: Asked) -> Actor:
    """Whoever leads the update: the person whom its accountable owner means."""
    lead = asked.lead
    if lead is None or lead.person is None:
        raise AssertionError(f"Nobody leads {asked.codes}.")
    person = Person.objects.get(pk=lead.person)
    return Actor(username=person.email, name=person.name, role=Role.CONTRIBUTOR, person=person.pk)


def _member(username: str) -> Actor:
    """The demo's editor or reviewer, by the name and role with which they sign in."""
    account = next(account for account in people.ACCOUNTS if account.email == username)
    return Actor(username=username, name=account.name, role=account.role)
