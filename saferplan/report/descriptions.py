"""What each field of the report tree means, for the published JSON Schema."""

from __future__ import annotations

OBJECTS = {
    "Report": "A performance report of a community safety partnership.",
    "Partnership": "Whose report it is.",
    "Plan": "The strategic plan that the report follows.",
    "NextStep": "Something that will be done, by whom and by when.",
    "Criteria": "The text that says when each light is shown.",
    "Input": "A light that another light was made of.",
    "Derivation": "Why a light is what it is.",
    "Activity": "One line of the plan, with its light.",
    "Priority": "A numbered priority of the plan, with its activities.",
    "Card": "A sheet that looks closer at one or more activities of a priority.",
    "Meeting": "The meeting that the report goes to.",
    "Period": "What time the report covers.",
}

_LIGHT = "The traffic light; none means that nothing was stated."
_TREND = "The direction of travel; improving is good, whichever way the figures go."
_WHY = "What the light follows from."
_LIGHT_STATED = "The light in the source's own words."
_TREND_STATED = "The trend in the source's own words."
_STEPS = "What will be done next, by whom and by when."
_POSITION = "The current position, in a small Markdown: paragraphs, two list levels, emphasis, links."
_CRITERIA = "When each light is shown."

FIELDS = {
    "Report": {
        "schema": "The name and number of this format.",
        "partnership": "Whose report it is.",
        "title": "The title of the report.",
        "plan": "The strategic plan that the report follows.",
        "version": "The version printed on the report.",
        "date": "The month or day printed on the report: 2018-09 or 2018-09-27.",
        "author": "The team or person who wrote it.",
        "classification": "The protective marking, as printed.",
        "period": "What time the report covers.",
        "meeting": "The meeting that the report goes to.",
        "going_well": "One sentence on what is going well.",
        "concern": "One sentence on what is a concern.",
        "rollup_rule": "How the light of a priority follows from its activities, in words.",
        "priorities": "The priorities in the order of the report.",
        "cards": "The cards in the order of the report.",
    },
    "Partnership": {"name": "The name of the partnership.", "motto": "Its motto, if the report prints one."},
    "Plan": {
        "title": "The title of the plan.",
        "starts": "The first month of the plan, such as 2017-04, or empty.",
        "ends": "The last month of the plan, such as 2018-03, or empty.",
    },
    "NextStep": {
        "text": "What will be done.",
        "who": "The person or role that will do it.",
        "due": "By when: 2018-11-30, 2018-11, or the source's own words.",
    },
    "Criteria": {
        "green": "When the light is green.",
        "amber": "When the light is amber.",
        "red": "When the light is red.",
        "complete": "When the work counts as complete.",
    },
    "Input": {
        "what": "The code of an activity, the name of a measure, or work and results.",
        "light": _LIGHT,
    },
    "Derivation": {
        "sentence": "Why the light is what it is, in plain words.",
        "basis": "What kind of thing the light follows from.",
        "rule": "The rule that made it, with its version.",
        "rule_from": "The day from which the rule counts.",
        "computed": "What the rule gives, where a stated light stands in its place.",
        "stated": "The light that was stated beside a computed one.",
        "inputs": "The lights that it was made of.",
    },
    "Activity": {
        "code": "The code of the activity, such as 3.1.1e.",
        "title": "What the activity is.",
        "light": _LIGHT,
        "trend": _TREND,
        "light_stated": _LIGHT_STATED,
        "trend_stated": _TREND_STATED,
        "why": _WHY,
        "results": "The light of the outcome, where the owner accepted a measure for it.",
        "results_why": _WHY,
        "owners": "Who answers for it.",
        "criteria": _CRITERIA,
        "position": _POSITION,
        "next_steps": _STEPS,
    },
    "Priority": {
        "number": "The number of the priority.",
        "title": "What the priority is.",
        "objective": "What the priority is to achieve.",
        "light": _LIGHT,
        "trend": _TREND,
        "light_stated": _LIGHT_STATED,
        "trend_stated": _TREND_STATED,
        "why": _WHY,
        "results": "The light of the outcome: is the work making a difference?",
        "results_text": "The sentence that says why the outcome has its light.",
        "results_why": _WHY,
        "headline": "One light of work and results, where the plan's rule makes one.",
        "headline_why": _WHY,
        "activities": "The activities in the order of the report.",
    },
    "Card": {
        "priority": "The number of the card's priority.",
        "targets": "The codes of the activities that the card is about.",
        "target_titles": "The activities' titles as the card prints them, in the order of targets; "
        "empty where equal to the summary.",
        "owners": "Who answers for it.",
        "aim": "The aim or rationale.",
        "criteria": _CRITERIA,
        "light": _LIGHT,
        "light_stated": _LIGHT_STATED,
        "why": _WHY,
        "position": _POSITION,
        "next_steps": _STEPS,
    },
    "Meeting": {
        "body": "Who meets.",
        "date": "The day of the meeting, such as 2018-09-27.",
        "item": "The agenda item.",
        "purpose": "What the meeting is asked to do with the report.",
    },
    "Period": {
        "key": "The last month of the period, such as 2018-09.",
        "label": "The period in words.",
        "work_to": "The day up to which work is reported.",
        "figures_to": "The day or month up to which figures run.",
    },
}
