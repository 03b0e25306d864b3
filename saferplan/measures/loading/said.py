"""A sentence for the reader that can be put into another language: its template and what stands in it. Pure."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    template: str
    params: dict[str, object] = {}

    def __str__(self) -> str:
        return self.template.format(**self.params)


def said(template: str, **params: object) -> Said:
    return Said(template, params)
