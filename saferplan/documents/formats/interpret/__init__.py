"""From what a file holds to what it means: `interpret` turns a `Source` into a report tree.

It never guesses and never drops. Each text of the source is either placed in the tree (or is a heading, a label or
furniture that the tree makes needless), or comes back as a notice with its place.

Two choices of its own: an activity without a code is called `#2.3`, the third line of priority 2, and a card whose
priority nobody names has priority 0. Both are said in a notice.
"""

from __future__ import annotations

from saferplan.documents.formats.interpret.assembly import assemble
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.cover import finish_cover
from saferplan.documents.formats.interpret.figures import leave_figures
from saferplan.documents.formats.interpret.furniture import place_furniture, read_headers
from saferplan.documents.formats.interpret.keys import read_keys
from saferplan.documents.formats.interpret.lost_signs import set_aside
from saferplan.documents.formats.interpret.reasons import lift
from saferplan.documents.formats.interpret.views import Text, texts_of, views_of
from saferplan.documents.formats.interpret.walk import Walker
from saferplan.documents.formats.reading import Notice, Reading
from saferplan.documents.formats.source import Part, Source

__all__ = ["interpret"]

_UNPLACED = {
    Part.BODY: ("not-placed", "This text was not understood as part of the report."),
    Part.TEXT_BOX: ("not-placed", "This text box was not understood as part of the report."),
    Part.HEADER: ("page-header", "This page header was left out of the report."),
    Part.FOOTER: ("page-footer", "This page footer was left out of the report."),
    Part.FOOTNOTE: ("footnote", "This footnote was left out of the report."),
    Part.COMMENT: ("comment", "This comment is not part of the report. Check that it was meant to stay in the file."),
}


def interpret(source: Source) -> Reading:
    """The report that a source holds, with notices for all that was not placed. Never raises."""
    views = views_of(source)
    context = Context()
    lost = set_aside(views, context.ledger)
    lift(views)
    leave_figures(views, context.ledger)
    keys = read_keys(views, context)
    Walker(views, keys, context).run()
    texts = list(texts_of(views))
    read_headers(texts, context)
    finish_cover(context)
    tree = assemble(context)
    place_furniture(texts, context)
    left = [text for text in texts if not text.placed] + lost
    context.ledger.notices += [_notice(text) for text in left]
    return Reading(
        tree=tree,
        notices=tuple(context.ledger.notices),
        places=dict(context.ledger.places),
        placed=len(texts) + len(lost) - len(left),
        unplaced=len(left),
    )


def _notice(text: Text) -> Notice:
    code, message = text.why or _UNPLACED[text.part]
    return Notice(code=code, message=message, text=text.words, place=text.place)
