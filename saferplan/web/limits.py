"""How much may be sent at once. Django limits the fields of a form, but not the files in it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saferplan.files.gate import MOST_BYTES
from saferplan.web.pages import Page, show


class RequestSize:
    """Turns a request away by the length it states, before any of it is read. Without a length nothing is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if stated.isdecimal() and int(stated) > settings.MOST_REQUEST_BYTES:
            return too_big(request)
        return self.get_response(request)


def too_big(request: HttpRequest) -> HttpResponse:
    title = _("This is too much to send at once")
    return show(request, "site/too_big.html", Page(title=title), status=413, megabytes=MOST_BYTES // 1_000_000)
