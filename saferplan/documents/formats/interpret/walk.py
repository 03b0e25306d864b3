"""From the first item of a source to the last: what each is, and who reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from saferplan.documents.formats.interpret.cards import CardTable, is_card
from saferplan.documents.formats.interpret.codes import (
    Heading,
    clean_code,
    numbered_heading,
    priority_heading,
    spaced_heading,
    split_code,
)
from saferplan.documents.formats.interpret.columns import About
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.cover import is_front, is_front_line, read_cover, says_front
from saferplan.documents.formats.interpret.dates import read_years
from saferplan.documents.formats.interpret.draft import FROM_SECTION, alike
from saferplan.documents.formats.interpret.facts import is_box, is_facts, read_box, read_facts
from saferplan.documents.formats.interpret.headers import Header, header_at, header_by_content
from saferplan.documents.formats.interpret.labels import LabelLines, label_line
from saferplan.documents.formats.interpret.overview import is_overview
from saferplan.documents.formats.interpret.reasons import label_of_reasons, read_reasons
from saferplan.documents.formats.interpret.statements import read_statement
from saferplan.documents.formats.interpret.tables import ActivityTable
from saferplan.documents.formats.interpret.views import ItemView, TableView, Text
from saferplan.documents.formats.source import Marker, Part

_SECTION = re.compile(
    r"\b(?:priorities|kpa'?s?|key performance|in focus|action plan|delivery plan|overview|at "
    r"a glance|activities|actions|"
    r"dashboard|traffic lights?|rag|key|criteria|progress|performance|cards?|summary|updates?|"
    r"legend|what these words mean)\b",
    re.I,
)
_OWN_SECTION = re.compile(r"^(?:priorities|activities by priority|in focus|what these words mean)$", re.I)
_PAGE = re.compile(r"^(?:page\s*)?\W*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*$", re.I)
_CONTENTS = re.compile(r"^(?:table of )?contents\W*$", re.I)
_CONTENTS_LINE = re.compile(r"^\S.*?[\s.…·]+\d{1,3}$")
_DETAILS = re.compile(r"^In detail:\s*(?P<code>\S.*)$", re.I)
_FOCUS = re.compile(r"^In focus:", re.I)
_TITLED = re.compile(r"\b(?:dashboard|report|update|scorecard|plan|strategy)\b", re.I)


class Kind(Enum):
    """What a table is."""

    CARD = auto()
    FACTS = auto()
    ACTIVITIES = auto()
    BOX = auto()
    PRIORITY = auto()
    REASONS = auto()
    OTHER = auto()


class Walker:
    """Reads the items of a source in order."""

    def __init__(self, views: Sequence[ItemView], keys: set[int], context: Context) -> None:
        self.views = views
        self.keys = keys
        self.context = context
        self.lines = LabelLines(context)
        self.headers: dict[int, Header | None] = {}
        self.kinds = {index: self._kind(index) for index, view in enumerate(views) if isinstance(view, TableView)}
        self.body = [index for index, view in enumerate(views) if not isinstance(view, Text) or view.part in _READ]
        self.in_contents = False
        self._leave_contents()
        # Where the last heading of a priority stood.
        self.headed = -1
        self.sizes = sorted(p.size for view in views if isinstance(view, Text) for p in view.paragraphs if p.size)

    def run(self) -> None:
        start = self._first_section()
        front = [self.views[i] for i in self.body if i < start and i not in self.keys]
        read_cover(front, self.context)
        for position, index in enumerate(self.body):
            if index < start or index in self.keys:
                continue
            view = self.views[index]
            if isinstance(view, TableView):
                self._table(view, index)
            elif not view.placed:
                self._paragraph(view, position)
        self.lines.finish()

    def _leave_contents(self) -> None:
        """A typed list of contents is no part of the report: its lines only name what follows."""
        title: Text | None = None
        for index in list(self.body):
            view = self.views[index]
            if not isinstance(view, Text):
                title = None
            elif title is not None and _CONTENTS_LINE.match(view.words) and not read_years(view.words)[0]:
                self.context.ledger.use(title, view)
                self.body.remove(index)
            elif view.words:
                title = view if _CONTENTS.match(view.words) else None

    def _kind(self, index: int) -> Kind:
        table = self.views[index]
        if not isinstance(table, TableView) or index in self.keys:
            return Kind.OTHER
        if label_of_reasons(table):
            return Kind.REASONS
        if is_front(table):
            return Kind.OTHER
        if is_box(table):
            return Kind.PRIORITY
        if is_card(table):
            return Kind.CARD
        if table.columns == 1 or all(len(row.cells) <= 1 for row in table.rows):
            return Kind.BOX
        headers = [header_at(table, number) for number in range(min(4, len(table.rows)))]
        header = next((each for each in headers if each is not None), None)
        before = self.views[index - 1] if index else None
        if (
            table.columns == 2
            and isinstance(before, Text)
            and (_DETAILS.match(before.words) or _FOCUS.match(before.words))
        ):
            return Kind.CARD
        if is_facts(table):
            return Kind.FACTS
        if header is not None:
            return Kind.ACTIVITIES
        self.headers[index] = header_by_content(table, self.context.key)
        return Kind.ACTIVITIES if self.headers[index] is not None else Kind.OTHER

    def _first_section(self) -> int:
        """Where the front of the report ends: at its first table of facts or its first priority."""
        for position, index in enumerate(self.body):
            view = self.views[index]
            if isinstance(view, TableView):
                found = self.kinds[index] in (Kind.CARD, Kind.ACTIVITIES, Kind.PRIORITY) or (
                    self.kinds[index] is Kind.BOX
                    and any(priority_heading(row.cells[0].words) for row in view.rows if row.cells)
                )
            else:
                found = (
                    self._is_priority(view, position)
                    or bool(_DETAILS.match(view.words))
                    or self._is_target(view, position)
                )
            if found or index in self.keys:
                return self._with_heading(position)
        return len(self.views)

    def _with_heading(self, position: int) -> int:
        """The heading right above the first section belongs to it, unless it is the report's title."""
        while position > 0:
            before = self.views[self.body[position - 1]]
            earlier = [self.views[i] for i in self.body[: position - 1]]
            titled = any(isinstance(v, Text) and _TITLED.search(v.words) for v in earlier)
            if not isinstance(before, Text):
                break
            if not _OWN_SECTION.match(before.words) and not (titled and _SECTION.search(before.words)):
                break
            if len(before.words.split()) > 14 or says_front(before.words):
                break
            position -= 1
        return self.body[position]

    # Tables

    def _table(self, table: TableView, index: int) -> None:
        kind = self.kinds[index]
        if kind is Kind.BOX:
            for row in table.rows:
                for cell in row.filled:
                    if cell.text is not None and not cell.text.placed:
                        self._paragraph(cell.text, self.body.index(index))
            return
        self.lines.finish()
        if kind is Kind.CARD:
            self.context.card = None
            CardTable(table, self.context).read()
            self.context.details_of = None
        elif kind is Kind.REASONS:
            read_reasons(table, self.context)
        elif kind is Kind.PRIORITY:
            self.context.card = self.context.details_of = None
            read_box(table, self.context, self._code_below(self.body.index(index)))
        elif kind is Kind.FACTS and self.context.current is not None:
            read_facts(table, self.context.current, self.context)
        elif kind is Kind.ACTIVITIES:
            self.context.card = None
            header = self.headers.get(index)
            overview = is_overview(table, self.context, more=self._more_follow(index))
            ActivityTable(table, self.context, header, overview=overview).read()

    def _more_follow(self, index: int) -> bool:
        return any(i > index and kind in (Kind.ACTIVITIES, Kind.CARD) for i, kind in self.kinds.items())

    # Paragraphs

    def _paragraph(self, text: Text, position: int) -> None:
        if self._furniture(text) or self._heading(text, position):
            return
        if self.lines.take(text, self._next(position), may_begin=self.context.stated):
            self.context.card = None
            return
        if read_statement(text, self.context) or self._goes_on(text) or self._is_objective(text, position):
            return
        if self._is_section(text, position):
            self.lines.finish()
            self.context.section = text.words
            self.context.card = None
            self.context.ledger.use(text)

    def _is_objective(self, text: Text, position: int) -> bool:
        """The one paragraph between a priority's heading and its table, without a label, is its objective."""
        current, following = self.context.current, self._next(position)
        if current is None or current.objective or self.headed < 0 or position not in (self.headed, self.headed + 1):
            return False
        if text.paragraphs[0].marker is not Marker.NONE or not 3 <= len(text.words.split()) <= 45:
            return False
        table = isinstance(following, TableView) and self.kinds[self.body[position + 1]] in _ABOUT_ACTIVITIES
        if not table or any(char.isdigit() for char in text.words) or label_line(text) is not None:
            return False
        self.context.objective(current, text.words, text.place)
        message = f"Nothing says what this line under the heading of priority {current.number} is. It was read as its"
        self.context.ledger.doubt("objective-unlabelled", message + " objective.", text.words, text.place)
        self.context.ledger.use(text)
        return True

    def _furniture(self, text: Text) -> bool:
        words = text.words
        if _CONTENTS.match(words):
            self.in_contents = True
        elif self.in_contents and not _CONTENTS_LINE.match(words):
            self.in_contents = False
        cover = self.context.draft.cover
        repeated = alike(words) and alike(words) in {alike(cover.get(name, "")) for name in _FRONT}
        listed = text.paragraphs[0].marker is not Marker.NONE
        if self.in_contents or (not listed and (_PAGE.match(words) or repeated)):
            self.context.ledger.use(text)
            return True
        return False

    def _heading(self, text: Text, position: int) -> bool:
        """A heading of a priority, of an activity's details or of a card."""
        context, words = self.context, text.words
        if match := _DETAILS.match(words):
            self.lines.finish()
            context.details_of = (
                clean_code(match["code"]) if context.draft.activity(match["code"]) is None else match["code"]
            )
            context.ledger.use(text)
            return True
        if _FOCUS.match(words):
            self.lines.finish()
            context.details_of = context.card = None
            context.ledger.use(text)
            return True
        if self._is_priority(text, position):
            heading = (
                priority_heading(words) or numbered_heading(words) or self._next_numbered(words) or Heading(None, words)
            )
            self.lines.finish()
            context.card = context.details_of = None
            context.open_priority(heading, FROM_SECTION, text.place, self._code_below(position))
            context.ledger.use(text)
            self.headed = position
            return True
        if self._is_target(text, position):
            self.lines.begin_target(text)
            context.card = None
            return True
        return False

    def _is_priority(self, text: Text, position: int) -> bool:
        words = text.words
        first = text.paragraphs[0]
        if len(words.split()) > 60 or first.marker is Marker.BULLET or self.in_contents:
            return False
        if self.lines.pairs and first.marker is Marker.NUMBER and not (first.heading or first.bold):
            return False
        below = self._kind_below(position)
        looks = self._looks_like_heading(text)
        if priority_heading(words) is not None:
            separated = re.match(r"^\W*\w+(?:\s\w+)?\s*\w+\s*[:–—-]", words) and not words.endswith(".")
            return bool(looks or below or separated or re.fullmatch(r"\w+ \w+", words))
        if self.context.draft.titled(words) is not None:
            return True
        if numbered_heading(words) is not None and (found := numbered_heading(words)):
            known = found.number is not None and self.context.draft.numbered(found.number)
            return bool(below is not None and (looks or known) and not _SECTION.search(words))
        if self.context.stated and self.headed == position - 1:
            return False
        if words[:1].islower():
            return False  # the rest of a sentence
        if below is Kind.ACTIVITIES and looks and not _SECTION.search(words) and len(words.split()) <= 14:
            if not self.context.draft.priorities and is_front_line(words):
                return False
            return not split_code(words) and bool(self._code_below(position)) and not label_line(text)
        return False

    def _next_numbered(self, words: str) -> Heading | None:
        """ "2 Violence", where the second priority is due."""
        heading = spaced_heading(words)
        return heading if heading is not None and heading.number == self.context.draft.next_number() else None

    def _looks_like_heading(self, text: Text) -> bool:
        first = text.paragraphs[0]
        usual = self.sizes[len(self.sizes) // 2] if self.sizes else 0
        larger = bool(first.size and usual and first.size >= usual * 1.12)
        return first.heading > 0 or first.bold or larger or (text.words.isupper() and len(text.words.split()) <= 14)

    def _is_target(self, text: Text, position: int) -> bool:
        """A line that begins with a code and is followed by labels such as "Owner: …"."""
        found = split_code(text.words)
        following = self._next(position)
        if found is None or not isinstance(following, Text) or text.paragraphs[0].marker is not Marker.NONE:
            return False
        if self.lines.onto is not None:
            return False
        label = label_line(following)
        return label is not None and label[0] not in (About.TITLE, About.CODE) and len(text.words.split()) <= 40

    def _next(self, position: int) -> ItemView | None:
        return self.views[self.body[position + 1]] if position + 1 < len(self.body) else None

    def _kind_below(self, position: int) -> Kind | None:
        """The table that follows, with at most two lines (an objective, a status) between."""
        for index in self.body[position + 1 : position + 4]:
            view = self.views[index]
            if isinstance(view, TableView):
                return self.kinds[index] if self.kinds[index] in (Kind.CARD, Kind.ACTIVITIES, Kind.FACTS) else None
            if priority_heading(view.words):
                return None
        return None

    def _code_below(self, position: int) -> str:
        for index in self.body[position + 1 : position + 4]:
            view = self.views[index]
            if isinstance(view, TableView):
                for row in view.rows:
                    for cell in row.filled[:2]:
                        found = split_code(cell.words + (" x" if len(cell.words) < 12 else ""))
                        if found and "." in found[0]:
                            return found[0]
                return ""
        return ""

    def _goes_on(self, text: Text) -> bool:
        """Text right after a card's table goes on with its position: a list, or a sentence that was cut."""
        card = self.context.card
        if card is None or not card.position or text.part is not Part.BODY:
            return False
        first, last = text.paragraphs[0], card.position[-1]
        cut = first.text[:1].islower() or last.text.rstrip()[-1:] not in ".!?:;”'\")"
        if first.heading or (first.marker is Marker.NONE and not cut):
            self.context.card = None
            return False
        paragraphs = text.paragraphs
        if first.marker is Marker.NONE and last.marker is not Marker.NONE:
            # A line between two items of a list is read as an item: nothing says whose rest it is.
            paragraphs = tuple(replace(p, marker=Marker.BULLET) for p in paragraphs)
        card.position += paragraphs
        self.context.ledger.use(text)
        return True

    def _is_section(self, text: Text, position: int) -> bool:
        words = text.words
        if text.paragraphs[0].heading and len(words.split()) <= 10 and self._introduces(position):
            return True
        if len(words.split()) > 14 or text.paragraphs[0].marker is Marker.BULLET or not _SECTION.search(words):
            return False
        if not text.paragraphs[0].heading and (label := label_line(text)) is not None and label[1]:
            return False
        if words.rstrip().endswith((".", "?")) and not self._looks_like_heading(text):
            return False
        following = self._next(position)
        return (
            self._looks_like_heading(text) or isinstance(following, TableView) or self._heads_text(following, position)
        )

    def _introduces(self, position: int) -> bool:
        """A heading right above a table that was understood, or above a priority's heading, says nothing more."""
        following = self._next(position)
        if isinstance(following, TableView):
            return self.kinds[self.body[position + 1]] is not Kind.OTHER or self.body[position + 1] in self.keys
        return self._heads_text(following, position)

    def _heads_text(self, following: ItemView | None, position: int) -> bool:
        return isinstance(following, Text) and self._is_priority(following, position + 1)


_ABOUT_ACTIVITIES = (Kind.ACTIVITIES, Kind.FACTS, Kind.CARD)
_READ = (Part.BODY, Part.TEXT_BOX)
_FRONT = ("title", "plan.title", "partnership.name", "partnership.motto", "classification")
