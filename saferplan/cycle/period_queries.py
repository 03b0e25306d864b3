"""Reads of a period as its editor runs it: what is owed, by whom, when, and what stands against moving on.

Every read is scoped to a partnership, and has a fixed number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Min

from saferplan.accounts.models import Partnership, Person
from saferplan.common.dated import in_force
from saferplan.common.dates import local_day
from saferplan.cycle.chasing import Contact, OwnerLine, Return, is_led
from saferplan.cycle.lateness import lateness
from saferplan.cycle.models import Meeting, MeetingStep, Period, Update
from saferplan.cycle.period_states import Counts
from saferplan.cycle.rules import StepKind, UpdateState
from saferplan.cycle.steps import CLEARANCES
from saferplan.cycle.update_queries import open_objections, own_aims, title_of
from saferplan.cycle.update_states import RUNNING
from saferplan.plan.gathering import CardSheet, load_card_sheets, load_ownerships
from saferplan.plan.models import CardVersion
from saferplan.plan.queries import load_outlines

OWNER_FIELDS = (
    *("words", "is_accountable", "agency_id", "agency__name"),
    *("person__name", "person__email", "person__left_on"),
)


def partner_return_due(partnership: Partnership, period: Period) -> datetime | None:
    """When partners' updates of a period are due: the earliest of its meetings counts. None without a dated step."""
    return partner_returns_due(partnership, [period]).get(period.pk)


def partner_returns_due(partnership: Partnership, periods: Collection[Period]) -> Mapping[int, datetime]:
    """The same for several periods, by their ids, in one query; those without a dated step are left out."""
    rows = MeetingStep.objects.filter(
        meeting__period__in=periods,
        meeting__period__partnership=partnership,
        kind=StepKind.PARTNER_RETURN,
        due_at__isnull=False,
    )
    found = rows.order_by().values("meeting__period_id").annotate(first=Min("due_at"))
    return {row["meeting__period_id"]: row["first"] for row in found}


def latest_period_of(partnership: Partnership) -> Period | None:
    """The period that ends last, with its plan."""
    rows = Period.objects.filter(partnership=partnership).select_related("plan_version__plan")
    return rows.order_by("-ends", "-id").first()


def period_to_review(partnership: Partnership) -> Period | None:
    """The earliest running period in which an update waits, else the latest running, else the latest."""
    running = Period.objects.filter(partnership=partnership, state__in=[state.value for state in RUNNING])
    waiting = running.filter(updates__state=UpdateState.SUBMITTED).order_by("ends", "id").first()
    return waiting or running.order_by("-ends", "-id").first() or latest_period_of(partnership)


def find_period(partnership: Partnership, key: str) -> Period | None:
    rows = Period.objects.filter(partnership=partnership, key=key)
    return rows.select_related("partnership", "plan_version__plan").order_by("id").first()


def next_meetings(partnership: Partnership, periods: Collection[Period], today: date) -> Mapping[int, Meeting]:
    """The next meeting of each period that has not been yet, by the period's id. One query."""
    found: dict[int, Meeting] = {}
    rows = Meeting.objects.filter(period__in=periods, period__partnership=partnership, date__gte=today)
    for meeting in rows.order_by("date", "id"):
        found.setdefault(meeting.period_id, meeting)
    return found


def load_counts(partnership: Partnership, period: Period, *, now: datetime) -> Counts:
    """What the guards of a move look at. Six queries."""
    versions = CardVersion.objects.filter(version=period.plan_version_id, version__plan__partnership=partnership)
    cards = set(versions.values_list("card_id", flat=True))
    owners = _load_owners(partnership, cards, period.ends)
    states = _load_states(partnership, period)
    asked = [state for card in cards if (state := states.get(card, (None, None))[0]) is not None]
    sent = (UpdateState.SUBMITTED, UpdateState.RETURNED, UpdateState.APPROVED)
    steps = MeetingStep.objects.filter(meeting__period=period).values_list("kind", "due_at", "done_at")
    meetings = Meeting.objects.filter(period=period, date__gte=local_day(now))
    return Counts(
        cards=len(cards),
        begun=len(states),
        missing=len(cards) - sum(state in sent for state in asked),
        submitted=asked.count(UpdateState.SUBMITTED),
        returned=asked.count(UpdateState.RETURNED),
        objections=open_objections(partnership, period),
        without_owner=sum(not is_led(owners.get(card, ())) for card in cards),
        return_dates=sum(kind == StepKind.PARTNER_RETURN and due is not None for kind, due, _ in steps),
        unpassed=sum(kind in CLEARANCES and done is None for kind, _, done in steps),
        meetings_ahead=meetings.count(),
    )


