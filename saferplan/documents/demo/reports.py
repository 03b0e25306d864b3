"""The demo's story as report trees, one for each quarter."""

from __future__ import annotations

from saferplan.common.periods import Frequency, label_of
from saferplan.documents.demo import people, priority_1, priority_2, priority_3, priority_4, priority_5, priority_6
from saferplan.documents.demo.covers import COVERS
from saferplan.documents.demo.story import CHANGED, QUARTERS, ActivityStory, PriorityStory, q
from saferplan.report import tree

STORIES: tuple[PriorityStory, ...] = (
    priority_1.STORY,
    priority_2.STORY,
    priority_3.STORY,
    priority_4.STORY,
    priority_5.STORY,
    priority_6.STORY,
)


def demo_report(key: str) -> tree.Report:
    """The report of a quarter, such as `2026-09`. KeyError for a quarter that the demo does not have."""
    cover = COVERS[key]
    return tree.Report(
        partnership=tree.Partnership(name=people.NAME, motto=people.MOTTO),
        title="Performance report",
        plan=tree.Plan(title="Brackwater Community Safety Plan 2024-27", starts="2024-04", ends="2027-03"),
        version="1.0",
        date=cover.date,
        author="Community Safety Team, Brackwater Borough Council",
        classification="OFFICIAL",
        period=tree.Period(
            key=key, label=label_of(key, Frequency.QUARTER), work_to=cover.work_to, figures_to=cover.figures_to
        ),
        meeting=tree.Meeting(
            body="Brackwater Community Safety Board", date=cover.meets, item=cover.item, purpose=cover.purpose
        ),
        going_well=cover.going_well,
        concern=cover.concern,
        priorities=tuple(_priority(story, key) for story in STORIES),
        cards=tuple(_card(story, key) for story in STORIES),
    )


def _priority(story: PriorityStory, key: str) -> tree.Priority:
    index = QUARTERS.index(key)
    said = q(story.lights[index], "")
    results, sentence = story.results[index] if story.results else ("  ", "")
    return tree.Priority(
        number=story.number,
        title=story.title,
        objective=story.objective,
        light=said.light,
        trend=said.trend,
        results=q(results, "").light,
        results_text=sentence,
        activities=tuple(sorted(_activities(story.number, key), key=lambda activity: activity.code)),
    )


def _activities(number: int, key: str) -> list[tree.Activity]:
    every = [activity for story in STORIES for activity in story.activities]
    in_force = [activity for activity in every if activity.first <= key <= activity.last]
    return [_activity(activity, key) for activity in in_force if _priority_of(activity, key) == number]


def _priority_of(story: ActivityStory, key: str) -> int:
    return story.new_priority if story.new_priority and key >= CHANGED else story.priority


def _activity(story: ActivityStory, key: str) -> tree.Activity:
    index = QUARTERS.index(key) - QUARTERS.index(story.first)
    said = q(story.lights[index], "") if story.lights else story.said[index]
    return tree.Activity(
        code=story.new_code if story.new_code and key >= CHANGED else story.code,
        title=story.new_title if story.new_title and key >= CHANGED else story.title,
        light=said.light,
        trend=said.trend,
        owners=(story.owner,) if story.owner else (),
        criteria=story.criteria,
        position=said.text,
        next_steps=said.steps,
    )


def _card(story: PriorityStory, key: str) -> tree.Card:
    card = story.card
    said = card.said[QUARTERS.index(key)]
    changed = card.new_criteria is not None and key >= card.new_from
    return tree.Card(
        priority=story.number,
        targets=card.targets,
        owners=(card.owner,),
        aim=card.aim,
        criteria=card.new_criteria if changed and card.new_criteria else card.criteria,
        light=said.light,
        position=said.text,
        next_steps=said.steps,
    )
