"""What was sent, as those who sent it and those who decide on it see it: its text, lights, steps, files and history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.cycle.models import Correction, Update
from saferplan.cycle.owing import load_owed
from saferplan.cycle.review_queries import list_events, list_writers, standing_correction
from saferplan.cycle.rules import UpdateState
from saferplan.cycle.update_queries import fact_of
from saferplan.cycle.update_rights import Who
from saferplan.cycle.update_states import UNPUBLISHED, Move
from saferplan.cycle.update_text import Piece, differences, text_in_force
from saferplan.web.periods.wording import UPDATE_WORDS
from saferplan.web.updates.forms import WordsForm
from saferplan.web.updates.loading import UpdatePage
from saferplan.web.updates.present_form import codes_words, file_lines, lights_of, steps_of
from saferplan.web.updates.present_list import OwedLine, present_owed
from saferplan.web.updates.wording import EVENTS


@dataclass(frozen=True, slots=True)
class EventLine:
    what: str
    by: str
    at: datetime
    comment: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """An editor's text: how it differs from the partner's, why, and how it stands."""

    pieces: tuple[Piece, ...]
    reason: str
    by: str
    at: datetime
    objection: str
    objected_by: str
    is_objected: bool
    is_agreed: bool


def sent_title(page: UpdatePage) -> str:
    titles = {
        UpdateState.SUBMITTED: _("Thank you, your update is in"),
        UpdateState.APPROVED: _("Your update is approved"),
        UpdateState.WITHDRAWN: _("Your update is withdrawn"),
    }
    fallback = _("Update on %(codes)s") % {"codes": codes_words(page)}
    return titles.get(page.state, fallback) if page.is_theirs else fallback


def sent(page: UpdatePage) -> dict[str, Any]:
    correction = standing_correction(page.row) if page.row else None
    moves = page.moves
    is_open = page.period_state in UNPUBLISHED
    speaks = page.is_theirs and is_open and correction is not None
    return {
        **saying(page, correction),
        "state": page.state.value,
        "state_words": UPDATE_WORDS[page.state if page.row else None],
        "is_theirs": page.is_theirs,
        "may_reopen": Move.REOPEN in moves,
        "may_rewrite": Move.REWRITE in moves,
        "withdraw": withdraw_form() if Move.WITHDRAW in moves and Who.LEAD in page.who else None,
        "objection": objection_form() if speaks and correction and not fact_of(correction).is_objected else None,
        "may_agree": speaks and correction is not None and correction.settled_at is None,
        "next_one": next_owed(page),
        "review_url": reverse("review-update", args=page.args) if page.visit.may_review else "",
    }


def saying(page: UpdatePage, correction: Correction | None) -> dict[str, Any]:
    """What the update says and how it came about."""
    row = page.row
    facts = (fact_of(correction),) if correction else ()
    return {
        "at": page,
        "codes": codes_words(page),
        "row": row,
        "position": text_in_force(row.position, facts) if row else "",
        "lights": lights_of(page, page.contents),
        "steps": steps_of(page.contents.steps),
        "files": file_lines(page, page.evidence),
        "correction": correction_line(page, row, correction) if row and correction else None,
        "events": event_lines(page, row) if row else (),
        "writers": [page.name(name) for name in list_writers(row)] if row else (),
        "same_person": is_same_person(page),
    }


def is_same_person(page: UpdatePage) -> bool:
    """An editor recorded it for an agency and approved it too; told wherever the update is shown."""
    row = page.row
    if row is None or row.state != UpdateState.APPROVED or not row.source:
        return False
    sent_in = next((event for event in list_events(row) if event.action == Move.SUBMIT), None)
    return sent_in is not None and sent_in.by == row.decided_by


def correction_line(page: UpdatePage, row: Update, correction: Correction) -> CorrectionLine:
    return CorrectionLine(
        pieces=differences(row.position, correction.text),
        reason=correction.reason,
        by=page.name(correction.by),
        at=correction.at,
        objection=correction.objection,
        objected_by=page.name(correction.objected_by),
        is_objected=fact_of(correction).is_objected,
        is_agreed=correction.settled_at is not None,
    )


def event_lines(page: UpdatePage, row: Update) -> Sequence[EventLine]:
    return [
        EventLine(str(EVENTS.get(event.action, event.action)), page.name(event.by), event.at, event.comment)
        for event in list_events(row)
    ]


def next_owed(page: UpdatePage) -> OwedLine | None:
    """The next update that this person owes."""
    if not page.is_theirs:
        return None
    lists = present_owed(page.visit, load_owed(page.visit.partnership, page.actor, page.now))
    return lists.to_do[0] if lists.to_do else None


def withdraw_form(data: Any = None) -> WordsForm:
    return WordsForm(data, prefix="withdraw", label=_("Why do you withdraw it?"))


def objection_form(data: Any = None) -> WordsForm:
    help_text = _("The editor reads this. Until it is settled, reports use your own text.")
    return WordsForm(data, prefix="object", label=_("What is wrong with the changed text?"), help_text=help_text)
