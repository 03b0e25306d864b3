"""The steps of the first hour, and what the correction page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saferplan.accounts.models import Agency, Partnership, Person
from saferplan.documents.import_changes import Change
from saferplan.documents.models import Upload
from saferplan.report.tree import Report


@dataclass(frozen=True, slots=True)
class Step:
    """`state` is in words: "Done", "To do", "Not yet". `url` is empty while the step cannot be taken."""

    name: str
    title: str
    hint: str
    state: str
    is_done: bool
    url: str


def steps(
    partnership: Partnership,
    upload: Upload | None,
    report: Report | None,
    agencies: Sequence[Agency],
    people: Sequence[Person],
) -> tuple[Step, ...]:
    slug = partnership.slug
    imported = upload is not None and upload.applied_at is not None
    checked = upload is not None and upload.checked_at is not None
    ready = report is not None
    meeting = bool(report and report.meeting.date)
    rows = (
        (
            "upload",
            _("Upload your last report"),
            upload.name if upload else _("Word, PDF, Markdown or text"),
            ready,
            True,
        ),
        ("read", _("Check what was read"), _read_hint(upload, report), imported or checked, ready),
        ("agencies", _("Name agencies and contacts"), _agencies_hint(agencies, people), bool(agencies), True),
        ("meeting", _("Set the next meeting"), _meeting_hint(report), meeting, ready),
        ("finish", _("Make the dashboard"), _("You see each change before it is made"), imported, ready),
    )
    return tuple(
        Step(
            name,
            title,
            hint,
            _("Done") if done else _("To do") if possible else _("Not yet"),
            done,
            reverse(f"start-{name}", args=[slug]) if possible else "",
        )
        for name, title, hint, done, possible in rows
    )


def _read_hint(upload: Upload | None, report: Report | None) -> str:
    if upload is None or report is None:
        return _("The original and what was read, side by side")
    activities = sum(1 for _pair in report.activities())
    parts = (
        ngettext("%(n)s priority", "%(n)s priorities", len(report.priorities)) % {"n": len(report.priorities)},
        ngettext("%(n)s activity", "%(n)s activities", activities) % {"n": activities},
        ngettext("%(n)s text not placed", "%(n)s texts not placed", upload.unplaced) % {"n": upload.unplaced}
        if upload.unplaced
        else _("everything placed"),
    )
    return ", ".join(parts)


def _agencies_hint(agencies: Sequence[Agency], people: Sequence[Person]) -> str:
    if not agencies:
        return _("Who owes you an update")
    named = ngettext("%(n)s agency", "%(n)s agencies", len(agencies)) % {"n": len(agencies)}
    asked = ngettext("%(n)s contact", "%(n)s contacts", len(people)) % {"n": len(people)}
    return f"{named}, {asked}"


def _meeting_hint(report: Report | None) -> str:
    if report is None or not report.meeting.date:
        return _("Which group the dashboard goes to, and when")
    day = parse_date(report.meeting.date)
    return f"{report.meeting.body}, {date_format(day, 'j F Y') if day else report.meeting.date}"


def owners_without_agency(report: Report | None, agencies: Sequence[Agency]) -> tuple[str, ...]:
    """Owners named in the report that are no agency yet, in the order of the report."""
    if report is None:
        return ()
    known = {name.casefold() for agency in agencies for name in (agency.name, agency.short_name) if name}
    named = [owner for card in report.cards for owner in card.owners]
    named += [owner for _priority, activity in report.activities() for owner in activity.owners]
    unknown = {owner.casefold(): owner for owner in reversed(named) if owner.casefold() not in known}
    return tuple(owner for owner in dict.fromkeys(named) if unknown.get(owner.casefold()) == owner)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """`name` is what kind of thing changes, `words` how."""

    name: str
    words: str


def present_changes(changes: Sequence[Change]) -> tuple[ChangeLine, ...]:
    names = {
        "plan": _("Plan"),
        "version": _("Version of the plan"),
        "priority": _("Priority"),
        "activity": _("Activity"),
        "card": _("Card"),
        "period": _("Period"),
        "cover": _("Cover"),
        "meeting": _("Meeting"),
        "light": _("Lights"),
        "criteria": _("Criteria"),
        "owners": _("Owners"),
        "update": _("Updates"),
        "partnership": _("Partnership"),
    }
    return tuple(
        ChangeLine(names.get(change.kind, change.kind), ": ".join(filter(None, (change.what, change.detail))))
        for change in changes
    )
