"""Tables of other areas that were sent and not recorded yet: the bytes in a store, the rest in the session."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.http import Http404, HttpRequest

from saferplan.files.errors import DamagedStore
from saferplan.measures.group_actions import Telling
from saferplan.measures.loading.sheets import open_book, open_pasted
from saferplan.measures.loading.table import Book
from saferplan.measures.loading_actions import hash_of, pending_store
from saferplan.measures.models import Measure

KEPT = "areas"
MOST = 5


@dataclass(frozen=True, kw_only=True)
class PendingAreas:
    """`name` is the file's; empty for what was pasted."""

    key: str
    name: str
    telling: Telling
    is_published: bool
    book: Book


def keep(
    request: HttpRequest, measure: Measure, *, name: str, data: bytes, telling: Telling, is_published: bool
) -> str:
    """Opens the file, which raises RefusedFile or ParserFailed, and keeps it. Returns its key."""
    _open(name, data)
    key = hash_of(data)
    pending_store(measure.partnership).put(data)
    kept = _kept(request, measure)
    kept.pop(key, None)
    kept[key] = {"name": name, "telling": asdict(telling), "is_published": is_published}
    for old in list(kept)[:-MOST]:
        kept.pop(old)
        pending_store(measure.partnership).delete(old)
    _save(request, measure, kept)
    return key


def find(request: HttpRequest, measure: Measure, key: str) -> PendingAreas:
    """404 where the visitor has no such table, or it was recorded or taken back."""
    entry = _kept(request, measure).get(key)
    if entry is None:
        raise Http404
    try:
        data = pending_store(measure.partnership).get(key)
    except DamagedStore:
        raise Http404 from None
    return PendingAreas(
        key=key,
        name=entry["name"],
        telling=Telling(**entry["telling"]),
        is_published=entry["is_published"],
        book=_open(entry["name"], data),
    )


def forget(request: HttpRequest, measure: Measure, key: str) -> None:
    """The table goes for good."""
    kept = _kept(request, measure)
    if kept.pop(key, None) is None:
        raise Http404
    pending_store(measure.partnership).delete(key)
    _save(request, measure, kept)


def _open(name: str, data: bytes) -> Book:
    return open_book(name, data) if name else open_pasted(data.decode())


def _place(measure: Measure) -> str:
    return str(measure.pk)


def _kept(request: HttpRequest, measure: Measure) -> dict[str, Any]:
    return dict(request.session.get(KEPT, {}).get(_place(measure), {}))


def _save(request: HttpRequest, measure: Measure, kept: dict[str, Any]) -> None:
    request.session[KEPT] = {**request.session.get(KEPT, {}), _place(measure): kept}
