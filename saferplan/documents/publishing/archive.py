"""Reads of publications: the list of a partnership, one of them, and what its store holds of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.models import QuerySet

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period
from saferplan.documents.publication_models import (
    Destruction,
    DestructionRequest,
    Publication,
    PublishedFile,
    Withdrawal,
)
from saferplan.documents.publishing.errors import Destroyed, NotThere
from saferplan.documents.publishing.storage import store
from saferplan.files.errors import DamagedStore
from saferplan.report.audiences import Audience
from saferplan.report.editions import edition
from saferplan.report.publication import Content, content_from_json
from saferplan.report.schema import BadTree
from saferplan.report.tree import Report

FIRST_NUMBER = "1.0"
_NUMBER = re.compile(r"(\d{1,4})(?:\.(\d{1,4}))?")


def list_publications(partnership: Partnership) -> Sequence[Publication]:
    """All that were ever published, the newest period first and in it the newest number. One query."""
    rows = list(_publications(partnership))
    return sorted(rows, key=lambda each: (each.period.ends, number_order(each.number)), reverse=True)


def find_publication(partnership: Partnership, key: str, number: str) -> Publication | None:
    return _publications(partnership).filter(period__key=key, number=number).first()


def latest_of(period: Period) -> Publication | None:
    """The one with the highest number of a period, withdrawn and destroyed ones too."""
    rows = _publications(period.partnership).filter(period=period)
    return max(rows, key=lambda each: number_order(each.number), default=None)


def published_before(period: Period) -> Publication | None:
    """The newest standing publication of an earlier period: what a report is compared with."""
    rows = standing(list_publications(period.partnership))
    return next((each for each in rows if each.period.ends < period.ends), None)


def _publications(partnership: Partnership) -> QuerySet[Publication]:
    rows = Publication.objects.filter(partnership=partnership).select_related("period", "partnership")
    return rows.select_related("withdrawal", "destruction").prefetch_related("destruction_requests__refusal", "files")


def withdrawal_of(publication: Publication) -> Withdrawal | None:
    return getattr(publication, "withdrawal", None)


def destruction_of(publication: Publication) -> Destruction | None:
    return getattr(publication, "destruction", None)


def open_request(publication: Publication) -> DestructionRequest | None:
    """The request that it be destroyed on which nobody has decided."""
    if destruction_of(publication):
        return None
    requests = publication.destruction_requests.all()
    return next((each for each in requests if getattr(each, "refusal", None) is None), None)


def is_given_out(publication: Publication) -> bool:
    """Whether its files are given to those whose edition they are."""
    ended = withdrawal_of(publication) or destruction_of(publication) or open_request(publication)
    return ended is None


def standing(publications: Sequence[Publication]) -> Sequence[Publication]:
    """Of each period the newest that is given out; the newest period first."""
    found: dict[int, Publication] = {}
    for each in publications:
        if is_given_out(each) and each.period_id not in found:
            found[each.period_id] = each
    return list(found.values())


def next_number(period: Period) -> str:
    """The number after the last one of a period: 1.0 first, or the report's own, then 1.1, 1.2 and so on."""
    last = latest_of(period)
    if last is None:
        return number_in(period.version) or FIRST_NUMBER
    major, minor = number_order(last.number)
    return f"{major}.{minor + 1}"


def number_in(version: str) -> str:
    """`1.1` of a version in words such as `v1.1`, `1.0` of `1`; empty where it has no number."""
    found = _NUMBER.search(version)
    return f"{int(found[1])}.{int(found[2] or 0)}" if found else ""


def number_order(number: str) -> tuple[int, int]:
    """The two parts of a number, which sort as people count: 1.9, then 1.10."""
    major, _dot, minor = number.partition(".")
    return int(major), int(minor)


def content_of(publication: Publication) -> Content:
    """The frozen content. Destroyed, or NotThere where the store does not hold it as it was put in."""
    if destruction_of(publication):
        raise Destroyed(f"Number {publication.number} was destroyed.")
    return read_content(publication.content)


def read_content(key: str) -> Content:
    try:
        return content_from_json(store().get(key))
    except (DamagedStore, BadTree) as error:
        raise NotThere(str(error)) from None


def content_if_there(publication: Publication) -> Content | None:
    """The frozen content; None where it is not given out, or the store does not hold it as it was put in."""
    return kept_content(publication) if is_given_out(publication) else None


def kept_content(publication: Publication) -> Content | None:
    """The same for members, who also see what was withdrawn."""
    try:
        return content_of(publication)
    except NotThere:
        return None


def report_of(publication: Publication, audience: Audience) -> Report:
    """The frozen report as an audience reads it."""
    return edition(content_of(publication), audience)


def public_note(content: Content) -> str:
    """What changed, as the public reads it."""
    return edition(content, Audience.PUBLIC).changes if content.note else ""


def find_file(publication: Publication, name: str) -> PublishedFile | None:
    return PublishedFile.objects.filter(publication=publication, name=name).first()


def list_files(publication: Publication, audience: Audience) -> Sequence[PublishedFile]:
    return list(PublishedFile.objects.filter(publication=publication, audience=audience.value).order_by("id"))


def bytes_of(file: PublishedFile) -> bytes:
    """NotThere where the store does not hold it as it was put in."""
    try:
        return store().get(file.sha256)
    except DamagedStore as error:
        raise NotThere(str(error)) from None
