"""What somebody owes, as the list shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.cycle.owing import Owed
from saferplan.cycle.queries import label
from saferplan.cycle.update_rights import Who
from saferplan.web.access import Visit
from saferplan.web.codes import codes_words
from saferplan.web.periods.wording import UPDATE_WORDS
from saferplan.web.updates.wording import due_words


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """An update in the list. `notes` are sentences about it; `merges` the addresses of texts to merge."""

    url: str
    codes: str
    title: str
    period: str
    state: str
    due: str
    is_late: bool
    returned: str
    notes: tuple[str, ...]
    merges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwedLists:
    """To do first, then texts that an editor changed, what colleagues were asked for, what is in, what is not."""

    to_do: tuple[OwedLine, ...]
    to_answer: tuple[OwedLine, ...]
    of_colleagues: tuple[OwedLine, ...]
    sent: tuple[OwedLine, ...]
    closed: tuple[OwedLine, ...]
    late: int

    @property
    def is_empty(self) -> bool:
        return not (self.to_do or self.to_answer or self.of_colleagues or self.sent or self.closed)


def present_owed(visit: Visit, owed: Sequence[Owed]) -> OwedLists:
    open_ones = [each for each in owed if each.is_to_do and each.is_writable]
    mine = [each for each in open_ones if not each.colleague or each.handed]
    # The latest period first; what was never begun in a period that takes no more is not asked for.
    rest = [each for each in owed if each not in open_ones and not each.is_to_answer and each.state is not None]
    rest = sorted((each for each in rest if _is_theirs(each)), key=lambda each: each.period.ends, reverse=True)
    return OwedLists(
        to_do=_lines(visit, mine),
        to_answer=_lines(visit, [each for each in owed if each.is_to_answer]),
        of_colleagues=_lines(visit, [each for each in open_ones if each not in mine]),
        sent=_lines(visit, [each for each in rest if each.lateness.is_in]),
        closed=_lines(visit, [each for each in rest if not each.lateness.is_in]),
        late=sum(each.lateness.is_late for each in mine),
    )


def _is_theirs(owed: Owed) -> bool:
    """Not a colleague's, unless something waits in it that this person wrote or objected to."""
    objects = owed.correction is not None and not owed.correction.settled_at
    return not owed.colleague or owed.handed is not None or objects or bool(owed.parked)


def _lines(visit: Visit, owed: Iterable[Owed]) -> tuple[OwedLine, ...]:
    return tuple(_line(visit, each) for each in owed)


def _line(visit: Visit, owed: Owed) -> OwedLine:
    args = [visit.partnership.slug, owed.period.key, owed.asked.card]
    return OwedLine(
        url=reverse("update", args=args),
        codes=codes_words(owed.asked.codes.values()),
        title=owed.asked.title,
        period=owed.period.label or label(owed.period),
        state=str(UPDATE_WORDS[owed.state]),
        due=due_words(owed.due, owed.lateness) if owed.is_writable or owed.lateness.is_in else "",
        is_late=owed.lateness.is_late and owed.is_writable,
        returned=owed.returned,
        notes=tuple(_notes(owed)),
        merges=tuple(reverse("update-merge", args=[*args, number]) for number in owed.parked),
    )


def _notes(owed: Owed) -> Iterable[str]:
    if owed.handed:
        yield _("Handed to you: %(note)s") % {"note": owed.handed.note} if owed.handed.note else _("Handed to you.")
    if owed.colleague:
        yield _("Asked of %(colleague)s") % {"colleague": owed.colleague}
    if Who.LEAD not in owed.who and owed.is_to_do:
        lead = owed.asked.lead
        yield _("You add text; %(lead)s chooses the lights and sends it in.") % {"lead": lead.words if lead else ""}
    if owed.correction is not None:
        if owed.correction.objected_at and not owed.correction.settled_at:
            yield _("You objected to the editor's correction. Your own text is used until this is settled.")
        elif not owed.correction.settled_at:
            yield _("The editor changed this text for publication. Look at the change: you may object.")
