"""How lights and movements are drawn: word first, then shape, then colour.

The shapes are inline SVG with presentation attributes only, in the colour of the text, so that they survive a strict
content security policy, forced colours, greyscale and print.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saferplan.report.derived import Basis, Derived, Since
from saferplan.report.tree import Light, Trend

WORK: Mapping[Light, Promise] = {
    Light.GREEN: _("On track"),
    Light.AMBER: _("Slipping"),
    Light.RED: _("Off track"),
    Light.COMPLETE: _("Complete"),
    Light.DEFERRED: _("Deferred"),
    Light.NONE: _("No update"),
}
RESULTS: Mapping[Light, Promise] = {
    Light.GREEN: _("Better"),
    Light.AMBER: _("Unclear"),
    Light.RED: _("Worse"),
    Light.COMPLETE: _("Complete"),
    Light.DEFERRED: _("Deferred"),
    Light.NONE: _("Not measured"),
}
# As they stand inside a sentence: "19 on track, 6 slipping".
WORK_IN_TEXT: Mapping[Light, Promise] = {
    Light.GREEN: _("on track"),
    Light.AMBER: _("slipping"),
    Light.RED: _("off track"),
    Light.COMPLETE: _("complete"),
    Light.DEFERRED: _("deferred"),
    Light.NONE: _("no update"),
}
RESULTS_IN_TEXT: Mapping[Light, Promise] = {
    Light.GREEN: _("better"),
    Light.AMBER: _("unclear"),
    Light.RED: _("worse"),
    Light.COMPLETE: _("complete"),
    Light.DEFERRED: _("deferred"),
    Light.NONE: _("not measured"),
}
COLOURS: Mapping[Light, Promise] = {
    Light.GREEN: _("Green"),
    Light.AMBER: _("Amber"),
    Light.RED: _("Red"),
    Light.COMPLETE: _("Complete"),
    Light.DEFERRED: _("Deferred"),
    Light.NONE: _("No light"),
}
LETTERS: Mapping[Light, Promise | str] = {
    Light.GREEN: pgettext_lazy("one letter for green", "G"),
    Light.AMBER: pgettext_lazy("one letter for amber", "A"),
    Light.RED: pgettext_lazy("one letter for red", "R"),
    Light.COMPLETE: pgettext_lazy("one letter for complete", "C"),
    Light.DEFERRED: pgettext_lazy("one letter for deferred", "D"),
    Light.NONE: "\N{EN DASH}",
}
MOVES: Mapping[Since, Promise] = {
    Since.BETTER: _("better"),
    Since.SAME: _("no change"),
    Since.WORSE: _("worse"),
    Since.NEW: _("new"),
    Since.GONE: _("no update now"),
    Since.NOT_COMPARABLE: _("changed"),
}
TRENDS: Mapping[Trend, Promise] = {
    Trend.IMPROVING: _("Improving"),
    Trend.SAME: _("No change"),
    Trend.WORSENING: _("Getting worse"),
    Trend.NONE: _("Not stated"),
}
# Why a card or priority has no light though some of its activities have.
NO_ROLLED_LIGHT: Mapping[Basis, Promise] = {
    Basis.ROLLED_UP: _("Not all reported"),
    Basis.NO_RULE: _("Not stated"),
    Basis.NO_JUDGEMENT: _("Not judged yet"),
}


def rolled_word(derived: Derived) -> Promise | str:
    """The word for the light of a card or priority."""
    reported = derived.counts.reported if derived.counts else 0
    if derived.light is Light.NONE and reported:
        return NO_ROLLED_LIGHT.get(derived.basis, WORK[Light.NONE])
    return WORK[derived.light]


ORDER = (Light.GREEN, Light.AMBER, Light.RED, Light.COMPLETE, Light.DEFERRED, Light.NONE)
RESULTS_ORDER = (Light.RED, Light.AMBER, Light.GREEN, Light.NONE)

# Drawn in a box of 16 by 16.
SHAPES: Mapping[Light, str] = {
    Light.GREEN: '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>',
    Light.AMBER: (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor"/>'
    ),
    Light.RED: '<path fill="currentColor" fill-rule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM4.5 7v2h7V7z"/>',
    Light.COMPLETE: (
        '<path fill="currentColor" fill-rule="evenodd" '
        'd="M2 2h12v12H2zM6.9 11.6 12.3 6.2 10.9 4.8 6.9 8.8 5.1 7 3.7 8.4z"/>'
    ),
    Light.DEFERRED: '<path d="M8 2l6 6-6 6-6-6z" fill="none" stroke="currentColor" stroke-width="2"/>',
    Light.NONE: (
        '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" '
        'stroke-dasharray="2.6 2.27"/>'
    ),
}
ARROW = '<path d="M2 8h11M9 4l4 4-4 4" fill="none" stroke="currentColor" stroke-width="1.6"/>'
TREND_ARROWS: Mapping[Trend, str] = {
    Trend.IMPROVING: '<path d="M3 13 12.5 3.5M5.5 3.5h7v7" fill="none" stroke="currentColor" stroke-width="2"/>',
    Trend.SAME: '<path d="M2 8h11M9 4l4 4-4 4" fill="none" stroke="currentColor" stroke-width="2"/>',
    Trend.WORSENING: '<path d="M3 3l9.5 9.5M5.5 12.5h7v-7" fill="none" stroke="currentColor" stroke-width="2"/>',
    Trend.NONE: "",
}
