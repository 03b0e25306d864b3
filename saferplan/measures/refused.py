"""Figures that statistics cannot be made of. The message is one sentence that names the place."""

from __future__ import annotations

from collections.abc import Mapping


class RefusedSeries(ValueError):
    """`code` and `params` are for whoever turns the sentence into another language."""

    def __init__(self, code: str, template: str, **params: object) -> None:
        super().__init__(template.format(**params))
        self.code = code
        self.template = template
        self.params: Mapping[str, object] = params
