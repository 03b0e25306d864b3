"""Reads of what is restricted in a period's report, and where in the report it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period, Restriction
from saferplan.cycle.update_contents import Contents, StepLine
from saferplan.cycle.update_queries import Asked
from saferplan.plan.sheets import load_plan_sheets
from saferplan.report import restrictions as pure
from saferplan.report.tree import NextStep, Report


def load_restrictions(partnership: Partnership, period: Period, *, as_at: datetime) -> Sequence[Restriction]:
    """The marks that hold at an instant. One query."""
    held = Q(ended_at=None) | Q(ended_at__gt=as_at)
    rows = Restriction.objects.filter(held, period=period, period__partnership=partnership, at__lte=as_at)
    return list(rows)


def find_restriction(partnership: Partnership, period: Period, pk: int) -> Restriction | None:
    rows = Restriction.objects.filter(period=period, period__partnership=partnership, pk=pk, ended_at=None)
    return rows.select_related("period__partnership").first()


class Places:
    """Places of a period's report by what they are about in the plan, and the other way round. Two queries."""

    def __init__(self, partnership: Partnership, period: Period) -> None:
        sheets = load_plan_sheets(partnership, {period.plan_version_id})
        outline = sheets.outlines[period.plan_version_id]
        cards = [card for card in sheets.cards.get(period.plan_version_id, ()) if not card.is_hidden]
        self._cards = {card.id: f"card:{index}" for index, card in enumerate(cards)}
        self._activities = {each.id: f"activity:{each.code}" for each in outline.activities}
        self._priorities = {each.id: f"priority:{each.number}" for each in outline.priorities}

    def of(self, row: Restriction) -> str:
        """`card:2`; a name that no report has where the plan has the subject no longer."""
        if row.card_id:
            return self._cards.get(row.card_id, "card:gone")
        if row.activity_id:
            return self._activities.get(row.activity_id, "activity:gone")
        if row.priority_id:
            return self._priorities.get(row.priority_id, "priority:gone")
        return "report"

    def of_asked(self, asked: Asked) -> str:
        """Where an update's text stands: its card, or the activity that has a return of its own."""
        if asked.card in self._cards:
            return self._cards[asked.card]
        return self._activities.get(asked.activities[0].id, "activity:gone") if asked.activities else "card:gone"

    def subject(self, place: str) -> Mapping[str, int] | None:
        """The column and id that a place stands for; empty for the report itself, None where there is no such."""
        if place == "report":
            return {}
        for column, known in (
            ("card_id", self._cards),
            ("activity_id", self._activities),
            ("priority_id", self._priorities),
        ):
            for pk, name in known.items():
                if name == place:
                    return {column: pk}
        return None


def placed(rows: Sequence[Restriction], places: Places) -> tuple[pure.Restriction, ...]:
    """The marks as the report's rules take them."""
    return tuple(
        pure.Restriction(
            place=places.of(row),
            field=row.field,
            passage=row.passage,
            paragraph=row.paragraph,
            interest=row.interest,
        )
        for row in rows
    )


def with_contents(report: Report, place: str, contents: Contents) -> Report:
    """A report that says at a place what is written of an update so far, where none is approved yet."""
    steps = tuple(_step(each) for each in contents.steps)

    def said(each: Any, own: str) -> Any:
        if own != place or each.position:
            return each
        return replace(each, position=contents.position, next_steps=steps)

    priorities = tuple(
        replace(priority, activities=tuple(said(each, f"activity:{each.code}") for each in priority.activities))
        for priority in report.priorities
    )
    cards = tuple(said(card, f"card:{index}") for index, card in enumerate(report.cards))
    return replace(report, priorities=priorities, cards=cards)


def _step(line: StepLine) -> NextStep:
    return NextStep(text=line.text, who=line.who, due=line.due.isoformat() if line.due else line.due_words)
