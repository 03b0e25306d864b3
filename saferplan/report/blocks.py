"""A report as headings, paragraphs, tables and cards, once for all writers: they walk blocks, never the tree."""

from __future__ import annotations

import re

from saferplan.common.dates import date_words
from saferplan.report import block_lights, block_measures, block_register, labels
from saferplan.report.block_key import key_rows
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
    Note,
    PageBreak,
    Picture,
    Prose,
    Step,
    Steps,
    Table,
    TrendMark,
)
from saferplan.report.labels import Translate
from saferplan.report.markdown import parse_markdown
from saferplan.report.readable import line, markdown, reason
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
    "Note",
    "PageBreak",
    "Picture",
    "Prose",
    "Step",
    "Steps",
    "Table",
    "TrendMark",
    "blocks",
    "cover",
    "step_of",
]

_BODIES = frozenset({"Partnership", "Board", "Council", "Forum", "CSP"})
_PLANS = frozenset({"Plan", "Strategy"})
_YEARS = re.compile(r" 20\d\d(?:(?: to | ?[-–/] ?)(?:20)?\d\d)?$")


def blocks(report: Report, translate: Translate = str) -> tuple[Block, ...]:
    """The whole report in reading order. `translate` turns the English words around the facts."""
    maker = _Maker(report, translate)
    return (
        maker.cover(),
        *maker.overview(),
        *maker.figures(),
        *maker.sections(),
        *maker.in_focus(),
        *maker.missing(),
        *maker.key(),
    )


def cover(report: Report, translate: Translate = str) -> Cover:
    return _Maker(report, translate).cover()


