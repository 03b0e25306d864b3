"""The charts of our own documents and their words. Figures are never read back from a picture of them."""

from __future__ import annotations

from saferplan.documents.formats.interpret.views import ItemView, Ledger, TableView, Text, texts_of
from saferplan.documents.formats.source import Part

_BEGINS = "What the figures show"
_OF_PRIORITY = "Figures of priority "
_ENDS = "Activities by priority"


def leave_figures(views: list[ItemView], ledger: Ledger) -> None:
    """Takes the section out, from its heading to the next one of ours; elsewhere such a heading is any other text."""
    begins = next((at for at, view in enumerate(views) if _is_begin(views, at, view)), None)
    if begins is None:
        return
    ends = next((at for at in range(begins, len(views)) if _says(views[at], _ENDS)), None)
    if ends is None:
        return
    section = [view for view in views[begins:ends] if view.part in (Part.BODY, Part.TEXT_BOX)]
    ledger.use(*texts_of(section))
    for view in section:
        views.remove(view)


def _is_begin(views: list[ItemView], at: int, view: ItemView) -> bool:
    following = views[at + 1] if at + 1 < len(views) else None
    return _says(view, _BEGINS) and isinstance(following, Text) and following.words.startswith(_OF_PRIORITY)


def _says(view: ItemView, words: str) -> bool:
    return not isinstance(view, TableView) and view.words == words
