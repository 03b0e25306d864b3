"""Priorities, activities, cards, next steps and criteria as tables."""

from __future__ import annotations

from collections.abc import Iterator

from saferplan.common.dates import date_words
from saferplan.documents.formats.tidy.kinds import Cell, Column, LightWord, Number, Role, Table, table
from saferplan.documents.formats.tidy.texts import plain_prose
from saferplan.report import block_lights, labels
from saferplan.report.block_lights import Shown
from saferplan.report.labels import Translate
from saferplan.report.readable import line, reason
from saferplan.report.tree import Card, Criteria, Derivation, Light, NextStep, Priority, Report

_LONG = 80


def work_tables(report: Report, say: Translate) -> Iterator[Table]:
    maker = _Maker(report, say)
    yield maker.priorities()
    yield maker.activities()
    yield maker.cards()
    yield maker.next_steps()
    yield maker.criteria()


def _light(name: str) -> Column:
    return Column(name=name, widest=14)


def _why(name: str) -> Column:
    return Column(name=name, role=Role.NOTE, widest=50, may_be_blank=True)


class _Maker:
    def __init__(self, report: Report, say: Translate) -> None:
        self.report = report
        self.say = say
        self.shown = Shown(report)
        self.titles = {each.code: line(each.title) for _, each in report.activities()}

    def priorities(self) -> Table:
        several = self.shown.headline or self.shown.results
        columns = (
            Column(name="Priority number", role=Role.CODE, widest=10, is_label=True),
            Column(name="Priority", role=Role.TITLE, stays=True),
            Column(name="Objective", widest=60),
            _light("Overall light"),
            _why(block_lights.WHY_HEADLINE),
            _light("Work light" if several else "Light"),
            _why(block_lights.WHY_WORK if several else block_lights.WHY),
            _light("Results light"),
            _why(block_lights.WHY_RESULTS),
            Column(name="Results", widest=60),
            Column(name="Trend", widest=14),
        )
        names = (
            "Priorities",
            "Priorities",
            "Priority",
            "The priorities and how they stand",
            "One row for each priority: its lights with their reasons, and its trend",
        )
        return table(self.say, names, columns, map(self._priority, self.report.priorities))

    def _priority(self, each: Priority) -> tuple[Cell, ...]:
        return (
            Number(str(each.number)),
            line(each.title),
            line(each.objective),
            self._light(each.headline, each.headline_why) if self.shown.headline else "",
            reason(each.headline_why),
            self._light(each.light, each.why, each.light_stated),
            reason(each.why),
            self._light(each.results, each.results_why) if self.shown.results else "",
            reason(each.results_why),
            line(each.results_text),
            labels.trend_word(each.trend, self.say),
        )

    def activities(self) -> Table:
        several = self.shown.activity_results
        columns = (
            Column(name="Priority number", widest=10, is_label=True),
            Column(name="Code", role=Role.CODE, widest=14, stays=True),
            Column(name="Activity", role=Role.TITLE, widest=50),
            _light("Work light" if several else "Light"),
            _why(block_lights.WHY_WORK if several else block_lights.WHY),
            _light("Results light"),
            _why(block_lights.WHY_RESULTS),
            Column(name="Trend", widest=14),
            Column(name="Owners", widest=30),
            Column(name="Position", widest=_LONG),
        )
        rows = []
        for priority, each in self.report.activities():
            measured = each.results is not Light.NONE or bool(reason(each.results_why))
            rows.append(
                (
                    Number(str(priority.number)),
                    line(each.code),
                    line(each.title),
                    self._light(each.light, each.why, each.light_stated),
                    reason(each.why),
                    self._light(each.results, each.results_why) if measured else "",
                    reason(each.results_why),
                    labels.trend_word(each.trend, self.say) if self.shown.activity_trends else "",
                    _owners(each.owners),
                    plain_prose(each.position),
                )
            )
        names = (
            "Activities",
            "Activities",
            "Activity",
            "The activities of the plan and how they stand",
            "One row for each activity: its light, owners and position",
        )
        return table(self.say, names, columns, rows)

    def cards(self) -> Table:
        columns = (
            Column(name="Priority number", widest=10, is_label=True),
            Column(name="Card", role=Role.CODE, widest=10, stays=True, is_label=True),
            Column(name="Activity codes", widest=24),
            Column(name="Activities", role=Role.TITLE, widest=50),
            Column(name="Owners", widest=30),
            Column(name="Aim", widest=50),
            _light("Light"),
            _why(block_lights.WHY),
            Column(name="Position", widest=_LONG),
        )
        rows = [
            (
                Number(str(card.priority)),
                Number(str(number)),
                _codes(card),
                self._targets(card),
                _owners(card.owners),
                line(card.aim),
                self._light(card.light, card.why, card.light_stated),
                reason(card.why),
                plain_prose(card.position),
            )
            for number, card in enumerate(self.report.cards, 1)
        ]
        names = (
            "Cards",
            "Cards",
            "Card",
            "Activities in focus",
            "One row for each card: aim, light and position of one or more activities",
        )
        return table(self.say, names, columns, rows)

    def _targets(self, card: Card) -> str:
        stated = [*map(line, card.target_titles), *[""] * len(card.targets)]
        titles = [own or self.titles.get(code, "") for code, own in zip(card.targets, stated, strict=False)]
        return "; ".join(each for each in titles if each)

    def _about(self) -> Iterator[tuple[Number, str, str, str, Criteria, tuple[NextStep, ...]]]:
        """Activities, then cards: priority, what it is, its code, its title, its criteria and next steps."""
        for priority, each in self.report.activities():
            number = Number(str(priority.number))
            yield number, self.say("Activity"), line(each.code), line(each.title), each.criteria, each.next_steps
        for place, card in enumerate(self.report.cards, 1):
            name = f"{self.say('Card')} {place}"
            yield Number(str(card.priority)), name, _codes(card), self._targets(card), card.criteria, card.next_steps

    def next_steps(self) -> Table:
        columns = (
            Column(name="Priority number", role=Role.ELSEWHERE, widest=10, is_label=True),
            Column(name="Listed under", role=Role.NOTE, widest=12, is_named=True),
            Column(name="Codes", role=Role.CODE, widest=24, stays=True),
            Column(name="Activities", role=Role.TITLE, widest=50),
            Column(name="Next step", widest=60),
            Column(name="Who", role=Role.NOTE, widest=30, is_named=True),
            Column(name="Due", role=Role.WHEN, widest=20),
        )
        rows = [
            (number, kind, code, title, line(step.text), line(step.who), line(date_words(line(step.due), self.say)))
            for number, kind, code, title, _criteria, steps in self._about()
            for step in steps
        ]
        names = (
            "Next_steps",
            "Next steps",
            "Next step",
            "What will be done next",
            "One row for each next step: what, by whom, by when",
        )
        return table(self.say, names, columns, rows)

    def criteria(self) -> Table:
        columns = (
            Column(name="Priority number", role=Role.ELSEWHERE, widest=10, is_label=True),
            Column(name="Listed under", role=Role.NOTE, widest=12, is_named=True),
            Column(name="Codes", role=Role.CODE, widest=24, stays=True),
            Column(name="Activities", role=Role.TITLE, widest=50),
            Column(name="Light", role=Role.NOTE, widest=14, is_named=True),
            Column(name="When it is shown", widest=_LONG),
        )
        rows = [
            (number, kind, code, title, LightWord(light, self.say(labels.LIGHTS[light])), text)
            for number, kind, code, title, criteria, _steps in self._about()
            for light, text in _stated(criteria)
            if text
        ]
        names = (
            "Criteria",
            "Criteria",
            "Criterion",
            "When each light is shown",
            "One row for each criterion: the text that says when a light is shown",
        )
        return table(self.say, names, columns, rows)

    def _light(self, light: Light, why: Derivation, stated: str = "") -> LightWord:
        return LightWord(light, labels.light_word(light, stated, self.say, why.basis))


def _stated(criteria: Criteria) -> tuple[tuple[Light, str], ...]:
    return (
        (Light.GREEN, line(criteria.green)),
        (Light.AMBER, line(criteria.amber)),
        (Light.RED, line(criteria.red)),
        (Light.COMPLETE, line(criteria.complete)),
    )


def _codes(card: Card) -> str:
    return ", ".join(map(line, card.targets))


def _owners(owners: tuple[str, ...]) -> str:
    return "; ".join(each for each in map(line, owners) if each)
