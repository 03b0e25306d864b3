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
    """To do first, then what a colleague was asked for, then what is in."""

    to_do: tuple[OwedLine, ...]
    of_colleagues: tuple[OwedLine, ...]
    sent: tuple[OwedLine, ...]
    late: int

    @property
    def is_empty(self) -> bool:
        return not (self.to_do or self.of_colleagues or self.sent)


def present_owed(visit: Visit, owed: Sequence[Owed]) -> OwedLists:
    open_ones = [each for each in owed if each.is_to_do and each.is_writable]
    mine = [each for each in open_ones if not each.colleague or each.handed]
    sent = [each for each in owed if each not in open_ones]
    return OwedLists(
        to_do=_lines(visit, mine),
        of_colleagues=_lines(visit, [each for each in open_ones if each not in mine]),
        sent=_lines(visit, [each for each in sent if not each.colleague or each.handed or _is_to_answer(each)]),
        late=sum(each.lateness.is_late for each in mine),
    )


def _is_to_answer(owed: Owed) -> bool:
    """A correction to which nobody has said anything yet."""
    return owed.correction is not None and not owed.correction.settled_at


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
        due=due_words(owed.due, owed.lateness),
        is_late=owed.lateness.is_late,
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
