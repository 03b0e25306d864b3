"""What a comparison with a group says, as data and words of a report. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from saferplan.common.dates import date_words, local_day
from saferplan.measures.groups import Absent, Change, Compared, GroupFact, Published, Rank, Unranked, compare_all
from saferplan.measures.period_names import period_name
from saferplan.measures.rules import ReleaseLevel, Unit
from saferplan.measures.series import MeasureFacts, Series
from saferplan.measures.showing import unit_of, written
from saferplan.measures.shown_points import number_text
from saferplan.report import tree
from saferplan.report.derivations import Sentence, in_words
from saferplan.report.labels import Translate

_ABSENT = {
    Absent.NO_FIGURE: "no figure",
    Absent.AWAITING: "awaiting data",
    Absent.NOT_COLLECTED: "not collected",
    Absent.SUPPRESSED: "suppressed at the source",
    Absent.NOT_APPLICABLE: "not applicable",
    Absent.OTHER_DENOMINATOR: "divided by something else",
    Absent.NOT_RELEASED: "awaiting release",
    Absent.SMALL: "small count, not shown",
    Absent.WAITS: "awaiting the other parts of its total",
    Absent.LEFT_OUT: "left out of comparisons",
}
_UNRANKED = {
    Unranked.SIZES: "These are counts, and the areas differ in size: there is no rank.",
    Unranked.NO_DENOMINATOR: "What the figures are divided by is not said: there is no rank.",
    Unranked.TOO_FEW: "Fewer than three areas have a figure: there is no rank.",
}
_HIGHEST = (
    *("Highest", "Second highest", "Third highest", "Fourth highest", "Fifth highest", "Sixth highest"),
    *("Seventh highest", "Eighth highest", "Ninth highest", "Tenth highest"),
)
_LOWEST = (
    *("Lowest", "Second lowest", "Third lowest", "Fourth lowest", "Fifth lowest", "Sixth lowest"),
    *("Seventh lowest", "Eighth lowest", "Ninth lowest", "Tenth lowest"),
)


def with_groups(
    figure: tree.Measure,
    series: Series,
    groups: Sequence[GroupFact],
    published: Published | None,
    *,
    until: date | None = None,
    translate: Translate = str,
) -> tree.Measure:
    """The figure with its comparisons, of periods up to a day."""
    if published is None or not groups:
        return figure
    found = compare_all(series, groups, published, until=until)
    # The public is shown no bars without ours: nobody there can say why it is not shown.
    told = tuple(
        told_group(each, series, published.per_words, translate)
        for each in found
        if each.own.value is not None or series.audience is not ReleaseLevel.PUBLIC
    )
    return replace(figure, groups=told)


def told_group(compared: Compared, series: Series, per_words: str, translate: Translate = str) -> tree.GroupComparison:
    measure = series.measure
    return tree.GroupComparison(
        group=compared.group.name,
        own=compared.own.area,
        period=_period(compared, measure, translate),
        unit=group_unit(measure, per_words),
        decimals=measure.decimals,
        middle=number_text(compared.middle),
        sentence=in_words(group_sentences(compared, series, per_words), translate),
        quiet=_quiet(compared, series, translate),
        bars=tuple(
            tree.GroupBar(
                area=bar.area,
                value=number_text(bar.value),
                note=absent_words(bar.absent, translate) if bar.absent else "",
            )
            for bar in compared.bars
        ),
    )


def absent_words(absent: Absent, translate: Translate = str) -> str:
    return translate(_ABSENT[absent])


def group_unit(measure: MeasureFacts, per_words: str) -> str:
    """`offences per 1,000 residents`; `%` as beside any figure."""
    words = unit_of(measure)
    return f"{words} {per_words}".strip() if measure.unit is Unit.RATE else words


def group_sentences(compared: Compared, series: Series, per_words: str) -> list[Sentence]:
    measure = series.measure
    params: dict[str, object] = {"period": _period(compared, measure), "own": compared.own.area}
    if compared.middle is not None:
        params["middle"] = _with_unit(measure, compared.middle, per_words)
    said = [*_ranked(compared, params), *_missing(compared)]
    if compared.own.value is not None and _is_provisional(compared, series):
        said.append(("The figure of {own} is provisional.", params))
    said += _changes(compared, params)
    if measure.is_proxy_for:
        said.append(("It stands for something else: {what}.", {"what": measure.is_proxy_for.rstrip(".")}))
    return said


def _ranked(compared: Compared, params: dict[str, object]) -> list[Sentence]:
    if compared.rank is not None:
        template, rank = place_words(compared.rank)
        return [(template + " of {count} in {period}; the middle of the group is {middle}.", {**params, **rank})]
    if compared.unranked is Unranked.NO_OWN:
        assert compared.own.absent is not None
        told = params | {"why": _ABSENT[compared.own.absent]}
        middle = " The middle of the others is {middle}." if compared.middle is not None else ""
        return [("There is no figure of {own} for {period} ({why}), so there is no rank." + middle, told)]
    assert compared.unranked is not None
    return [(_UNRANKED[compared.unranked], {})]


def place_words(rank: Rank) -> Sentence:
    """Counted from the end that is nearer: `Fourth highest`, `Joint second lowest`, `12th highest`."""
    place, words, far = (
        (rank.highest, _HIGHEST, "Number {place} from the highest")
        if rank.highest <= rank.lowest
        else (rank.lowest, _LOWEST, "Number {place} from the lowest")
    )
    params: dict[str, object] = {"place": place, "count": rank.of}
    template = words[place - 1] if place <= len(words) else far
    return ("Joint " + template[0].lower() + template[1:] if rank.shared else template), params


def _missing(compared: Compared) -> list[Sentence]:
    if not compared.absent:
        return []
    areas = "; ".join(f"{bar.area} ({_ABSENT[bar.absent]})" for bar in compared.absent if bar.absent)
    return [("Not among them: {areas}.", {"areas": areas})]


def _changes(compared: Compared, params: dict[str, object]) -> list[Sentence]:
    said: list[Sentence] = []
    if compared.before:
        what = {"day": compared.before.day, "who": change_words(compared.before)}
        said.append(("The group changed on {day}: {who}. Ranks before and after are not compared.", what))
    if compared.after:
        what = {"day": compared.after.day, "who": change_words(compared.after)}
        said.append(("This is the group as it was in {period}; it changed on {day}: {who}.", params | what))
    return said


def change_words(change: Change) -> str:
    parts = [f"{_and(areas)} {word}" for areas, word in ((change.joined, "joined"), (change.left, "left")) if areas]
    return " and ".join(parts)


def _and(names: Iterable[str]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def _is_provisional(compared: Compared, series: Series) -> bool:
    point = next(each for each in series.points if (each.starts, each.ends) == (compared.starts, compared.ends))
    return point.level is ReleaseLevel.PROVISIONAL


def _with_unit(measure: MeasureFacts, value: Decimal, per_words: str) -> str:
    """`31 per 1,000 residents`, `38%`, `12 days`."""
    told = written(measure, float(value))
    if measure.unit is Unit.RATE:
        return f"{told} per {measure.per:,} {per_words}".strip()
    words = unit_of(measure)
    return told if words in ("%", "£") else f"{told} {words}".strip()


def _period(compared: Compared, measure: MeasureFacts, translate: Translate = str) -> str:
    return period_name(measure.frequency, translate)(compared.ends)


def _quiet(compared: Compared, series: Series, translate: Translate) -> str:
    def day(each: date) -> str:
        return date_words(each.isoformat(), translate)

    sources = "; ".join(each.rstrip(".") for each in compared.sources) or translate("none yet")
    parts = [
        translate("Other areas: {sources}").format(sources=sources),
        translate("Data to {day}").format(day=day(compared.ends)),
        translate("Group: {source}").format(source=compared.group.source.rstrip(".")),
        translate("As known on {day}").format(day=day(local_day(series.as_at))),
    ]
    return ". ".join(parts) + "."
