"""The inside of a paragraph: runs, fields, links, tracked changes, made into pieces of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from saferplan.documents.formats.source import Part
from saferplan.documents.formats.word import drawings, symbols
from saferplan.documents.formats.word.colours import Theme
from saferplan.documents.formats.word.package import MC, VAL, Element, M, R, Relation, W, is_on, number
from saferplan.documents.formats.word.styles import PLAIN, Look, Styles, read_look

_WEB_LINK = re.compile(r"(?i)(https?://|mailto:)\S")
_TRANSPARENT = frozenset(W + t for t in ("ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "sdtContent"))
_GONE = frozenset(W + t for t in ("del", "moveFrom", "pPr", "sdtPr", "sdtEndPr"))
_NOTES = {
    W + "footnoteReference": Part.FOOTNOTE,
    W + "endnoteReference": Part.FOOTNOTE,
    W + "commentReference": Part.COMMENT,
}
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}
_BREAKS = (W + "br", W + "cr")
_DRAWINGS = (W + "drawing", W + "pict", W + "object")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look. `look` is all that is known of it; `own` what its run says beyond the paragraph's style."""

    text: str
    look: Look
    own: Look = PLAIN
    link: str = ""


@dataclass(slots=True)
class Content:
    """A paragraph's lines of pieces, the drawings anchored in it, and the notes it refers to."""

    lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    drawings: list[Element] = field(default_factory=list)
    notes: list[tuple[Part, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_result: bool = False
    skipped: bool = False
    link: str = ""
    choice: str = ""


class InlineReader:
    """Reads paragraphs of one part of a document, in reading order: a field can run over several of them."""

    def __init__(self, styles: Styles, theme: Theme, relations: dict[str, Relation], *, fields_close: bool) -> None:
        self._styles = styles
        self._theme = theme
        self._relations = relations
        self._fields_close = fields_close
        self._fields: list[_Field] = []

    def read(self, paragraph: Element, base: Look) -> Content:
        """The content of a `w:p`; `base` is the look of its style."""
        content = Content()
        self._children(paragraph, base, content, "")
        if not self._fields_close:
            self._fields.clear()
        return content

    def _children(self, parent: Iterable[Element], base: Look, content: Content, link: str) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child, base, content, link)
            elif tag in _GONE or not isinstance(tag, str):
                continue
            elif tag == W + "hyperlink":
                self._children(child, base, content, self._target(child) or link)
            elif tag == W + "sdt":
                if not is_placeholder(child):
                    self._children(child, base, content, link)
            elif tag == W + "fldSimple":
                found = _Field(code=child.get(W + "instr", ""))
                _understand(found)
                if not found.skipped:
                    self._children(child, base, content, found.link or link)
            elif tag in _TRANSPARENT:
                self._children(child, base, content, link)
            elif tag == MC + "AlternateContent":
                self._children(drawings.chosen(child), base, content, link)
            elif tag.startswith(M):
                self._formula(child, base, content)

    def _target(self, hyperlink: Element) -> str:
        relation = self._relations.get(hyperlink.get(R + "id", ""))
        address = relation.target if relation is not None and relation.external else ""
        return address if _WEB_LINK.match(address) else ""

    def _formula(self, element: Element, base: Look, content: Content) -> None:
        text = "".join(t.text or "" for t in element.iter(M + "t"))
        self._add(content, Piece(text, base))

    def _run(self, run: Element, base: Look, content: Content, link: str) -> None:
        own = PLAIN
        rpr = run.find(W + "rPr")
        if rpr is not None:
            own = read_look(rpr, self._theme)
            style = rpr.find(W + "rStyle")
            if style is not None:
                own = own.over(self._styles.get(style.get(VAL, "")).look)
        look = own.over(base)
        for child in run:
            self._run_child(child, look, own, content, link)

    def _run_child(self, child: Element, look: Look, own: Look, content: Content, link: str) -> None:
        tag = child.tag
        if not isinstance(tag, str):
            return
        text = _text_of(child, tag, look)
        if text is not None:
            self._add(content, Piece(text, look, own, link))
        elif tag == W + "fldChar":
            self._field_mark(child, content, look)
        elif tag == W + "instrText":
            if self._fields:
                self._fields[-1].code += child.text or ""
        elif tag == MC + "AlternateContent":
            for inner in drawings.chosen(child):
                self._run_child(inner, look, own, content, link)
        elif tag == W + "ruby":
            for inner in child.iterfind(f"{W}rubyBase/{W}r"):
                self._run(inner, look, content, link)
        elif self._is_shown() and (not look.hidden or tag == W + "commentReference"):
            _add_anchor(child, tag, content)

    def _add(self, content: Content, piece: Piece) -> None:
        if not piece.text or piece.look.hidden or not self._is_shown():
            return
        link = piece.link or next((f.link for f in reversed(self._fields) if f.link), "")
        content.lines[-1].append(piece if link == piece.link else Piece(piece.text, piece.look, piece.own, link))

    def _is_shown(self) -> bool:
        return all(f.in_result and not f.skipped for f in self._fields)

    def _field_mark(self, mark: Element, content: Content, look: Look) -> None:
        kind = mark.get(W + "fldCharType", "")
        if kind == "begin":
            self._fields.append(_Field(choice=_form_choice(mark)))
        elif kind == "separate" and self._fields:
            _understand(self._fields[-1])
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if ended.choice:
                self._add(content, Piece(ended.choice, look))


def _text_of(child: Element, tag: str, look: Look) -> str | None:
    """The text of an element in a run, or None for what is no text."""
    if tag == W + "t":
        return symbols.in_font(child.text or "", look.font)
    if tag == W + "sym":
        return symbols.symbol(child.get(W + "font", ""), _code(child.get(W + "char", "")))
    return _SIGNS.get(tag)


def _add_anchor(child: Element, tag: str, content: Content) -> None:
    if tag in _BREAKS:
        content.lines.append([])
    elif tag in _DRAWINGS:
        content.drawings.append(child)
    elif tag in _NOTES:
        key = child.get(W + "id", "")
        content.notes.append((_NOTES[tag], f"endnote {key}" if tag == W + "endnoteReference" else key))


def is_placeholder(control: Element) -> bool:
    """Whether a content control still shows its "Choose an item" and so says nothing."""
    shown = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return shown is not None and bool(is_on(shown.get(VAL, "")))


def _understand(found: _Field) -> None:
    words = found.code.split()
    kind = words[0].upper() if words else ""
    # A table of contents repeats the document's own headings; a hidden entry of an index is not text at all.
    found.skipped = kind in ("TOC", "INDEX", "TOA", "XE", "TC", "RD")
    if kind == "HYPERLINK":
        match = re.search(r'"([^"]*)"', found.code)
        address = match.group(1) if match else ""
        found.link = address if _WEB_LINK.match(address) else ""


def _form_choice(mark: Element) -> str:
    """What an old form's drop-down list or tick box shows: it is kept in the field and not as text."""
    listed = mark.find(f"{W}ffData/{W}ddList")
    if listed is not None:
        entries = [e.get(VAL, "") for e in listed.iterchildren(W + "listEntry")]
        result = listed.find(W + "result")
        index = number(None if result is None else result.get(VAL))
        return entries[index] if 0 <= index < len(entries) else ""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(W + "checked")
        if state is None:
            state = box.find(W + "default")
        return "☒" if state is not None and is_on(state.get(VAL, "")) else "☐"
    return ""


def _code(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return 0
