"""Hypothesis strategies for report trees: valid, varied, and writable in every format."""

from __future__ import annotations

import string
from dataclasses import replace

from hypothesis import strategies as st

from saferplan.report import tree
from saferplan.report.derived import Basis
from saferplan.report.register import in_order
from saferplan.report.tree import Light, Trend

_LETTERS = string.ascii_letters + "éàüßŵŷôÉÖłž"
_MARKS = "'’\"“”&<>%£€–-/().,;:!?#*_`[]{}\\|~+=@$^"
_WORD = st.text(alphabet=_LETTERS + string.digits, min_size=1, max_size=9)
_PLAIN_WORD = st.text(alphabet=string.ascii_letters + "éüŵ", min_size=2, max_size=9)
_ODD_WORD = st.text(alphabet=_LETTERS + string.digits + _MARKS, min_size=1, max_size=7)


def lines(max_words: int = 7) -> st.SearchStrategy[str]:
    """One line of text: no control characters, single blanks, none at the ends, not empty."""
    word = st.one_of(_WORD, _PLAIN_WORD, _ODD_WORD)
    return st.lists(word, min_size=1, max_size=max_words).map(" ".join)


def names() -> st.SearchStrategy[str]:
    """Names of people, roles and teams: words of letters only."""
    return st.lists(_PLAIN_WORD, min_size=1, max_size=4).map(" ".join)


def _links() -> st.SearchStrategy[str]:
    address = st.one_of(
        st.from_regex(r"https?://[a-z]{2,8}\.example/[a-z0-9]{0,6}", fullmatch=True),
        st.from_regex(r"mailto:[a-z]{2,8}@[a-z]{2,8}\.example", fullmatch=True),
    )
    return st.builds("[{}]({})".format, names(), address)


def _inline() -> st.SearchStrategy[str]:
    piece = st.one_of(
        names(),
        names(),
        names().map("*{}*".format),
        names().map("**{}**".format),
        _links(),
        st.just("3.1 and 4 per cent"),
    )
    return st.lists(piece, min_size=1, max_size=4).map(" ".join)


@st.composite
def _lists(draw: st.DrawFn) -> str:
    numbered = draw(st.booleans())
    rows: list[str] = []
    for index in range(draw(st.integers(1, 3))):
        mark = f"{index + 1}." if numbered else "-"
        rows.append(f"{mark} {draw(_inline())}")
        inner = draw(st.lists(_inline(), max_size=2))
        inner_numbered = draw(st.booleans())
        for place, text in enumerate(inner):
            rows.append(f"{' ' * (len(mark) + 1)}{f'{place + 1}.' if inner_numbered else '-'} {text}")
    return "\n".join(rows)


@st.composite
def positions(draw: st.DrawFn) -> str:
    """A position in the small Markdown, or empty. Two lists never stand next to each other."""
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 3))):
        listing = bool(parts) and not parts[-1].startswith(("- ", "1. ")) and draw(st.booleans())
        parts.append(draw(_lists()) if listing else draw(_inline()))
    return "\n\n".join(parts)


def months() -> st.SearchStrategy[str]:
    return st.builds("{:04}-{:02}".format, st.integers(2010, 2035), st.integers(1, 12))


def days() -> st.SearchStrategy[str]:
    return st.builds("{}-{:02}".format, months(), st.integers(1, 28))


def _maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), strategy)


def _next_steps() -> st.SearchStrategy[tuple[tree.NextStep, ...]]:
    step = st.builds(tree.NextStep, text=lines(), who=_maybe(names()), due=st.one_of(_maybe(months()), days()))
    return st.lists(step, max_size=2).map(tuple)


def _criteria() -> st.SearchStrategy[tree.Criteria]:
    sentence = names().map(lambda text: f"{text} then")
    stated = st.builds(tree.Criteria, green=sentence, amber=sentence, red=sentence, complete=_maybe(sentence))
    return st.one_of(st.just(tree.Criteria()), stated)


@st.composite
def derivations(draw: st.DrawFn) -> tree.Derivation:
    """Nothing, or why a light is what it is: a light's word, the facts, and perhaps somebody's reason as a sentence."""
    if draw(st.booleans()):
        return tree.Derivation()
    sentence = draw(st.sampled_from(_SENTENCES))
    if draw(st.booleans()):
        sentence = f"{sentence} {draw(lines())}."
    return tree.Derivation(
        sentence=sentence,
        basis=draw(st.sampled_from(Basis)),
        rule=draw(st.sampled_from(("", "Rule 2, from 1 April 2026, adopted by the Strategy Group"))),
        rule_from=draw(_maybe(days())),
        computed=draw(st.sampled_from(Light)),
        stated=draw(st.sampled_from(Light)),
        inputs=draw(st.lists(st.builds(tree.Input, what=names(), light=st.sampled_from(Light)), max_size=2).map(tuple)),
    )


