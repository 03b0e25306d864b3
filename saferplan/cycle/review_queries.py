"""What a reviewer looks at: the updates of a period, and one of them with its history. Fixed numbers of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.cycle.lateness import Lateness, lateness
from saferplan.cycle.models import Correction, EvidenceFile, Period, Revision, Update, UpdateEvent, UpdateLight
from saferplan.cycle.period_queries import partner_return_due
from saferplan.cycle.rules import UpdateState
from saferplan.cycle.update_queries import Asked, fact_of, list_corrections, load_asked
from saferplan.report.tree import Light

_ORDER = (
    *(UpdateState.SUBMITTED, UpdateState.RETURNED, UpdateState.DRAFT, None),
    *(UpdateState.WITHDRAWN, UpdateState.APPROVED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """An update of a period as the reviewer's list has it; `lights` are those that it claims, by activity."""

    asked: Asked
    state: UpdateState | None
    author: str
    source: str
    came_in_at: datetime | None
    lateness: Lateness
    lights: Mapping[int, Light]
    is_objected: bool


def load_review(partnership: Partnership, period: Period, now: datetime) -> tuple[ReviewLine, ...]:
    """Every update asked for in a period: those that wait for the reviewer first. Seven queries."""
    rows = Update.objects.filter(period=period, period__partnership=partnership)
    updates = {update.card_id: update for update in rows}
    keys = [update.pk for update in updates.values()]
    lights: dict[int, dict[int, Light]] = defaultdict(dict)
    for update, activity, light in UpdateLight.objects.filter(update__in=keys).values_list(
        "update_id", "activity_id", "light"
    ):
        lights[update][activity] = Light(light)
    objected = {each.update_id for each in list_corrections(partnership, keys) if fact_of(each).is_objected}
    due = partner_return_due(partnership, period)
    found = []
    for asked in load_asked(partnership, [period])[period.pk]:
        update_of = updates.get(asked.card)
        state = UpdateState(update_of.state) if update_of else None
        came = update_of.submitted_at if update_of else None
        found.append(
            ReviewLine(
                asked=asked,
                state=state,
                author=update_of.author if update_of else "",
                source=update_of.source if update_of else "",
                came_in_at=came,
                lateness=lateness(state, due, now, came_in_at=came),
                lights=lights[update_of.pk] if update_of else {},
                is_objected=bool(update_of and update_of.pk in objected),
            )
        )
    return tuple(sorted(found, key=lambda line: _ORDER.index(line.state)))


def list_events(update: Update) -> Sequence[UpdateEvent]:
    """What was done with an update, latest first."""
    return list(UpdateEvent.objects.filter(update=update).order_by("-at", "-id"))


def list_writers(update: Update) -> Sequence[str]:
    """Everybody whose text was saved, in the order in which they first wrote."""
    names = Revision.objects.filter(update=update, is_parked=False).order_by("number").values_list("by", flat=True)
    return list(dict.fromkeys(names))


def list_evidence(update: Update | None) -> Sequence[EvidenceFile]:
    if update is None:
        return []
    return list(EvidenceFile.objects.filter(update=update, removed_at=None).order_by("at", "id"))


def find_evidence(partnership: Partnership, period: Period, card: int, pk: int) -> EvidenceFile | None:
    rows = EvidenceFile.objects.filter(update__period=period, update__period__partnership=partnership)
    return rows.filter(update__card=card, pk=pk, removed_at=None).first()


def find_parked(update: Update, number: int, username: str) -> Revision | None:
    """A text that somebody wrote beside, and has not settled yet."""
    rows = Revision.objects.filter(update=update, number=number, is_parked=True, settled_at=None, by=username)
    return rows.first()


def latest_return(update: Update) -> UpdateEvent | None:
    """With what words the update was sent back last."""
    return UpdateEvent.objects.filter(update=update, action="return").order_by("-at", "-id").first()


def standing_correction(update: Update) -> Correction | None:
    """The correction that was not withdrawn, if there is one."""
    return Correction.objects.filter(update=update, withdrawn_at=None).order_by("-at", "-id").first()


def latest_saved(update: Update) -> Revision | None:
    """The revision that stands, with who saved it."""
    return Revision.objects.filter(update=update, is_parked=False).order_by("-number").first()
