"""Updates as a reviewer sees them: the list of a period, and one update beside what was said last time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.cycle.queries import label
from saferplan.cycle.review_actions import may_approve
from saferplan.cycle.review_queries import ReviewLine, standing_correction
from saferplan.cycle.rules import UpdateState
from saferplan.cycle.update_states import UNPUBLISHED, Move
from saferplan.cycle.update_text import StepChange, differences, is_rewritten, is_same_text, step_moves, word_count
from saferplan.report import tree
from saferplan.report.tree import Light
from saferplan.web.access import Visit
from saferplan.web.codes import codes_words
from saferplan.web.periods.wording import UPDATE_WORDS, lateness_words
from saferplan.web.updates.loading import UpdatePage
from saferplan.web.updates.present_form import steps_of
from saferplan.web.updates.present_sent import saying
from saferplan.web.updates.wording import STEP_CHANGES


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """An update in the reviewer's list."""

    url: str
    codes: str
    title: str
    lead: str
    author: str
    lights: tuple[tuple[str, Light], ...]
    timing: str
    is_late: bool
    is_objected: bool
    is_recorded: bool


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """Updates that stand alike; `what` is the heading."""

    id: str
    what: str
    rows: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class LightMove:
    code: str
    title: str
    before: Light
    now: Light


@dataclass(frozen=True, slots=True)
class StepLine:
    """A next step beside last time's: how it stands to it, and what it was where it changed."""

    change: str
    step: tree.NextStep
    before: tree.NextStep | None
    is_dropped: bool
    is_kept: bool


GROUPS: Sequence[tuple[str, tuple[UpdateState | None, ...]]] = (
    ("waiting", (UpdateState.SUBMITTED,)),
    ("returned", (UpdateState.RETURNED,)),
    ("owed", (UpdateState.DRAFT, None, UpdateState.WITHDRAWN)),
    ("approved", (UpdateState.APPROVED,)),
)


def review_groups(visit: Visit, key: str, lines: Sequence[ReviewLine]) -> list[ReviewGroup]:
    words = {
        "waiting": _("Waiting for you"),
        "returned": _("Sent back"),
        "owed": _("Not in yet"),
        "approved": _("Approved"),
    }
    return [
        ReviewGroup(name, words[name], tuple(_row(visit, key, line) for line in lines if line.state in states))
        for name, states in GROUPS
    ]


def _row(visit: Visit, key: str, line: ReviewLine) -> ReviewRow:
    codes = line.asked.codes
    lead = line.asked.lead
    timing = lateness_words(line.lateness)
    if line.state in (UpdateState.DRAFT, UpdateState.WITHDRAWN):
        timing = ", ".join(part for part in (str(UPDATE_WORDS[line.state]), timing.lower()) if part)
    return ReviewRow(
        url=reverse("review-update", args=[visit.partnership.slug, key, line.asked.card]),
        codes=codes_words(codes.values()),
        title=line.asked.title,
        lead=lead.words if lead else "",
        author=line.author,
        lights=tuple((code, line.lights.get(activity, Light.NONE)) for activity, code in codes.items()),
        timing=timing,
        is_late=line.lateness.is_late,
        is_objected=line.is_objected,
        is_recorded=bool(line.source),
    )


def review_page(page: UpdatePage) -> dict[str, Any]:
    """One update: what is new against last time, and what can be done with it."""
    row = page.row
    correction = standing_correction(row) if row else None
    last = page.last
    is_sent = row is not None and row.state in (UpdateState.SUBMITTED, UpdateState.APPROVED)
    moves = page.moves
    own = row is not None and Move.APPROVE in moves and not may_approve(row, page.actor, page.who)
    position = row.position if row else ""
    pieces = differences(last.position, position) if last.position else ()
    return {
        **saying(page, correction),
        "state": page.state.value,
        "state_words": UPDATE_WORDS[page.state if row else None],
        "is_sent": is_sent,
        "pieces": pieces,
        "is_rewritten": is_rewritten(pieces),
        "is_same": bool(last.position) and is_same_text(last.position, position),
        "words": word_count(position),
        "last_label": (last.period.label or label(last.period)) if last.period else "",
        "light_moves": light_moves(page),
        "step_lines": list(_steps(page)),
        "criteria": page.criteria,
        "may_approve": Move.APPROVE in moves and not own,
        "is_own": own,
        "may_return": Move.RETURN in moves,
        "may_withdraw": Move.WITHDRAW in moves,
        "may_correct": page.visit.may_edit and page.state is UpdateState.APPROVED and page.period_state in UNPUBLISHED,
        "may_record": page.is_for_agency and page.may_write,
    }


def light_moves(page: UpdatePage) -> list[LightMove]:
    return [
        LightMove(
            activity.code,
            activity.title,
            page.last.lights.get(activity.id, Light.NONE),
            page.contents.lights.get(activity.id, Light.NONE),
        )
        for activity in page.asked.activities
    ]


def _steps(page: UpdatePage) -> Iterable[StepLine]:
    for move in step_moves(page.last.steps, page.contents.steps):
        yield StepLine(
            str(STEP_CHANGES[move.change]),
            steps_of([move.step])[0],
            steps_of([move.before])[0] if move.before and move.change is StepChange.CHANGED else None,
            move.change is StepChange.DROPPED,
            move.change is StepChange.KEPT,
        )
