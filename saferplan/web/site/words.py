"""The words of the pages and what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saferplan.report.tree import Light


@dataclass(frozen=True, slots=True)
class LightMeaning:
    light: Light
    meaning: Promise


@dataclass(frozen=True, slots=True)
class Meaning:
    word: Promise
    meaning: Promise


@dataclass(frozen=True, slots=True)
class Words:
    work: tuple[LightMeaning, ...]
    results: tuple[LightMeaning, ...]
    others: tuple[Meaning, ...]


WORK = (
    LightMeaning(Light.GREEN, _("The work is going as its criteria for green say it should.")),
    LightMeaning(Light.AMBER, _("The work meets its criteria for amber: something needs watching or putting right.")),
    LightMeaning(Light.RED, _("The work meets its criteria for red: it needs action.")),
    LightMeaning(Light.COMPLETE, _("The work is finished.")),
    LightMeaning(Light.DEFERRED, _("The partnership has put the work off.")),
    LightMeaning(Light.NONE, _("Nothing was stated for this period. That is neither good nor bad news.")),
)
RESULTS = (
    LightMeaning(Light.GREEN, _("The figures agreed for this priority have got better.")),
    LightMeaning(Light.AMBER, _("The figures do not say whether things are better or worse.")),
    LightMeaning(Light.RED, _("The figures agreed for this priority have got worse.")),
    LightMeaning(Light.NONE, _("No figures have been agreed for this priority, or none have come in.")),
)
OTHERS = (
    Meaning(_("Work"), _("Is what the plan promised happening? It says nothing about whether it helps.")),
    Meaning(_("Results"), _("Is it making a difference? Kept apart from the work, and never mixed with it.")),
    Meaning(_("Priority"), _("One of the partnership's main aims for the years of its plan.")),
    Meaning(_("Activity"), _("One line of the plan, with a code such as 2.1.3b and an owner who answers for it.")),
    Meaning(_("In focus"), _("A sheet about one or more activities: owner, aim, criteria and current position.")),
    Meaning(_("Criteria"), _("The agreed text that says when a light is green, amber or red.")),
    Meaning(_("Owner"), _("The agency or person who answers for an activity.")),
    Meaning(_("Current position"), _("What was done since the last report and where things stand, in words.")),
    Meaning(_("Next step"), _("What will be done, by whom and by when.")),
    Meaning(_("Work to"), _("The day up to which work is told of. What happened later is in the next report.")),
    Meaning(_("Figures to"), _("The last day that the figures cover. It is often earlier than the work.")),
    Meaning(_("Last quarter to now"), _("The light in the last report and the light in this one.")),
    Meaning(_("Version"), _("The number of this report. A correction gets a new number and says what changed.")),
)


def present_words() -> Words:
    return Words(WORK, RESULTS, OTHERS)
