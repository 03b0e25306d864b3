"""Signs that a file shows without saying which: a PDF whose font for a light or an arrow was missing.

Such a sign is no text of the report. Alone it is set aside with a notice; beside words it is taken off them.
"""

from __future__ import annotations

from dataclasses import replace

from saferplan.documents.formats.interpret.views import ItemView, Ledger, TableView, Text

LOST = "\ufffd"
_ALONE = ("lost-sign", "A sign stands here that the file does not name, perhaps a light or an arrow.")
_BESIDE = "A sign beside this text is not named in the file, perhaps a light or an arrow. The words were kept."


def set_aside(views: list[ItemView], ledger: Ledger) -> list[Text]:
    """Take lost signs out of the views; those that stood alone come back as texts that nobody placed."""
    alone: dict[int, Text] = {}
    for view in list(views):
        if isinstance(view, TableView):
            for cell in (cell for row in view.rows for cell in row.cells if cell.text):
                if cell.text is not None and _is_lost(cell.text, ledger):
                    alone[id(cell.text)] = cell.text
                    cell.text = None
        elif _is_lost(view, ledger):
            alone[id(view)] = view
            views.remove(view)
    return list(alone.values())


def _is_lost(text: Text, ledger: Ledger) -> bool:
    """Whether the text is nothing but lost signs. Signs beside words are taken off, with a doubt."""
    if not any(LOST in paragraph.text for paragraph in text.paragraphs):
        return False
    kept = tuple(
        replace(p, text=_without(p.text), markdown=_without(p.markdown), strong_lead=_without(p.strong_lead))
        for p in text.paragraphs
        if _without(p.text)
    )
    if not kept:
        text.why = _ALONE
        return True
    ledger.doubt("lost-sign", _BESIDE, text.words, text.place)
    text.reword(kept)
    return False


def _without(words: str) -> str:
    return " ".join(words.replace(LOST, " ").split())
