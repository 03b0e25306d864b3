"""The next step of everything that is not on track."""

from __future__ import annotations

from dataclasses import dataclass

from saferplan.report.derived import Derived
from saferplan.report.tree import Light, NextStep
from saferplan.web.cycle.loading import PeriodPage
from saferplan.web.cycle.present import activity_url
from saferplan.web.cycle.present_why import sentence_of


@dataclass(frozen=True, slots=True)
class StepsOfActivity:
    code: str
    title: str
    url: str
    light: Derived
    why: str
    steps: tuple[NextStep, ...]


def present_steps(page: PeriodPage) -> tuple[StepsOfActivity, ...]:
    """Each amber or red activity with its next steps, red first; none is shown as none."""
    found = []
    for _priority, activity in page.report.activities():
        light = page.activity_light(activity.code)
        if light.light not in (Light.AMBER, Light.RED):
            continue
        steps = activity.next_steps
        for card in page.report.cards_of(activity.code):
            steps = steps or card.next_steps
        url = activity_url(page, activity.code)
        found.append(StepsOfActivity(activity.code, activity.title, url, light, sentence_of(light, "activity"), steps))
    return tuple(sorted(found, key=lambda each: each.light.light is not Light.RED))
