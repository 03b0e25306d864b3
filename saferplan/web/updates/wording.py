"""What the pages of updates say, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saferplan.cycle.lateness import Lateness, Timing
from saferplan.cycle.update_checks import Problem
from saferplan.cycle.update_text import StepChange
from saferplan.report.tree import Light
from saferplan.web import signs
from saferplan.web.periods.wording import lateness_words, moment

# In the order of the form: words first, the colour after.
CHOICES: Mapping[Light, Promise] = {
    Light.GREEN: gettext_lazy("On track (green)"),
    Light.AMBER: gettext_lazy("Slipping (amber)"),
    Light.RED: gettext_lazy("Off track (red)"),
    Light.COMPLETE: gettext_lazy("Complete"),
    Light.DEFERRED: gettext_lazy("Not due"),
}
EVENTS: Mapping[str, Promise] = {
    "submit": gettext_lazy("Sent in"),
    "reopen": gettext_lazy("Reopened"),
    "approve": gettext_lazy("Approved"),
    "return": gettext_lazy("Sent back"),
    "withdraw": gettext_lazy("Withdrawn"),
    "rewrite": gettext_lazy("Begun again"),
    "hand over": gettext_lazy("Handed to a colleague"),
    "hand back": gettext_lazy("Handed back"),
    "correct": gettext_lazy("Corrected for publication"),
    "uncorrect": gettext_lazy("Correction withdrawn"),
    "object": gettext_lazy("Objected to the correction"),
    "agree": gettext_lazy("Agreed to the correction"),
    "import": gettext_lazy("Replaced by an imported report"),
}
STEP_CHANGES: Mapping[StepChange, Promise] = {
    StepChange.KEPT: gettext_lazy("As before"),
    StepChange.CHANGED: gettext_lazy("Changed"),
    StepChange.NEW: gettext_lazy("New"),
    StepChange.DROPPED: gettext_lazy("No longer there"),
}


def light_words(light: Light) -> str:
    """`Slipping (amber)`; of no light, `No update`."""
    return str(CHOICES.get(light, signs.WORK[light]))


def problem_words(problem: Problem) -> str:
    return _(problem.template).format(**problem.params)


def due_words(due: datetime | None, lateness: Lateness) -> str:
    """`Late by 3 working days. It was due Tuesday 12 January 2027, 5pm.`"""
    if lateness.is_in:
        return lateness_words(lateness)
    if due is None:
        return _("No day is set by which it is due.")
    if lateness.timing is Timing.LATE:
        said = {"late": lateness_words(lateness), "moment": moment(due)}
        return _("%(late)s. It was due on %(moment)s.") % said
    return _("%(left)s, on %(moment)s.") % {"left": lateness_words(lateness), "moment": moment(due)}
