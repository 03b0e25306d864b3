"""A comparison in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from saferplan.report.comparison import Comparison, FieldChange, Item, Kind, LightStep, Matched, TextStep

Sentence = tuple[str, Mapping[str, object]]

_COVER = {
    "partnership.name": "The partnership was “{before}” and is now “{after}”.",
    "title": "The title was “{before}” and is now “{after}”.",
    "plan.title": "The plan was “{before}” and is now “{after}”.",
    "version": "The version was {before} and is now {after}.",
    "date": "The date was {before} and is now {after}.",
    "author": "The author was {before} and is now {after}.",
}
# What people did to lights: where there was nothing before, where there is nothing now, and where both.
_DONE = {
    "light_set": (
        ": its light was set by the partnership, to {after}.",
        ": its light is no longer set by the partnership; it was set to {before}.",
        ": the partnership had set its light to {before}, and now to {after}.",
    ),
    "results_set": (
        ": its results light was set by the partnership, to {after}.",
        ": its results light is no longer set by the partnership; it was set to {before}.",
        ": the partnership had set its results light to {before}, and now to {after}.",
    ),
    "rule_in_force": (
        "A rule makes the lights of priorities and cards now: {after}.",
        "No rule makes the lights of priorities and cards any more; it was: {before}.",
        "The rule for the lights of priorities and cards was “{before}” and is now “{after}”.",
    ),
    "headline_rule": (
        "A rule makes overall lights now: {after}.",
        "No rule makes overall lights any more; it was: {before}.",
        "The rule for overall lights was “{before}” and is now “{after}”.",
    ),
}
_FIELDS = {
    "title": "the title",
    "objective": "the objective",
    "trend": "the trend",
    "results": "the results light",
    "results_text": "the sentence on results",
    "headline": "the overall light",
    "owners": "the owner",
    "aim": "the aim",
    "targets": "the activities",
    "criteria.green": "the criteria for green",
    "criteria.amber": "the criteria for amber",
    "criteria.red": "the criteria for red",
    "criteria.complete": "the criteria for complete",
    "next_steps": "the next steps",
}
_NAMES = {Kind.PRIORITY: "Priority {name}", Kind.ACTIVITY: "{name}", Kind.CARD: "The card of {name}"}
_LIGHTS = {
    LightStep.BETTER: " went from {before} to {after}: better.",
    LightStep.WORSE: " went from {before} to {after}: worse.",
    LightStep.NEW: " had no light and is now {after}.",
    LightStep.GONE: " was {before} and has no light now.",
    LightStep.OTHER: " went from {before} to {after}.",
}
_TEXTS = {
    TextStep.ADDED: " has a text now and had none before.",
    TextStep.REMOVED: " has no text any more.",
    TextStep.UNCHANGED: " has the same text as before.",
    TextStep.NEARLY: " has nearly the same text as before.",
    TextStep.CHANGED: " has a new text.",
}


def sentences(comparison: Comparison) -> list[Sentence]:
    """English templates with their parameters: the cover, what came and went, then each line in order."""
    if comparison.is_same():
        return [("The two reports say the same.", {})]
    return [
        *_counts(comparison),
        *(_cover(change) for change in comparison.cover),
        *(_came("{what} is new: “{title}”.", item) for item in comparison.added),
        *(_came("{what} is gone: “{title}”.", item) for item in comparison.removed),
        *(sentence for each in comparison.matched for sentence in _matched(each)),
    ]


def _counts(comparison: Comparison) -> Iterator[Sentence]:
    steps = {step: len(comparison.steps(step, Kind.ACTIVITY)) for step in LightStep}
    if sum(steps.values()):
        params = {"better": steps[LightStep.BETTER], "worse": steps[LightStep.WORSE], "same": steps[LightStep.SAME]}
        yield (
            "Of the activities in both reports, {better} are better, {worse} are worse and {same} are the same.",
            params,
        )


def _cover(change: FieldChange) -> Sentence:
    params = {"field": change.field, "before": change.before, "after": change.after}
    if change.field in _DONE:
        return _done(change), params
    if not change.before:
        return "On the cover, {field} is now “{after}” and was empty.", params
    if not change.after:
        return "On the cover, {field} was “{before}” and is now empty.", params
    return _COVER.get(change.field, "On the cover, {field} was “{before}” and is now “{after}”."), params


def _done(change: FieldChange) -> str:
    begun, ended, other = _DONE[change.field]
    return begun if not change.before else ended if not change.after else other


def _came(template: str, item: Item) -> Sentence:
    what = template.replace("{what}", _NAMES[item.kind])
    if not item.title:
        what = what.replace(": “{title}”", "")
    return what, {"name": item.name, "title": item.title}


def _matched(each: Matched) -> Iterator[Sentence]:
    name = _NAMES[each.newer.kind]
    params: dict[str, object] = {"name": each.newer.name}
    if each.renumbered:
        ask = " Confirm that it is the same." if each.proposed else ""
        yield (
            f"{name} seems to be {{older}} under a new number (titles {{alike}} alike).{ask}",
            {**params, "older": each.older.name, "alike": f"{round(100 * each.similarity)}%"},
        )
    if each.light in _LIGHTS:
        lights = {"before": each.older.light.value, "after": each.newer.light.value}
        yield name + _LIGHTS[each.light], {**params, **lights}
    for change in each.changes:
        yield _changed(name, params, change)
    if each.position in _TEXTS:
        yield name + _TEXTS[each.position], params


def _changed(name: str, params: Mapping[str, object], change: FieldChange) -> Sentence:
    values = {**params, "before": change.before, "after": change.after}
    if change.field in _DONE:
        return name + _done(change), values
    what = _FIELDS.get(change.field, change.field)
    if not change.before:
        return f"{name}: {what} is now “{{after}}” and was not stated before.", values
    if not change.after:
        return f"{name}: {what} was “{{before}}” and is not stated any more.", values
    return f"{name}: {what} was “{{before}}” and is now “{{after}}”.", values
