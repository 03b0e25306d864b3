"""Answers of the public site kept for a moment in each process, and served before anything else is asked.

A frozen file and a page of it are the same for everybody. They are kept for a minute only: what is destroyed answers
410 within five minutes everywhere, counting what other caches keep.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

SECONDS = 60
MOST_BYTES = 64_000_000
LARGEST = 8_000_000
_PUBLIC = re.compile(r"/p/[-\w]+/reports/")
_COPIED = ("Content-Type", "Content-Disposition", "ETag", "Cache-Control")


class _Kept(NamedTuple):
    until: float
    body: bytes
    headers: tuple[tuple[str, str], ...]
    csp: object


class KeptAnswers:
    """Middleware: GET and HEAD of public pages. Other requests, and whatever is not public, pass through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or not _PUBLIC.match(request.path_info):
            return self.get_response(request)
        name = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
        kept = self._kept.get(name)
        if kept is None or kept.until < monotonic():
            response = self.get_response(request)
            self._keep(name, response)
            return _conditional(request, response)
        return _conditional(request, _answer(kept))

    def _keep(self, name: str, response: HttpResponseBase) -> None:
        public = "public" in response.get("Cache-Control", "")
        if response.status_code != 200 or response.streaming or not public or response.cookies:
            self._drop(name)
            return
        assert isinstance(response, HttpResponse)
        body = response.content
        if len(body) > LARGEST:
            return
        headers = tuple((header, response[header]) for header in _COPIED if header in response)
        csp = getattr(response, "_csp_replace", None)
        with self._lock:
            self._forget(name)
            self._kept[name] = _Kept(monotonic() + SECONDS, body, headers, csp)
            self._bytes += len(body)
            while self._bytes > MOST_BYTES:
                _oldest, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.body)

    def _drop(self, name: str) -> None:
        with self._lock:
            self._forget(name)

    def _forget(self, name: str) -> None:
        before = self._kept.pop(name, None)
        if before:
            self._bytes -= len(before.body)


def _answer(kept: _Kept) -> HttpResponse:
    response = HttpResponse(kept.body)
    for header, value in kept.headers:
        response[header] = value
    if kept.csp is not None:
        response._csp_replace = kept.csp  # type: ignore[attr-defined]
    return response


def _conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Nothing again for whoever has these bytes already."""
    if response.status_code != 200 or "ETag" not in response or not isinstance(response, HttpResponse):
        return response
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    return found if found is not None else response
