"""A measure in a document: its chart, its sentence, and one quiet line that says where the figures come from."""

from __future__ import annotations

import re

from saferplan.report.block_kinds import Block, Line, Note, Picture
from saferplan.report.labels import Translate
from saferplan.report.measure_pictures import bars_of, chart_of, describe, describe_group
from saferplan.report.readable import line
from saferplan.report.tree import GroupComparison, Measure

WIDTH, HEIGHT = 640, 240
NARROW = 320
_SIZE = re.compile(r'<svg [^>]*?\bwidth="(?P<width>\d+)[^"]*" height="(?P<height>\d+)')


def of_measure(measure: Measure, say: Translate) -> list[Block]:
    """Below the heading that is its title."""
    found: list[Block] = []
    if any(point.value for point in measure.points):
        svg = chart_of(measure, translate=say, width=WIDTH, height=HEIGHT, key=True)
        width, height = picture_size(svg)
        narrow = chart_of(measure, translate=say, width=NARROW, height=HEIGHT, key=True)
        words = describe(measure, say)
        found.append(Picture(svg=svg, alternative=words, width=width, height=height, narrow=narrow))
    if measure.sentence:
        found.append(Line(text=line(measure.sentence)))
    if measure.caveat:
        found.append(Line(text=line(measure.caveat), label=say("Note")))
    if measure.quiet:
        found.append(Note(label=say("Source"), text=line(measure.quiet)))
    return found


def group_title(measure: Measure, group: GroupComparison, say: Translate) -> str:
    words = say("{name} beside other areas: {group}, {period}")
    return line(words.format(name=measure.name, group=group.group, period=group.period))


def of_group(measure: Measure, group: GroupComparison, say: Translate) -> list[Block]:
    """Its bars, what they say, and where they are from, below the heading with the group's name and period."""
    found: list[Block] = []
    if any(each.value for each in group.bars):
        svg = bars_of(measure, group, translate=say, width=WIDTH)
        width, height = picture_size(svg)
        narrow = bars_of(measure, group, translate=say, width=NARROW)
        words = describe_group(group, say)
        found.append(Picture(svg=svg, alternative=words, width=width, height=height, narrow=narrow))
    found.append(Line(text=line(group.sentence)))
    if group.quiet:
        found.append(Note(label=say("Source"), text=line(group.quiet)))
    return found


def picture_size(svg: str) -> tuple[int, int]:
    """The size that a drawing gives itself: with its key it is higher than was asked for."""
    found = _SIZE.match(svg)
    return (int(found["width"]), int(found["height"])) if found else (WIDTH, HEIGHT)
