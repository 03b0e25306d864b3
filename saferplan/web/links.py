"""Whole addresses, for emails and links to copy."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, path: str) -> str:
    """In production by the site's own first name, whatever the request says that it is called."""
    if settings.PRODUCTION:
        return f"https://{settings.ALLOWED_HOSTS[0]}{path}"
    return request.build_absolute_uri(path)