def load_returns(
    partnership: Partnership, period: Period, *, due: datetime | None, now: datetime
) -> tuple[Return, ...]:
    """Every update that is asked for in a period, in the order of its plan. Four queries."""
    version = period.plan_version_id
    sheets = load_card_sheets(partnership, [version]).get(version, ())
    outline = load_outlines(partnership, [version])[version]
    lines = {line.id: (line.code, line.title) for line in outline.activities}
    priorities = {line.id: line.title for line in outline.priorities}
    aims = own_aims(sheets)
    owners = _load_owners(partnership, {sheet.id for sheet in sheets}, period.ends)
    states = _load_states(partnership, period)
    found = []
    for sheet in sheets:
        state, came = states.get(sheet.id, (None, None))
        named = _named(sheet, lines)
        found.append(
            Return(
                card_id=sheet.id,
                codes=tuple(code for code, _ in named),
                title=title_of(
                    [title for _, title in named], aims.get(sheet.id) or priorities.get(sheet.priority_id, "")
                ),
                owners=owners.get(sheet.id, ()),
                state=state,
                came_in_at=came,
                lateness=lateness(state, due, now, came_in_at=came),
            )
        )
    return tuple(sorted(found, key=lambda each: _place(each.codes, lines)))


def _named(sheet: CardSheet, lines: Mapping[int, tuple[str, str]]) -> list[tuple[str, str]]:
    """The code and the title of each activity of a card."""
    none = ("", "")
    known = [lines.get(target.activity_id, none) if target.activity_id else none for target in sheet.targets]
    pairs = [
        (code or target.code, title or target.wording)
        for target, (code, title) in zip(sheet.targets, known, strict=True)
    ]
    return [pair for pair in pairs if pair[0]]


def _place(codes: Sequence[str], lines: Mapping[int, tuple[str, str]]) -> int:
    order = [code for code, _ in lines.values()]
    return order.index(codes[0]) if codes and codes[0] in order else len(order)


def load_contacts(partnership: Partnership) -> Mapping[int, tuple[Contact, ...]]:
    """Everybody with an address who has not left, by agency. One query."""
    rows = Person.objects.filter(partnership=partnership, left_on=None, agency__isnull=False).exclude(email="")
    found: dict[int, list[Contact]] = defaultdict(list)
    for agency, name, email in rows.order_by("name", "id").values_list("agency_id", "name", "email"):
        if agency is not None:
            found[agency].append(Contact(name, email))
    return {agency: tuple(people) for agency, people in found.items()}


def _load_states(partnership: Partnership, period: Period) -> Mapping[int, tuple[UpdateState | None, datetime | None]]:
    """Where the update of each card is, and when it was sent in."""
    rows = Update.objects.filter(period=period, period__partnership=partnership)
    return {card: (UpdateState(state), at) for card, state, at in rows.values_list("card_id", "state", "submitted_at")}


def _load_owners(partnership: Partnership, cards: Collection[int], day: date) -> Mapping[int, tuple[OwnerLine, ...]]:
    """The owners of each card that are in force on a day. One query."""
    found = load_ownerships(partnership, cards, OWNER_FIELDS)
    return {card: tuple(_owner(*each) for each in in_force(rows, day) or ()) for card, rows in found.items()}


def _owner(
    words: str, accountable: bool, agency: int | None, agency_name: str, name: str, email: str, left: date | None
) -> OwnerLine:
    return OwnerLine(
        words=words,
        is_accountable=accountable,
        agency_id=agency,
        agency=agency_name or "",
        contact=Contact(name, email) if email and left is None else None,
    )
