"""Lines grouped to paragraphs: by spacing, indentation, markers and where a line had room left."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from saferplan.documents.formats.pdf.ink import Word
from saferplan.documents.formats.pdf.lines import MARKER_NUMBER, Line, glued
from saferplan.documents.formats.pdf.symbols import BULLETS, SOFT_HYPHEN
from saferplan.documents.formats.source import Marker, Paragraph, Part
from saferplan.report import markdown_runs
from saferplan.report.markdown_parsing import Paragraph as MarkdownParagraph
from saferplan.report.markdown_writing import to_markdown
from saferplan.report.places import Place

CODE = re.compile(
    r"(\d{1,2}([.\-]\d{1,2})+[a-z]?|\d{1,2}(\.)?[a-z]|[A-Z]{1,4}[-.]?\d{1,3}([.\-]\d{1,2})*[a-z]?)[.:)]?$"
)
DASHES = frozenset("-–o*")
CUT_CODE = re.compile(r"[A-Z]{0,4}\d[\d./-]*[./-]|\d{1,2}/\d{1,2}/\d{1,3}")
CODE_REST = re.compile(r"\d{1,4}(\.\d{1,2})*[a-z]?\.?")
WIDEST_PITCH = 1.8  # of the letter size: one and a half line spacing and a little more
SPACED_OUT = 0.18  # of the letter size
LARGE = 14.0  # points; lines of titles stand further apart
SAME_LEFT = 1.5  # points
SHORT_WORDS = frozenset("and as at by due for id in is no of on or per ref the to up via who".split())  # noqa: SIM905
LONG = 6  # words; a shorter line may be an entry of its own
BLANK_WIDTH = 0.3  # of the letter size
CLOSING = frozenset(",.;:)!?")
SENTENCE_END = (".", "!", "?", ":", ";")


@dataclass(slots=True)
class Run:
    text: str
    bold: bool
    italic: bool
    link: str


@dataclass(slots=True)
class Draft:
    """A paragraph while it grows. `room` is what the last line had left, `left` where wrapped lines begin."""

    lines: list[Line]
    marker: Marker = Marker.NONE
    number: str = ""
    depth: int = 0
    left: float = 0.0
    room: float = 0.0
    fill: str = ""
    word_goes_on: bool = False
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def stops(self) -> bool:
        """True if the file itself says that the paragraph ends with its last line."""
        word = self.lines[-1].words[-1]
        return word.ends or (word.stops and self.room > _blank(self.lines[-1]))  # one that does not fit is not written

    @property
    def wraps(self) -> bool:
        """True if the file itself says that the paragraph goes on behind its last line."""
        return self.lines[-1].words[-1].wraps

    @property
    def bold(self) -> bool:
        lettered = [run for run in self.runs if any(c.isalnum() for c in run.text)]
        return bool(lettered) and all(run.bold for run in lettered)


def _blank(line: Line) -> float:
    """The room that a blank at the end of the line needs."""
    gaps = [b.x0 - a.x1 for a, b in zip(line.words, line.words[1:], strict=False) if a.spaced]
    usual = min([gap for gap in gaps if gap < 0.5 * line.size], default=0.0)
    return max(usual, BLANK_WIDTH * line.words[-1].size) + 0.05 * line.size


def group(lines: Sequence[Line], right: float) -> list[Draft]:
    """Lines of one region as paragraphs. `right` is the x at which its text wraps."""
    drafts: list[Draft] = []
    pitch = _pitch(lines)
    right = min(right, _own_right(lines, right))
    for line in lines:
        last = drafts[-1] if drafts else None
        marker, number, words = _marker(line, last)
        if last is None or _begins(last, line, marker, pitch):
            draft = Draft([line], marker, number)
            draft.left = words[0].x0 if words else line.x1
            drafts.append(draft)
        else:
            draft = last
            draft.word_goes_on = _word_goes_on(draft, line)
            draft.lines.append(line)
            if len(draft.lines) == 2 and draft.marker is Marker.NONE:
                draft.left = line.x0
        _add_text(draft, line, words)
        draft.room = right - line.x1
    set_depths(drafts)
    return [draft for draft in drafts if draft.text or draft.marker is not Marker.NONE]


def _pitch(lines: Sequence[Line]) -> float:
    """The commonest small distance between lines, 0 where there is one line only."""
    steps = sorted(b.bottom - a.bottom for a, b in zip(lines, lines[1:], strict=False) if b.bottom - a.bottom > 1)
    return min(steps[len(steps) // 4], WIDEST_PITCH * lines[0].size) if steps else 0.0


def _own_right(lines: Sequence[Line], right: float) -> float:
    """The x at which a narrow block of running text wraps, where that is clear."""
    ends = sorted(line.x1 for line in lines)
    if len(ends) < 4:
        return right
    width = ends[-1] - min(line.x0 for line in lines)
    near = sum(1 for end in ends if ends[-1] - end < 0.2 * width)
    return ends[-1] if near >= 0.75 * len(ends) else right


def _marker(line: Line, last: Draft | None) -> tuple[Marker, str, list[Word]]:
    words = line.words
    first = words[0]
    spaced = len(words) == 1 or words[1].x0 - first.x1 > 0.15 * first.size
    if len(words) > 1 and spaced:
        if first.text in BULLETS and (first.text not in DASHES or _is_dash_bullet(line, last)):
            return Marker.BULLET, "", words[1:]
        if MARKER_NUMBER.fullmatch(first.text) and words[1].x0 - first.x1 > 0.42 * first.size:
            return Marker.NUMBER, first.text, words[1:]
    return Marker.NONE, "", words


def _is_dash_bullet(line: Line, last: Draft | None) -> bool:
    """A dash that begins a line is a bullet unless the line merely wrapped in front of it."""
    first, second = line.words[:2]
    if second.x0 - first.x1 > 0.42 * first.size:
        return True
    if first.text == "o":
        return False
    wide = second.x1 - first.x0
    return last is None or last.marker is Marker.BULLET or last.stops or last.room > wide + 0.6 * line.size


def _begins(last: Draft, line: Line, marker: Marker, pitch: float) -> bool:
    """Whether the line begins a new paragraph."""
    previous = last.lines[-1]
    if marker is not Marker.NONE:
        return True
    if _word_goes_on(last, line):
        return False
    step = line.bottom - previous.bottom
    size = line.size
    opening = line.words[0].text[0]
    if (
        last.stops
        and opening not in CLOSING
        and opening != "("
        and not opening.islower()
        and not last.text.endswith(",")
    ):
        return True
    if abs(size - previous.size) > 0.8:
        return True
    farthest = max(1.25 * max(pitch, size) + 1, 1.5 * size if size >= LARGE else 0.0)
    if step > farthest or _changes_weight(last, line):
        return True
    if step > _farthest_wrapped(previous, line) and not opening.islower() and not last.wraps:
        return True
    first_word = "".join(word.text for word in glued(line.words)[0])
    width = glued(line.words)[0][-1].x1 - line.x0
    if last.room > width + 0.6 * size and "-" not in first_word[:-1] and not _sentence_goes_on(last, line):
        return True
    if CODE.match(first_word) and CODE.match(last.text.split(" ")[0]):
        return True
    indented = line.x0 - last.left
    if last.marker is Marker.NONE:
        return len(last.lines) > 1 and indented > 0.8 * size
    return line.x0 < last.lines[0].x0 - 0.5 * size


def _sentence_goes_on(last: Draft, line: Line) -> bool:
    """Whether a sentence goes on below although its line had room: a paragraph indented on the right, too."""
    previous = last.lines[-1]
    under = abs(line.x0 - previous.x0) < SAME_LEFT and line.bold == previous.bold
    return under and line.words[0].text.islower() and len(previous.words) >= LONG and last.text[-1:].isalnum()


def _farthest_wrapped(previous: Line, line: Line) -> float:
    """How far apart two lines of one paragraph can be, by how far apart such lines are all over the file."""
    words = [*previous.words, *line.words]
    even = all(word.pitch and not word.symbol and abs(word.size - line.size) < 0.1 for word in words)
    return words[0].pitch + SPACED_OUT * line.size if even else math.inf


def _word_goes_on(last: Draft, line: Line) -> bool:
    """Whether the line begins with the rest of a word, code or date that was too long for a narrow cell."""
    previous, first = last.lines[-1].words, line.words[0]
    if len(previous) != 1 or previous[0].spaced or not 0 < line.bottom - last.lines[-1].bottom < 2 * line.size:
        return False
    letter = first.width / len(first.text)
    begun = previous[0].text
    if CUT_CODE.fullmatch(begun) and CODE_REST.fullmatch(first.text):
        return last.room < 1.5 * letter
    lone = len(first.text) == 1 and first.text.islower() and first.text != "a"
    if not lone and (first.may_begin or previous[0].may_end or _is_short_word(first.text)):
        return False
    same_case = first.text[0].islower() or (first.text.isupper() and begun.isupper())
    return len(begun) > 2 and begun[-1].isalpha() and same_case and last.room < 1.1 * letter


def _is_short_word(text: str) -> bool:
    """One of the short words of column titles ("no.", "of", "due"), which is not the rest of a longer word."""
    return text.strip(".,:").casefold() in SHORT_WORDS


def _changes_weight(last: Draft, line: Line) -> bool:
    """Bold lines before plain ones: a title and its text, or a bold lead that fills its line."""
    previous = last.lines[-1]
    if line.bold == previous.bold or (line.bold and previous.words[-1].bold):
        return False
    title = last.bold and not any(word.bold for word in line.words) and not last.text.endswith(":")
    return title or last.room > 0.15 * previous.width


def _add_text(draft: Draft, line: Line, words: list[Word]) -> None:
    for index, group_ in enumerate(glued(words)):
        if draft.runs and not (index == 0 and draft.word_goes_on) and not (index == 0 and words[0].text[0] in CLOSING):
            _add_blank(draft, at_line_start=index == 0)
        for word in group_:
            last = draft.runs[-1] if draft.runs else None
            if last and (last.bold, last.italic, last.link) == (word.bold, word.italic, word.link):
                last.text += word.text
            else:
                draft.runs.append(Run(word.text, word.bold, word.italic, word.link))


def _add_blank(draft: Draft, *, at_line_start: bool) -> None:
    last = draft.runs[-1]
    if at_line_start and last.text.endswith(SOFT_HYPHEN):
        last.text = last.text[:-1]
    elif at_line_start and re.search(r"\w[-/]$", last.text):
        return
    else:
        last.text += " "


def set_depths(drafts: Sequence[Draft]) -> None:
    """Gives the items of lists their depths, by how far in they stand."""
    stack: list[float] = []
    for draft in drafts:
        if draft.marker is Marker.NONE:
            if not stack or draft.lines[0].x0 <= stack[0]:
                stack = []
            continue
        x = _marker_left(draft, drafts)
        while stack and x < stack[-1] - 4:
            stack.pop()
        if not stack or x > stack[-1] + 4:
            stack.append(x)
        draft.depth = len(stack) - 1


def _marker_left(draft: Draft, drafts: Sequence[Draft]) -> float:
    """Where the item's marker begins; numbers may stand right-aligned, so where the widest of their list does."""
    if draft.marker is Marker.BULLET:
        return draft.lines[0].x0
    numbered = [each for each in drafts if each.marker is Marker.NUMBER]
    return min(each.lines[0].x0 for each in numbered if abs(each.left - draft.left) < SAME_LEFT)


