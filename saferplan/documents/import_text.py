"""A report's plan as `PlanText`: each priority, activity and card gets the identity it has, or a new one. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from saferplan.documents.matching import Known, Line, Matching, Where, match_activities, normal
from saferplan.plan.rules import ActivityText, CardText, PlanText, PriorityText, TargetText
from saferplan.report import tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What a report is matched with: the version before it, the plan's other versions, other plans' versions."""

    before: PlanText | None
    same_plan: Sequence[PlanText]
    other_plans: Sequence[PlanText]

    def all(self) -> list[tuple[Where, PlanText]]:
        return [
            *([(Where.BEFORE, self.before)] if self.before else []),
            *((Where.SAME_PLAN, text) for text in self.same_plan),
            *((Where.OTHER_PLAN, text) for text in self.other_plans),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan:
    """The report's plan with identities. `cards` are the uids of the report's cards, `own` the hidden ones by code."""

    text: PlanText
    matching: Matching
    priorities: Mapping[int, UUID]
    activities: Mapping[str, UUID]
    cards: Sequence[UUID]
    own: Mapping[str, UUID]


def read_plan(report: tree.Report, earlier: Earlier, answers: Mapping[str, str]) -> ReadPlan:
    """Open questions are taken as proposed, so that the changes can be shown. Raises BadMatches.

    The report's codes and numbers must be unique, and each card's priority among its priorities.
    """
    matching = match_activities(
        [Line(activity.code, activity.title) for _, activity in report.activities()], _known(earlier), answers
    )
    proposed = {question.code: question.proposed for question in matching.questions}
    found = matching.found | proposed
    activities = {activity.code: found[activity.code] or uuid4() for _, activity in report.activities()}
    priorities = _match_priorities(report, earlier)
    shown = _read_cards(report, priorities, activities, earlier)
    hidden = _hidden_cards(report, priorities, activities, earlier)
    text = PlanText(
        priorities=tuple(
            PriorityText(uid=priorities[p.number], number=p.number, title=p.title, objective=p.objective)
            for p in report.priorities
        ),
        activities=tuple(
            ActivityText(uid=activities[a.code], priority=priorities[p.number], code=a.code, title=a.title)
            for p, a in report.activities()
        ),
        cards=(*shown, *hidden.values()),
    )
    return ReadPlan(
        text=text,
        matching=matching,
        priorities=priorities,
        activities=activities,
        cards=[card.uid for card in shown],
        own={code: card.uid for code, card in hidden.items()},
    )


def same_text(one: PlanText, other: PlanText) -> bool:
    """Do both say the same? The order of hidden cards is nobody's business."""

    def said(text: PlanText) -> tuple[object, ...]:
        shown = tuple(card for card in text.cards if not card.is_hidden)
        return text.priorities, text.activities, shown, frozenset(card for card in text.cards if card.is_hidden)

    return said(one) == said(other)


def has_own_return(activity: tree.Activity) -> bool:
    """Does the activity's own line say more than a title and a light?"""
    return bool(activity.owners or activity.position or activity.next_steps or activity.criteria.is_stated())


def _known(earlier: Earlier) -> list[Known]:
    seen: set[tuple[UUID, str, Where]] = set()
    known = []
    for where, text in earlier.all():
        for activity in text.activities:
            mark = (activity.uid, activity.code, where)
            if mark not in seen:
                seen.add(mark)
                known.append(Known(activity.uid, activity.code, activity.title, where))
    return known


def _match_priorities(report: tree.Report, earlier: Earlier) -> dict[int, UUID]:
    """By number and title; then by title, so that a new order is seen; then by number within the plan."""
    found: dict[int, UUID] = {}
    for where, text in earlier.all():
        ways = [_same_number_and_title, _same_title, *([_same_number] if where is Where.BEFORE else [])]
        for way in ways:
            for priority in report.priorities:
                for line in text.priorities if priority.number not in found else ():
                    if line.uid not in found.values() and way(priority, line):
                        found[priority.number] = line.uid
                        break
    return {priority.number: found.get(priority.number) or uuid4() for priority in report.priorities}


def _same_number_and_title(priority: tree.Priority, line: PriorityText) -> bool:
    return priority.number == line.number and priority.title == line.title


def _same_title(priority: tree.Priority, line: PriorityText) -> bool:
    return normal(priority.title) == normal(line.title)


def _same_number(priority: tree.Priority, line: PriorityText) -> bool:
    return priority.number == line.number


def _read_cards(
    report: tree.Report, priorities: Mapping[int, UUID], activities: Mapping[str, UUID], earlier: Earlier
) -> list[CardText]:
    wanted = [
        CardText(
            uid=uuid4(),
            priority=priorities[card.priority],
            aim=card.aim,
            targets=tuple(
                TargetText(uid=activities.get(code), code="" if code in activities else code, wording=wording)
                for code, wording in zip(card.targets, _wordings(card), strict=True)
            ),
        )
        for card in report.cards
    ]
    uids = _match_cards(wanted, earlier)
    return [
        CardText(uid=uids.get(index, card.uid), priority=card.priority, aim=card.aim, targets=card.targets)
        for index, card in enumerate(wanted)
    ]


def _wordings(card: tree.Card) -> tuple[str, ...]:
    return (*card.target_titles, *("" for _ in card.targets))[: len(card.targets)]


def _match_cards(wanted: Sequence[CardText], earlier: Earlier) -> dict[int, UUID]:
    """The earlier card that shares most activities; without any, the one of the same priority and aim."""
    found: dict[int, UUID] = {}
    for _, text in earlier.all():
        known = [card for card in text.cards if not card.is_hidden]
        scores = [
            (_closeness(card, other), -index, -place)
            for index, card in enumerate(wanted)
            if index not in found
            for place, other in enumerate(known)
        ]
        for closeness, index, place in sorted(scores, reverse=True):
            uid = known[-place].uid
            if closeness > 0 and -index not in found and uid not in found.values():
                found[-index] = uid
    return found


def _closeness(card: CardText, other: CardText) -> float:
    mine, theirs = _subjects(card), _subjects(other)
    if mine & theirs:
        return 1 + len(mine & theirs) / len(mine | theirs)
    same = card.priority == other.priority and normal(card.aim) == normal(other.aim)
    return 0.5 if same and not (mine or theirs) else 0


def _subjects(card: CardText) -> frozenset[UUID | str]:
    return frozenset(target.uid or target.code for target in card.targets)


def _hidden_cards(
    report: tree.Report, priorities: Mapping[int, UUID], activities: Mapping[str, UUID], earlier: Earlier
) -> dict[str, CardText]:
    known: dict[UUID, UUID] = {}
    for _, text in earlier.all():
        for card in text.cards:
            if card.is_hidden and card.targets and card.targets[0].uid:
                known.setdefault(card.targets[0].uid, card.uid)
    on_cards = {code for card in report.cards for code in card.targets}
    hidden = {}
    for priority, activity in report.activities():
        if activity.code not in on_cards or has_own_return(activity):
            uid = activities[activity.code]
            hidden[activity.code] = CardText(
                uid=known.get(uid) or uuid4(),
                priority=priorities[priority.number],
                is_hidden=True,
                targets=(TargetText(uid=uid),),
            )
    return hidden
