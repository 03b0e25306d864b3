"""Files of figures that a visitor sent and has not loaded yet: the bytes in a store, the answers in their session."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest

from saferplan.files.errors import DamagedStore
from saferplan.measures.loading.mapping import SourceReading
from saferplan.measures.loading.sheets import open_book, open_pasted
from saferplan.measures.loading.table import Book
from saferplan.measures.loading_actions import hash_of, pending_store
from saferplan.web.access import Visit

KEPT = "figures"
MOST = 5


@dataclass(frozen=True, kw_only=True)
class Pending:
    """`name` is the file's; empty for what was pasted. `source` is what its next file will be read like."""

    key: str
    name: str
    source: str
    reading: SourceReading
    book: Book


def keep(request: HttpRequest, visit: Visit, *, name: str, data: bytes, source: str, reading: SourceReading) -> str:
    """Opens the file, which raises RefusedFile or ParserFailed, and keeps it. Returns its key."""
    _open(name, data)
    key = hash_of(data)
    pending_store(visit.partnership).put(data)
    kept = _kept(request, visit)
    kept.pop(key, None)
    kept[key] = {"name": name, "source": source, "reading": reading.to_json()}
    for old in list(kept)[:-MOST]:
        kept.pop(old)
        pending_store(visit.partnership).delete(old)
    _save(request, visit, kept)
    return key


def find(request: HttpRequest, visit: Visit, key: str) -> Pending:
    """404 where the visitor has no such file, or it was loaded or taken back."""
    entry = _kept(request, visit).get(key)
    if entry is None:
        raise Http404
    try:
        data = pending_store(visit.partnership).get(key)
    except DamagedStore:
        raise Http404 from None
    reading = SourceReading.from_json(entry["reading"])
    book = _open(entry["name"], data)
    return Pending(key=key, name=entry["name"], source=entry["source"], reading=reading, book=book)


def answer(request: HttpRequest, visit: Visit, pending: Pending, reading: SourceReading) -> Pending:
    kept = _kept(request, visit)
    kept[pending.key]["reading"] = reading.to_json()
    _save(request, visit, kept)
    return replace(pending, reading=reading)


def forget(request: HttpRequest, visit: Visit, key: str) -> None:
    """The file goes for good."""
    kept = _kept(request, visit)
    if kept.pop(key, None) is None:
        raise Http404
    pending_store(visit.partnership).delete(key)
    _save(request, visit, kept)


def _open(name: str, data: bytes) -> Book:
    return open_book(name, data) if name else open_pasted(data.decode())


def _kept(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    return dict(request.session.get(KEPT, {}).get(visit.partnership.slug, {}))


def _save(request: HttpRequest, visit: Visit, kept: dict[str, Any]) -> None:
    request.session[KEPT] = {**request.session.get(KEPT, {}), visit.partnership.slug: kept}
