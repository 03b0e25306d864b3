"""Frozen files over HTTP: the bytes as they are, under a policy that lets only their own styles in."""

from __future__ import annotations

import base64
import hashlib
import re

from django.http import HttpResponse

_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)


def frozen(data: bytes, *, media_type: str, name: str, sha256: str = "") -> HttpResponse:
    """A web page is shown, any other file is offered under its name."""
    response = HttpResponse(data, content_type=media_type)
    is_page = media_type.startswith("text/html")
    response["Content-Disposition"] = f'{"inline" if is_page else "attachment"}; filename="{name}"'
    if sha256:
        response["ETag"] = f'"{sha256}"'
    # A self-contained page has its styles inside: only exactly these are let through.
    found = [base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(data)]
    if is_page:
        response._csp_replace = {  # type: ignore[attr-defined]
            "style-src": [f"'sha256-{each}'" for each in found] or ["'none'"],
            "script-src": ["'none'"],
        }
    return response