def _lights(*, shown: bool) -> st.SearchStrategy[Light]:
    return st.sampled_from(Light) if shown else st.just(Light.NONE)


def _whys(*, shown: bool) -> st.SearchStrategy[tree.Derivation]:
    return derivations() if shown else st.just(tree.Derivation())


_SENTENCES = (
    "Amber: 2 of 6 activities are amber; the plan’s rule turns a priority amber at one in four. 4 of 6 reported.",
    "No update: none has ever come in.",
    "No light: 4 of 6 reported, and it is not green until all have.",
    "Green: set by the partnership up to 31 December 2026. The crew starts on 3 January. Without that it would be red.",
    "Red: recorded violence is 1,310.5, where at most 1,100 was wanted; it is missed by more than 5% of that.",
)


def _owners() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(names(), max_size=3, unique=True).map(tuple)


@st.composite
def _activities(draw: st.DrawFn, number: int, *, results: bool) -> tuple[tree.Activity, ...]:
    count = draw(st.integers(0, 4))
    return tuple(
        draw(
            st.builds(
                tree.Activity,
                code=st.just(f"{number}.1.1{string.ascii_lowercase[index]}"),
                title=lines(),
                light=st.sampled_from(Light),
                trend=st.sampled_from(Trend),
                why=derivations(),
                results=_lights(shown=results),
                results_why=_whys(shown=results),
                owners=_owners(),
                position=st.one_of(st.just(""), positions()),
                next_steps=_next_steps(),
            )
        )
        for index in range(count)
    )


@st.composite
def _cards(draw: st.DrawFn, priority: tree.Priority) -> tuple[tree.Card, ...]:
    codes = [each.code for each in priority.activities]
    if not codes:
        return ()
    cards = []
    for _ in range(draw(st.integers(0, 2))):
        targets = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=len(codes), unique=True).map(sorted))
        card = st.builds(
            tree.Card,
            priority=st.just(priority.number),
            targets=st.just(tuple(targets)),
            owners=_owners(),
            aim=_maybe(lines()),
            criteria=_criteria(),
            light=st.sampled_from(Light),
            why=derivations(),
            position=positions(),
            next_steps=_next_steps(),
        )
        cards.append(draw(card))
    return tuple(cards)


def _numbers() -> st.SearchStrategy[str]:
    return st.one_of(st.integers(0, 5000).map(str), st.decimals(0, 999, places=1).map(str))


