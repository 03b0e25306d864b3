"""The charts of our own documents, the register of missing figures, and their words: none of it is read back.

Figures are never taken from a picture of them, nor what is missing from a list that was true on one day.
"""

from __future__ import annotations

from saferplan.documents.formats.interpret.views import ItemView, Ledger, TableView, Text, texts_of
from saferplan.documents.formats.source import Part
from saferplan.report.block_register import COUNT, TITLE

# How each section begins: its heading, how the text below that begins, and the heading of ours that ends it.
_FIGURES = ("What the figures show", "Figures of priority ", "Activities by priority")
_REGISTER = (TITLE, COUNT.partition("{")[0], "What these words mean")


def leave_figures(views: list[ItemView], ledger: Ledger) -> None:
    """Takes both sections out; elsewhere such a heading is any other text."""
    for section in (_FIGURES, _REGISTER):
        _leave(views, ledger, *section)


def _leave(views: list[ItemView], ledger: Ledger, title: str, below: str, end: str) -> None:
    begins = next((at for at in range(len(views)) if _begins(views, at, title, below)), None)
    if begins is None:
        return
    ends = next((at for at in range(begins, len(views)) if _says(views[at], end)), None)
    if ends is None:
        return
    section = [view for view in views[begins:ends] if view.part in (Part.BODY, Part.TEXT_BOX)]
    ledger.use(*texts_of(section))
    for view in section:
        views.remove(view)


def _begins(views: list[ItemView], at: int, title: str, below: str) -> bool:
    following = views[at + 1] if at + 1 < len(views) else None
    return _says(views[at], title) and isinstance(following, Text) and following.words.startswith(below)


def _says(view: ItemView, words: str) -> bool:
    return not isinstance(view, TableView) and view.words == words
