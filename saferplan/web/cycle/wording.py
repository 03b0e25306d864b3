"""Sentences about lights and periods, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saferplan.common.periods import Frequency
from saferplan.cycle.models import Period
from saferplan.report.derived import Derived
from saferplan.report.markdown import plain_lines
from saferplan.report.tree import Light
from saferplan.web import signs

_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'(])")
_LONGEST = 220


@lru_cache(maxsize=256)
def first_sentence(markdown: str) -> str:
    """The first sentence of a text, without its marks; cut at a word where it is very long.

    A card's text is asked for once for each of its activities.
    """
    lines = [line for line in plain_lines(markdown) if line.strip()]
    if not lines:
        return ""
    sentence = _END_OF_SENTENCE.split(lines[0].strip(), maxsplit=1)[0]
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "\N{HORIZONTAL ELLIPSIS}"


def short_label(period: Period) -> tuple[str, str, str]:
    """A period for a column's head: its first month (empty where it has one only), its last, the year."""
    is_month = Frequency(period.frequency) is Frequency.MONTH
    first = "" if is_month else date_format(period.starts, "M")
    return first, date_format(period.ends, "M"), str(period.ends.year)


def how_many_periods(periods: Sequence[Period]) -> str:
    """`3 quarters`; `3 reports` where they are of several lengths or do not follow each other."""
    count, frequency = len(periods), periods[-1].frequency
    if not all(_follows(after, before) for before, after in pairwise(periods)):
        return ngettext("%(count)d report", "%(count)d reports", count) % {"count": count}
    if frequency == Frequency.MONTH:
        return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}
    if frequency == Frequency.YEAR:
        return ngettext("%(count)d year", "%(count)d years", count) % {"count": count}
    return ngettext("%(count)d quarter", "%(count)d quarters", count) % {"count": count}


def _follows(period: Period, before: Period) -> bool:
    return period.frequency == before.frequency and period.starts == before.ends + timedelta(days=1)


def then_and_now(period: Period, before: Period | None) -> str:
    """The name of the column that sets the light before beside the light now; empty where there is none before."""
    if before is None:
        return ""
    if not _follows(period, before):
        return _("Last report to now")
    names = {Frequency.MONTH: _("Last month to now"), Frequency.YEAR: _("Last year to now")}
    return names.get(Frequency(period.frequency), _("Last quarter to now"))


def how_long(derived: Derived, periods: Sequence[Period]) -> str:
    """Since when the light is the same: `On track for 3 quarters, since January to March 2018.`"""
    word = str(signs.WORK[derived.light])
    same = min(derived.periods_same, len(periods))
    if len(periods) == 1:
        return _("%(light)s in the first report; there is none before it.") % {"light": word}
    if derived.is_made_otherwise:
        return _("%(light)s. What it goes by changed, so it cannot be compared with the report before.") % {
            "light": word
        }
    if same == 1:
        return _("%(light)s in this period only.") % {"light": word}
    first, last, year = short_label(periods[-same])
    since = " ".join(part for part in (first and _("%(first)s to") % {"first": first}, last, year) if part)
    template = _("%(light)s for %(count)s, since %(since)s.")
    if same == len(periods):
        template = _("%(light)s for %(count)s or longer, since %(since)s at least.")
    return template % {"light": word, "count": how_many_periods(periods[-same:]), "since": since}


def in_words(counts: Iterable[tuple[Light, int]], total: int, *, results: bool = False) -> str:
    """`19 on track, 6 slipping, 2 off track, 3 no update, of 30`."""
    words = signs.RESULTS_IN_TEXT if results else signs.WORK_IN_TEXT
    parts = [f"{number} {words[light]}" for light, number in counts]
    return _("%(counts)s, of %(total)d") % {"counts": ", ".join(parts), "total": total}
