"""The formats that a report can be downloaded in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Format:
    """`name` is the writer's name and stands in the address."""

    name: str
    label: Promise
    extension: str
    media_type: str


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("pdf", _("PDF"), "pdf", "application/pdf"),
        Format("docx", _("Word"), "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        Format("html", _("Web page"), "html", "text/html; charset=utf-8"),
        Format("markdown", _("Plain text (Markdown)"), "md", "text/markdown; charset=utf-8"),
        Format("json", _("Data (JSON)"), "json", "application/json"),
    )
}


@dataclass(frozen=True, slots=True)
class Download:
    url: str
    label: Promise


def downloads_of(slug: str, key: str) -> tuple[Download, ...]:
    return tuple(Download(reverse("download", args=[slug, key, each.name]), each.label) for each in FORMATS.values())
