"""Public pages: nobody signs in, nothing is remembered, and caches may keep an answer for a short while.

What is destroyed must be gone within five minutes, so no answer may be kept longer than that, a frozen file neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from saferplan.accounts.models import Partnership
from saferplan.accounts.queries import find_partnership

P = ParamSpec("P")
KEPT_SECONDS = 120
View = Callable[Concatenate[HttpRequest, Partnership, P], HttpResponse]
Guarded = Callable[Concatenate[HttpRequest, str, P], HttpResponse]


def for_everybody(view: View[P]) -> Guarded[P]:
    """A page of what a partnership has published. Anything else of it does not exist here."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        partnership = find_partnership(slug)
        if partnership is None:
            raise Http404
        response = view(request, partnership, *args, **kwargs)
        if response.status_code == 200 and "ETag" not in response:
            # Of the bytes themselves: a page also changes with what stands beside its report, and with its layout.
            response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()}"'
        patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
        return response

    return guarded
