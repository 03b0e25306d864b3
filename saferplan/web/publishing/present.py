"""What stands against a publication, and publications with their files, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from saferplan.cycle.queries import label
from saferplan.documents.publication_models import Proof, Publication, PublishedFile
from saferplan.documents.publishing import archive
from saferplan.documents.publishing.files import FileKind, file_kinds
from saferplan.report.audiences import Audience, PublicationKind
from saferplan.report.editions import Obstacle
from saferplan.report.publication import Content, FrozenFinding
from saferplan.report.tree import Report
from saferplan.web.findings import RULE_OF, rule_name, subject_words
from saferplan.web.periods.wording import moment
from saferplan.web.signs import COLOURS

AUDIENCES = {Audience.PUBLIC: gettext_lazy("The public"), Audience.BOARD: gettext_lazy("The board")}


@dataclass(frozen=True, slots=True)
class Spot:
    mark: str
    subject: str
    quote: str
    accepted: str


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one check. `left` of its places wait for a reason."""

    code: str
    name: str
    why: str
    spots: tuple[Spot, ...]

    @property
    def left(self) -> int:
        return sum(not each.accepted for each in self.spots)


def present_groups(findings: Iterable[FrozenFinding], report: Report) -> tuple[Group, ...]:
    """By check, in the order in which they come."""
    found: dict[str, list[FrozenFinding]] = {}
    for each in findings:
        found.setdefault(each.code, []).append(each)
    return tuple(_group(code, rows, report) for code, rows in found.items())


def _group(code: str, rows: Sequence[FrozenFinding], report: Report) -> Group:
    rule = RULE_OF.get(code)
    spots = tuple(Spot(each.mark, subject_words(each.key, report), _quote(each), each.accepted) for each in rows)
    return Group(code, rule_name(code), _(rule.why) if rule else "", spots)


def _quote(finding: FrozenFinding) -> str:
    words = {str(light): str(text).lower() for light, text in COLOURS.items()}
    return words.get(finding.quote, finding.quote) or finding.message


def obstacle_words(obstacle: Obstacle, report: Report) -> str:
    where = subject_words(obstacle.place, report)
    said = {"where": where, "words": obstacle.words}
    if obstacle.code == "mark-without-words":
        return _("%(where)s: words are restricted there that no longer stand in it: “%(words)s”. Mark it anew.") % said
    return _("%(where)s: words stand there that are restricted elsewhere: “%(words)s”. Restrict them there too.") % said


@dataclass(frozen=True, slots=True)
class FileLine:
    label: str
    url: str
    size: str


@dataclass(frozen=True, slots=True)
class FileList:
    audience: str
    files: tuple[FileLine, ...]


def proof_files(proof: Proof) -> tuple[FileList, ...]:
    """Each edition with its files; those that are not made yet are made when they are opened."""
    made = {(each.audience, each.format): each.size for each in proof.files.all()}
    slug, key = proof.partnership.slug, proof.period.key

    def line(kind: FileKind) -> FileLine:
        address = reverse("proof-file", args=[slug, key, kind.audience.value, kind.format.name])
        size = made.get((kind.audience.value, kind.format.name))
        return FileLine(kind.format.label, address, size_words(size) if size else "")

    return tuple(
        FileList(str(name), tuple(line(kind) for kind in file_kinds() if kind.audience is audience))
        for audience, name in AUDIENCES.items()
    )


def size_words(size: int) -> str:
    if size < 1_000_000:
        return _("%(size)d kB") % {"size": max(1, round(size / 1000))}
    return _("%(size).1f MB") % {"size": size / 1_000_000}


def kind_words(kind: str) -> str:
    words = {
        PublicationKind.FIRST: "",
        PublicationKind.CORRECTION: _("Correction"),
        PublicationKind.AMENDED: _("As amended at the meeting"),
        PublicationKind.EARLIER: _("Earlier report, brought in as it was"),
    }
    return words[PublicationKind(kind)]


def state_words(publication: Publication) -> str:
    """What was decided about it after it went out; empty where nothing was."""
    if gone := archive.destruction_of(publication):
        return _("Destroyed on %(day)s") % {"day": moment(gone.at)}
    if archive.open_request(publication):
        return _("Not given out: somebody asked for it to be destroyed")
    if withdrawn := archive.withdrawal_of(publication):
        return _("Withdrawn on %(day)s") % {"day": moment(withdrawn.at)}
    return ""


@dataclass(frozen=True, slots=True)
class PublicationLine:
    url: str
    title: str
    kind: str
    published: str
    state: str


def present_line(publication: Publication) -> PublicationLine:
    period = publication.period
    return PublicationLine(
        url=reverse("publication", args=[publication.partnership.slug, period.key, publication.number]),
        title=_("%(period)s, number %(number)s") % {"period": label(period), "number": publication.number},
        kind=kind_words(publication.kind),
        published=moment(publication.published_at),
        state=state_words(publication),
    )


def kept_files(publication: Publication, files: Sequence[PublishedFile]) -> tuple[FileList, ...]:
    slug, key, number = publication.partnership.slug, publication.period.key, publication.number
    labels = {kind.format.name: kind.format.label for kind in file_kinds()}

    def line(file: PublishedFile) -> FileLine:
        address = reverse("publication-file", args=[slug, key, number, file.name])
        return FileLine(labels.get(file.format, file.format), address, size_words(file.size))

    lists = (
        FileList(str(name), tuple(line(each) for each in files if each.audience == audience))
        for audience, name in AUDIENCES.items()
    )
    return tuple(each for each in lists if each.files)


def settled_words(content: Content) -> str:
    """How many findings were left for a reason."""
    count = sum(bool(each.accepted) for each in content.findings)
    if not count:
        return _("No finding of the checks was left open for a reason.")
    return ngettext(
        "%(count)d finding of the checks was left as it is, for a reason.",
        "%(count)d findings of the checks were left as they are, each for a reason.",
        count,
    ) % {"count": count}