@st.composite
def measures(draw: st.DrawFn) -> tree.Measure:
    """A measure with none to a year and a half of months, of which some have no value; perhaps a range and a break."""
    count = draw(st.integers(0, 18))
    values = draw(st.lists(st.one_of(_numbers(), _numbers(), st.just("")), min_size=count, max_size=count))
    points = tuple(
        tree.Point(
            label=f"{2024 + place // 12}-{place % 12 + 1:02}",
            value=value,
            kind=draw(st.sampled_from(("common", "improvement", "concern", "high", "low"))) if value else "common",
            note="" if value else draw(names()),
        )
        for place, value in enumerate(values)
    )
    broken = count > 4 and draw(st.booleans())
    last = (count // 2 if broken else count) - 1
    ranges = (tree.UsualRange(first=0, last=last, mean="20", lower="5.5", upper="34.5"),) if count > 2 else ()
    return tree.Measure(
        code=draw(st.from_regex(r"[a-z]{3,8}(?:-[a-z]{2,6})?", fullmatch=True)),
        name=draw(names()),
        title=draw(_maybe(lines())),
        sentence=draw(_maybe(lines())),
        unit=draw(st.sampled_from(("", "offences", "%", "£", "people per 1,000"))),
        decimals=draw(st.integers(0, 1)),
        target=draw(_maybe(_numbers())),
        caveat=draw(_maybe(lines())),
        quiet=draw(_maybe(lines())),
        points=points,
        ranges=ranges,
        breaks=(tree.Break(at=count // 2, reason=draw(names())),) if broken else (),
        groups=draw(st.lists(_groups(), max_size=1).map(tuple)),
    )


@st.composite
def _groups(draw: st.DrawFn) -> tree.GroupComparison:
    """Bars of one to five areas, of which the first is ours and some have no figure."""
    areas = draw(st.lists(names(), min_size=1, max_size=5, unique=True))
    bars = tuple(
        tree.GroupBar(area=area, value=value, note="" if value else draw(names()))
        for area in areas
        for value in [draw(st.one_of(_numbers(), st.just("")))]
    )
    return tree.GroupComparison(
        group=draw(names()),
        own=areas[0],
        period=draw(names()),
        unit=draw(st.sampled_from(("", "%", "offences per 1,000 residents"))),
        decimals=draw(st.integers(0, 1)),
        middle=draw(_maybe(_numbers())),
        sentence=draw(lines()),
        quiet=draw(_maybe(lines())),
        bars=bars,
    )


def missing_figures() -> st.SearchStrategy[tree.MissingFigure]:
    months_of = st.one_of(st.just(("", "")), st.lists(months(), min_size=2, max_size=2).map(sorted).map(tuple))
    return st.builds(
        lambda span, **others: tree.MissingFigure(starts=span[0], ends=span[1], **others),
        months_of,
        code=st.from_regex(r"[a-z]{3,8}", fullmatch=True),
        name=lines(),
        gap=st.sampled_from(tree.Gap),
        supplier=_maybe(lines()),
        reason=_maybe(lines()),
        asked_of=_maybe(names()),
        asked_on=_maybe(days()),
        due_on=_maybe(days()),
    )


@st.composite
def measured_reports(draw: st.DrawFn) -> tree.Report:
    """The same with figures of priorities, and a register of what is missing."""
    report = draw(reports())
    priorities = tuple(
        replace(each, measures=tuple(draw(st.lists(measures(), max_size=2)))) for each in report.priorities
    )
    register = tuple(draw(st.lists(missing_figures(), max_size=6)))
    return replace(report, priorities=priorities, register=in_order(register))


@st.composite
def reports(draw: st.DrawFn) -> tree.Report:
    """A valid report: codes are unique and belong to their priority, the targets of cards exist."""
    priorities = []
    # A kind of light that nobody has gets no column: reports with and without each.
    results, headline, by_activity = (draw(st.booleans()) for _ in range(3))
    for number in range(1, draw(st.integers(0, 4)) + 1):
        builder = st.builds(
            tree.Priority,
            number=st.just(number),
            title=lines(),
            objective=_maybe(lines()),
            light=st.sampled_from(Light),
            trend=st.sampled_from(Trend),
            why=derivations(),
            results=_lights(shown=results),
            results_text=_maybe(lines()),
            results_why=_whys(shown=results),
            headline=_lights(shown=headline),
            headline_why=_whys(shown=headline),
            activities=_activities(number, results=by_activity),
        )
        priorities.append(draw(builder))
    starts = draw(st.integers(2010, 2030))
    plan = tree.Plan(title=draw(_maybe(lines())), starts=f"{starts}-04", ends=f"{starts + draw(st.integers(1, 4))}-03")
    return tree.Report(
        partnership=tree.Partnership(name=draw(_maybe(names())), motto=draw(_maybe(lines()))),
        title=draw(_maybe(lines())),
        plan=draw(st.sampled_from([plan, tree.Plan()])),
        version=draw(st.sampled_from(["", "1.0", "1.1", "2.3"])),
        date=draw(st.one_of(_maybe(months()), days())),
        author=draw(_maybe(names())),
        classification=draw(st.sampled_from(["", "OFFICIAL", "OFFICIAL-SENSITIVE"])),
        period=draw(_periods()),
        meeting=draw(_meetings()),
        going_well=draw(_maybe(lines())),
        concern=draw(_maybe(lines())),
        rollup_rule=draw(_maybe(lines())),
        priorities=tuple(priorities),
        cards=tuple(card for priority in priorities for card in draw(_cards(priority))),
        changes=draw(_maybe(names())),
    )


def _periods() -> st.SearchStrategy[tree.Period]:
    full = st.builds(
        tree.Period, key=months(), label=_maybe(names()), work_to=_maybe(days()), figures_to=_maybe(days())
    )
    return st.one_of(st.just(tree.Period()), full)


def _meetings() -> st.SearchStrategy[tree.Meeting]:
    full = st.builds(tree.Meeting, body=names(), date=_maybe(days()), item=_maybe(_WORD), purpose=_maybe(lines()))
    return st.one_of(st.just(tree.Meeting()), full)
