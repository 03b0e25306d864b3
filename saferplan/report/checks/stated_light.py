"""A light that a report stated beside the one that the plan's rule, or a measure, gives."""

from __future__ import annotations

from collections.abc import Iterator

from saferplan.report.checks import rollup
from saferplan.report.checks.passages import card_key, card_name, spot
from saferplan.report.derived import Basis
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.tree import Derivation, Light, Report

_BY = {Basis.ROLLED_UP: "the plan's rule", Basis.MEASURED: "the measure"}


def find(subject: Subject) -> Finding | None:
    odd = [each for each in _lights(subject.report) if _differs(*each[2:])]
    if not odd:
        return None
    return Finding(
        code=RULE.code,
        level=Level.ASK,
        message="The report states one light, and the plan's rule or a measure gives another: {details}.",
        advice="Ask who stated it why theirs differs. What is worked out is shown; a light that is set on purpose "
        "needs a reason and an end.",
        params={"details": "; ".join(_detail(*each[1:]) for each in odd)},
        spots=tuple(spot(subject, key, why.stated.value) for key, _name, _light, why in odd),
    )


def _lights(report: Report) -> Iterator[tuple[str, str, Light, Derivation]]:
    """Each light that may have a stated one beside it: where it stands, what it is called, and how it came about."""
    for priority in report.priorities:
        key, name = f"priority:{priority.number}", f"priority {priority.number}"
        yield key, name, priority.light, priority.why
        yield key, f"the results light of {name}", priority.results, priority.results_why
    for _, activity in report.activities():
        yield (
            f"activity:{activity.code}",
            f"the results light of {activity.code}",
            activity.results,
            activity.results_why,
        )
    for index, card in enumerate(report.cards):
        yield card_key(index), f"the {card_name(card)}", card.light, card.why


def _differs(light: Light, why: Derivation) -> bool:
    if why.basis not in _BY or why.stated in (Light.NONE, light):
        return False
    both = rollup.rated([light, why.stated])
    return len(both) < 2 or both[0] is not both[1]


def _detail(name: str, light: Light, why: Derivation) -> str:
    given = "no light" if light is Light.NONE else light.value
    return f"{name} is stated {why.stated.value}, and {_BY[Basis(why.basis)]} gives {given}"


RULE = Rule(
    code="stated-light",
    name="A stated light differs from the one that is worked out",
    why="Both stand in the report, and readers ask which of them is right.",
    example="Priority 2 is stated green, and the plan's rule gives amber.",
    find=find,
)
