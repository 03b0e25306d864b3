"""A report as headings, paragraphs, tables and cards, once for all writers: they walk blocks, never the tree."""

from __future__ import annotations

import re

from saferplan.common.dates import date_words
from saferplan.report import labels
from saferplan.report.block_kinds import (
    Block,
    Cell,
    Column,
    Content,
    Cover,
    Fact,
    Facts,
    Heading,
    LightMark,
    Line,
    PageBreak,
    Prose,
    Step,
    Steps,
    Table,
    TrendMark,
)
from saferplan.report.labels import Translate
from saferplan.report.markdown import parse_markdown
from saferplan.report.readable import line, markdown
from saferplan.report.tree import Activity, Card, Criteria, Light, NextStep, Priority, Report, Trend

__all__ = [
    "Block",
    "Cell",
    "Column",
    "Content",
    "Cover",
    "Fact",
    "Facts",
    "Heading",
    "LightMark",
    "Line",
    "PageBreak",
    "Prose",
    "Step",
    "Steps",
    "Table",
    "TrendMark",
    "blocks",
]

_BODIES = frozenset({"Partnership", "Board", "Council", "Forum", "CSP"})
_PLANS = frozenset({"Plan", "Strategy"})
_YEARS = re.compile(r" 20\d\d(?:(?: to | ?[-–/] ?)(?:20)?\d\d)?$")


def blocks(report: Report, translate: Translate = str) -> tuple[Block, ...]:
    """The whole report in reading order. `translate` turns the English words around the facts."""
    maker = _Maker(report, translate)
    return (maker.cover(), *maker.overview(), *maker.sections(), *maker.in_focus(), *maker.key())


