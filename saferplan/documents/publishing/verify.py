"""The proof that a publication is what it was: its bytes are there, and made again they are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from saferplan.documents.publication_models import Publication, PublishedFile
from saferplan.documents.publishing import archive
from saferplan.documents.publishing.errors import NotThere
from saferplan.documents.publishing.files import FileKind, file_kinds, make_file
from saferplan.documents.publishing.storage import store
from saferplan.documents.publishing.versions import versions
from saferplan.report.publication import Content, content_json


class Outcome(StrEnum):
    SAME = "the same, made again"
    KEPT = "kept as it was; not made again, because parts that make it are newer"
    CHANGED = "not what was published"
    MISSING = "not there"
    DESTROYED = "destroyed"
    STILL_THERE = "still there, though it was destroyed"

    @property
    def is_well(self) -> bool:
        return self in (Outcome.SAME, Outcome.KEPT, Outcome.DESTROYED)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of one part of a publication: its content, or a file by its name."""

    what: str
    outcome: Outcome


def verify(publication: Publication) -> Iterator[Verified]:
    """The content first, then each file: its stored hash, and under the same versions its bytes made anew."""
    if archive.destruction_of(publication):
        yield from _verify_gone(publication)
        return
    try:
        content = archive.content_of(publication)
    except NotThere:
        known = store().exists(publication.content)
        yield Verified("content", Outcome.CHANGED if known else Outcome.MISSING)
        return
    whole = hashlib.sha256(content_json(content)).hexdigest() == publication.content
    yield Verified("content", Outcome.SAME if whole else Outcome.CHANGED)
    kinds = {(kind.audience.value, kind.format.name): kind for kind in file_kinds()}
    if content.word_template:
        whole = store().verify(content.word_template)
        yield Verified("the council's Word document", Outcome.SAME if whole else Outcome.MISSING)
        kinds = {name: kind for name, kind in kinds.items() if whole or kind.format.name != "docx"}
    for file in publication.files.all():
        yield Verified(file.name, _outcome(file, content, kinds.get((file.audience, file.format))))


def _outcome(file: PublishedFile, content: Content, kind: FileKind | None) -> Outcome:
    if not store().exists(file.sha256):
        return Outcome.MISSING
    if not store().verify(file.sha256):
        return Outcome.CHANGED
    if kind is None or content.versions != versions():
        return Outcome.KEPT
    made = hashlib.sha256(make_file(content, kind)).hexdigest()
    return Outcome.SAME if made == file.sha256 else Outcome.CHANGED


def _verify_gone(publication: Publication) -> Iterator[Verified]:
    rows = [("content", publication.content), *publication.files.values_list("name", "sha256")]
    for what, key in rows:
        yield Verified(what, Outcome.STILL_THERE if store().exists(key) else Outcome.DESTROYED)
