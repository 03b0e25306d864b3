"""Where the bytes of proofs and publications are kept, apart from other files: what is destroyed must be gone."""

from __future__ import annotations

from django.conf import settings

from saferplan.documents.publication_models import Proof, ProofFile, Publication, PublishedFile
from saferplan.files.store import Store


def store() -> Store:
    return Store(settings.DATA_DIR / "publications")


def drop_unused(*keys: str) -> None:
    """Destroy bytes that no proof and no standing publication needs."""
    needed = set(Proof.objects.filter(content__in=keys).values_list("content", flat=True))
    needed |= set(Proof.objects.filter(word_template__in=keys).values_list("word_template", flat=True))
    needed |= set(ProofFile.objects.filter(sha256__in=keys).values_list("sha256", flat=True))
    standing = {"destruction": None}
    needed |= set(Publication.objects.filter(content__in=keys, **standing).values_list("content", flat=True))
    templates = Publication.objects.filter(word_template__in=keys, **standing)
    needed |= set(templates.values_list("word_template", flat=True))
    files = PublishedFile.objects.filter(sha256__in=keys, publication__destruction=None)
    needed |= set(files.values_list("sha256", flat=True))
    for key in sorted({key for key in keys if key} - needed):
        store().delete(key)
