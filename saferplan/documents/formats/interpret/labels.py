"""Cards written as lines, "Owner: Head of Parks", without a table."""

from __future__ import annotations

import re

from saferplan.documents.formats.interpret.card_fields import Pair, make_card
from saferplan.documents.formats.interpret.cards import label_of
from saferplan.documents.formats.interpret.columns import About, about
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.draft import CardDraft
from saferplan.documents.formats.interpret.values import criteria_of
from saferplan.documents.formats.interpret.views import CellView, ItemView, Text
from saferplan.documents.formats.interpret.vocabulary import plain
from saferplan.documents.formats.source import Marker, Paragraph

_LINE = re.compile(r"^(?P<label>[^:;\n–—]{2,45}?)\s*(?:[:;]|\s[–—-]\s)\s*(?P<value>.*)$", re.DOTALL)
# Who does the step above, and by when.
_OF_STEP = re.compile(r"^(?:who:[^;]*(?:;\s*by:.*)?|by:.*)$", re.I | re.DOTALL)
# Fields that one line fills: a paragraph after them is something else.
_SINGLE = (About.LIGHT, About.BOTH, About.TREND, About.OWNER, About.DUE, About.WHO, About.CODE, About.PRIORITY)


def label_line(text: Text) -> tuple[About, str] | None:
    """What a line such as "Owner: Head of Parks" is about, and its value; a bare label has an empty value."""
    first = text.paragraphs[0]
    if first.marker is not Marker.NONE:
        return None
    words = first.text
    if first.strong_lead and first.strong_lead != words and words.startswith(first.strong_lead):
        kind = about(first.strong_lead.rstrip(":;"))
        if kind is not None and len(first.strong_lead.split()) <= 6:
            return kind, words[len(first.strong_lead) :].lstrip(" :;–—-")
    if match := _LINE.match(words):
        kind = about(match["label"])
        if kind is not None and len(match["label"].split()) <= 6:
            return kind, match["value"].strip()
    bare = label_of(CellView(0, 1, text))
    if bare is not None and (first.bold or first.heading or words.isupper() or words.endswith(":")):
        return bare, ""
    return None


class LabelLines:
    """Collects label lines until a card is complete."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.pairs: list[Pair] = []
        # The card in a table right above, whose position and next steps stand below the table.
        self.onto: CardDraft | None = None

    def begin_target(self, text: Text) -> None:
        """A line that is itself the target: "1.2 Train front line staff"."""
        self.finish()
        self._add(About.TITLE, text, CellView(0, 1, Text(text.paragraphs, text.place)), "target line")

    def take(self, text: Text, following: ItemView | None, *, may_begin: bool) -> bool:
        """Takes a label line, or a paragraph that goes on with the last label; False where it is neither."""
        label = label_line(text)
        if label is None or (self.pairs and self.pairs[-1].kind is About.STEP and _OF_STEP.match(text.words)):
            return self._criterion(text) or self._more(text)
        kind, value = label
        if not value and not isinstance(following, Text):
            return False
        if kind in (About.TITLE, About.CODE) and self._repeats(text):
            self.finish()
        if not self.pairs and not value and kind in (About.POSITION, About.STEP):
            self.onto = self.context.card
        if not self.pairs and self.onto is None and not self._may_begin(kind, value, may_begin=may_begin):
            return False
        rest = self._rest(text, value) if value else None
        self._add(kind, text, CellView(0, 1, rest) if rest else None, text.words.split(":")[0])
        return True

    def _criterion(self, text: Text) -> bool:
        """ "Green: Work on schedule" among the labels of a card."""
        if not self.pairs or self.pairs[-1].kind in (About.POSITION, About.STEP):
            return False
        if not criteria_of([text.words])[0].is_stated() or criteria_of([text.words])[1]:
            return False
        if self.pairs[-1].kind is not About.CRITERIA:
            self.pairs.append(Pair(About.CRITERIA, CellView(0, 1, None), name="criteria by line"))
        self.pairs[-1].cells.append(CellView(0, 1, text))
        return True

    def _may_begin(self, kind: About, value: str, *, may_begin: bool) -> bool:
        if kind in (About.TITLE, About.CODE):
            return bool(value)
        return may_begin and kind in (About.OWNER, About.POSITION, About.CRITERIA, About.STEP)

    def _repeats(self, text: Text) -> bool:
        name = plain(text.words.split(":")[0])
        kinds = [pair.kind for pair in self.pairs]
        return name in {plain(pair.name) for pair in self.pairs} or (
            About.POSITION in kinds and About.LIGHT in kinds and name != "actions"
        )

    def _rest(self, text: Text, value: str) -> Text:
        first = text.paragraphs[0]
        markdown = ""
        if first.markdown and "*" not in first.markdown[: -len(value) or None] and first.markdown.endswith(value):
            markdown = value
        elif first.markdown:
            markdown = _markdown_after(first, value)
        cut = Paragraph(text=value, markdown=markdown, place=first.place, fill=first.fill, size=first.size)
        return Text((cut, *text.paragraphs[1:]), text.place)

    def _add(self, kind: About, label: Text, value: CellView | None, name: str) -> None:
        pair = Pair(kind, CellView(0, 1, label), [value] if value else [], name=name, inline=value is not None)
        self.pairs.append(pair)
        self.context.ledger.use(label)

    def _more(self, text: Text) -> bool:
        if not self.pairs:
            return False
        last = self.pairs[-1]
        first = text.paragraphs[0]
        if first.heading or (last.cells and last.kind in _SINGLE) or last.name == "target line":
            return False
        last.cells.append(CellView(0, 1, text))
        return True

    def _of_priority(self, pairs: list[Pair]) -> bool:
        """Owner and objective alone, under the heading of a priority, are no card but the priority's own."""
        current, kinds = self.context.current, {pair.kind for pair in pairs}
        if current is None or self.onto is not None or not kinds <= {About.OWNER, About.OBJECTIVE, About.AIM}:
            return False
        for pair in pairs:
            words = " ".join(cell.words for cell in pair.cells)
            stated = pair.kind is not About.OWNER and bool(words) and pair.label.text is not None
            if stated and pair.label.text is not None:
                self.context.objective(current, words, pair.label.text.place)
            for cell in (pair.label, *pair.cells):
                if cell.text is not None:
                    cell.text.placed = stated
        return True

    def finish(self) -> None:
        if self.pairs:
            place = self.pairs[0].label.text.place if self.pairs[0].label.text else None
            pairs, self.pairs = self.pairs, []
            if place is not None and not self._of_priority(pairs):
                card = make_card(pairs, self.context, place)
                if self.onto is not None:
                    self.context.draft.cards.pop()
                    self.onto.position += card.position
                    self.onto.steps += card.steps
            self.onto = self.context.card = None


def _markdown_after(paragraph: Paragraph, value: str) -> str:
    """The Markdown of the value without that of its label, where the cut is clean."""
    tail = paragraph.markdown
    for mark in (":**", "**:", "**", ":"):
        head, found, rest = tail.partition(mark)
        if found and rest.strip(" :–—-") and len(plain(rest)) == len(plain(value)):
            return rest.strip(" :–—-")
    return ""
