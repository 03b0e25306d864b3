"""What somebody wrote survives their signing in again: it waits in the visitor's session for that same person.

Only what a form of theirs carries is kept: the form names its reader, signed, so nobody fills sessions for others.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from saferplan.web.updates.loading import UpdatePage

SALT = "saferplan.update"
KEY = "kept update"
MOST_LETTERS = 60_000

View = Callable[..., HttpResponseBase]


def reader_of(page: UpdatePage) -> str:
    """What a form carries to say whose it is."""
    return signing.dumps(page.visit.user.pk, salt=SALT)


def keeps_text(view: View) -> View:
    """Before a visitor who is no longer signed in is sent to do so, what they sent is put aside."""

    @wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            _keep(request)
        return view(request, *args, **kwargs)

    return keeping


def _keep(request: HttpRequest) -> None:
    try:
        reader = signing.loads(request.POST.get("reader", ""), salt=SALT)
    except signing.BadSignature:
        return
    data = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    if len(json.dumps(data)) <= MOST_LETTERS:
        request.session[KEY] = {"path": request.path, "reader": reader, "data": data}


def kept_text(request: HttpRequest) -> dict[str, str] | None:
    """What this reader had written on this page before they had to sign in again; told once."""
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path or kept["reader"] != request.user.pk:
        return None
    del request.session[KEY]
    data: dict[str, str] = kept["data"]
    return data
