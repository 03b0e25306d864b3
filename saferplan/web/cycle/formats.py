"""The formats that a report can be downloaded in: those that have a writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# In the order in which they are offered. The names are those of the writers.
LABELS: Mapping[str, Promise] = {
    "pdf": _("PDF"),
    "docx": _("Word"),
    "pptx": _("Slides"),
    "xlsx": _("Spreadsheet"),
    "csv": _("Table (CSV)"),
    "html": _("Web page"),
    "markdown": _("Plain text (Markdown)"),
    "json": _("Data (JSON)"),
}


@dataclass(frozen=True, slots=True)
class Download:
    url: str
    label: Promise


def downloads_of(slug: str, key: str) -> tuple[Download, ...]:
    return tuple(Download(reverse("download", args=[slug, key, name]), label) for name, label in LABELS.items())
