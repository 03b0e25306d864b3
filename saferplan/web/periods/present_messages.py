"""The texts that an editor copies into her own emails: asking all partners, and reminding those who owe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.utils.translation import gettext as _

from saferplan.cycle.chasing import Asked, Contact, Return, by_agency, owed
from saferplan.web.codes import codes_words
from saferplan.web.periods.wording import lateness_words, moment

# Mail programs cut longer addresses; then the text is copied.
LONGEST_ADDRESS = 1900
# About as many letters as a line of the box holds.
LINE = 62
MOST_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text, whom it goes to, and an address that opens it in a mail program (empty without anybody to write to)."""

    name: str
    to: tuple[Contact, ...]
    subject: str
    text: str
    mailto: str
    has_text_in_mailto: bool = True

    @property
    def rows(self) -> int:
        """As high as the text, so that all of it is seen."""
        return sum(1 + len(line) // LINE for line in self.text.splitlines()) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What every message says: the period's name, when updates are due, where to write them, who asks."""

    period: str
    due: datetime | None
    link: str
    sender: str
    now: datetime

    @property
    def by_when(self) -> str:
        return moment(self.due) if self.due else ""

    @property
    def is_over(self) -> bool:
        return self.due is not None and self.due < self.now


def present_invitation(ask: Ask, returns: Sequence[Return], contacts: Mapping[int, Sequence[Contact]]) -> Message:
    """The email to all who owe an update. Addresses go into the blind copy, so that nobody sees the others'."""
    to = tuple(dict.fromkeys(contact for group in by_agency(returns, contacts) for contact in group.contacts))
    subject = _("Your update for %(period)s") % {"period": ask.period}
    lines = [
        _("Dear colleagues,"),
        _("Please write your update for %(period)s.") % {"period": ask.period},
        _("It is due by %(due)s.") % {"due": ask.by_when} if ask.due else "",
        _("Your list is here: %(link)s") % {"link": ask.link},
        _("For each activity, choose the light that its criteria give, and say in about 150 words:"),
        "\n".join((_("- what was done"), _("- what difference it made"), _("- what is next"))),
        _("Anything amber or red needs a next step with a person and a date."),
        _("If nothing has changed, say so and why. Last time’s text is there to start from."),
        _("Thank you,\n%(sender)s") % {"sender": ask.sender},
    ]
    return _message(_("All partners"), to, subject, _text(lines), field="bcc")


def present_reminders(
    ask: Ask, returns: Sequence[Return], contacts: Mapping[int, Sequence[Contact]]
) -> tuple[Message, ...]:
    """An email for each agency that still owes updates; what has no owner is not asked of anybody."""
    return tuple(_reminder(ask, asked) for asked in by_agency(owed(returns), contacts) if asked.name)


def _reminder(ask: Ask, asked: Asked) -> Message:
    said = {"period": ask.period, "due": ask.by_when}
    if ask.is_over:
        opening = _("Your update for %(period)s was due by %(due)s and has not come in yet:") % said
        subject = _("Overdue: your update for %(period)s") % said
    elif ask.due:
        opening = _("Your update for %(period)s is due by %(due)s. This is still to come:") % said
        subject = _("Reminder: your update for %(period)s") % said
    else:
        opening = _("Your update for %(period)s is still to come:") % said
        subject = _("Reminder: your update for %(period)s") % said
    has_many = len(asked.contacts) > 1
    lines = [
        _greeting(asked),
        opening,
        "\n".join(_line(each, with_lead=has_many) for each in asked.returns),
        _("You can write it here: %(link)s") % {"link": ask.link},
        _("If you cannot send it, please tell me what stands in the way. The board otherwise reads “No update”."),
        _("Thank you,\n%(sender)s") % {"sender": ask.sender},
    ]
    return _message(asked.name, asked.contacts, subject, _text(lines), field="to")


def _greeting(asked: Asked) -> str:
    names = [contact.name for contact in asked.contacts]
    if not 1 <= len(names) <= MOST_NAMES:
        return _("Dear colleagues,")
    if len(names) == 1:
        return _("Dear %(name)s,") % {"name": names[0]}
    return _("Dear %(names)s and %(last)s,") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _line(each: Return, *, with_lead: bool) -> str:
    """The update; whose it is where several people get the email; how late it is."""
    words = " ".join(part for part in (codes_words(each.codes), each.title) if part)
    said = [lateness_words(each.lateness)] if each.lateness.is_late else []
    if with_lead and each.lead:
        said.insert(0, each.lead.contact.name if each.lead.contact else each.lead.words)
    return f"- {words} ({', '.join(said)})" if said else f"- {words}"


def _text(lines: Sequence[str]) -> str:
    return "\n\n".join(line for line in lines if line)


def _message(name: str, to: tuple[Contact, ...], subject: str, text: str, *, field: str) -> Message:
    addresses = quote(",".join(contact.email for contact in to), safe="@,")
    start = f"mailto:{addresses}?" if field == "to" else f"mailto:?bcc={addresses}&"
    short = f"{start}subject={quote(subject)}"
    whole = f"{short}&body={quote(text.replace(chr(10), chr(13) + chr(10)))}"
    fits = len(whole) <= LONGEST_ADDRESS
    return Message(
        name=name,
        to=to,
        subject=subject,
        text=text,
        mailto=(whole if fits else short) if to else "",
        has_text_in_mailto=fits,
    )