class _Maker:
    def __init__(self, report: Report, translate: Translate) -> None:
        self.report = report
        self.say = translate
        everything = [each for _, each in report.activities()]
        self.has_activity_trends = any(each.trend is not Trend.NONE for each in everything)
        self.has_results = any(each.results is not Light.NONE for each in report.priorities)
        self.titles = {each.code: each.title for each in everything}
        self.anchors: set[str] = set()

    def cover(self) -> Cover:
        report, plan = self.report, self.report.plan.title
        return Cover(
            classification=line(report.classification),
            partnership=line(report.partnership.name),
            motto="" if self._motto_label() else line(report.partnership.motto),
            title=line(report.title),
            plan=line(plan) if _is_plan(plan) else "",
            summary=tuple(self._summary()),
            facts=Facts(caption=self.say("About this report"), facts=tuple(self._cover_facts())),
        )

    def _motto_label(self) -> str:
        """The motto, where it stands alone or its words do not make a motto, so that it needs a label."""
        words = line(self.report.partnership.motto).split()
        plain = 2 <= len(words) <= 12 and not any(each.isdigit() for each in "".join(words))
        named = self.report.partnership.name and self.report.title
        return "" if plain and named and words[-1][-1] != ":" else " ".join(words)

    def _cover_facts(self) -> list[Fact]:
        report, meeting, period = self.report, self.report.meeting, self.report.period
        name, plan = report.partnership.name, report.plan.title
        rows = [
            ("Partnership", "" if _ends_in(name, _BODIES) else name),
            ("Motto", self._motto_label()),
            ("Plan", "" if _is_plan(plan) else plan),
            ("Version", report.version),
            ("Date", self._date(report.date)),
            ("Author", report.author),
            ("Plan years", self._span(report.plan.starts, report.plan.ends)),
            ("Period", period.label),
            ("Period ends", self._date(period.key)),
            ("Work to", self._date(period.work_to)),
            ("Figures to", self._date(period.figures_to)),
            ("Meeting", meeting.body),
            ("Meeting date", self._date(meeting.date)),
            ("Agenda item", meeting.item),
            ("Purpose", meeting.purpose),
        ]
        return [self._fact(label, text) for label, text in rows if text]

    def _summary(self) -> list[Line]:
        rows = [
            ("Going well", self.report.going_well),
            ("Concern", self.report.concern),
        ]
        return [_line(text, self.say(label)) for label, text in rows if text]

    def overview(self) -> list[Block]:
        rule = self.report.rollup_rule
        rule_line = [_line(rule, self.say("Rule for the lights of priorities"))] if rule else []
        if not self.report.priorities:
            return [*rule_line]
        results = [Column(text=self.say("Results"), share=17)] if self.has_results else []
        columns = (
            Column(text=self.say("Priority"), share=66 - 17 * len(results)),
            Column(text=self.say("Light"), share=17),
            *results,
            Column(text=self.say("Trend"), share=17),
        )
        rows = tuple(self._overview_row(each) for each in self.report.priorities)
        return [
            self._heading(1, self.say("Priorities"), "priorities"),
            Table(caption=self.say("The priorities and how they stand"), columns=columns, rows=rows),
            *rule_line,
        ]

    def _overview_row(self, priority: Priority) -> tuple[Cell, ...]:
        results: list[Cell] = [self._light(priority.results)] if self.has_results else []
        return (
            _text(f"{priority.number}. {priority.title}"),
            self._light(priority.light, priority.light_stated),
            *results,
            self._trend(priority.trend),
        )

    def sections(self) -> list[Block]:
        found: list[Block] = []
        if self.report.priorities:
            found.append(self._heading(1, self.say("Activities by priority"), "activities"))
        for priority in self.report.priorities:
            found += self._section(priority)
        return found

    def _section(self, priority: Priority) -> list[Block]:
        found: list[Block] = [self._priority_heading(priority.number, "priority")]
        if priority.objective:
            found.append(_line(priority.objective, self.say("Objective")))
        if priority.results_text:
            found.append(_line(priority.results_text, self.say("Results")))
        if priority.activities:
            found.append(self._activity_table(priority))
        for activity in priority.activities:
            facts = self._activity_facts(activity)
            if len(facts) > 1:
                name = self.say("In detail: {name}").format(name=activity.code)
                found.append(self._heading(3, name, f"activity-{activity.code}"))
                found.append(Facts(caption=name, facts=tuple(facts)))
        return found

    def _activity_table(self, priority: Priority) -> Table:
        trend = [Column(text=self.say("Trend"), share=17)] if self.has_activity_trends else []
        columns = (
            Column(text=self.say("Activity"), share=83 - 17 * len(trend)),
            Column(text=self.say("Light"), share=17),
            *trend,
        )
        rows = tuple(
            (
                _text(f"{each.code}. {each.title}"),
                self._light(each.light, each.light_stated),
                *([self._trend(each.trend)] if trend else []),
            )
            for each in priority.activities
        )
        caption = self.say("Activities of priority {number}").format(number=priority.number)
        return Table(caption=caption, columns=columns, rows=rows)

    def _activity_facts(self, activity: Activity) -> list[Fact]:
        return [
            self._fact("Activity", f"{activity.code}. {activity.title}"),
            *self._owners(activity.owners),
            *self._criteria(activity.criteria),
            *self._words(activity.position, activity.next_steps),
        ]

    def in_focus(self) -> list[Block]:
        found: list[Block] = []
        if self.report.cards:
            found += [PageBreak(), self._heading(1, self.say("In focus"), "in-focus")]
        before: int | None = None
        for card in self.report.cards:
            if card.priority != before:
                found.append(self._priority_heading(card.priority, "in-focus-priority"))
            before = card.priority
            name = self.say("In focus: {name}").format(name=self._targets_name(card))
            found.append(self._heading(3, name, f"card-{'-'.join(card.targets[:1])}"))
            found.append(Facts(caption=name, facts=tuple(self._card_facts(card))))
        return found

    def _targets_name(self, card: Card) -> str:
        if len(card.targets) > 2:
            return self.say("{first} to {last}").format(first=card.targets[0], last=card.targets[-1])
        return ", ".join(card.targets) or self.say("no target")

    def _card_facts(self, card: Card) -> list[Fact]:
        label = "Target" if len(card.targets) == 1 else "Targets"
        return [
            Fact(label=self.say(label), cell=self._targets(card)),
            *self._owners(card.owners),
            *([self._fact("Aim", card.aim)] if card.aim else []),
            *self._criteria(card.criteria),
            Fact(label=self.say("Light"), cell=self._light(card.light, card.light_stated)),
            *self._words(card.position, card.next_steps),
        ]

    def _targets(self, card: Card) -> Cell:
        titles = dict(zip(card.targets, card.target_titles, strict=False))
        pairs = [(code, titles.get(code) or self.titles.get(code, "")) for code in card.targets]
        return tuple(_line(f"{code}. {title}" if title else code) for code, title in pairs)

    def _owners(self, owners: tuple[str, ...]) -> list[Fact]:
        label = "Owner" if len(owners) == 1 else "Owners"
        return [self._fact(label, "; ".join(owners))] if owners else []

    def _criteria(self, criteria: Criteria) -> list[Fact]:
        stated = [
            (Light.GREEN, criteria.green),
            (Light.AMBER, criteria.amber),
            (Light.RED, criteria.red),
            (Light.COMPLETE, criteria.complete),
        ]
        lines = tuple(_line(text, self.say(labels.LIGHTS[light])) for light, text in stated if text)
        return [Fact(label=self.say("Criteria"), cell=lines)] if lines else []

    def _words(self, position: str, next_steps: tuple[NextStep, ...]) -> list[Fact]:
        found = []
        if position:
            cell = (Prose(blocks=parse_markdown(markdown(position))),)
            found.append(Fact(label=self.say("Current position"), cell=cell))
        if next_steps:
            steps = tuple(self._step(each) for each in next_steps)
            found.append(Fact(label=self.say("Next steps"), cell=(Steps(steps=steps),)))
        return found

    def _step(self, step: NextStep) -> Step:
        who = [self.say("Who: {name}").format(name=step.who)] if step.who else []
        due = [self.say("By: {date}").format(date=self._date(step.due))] if step.due else []
        return Step(text=line(step.text), who_and_when=line("; ".join(who + due)))

    def key(self) -> list[Block]:
        columns = (Column(text=self.say("Word"), share=22), Column(text=self.say("What it means"), share=78))
        marks = self._marks()
        rows = [(self._light(light), _text(self._meaning(light))) for light in Light if light in marks]
        for light in Light:
            plain = self.say(labels.LIGHTS[light]).lower()
            own = _text(self.say("This report's word for {light}.").format(light=plain))
            rows += [((mark,), own) for mark in sorted(marks.get(light, ()), key=lambda mark: mark.word)]
        rows += [(self._trend(trend), _text(self.say(labels.TREND_MEANINGS[trend]))) for trend in self._trends_used()]
        title = self.say("What these words mean")
        return [self._heading(1, title, "words"), Table(caption=title, columns=columns, rows=tuple(rows))]

    def _meaning(self, light: Light) -> str:
        return self.say(labels.LIGHT_MEANINGS[light])

    def _marks(self) -> dict[Light, set[LightMark]]:
        """The lights to explain, each with the report's own words for it."""
        report = self.report
        marks: dict[Light, set[LightMark]] = {Light.GREEN: set(), Light.AMBER: set(), Light.RED: set()}
        if self.has_results:
            marks |= {each.results: set() for each in report.priorities if each.results not in marks}
        subjects: list[Priority | Card | Activity] = [*report.priorities, *report.cards]
        for subject in subjects + [each for _, each in report.activities()]:
            word = labels.light_word(subject.light, subject.light_stated, self.say)
            own = marks.setdefault(subject.light, set())
            if word != self.say(labels.LIGHTS[subject.light]):
                own.add(LightMark(light=subject.light, word=word))
        return marks

    def _trends_used(self) -> list[Trend]:
        used = {each.trend for each in self.report.priorities}
        if self.has_activity_trends:
            used |= {each.trend for _, each in self.report.activities()}
        return [trend for trend in Trend if trend is not Trend.NONE or trend in used]

    def _heading(self, level: int, text: str, anchor: str) -> Heading:
        base = re.sub(r"[^a-z0-9]+", "-", anchor.lower()).strip("-") or "section"
        unique, count = base, 1
        while unique in self.anchors:
            count += 1
            unique = f"{base}-{count}"
        self.anchors.add(unique)
        return Heading(level=level, text=line(text), anchor=unique)

    def _priority_heading(self, number: int, anchor: str) -> Heading:
        priority = self.report.priority(number)
        text = self.say("Priority {number}").format(number=number)
        return self._heading(2, f"{text}: {priority.title}" if priority else text, f"{anchor}-{number}")

    def _fact(self, label: str, text: str) -> Fact:
        return Fact(label=self.say(label), cell=_text(text))

    def _light(self, light: Light, stated: str = "") -> Cell:
        return (LightMark(light=light, word=labels.light_word(light, stated, self.say)),)

    def _trend(self, trend: Trend) -> Cell:
        return (TrendMark(trend=trend, word=labels.trend_word(trend, self.say)),)

    def _date(self, value: str) -> str:
        return date_words(value, self.say)

    def _span(self, starts: str, ends: str) -> str:
        if starts and ends:
            return self.say("{start} to {end}").format(start=self._date(starts), end=self._date(ends))
        return self._date(starts or ends)


def _line(text: str, label: str = "") -> Line:
    return Line(text=line(text), label=label)


def _text(text: str) -> Cell:
    return (_line(text),)


def _is_plan(title: str) -> bool:
    return _ends_in(_YEARS.sub("", line(title)), _PLANS)


def _ends_in(text: str, kinds: frozenset[str]) -> bool:
    """Whether a name says by itself what it names; on the cover another one gets a label."""
    words = line(text).split()
    plain = all(word.replace("'", "").replace("’", "").replace("-", "").isalpha() for word in words)
    return plain and 2 <= len(words) <= 8 and words[0][:1].isupper() and words[-1] in kinds
