"""The texts of a report as pages show them: what is restricted marked in place, and what the public reads instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saferplan.cycle.models import Restriction as Row
from saferplan.report.finding_words import is_long, pieces_of
from saferplan.report.markdown import plain_text
from saferplan.report.restrictions import LIGHT, PARAGRAPHS, Restriction, Text, not_found, texts_of, without_restricted
from saferplan.report.tree import Priority, Report
from saferplan.web.findings import subject_words

FIELDS = {
    "going_well": gettext_lazy("Going well"),
    "concern": gettext_lazy("Concern"),
    "changes": gettext_lazy("What changed"),
    "objective": gettext_lazy("Objective"),
    "results_text": gettext_lazy("Results"),
    "title": gettext_lazy("Title"),
    "target_titles": gettext_lazy("Titles on the card"),
    "owners": gettext_lazy("Owners"),
    "aim": gettext_lazy("Aim"),
    "criteria": gettext_lazy("Criteria"),
    "position": gettext_lazy("Current position"),
    "next_steps": gettext_lazy("Next steps"),
    "why": gettext_lazy("Why this light"),
    "results_why": gettext_lazy("Why this results light"),
    "headline_why": gettext_lazy("Why this overall light"),
}
# What partners and editors write anew for each period stands first; the rest is the plan's.
_WRITTEN = frozenset({"going_well", "concern", "results_text", "position", "next_steps"})
# In an address it stands for all texts of a place.
ALL = "all"


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark that holds. `is_lost` where its words are no longer in the text."""

    pk: int
    where: str
    words: str
    paragraph: str
    interest: str
    by: str
    is_lost: bool


@dataclass(frozen=True, slots=True)
class Piece:
    words: str
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class TextLine:
    name: str
    pieces: tuple[Piece, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The texts of a place. It is open where something of it is restricted. The addresses are empty for the report."""

    name: str
    title: str
    texts: tuple[TextLine, ...]
    is_restricted: bool
    all_url: str
    light_url: str


@dataclass(frozen=True, slots=True)
class Section:
    """A priority with its activities and cards, or the report's own texts."""

    name: str
    groups: tuple[Group, ...]


def field_words(field: str) -> str:
    return str(FIELDS[field]) if field in FIELDS else _("The light") if field == LIGHT else _("All its texts")


def where_words(place: str, field: str, report: Report) -> str:
    """`Activity 1.1.1a, current position`."""
    words = field_words(field)
    return f"{subject_words(place, report)}, {words[:1].lower()}{words[1:]}"


def read_out(text: Text) -> str:
    """A text as a reader reads it."""
    return plain_text(text.words) if text.field == "position" else text.words


def mark_lines(
    rows: Sequence[Row], marks: Sequence[Restriction], report: Report, names: Mapping[str, str]
) -> tuple[MarkLine, ...]:
    """The marks that hold; `names` are those of people by what they sign in with."""
    gone = set(not_found(report, marks))
    return tuple(
        MarkLine(
            row.pk,
            where_words(mark.place, mark.field, report),
            row.passage,
            paragraph_words(row.paragraph),
            row.interest,
            names.get(row.by, row.by),
            mark in gone,
        )
        for row, mark in zip(rows, marks, strict=True)
    )


def paragraph_words(number: str) -> str:
    return _("paragraph %(number)s: %(words)s") % {"number": number, "words": _(PARAGRAPHS.get(number, ""))}


def sections(report: Report, marks: Sequence[Restriction], slug: str, key: str) -> tuple[Section, ...]:
    """Every text of the report: its own, then those of each priority with its activities and cards."""
    found: dict[str, list[Text]] = {}
    for text in texts_of(report):
        found.setdefault(text.place, []).append(text)

    def group(place: str, title: str) -> Group:
        return _group(place, title, found.get(place, []), marks, report, slug, key)

    own = [Section(subject_words("report", report), (group("report", ""),))] if "report" in found else []
    parts = [_section(priority, report, group) for priority in report.priorities]
    numbers = {priority.number for priority in report.priorities}
    rest = [group(f"card:{at}", "") for at, card in enumerate(report.cards) if card.priority not in numbers]
    return (*own, *parts, *([Section(_("In focus"), tuple(rest))] if rest else []))


def _section(priority: Priority, report: Report, group: Callable[[str, str], Group]) -> Section:
    name = f"{subject_words(f'priority:{priority.number}', report)}: {priority.title}"
    cards = [at for at, card in enumerate(report.cards) if card.priority == priority.number]
    places = [(f"priority:{priority.number}", "")]
    places += [(f"activity:{each.code}", each.title) for each in priority.activities]
    places += [(f"card:{at}", report.cards[at].aim) for at in cards]
    return Section(name, tuple(each for each in (group(*place) for place in places) if each.texts))


def _group(
    place: str, title: str, texts: Sequence[Text], marks: Sequence[Restriction], report: Report, slug: str, key: str
) -> Group:
    def line(text: Text) -> TextLine:
        address = reverse("restrict", args=[slug, key, text.place, text.field])
        return TextLine(field_words(text.field), pieces(text, marks), address)

    lines = tuple(line(text) for text in sorted(texts, key=lambda each: each.field not in _WRITTEN))
    is_restricted = any(mark.place == place for mark in marks)
    is_restricted |= any(piece.is_restricted for each in lines for piece in each.pieces)
    ways = [reverse("restrict", args=[slug, key, place, what]) for what in (ALL, LIGHT) if place != "report"]
    return Group(subject_words(place, report), title, lines, is_restricted, *(ways or ["", ""]))


def pieces(text: Text, marks: Iterable[Restriction]) -> tuple[Piece, ...]:
    """A text with what is restricted of it: by a mark on it, on its place, or on the same long words elsewhere."""
    mine = [each for each in marks if each.place == text.place and each.field in ("", text.field)]
    words = read_out(text)
    if any(not each.passage for each in mine):
        return (Piece(words, True),)
    passages = [each.passage for each in marks if each.passage and (each in mine or is_long(each.passage))]
    return tuple(Piece(*each) for each in pieces_of(words, passages))


def public_words(report: Report, marks: Iterable[Restriction], place: str, field: str) -> tuple[tuple[str, str], ...]:
    """What the public reads of a text, or of all texts of a place: the name of each and its words."""
    public = without_restricted(report, marks)
    found = [each for each in texts_of(public) if each.place == place and field in ("", each.field)]
    return tuple((field_words(each.field), read_out(each)) for each in found)