def continues(last: Draft, following: Draft) -> bool:
    """Whether a paragraph that a page or column break cut goes on."""
    if following.marker is not Marker.NONE or abs(last.size - following.size) > 0.8 or not last.text or last.stops:
        return False
    text = following.text
    if last.wraps:
        return True
    if CODE.match(text.split(" ")[0]):
        return False
    first = glued(following.lines[0].words)[0]
    if last.room > first[-1].x1 - first[0].x0 + 0.6 * last.size:
        return False
    return text[:1].islower() or not last.text.endswith(SENTENCE_END)


def append(last: Draft, following: Draft) -> None:
    """The following paragraph's text goes on the end of the last one's."""
    if following.runs:
        _add_blank(last, at_line_start=True)
        last.runs += following.runs
    last.lines += following.lines
    last.room = following.room


def finish(draft: Draft, place: Place, *, heading: int = 0, part: Part = Part.BODY) -> Paragraph:
    """The frozen paragraph of a draft."""
    text = _plain(draft.text)
    return Paragraph(
        text=text,
        markdown=_markdown(draft.runs, plain=bool(heading)),
        heading=heading,
        marker=draft.marker,
        number=draft.number,
        depth=draft.depth,
        size=draft.size,
        bold=draft.bold,
        fill=draft.fill,
        strong_lead=_strong_lead(draft),
        part=part,
        place=place,
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(SOFT_HYPHEN, "")).strip()


def _strong_lead(draft: Draft) -> str:
    lead = ""
    for run in draft.runs:
        if not run.bold and run.text.strip():
            break
        lead += run.text
    return _plain(lead)


def _markdown(runs: Sequence[Run], *, plain: bool) -> str:
    looks = [
        markdown_runs.Run(run.text.replace(SOFT_HYPHEN, ""), run.italic and not plain, run.bold and not plain, run.link)
        for run in runs
    ]
    return to_markdown([MarkdownParagraph(markdown_runs.from_runs(looks))])
