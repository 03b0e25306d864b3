"""What the preview of a file of figures shows: what would change, what was left out, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saferplan.measures.loading.changes import Change, known_words
from saferplan.measures.loading.said import Said
from saferplan.measures.loading.table import column_letters
from saferplan.measures.loading_actions import Preview
from saferplan.measures.models import DataLoad
from saferplan.measures.period_names import period_name

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine:
    row: int
    column: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    measure: str
    period: str
    old: str
    new: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """New figures of one measure, told as a run."""

    measure: str
    words: str
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    sheet: str
    counts: Sequence[str]
    to_record: int
    revised: Sequence[ChangeLine]
    more_revised: int
    new: Sequence[NewLine]
    notes: Sequence[str]
    refused: Sequence[RefusedLine]
    count_refused: int
    problem: str
    is_asking: bool

    @property
    def title(self) -> str:
        if self.is_asking and not self.problem:
            return _("What are these?")
        return _("Not ready to load") if self.problem or self.refused else _("What would change")


def words_of(said: Said) -> str:
    return _(said.template).format(**said.params)


def present_preview(shown: Preview) -> PreviewPage:
    reading, changes = shown.reading, shown.changes
    notes = [words_of(each) for each in (*shown.notes, *reading.notes)]
    notes += [
        _("%(sign)s was read as: %(meaning)s.") % {"sign": sign, "meaning": _(missing.value)}
        for sign, missing in sorted(reading.signs.items())
    ]
    return PreviewPage(
        sheet=reading.sheet,
        counts=list(_counts(shown)) if not shown.problem else (),
        to_record=len(changes.to_record),
        revised=[_change(each) for each in sorted(changes.revised, key=_by_measure)[:MOST_SHOWN]],
        more_revised=max(0, len(changes.revised) - MOST_SHOWN),
        new=list(_new(changes.new)),
        notes=notes,
        refused=[
            RefusedLine(row=each.row, column=column_letters(each.column), text=each.text, why=words_of(each.why))
            for each in reading.refused
        ],
        count_refused=reading.count_refused,
        problem=words_of(reading.problem) if reading.problem else "",
        is_asking=bool(reading.questions),
    )


def _counts(shown: Preview) -> Iterator[str]:
    changes = shown.changes
    numbers = (
        (len(changes.new), ngettext("%(count)s new figure", "%(count)s new figures", len(changes.new))),
        (len(changes.revised), ngettext("%(count)s revised", "%(count)s revised", len(changes.revised))),
        (changes.unchanged, ngettext("%(count)s as it is known", "%(count)s as they are known", changes.unchanged)),
        (changes.kept, _("%(count)s blank where a figure is known: the figure stays")),
        (changes.ahead, _("%(count)s blank for periods that are not over")),
    )
    for count, words in numbers:
        if count or words is numbers[0][1]:
            yield words % {"count": f"{count:,}"}


def _by_measure(change: Change) -> tuple[str, date]:
    return change.fact.measure.name, change.fact.given.ends


def _change(change: Change) -> ChangeLine:
    fact = change.fact
    return ChangeLine(
        measure=fact.measure.name,
        period=period_name(fact.measure.frequency, _)(fact.given.ends),
        old=_words(known_words(change.old)),
        new=_words(known_words(fact.given)),
        note=fact.given.note,
    )


def _words(text: str) -> str:
    return text if text[:1].isdigit() or text[:1] == "-" else _(text) if text else ""


def _new(changes: Sequence[Change]) -> Iterator[NewLine]:
    ordered = sorted(changes, key=_by_measure)
    for measure, mine in groupby(ordered, key=lambda change: change.fact.measure):
        of_one = list(mine)
        name = period_name(measure.frequency, _)
        told = [known_words(change.fact.given) for change in of_one]
        shown = ", ".join(told) if len(told) <= 12 else ", ".join([*told[:5], "\N{HORIZONTAL ELLIPSIS}", *told[-3:]])
        first, last = name(of_one[0].fact.given.ends), name(of_one[-1].fact.given.ends)
        yield NewLine(measure=measure.name, words=shown, first=first, last=last if last != first else "")


def load_words(load: DataLoad) -> str:
    """What a load changed, in one line."""
    counts = load.counts
    return _("%(new)s new, %(revised)s revised") % {"new": counts.get("new", 0), "revised": counts.get("revised", 0)}
