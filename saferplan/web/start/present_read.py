"""The page that sets what was read beside the original: each line with the way to its place in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saferplan.common.periods import Frequency, label_of
from saferplan.documents.formats.original import Original, Piece
from saferplan.documents.formats.reading import Notice
from saferplan.documents.models import Upload
from saferplan.report.places import Place
from saferplan.report.tree import Card, Criteria, Light, NextStep, Priority, Report, Trend
from saferplan.web.findings import place_words
from saferplan.web.templatetags.saferplan import day


@dataclass(frozen=True, slots=True)
class Where:
    """A place in words, and the anchor of it in the original; empty where it is not known."""

    words: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class CoverLine:
    label: str
    value: str
    note: str
    url: str
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A priority, an activity or a card as it was read. `texts` are named texts, shown on request."""

    code: str
    title: str
    light: Light
    trend: Trend | None
    owners: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    steps: tuple[NextStep, ...]
    criteria: Criteria | None
    words: str
    url: str
    name: str
    where: Where


@dataclass(frozen=True, slots=True)
class ReadPriority:
    number: int
    line: ReadLine
    objective: str
    activities: tuple[ReadLine, ...]
    add_url: str


@dataclass(frozen=True, slots=True)
class NoticeLine:
    message: str
    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class ReadPage:
    cover: tuple[CoverLine, ...]
    priorities: tuple[ReadPriority, ...]
    cards: tuple[ReadLine, ...]
    notices: tuple[NoticeLine, ...]


class Places:
    """Finds the anchor of a place among those that the shown original has."""

    def __init__(self, original: Original, known: Mapping[str, Place]) -> None:
        self.known = known
        self.anchors = {f"page-{number}" for number in range(1, original.pages + 1)}
        if not original.pages:
            self.anchors |= {anchor for piece in original.pieces for anchor in _anchors(piece)}

    def of(self, key: str) -> Where:
        return self.at(self.known.get(key, Place()))

    def at(self, place: Place) -> Where:
        """The narrowest anchor that there is, and what it leads to in words."""
        wanted = (
            (f"table-{place.table}-row-{place.row}", Place(table=place.table, row=place.row)),
            (f"table-{place.table}", Place(table=place.table)),
            (f"line-{place.line}", Place(line=place.line)),
            (f"page-{place.page}", Place(page=place.page)),
        )
        found = ((anchor, shown) for anchor, shown in wanted if anchor in self.anchors)
        anchor, shown = next(found, ("", place))
        return Where(place_words(shown), anchor)


def _anchors(piece: Piece) -> list[str]:
    rows = [f"table-{piece.table}-row-{row.number}" for row in piece.rows]
    own = [piece.anchor] if piece.anchor else []
    return own + rows


def present_read(
    upload: Upload, report: Report, original: Original, places: Mapping[str, Place], notices: Sequence[Notice]
) -> ReadPage:
    finder = Places(original, places)
    slug = upload.partnership.slug
    return ReadPage(
        cover=tuple(_cover(upload, report, finder, slug)),
        priorities=tuple(_priority(priority, finder, slug) for priority in report.priorities),
        cards=tuple(_card(card, number, finder, slug) for number, card in enumerate(report.cards)),
        notices=tuple(NoticeLine(each.message, each.text, finder.at(each.place)) for each in notices),
    )


def _cover(upload: Upload, report: Report, places: Places, slug: str) -> list[CoverLine]:
    plan = report.plan
    years = [day(each) for each in (plan.starts, plan.ends) if each]
    period, note = _period(report, upload.frequency)
    rows = (
        ("partnership", _("Partnership"), report.partnership.name, "", "report.partnership.name"),
        ("plan", _("Plan"), plan.title, _(" to ").join(years), "report.plan.title"),
        ("period", _("Period"), period, note, "report.period.label"),
        ("date", _("Date printed"), day(report.date), "", "report.date"),
        ("version", _("Version"), report.version, "", "report.version"),
        ("author", _("Author"), report.author, "", "report.author"),
    )
    url = reverse("start-cover", args=[slug])
    return [CoverLine(label, value, note, f"{url}#id_{name}", places.of(key)) for name, label, value, note, key in rows]


def _period(report: Report, frequency: str) -> tuple[str, str]:
    if report.period.key:
        return report.period.label or label_of(report.period.key, Frequency(frequency)), ""
    if report.date:
        taken = label_of(report.date[:7], Frequency(frequency))
        return taken, _("Not stated: taken from the date printed. Change it if the report covers another time.")
    if report.period.label:
        return "", _("The report says “%(label)s”. Write which months these are.") % {"label": report.period.label}
    return "", ""


def _priority(priority: Priority, places: Places, slug: str) -> ReadPriority:
    number = priority.number
    line = ReadLine(
        code="",
        title=priority.title,
        light=priority.light,
        trend=priority.trend,
        owners=(),
        texts=(),
        steps=(),
        criteria=None,
        words="",
        url=reverse("start-priority", args=[slug, number]),
        name=_("priority %(number)s") % {"number": number},
        where=places.of(f"priority:{number}"),
    )
    activities = tuple(
        ReadLine(
            code=activity.code,
            title=activity.title,
            light=activity.light,
            trend=activity.trend,
            owners=activity.owners,
            texts=_named((_("Position"), activity.position)),
            steps=activity.next_steps,
            criteria=None,
            words=_how_much(activity.position, activity.next_steps),
            url=reverse("start-activity", args=[slug, activity.code]),
            name=_("activity %(code)s") % {"code": activity.code},
            where=places.of(f"activity:{activity.code}"),
        )
        for activity in priority.activities
    )
    return ReadPriority(
        number, line, priority.objective, activities, reverse("start-add-activity", args=[slug, number])
    )


def _card(card: Card, number: int, places: Places, slug: str) -> ReadLine:
    return ReadLine(
        code="",
        title=", ".join(card.targets) or _("A card about no activity"),
        light=card.light,
        trend=None,
        owners=card.owners,
        texts=_named((_("Aim"), card.aim), (_("Position"), card.position)),
        steps=card.next_steps,
        criteria=card.criteria if card.criteria != Criteria() else None,
        words=_how_much(card.position, card.next_steps, aim=card.aim, criteria=card.criteria),
        url=reverse("start-card", args=[slug, number + 1]),
        name=_("card %(number)s") % {"number": number + 1},
        where=places.of(f"card:{number}"),
    )


def _named(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if pair[1])


def _how_much(position: str, steps: Sequence[NextStep], *, aim: str = "", criteria: Criteria | None = None) -> str:
    """`aim, criteria, position of 120 words, 2 next steps`; empty where there is no text at all."""
    count = len(position.split())
    parts = (
        aim and _("aim"),
        criteria is not None and criteria != Criteria() and _("criteria"),
        count and ngettext("position of %(n)s word", "position of %(n)s words", count) % {"n": count},
        steps and ngettext("%(n)s next step", "%(n)s next steps", len(steps)) % {"n": len(steps)},
    )
    return ", ".join(str(part) for part in parts if part)
