"""The badge of a measure: a word first, then the mark that its chart has, then a colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from saferplan.charts.marks import DRAW, mark_sign
from saferplan.measures.verdict import Answer

SIGNALS: Mapping[str, Promise] = {
    "improvement": _("Better than usual"),
    "concern": _("Worse than usual"),
    "high": _("Higher than usual"),
    "low": _("Lower than usual"),
    Answer.USUAL: _("As usual"),
    Answer.UNSURE: _("Not sure"),
    Answer.NO_VALUE: _("No figure"),
    Answer.TOO_FEW: _("Too few points"),
    Answer.NOT_COMPUTED: _("No usual range"),
    Answer.RARE: _("Rare events"),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """`sign` is empty where the chart has no mark of that kind."""

    code: str
    word: Promise
    sign: SafeString

    @property
    def is_signal(self) -> bool:
        return self.code in DRAW


def badge_of(signal: str) -> Badge:
    kind = "common" if signal == Answer.USUAL else signal
    sign = mark_safe(mark_sign(kind)) if kind in DRAW else SafeString()
    return Badge(signal, SIGNALS[signal], sign)
