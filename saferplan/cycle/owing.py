"""What somebody owes: the updates asked of them, the urgent ones first. A fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from saferplan.accounts.models import Partnership
from saferplan.cycle.lateness import Lateness, Timing, lateness
from saferplan.cycle.models import Correction, HandOver, Period, Revision, Update, UpdateEvent
from saferplan.cycle.period_queries import partner_returns_due
from saferplan.cycle.rules import PeriodState, UpdateState
from saferplan.cycle.update_queries import Asked, list_corrections, load_asked, who_is
from saferplan.cycle.update_rights import Actor, Who, lead_of
from saferplan.cycle.update_states import UNPUBLISHED, Move, can_move, is_writable

# Late first, then by the day, then what was never begun.
_URGENCY = (Timing.LATE, Timing.DUE_SOON, Timing.NOT_DUE, Timing.NO_DATE, Timing.IN_LATE, Timing.IN_ON_TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An update as the one who is asked for it sees it. `returned` is what the reviewer said.

    `colleague` is the owner where that is somebody else of the same agency: then it is theirs to write first.
    `handed` is the hand-over by which it came to this person; `parked` are the numbers of texts to merge.
    """

    period: Period
    asked: Asked
    state: UpdateState | None
    who: frozenset[Who]
    due: datetime | None
    lateness: Lateness
    returned: str = ""
    colleague: str = ""
    handed: HandOver | None = None
    parked: tuple[int, ...] = ()
    correction: Correction | None = None

    @property
    def is_to_do(self) -> bool:
        return not self.lateness.is_in

    @property
    def is_writable(self) -> bool:
        """Whether it can be written now; what was withdrawn can be begun again."""
        state = self.state or UpdateState.DRAFT
        return is_writable(state, self.period_state) or can_move(Move.REWRITE, state, self.period_state, self.who)

    @property
    def is_to_answer(self) -> bool:
        """A correction to which nobody has said anything yet."""
        correction = self.correction
        return correction is not None and not (correction.settled_at or correction.objected_at)

    @property
    def period_state(self) -> PeriodState:
        return PeriodState(self.period.state)


def load_owed(partnership: Partnership, actor: Actor, now: datetime) -> tuple[Owed, ...]:
    """All that is asked of the actor in the periods that are not published yet. Ten queries."""
    states = [state.value for state in UNPUBLISHED]
    periods = list(Period.objects.filter(partnership=partnership, state__in=states).order_by("ends", "id"))
    asked = load_asked(partnership, periods)
    updates = {
        (update.period_id, update.card_id): update
        for update in Update.objects.filter(period__in=periods, period__partnership=partnership)
    }
    keys = [update.pk for update in updates.values()]
    due = partner_returns_due(partnership, periods)
    handovers = _handovers(keys)
    comments = _comments(keys)
    parked = _parked(keys, actor)
    corrections = {each.update_id: each for each in list_corrections(partnership, keys) if each.withdrawn_at is None}
    found = []
    for period in periods:
        for card in asked[period.pk]:
            update = updates.get((period.pk, card.card))
            handed = handovers.get(update.pk, []) if update else []
            who = who_is(actor, card, handed)
            if not who & {Who.LEAD, Who.HELPER}:
                continue
            state = UpdateState(update.state) if update else None
            came = update.submitted_at if update else None
            found.append(
                Owed(
                    period=period,
                    asked=card,
                    state=state,
                    who=who,
                    due=due.get(period.pk),
                    lateness=lateness(state, due.get(period.pk), now, came_in_at=came),
                    returned=comments.get(update.pk, "") if update and state is UpdateState.RETURNED else "",
                    colleague=_colleague(card, actor),
                    handed=next((each for each in handed if each.person_id == actor.person), None),
                    parked=parked.get(update.pk, ()) if update else (),
                    correction=corrections.get(update.pk) if update and state is UpdateState.APPROVED else None,
                )
            )
    return tuple(sorted(found, key=_place))


def _place(owed: Owed) -> tuple[bool, int, float, bool]:
    urgency = _URGENCY.index(owed.lateness.timing)
    return (
        bool(owed.colleague and not owed.handed),
        urgency,
        owed.due.timestamp() if owed.due else 0.0,
        owed.state is None,
    )


def _colleague(asked: Asked, actor: Actor) -> str:
    """The owner's words where every owner that the actor stands in for is another person."""
    mine = [owner for owner in asked.owners if owner.is_met_by(actor)]
    others = [owner for owner in mine if owner.person is not None and owner.person != actor.person]
    lead = lead_of(mine)
    return lead.words if lead and len(others) == len(mine) else ""


def _handovers(updates: Collection[int]) -> Mapping[int, Sequence[HandOver]]:
    found: dict[int, list[HandOver]] = defaultdict(list)
    for handed in HandOver.objects.filter(update__in=updates, ended_at=None).select_related("person"):
        found[handed.update_id].append(handed)
    return found


def _comments(updates: Collection[int]) -> Mapping[int, str]:
    """The latest comment with which each update was returned."""
    rows = UpdateEvent.objects.filter(update__in=updates, action=Move.RETURN).order_by("at", "id")
    return dict(rows.values_list("update_id", "comment"))


def _parked(updates: Collection[int], actor: Actor) -> Mapping[int, tuple[int, ...]]:
    """The actor's own texts that somebody else was faster than."""
    found: dict[int, tuple[int, ...]] = defaultdict(tuple)
    rows = Revision.objects.filter(update__in=updates, is_parked=True, settled_at=None, by=actor.username)
    for update, number in rows.order_by("number").values_list("update_id", "number"):
        found[update] += (number,)
    return found
