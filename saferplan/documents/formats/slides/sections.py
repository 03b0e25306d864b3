"""The blocks of a report by what they are about, for slides to take: words are chosen once for all writers."""

from __future__ import annotations

from dataclasses import dataclass, field

from saferplan.report.block_kinds import Block, Cover, Facts, Heading, Line, Note, Picture, Table
from saferplan.report.tree import Report

_KNOWN = frozenset({"", "priorities", "figures", "activities", "in-focus", "words"})


@dataclass(slots=True, kw_only=True)
class Figure:
    title: str
    picture: Picture | None = None
    lines: list[Line | Note] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Section:
    """A priority. `details` are what activities say for themselves; `reasons` tables of codes and sentences."""

    title: str
    lines: list[Line] = field(default_factory=list)
    activities: Table | None = None
    reasons: list[Table] = field(default_factory=list)
    details: list[tuple[str, Facts]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Sections:
    """`priorities` and `cards` stand in the order of the report's own. `annexes` have a title and blocks each."""

    cover: Cover
    overview: Table | None = None
    rules: list[Line] = field(default_factory=list)
    priorities: list[Section] = field(default_factory=list)
    cards: list[tuple[str, Facts]] = field(default_factory=list)
    annexes: list[tuple[str, list[Block]]] = field(default_factory=list)
    key: Table | None = None


def sections_of(report: Report, blocks: tuple[Block, ...]) -> Sections:
    cover = next(each for each in blocks if isinstance(each, Cover))
    return _Sorter(report, Sections(cover=cover)).sort(blocks)


class _Sorter:
    def __init__(self, report: Report, found: Sections) -> None:
        self.found = found
        self.figured = [place for place, each in enumerate(report.priorities) if each.measures]
        self.figures: list[list[Figure]] = []
        self.at = ""
        self.heading = Heading(level=1, text="", anchor="")

    def sort(self, blocks: tuple[Block, ...]) -> Sections:
        for block in blocks:
            if isinstance(block, Heading):
                self._head(block)
            else:
                self._add(block)
        for place, figures in zip(self.figured, self.figures, strict=True):
            self.found.priorities[place].figures = figures
        return self.found

    def _head(self, heading: Heading) -> None:
        if heading.level == 1:
            self.at = heading.anchor
            if self.at not in _KNOWN:
                self.found.annexes.append((heading.text, []))
        elif self.at == "figures" and heading.level == 2:
            self.figures.append([])
        elif self.at == "figures":
            self.figures[-1].append(Figure(title=heading.text))
        elif self.at == "activities" and heading.level == 2:
            self.found.priorities.append(Section(title=heading.text))
        elif self.at not in _KNOWN:
            self.found.annexes[-1][1].append(heading)
        self.heading = heading

    def _add(self, block: Block) -> None:
        if self.at in ("", "priorities"):
            self._add_overview(block)
        elif self.at == "figures":
            self._add_figure(block)
        elif self.at == "activities":
            self._add_activities(block)
        elif self.at == "in-focus" and isinstance(block, Facts):
            self.found.cards.append((self.heading.text, block))
        elif self.at == "words" and isinstance(block, Table):
            self.found.key = block
        elif self.at not in _KNOWN:
            self.found.annexes[-1][1].append(block)

    def _add_overview(self, block: Block) -> None:
        if isinstance(block, Table):
            self.found.overview = block
        elif isinstance(block, Line):
            self.found.rules.append(block)

    def _add_figure(self, block: Block) -> None:
        if isinstance(block, Picture):
            self.figures[-1][-1].picture = block
        elif isinstance(block, Line | Note):
            self.figures[-1][-1].lines.append(block)

    def _add_activities(self, block: Block) -> None:
        section = self.found.priorities[-1]
        if isinstance(block, Line):
            section.lines.append(block)
        elif isinstance(block, Facts):
            section.details.append((self.heading.text, block))
        elif isinstance(block, Table) and section.activities is None:
            section.activities = block
        elif isinstance(block, Table):
            section.reasons.append(block)
