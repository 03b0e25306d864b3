"""What needs attention: every red and amber activity with what is done about it; and what goes well."""

from __future__ import annotations

from collections.abc import Iterator

from saferplan.documents.formats.slides import wording
from saferplan.documents.formats.slides.parts import Grid, GridCell, GridRow, Para, Text, Topic
from saferplan.report import block_lights, labels
from saferplan.report.block_kinds import Cell, LightMark, Steps, TrendMark
from saferplan.report.blocks import step_of
from saferplan.report.labels import Translate
from saferplan.report.readable import line, reason
from saferplan.report.rollup import count
from saferplan.report.tree import Activity, Card, Derivation, Light, NextStep, Report, Trend

_POOR = (Light.RED, Light.AMBER)


def is_poor(activity: Activity) -> bool:
    return activity.light in _POOR or activity.results in _POOR


def needs_attention(report: Report) -> list[int]:
    """The places of the cards that a meeting looks at: red or amber, or about an activity that is."""
    poor = {each.code for _, each in report.activities() if is_poor(each)}
    return [place for place, card in enumerate(report.cards) if card.light in _POOR or poor & set(card.targets)]


def attention(report: Report, say: Translate) -> Iterator[Topic]:
    """Reds first. None where the report has nothing that could need it."""
    activities = [each for _, each in report.activities()]
    if not activities and not report.cards:
        return
    rows = _Rows(report, say).rows()
    title = say("What needs attention")
    if not rows:
        counts = count([(each.code, each.light) for each in activities])
        words = say("No activity is red or amber; {some} of {all} reported.")
        words = words.format(some=counts.reported, all=counts.total)
        yield Topic(title=title, segments=(Text((wording.plain(words),)),))
        return
    several = block_lights.Shown(report).activity_results
    lights = (say("Work"), say("Results")) if several else (say("Light"),)
    yield Topic(
        title=title,
        segments=(
            Grid(
                caption=say("Red and amber activities and what is done about them"),
                columns=(say("Activity"), *lights, say("Next steps, who and by when")),
                shares=(32, 14, 14, 40) if several else (38, 15, 47),
                rows=tuple(rows),
            ),
        ),
    )


class _Rows:
    def __init__(self, report: Report, say: Translate) -> None:
        self.report = report
        self.say = say
        self.shown = block_lights.Shown(report)
        self.told: dict[tuple[NextStep, ...], str] = {}

    def rows(self) -> list[GridRow]:
        activities = [each for _, each in self.report.activities() if is_poor(each)]
        activities.sort(key=lambda each: Light.RED not in (each.light, each.results))
        found = [self._activity(each) for each in activities]
        codes = {each.code for each in activities}
        found += [
            self._card(each) for each in self.report.cards if each.light in _POOR and not codes & set(each.targets)
        ]
        return found

    def _activity(self, activity: Activity) -> GridRow:
        name = f"{line(activity.code)}. {line(activity.title)}"
        steps = activity.next_steps or tuple(
            step for card in self.report.cards_of(activity.code) for step in card.next_steps
        )
        lights = [self._light(activity.light, activity.light_stated, activity.why)]
        whys = [(block_lights.WHY_WORK if self.shown.activity_results else block_lights.WHY, activity.why)]
        if self.shown.activity_results:
            measured = activity.results is not Light.NONE or reason(activity.results_why)
            lights.append(self._light(activity.results, "", activity.results_why) if measured else ())
            whys.append((block_lights.WHY_RESULTS, activity.results_why))
        return self._row(line(activity.code), name, lights, steps, whys)

    def _card(self, card: Card) -> GridRow:
        code = ", ".join(line(each) for each in card.targets)
        name = self.say("In focus: {name}").format(name=code or self.say("no target"))
        lights = [self._light(card.light, card.light_stated, card.why)]
        lights += [()] if self.shown.activity_results else []
        return self._row(code, name, lights, card.next_steps, [(block_lights.WHY, card.why)])

    def _row(
        self, code: str, name: str, lights: list[Cell], steps: tuple[NextStep, ...], whys: list[tuple[str, Derivation]]
    ) -> GridRow:
        cells = [GridCell(paras=(wording.plain(name),)), *(wording.grid_cell(each) for each in lights)]
        cells.append(GridCell(paras=tuple(self._steps(code, steps))))
        notes = [f"{code}. {self.say(label)}: {reason(why)}" for label, why in whys if reason(why)]
        return GridRow(cells=tuple(cells), notes=tuple(notes))

    def _steps(self, code: str, steps: tuple[NextStep, ...]) -> list[Para]:
        """The same steps for several activities, as on a card of theirs, stand once."""
        if not steps:
            return [wording.quiet(self.say("No next step is written."))]
        if steps in self.told:
            return [wording.plain(self.say("As for {code}.").format(code=self.told[steps]))]
        self.told[steps] = code
        return wording.paras((Steps(steps=tuple(step_of(each, self.say) for each in steps)),))

    def _light(self, light: Light, stated: str, why: Derivation) -> Cell:
        return (LightMark(light=light, word=labels.light_word(light, stated, self.say, why.basis)),)


def good_news(report: Report, say: Translate) -> Iterator[Topic]:
    """Activities that got better or are complete, without those that need attention."""
    rows = []
    for _, each in report.activities():
        if is_poor(each) or not (each.trend is Trend.IMPROVING or each.light is Light.COMPLETE):
            continue
        light = LightMark(light=each.light, word=labels.light_word(each.light, each.light_stated, say))
        trend = TrendMark(trend=each.trend, word=labels.trend_word(each.trend, say))
        name = GridCell(paras=(wording.plain(f"{line(each.code)}. {line(each.title)}"),))
        rows.append(GridRow(cells=(name, wording.grid_cell((light,)), wording.grid_cell((trend,)))))
    several = block_lights.Shown(report).activity_results
    if rows:
        grid = Grid(
            caption=say("Activities that got better or are complete"),
            columns=(say("Activity"), say("Work") if several else say("Light"), say("Trend")),
            shares=(68, 16, 16),
            rows=tuple(rows),
        )
        yield Topic(title=say("What goes well"), segments=(grid,))
