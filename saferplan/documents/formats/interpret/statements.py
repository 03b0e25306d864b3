"""Lines that state something of a priority or of the whole report: an objective, a light, a trend, results."""

from __future__ import annotations

import re
from dataclasses import replace

from saferplan.documents.formats.interpret.codes import objective_of
from saferplan.documents.formats.interpret.columns import About, about
from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.draft import PriorityDraft, Status
from saferplan.documents.formats.interpret.front_fields import set_line
from saferplan.documents.formats.interpret.labels import label_line
from saferplan.documents.formats.interpret.status import light_text, trend_text
from saferplan.documents.formats.interpret.views import Text
from saferplan.documents.formats.interpret.vocabulary import LIGHT_WORDS, TREND_WORDS
from saferplan.report.tree import Light

# Each start is tried: the label may begin at any word with a capital.
_LABEL = re.compile(r"[.;,|]?\s+(?=(?P<label>[A-Z][a-zA-Z ]{1,28}):\s)")
_RESULTS = re.compile(r"^Results?:\s*(?P<text>\S.*)$", re.DOTALL)


def read_statement(text: Text, context: Context) -> bool:
    """A line that states something of the current priority, or of the whole report."""
    words, current = text.words, context.current
    label = label_line(text)
    if current is not None and label is not None and label[1] and _statuses(current, text, context):
        return True
    objective = objective_of(words)
    if current is not None and objective is not None and (match := _RESULTS.match(words)) is None:
        context.objective(current, objective, text.place)
        context.ledger.use(text)
        return True
    if current is not None and (match := _RESULTS.match(words)) and not current.results_text:
        current.results_text = match["text"]
        context.ledger.use(text)
        return True
    if re.match(r"^[^:;]{2,40}[:;]", words) and set_line(words, context, text.place):
        context.ledger.use(text)
        return True
    return False


def _statuses(priority: PriorityDraft, text: Text, context: Context) -> bool:
    """ "Status: On target. Direction of travel: No change" in one line, each part known."""
    first = text.paragraphs[0]
    lines = [Text((replace(first, text=part, strong_lead=""),), text.place) for part in _parts(text.words)]
    labels = [label_line(line) for line in lines]
    known = [label for label in labels if label is not None and label[1]]
    if len(known) != len(labels):
        return False
    placed = [_status(priority, label, text, context) for label in known]
    text.placed = all(placed)
    return any(placed)


def _status(priority: PriorityDraft, label: tuple[About, str], text: Text, context: Context) -> bool:
    if label[0] is About.LIGHT and not priority.stated:
        trend, words = priority.status.trend, priority.status.trend_stated
        priority.status = light_text(label[1], context.key, context.ledger, text.place)
        priority.status.trend, priority.status.trend_stated = trend, words
        priority.stated = True
    elif label[0] is About.TREND and priority.status.trend.value == "none":
        trend, words = trend_text(label[1], context.key, context.ledger, text.place)
        priority.status = Status(priority.status.light, trend, priority.status.light_stated, words)
    elif label[0] is About.RESULTS and priority.results is Light.NONE and not priority.results_text:
        priority.results_text = label[1]
    else:
        return False
    context.ledger.use(text)
    return True


def _parts(words: str) -> list[str]:
    """The line cut before each label that is known; "Amber Direction of travel" is a value and a label."""
    cuts: list[re.Match[str]] = []
    for match in _LABEL.finditer(words):
        before = words[cuts[-1].start("label") if cuts else 0 : match.start()]
        if ":" in before and _is_label(match["label"]):
            cuts.append(match)
    starts = [0, *(match.start("label") for match in cuts)]
    ends = [*(match.start() for match in cuts), len(words)]
    return [part for start, end in zip(starts, ends, strict=True) if (part := words[start:end].strip())]


def _is_label(label: str) -> bool:
    first = label.split()[0].lower()
    return about(label) is not None and first not in LIGHT_WORDS and first not in TREND_WORDS