class _Maker:
    def __init__(self, report: Report, translate: Translate) -> None:
        self.report = report
        self.say = translate
        everything = [each for _, each in report.activities()]
        self.shown = block_lights.Shown(report)
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
            ("What changed", report.changes),
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
        rules = self._rules()
        if not self.report.priorities:
            return [*rules]
        names = ["Overall"] if self.shown.headline else []
        names += ["Work" if self.shown.headline or self.shown.results else "Light"]
        names += ["Results"] if self.shown.results else []
        rows = tuple(self._overview_row(each) for each in self.report.priorities)
        return [
            self._heading(1, self.say("Priorities"), "priorities"),
            Table(
                caption=self.say("The priorities and how they stand"),
                columns=self._columns("Priority", [*names, "Trend"]),
                rows=rows,
            ),
            *rules,
        ]

    def _columns(self, first: str, others: list[str]) -> tuple[Column, ...]:
        share = 17 if len(others) < 4 else 16
        columns = [Column(text=self.say(name), share=share) for name in others]
        return (Column(text=self.say(first), share=100 - share * len(others)), *columns)

    def _rules(self) -> list[Line]:
        rows = [
            ("Rule for the lights of priorities", self.report.rollup_rule),
            ("Rule in force", block_lights.rule_in_force(self.report)),
            ("Rule for overall lights", block_lights.headline_rule(self.report)),
        ]
        if block_lights.has_loaded_lights(self.report):
            rows.append(("Lights without a reason", self.say("As the loaded report states them.")))
        return [_line(text, self.say(label)) for label, text in rows if text]

    def _overview_row(self, priority: Priority) -> tuple[Cell, ...]:
        notes = [
            Note(label=self.say(label), text=text) for label, text in block_lights.reasons_of(priority, self.shown)
        ]
        headline, results = priority.headline_why.basis, priority.results_why.basis
        return (
            (_line(f"{priority.number}. {priority.title}"), *notes),
            *([self._light(priority.headline, basis=headline)] if self.shown.headline else []),
            self._light(priority.light, priority.light_stated, priority.why.basis),
            *([self._light(priority.results, basis=results)] if self.shown.results else []),
            self._trend(priority.trend),
        )

    def figures(self) -> list[Block]:
        """The charts of the priorities' measures. What is read back leaves this section out, up to the next."""
        found: list[Block] = []
        for priority in self.report.priorities:
            if priority.measures:
                name = self.say("Figures of priority {number}: {title}")
                name = name.format(number=priority.number, title=priority.title)
                found.append(self._heading(2, name, f"figures-{priority.number}"))
            for measure in priority.measures:
                found.append(self._heading(3, measure.title or measure.name, f"figure-{measure.code}"))
                found += block_measures.of_measure(measure, self.say)
                for place, group in enumerate(measure.groups, 1):
                    name = block_measures.group_title(measure, group, self.say)
                    found.append(self._heading(3, name, f"figure-{measure.code}-{place}"))
                    found += block_measures.of_group(measure, group, self.say)
        return [self._heading(1, self.say("What the figures show"), "figures"), *found] if found else []

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
            found += self._activity_reasons(priority)
        for activity in priority.activities:
            facts = self._activity_facts(activity)
            if len(facts) > 1:
                name = self.say("In detail: {name}").format(name=activity.code)
                found.append(self._heading(3, name, f"activity-{activity.code}"))
                found.append(Facts(caption=name, facts=tuple(facts)))
        return found

    def _activity_table(self, priority: Priority) -> Table:
        names = ["Work", "Results"] if self.shown.activity_results else ["Light"]
        columns = self._columns("Activity", [*names, *(["Trend"] if self.shown.activity_trends else [])])
        rows = tuple(self._activity_row(each) for each in priority.activities)
        caption = self.say("Activities of priority {number}").format(number=priority.number)
        return Table(caption=caption, columns=columns, rows=rows)

    def _activity_row(self, activity: Activity) -> tuple[Cell, ...]:
        # An activity has a results light only where a measure was accepted for it; most have none to show.
        measured = activity.results is not Light.NONE or bool(reason(activity.results_why))
        results = self._light(activity.results, basis=activity.results_why.basis) if measured else ()
        return (
            _text(f"{activity.code}. {activity.title}"),
            self._light(activity.light, activity.light_stated),
            *([results] if self.shown.activity_results else []),
            *([self._trend(activity.trend)] if self.shown.activity_trends else []),
        )

    def _activity_reasons(self, priority: Priority) -> list[Block]:
        """Why each light is what it is. Activities with the same reason share a row: a long list stays short."""
        found: list[Block] = []
        for label, groups in block_lights.reasons_by_activity(priority.activities, self.shown):
            columns = (Column(text=self.say("Activities"), share=26), Column(text=self.say(label), share=74))
            rows = tuple((_text(codes), _text(sentence)) for codes, sentence in groups)
            caption = self.say("Why the activities of priority {number} have these lights")
            found.append(Table(caption=caption.format(number=priority.number), columns=columns, rows=rows))
        return found

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
            Fact(label=self.say("Light"), cell=self._light(card.light, card.light_stated, card.why.basis)),
            *([self._fact(block_lights.WHY, why)] if (why := reason(card.why)) else []),
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
            steps = tuple(step_of(each, self.say) for each in next_steps)
            found.append(Fact(label=self.say("Next steps"), cell=(Steps(steps=steps),)))
        return found

    def missing(self) -> list[Block]:
        """The register as an annex. What is read back leaves it out, up to what the words mean."""
        register = self.report.register
        if not register:
            return []
        found: list[Block] = [PageBreak(), self._heading(1, self.say(block_register.TITLE), "missing")]
        found.append(block_register.how_many(register, self.say))
        for group in block_register.groups(register, self.say):
            found += [self._heading(2, group.title, group.anchor), group.explained, group.table]
        return found

    def key(self) -> list[Block]:
        columns = (Column(text=self.say("Word"), share=22), Column(text=self.say("What it means"), share=78))
        rows = tuple(key_rows(self.report, self.shown, self.say))
        title = self.say("What these words mean")
        return [self._heading(1, title, "words"), Table(caption=title, columns=columns, rows=rows)]

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

    def _light(self, light: Light, stated: str = "", basis: str = "") -> Cell:
        return (LightMark(light=light, word=labels.light_word(light, stated, self.say, basis)),)

    def _trend(self, trend: Trend) -> Cell:
        return (TrendMark(trend=trend, word=labels.trend_word(trend, self.say)),)

    def _date(self, value: str) -> str:
        return date_words(value, self.say)

    def _span(self, starts: str, ends: str) -> str:
        if starts and ends:
            return self.say("{start} to {end}").format(start=self._date(starts), end=self._date(ends))
        return self._date(starts or ends)


def step_of(step: NextStep, say: Translate) -> Step:
    """A next step in words: what, who and by when."""
    who = [say("Who: {name}").format(name=step.who)] if step.who else []
    due = [say("By: {date}").format(date=date_words(step.due, say))] if step.due else []
    return Step(text=line(step.text), who_and_when=line("; ".join(who + due)))


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
