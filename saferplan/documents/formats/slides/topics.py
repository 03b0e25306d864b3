"""What the slides of a report are about, in order: first what a board needs, then each priority, last the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from saferplan.documents.formats.slides import wording
from saferplan.documents.formats.slides.attention import attention, good_news, needs_attention
from saferplan.documents.formats.slides.parts import Grid, GridCell, GridRow, Para, Segment, Text, Topic
from saferplan.documents.formats.slides.sections import Figure, Section, Sections
from saferplan.report import block_lights, labels
from saferplan.report.block_kinds import Block, Facts, Heading, Line, Note, Table
from saferplan.report.labels import Translate
from saferplan.report.readable import line, reason
from saferplan.report.rollup import count
from saferplan.report.tree import Activity, Card, Light, Priority, Report

_WORST_FIRST = (Light.RED, Light.AMBER, Light.GREEN, Light.COMPLETE, Light.DEFERRED, Light.NONE)
# Of the overview, by its number of columns; and of a priority's own row from it.
_SHARES = {4: (52, 16, 16, 16), 5: (41, 15, 15, 14, 15), 6: (26, 15, 15, 15, 14, 15)}
_OWN_SHARES = {3: (34, 33, 33), 4: (25, 25, 25, 25), 5: (20, 20, 20, 20, 20)}

# A card's table names so many targets by their titles.
_NAMED = 3


def topics(report: Report, found: Sections, say: Translate) -> Iterator[Topic]:
    """All slides but the first."""
    overview = _overview(report, found.overview, say) if found.overview else None
    yield _at_a_glance(report, found, overview, say)
    yield from attention(report, say)
    yield from good_news(report, say)
    in_focus = set(needs_attention(report))
    for number, (priority, section) in enumerate(zip(report.priorities, found.priorities, strict=True)):
        cards = [place for place, each in enumerate(report.cards) if each.priority == priority.number]
        quiet = [found.cards[place] for place in cards if place not in in_focus]
        stands = [_standing(overview, number, say)] if overview else []
        yield _priority(report, priority, section, [*stands], quiet, say)
        for figure in section.figures:
            yield _figure(figure)
        for place in cards:
            if place in in_focus:
                yield _card(report.cards[place], *found.cards[place], say)
    known = {each.number for each in report.priorities}
    for place, card in enumerate(report.cards):
        if card.priority not in known:
            yield _card(card, *found.cards[place], say)
    for title, blocks in found.annexes:
        yield _annex(title, blocks)
    if found.cover.facts.facts:
        yield _about(found.cover.facts, say)
    if found.key is not None:
        yield Topic(title=found.key.caption, segments=(_grid(found.key),))


def _at_a_glance(report: Report, found: Sections, overview: Grid | None, say: Translate) -> Topic:
    parts: list[Segment] = []
    summary = [wording.labelled(each.label, each.text) for each in found.cover.summary]
    everything = [each for _, each in report.activities()]
    if everything:
        summary.append(wording.labelled(say("Activities"), _counted(everything, say)))
    if summary:
        parts.append(Text(tuple(summary)))
    if overview is None:
        parts.append(Text((wording.quiet(say("There is no priority in this report.")),)))
    else:
        parts.append(overview)
    notes = [f"{each.label}: {each.text}" for each in found.rules]
    return Topic(title=say("At a glance"), segments=tuple(parts), notes=tuple(notes))


def _counted(activities: list[Activity], say: Translate) -> str:
    """`2 red, 5 amber, 20 green, 3 no update; 27 of 30 reported`."""
    counts = Counter(each.light for each in activities)
    parts = [f"{counts[light]} {say(labels.LIGHTS[light]).lower()}" for light in _WORST_FIRST if counts[light]]
    return f"{', '.join(parts)}; {_reported(tuple(activities), say)}"


def _reported(activities: tuple[Activity, ...], say: Translate) -> str:
    counts = count([(each.code, each.light) for each in activities])
    return say("{some} of {all} reported").format(some=counts.reported, all=counts.total)


def _overview(report: Report, table: Table, say: Translate) -> Grid:
    """The priorities as in every document, and how many of their activities reported; reasons go to the notes."""
    rows = []
    for priority, row in zip(report.priorities, table.rows, strict=True):
        counted = _reported(priority.activities, say) if priority.activities else say("No activities")
        names = tuple(each for each in row[0] if not isinstance(each, Note))
        notes = [f"{each.label}: {each.text}" for each in row[0] if isinstance(each, Note)]
        title = f"{say('Priority {number}').format(number=priority.number)}: {line(priority.title)}"
        cells = [wording.grid_cell(each) for each in (names, *row[1:])]
        cells.append(GridCell(paras=(wording.plain(counted),)))
        rows.append(GridRow(cells=tuple(cells), notes=(title, *notes) if notes else ()))
    columns = (*(each.text for each in table.columns), say("Activities"))
    return Grid(caption=table.caption, columns=columns, shares=_SHARES[len(columns)], rows=tuple(rows))


def _grid(table: Table) -> Grid:
    rows = tuple(GridRow(cells=tuple(wording.grid_cell(each) for each in row)) for row in table.rows)
    columns = tuple(each.text for each in table.columns)
    return Grid(caption=table.caption, columns=columns, shares=tuple(each.share for each in table.columns), rows=rows)


def _standing(overview: Grid, number: int, say: Translate) -> Grid:
    """The row of one priority, without its name: how it stands."""
    cells = overview.rows[number].cells[1:]
    row = GridRow(cells=cells)
    caption, columns = say("How this priority stands"), overview.columns[1:]
    return Grid(caption=caption, columns=columns, shares=_OWN_SHARES[len(cells)], rows=(row,))


def _priority(
    report: Report,
    priority: Priority,
    section: Section,
    parts: list[Segment],
    cards: list[tuple[str, Facts]],
    say: Translate,
) -> Topic:
    if section.lines:
        parts.append(Text(tuple(wording.labelled(each.label, each.text) for each in section.lines)))
    if section.activities is None:
        parts.append(Text((wording.quiet(say("This priority has no activities in this report.")),)))
    else:
        parts.append(_activities(report, priority, section, say))
    notes = [f"{label}: {text}" for label, text in block_lights.reasons_of(priority, block_lights.Shown(report))]
    for name, facts in cards:
        notes += [name, *wording.facts_said(facts)]
    return Topic(title=section.title, segments=tuple(parts), notes=tuple(notes))


def _activities(report: Report, priority: Priority, section: Section, say: Translate) -> Grid:
    """The lights of the activities. The notes say of each why, and what else is written about it."""
    grid = _grid(section.activities) if section.activities else None
    if grid is None:
        raise ValueError("a priority without activities has no table")
    shown = block_lights.Shown(report)
    details: dict[str, list[Facts]] = {}
    for name, facts in section.details:
        details.setdefault(name, []).append(facts)
    rows = []
    for activity, row in zip(priority.activities, grid.rows, strict=True):
        work = block_lights.WHY_WORK if shown.activity_results else block_lights.WHY
        labels_of = ((work, activity.why), (block_lights.WHY_RESULTS, activity.results_why))
        why = [f"{line(activity.code)}. {say(label)}: {reason(each)}" for label, each in labels_of if reason(each)]
        name = line(say("In detail: {name}").format(name=activity.code))
        told = wording.facts_said(details[name].pop(0)) if details.get(name) else []
        rows.append(replace(row, notes=tuple([*why, *told])))
    return replace(grid, rows=tuple(rows))


def _figure(figure: Figure) -> Topic:
    """One chart, its sentence and its source."""
    below = wording.paras(figure.lines)
    parts: list[Segment] = [figure.picture] if figure.picture else []
    notes = [figure.picture.alternative] if figure.picture else []
    return Topic(title=figure.title, segments=(*parts, *([Text(tuple(below))] if below else [])), notes=tuple(notes))


def _card(card: Card, name: str, facts: Facts, say: Translate) -> Topic:
    """A sheet in focus: what it is about and its light as a table, then its text. Criteria and reasons are notes."""
    by_label = {fact.label: fact for fact in facts.facts}
    target = facts.facts[0]
    owner = next((by_label[each] for each in (say("Owner"), say("Owners")) if each in by_label), None)
    heads = [target, *([owner] if owner else []), by_label[say("Light")]]
    shares = (48, 34, 18) if owner else (82, 18)
    cells = [wording.grid_cell(each.cell) for each in heads]
    hidden = [each.label for each in heads]
    if len(card.targets) > _NAMED:
        # Their titles stand on the slide of the priority, and in the notes.
        cells[0] = GridCell(paras=(wording.plain(", ".join(map(line, card.targets))),))
        hidden.remove(target.label)
    row = GridRow(cells=tuple(cells))
    grid = Grid(caption=name, columns=tuple(each.label for each in heads), shares=shares, rows=(row,))
    text: list[Para] = []
    for label in (say("Aim"), say("Next steps"), say("Current position")):
        if label in by_label:
            inside = wording.paras(by_label[label].cell)
            if label == say("Aim"):
                text += [wording.labelled(label, "".join(each.text for each in inside))]
            else:
                text += [replace(wording.plain(label, bold=True), keep=True), *inside]
    notes = wording.facts_said(facts, leaving_out=hidden)
    return Topic(
        title=name, segments=(grid, *([Text(tuple(text))] if text else [])), notes=tuple(notes), several=14.0, most=3
    )


def _annex(title: str, blocks: Sequence[Block]) -> Topic:
    parts: list[Segment] = []
    text: list[Para] = []
    for block in blocks:
        if isinstance(block, Heading):
            text.append(replace(wording.plain(block.text, bold=True), keep=True))
        elif isinstance(block, Table):
            parts += [*([Text(tuple(text))] if text else []), _grid(block)]
            text = []
        elif isinstance(block, Line | Note):
            text += wording.paras((block,))
    return Topic(title=title, segments=(*parts, *([Text(tuple(text))] if text else [])))


def _about(facts: Facts, say: Translate) -> Topic:
    rows = tuple(
        GridRow(cells=(GridCell(paras=(wording.plain(fact.label, bold=True),)), wording.grid_cell(fact.cell)))
        for fact in facts.facts
    )
    grid = Grid(caption=facts.caption, columns=(say("About"), say("This report")), shares=(22, 78), rows=rows)
    return Topic(title=facts.caption, segments=(grid,))
