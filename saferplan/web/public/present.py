"""What is published as public pages show it: only ever from the frozen public edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.common.dates import date_words
from saferplan.cycle.queries import label
from saferplan.documents.publication_models import Publication, PublishedFile
from saferplan.documents.publishing import archive
from saferplan.documents.publishing.files import file_kinds
from saferplan.report.audiences import Audience, PublicationKind
from saferplan.report.compare import Comparison, LightStep
from saferplan.report.comparison import Kind
from saferplan.report.publication import Content
from saferplan.report.rollup import count
from saferplan.report.tree import Light, Priority, Report
from saferplan.web.periods.wording import moment
from saferplan.web.publishing.present import kind_words, size_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A publication in the list. `state` says what became of it."""

    url: str
    period: str
    number: str
    day: str
    kind: str
    note: str
    state: str
    reason: str
    is_newest: bool


def present_line(publication: Publication, content: Content | None, *, is_newest: bool) -> Line:
    """`content` is None where it is not given out, or not there."""
    ended = archive.destruction_of(publication) or archive.withdrawal_of(publication)
    return Line(
        url=address_of(publication),
        period=label(publication.period),
        number=publication.number,
        day=day_words(publication, content),
        kind=kind_words(publication.kind),
        note=archive.public_note(content) if content else "",
        state=state_words(publication) or ("" if content else _("Not available at present")),
        reason=ended.reason if ended else "",
        is_newest=is_newest,
    )


def day_words(publication: Publication, content: Content | None) -> str:
    """The day of publication; of an earlier report the date that is printed on it."""
    if content and content.kind is PublicationKind.EARLIER and content.report.date:
        return date_words(content.report.date, _)
    return moment(publication.published_at)


def state_words(publication: Publication) -> str:
    """What became of it, without who decided it."""
    if gone := archive.destruction_of(publication):
        return _("Destroyed on %(day)s") % {"day": moment(gone.at)}
    if archive.open_request(publication):
        return _("Not available at present")
    if withdrawn := archive.withdrawal_of(publication):
        return _("Withdrawn on %(day)s") % {"day": moment(withdrawn.at)}
    return ""


def address_of(publication: Publication) -> str:
    return reverse("report", args=[publication.partnership.slug, publication.period.key, publication.number])


@dataclass(frozen=True, slots=True)
class FileLine:
    label: str
    url: str
    size: str
    about: str


def present_files(publication: Publication, files: Sequence[PublishedFile]) -> tuple[FileLine, ...]:
    """The public's files; the web page first."""
    labels = {kind.format.name: kind.format.label for kind in file_kinds()}
    about = {
        "html": _("The whole report, to read here"),
        "pdf": _("To print and to keep"),
        "docx": _("To quote from"),
        "pptx": _("To show at a meeting"),
        "xlsx": _("Lights and figures as tables"),
        "csv": _("All facts in one table"),
        "json": _("For programs"),
    }
    slug, key, number = publication.partnership.slug, publication.period.key, publication.number
    return tuple(
        FileLine(
            labels.get(file.format, file.format),
            reverse("report-file", args=[slug, key, number, file.name]),
            size_words(file.size),
            about.get(file.format, ""),
        )
        for file in files
    )


@dataclass(frozen=True, slots=True)
class Glance:
    """A priority at a glance: its lights and how many of its activities have which."""

    number: int
    title: str
    light: Light
    results: Light
    has_results: bool
    counts: str


def present_glance(report: Report) -> tuple[Glance, ...]:
    return tuple(_glance(priority) for priority in report.priorities)


def _glance(priority: Priority) -> Glance:
    counted = count([(activity.code, activity.light) for activity in priority.activities])
    counts = _("%(reported)d of %(total)d activities reported") % {"reported": counted.reported, "total": counted.total}
    has_results = priority.results is not Light.NONE or bool(priority.results_why.sentence)
    return Glance(priority.number, priority.title, priority.light, priority.results, has_results, counts)


@dataclass(frozen=True, slots=True)
class Choice:
    """A publication that can be compared: `value` is `2026-09/1.1`."""

    value: str
    words: str


def choices_of(publications: Sequence[Publication]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            f"{each.period.key}/{each.number}",
            _("%(period)s, number %(number)s") % {"period": label(each.period), "number": each.number},
        )
        for each in publications
    )


@dataclass(frozen=True, slots=True)
class LightChange:
    name: str
    title: str
    before: Light
    after: Light
    words: str


def light_changes(comparison: Comparison) -> tuple[LightChange, ...]:
    """The lights of priorities and activities that are others now."""
    words = {
        LightStep.BETTER: _("Better"),
        LightStep.WORSE: _("Worse"),
        LightStep.NEW: _("New light"),
        LightStep.GONE: _("No light now"),
        LightStep.OTHER: _("Not comparable"),
    }
    found = [each for each in comparison.matched if each.light in words and each.newer.kind is not Kind.CARD]
    return tuple(
        LightChange(
            _("Priority %(number)s") % {"number": each.newer.name}
            if each.newer.kind is Kind.PRIORITY
            else each.newer.name,
            each.newer.title,
            each.older.light,
            each.newer.light,
            words[each.light],
        )
        for each in found
    )


def is_public(publication: Publication) -> bool:
    """Whether there is an edition for the public. Only of those is there anything to see here."""
    return any(file.audience == Audience.PUBLIC.value for file in publication.files.all())
